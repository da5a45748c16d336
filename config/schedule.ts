import { nearest } from "./nearest";

/**
 * When Application Auto Scaling changes limits: `cron(…)`, `rate(…)` and `at(…)`.
 *
 * Sources: "Schedule recurring scaling actions using cron expressions", Application Auto Scaling User Guide; "Cron
 * expressions reference", Amazon EventBridge User Guide; PutScheduledAction, Application Auto Scaling API.
 */

/** A field of `cron`: what it is called, its smallest and largest number, and names for numbers. */
interface Field {
  readonly label: string;
  readonly range: readonly [number, number];
  readonly names?: readonly string[];
  /** What else a day may be: the last one, a weekday near it, the nth of a month. */
  readonly special?: RegExp;
}

const FIELDS: readonly Field[] = [
  { label: "minutes", range: [0, 59] },
  { label: "hours", range: [0, 23] },
  { label: "day of the month", range: [1, 31], special: /^(?:\?|L|LW|(?:[1-9]|[12]\d|3[01])W)$/i },
  {
    label: "month",
    range: [1, 12],
    names: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
  },
  {
    label: "day of the week",
    range: [1, 7],
    names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
    special: /^(?:\?|L|(?:[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(?:L|#[1-5]))$/i,
  },
  { label: "year", range: [1970, 2199] },
];

/** What is allowed instead of a schedule that is of the right form and still none; undefined where it is one. */
export function scheduleInstead(schedule: string): string | undefined {
  const [, kind, content = ""] = /^(\w+)\((.*)\)$/.exec(schedule) ?? [];
  if (kind === "rate")
    return isRate(content) ? undefined : "rate(NUMBER UNIT) from 1 minute on, such as rate(5 minutes)";
  if (kind === "at")
    return isInstant(content) ? undefined : "an instant that the calendar has, such as at(2026-12-01T07:00:00)";
  return cronInstead(content);
}

function isRate(content: string): boolean {
  return /^[1-9]\d{0,8} (?:minute|hour|day)s?$/.test(content);
}

function isInstant(content: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(content)) return false;
  const time = Date.parse(`${content}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(content);
}

const EXAMPLE = "such as cron(0 7 ? * MON-FRI *)";

function cronInstead(content: string): string | undefined {
  const values = content.trim().split(/ +/);
  if (values.length !== FIELDS.length) {
    return `cron with six fields (${FIELDS.map(({ label }) => label).join(", ")}), ${EXAMPLE}`;
  }
  const wrong = FIELDS.find((field, index) => !isField(values[index] ?? "", field));
  if (wrong) return `cron with ${wrong.label} from ${rangeOf(wrong)}, ${EXAMPLE}`;
  // A day is given by one of the two fields, and the other says so by a question mark.
  if ((values[2] === "?") === (values[4] === "?")) {
    return `cron with ? in one of its two day fields, of the month and of the week, ${EXAMPLE}`;
  }
  if (!hasDay(values[2] ?? "", values[3] ?? "")) return `cron with a day that one of its months has, ${EXAMPLE}`;
  return undefined;
}

/** Of a leap year. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether one of the months has one of the days, where both are written out: else some day fits. */
function hasDay(days: string, months: string): boolean {
  const [, , , { names = [] } = {}] = FIELDS;
  const numbers = months.split(",").map((month) => names.indexOf(month.toUpperCase()) + 1 || Number(month));
  const least = Math.min(...days.split(",").map(Number));
  const most = Math.max(...numbers.map((month) => DAYS[month - 1] ?? NaN));
  return !(least > most);
}

function rangeOf({ range: [least, most], names }: Field): string {
  return `${least} to ${most}${names ? ` or ${names[0] ?? ""} to ${names.at(-1) ?? ""}` : ""}`;
}

/** Values, ranges and steps, separated by commas. */
function isField(text: string, field: Field): boolean {
  if (field.special?.test(text)) return true;
  return text.split(",").every((item) => {
    const [, first = "", last, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d{1,4}))?$/.exec(item) ?? [];
    const known = (value: string): boolean => isValue(value, field);
    if (first === "*") return last === undefined && step !== "0";
    return known(first) && (last === undefined || known(last)) && (step === undefined || Number(step) > 0);
  });
}

function isValue(text: string, { range: [least, most], names = [] }: Field): boolean {
  if (/^\d{1,4}$/.test(text)) return Number(text) >= least && Number(text) <= most;
  return names.includes(text.toUpperCase());
}

/** What is allowed instead of a time zone that the tz database lacks; undefined where it has it. */
export function timezoneInstead(timezone: string): string | undefined {
  const zones = Intl.supportedValuesOf("timeZone");
  const same = zones.find((zone) => zone.toLowerCase() === timezone.toLowerCase());
  if (same === timezone || (same === undefined && isZone(timezone))) return undefined;
  const meant = same ?? nearest(timezone, zones);
  return `a time zone of the tz database, such as ${meant ?? "Europe/Berlin"}`;
}

/** Whether a name is known that stands for another zone, such as `US/Eastern`. An offset (`+01:00`) is no name. */
function isZone(timezone: string): boolean {
  if (!/^[A-Z]/.test(timezone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone });
    return true;
  } catch {
    return false;
  }
}
