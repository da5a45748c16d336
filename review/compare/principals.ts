import { compareIdentity, type Access, type Budget, type Comparison, type IdentityContext } from "../../policy/compare";
import type { Policy } from "../../policy/document";
import { MANAGED_POLICIES_SOURCE } from "../../policy/managed";
import type { Note, OpaquePolicy, PrincipalAccess, NewRow } from "../model";
import { faultOf } from "../policy-text";
import { statementEdits } from "./edits";
import { textsOf as digestsOf } from "../texts";
import type { KnownArns } from "./known-arns";
import {
  contestedNotes,
  NOTHING,
  opaqueChanges,
  readable,
  redacted,
  sameMembers,
  withLiteral,
  withUnknown,
  type OpaqueChanges,
} from "./pairs";

/**
 * Compares what one principal has before and after; undefined where the very same policies are there.
 *
 * @param known What there is in each account: its requests are about that.
 */
export function principalRow(
  before: PrincipalAccess | undefined,
  after: PrincipalAccess | undefined,
  known: ReadonlyMap<string, KnownArns>,
  budget: Budget,
): NewRow | undefined {
  const subject = after?.exists === true || !before ? after?.subject : before.subject;
  if (!subject || (before && after && isSame(before, after))) return undefined;
  const created = after?.exists === true && before?.exists !== true && isEmpty(before);
  const destroyed = before?.exists === true && after?.exists !== true && isEmpty(after);
  const { faults, unreadable, ...texts } = readable(withLiteral(before), withLiteral(after), "escalation");
  const opaque = opaqueChanges(before?.opaque ?? [], destroyed ? [] : (after?.opaque ?? []));
  const [limitBefore, limitAfter] = limits(before, after);
  const sides = [
    { identity: texts.before, limit: limitBefore },
    { identity: texts.after, limit: limitAfter, unknown: opaque.unknown },
  ] as const;
  const whole = (before?.complete ?? after?.complete ?? false) && !opaque.exist && !unreadable && faults.length === 0;
  const unseen = { policies: !whole && !destroyed, boundary: isUnseen(after?.boundary) };
  const comparison = withUnknown(
    isKnownSame(sides) ? NOTHING : compared(sides, { unseen, ...placeOf(subject, known) }, budget),
    opaque.unknown,
  );
  const notes = [
    ...faults,
    ...(destroyed
      ? []
      : [
          ...attachmentNotes(opaque.gained, "attached"),
          ...attachmentNotes(opaque.lost, "detached"),
          ...contestedNotes(opaque.contested, "escalation"),
        ]),
    ...(destroyed ? [] : groupNotes(before?.groups ?? [], after?.groups ?? [])),
    ...(created || destroyed ? [] : boundaryNotes(before?.boundary, after?.boundary)),
  ];
  const edits = comparison.differences.length === 0 ? [] : statementEdits(textsOf(sides[0]), textsOf(sides[1]));
  const policies = {
    policies: texts.after,
    ...(limitAfter && { boundary: [limitAfter] }),
    unseen: unseen.policies,
  };
  const row: NewRow = {
    subject: { ...subject, created },
    comparison,
    edits,
    notes,
    compared: { ...digestsOf(before, after), policies },
  };
  return (before?.sensitive ?? false) || (after?.sensitive ?? false) ? redacted(row) : row;
}

function placeOf(
  { account }: PrincipalAccess["subject"],
  known: ReadonlyMap<string, KnownArns>,
): Pick<IdentityContext, "account" | "known"> {
  const arns = account === undefined ? undefined : known.get(account);
  return { ...(account !== undefined && { account }), ...(arns && { known: arns }) };
}

function isEmpty(principal: PrincipalAccess | undefined): boolean {
  return !principal || (principal.policies.length === 0 && principal.opaque.length === 0);
}

/** What most of a plan's principals are: no comparison is needed to say so. */
function isSame(before: PrincipalAccess, after: PrincipalAccess): boolean {
  const opaque = opaqueChanges(before.opaque, after.opaque);
  return (
    before.exists === after.exists &&
    sameMembers(before.policies, after.policies) &&
    sameBoundary(before.boundary, after.boundary) &&
    sameTexts(before.groups, after.groups) &&
    isUnchanged(opaque)
  );
}

function isUnchanged({ gained, lost, unknown, contested }: OpaqueChanges): boolean {
  return gained.length + lost.length + unknown.length + contested.length === 0;
}

type Boundary = PrincipalAccess["boundary"];

