import type { Comparison, Risk } from "../../policy/compare";
import { rowVerdict } from "../row";
import type { Review } from "../model";

/** A verdict that a row can have. */
export type RowVerdict = Exclude<Comparison["verdict"], "none">;

/** The verdicts of rows, most first, and what each means. */
export const MEANINGS: Readonly<Record<RowVerdict, string>> = {
  widened: "something is newly possible, or the opposite could not be proven",
  unknown: "something is known only after apply, cannot be read or is not compared",
  changed: "nothing is newly possible; that something is taken away could not be proven",
  narrowed: "something is no longer possible, and nothing is newly",
};

export const ROW_VERDICTS = Object.keys(MEANINGS) as readonly RowVerdict[];

/** The words for what a row puts at stake. */
export const RISK_WORDS: Readonly<Record<Risk, string>> = {
  public: "public",
  crossAccount: "cross-account",
  escalation: "escalation",
  delete: "delete",
  write: "write",
  read: "read",
};

/** How many rows have each verdict. */
export function countRows(rows: Review["rows"]): Record<RowVerdict, number> {
  const counts: Record<RowVerdict, number> = { widened: 0, unknown: 0, changed: 0, narrowed: 0 };
  for (const row of rows) {
    const verdict = rowVerdict(row);
    if (verdict !== "none") counts[verdict] += 1;
  }
  return counts;
}

/** `2 widened, 1 narrowed`; only what there is. */
export function countsInWords(rows: Review["rows"]): string {
  const counts = countRows(rows);
  return ROW_VERDICTS.filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdict}`)
    .join(", ");
}

/** How many of them somebody accepted; empty where none: ` (1 accepted)`. */
export function acceptedInWords(rows: Review["rows"]): string {
  const count = rows.filter(({ acceptance }) => acceptance?.state === "accepted").length;
  return count === 0 ? "" : ` (${count} accepted)`;
}

/** How much was compared: `12 principals, resources and security groups`. */
export function comparedInWords({ counts: { compared } }: Review): string {
  return compared === 1
    ? "1 principal, resource or security group"
    : `${compared} principals, resources and security groups`;
}

/** What else the input holds; empty where there is nothing: ` 4 other changed resources carry no access.` */
export function uncomparedInWords({ counts: { withoutAccess, notCompared } }: Review): string {
  const [none, some] = [withoutAccess, notCompared].map((count) =>
    count === 1 ? "1 other changed resource" : `${count} other changed resources`,
  );
  return [
    ...(withoutAccess > 0 ? [` ${none} ${withoutAccess === 1 ? "carries" : "carry"} no access.`] : []),
    ...(notCompared > 0 ? [` ${some} may carry access and ${notCompared === 1 ? "is" : "are"} not compared.`] : []),
  ].join("");
}

/** What a review says where access does not change, on one line. */
export function noChange(review: Review): string {
  return `No change to access; compared: ${comparedInWords(review)}.${uncomparedInWords(review)}`;
}
