import { RISKS, type Difference } from "../../policy/compare";
import { rowVerdict } from "../row";
import type { Note, Row } from "../model";
import { changeInBrief, type Phrase } from "./words";

/** A row in a few words: the riskiest of what makes its verdict, and how much more there is. */
export function rowInBrief(row: Row): Phrase {
  const { differences, unknown } = row.comparison;
  const verdict = rowVerdict(row);
  const [first, ...others] = [...row.notes, ...differences].sort(
    (a, b) => rank(a, verdict) - rank(b, verdict) || RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk),
  );
  const [deferred] = unknown;
  if (deferred !== undefined && (verdict === "unknown" || !first)) {
    return [
      "known only after apply: ",
      { name: deferred },
      ...andMore(unknown.length - 1 + row.notes.length + differences.length),
    ];
  }
  if (!first) return [];
  const more = others.length + unknown.length;
  return [...("text" in first ? [{ name: first.text }] : changeInBrief(first)), ...andMore(more)];
}

function rank(one: Difference | Note, verdict: string): number {
  return one.verdict === verdict ? 0 : 1;
}

function andMore(count: number): Phrase {
  return count > 0 ? [`, and ${count} more`] : [];
}
