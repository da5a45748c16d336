import { elevationState } from "../../config/elevation-state";
import { checkEnvironment } from "../../config/load";
import { check, environmentText, problems } from "./environment";

const TEMPORARY = { ticket: "CHG1", approver: "lead", from: "2026-12-01T08:00:00Z", until: "2026-12-05T18:00:00Z" };
const PERMANENT = { ticket: "CHG1", approver: "lead", permanent: true, reason: "load tests every night" };
const many = (count: number): object[] =>
  Array.from({ length: count }, (_, index) => ({ ...TEMPORARY, ticket: `CHG${index}` }));

test.each<[string, unknown[], string[]]>([
  ["a temporary one", [TEMPORARY], []],
  ["a permanent one", [PERMANENT], []],
  ["exactly 180 days", [{ ...TEMPORARY, until: "2027-05-30T08:00:00Z" }], []],
  ["overlapping ones", [TEMPORARY, { ...TEMPORARY, ticket: "CHG2" }], []],
  ["none", [], ["elevation: found a list of 0; allowed: a list with at least one elevation"]],
  [
    "more than 180 days",
    [{ ...TEMPORARY, until: "2027-05-30T08:00:01Z" }],
    [
      'elevation.0.until: found "2027-05-30T08:00:01Z"; allowed: at most 180 days from the beginning, until 2027-05-30T08:00:00Z',
    ],
  ],
  [
    "an end before the beginning",
    [{ ...TEMPORARY, until: "2026-12-01T08:00:00Z" }],
    [
      'elevation.0.until: found "2026-12-01T08:00:00Z"; allowed: an instant after "2026-12-01T08:00:00Z", when the elevation begins',
    ],
  ],
  [
    "no end",
    [{ ticket: "CHG1", approver: "lead", from: TEMPORARY.from }],
    ["elevation.0.until is missing; allowed: an instant in UTC, or permanent: true with a reason"],
  ],
  [
    "local time",
    [{ ...TEMPORARY, from: "2026-12-01T08:00:00+01:00" }],
    ['elevation.0.from: found "2026-12-01T08:00:00+01:00"; allowed: an instant in UTC, such as 2026-12-01T08:00:00Z'],
  ],
  [
    "a day that the calendar lacks",
    [{ ...TEMPORARY, from: "2026-02-30T08:00:00Z" }],
    ['elevation.0.from: found "2026-02-30T08:00:00Z"; allowed: an instant that the calendar has'],
  ],
  [
    "permanent without a reason",
    [{ ticket: "CHG1", approver: "lead", permanent: true }],
    ["elevation.0.reason is missing; allowed: why the elevation never ends"],
  ],
  [
    "permanent with an end",
    [{ ...PERMANENT, until: TEMPORARY.until }],
    ['elevation.0.until: found "2026-12-05T18:00:00Z"; allowed: no such key in a permanent elevation'],
  ],
  [
    "permanent: false",
    [{ ...TEMPORARY, permanent: false }],
    ["elevation.0.permanent: found the boolean false; allowed: true, or no such key"],
  ],
  [
    "a ticket twice, but for case",
    [TEMPORARY, { ...TEMPORARY, ticket: "chg1" }],
    [
      'elevation.1.ticket: found "chg1"; allowed: a ticket whose policy, customer_sagemaker_autoscaling_policy_chg1, is not that of elevation.0.ticket already',
    ],
  ],
  [
    "a ticket whose policy's name is too long",
    [{ ...TEMPORARY, ticket: "C".repeat(91) }],
    [
      `elevation.0.ticket: found "${"C".repeat(91)}"; allowed: at most 90 characters, so that the policy's name customer_sagemaker_autoscaling_policy_… has at most 128`,
    ],
  ],
  [
    "a ticket that IAM would refuse",
    [{ ...TEMPORARY, ticket: "CHG 1" }],
    ['elevation.0.ticket: found "CHG 1"; allowed: a ticket\'s number of letters, digits, _ or -, such as CHG0012345'],
  ],
  [
    "a pattern of sessions",
    [{ ...TEMPORARY, sessions: ["ann*"] }],
    ['elevation.0.sessions.0: found "ann*"; allowed: a session\'s name of 2 to 64 letters, digits or +=,.@_-'],
  ],
  [
    "more sessions than a policy has room for",
    [{ ...TEMPORARY, sessions: Array.from({ length: 17 }, (_, index) => `person-${index}`) }],
    ["elevation.0.sessions: found a list of 17; allowed: at most 16 sessions, which a policy has room for"],
  ],
  [
    "more than the role can carry",
    many(7),
    [
      "elevation: found a list of 7; allowed: at most 6, since a role carries 10 policies and the admin role has 4 beside these; `ssps elevate --prune` removes what has expired",
    ],
  ],
  [
    "the clean-up right, which counts too",
    many(6).map((elevation) => ({ ...elevation, clean_up: true })),
    [
      "elevation: found a list of 6; allowed: at most 5, since a role carries 10 policies and the admin role has 5 beside these; `ssps elevate --prune` removes what has expired",
    ],
  ],
])("%s", (_, elevation, expected) => {
  expect(problems({ elevation })).toEqual(expected);
});

