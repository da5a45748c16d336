import type { Comparison, Risk } from "../../policy/compare";
import { faultOf } from "../policy-text";
import type { Policy } from "../../policy/document";
import type { Note, OpaquePolicy, NewRow } from "../model";
import { mostOf, rowRisk } from "../row";

export const NOTHING: Comparison = { verdict: "none", proven: true, differences: [], unknown: [] };

/** The comparison of what is known, beside names of policies that are known only after apply. */
export function withUnknown(comparison: Comparison, unknown: readonly string[]): Comparison {
  if (unknown.length === 0) return comparison;
  const verdict = mostOf([comparison.verdict, "unknown"]);
  return { ...comparison, verdict, proven: verdict === "widened" && comparison.proven, unknown };
}

/** Several comparisons of one subject as one. */
export function joined(comparisons: readonly Comparison[]): Comparison {
  const verdict = mostOf(comparisons.map((one) => one.verdict));
  return {
    verdict,
    proven: comparisons.some((one) => one.verdict === verdict && one.proven),
    differences: comparisons.flatMap(({ differences }) => differences),
    unknown: [...new Set(comparisons.flatMap(({ unknown }) => unknown))],
  };
}

/** A row with its verdict and without its statements, which are marked sensitive. */
export function redacted(row: NewRow): NewRow {
  const { comparison, notes } = row;
  if (comparison.verdict === "none") return row;
  const { verdict, proven, unknown } = comparison;
  const note: Note = {
    verdict,
    risk: rowRisk(row),
    proven,
    text: "a policy is marked sensitive, so what changes is not shown",
  };
  return {
    ...row,
    comparison: { ...NOTHING, verdict, proven, unknown },
    edits: [],
    notes: [note, ...notes],
    compared: row.compared.texts ? { texts: row.compared.texts } : {},
  };
}

/** Texts of two sides, without those that cannot be compared because one of a pair cannot be read. */
export interface Readable {
  readonly before: readonly Policy[];
  readonly after: readonly Policy[];
  /** What is wrong with a policy that differs: the row is `unknown`. */
  readonly faults: readonly Note[];
  /** A policy that cannot be read is there on both sides, the same. */
  readonly unreadable: boolean;
}

/**
 * Looks into the policies that differ; most of a plan's do not, and are never parsed.
 *
 * @param risk What a policy that cannot be read may put at stake.
 */
export function readable(before: readonly Policy[], after: readonly Policy[], risk: Risk): Readable {
  const [had, has] = [new Set(before), new Set(after)];
  const faulty = [...before.filter((one) => !has.has(one)), ...after.filter((one) => !had.has(one))].flatMap(
    (policy) => {
      const fault = faultOf(policy);
      return fault === undefined ? [] : [{ policy, fault }];
    },
  );
  const names = new Set(faulty.map(({ policy }) => policy.name));
  const kept = (policies: readonly Policy[]): Policy[] =>
    policies.filter((policy) => !names.has(policy.name) && faultOf(policy) === undefined);
  const [a, b] = [kept(before), kept(after)];
  return {
    before: a,
    after: b,
    faults: faulty.map(({ fault }) => ({
      verdict: "unknown",
      risk,
      proven: false,
      text: `cannot be read: ${fault}`,
    })),
    unreadable: a.length < before.length || b.length < after.length,
  };
}

/** The policies that are known, and what is literal of those that are not. */
export function withLiteral(
  access: { readonly policies: readonly Policy[]; readonly opaque: readonly OpaquePolicy[] } | undefined,
): Policy[] {
  return access ? [...access.policies, ...access.opaque.flatMap(({ literal }) => literal ?? [])] : [];
}

/** Policies that are not at hand, by what becomes of them. */
export interface OpaqueChanges {
  /** Whether there is one, on either side. */
  readonly exist: boolean;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  /** Known only after apply, and not certainly the same as before. */
  readonly unknown: readonly string[];
  /** Written by several resources, and not the same as before. */
  readonly contested: readonly string[];
}

export function opaqueChanges(before: readonly OpaquePolicy[], after: readonly OpaquePolicy[]): OpaqueChanges {
  const key = ({ name, unknown, expression }: OpaquePolicy): string | undefined =>
    !unknown ? name : expression === undefined ? undefined : `${name} ${expression}`;
  const [had, has] = [new Set(before.map(key)), new Set(after.map(key))];
  const gone = before.filter((one) => key(one) === undefined || !has.has(key(one)));
  const fresh = after.filter((one) => key(one) === undefined || !had.has(key(one)));
  const names = (of: readonly OpaquePolicy[]): string[] => [...new Set(of.map(({ name }) => name))];
  return {
    exist: before.length + after.length > 0,
    gained: names(fresh.filter(({ unknown }) => !unknown)),
    lost: names(gone.filter(({ unknown }) => !unknown)),
    unknown: names([...gone, ...fresh].filter(({ unknown, contested }) => unknown && !contested)),
    contested: names([...gone, ...fresh].filter(({ contested }) => contested)),
  };
}

/** Of texts that several resources write, one is in force: it may be the one that allows most, and was the one that allowed least. */
export function contestedNotes(names: readonly string[], risk: Risk): Note[] {
  const text = (name: string): string => `${name}: which of the texts is in force, before or after, is not known`;
  return names.map((name) => ({ verdict: "widened", risk, proven: false, text: text(name) }));
}

/** Whether two lists hold the same objects, in any order. */
export function sameMembers<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a.length !== b.length) return false;
  if (a.every((one, i) => one === b[i])) return true;
  const members = new Set(a);
  return b.every((one) => members.has(one));
}
