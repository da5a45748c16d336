import { field, fieldsOf, listOf, textOf, type Fields } from "../../review/read/resource";
import type { WrittenAcceptance } from "./schema";

/** Who accepts, why and until when. */
export type Decision = Pick<WrittenAcceptance, "by" | "reason" | "until">;

/** A row of a review cannot be accepted; the message says why, and what to do. */
export class NotAcceptableError extends Error {
  override readonly name = "NotAcceptableError";
}

/** How many rows a message lists. */
const MAX_LISTED = 10;

/**
 * The acceptances of some rows of a review.
 *
 * @param review What `ssps review --json` prints.
 * @param ids Of the rows.
 * @throws NotAcceptableError where it is no such review, has no such row, or a row that cannot be accepted.
 */
export function acceptancesOf(review: Fields, ids: readonly string[], decision: Decision): WrittenAcceptance[] {
  if (!Array.isArray(field(review, "rows")) || textOf(field(review, "formatVersion")) === undefined) {
    throw new NotAcceptableError("is no review as `ssps review --json` prints it");
  }
  const rows = listOf(field(review, "rows")).map(fieldsOf);
  return [...new Set(ids)].map((id) => {
    const row = rows.find((one) => textOf(field(one, "id")) === id);
    if (!row) throw new NotAcceptableError(`has no row ${id}; ${listed(rows)}`);
    return acceptanceOf(row, id, decision);
  });
}

function listed(rows: readonly Fields[]): string {
  const shown = rows
    .slice(0, MAX_LISTED)
    .map((row) => `${textOf(field(row, "id")) ?? "a row without id"} (${nameOf(row)})`);
  const more = rows.length - shown.length;
  return rows.length === 0 ? "it has none" : `it has ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function nameOf(row: Fields): string {
  const subject = fieldsOf(field(row, "subject"));
  return `${textOf(field(row, "verdict")) ?? "?"}: ${textOf(field(subject, "kind")) ?? "?"} ${textOf(field(subject, "name")) ?? "?"}`;
}

function acceptanceOf(row: Fields, id: string, { by, reason, until }: Decision): WrittenAcceptance {
  const subject = fieldsOf(field(row, "subject"));
  const [kind, name, account, region] = ["kind", "name", "account", "region"].map((key) => textOf(field(subject, key)));
  if (kind === undefined || name === undefined) throw new NotAcceptableError(`: row ${id} names nobody`);
  if (account === undefined) {
    throw new NotAcceptableError(
      `: nothing says in which account ${kind} ${name} is, and another account may have one of that name; review again with --account ID`,
    );
  }
  const acceptable = fieldsOf(field(row, "acceptable"));
  const lists = fieldsOf(field(acceptable, "statements"));
  const texts = fieldsOf(field(acceptable, "texts"));
  const [before, after] = [textOf(field(texts, "before")), textOf(field(texts, "after"))];
  const list = (key: string): Record<string, unknown>[] | undefined => {
    const statements = field(lists, key);
    return Array.isArray(statements) ? (statements as Record<string, unknown>[]) : undefined;
  };
  const who = {
    subject: { kind, name, account, ...(region !== undefined && { region }) },
    by,
    reason,
    ...(until !== undefined && { until }),
  };
  if (before !== undefined && after !== undefined) return { ...who, texts: { before, after } };
  const statements = Object.fromEntries(
    Object.entries(STATEMENTS).flatMap(([written, key]) => {
      const found = list(key);
      return found ? [[written, found]] : [];
    }),
  );
  if (Object.keys(statements).length === 0) {
    throw new NotAcceptableError(
      `: of ${kind} ${name} something is known only after apply, and nothing identifies it; apply what it waits for first, and review again`,
    );
  }
  return { ...who, ...statements };
}

/** The lists of statements by their keys in the file and in a review. */
const STATEMENTS = {
  newly_allowed: "newlyAllowed",
  no_longer_denied: "noLongerDenied",
  outside_boundary: "outsideBoundary",
  allowed_by: "allowedBy",
  denied: "denied",
  boundary: "boundary",
} as const satisfies Partial<Record<keyof WrittenAcceptance, string>>;
