import { z } from "zod";
import { elevationPolicyName } from "../aws/names";
import { IAM_NAME_LENGTHS, iamName } from "../aws/name-grammars";
import { tagValue } from "../aws/tags";
import { days, formatInstant, instant, readInstant } from "./instant";
import { valueAt, formatPath, missingKey, type Path, type Rule, type Rules, describeValue, wrongValue } from "./raw";
import { ownedNames } from "./roles";
import { list, text } from "./values";

/** Longest elevation, in days. Source: "time-bound permissions", AMS Advanced User Guide. */
export const MAX_ELEVATION_DAYS = 180;

/** Names of sessions that leave a policy within IAM's limit: each stands in every statement. */
const MAX_SESSIONS = 16;

/** What a tag keeps with the policy. */
const TAG_VALUE = tagValue(1);

const ticket = text(/^[a-zA-Z0-9][\w-]{0,127}$/, "a ticket's number of letters, digits, _ or -, such as CHG0012345");
const approver = text(TAG_VALUE, "who approved it: at most 256 letters, digits, spaces or _.:/=+-@");
const sessionName = text(
  new RegExp(`^${iamName(IAM_NAME_LENGTHS.session, 2)}$`),
  `a session's name of 2 to ${IAM_NAME_LENGTHS.session} letters, digits or +=,.@_-`,
);

const entry = z.strictObject({
  ticket: ticket.describe(`The ticket; the policy is ${elevationPolicyName("<ticket>")}.`),
  approver: approver.describe("Who approved it."),
  from: instant.exactOptional().describe("The instant from which it holds, in UTC."),
  until: instant.exactOptional().describe(`The instant at which it ends, ${MAX_ELEVATION_DAYS} days later at most.`),
  sessions: list(sessionName)
    .max(MAX_SESSIONS, { error: `at most ${MAX_SESSIONS} sessions, which a policy has room for` })
    .exactOptional()
    .describe("The sessions that it is for; without them, everybody who assumes the admin role."),
  permanent: z.literal(true, { error: "true, or no such key" }).exactOptional().describe("Whether it never ends."),
  reason: text(TAG_VALUE, "a reason of at most 256 letters, digits, spaces or _.:/=+-@")
    .exactOptional()
    .describe("Why; a permanent elevation must say it."),
  scaling_alarms_only: z
    .boolean()
    .default(false)
    .describe(
      "Whether alarms may start scaling policies only. Not verified on a real account: try it before you rely on it (D2).",
    ),
  clean_up: z
    .boolean()
    .default(false)
    .describe("Whether people may still remove what scales when the elevation has ended (D3)."),
});

/** `elevation` of an environment file: autoscaling rights of people, each by a ticket (clause D2). */
export const elevation = z.array(entry).min(1, { error: "a list with at least one elevation" });

/** One elevation. */
export type Elevation = z.output<typeof entry>;

/** What each elevation of a file says. */
export function* elevationsAt(raw: unknown): Generator<{ path: Path; get: (key: string) => unknown }> {
  const elevations = valueAt(raw, ["elevation"]);
  if (!Array.isArray(elevations)) return;
  for (const index of elevations.keys()) {
    const path = ["elevation", index];
    yield { path, get: (key) => valueAt(raw, [...path, key]) };
  }
}

const windowsAreRight: Rule = function* (raw) {
  for (const { path, get } of elevationsAt(raw)) {
    if (get("permanent") === true) {
      for (const key of ["from", "until", "sessions"]) {
        if (get(key) !== undefined) yield wrongValue(raw, [...path, key], "no such key in a permanent elevation");
      }
      if (get("reason") === undefined) yield missingKey([...path, "reason"], "why the elevation never ends");
      continue;
    }
    for (const key of ["from", "until"]) {
      if (get(key) === undefined)
        yield missingKey([...path, key], "an instant in UTC, or permanent: true with a reason");
    }
    const [from, until] = [readInstant(get("from")), readInstant(get("until"))];
    if (from === undefined || until === undefined) continue;
    if (until <= from) {
      yield wrongValue(
        raw,
        [...path, "until"],
        `an instant after ${describeValue(get("from"))}, when the elevation begins`,
      );
    } else if (until - from > days(MAX_ELEVATION_DAYS)) {
      const last = formatInstant(from + days(MAX_ELEVATION_DAYS));
      yield wrongValue(raw, [...path, "until"], `at most ${MAX_ELEVATION_DAYS} days from the beginning, until ${last}`);
    }
  }
};

/** IAM compares names without regard to case. */
const ticketsAreFree: Rule = function* (raw) {
  const taken = new Map<string, string>(
    ownedNames(raw)
      .filter(({ kind }) => kind === "policy")
      .map(({ name, key }) => [name.toLowerCase(), key]),
  );
  for (const { path, get } of elevationsAt(raw)) {
    const value = get("ticket");
    if (typeof value !== "string") continue;
    const place = [...path, "ticket"];
    const name = elevationPolicyName(value);
    if (name.length > IAM_NAME_LENGTHS.managedPolicy) {
      const most = IAM_NAME_LENGTHS.managedPolicy - elevationPolicyName().length;
      yield wrongValue(
        raw,
        place,
        `at most ${most} characters, so that the policy's name ${elevationPolicyName()}… has at most ${IAM_NAME_LENGTHS.managedPolicy}`,
      );
      continue;
    }
    const other = taken.get(name.toLowerCase());
    if (other !== undefined)
      yield wrongValue(raw, place, `a ticket whose policy, ${name}, is not that of ${other} already`);
    else taken.set(name.toLowerCase(), formatPath(place));
  }
};

/** The rules of `elevation` that span keys. */
export const elevationRules: Rules = { "elevation-window": windowsAreRight, "elevation-ticket": ticketsAreFree };
