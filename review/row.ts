import { RISKS, riskier, type Risk, type Verdict } from "../policy/compare";
import type { NewRow, Subject } from "./model";

const VERDICTS: readonly Verdict[] = ["none", "narrowed", "changed", "unknown", "widened"];

/** The most of several verdicts. */
export function mostOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>((a, b) => (VERDICTS.indexOf(a) >= VERDICTS.indexOf(b) ? a : b), "none");
}

/** The verdict of a row: the most of what its policies and its notes say. */
export function rowVerdict({ comparison, notes }: NewRow): Verdict {
  return mostOf([comparison.verdict, ...notes.map(({ verdict }) => verdict)]);
}

/** What a row puts at stake: of what makes its verdict, the riskiest; of what is unknown, what it may turn out to be. */
export function rowRisk(row: NewRow): Risk {
  const { subject, comparison, notes } = row;
  const verdict = rowVerdict(row);
  const possible = isPrincipal(subject) ? "escalation" : "public";
  const unknown = comparison.unknown.map(() => ({ verdict: "unknown", risk: possible }) as const);
  const all = [...comparison.differences, ...notes, ...unknown];
  const decisive = all.filter((one) => one.verdict === verdict);
  return (decisive.length > 0 ? decisive : all).map(({ risk }) => risk).reduce(riskier, "read");
}

/** Whether something shows a row's verdict; false where the opposite only could not be ruled out. */
export function rowIsProven({ comparison, notes }: NewRow): boolean {
  const verdict = mostOf([comparison.verdict, ...notes.map((note) => note.verdict)]);
  return (
    (comparison.verdict === verdict && comparison.proven) ||
    notes.some((note) => note.verdict === verdict && note.proven)
  );
}

/** Orders rows: by verdict, most first; of one verdict the riskiest first; then by name. */
export function byRisk(a: NewRow, b: NewRow): number {
  return (
    VERDICTS.indexOf(rowVerdict(b)) - VERDICTS.indexOf(rowVerdict(a)) ||
    RISKS.indexOf(rowRisk(a)) - RISKS.indexOf(rowRisk(b)) ||
    byText(textOf(a.subject), textOf(b.subject))
  );
}

/** Rows of one name stand in an order that does not depend on the input's. */
function textOf({ name, kind, account, region, source }: Subject): string {
  return JSON.stringify([name, kind, account, region, source]);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const PRINCIPALS = new Set(["role", "user", "group", "permission set", "managed policy", "IoT policy"]);

/** Whether a row is about what somebody may do, and not about a policy of a resource or a security group. */
export function isPrincipal({ kind }: Subject): boolean {
  return PRINCIPALS.has(kind);
}

/** Whether a row is about who may assume a role. */
export function isTrustPolicy({ kind }: Subject): boolean {
  return kind === "trust policy of role";
}

/** Whether a row is about what a principal that the change creates may do, or about who may assume it. */
export function isNewPrincipal(subject: Subject): boolean {
  return subject.created && (isPrincipal(subject) || isTrustPolicy(subject));
}
