import { RISKS, type Risk, type Verdict } from "../policy/compare";
import type { Row } from "./model";
import { rowsOfClosedPrincipals } from "./new-roles";
import { rowRisk, rowVerdict } from "./row";

/** Which verdicts `--fail-on` names: each that one, and worse. */
const NAMED = {
  widened: ["widened"],
  unknown: ["unknown", "widened"],
  any: ["narrowed", "changed", "unknown", "widened"],
} as const satisfies Record<string, readonly Verdict[]>;

type Named = keyof typeof NAMED;

/** What makes a review a finding. */
export interface FailOn {
  readonly verdict: Named;
  /** Rows of a lower risk are none. @default of any risk */
  readonly risk?: Risk;
}

const VERDICTS = Object.keys(NAMED) as readonly Named[];

/** The risks as they are written: `cross-account`, or `crossAccount` as in JSON. */
const RISKS_AS_WRITTEN = new Map<string, Risk>([
  ...RISKS.map((risk) => [risk, risk] as const),
  ["cross-account", "crossAccount"],
]);

/**
 * Reads what `--fail-on` says: `widened`, `unknown` or `any`, with a risk or without: `widened:delete`.
 *
 * @returns Undefined where it says something else.
 */
export function parseFailOn(text: string): FailOn | undefined {
  const [name = "", level, ...rest] = text.split(":");
  const verdict = VERDICTS.find((one) => one === name);
  if (!verdict || rest.length > 0) return undefined;
  if (level === undefined) return { verdict };
  const risk = RISKS_AS_WRITTEN.get(level);
  return risk && { verdict, risk };
}

/** What `--fail-on` may say, for a message. */
export const FAIL_ON_ALLOWED = `${VERDICTS.join(", ")}, each also with a risk (widened:delete: that and worse); risks: ${RISKS.map((risk) => (risk === "crossAccount" ? "cross-account" : risk)).join(", ")}`;

/**
 * The rows that are a finding: what somebody accepted is none.
 *
 * @param only `existing`: new principals that only services and one another can use are none.
 */
export function findings(rows: readonly Row[], { verdict, risk }: FailOn, only?: "existing"): Row[] {
  const named: readonly Verdict[] = NAMED[verdict];
  const left = only === "existing" ? rowsOfClosedPrincipals(rows) : new Set<Row>();
  return rows.filter(
    (row) =>
      !left.has(row) &&
      row.acceptance?.state !== "accepted" &&
      named.includes(rowVerdict(row)) &&
      (risk === undefined || RISKS.indexOf(rowRisk(row)) <= RISKS.indexOf(risk)),
  );
}
