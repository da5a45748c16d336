import { compareResource, riskier, type Budget, type Comparison, type Risk } from "../../policy/compare";
import type { Policy } from "../../policy/document";
import type { Note, ResourceAccess, NewRow } from "../model";
import { statementEdits } from "./edits";
import { textsOf } from "../texts";
import {
  contestedNotes,
  NOTHING,
  opaqueChanges,
  readable,
  redacted,
  sameMembers,
  withLiteral,
  withUnknown,
} from "./pairs";

/** Compares the policies of one resource before and after; undefined where they are the very same. */
export function resourceRow(
  before: ResourceAccess | undefined,
  after: ResourceAccess | undefined,
  budget: Budget,
): NewRow | undefined {
  const known = after ?? before;
  if (!known || (before && after && isSame(before, after))) return undefined;
  const subject = after?.exists === true || !before ? known.subject : before.subject;
  const created = before?.exists !== true;
  const destroyed = after?.exists !== true;
  const { faults, ...texts } = readable(withLiteral(before), withLiteral(after), "public");
  const opaque = opaqueChanges(before?.opaque ?? [], after?.opaque ?? []);
  const isPartial = [before, after].some((side) => side?.opaque.some(({ literal }) => literal));
  const comparison = withUnknown(
    sameMembers(texts.before, texts.after)
      ? NOTHING
      : proven(compared({ known, created, destroyed }, texts, budget), !isPartial),
    destroyed ? [] : opaque.unknown,
  );
  const notes = [
    ...faults,
    ...(destroyed ? [] : contestedNotes(opaque.contested, "public")),
    ...(created || destroyed ? [] : limitNotes(before.limits, after.limits)),
  ];
  const edits = comparison.differences.length === 0 ? [] : statementEdits(texts.before, texts.after);
  const row: NewRow = {
    subject: { ...subject, created },
    comparison: created ? atStake(comparison, known) : comparison,
    edits,
    notes,
    compared: { ...textsOf(before, after), policies: { policies: texts.after, kind: known.kind } },
  };
  return (before?.sensitive ?? false) || (after?.sensitive ?? false) ? redacted(row) : row;
}

/** What most of a plan's resources are: no policy is looked into to say so. */
function isSame(before: ResourceAccess, after: ResourceAccess): boolean {
  if (before === after) return true;
  return (
    before.exists === after.exists &&
    sameMembers(before.policies, after.policies) &&
    before.opaque.length + after.opaque.length === 0 &&
    before.limits.join() === after.limits.join()
  );
}

function compared(
  {
    known,
    created,
    destroyed,
  }: { readonly known: ResourceAccess; readonly created: boolean; readonly destroyed: boolean },
  texts: { readonly before: readonly Policy[]; readonly after: readonly Policy[] },
  budget: Budget,
): Comparison {
  const [before, after] = [merged(texts.before), merged(texts.after)];
  const { account, region } = known.subject;
  const context = {
    kind: known.kind,
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(known.arn !== undefined && { resource: known.arn }),
  };
  // A resource that is new denied everything before, so its own denies are no change; one that goes takes them along.
  if (created) return after ? compareResource(withoutAllows(after), after, context, budget) : NOTHING;
  if (destroyed) return before ? compareResource(before, withoutAllows(before), context, budget) : NOTHING;
  return compareResource(before, after, context, budget);
}

/** A comparison beside statements that are not known proves nothing: they may allow or deny the same. */
function proven(comparison: Comparison, isWhole: boolean): Comparison {
  if (isWhole || comparison.verdict === "none") return comparison;
  const differences = comparison.differences.map(({ witness: _, refused: __, ...difference }) => ({
    ...difference,
    proven: false,
  }));
  return { ...comparison, proven: false, differences };
}

/** Several policies of one resource as one. */
function merged(policies: readonly Policy[]): Policy | undefined {
  const [first, ...others] = policies;
  if (!first || others.length === 0) return first;
  return { name: first.name, version: first.version, statements: policies.flatMap(({ statements }) => statements) };
}

function withoutAllows({ name, version, statements }: Policy): Policy {
  return { name, version, statements: statements.filter(({ effect }) => effect === "Deny") };
}

/**
 * What a new resource puts at stake: an endpoint gives nobody anything, it only lets through; AWS's default leaves a file
 * system open to those who reach its mount targets, a key and a topic to their own account.
 */
function atStake(comparison: Comparison, { kind, isDefault }: ResourceAccess): Comparison {
  const risk: Risk | undefined = kind === "endpoint" ? "read" : isDefault ? "write" : undefined;
  if (risk === undefined) return comparison;
  const lowered = comparison.differences.map((difference) =>
    kind === "endpoint" || riskier(difference.risk, risk) === difference.risk ? { ...difference, risk } : difference,
  );
  return { ...comparison, differences: lowered };
}

function limitNotes(before: readonly string[], after: readonly string[]): Note[] {
  const note = (verdict: Note["verdict"], text: string): Note => ({ verdict, risk: "public", proven: true, text });
  return [
    ...before.filter((limit) => !after.includes(limit)).map((limit) => note("widened", `no longer limited: ${limit}`)),
    ...after.filter((limit) => !before.includes(limit)).map((limit) => note("narrowed", `newly limited: ${limit}`)),
  ];
}
