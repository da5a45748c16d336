import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { newFolder } from "../new-folder";
import { ssps, type Outcome } from "./run";

const ACCOUNT = "123456789012";
const FILE = "access/accepted.yaml";

let before: string;
beforeEach(() => {
  before = process.cwd();
  process.chdir(newFolder());
});
afterEach(() => {
  process.chdir(before);
});

function write(name: string, content: unknown): string {
  mkdirSync(dirname(name), { recursive: true });
  writeFileSync(name, typeof content === "string" ? content : JSON.stringify(content));
  return name;
}

const policy = (...actions: string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "Objects", Effect: "Allow", Action: actions, Resource: "arn:aws:s3:::acme/*" }],
  });

interface Change {
  readonly type: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown>;
  readonly after_unknown?: Record<string, unknown>;
}

/** A plan of changes, each with the policy of a role or anything else. */
const plan = (...changes: readonly Change[]) => ({
  format_version: "1.2",
  resource_changes: changes.map(({ type, after_unknown = {}, ...change }, i) => ({
    address: `${type}.x${i}`,
    type,
    mode: "managed",
    change: { actions: change.before ? ["update"] : ["create"], ...change, after_unknown },
  })),
});

/** What a role may do, before and after. */
const role = (was: readonly string[], is: readonly string[], name = "scientist"): Change => ({
  type: "aws_iam_role_policy",
  before: { role: name, name: "x", policy: policy(...was) },
  after: { role: name, name: "x", policy: policy(...is) },
});

const get = ["s3:GetObject"];
const more = ["s3:GetObject", "s3:PutObject"];
const put = ["s3:GetObject", "s3:Put*"];

async function review(of: object, ...options: readonly string[]): Promise<Outcome> {
  const file = write("plan.json", of);
  return ssps("review", file, "--account", ACCOUNT, "--fail-on", "unknown", ...options);
}

interface Row {
  readonly id: string;
  readonly acceptable: unknown;
  readonly acceptance?: { readonly state: string; readonly beyond: readonly object[] };
}

async function rowsOf(of: object, ...options: readonly string[]): Promise<readonly Row[]> {
  const { out } = await review(of, "--json", ...options);
  write("review.json", out);
  return (JSON.parse(out) as { rows: Row[] }).rows;
}

/** Accepts every row of a review. */
async function accept(of: object, ...options: readonly string[]): Promise<Outcome> {
  const ids = (await rowsOf(of)).map(({ id }) => id);
  const decision = ["--by", "Ann Example", "--reason", "CHG0012345: exports"];
  return ssps("accept", "--from", "review.json", "--row", ...ids, ...decision, ...options);
}

test("what was accepted counts, and is marked", async () => {
  expect((await review(plan(role(get, more)))).status).toBe(1);
  const { status, out } = await accept(plan(role(get, more)));
  expect({ status, out }).toEqual({
    status: 0,
    out: `${FILE}: accepted role scientist in ${ACCOUNT}, by Ann Example\n`,
  });
  const again = await review(plan(role(get, more)), "--accepted", FILE);
  expect(again.status).toBe(0);
  expect(again.out).toContain("**1 widened** (1 accepted)");
  expect(again.out).toContain("| widened, accepted | write | role `scientist` |");
  expect(again.out).toContain("- accepted by `Ann Example`: `CHG0012345: exports`\n");
});

test("the file is read like code", async () => {
  await accept(plan(role(get, more)), "--until", "2999-12-31");
  expect(readFileSync(FILE, "utf8")).toMatch(
    new RegExp(`^# What somebody looked at.*\n# .*CODEOWNERS.*\naccepted:
  - subject:
      kind: role
      name: scientist
      account: "${ACCOUNT}"
    by: Ann Example
    reason: "CHG0012345: exports"
    until: 2999-12-31
    newly_allowed:
      - Sid: Objects
        Effect: Allow
        Action:
          - s3:PutObject
        Resource:
          - arn:aws:s3:::acme/\\*
$`),
  );
});

test("accepting again keeps what stands there, comments too", async () => {
  await accept(plan(role(get, more)));
  write(FILE, readFileSync(FILE, "utf8").replace("accepted:", "# ours\naccepted: # list"));
  const first = readFileSync(FILE, "utf8");
  await accept(plan(role(get, more, "engineer")));
  expect(readFileSync(FILE, "utf8").startsWith(first)).toBe(true);
  const both = plan(role(get, more), role(get, more, "engineer"));
  expect((await review(both, "--accepted", FILE)).status).toBe(0);
});