function isOpaque(boundary: Boundary): boundary is OpaquePolicy {
  return boundary !== undefined && "unknown" in boundary;
}

/** Known only after apply. */
function isUnknown(boundary: Boundary): boolean {
  return isOpaque(boundary) && boundary.unknown && !boundary.contested;
}

function sameBoundary(a: Boundary, b: Boundary): boolean {
  if (!isOpaque(a) || !isOpaque(b)) return a === b;
  return isUnchanged(opaqueChanges([a], [b]));
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text) => b.includes(text));
}

/** What of a side is at hand, and what of it is known only after apply. */
interface Known {
  readonly identity: readonly Policy[];
  readonly limit: Policy | undefined;
  readonly unknown?: readonly string[];
}

function textsOf({ identity, limit }: Known): Policy[] {
  return limit ? [...identity, limit] : [...identity];
}

function isKnownSame([before, after]: readonly [Known, Known]): boolean {
  return before.limit === after.limit && sameMembers(before.identity, after.identity);
}

function compared([before, after]: readonly [Known, Known], context: IdentityContext, budget: Budget): Comparison {
  const [a, b] = [before, after].map(({ identity, limit, unknown = [] }): Access => ({
    identity,
    unknown,
    ...(limit && { boundary: [limit] }),
  })) as [Access, Access];
  return compareIdentity(a, b, context, budget);
}

/**
 * The boundaries to compare within. One whose text is not at hand is left out: that it allows everything is the worse. A
 * known one that such a one replaces is left out too: what it forbade may still be forbidden, which a note says.
 */
function limits(
  before: PrincipalAccess | undefined,
  after: PrincipalAccess | undefined,
): readonly [Policy | undefined, Policy | undefined] {
  const [a, b] = [before?.boundary, after?.boundary].map((boundary) => (isAtHand(boundary) ? boundary : undefined));
  return after?.boundary !== undefined && b === undefined ? [undefined, undefined] : [a, b];
}

/** Whether a boundary has a text that can be read. */
function isAtHand(boundary: Boundary): boundary is Policy {
  return boundary !== undefined && !isOpaque(boundary) && faultOf(boundary) === undefined;
}

function isUnseen(boundary: Boundary): boolean {
  return boundary !== undefined && !isAtHand(boundary);
}

const AWS_MANAGED = /^arn:[a-z-]+:iam::aws:policy\//;

/** Policies whose text is not at hand: each may allow, and may have denied. */
function attachmentNotes(names: readonly string[], change: "attached" | "detached"): Note[] {
  return names.map((name) => {
    const what = AWS_MANAGED.test(name)
      ? `the AWS-managed policy ${name}, which is not among the texts of partition aws of ${MANAGED_POLICIES_SOURCE.date},`
      : name;
    const why = change === "attached" ? "it may allow anything" : "it may have denied anything";
    const text = `${what} is ${change}; its text is not at hand, ${why}`;
    return { verdict: "widened", risk: "escalation", proven: false, text };
  });
}

function groupNotes(before: readonly string[], after: readonly string[]): Note[] {
  const note = (text: string): Note => ({ verdict: "widened", risk: "escalation", proven: false, text });
  return [
    ...after
      .filter((group) => !before.includes(group))
      .map((group) => note(`joins the group ${group}, whose policies are not all at hand: they may allow anything`)),
    ...before
      .filter((group) => !after.includes(group))
      .map((group) =>
        note(`leaves the group ${group}, whose policies are not all at hand: they may have denied anything`),
      ),
  ];
}

function boundaryNotes(before: Boundary, after: Boundary): Note[] {
  if (sameBoundary(before, after)) return [];
  if (!before) {
    if (!after || !isUnseen(after)) return [];
    // A boundary only takes away, whatever it says.
    const verdict = isUnknown(after) ? "unknown" : "changed";
    return [{ verdict, risk: "read", proven: false, text: `the boundary ${after.name} is set` }];
  }
  // With a known text on both sides the comparison has seen the boundary; without one nothing is proven.
  if (!isUnseen(before) && !isUnseen(after)) return [];
  if (after && isUnknown(after) && !isUnseen(before)) {
    const text = `the boundary ${before.name} is replaced by ${after.name}, which is known only after apply`;
    return [{ verdict: "unknown", risk: "escalation", proven: false, text }];
  }
  const change = after ? `is replaced by ${after.name}` : "is removed";
  const text = `the boundary ${before.name} ${change}; not proven that it forbade nothing`;
  return [{ verdict: "widened", risk: "escalation", proven: false, text }];
}
