import fc from "fast-check";
import type { Condition, Policy, Principal } from "../../policy/document";

/** Something before and after; undefined where it is not there. */
export type Sides<T> = readonly [before: T, after: T];

export const sides = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<Sides<T>> => fc.tuple(one, one);

export const often = (likely: boolean): fc.Arbitrary<boolean> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(likely) }, { weight: 1, arbitrary: fc.constant(!likely) });

/** A policy as the text that a plan holds. */
export function documentOf({ version, statements }: Policy): string {
  return JSON.stringify({
    Version: version,
    Statement: statements.map((statement) => {
      const { effect, actions, notActions, resources, notResources, principals, notPrincipals, conditions } = statement;
      return {
        Effect: effect,
        ...(principals && { Principal: principalOf(principals) }),
        ...(notPrincipals && { NotPrincipal: principalOf(notPrincipals) }),
        ...(actions && { Action: actions }),
        ...(notActions && { NotAction: notActions }),
        ...(resources && { Resource: resources }),
        ...(notResources && { NotResource: notResources }),
        ...(conditions.length > 0 && { Condition: blockOf(conditions) }),
      };
    }),
  });
}

function principalOf(principals: readonly Principal[]): unknown {
  if (principals.some(({ type }) => type === "*")) return "*";
  const types = new Set(principals.map(({ type }) => type));
  const of = (type: string): string[] => principals.filter((one) => one.type === type).map(({ id }) => id);
  return Object.fromEntries([...types].map((type) => [type, of(type)]));
}

const blockOf = (conditions: readonly Condition[]): unknown =>
  Object.fromEntries(conditions.map(({ operator, key, values }) => [operator, { [key]: values }]));