describe("after one was accepted", () => {
  test.each<[string, Change, number, RegExp]>([
    ["the same counts", role(get, put), 0, /widened, accepted/],
    ["a narrower one counts", role(get, more), 0, /widened, accepted/],
    [
      "a wider one says what grew",
      role(get, [...put, "s3:DeleteObject"]),
      1,
      /grown beyond what `Ann Example` accepted: may now do `s3:DeleteObject` on/,
    ],
    ["another role's does not count", role(get, more, "other"), 1, /^(?!.*accepted)/s],
  ])("%s", async (_what, change, status, out) => {
    await accept(plan(role(get, put)));
    const again = await review(plan(change), "--accepted", FILE);
    expect(again.status).toBe(status);
    expect(again.out).toMatch(out);
  });

  test("in another account it does not count", async () => {
    await accept(plan(role(get, more)));
    const other = await ssps(
      "review",
      write("plan.json", plan(role(get, more))),
      "--account",
      "999999999999",
      "--accepted",
      FILE,
      "--fail-on",
      "widened",
    );
    expect(other.status).toBe(1);
    expect(other.out).toContain(`role scientist in 999999999999: accepted in ${ACCOUNT}, not here`);
  });

  test("where nothing says the account it does not count, and the review says how it would", async () => {
    await accept(plan(role(get, more)));
    const { out, status } = await ssps("review", "plan.json", "--accepted", FILE, "--fail-on", "widened");
    expect(status).toBe(1);
    expect(out).toContain(`role scientist: accepted in ${ACCOUNT}, and nothing says the account here`);
    expect(out).toContain("give --account");
  });

  test.each([
    ["json", /"state": "accepted"/],
    [
      "sarif",
      /"suppressions": \[\s*\{\s*"kind": "external",\s*"status": "accepted",\s*"justification": "Ann Example: CHG0012345: exports"/,
    ],
    ["html", /<span class="flag">accepted<\/span>/],
    ["markdown", /widened, accepted/],
  ])("%s marks it", async (format, marked) => {
    await accept(plan(role(get, more)));
    const found = await review(plan(role(get, more)), "--accepted", FILE, "--format", format);
    expect({ status: found.status, err: found.err }).toEqual({ status: 0, err: "" });
    expect(found.out).toMatch(marked);
  });

  test("whose last day is over, it does not count", async () => {
    await accept(plan(role(get, more)), "--until", "2999-12-31");
    write(FILE, readFileSync(FILE, "utf8").replace("2999-12-31", "2024-02-29"));
    const lapsed = await review(plan(role(get, more)), "--accepted", FILE);
    expect(lapsed.status).toBe(1);
    expect(lapsed.out).toContain("| widened, no longer accepted |");
    expect(lapsed.out).toContain("- no longer accepted: what `Ann Example` accepted lapsed after 2024-02-29\n");
  });
});

describe("what no statement says is accepted by both texts", () => {
  const attached = (arn: string): Change => ({
    type: "aws_iam_role_policy_attachment",
    before: null,
    after: { role: "scientist", policy_arn: `arn:aws:iam::${ACCOUNT}:policy/${arn}` },
  });
  const group = (cidr: string): Change => ({
    type: "aws_security_group_rule",
    before: null,
    after: {
      security_group_id: "sg-1",
      type: "ingress",
      protocol: "tcp",
      from_port: 443,
      to_port: 443,
      cidr_blocks: [cidr],
    },
  });
  const pool = (domain: string): Change => ({
    type: "aws_lakeformation_data_lake_settings",
    before: { admins: ["arn:aws:iam::123456789012:role/a"] },
    after: { admins: [domain] },
  });

  test.each<[string, Change, Change]>([
    ["a policy that is not at hand", attached("one"), attached("two")],
    ["a rule", group("10.0.0.0/8"), group("10.0.0.0/7")],
    ["an attribute", pool("arn:aws:iam::123456789012:role/b"), pool("arn:aws:iam::123456789012:role/c")],
  ])("%s", async (_what, seen, other) => {
    const { status, err } = await accept(plan(seen));
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(readFileSync(FILE, "utf8")).toMatch(/texts:\n {6}before: sha256:[0-9a-f]{64}\n/);
    expect((await review(plan(seen), "--accepted", FILE)).status).toBe(0);
    const changed = await review(plan(other), "--accepted", FILE);
    expect(changed.status).toBe(1);
    expect(changed.out).toContain("- not what `Ann Example` accepted: it is another change\n");
  });

  test("what is known only after apply, and nothing identifies, cannot be accepted", async () => {
    const unknown: Change = {
      ...role(get, get),
      after: { role: "scientist", name: "x" },
      after_unknown: { policy: true },
    };
    const { status, err } = await accept(plan(unknown));
    expect(status).toBe(2);
    expect(err).toContain("of role scientist something is known only after apply, and nothing identifies it");
    expect(existsSync(FILE)).toBe(false);
  });
});

describe("bad use is one line, and nothing is written", () => {
  const OPTIONS = ["--from", "review.json", "--row", "ROW", "--by", "Ann", "--reason", "why"];
  const replaced = (option: string, value: string): string[] => {
    const at = OPTIONS.indexOf(option) + 1;
    return OPTIONS.map((one, i) => (i === at ? value : one));
  };
  test.each<[string, string[], RegExp]>([
    ["nobody", replaced("--by", " "), /--by: found nothing; allowed: at least one word/],
    ["no reason", replaced("--reason", ""), /--reason: found nothing/],
    [
      "a row that is not there",
      replaced("--row", "0123"),
      /review\.json has no row 0123; it has [0-9a-f]{12} \(widened: role scientist\)/,
    ],
    ["a file that is not there", replaced("--from", "none.json"), /none\.json: no such file/],
    ["a plan", replaced("--from", "plan.json"), /plan\.json is no review as `ssps review --json` prints it/],
    [
      "no day",
      [...OPTIONS, "--until", "soon"],
      /--until: found "soon"; allowed: a day that the calendar has, such as 2026-12-31/,
    ],
    [
      "no day of the calendar",
      [...OPTIONS, "--until", "2999-02-31"],
      /--until: found "2999-02-31"; allowed: a day that the calendar has/,
    ],
    ["a day that is over", [...OPTIONS, "--until", "2020-01-01"], /--until 2020-01-01 is over already/],
    [
      "a row too few",
      OPTIONS.filter((one) => one !== "--by" && one !== "Ann"),
      /required option '--by <name>' not specified/,
    ],
  ])("%s", async (_what, options, message) => {
    const [row] = await rowsOf(plan(role(get, more)));
    const { status, err } = await ssps("accept", ...options.map((one) => (one === "ROW" ? (row?.id ?? "") : one)));
    expect(status).toBe(2);
    expect(err).toMatch(message);
    expect(existsSync(FILE)).toBe(false);
  });

  test("an account that nothing says", async () => {
    const { out } = await ssps("review", write("plan.json", plan(role(get, more))), "--json");
    write("review.json", out);
    const id = (JSON.parse(out) as { rows: Row[] }).rows[0]?.id ?? "";
    const { status, err } = await ssps("accept", "--from", "review.json", "--row", id, "--by", "A", "--reason", "b");
    expect(status).toBe(2);
    expect(err).toContain("nothing says in which account role scientist is");
  });
});

describe("an accepted file that cannot be used", () => {
  const entry = (lines: string): string =>
    `accepted:\n  - subject: { kind: role, name: r, account: "${ACCOUNT}" }\n${lines}`;
  const WHO = "    by: Ann\n    reason: why\n";
  test.each<[string, string | undefined, RegExp]>([
    ["is not there", undefined, /accepted\.yaml: does not exist/],
    ["is empty", "", /accepted\.yaml:1:1: is empty; a file without acceptances says `accepted: \[\]`/],
    ["is broken", "accepted: [", /accepted\.yaml:1:\d+: broken YAML/],
    [
      "names nobody",
      entry('    by: ""\n    reason: why\n    newly_allowed: []\n'),
      /accepted\.yaml:3:9: accepted\.0\.by: found ""; allowed: who accepted it, in at least one word/,
    ],
    ["gives no reason", entry("    by: Ann\n    newly_allowed: []\n"), /accepted\.0\.reason is missing/],
    ["accepts nothing", entry(WHO), /either texts, or at least one of newly_allowed/],
    [
      "has an unknown key",
      entry(`${WHO}    newly_alowed: []\n`),
      /the unknown key "newly_alowed".*did you mean newly_allowed\?/,
    ],
    [
      "has an account without quotes",
      entry(WHO).replaceAll('"', ""),
      /subject\.account: found the number 123456789012; allowed: an account id: 12 digits in quotes/,
    ],
    [
      "has a day that is none",
      entry(`${WHO}    newly_allowed: []\n    until: 2026-02-30\n`),
      /until: found "2026-02-30"; allowed: a day such as/,
    ],
    [
      "holds what is no statement",
      entry(`${WHO}    newly_allowed: [{ Effect: Maybe }]\n`),
      /accepted\.yaml:5:5: accepted\.0\.newly_allowed: .*Effect: must be "Allow" or "Deny"/,
    ],
  ])("%s", async (_what, text, message) => {
    if (text !== undefined) write(FILE, text);
    const { status, out, err } = await review(plan(role(get, more)), "--accepted", FILE);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toMatch(message);
  });

  test("is not written over", async () => {
    write(FILE, "accepted: [\n");
    expect(await accept(plan(role(get, more)))).toMatchObject({ status: 2 });
    expect(readFileSync(join(FILE), "utf8")).toBe("accepted: [\n");
  });
});
