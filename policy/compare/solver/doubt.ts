import { parseCidr } from "../../../aws/cidr";
import { parseDate, parseNumber } from "../../operators";
import { Automaton } from "./automaton";
import type { Pattern } from "./patterns";

/** What a condition's values are. */
export type Family = "text" | "number" | "date" | "address" | "presence";

/**
 * What a value of a policy may match where AWS does not say how it is read (`1e3`, ` 1`, `+1`, `True`): each value that
 * AWS may take it for, and none for certain. Undefined where only one reading is possible.
 *
 * @param value As the policy writes it, of any operator but those of texts and ARNs.
 */
export function doubtful(value: string, family: Exclude<Family, "text"> | "boolean"): Pattern | undefined {
  const most = MOST[family](value);
  if (most === undefined) return undefined;
  // Like a policy variable: what it stands for is not known, but equal texts stand for the same.
  const variable = { text: `${family} ${JSON.stringify(value)}`, symbolic: undefined };
  return { written: value, automaton: new Automaton(most, "ignoreCase"), variable };
}

type AtMost = (value: string) => string | undefined;

const boolean: AtMost = (value) => {
  const plain = value.trim().toLowerCase();
  return plain !== value && (plain === "true" || plain === "false") ? plain : undefined;
};

/** For each kind of value, a pattern of what a doubtful one may match. */
const MOST: Readonly<Record<Exclude<Family, "text"> | "boolean", AtMost>> = {
  boolean,
  presence: boolean,
  number: (value) => (isPlainNumber(value) || !/\d|inf|nan/i.test(value) ? undefined : "*"),
  date: (value) => (isPlainDate(value) || !/\d/.test(value) ? undefined : "*"),
  address: (value) => (parseCidr(value) || !/[\d:]/.test(value) ? undefined : "*"),
};

function isPlainNumber(value: string): boolean {
  return parseNumber(value) !== undefined && /^-?\d+(\.\d+)?$/.test(value);
}

/**
 * An ISO 8601 date whose time has a zone, or whole seconds since 1970 that cannot be taken for a date of ISO 8601's basic
 * format: a year of four digits, a day of a year of seven (2026032), a day of eight (20260201).
 */
function isPlainDate(value: string): boolean {
  return (
    parseDate(value) !== undefined && /^(\d{4}-\d\d(-\d\d(T.*(Z|[+-]\d\d:\d\d))?)?|\d{1,3}|\d{5,6}|\d{9,})$/.test(value)
  );
}
