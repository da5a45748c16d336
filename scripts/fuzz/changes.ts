import fc from "fast-check";
import type { ResourcePolicyKind } from "../../policy/compare";
import { compile, decide } from "../../policy/decide";
import type {
  Condition,
  ConditionBlock,
  Policy,
  PolicyDocument,
  PolicyStatement,
  Principal,
  PrincipalElement,
  Request,
} from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import { pair, requests } from "../../__tests__/policy/compare/generate";
import { boundedLevelOf, type Level, levelOf } from "../../__tests__/policy/compare/levels";
import { must } from "./command";
import { type Loosened, loosened } from "./inputs/loosenings";

/** Two versions of a principal's policy, its boundary before and after where it has one, and what requests are made of. */
export interface Change {
  readonly conditions: boolean;
  readonly before: PolicyDocument;
  readonly after: PolicyDocument;
  readonly boundaries?: Boundaries;
  readonly numbers: readonly number[];
  /** A request that is newly allowed, where chance alone would seldom find one. */
  readonly request?: Request;
}

/** `null` where there is none. */
export type Boundaries = readonly [before: PolicyDocument | null, after: PolicyDocument | null];

const numbers = fc.array(fc.nat(), { minLength: 80, maxLength: 80 });

const drawnChange: fc.Arbitrary<Change> = fc.boolean().chain((conditions) => {
  const policies = pair({ conditions, principals: false });
  return fc
    .tuple(policies, fc.option(policies, { nil: undefined, freq: 3 }), fc.boolean(), numbers)
    .map(([[before, after], limits, replaced, numbers]) => ({
      conditions,
      before: written(before),
      after: written(after),
      ...(limits && { boundaries: [written(limits[0]), written(limits[replaced ? 1 : 0])] as const }),
      numbers,
    }));
});

const EVERYTHING: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

/** One policy a little wider, or the boundary of one that allows everything, or that boundary gone. */
const loosenedChange: fc.Arbitrary<Change> = fc
  .tuple(loosened(false), fc.constantFrom("policy", "boundary", "no boundary"))
  .map(([one, where]) => {
    const [before, after] = documentsOf(one);
    const drawn = { conditions: true, numbers: [], request: one.request };
    if (where === "policy") return { ...drawn, before, after };
    const boundaries = [before, where === "boundary" ? after : null] as const;
    return { ...drawn, before: EVERYTHING, after: EVERYTHING, boundaries };
  });

export const change: fc.Arbitrary<Change> = mostlyPlanted(drawnChange, loosenedChange);

function mostlyPlanted<T>(drawn: fc.Arbitrary<T>, planted: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 1, arbitrary: drawn }, { weight: 2, arbitrary: planted });
}

function documentsOf({ versions, before, after }: Loosened): readonly [PolicyDocument, PolicyDocument] {
  return [
    { Version: versions[0], Statement: before },
    { Version: versions[1], Statement: after },
  ];
}

/** A verdict is never below what requests show that are decided before and after. */
export function holdVerdict(
  verdict: string,
  { conditions, before, after, boundaries = [null, null], numbers, request }: Change,
): void {
  const allowed = (document: PolicyDocument, limit: PolicyDocument | null): Level => {
    const authorization = {
      identity: compile([parsePolicy(document, "p")]),
      ...(limit && { boundary: compile([parsePolicy(limit, "b")]) }),
    };
    return (request) => (decide(authorization, request).decision === "allow" ? 1 : 0);
  };
  const drawn = [...(request ? [request] : []), ...requests({ conditions, principals: false }, numbers)];
  holdLevels(verdict, [allowed(before, boundaries[0]), allowed(after, boundaries[1])], drawn);
}

/** Holds a verdict against how much each request may do before and after. */
function holdLevels(verdict: string, [was, is]: readonly [Level, Level], drawn: readonly Request[]): void {
  for (const request of drawn) {
    const change = is(request) - was(request);
    must(change <= 0 || verdict === "widened", `${verdict}, and newly allowed: ${JSON.stringify(request)}`);
    must(change >= 0 || verdict !== "none", `${verdict}, and no longer allowed: ${JSON.stringify(request)}`);
  }
}

/** Two versions of a resource's policy or a role's trust, and what requests are made of. */
export interface ResourceChange extends Omit<Change, "boundaries"> {
  readonly kind: ResourcePolicyKind;
  /** A third text, which another resource writes as the same policy: which of them is in force, nobody can say. */
  readonly other?: PolicyDocument;
}

/** @param kinds What the policy may belong to. */
export function resourceChangeOf(...kinds: readonly ResourcePolicyKind[]): fc.Arbitrary<ResourceChange> {
  return fc.tuple(fc.boolean(), fc.constantFrom(...kinds)).chain(([conditions, kind]) => {
    const policies = pair({ conditions, principals: true });
    const other = kind === "trust" ? fc.constant(undefined) : fc.option(policies, { nil: undefined, freq: 4 });
    const text = kind === "trust" ? withoutResources : (document: PolicyDocument) => document;
    const drawn = fc.tuple(policies, other, numbers).map(([[before, after], third, numbers]): ResourceChange => ({
      ...{ kind, conditions, before: text(written(before)), after: text(written(after)), numbers },
      ...(third && { other: written(third[0]) }),
    }));
    const planted = loosened(true).map((one): ResourceChange => {
      const [before, after] = documentsOf(one);
      return { kind, conditions: true, before: text(before), after: text(after), numbers: [], request: one.request };
    });
    return mostlyPlanted(drawn, planted);
  });
}

export const resourceChange = resourceChangeOf("resource", "key", "endpoint", "trust");

/** A verdict is never below what requests show, by how much a resource's policy gives in steps, with a boundary too. */
export function holdResourceVerdict(
  verdict: string,
  { kind, conditions, before, after, numbers, request }: ResourceChange,
): void {
  const drawn = [...(request ? [request] : []), ...requests({ conditions, principals: true }, numbers)];
  for (const of of [levelOf, boundedLevelOf]) {
    const [was, is] = [before, after].map((document) => of(parsePolicy(document, "p"), kind)) as [Level, Level];
    holdLevels(verdict, [was, is], drawn);
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
function withoutResources({ Statement, ...document }: PolicyDocument): PolicyDocument {
  const statements = [Statement].flat() as readonly PolicyStatement[];
  return { ...document, Statement: statements.map(({ Resource: _, NotResource: __, ...statement }) => statement) };
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
