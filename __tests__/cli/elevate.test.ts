import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentText, type Changes } from "../config/environment";
import { ssps } from "./run";
import { newFolder } from "../new-folder";

const TICKET = { ticket: "CHG1", approver: "lead", from: "2026-12-01T08:00:00Z", until: "2026-12-05T18:00:00Z" };
const OLD = { ticket: "CHG0", approver: "lead", from: "2026-01-01T08:00:00Z", until: "2026-01-05T18:00:00Z" };

const home = process.cwd();
let folder: string;

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse("2026-12-03T12:00:00.789Z"), doNotFake: ["nextTick", "setImmediate"] });
  folder = newFolder();
  mkdirSync(join(folder, "environments"));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  jest.useRealTimers();
});

function write(name: string, changes: Changes): void {
  writeFileSync(`environments/${name}.yaml`, `# kept\n${environmentText(changes)}`);
}
const read = (name: string): string => readFileSync(`environments/${name}.yaml`, "utf8");

const ADD = ["--ticket", "CHG2", "--approver", "lead"];

test("names ten problems of a broken file, and counts the others", async () => {
  const unknown = Array.from({ length: 12 }, (_, i) => `unknown_${i}: 1`);
  writeFileSync("environments/dev.yaml", `${environmentYaml()}\n${unknown.join("\n")}\n`);
  const { status, err } = await ssps("elevate", ...ADD, "--for", "1d");
  expect(status).toBe(2);
  expect(err.trimEnd().split("\n")).toHaveLength(11);
  expect(err).toContain("and 2 more; `ssps check` names them all");
});

test.each([
  ["from now, to the second", ["--for", "7d"], "from 2026-12-03T12:00:00Z until 2026-12-10T12:00:00Z"],
  ["for hours", ["--for", "36h"], "from 2026-12-03T12:00:00Z until 2026-12-05T00:00:00Z"],
  [
    "from an instant",
    ["--for", "1d", "--from", "2027-02-28T00:00:00Z"],
    "from 2027-02-28T00:00:00Z until 2027-03-01T00:00:00Z",
  ],
])("adds an elevation %s", async (_, args, span) => {
  writeFileSync("environments/dev.yaml", environmentYaml());
  expect(await ssps("elevate", ...ADD, ...args, "--session", "ann", "bob")).toEqual({
    status: 0,
    out: `environments/dev.yaml: added CHG2, ${span}\n`,
    err: "",
  });
  const [, from = "", until = ""] = /from (\S+) until (\S+)/.exec(span) ?? [];
  expect(read("dev")).toBe(
    `${environmentYaml()}
elevation:
  - ticket: CHG2
    approver: lead
    from: ${from}
    until: ${until}
    sessions:
      - ann
      - bob
`,
  );
  expect(readdirSync("environments")).toEqual(["dev.yaml"]);
});

function environmentYaml(): string {
  return `# kept
account: "123456789012"
region: eu-west-1
base: managed # kept too
federation:
  saml: { provider_arns: [ "arn:aws:iam::123456789012:saml-provider/idp" ] }
`;
}

test.each([
  [
    "a ticket that is taken",
    ["--ticket", "chg1", "--approver", "lead", "--for", "1d"],
    /elevation\.1\.ticket: found "chg1"; allowed: a ticket whose policy/,
  ],
  [
    "more than 180 days",
    [...ADD, "--for", "181d"],
    /elevation\.1\.until: .* at most 180 days from the beginning, until 2027-06-01T12:00:00Z/,
  ],
  ["no time", [...ADD, "--for", "0d"], /--for: found "0d"; allowed: days or hours/],
  ["another unit", [...ADD, "--for", "2w"], /--for: found "2w"; allowed: days or hours/],
  ["no instant", [...ADD, "--for", "1d", "--from", "tomorrow"], /--from: found "tomorrow"; allowed: an instant in UTC/],
  ["February 30", [...ADD, "--for", "1d", "--from", "2027-02-30T00:00:00Z"], /--from: found "2027-02-30T00:00:00Z"/],
  ["no approver", ["--ticket", "CHG2", "--for", "1d"], /missing: --approver; a new elevation needs/],
  ["a pattern of sessions", [...ADD, "--for", "1d", "--session", "*"], /elevation\.1\.sessions\.0: found "\*"/],
  ["an environment that is not there", [...ADD, "--for", "1d", "--env", "prod"], /there is no environment "prod"/],
  ["a path", [...ADD, "--for", "1d", "--env", "../environments/dev"], /there is no environment/],
])("refuses %s and leaves the file as it was", async (_, args, message) => {
  write("dev", { elevation: [TICKET] });
  const before = read("dev");
  const { status, err } = await ssps("elevate", ...args);
  expect(err).toMatch(message);
  expect(status).toBe(2);
  expect(read("dev")).toBe(before);
});

