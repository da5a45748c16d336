import { isAccountId } from "../../aws/ids";
import { publishedAction } from "../actions";
import type { Request } from "../document";
import { solve } from "./solver/cover";
import type { Space } from "./solver/dimensions";
import { commonValues } from "./solver/examples";
import { variablesOf } from "./solver/patterns";
import type { Point, Constraints } from "./solver/constraints";
import { narrowTo, extentOf, type Extent } from "./solver/extent";

/** Whether a request's decision differs as a difference says. */
export type Check = (request: Request) => boolean;

/** How many ways of filling policy variables in are tried. */
const MAX_BINDINGS = 12;

/** What one way costs, in steps of automata, beside the search for a request. */
const BINDING_COST = 5_000;

/**
 * Makes a request of what was found and checks it. Where policy variables leave it open, values are filled in for them
 * and the request is looked for again.
 */
export function findRequest(point: Point, constraints: Constraints, space: Space, check: Check): Request | undefined {
  const request = requestOf(point, constraints);
  const likely = request.principal === undefined ? request : withPrincipalOf(request);
  if (check(likely)) return likely;
  if (check(request)) return request;
  const variables = variablesIn(constraints);
  if (variables.length === 0) return undefined;
  for (const values of bindings(variables, point, constraints)) {
    const given = new Map(variables.map((key) => [key, values.get(key)]));
    const patterns = space.patterns.bound(values);
    if (!patterns.budget.spend(BINDING_COST)) return undefined;
    const rebuild = (extent: Extent): Extent =>
      narrowTo(extentOf(extent.statement, patterns, extent.by), extent.single, patterns);
    const bound = { inside: constraints.inside.map(rebuild), outside: constraints.outside.map(rebuild) };
    const solution = solve(bound, { ...space, patterns, given });
    if (!solution.point) continue;
    const candidate = requestOf(solution.point, bound);
    if (check(candidate)) return candidate;
  }
  return undefined;
}

/** The request by the principal that its own context names. */
function withPrincipalOf(request: Request): Request {
  const context = new Map(Object.entries(request.context).map(([key, value]) => [key.toLowerCase(), value]));
  const arn = context.get("aws:principalarn");
  const account = context.get("aws:principalaccount") ?? context.get("kms:calleraccount");
  if (typeof arn === "string") return { ...request, principal: arn };
  if (typeof account !== "string" || !isAccountId(account)) return request;
  return { ...request, principal: `arn:aws:iam::${account}:role/someone` };
}

function requestOf(point: Point, { inside, outside }: Constraints): Request {
  const spelling = new Map<string, string>();
  for (const { keys } of [...outside, ...inside].reverse()) {
    for (const [key, conditions] of keys) for (const { written } of conditions) spelling.set(key, written.key);
  }
  const context = [...point.context].map(([key, values]): [string, string | readonly string[]] => {
    const [only = ""] = values;
    return [spelling.get(key) ?? key, values.length === 1 ? only : values];
  });
  const written = inside.find(({ single: part }) => part.action?.toLowerCase() === point.action.toLowerCase())?.single
    .action;
  return {
    ...(point.principal === undefined ? {} : { principal: point.principal }),
    action: publishedAction(point.action)?.name ?? written ?? point.action,
    resource: point.resource,
    context: Object.fromEntries(context),
  };
}

function statementsOf({ inside, outside }: Constraints): Extent["statement"][] {
  return [...inside, ...outside].map(({ statement }) => statement);
}

function variablesIn(constraints: Constraints): string[] {
  const keys = statementsOf(constraints).flatMap(({ resources, notResources, conditions, version }) =>
    [...(resources ?? notResources ?? []), ...conditions.flatMap(({ values }) => values)].flatMap((text) =>
      variablesOf(text, version),
    ),
  );
  return [...new Set(keys)];
}

/** Values for variables: what the request holds anyway, a name, the names that other patterns hold in the same place. */
function bindings(
  variables: readonly string[],
  point: Point,
  constraints: Constraints,
): ReadonlyMap<string, readonly string[]>[] {
  const texts = statementsOf(constraints).flatMap(({ resources, notResources, conditions }) => [
    ...(resources ?? notResources ?? []),
    ...conditions.flatMap(({ values }) => values),
  ]);
  const names = new Set<string>();
  for (const text of texts) {
    const start = text.indexOf("${");
    if (start < 0) continue;
    const prefix = text.slice(0, start);
    for (const other of texts) {
      const name = other.startsWith(prefix) ? (/^[^/:*?$]+/.exec(other.slice(prefix.length))?.[0] ?? "") : "";
      if (name !== "") names.add(name);
    }
  }
  const choices = [undefined, ...names].slice(0, MAX_BINDINGS);
  const value = (key: string, name: string | undefined): string => name ?? commonValues(key)[0] ?? "x";
  const known = variables.filter((key) => point.context.has(key));
  return [
    ...choices.map((name) => new Map(variables.map((key) => [key, point.context.get(key) ?? [value(key, name)]]))),
    ...(known.length > 0 ? choices.map((name) => new Map(variables.map((key) => [key, [value(key, name)]]))) : []),
    new Map(known.map((key) => [key, point.context.get(key) ?? []])),
    new Map(),
  ];
}
