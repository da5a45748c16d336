import type { Condition, Policy, Principal, Statement } from "../../policy/document";
import type { StatementEdit, StatementElement } from "../model";

/** Statements beyond these are not paired: pairing looks at each with each. */
const MAX_PAIRED = 200;

/**
 * What changed in the text of statements, wherever they stand: a statement that moved, or lists the same in another
 * order, is no edit.
 *
 * Statements of one effect are paired by Sid, else by how much they share; what has no partner was added or removed.
 */
export function statementEdits(before: readonly Policy[], after: readonly Policy[]): StatementEdit[] {
  const [removed, added] = withoutCommon(partsOf(before), partsOf(after));
  const pairs = pair(removed.slice(0, MAX_PAIRED), added.slice(0, MAX_PAIRED));
  const paired = new Set(pairs.flat());
  return [
    ...pairs.map(([from, to]) => edit("edited", to, elementsNotIn(to, from), elementsNotIn(from, to))),
    ...added.filter((one) => !paired.has(one)).map((one) => edit("added", one, [...one.elements.values()], [])),
    ...removed.filter((one) => !paired.has(one)).map((one) => edit("removed", one, [], [...one.elements.values()])),
  ];
}

/** A statement, and what it consists of. */
interface StatementElements {
  readonly statement: Statement;
  /** By a text that is the same for elements that say the same. */
  readonly elements: ReadonlyMap<string, StatementElement>;
  /** The same for statements that say the same. */
  readonly text: string;
}

function partsOf(policies: readonly Policy[]): StatementElements[] {
  return policies.flatMap(({ statements }) =>
    statements.map((statement) => {
      const elements = new Map(elementsOf(statement));
      return { statement, elements, text: JSON.stringify([statement.effect, ...[...elements.keys()].sort()]) };
    }),
  );
}

function elementsOf(statement: Statement): [key: string, element: StatementElement][] {
  const { principals, notPrincipals, actions, notActions, resources, notResources, conditions, version } = statement;
  const of = (
    element: StatementElement["element"],
    texts: readonly string[] = [],
    keyOf = (text: string): string => text,
  ): [string, StatementElement][] => texts.map((text) => [`${element} ${keyOf(text)}`, { element, text }]);
  const lower = (text: string): string => text.toLowerCase();
  const values = [...(resources ?? notResources ?? []), ...conditions.flatMap((condition) => condition.values)];
  return [
    ...of("Principal", principals?.map(principalText)),
    ...of("NotPrincipal", notPrincipals?.map(principalText)),
    ...of("Action", actions, lower),
    ...of("NotAction", notActions, lower),
    ...of("Resource", resources),
    ...of("NotResource", notResources),
    ...conditions.map((condition): [string, StatementElement] => [
      JSON.stringify({ ...condition, key: lower(condition.key), values: [...new Set(condition.values)].sort() }),
      { element: "Condition", text: conditionText(condition) },
    ]),
    // Only policy variables mean something else in another version.
    ...of("Version", values.some((value) => value.includes("${")) ? [version] : []),
  ];
}

function principalText({ type, id }: Principal): string {
  return type === "*" ? "*" : `${type} ${id}`;
}

/** As a policy writes it, on one line: `StringEquals aws:SourceVpc: vpc-1, vpc-2`. */
function conditionText({ qualifier, operator, ifExists, key, values }: Condition): string {
  const name = `${qualifier === undefined ? "" : `${qualifier}:`}${operator}${ifExists ? "IfExists" : ""}`;
  return `${name} ${key}: ${values.join(", ")}`;
}

/** Takes away what both sides hold, each as often as the other holds it. */
function withoutCommon(
  before: readonly StatementElements[],
  after: readonly StatementElements[],
): [StatementElements[], StatementElements[]] {
  const unmatched = new Map<string, StatementElements[]>();
  for (const one of before) {
    const same = unmatched.get(one.text);
    if (same) same.push(one);
    else unmatched.set(one.text, [one]);
  }
  const added = after.filter(({ text }) => unmatched.get(text)?.pop() === undefined);
  return [[...unmatched.values()].flat(), added];
}

function pair(
  before: readonly StatementElements[],
  after: readonly StatementElements[],
): [StatementElements, StatementElements][] {
  const candidates = after.flatMap((to) =>
    before
      .filter((from) => from.statement.effect === to.statement.effect)
      .map((from) => ({ from, to, likeness: likeness(from, to) }))
      .filter(({ likeness: shared }) => shared > 0),
  );
  candidates.sort((a, b) => b.likeness - a.likeness);
  const taken = new Set<StatementElements>();
  const pairs: [StatementElements, StatementElements][] = [];
  for (const { from, to } of candidates) {
    if (taken.has(from) || taken.has(to)) continue;
    taken.add(from).add(to);
    pairs.push([from, to]);
  }
  return pairs;
}

/** From 0, nothing in common, to 1, and above that for one Sid. */
function likeness(from: StatementElements, to: StatementElements): number {
  const sid = from.statement.sid !== undefined && from.statement.sid === to.statement.sid ? 1 : 0;
  const shared = [...to.elements.keys()].filter((key) => key !== "Resource *" && from.elements.has(key)).length;
  return sid + shared / Math.max(from.elements.size, to.elements.size, 1);
}

function elementsNotIn(of: StatementElements, other: StatementElements): StatementElement[] {
  return [...of.elements].filter(([key]) => !other.elements.has(key)).map(([, element]) => element);
}

function edit(
  change: StatementEdit["change"],
  { statement: { policy, index, sid, effect } }: StatementElements,
  gained: readonly StatementElement[],
  lost: readonly StatementElement[],
): StatementEdit {
  return { change, statement: { policy, index, sid, effect }, gained, lost };
}
