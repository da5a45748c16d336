import { beyond, withinBudget, type Budget } from "../../policy/compare";
import { acceptableOf, subjectKey, type Acceptable } from "../../review/acceptance";
import type { AcceptanceMark, Review, Row } from "../../review/model";
import type { Acceptance } from "./read";

/**
 * A review in which each row says what somebody accepted of it, and whether that still holds.
 *
 * @param now Milliseconds since 1970: what has lapsed by then does not count.
 */
export function withAccepted(review: Review, acceptances: readonly Acceptance[], now: number): Review {
  const bySubject = new Map<string, Acceptance[]>();
  for (const acceptance of acceptances) {
    const key = subjectKey(acceptance.subject);
    bySubject.set(key, [...(bySubject.get(key) ?? []), acceptance]);
  }
  const marks = withinBudget(
    review.rows.map((row) => (budget: Budget) => {
      const found = bySubject.get(subjectKey(row.subject));
      return found && markOf(row, found, now, budget);
    }),
  );
  const rows = review.rows.map((row, i) => {
    const mark = marks[i];
    return mark ? { ...row, acceptance: mark } : row;
  });
  return { ...review, rows, notices: [...review.notices, ...acceptedElsewhere(rows, acceptances)] };
}

/** Why rows are not accepted although somebody accepted the like: of the same name, elsewhere or nobody knows where. */
function acceptedElsewhere(rows: readonly Row[], acceptances: readonly Acceptance[]): string[] {
  const nameKey = ({ kind, name }: Pick<Row["subject"], "kind" | "name">): string => JSON.stringify([kind, name]);
  const byName = new Map<string, Acceptance["subject"][]>();
  for (const { subject } of acceptances) {
    byName.set(nameKey(subject), [...(byName.get(nameKey(subject)) ?? []), subject]);
  }
  return rows.flatMap(({ subject, acceptance }) => {
    const others = acceptance ? undefined : byName.get(nameKey(subject));
    if (!others) return [];
    const { kind, name } = subject;
    const accepted = `accepted ${[...new Set(others.map(placeOf))].join(", ")}`;
    return subject.account === undefined
      ? `${kind} ${name}: ${accepted}, and nothing says the account here, so that it does not count; give --account`
      : `${kind} ${name} ${placeOf(subject)}: ${accepted}, not here`;
  });
}

function placeOf({ account, region }: Pick<Row["subject"], "account" | "region">): string {
  return `in ${[account, region].filter((one) => one !== undefined).join(" ")}`;
}

/** One that covers the row decides; else the newest says what is missing, those that have lapsed last. */
function markOf(row: Row, acceptances: readonly Acceptance[], now: number, budget: Budget): AcceptanceMark | undefined {
  const acceptable = acceptableOf(row);
  const marks = acceptances.map(({ by, reason, until, ...accepted }): AcceptanceMark => {
    const who = { by, reason, ...(until !== undefined && { until }) };
    if (hasLapsed(until, now)) return { ...who, state: "lapsed", beyond: [] };
    const left = notCovered(accepted, acceptable, row, budget);
    return left ? { ...who, state: "grown", beyond: left } : { ...who, state: "accepted", beyond: [] };
  });
  const of = (state: AcceptanceMark["state"]): AcceptanceMark | undefined =>
    marks.findLast((one) => one.state === state);
  return of("accepted") ?? of("grown") ?? of("lapsed");
}

/** The last day counts to its end. */
function hasLapsed(until: string | undefined, now: number): boolean {
  return until !== undefined && now >= Date.parse(until) + 24 * 3_600_000;
}

/** What of a row an acceptance does not cover; undefined where it covers all of it. */
function notCovered(
  { access, texts }: Pick<Acceptance, "access" | "texts">,
  acceptable: Acceptable,
  { subject, compared }: Row,
  budget: Budget,
): AcceptanceMark["beyond"] | undefined {
  if (acceptable.by === "statements" && access) {
    const kind = compared.policies?.kind;
    const { account } = subject;
    const place = { ...(kind && { kind }), ...(account !== undefined && { account }) };
    const left = beyond(access, acceptable.access, place, budget);
    return left.length === 0 ? undefined : left;
  }
  const isSame =
    acceptable.by === "texts" && texts?.before === acceptable.texts.before && texts.after === acceptable.texts.after;
  return isSame ? undefined : [];
}
