import fc from "fast-check";
import type { ResourcePolicyKind } from "../../policy/compare";
import { compile, decide } from "../../policy/decide";
import type {
  Condition,
  ConditionBlock,
  Policy,
  PolicyDocument,
  Principal,
  PrincipalElement,
  Request,
} from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import { pair, requests } from "../../__tests__/policy/compare/generate";
import { type Level, levelOf } from "../../__tests__/policy/compare/levels";
import { must } from "./command";

/** Two versions of a principal's policy, its boundary where it has one, and what requests are made of. */
export interface Change {
  readonly conditions: boolean;
  readonly before: PolicyDocument;
  readonly after: PolicyDocument;
  readonly boundary?: PolicyDocument;
  readonly numbers: readonly number[];
}

const numbers = fc.array(fc.nat(), { minLength: 80, maxLength: 80 });

export const change: fc.Arbitrary<Change> = fc.boolean().chain((conditions) => {
  const policies = pair({ conditions, principals: false });
  return fc
    .tuple(policies, fc.option(policies, { nil: undefined, freq: 3 }), numbers)
    .map(([[before, after], limit, numbers]) => ({
      conditions,
      before: written(before),
      after: written(after),
      ...(limit && { boundary: written(limit[0]) }),
      numbers,
    }));
});

/** A verdict is never below what requests show that are decided before and after. */
export function holdVerdict(verdict: string, { conditions, before, after, boundary, numbers }: Change): void {
  const allowed = (document: PolicyDocument): ((request: Request) => boolean) => {
    const authorization = {
      identity: compile([parsePolicy(document, "p")]),
      ...(boundary && { boundary: compile([parsePolicy(boundary, "b")]) }),
    };
    return (request) => decide(authorization, request).decision === "allow";
  };
  const [was, is] = [allowed(before), allowed(after)];
  for (const request of requests({ conditions, principals: false }, numbers)) {
    const [gained, lost] = [is(request) && !was(request), was(request) && !is(request)];
    must(!gained || verdict === "widened", `${verdict}, and newly allowed: ${JSON.stringify(request)}`);
    must(!lost || verdict !== "none", `${verdict}, and no longer allowed: ${JSON.stringify(request)}`);
  }
}

/** Two versions of a resource's policy or a role's trust, and what requests are made of. */
export interface ResourceChange extends Omit<Change, "boundary"> {
  readonly kind: ResourcePolicyKind;
  /** A third text, which another resource writes as the same policy: which of them is in force, nobody can say. */
  readonly other?: PolicyDocument;
}

/** @param kinds What the policy may belong to. */
export function resourceChangeOf(...kinds: readonly ResourcePolicyKind[]): fc.Arbitrary<ResourceChange> {
  return fc.tuple(fc.boolean(), fc.constantFrom(...kinds)).chain(([conditions, kind]) => {
    const policies = pair({ conditions, principals: true });
    const other = kind === "trust" ? fc.constant(undefined) : fc.option(policies, { nil: undefined, freq: 4 });
    return fc.tuple(policies, other, numbers).map(([[before, after], third, drawn]) => {
      const text = kind === "trust" ? writtenTrust : written;
      const change = { kind, conditions, before: text(before), after: text(after), numbers: drawn };
      return { ...change, ...(third && { other: text(third[0]) }) };
    });
  });
}

export const resourceChange = resourceChangeOf("resource", "key", "endpoint", "trust");

/** A verdict is never below what requests show, by how much a resource's policy gives in steps. */
export function holdResourceVerdict(
  verdict: string,
  { kind, conditions, before, after, numbers }: ResourceChange,
): void {
  const [was, is] = [before, after].map((document) => levelOf(parsePolicy(document, "p"), kind)) as [Level, Level];
  for (const request of requests({ conditions, principals: true }, numbers)) {
    const change = is(request) - was(request);
    must(change <= 0 || verdict === "widened", `${verdict}, and newly allowed: ${JSON.stringify(request)}`);
    must(change >= 0 || verdict !== "none", `${verdict}, and no longer allowed: ${JSON.stringify(request)}`);
  }
}

/** A policy as AWS writes it. */
function written({ version, statements }: Policy): PolicyDocument {
  return {
    Version: version,
    Statement: statements.map(
      ({ effect, principals, notPrincipals, actions, notActions, resources, notResources, conditions }) => ({
        Effect: effect,
        ...(principals && { Principal: principalElement(principals) }),
        ...(notPrincipals && { NotPrincipal: principalElement(notPrincipals) }),
        ...(actions && { Action: actions }),
        ...(notActions && { NotAction: notActions }),
        ...(resources && { Resource: resources }),
        ...(notResources && { NotResource: notResources }),
        ...(conditions.length > 0 && { Condition: conditionBlock(conditions) }),
      }),
    ),
  };
}

/** Who may assume a role: it is about the role alone. */
function writtenTrust({ statements, ...policy }: Policy): PolicyDocument {
  return written({
    ...policy,
    statements: statements.map(({ resources: _, notResources: __, ...statement }) => statement),
  });
}

function principalElement(principals: readonly Principal[]): PrincipalElement {
  if (principals.some(({ type }) => type === "*")) return "*";
  const types = [...new Set(principals.map(({ type }) => type))];
  return Object.fromEntries(
    types.map((type) => [type, principals.filter((one) => one.type === type).map(({ id }) => id)]),
  );
}

function conditionBlock(conditions: readonly Condition[]): ConditionBlock {
  const block: Record<string, Record<string, readonly string[]>> = {};
  for (const { qualifier, operator, ifExists, key, values } of conditions) {
    const name = `${qualifier === undefined ? "" : `${qualifier}:`}${operator}${ifExists ? "IfExists" : ""}`;
    block[name] = { ...block[name], [key]: values };
  }
  return block;
}