test("a ticket whose policy the roles have already", () => {
  const name = "customer_sagemaker_autoscaling_policy_CHG1";
  expect(problems({ elevation: [TEMPORARY], "roles.admin.policy_names": { deny: name } })).toEqual([
    `elevation.0.ticket: found "CHG1"; allowed: a ticket whose policy, ${name}, is not that of roles.admin.policy_names.deny already`,
  ]);
});

test.each([
  ["2026-12-01T07:59:59Z", "coming"],
  ["2026-12-01T08:00:00Z", "running"],
  ["2026-12-05T17:59:59Z", "running"],
  ["2026-12-05T18:00:00Z", "expired"],
])("at %s it is %s", (now, state) => {
  expect(elevationState({ ...TEMPORARY, clean_up: false, scaling_alarms_only: false }, Date.parse(now))).toBe(state);
});

describe("warnings", () => {
  const warnings = (elevation: object[], now?: number): string[] =>
    checkEnvironment({ file: "e.yaml", name: "e", text: environmentText({ elevation }) }, now).warnings.map(
      ({ message }) => message,
    );
  test("without sessions everybody has it", () => {
    expect(warnings([TEMPORARY, { ...TEMPORARY, ticket: "CHG2", sessions: ["ann"] }])).toEqual([
      "elevation.0.ticket: CHG1 holds for everybody who assumes the admin role; sessions narrows it",
    ]);
  });
  test("a permanent one never ends", () => {
    expect(warnings([PERMANENT])).toEqual(["elevation.0.permanent: CHG1 never ends"]);
  });
  test("an approver who is the elevated session", () => {
    expect(warnings([{ ...TEMPORARY, approver: "ann", sessions: ["Ann"] }])).toEqual([
      "elevation.0.approver: CHG1 is approved by a session that it is for",
    ]);
  });
  test.each([
    ["two that overlap", ["2026-01-01", "2026-05-01"], ["2026-05-01", "2026-08-01"], true],
    ["two with a break", ["2026-01-01", "2026-05-01"], ["2026-05-02", "2026-08-01"], false],
    ["two that are short together", ["2026-01-01", "2026-03-01"], ["2026-03-01", "2026-04-01"], false],
  ])("back to back: %s", (_, first, second, warned) => {
    const at = ([from = "", until = ""]: string[], ticket: string): object => ({
      ...TEMPORARY,
      ticket,
      sessions: ["ann"],
      from: `${from}T00:00:00Z`,
      until: `${until}T00:00:00Z`,
    });
    expect(warnings([at(first, "CHG1"), at(second, "CHG2")])).toEqual(
      warned
        ? [
            "elevation.1.from: CHG2 goes on from CHG1 without a break: together they last more than 180 days, which is a permanent right without its flag and reason",
          ]
        : [],
    );
  });
  test("what has expired is said only at an instant", () => {
    const ended = { ...TEMPORARY, sessions: ["ann"] };
    expect(warnings([ended])).toEqual([]);
    expect(warnings([ended], Date.parse("2027-01-01T00:00:00Z"))).toEqual([
      "elevation.0.until: CHG1 expired at 2026-12-05T18:00:00Z; `ssps elevate --prune` removes it",
    ]);
  });
});

test("a problem has the place of the value", () => {
  const { problems: found } = check({ elevation: [{ ...TEMPORARY, until: TEMPORARY.from }] });
  expect(found[0]?.position).toEqual({ line: 17, column: 16, endColumn: 38 });
});
