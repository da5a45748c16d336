import { publishedAction } from "../actions";
import { isSendable } from "../actions/arns";
import type { Principal, Request, Statement } from "../document";
import type { NameGroup } from "./action-groups";
import type { Difference, StatementReference } from "./comparison";
import { familiarFirst, RISKS, riskier } from "./risk";
import type { Finding, Query, SearchContext } from "./search";
import { ifAffordable } from "./solver/budget";
import type { Truth } from "./solver/condition";
import { contains, type Extent } from "./solver/extent";

/** What a reader is shown of one statement's findings: one difference for all that have the same outcome and risk. */
export function rowsOf(
  statement: Statement,
  findings: readonly Finding[],
  query: Query,
  context: SearchContext,
): Difference[] {
  return joined(findings).map((row) => differenceOf(row, statement, query, context));
}

/** An action's name as AWS writes them; any other text of a policy does not belong in a sentence. */
const PLAIN_ACTION = /^[a-z0-9-]{1,64}:\w{1,128}$/i;

/** Why a request that the policies decide otherwise proves nothing. */
function whyRefused({ action }: Request): string {
  if (publishedAction(action)) return "the policies decide otherwise, but AWS takes no such action on such a resource";
  const named = PLAIN_ACTION.test(action) ? action : "of that name";
  return `the policies decide otherwise, but AWS publishes no action ${named} today`;
}

/** Findings that one difference shows. */
type Row = readonly [Finding, ...Finding[]];

function differenceOf(row: Row, statement: Statement, query: Query, context: SearchContext): Difference {
  const { verdict, exposure } = context;
  const [{ outcome: first }] = row;
  const places = placesOf(row, statement);
  const requests = row.flatMap(({ outcome }) => (outcome.found === "request" ? [outcome.witness] : []));
  const witness = requests.find(({ action, resource }) => isSendable(action, resource));
  const [refused] = requests;
  const published = [...new Set(row.flatMap((finding) => finding.published))];
  const counterpart = witness && counterpartOf(witness, statement, query.outside);
  const exposed = statement.effect === "Allow" ? exposure?.(statement, places.principals) : undefined;
  return {
    verdict,
    cause: query.cause,
    risk: exposed ?? row.map(({ risk }) => risk).reduce(riskier, "read"),
    statement: referenceTo(statement),
    version: statement.version,
    ...(statement.principals && { principals: places.principals }),
    ...(statement.notPrincipals && { notPrincipals: statement.notPrincipals }),
    ...(statement.notActions
      ? { notActions: statement.notActions }
      : { actions: [...new Set(row.flatMap(({ group }) => group.written ?? []))] }),
    published: namesOf(published),
    publishedCount: published.reduce((sum, { written }) => sum + written.length, 0),
    ...(statement.resources && { resources: places.resources }),
    ...(statement.notResources && { notResources: statement.notResources }),
    conditions: statement.conditions,
    ...(witness ? { witness } : refused && { refused }),
    ...(counterpart && { counterpart: { ...referenceTo(counterpart), conditions: counterpart.conditions } }),
    proven: witness !== undefined,
    ...(!witness && refused && { message: whyRefused(refused) }),
    ...(first.found === "unproven" && {
      message: `it could not be proven that nothing is ${verdict === "widened" ? "added" : "taken away"}: ${first.reason}`,
    }),
  };
}

/** The principals and resources of a row; all of the statement's where a finding stands for all of them. */
function placesOf(
  row: Row,
  { principals = [], resources = [] }: Statement,
): { readonly principals: Principal[]; readonly resources: string[] } {
  return {
    principals: distinct(row.flatMap((finding) => finding.principals?.members ?? principals)),
    resources: distinct(row.flatMap(({ resource }) => resource ?? resources)),
  };
}

function counterpartOf(
  { principal, action, resource }: Request,
  { effect }: Statement,
  others: readonly Extent[],
): Statement | undefined {
  const maybe = (): Truth => "maybe";
  const isAbout = (extent: Extent): boolean =>
    extent.statement.effect === effect &&
    extent.names(principal) &&
    contains(extent.actions, action, maybe) === "yes" &&
    (!extent.resources || contains(extent.resources, resource, maybe) === "yes");
  return ifAffordable(() => others.find(isAbout), undefined)?.statement;
}

function referenceTo({ policy, index, sid, effect }: Statement): StatementReference {
  return { policy, index, sid, effect };
}

/** How many published actions a difference lists. */
const MAX_PUBLISHED = 100;

function namesOf(groups: readonly NameGroup[]): string[] {
  const names: string[] = [];
  for (const risk of RISKS) {
    if (names.length >= MAX_PUBLISHED) break;
    names.push(...familiarFirst(groups.filter((group) => group.risk === risk).flatMap(({ written }) => written)));
  }
  return names.slice(0, MAX_PUBLISHED);
}

/** Joins findings: the actions of the same fate, then the principals with the same resources. */
function joined(findings: readonly Finding[]): Row[] {
  const byPlace = groupBy(findings, ({ group, risk, outcome, principals }) =>
    JSON.stringify([RISKS.indexOf(risk), outcome.found, principals?.members[0], group.written]),
  );
  const byResources = groupBy(byPlace, (place) => {
    const [{ risk, outcome, principals, published }] = place;
    // Patterns, which stand for published names, are kept apart from names.
    return JSON.stringify([risk, outcome.found, principals?.members[0], published.length === 0, place.map(resourceOf)]);
  });
  const byPrincipal = groupBy(byResources, ([place, ...places]) => {
    const all = [place, ...places].flat();
    const [{ risk, outcome }] = place;
    return JSON.stringify([risk, outcome.found, all.map(resourceOf), all.map(({ group }) => group.written)]);
  });
  return byPrincipal.map((members) => members.flat(2) as unknown as Row);
}

function resourceOf({ resource }: Finding): string | undefined {
  return resource;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