test("says which environment it could mean", async () => {
  write("dev", {});
  write("prod", { account: "210987654321", federation: { principals: { arns: ["arn:aws:iam::1:root"] } } });
  expect((await ssps("elevate", "--list")).err).toMatch(
    "--env NAME, one of environments/dev.yaml, environments/prod.yaml",
  );
});

test("lists elevations with their state", async () => {
  const coming = { ...TICKET, ticket: "CHG9", from: "2026-12-04T00:00:00Z", sessions: ["ann"] };
  const permanent = { ticket: "CHG7", approver: "board", permanent: true, reason: "tests" };
  write("dev", { elevation: [OLD, TICKET, coming, permanent] });
  expect((await ssps("elevate", "--list")).out).toBe(
    [
      "expired    CHG0  2026-01-01T08:00:00Z to 2026-01-05T18:00:00Z  approved by lead",
      "running    CHG1  2026-12-01T08:00:00Z to 2026-12-05T18:00:00Z  approved by lead",
      "coming     CHG9  2026-12-04T00:00:00Z to 2026-12-05T18:00:00Z  approved by lead  for ann",
      "permanent  CHG7  approved by board",
      "",
    ].join("\n"),
  );
  const listed = JSON.parse((await ssps("elevate", "--list", "--json")).out) as { state: string; ticket: string }[];
  expect(listed.map(({ state, ticket }) => `${state} ${ticket}`)).toEqual([
    "expired CHG0",
    "running CHG1",
    "coming CHG9",
    "permanent CHG7",
  ]);
});

test("keeps what has expired where it alone lets people clean up", async () => {
  write("dev", { elevation: [{ ...OLD, clean_up: true }, TICKET] });
  expect((await ssps("elevate", "--prune")).out).toBe(
    "environments/dev.yaml: removed nothing\nCHG0 stays for its clean_up, without which nobody could delete what scales (D3)\n",
  );
  write("dev", {
    elevation: [
      { ...OLD, clean_up: true },
      { ...TICKET, clean_up: true },
    ],
  });
  expect((await ssps("elevate", "--prune")).out).toBe("environments/dev.yaml: removed CHG0\n");
});

test("prunes what has expired", async () => {
  write("dev", { elevation: [OLD, TICKET] });
  expect((await ssps("elevate", "--prune")).out).toBe("environments/dev.yaml: removed CHG0\n");
  expect(read("dev")).not.toContain("CHG0");
  expect(read("dev")).toContain("CHG1");
  expect((await ssps("elevate", "--prune")).out).toBe("environments/dev.yaml: removed nothing\n");
});

test("check warns of what has expired, and says what runs and comes", async () => {
  write("dev", { elevation: [OLD, TICKET, { ...TICKET, ticket: "CHG9", from: "2026-12-04T00:00:00Z" }] });
  const { out } = await ssps("check");
  expect(out).toMatch(/warning: elevation\.0\.until: CHG0 expired at 2026-01-05T18:00:00Z/);
  expect(out).toMatch(/dev: elevation CHG1 running until 2026-12-05T18:00:00Z/);
  expect(out).toMatch(/dev: elevation CHG9 coming at 2026-12-04T00:00:00Z/);
  const { elevations } = JSON.parse((await ssps("check", "--json")).out) as { elevations: object[] };
  expect(elevations).toHaveLength(3);
  expect(elevations[0]).toMatchObject({ environment: "dev", ticket: "CHG0", state: "expired" });
});
