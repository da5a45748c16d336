import { createHash } from "node:crypto";
import { newAccess, type NewAccess } from "../policy/compare";
import type { NewRow, Row, Subject, Texts } from "./model";
import { rowIsProven, rowVerdict } from "./row";

/**
 * What of a row can be accepted: the statements that are newly possible, within which a later change still counts as
 * seen; or, where no statement says, what stands on both sides, which must stay the same.
 */
export type Acceptable =
  | { readonly by: "statements"; readonly access: NewAccess }
  | { readonly by: "texts"; readonly texts: Texts }
  /** Something is known only after apply, with nothing that would identify it. */
  | { readonly by: "nothing" };

/** What can be accepted of a row. */
export function acceptableOf(row: NewRow): Acceptable {
  const { comparison, notes, compared } = row;
  const isLoose = comparison.unknown.length > 0 || notes.some(({ verdict }) => verdict !== "narrowed");
  if (rowVerdict(row) === "widened" && rowIsProven(row) && compared.policies && !isLoose) {
    return { by: "statements", access: newAccess(comparison.differences, compared.policies) };
  }
  return compared.texts ? { by: "texts", texts: compared.texts } : { by: "nothing" };
}

/** Characters of an id: enough that no two of a review's thousands of rows share one by chance. */
const ID_LENGTH = 12;

/**
 * Gives each row its id: made of account, region, kind and name, and of the file too where a review has several rows of
 * one name.
 */
export function withIds(rows: readonly NewRow[]): Row[] {
  const shared = countBy(rows.map(({ subject }) => subjectKey(subject)));
  const taken = new Map<string, number>();
  return rows.map((row) => {
    const key = subjectKey(row.subject);
    const isShared = (shared.get(key) ?? 0) > 1;
    const hash = createHash("sha256").update(isShared ? JSON.stringify([key, row.subject.source]) : key);
    const id = hash.digest("hex").slice(0, ID_LENGTH);
    const count = (taken.get(id) ?? 0) + 1;
    taken.set(id, count);
    return { ...row, id: count === 1 ? id : `${id}-${count}` };
  });
}

/** The same for one principal or resource, in whatever run. */
export function subjectKey({
  kind,
  name,
  account,
  region,
}: Pick<Subject, "kind" | "name" | "account" | "region">): string {
  return JSON.stringify([kind, name, account, region]);
}

function countBy(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
