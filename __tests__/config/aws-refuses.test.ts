import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkEnvironment, loadEnvironments } from "../../config/load";
import { formatProblem, formatProblemWithSource } from "../../config/problem";
import { sizeProblems } from "../../contract/render/sizes";
import { type Changes, check, environmentText, problems } from "./environment";
import { newFolder } from "../new-folder";

/** What `check` says of a file beside its warnings: its rules, and the sizes of its policies. */
function everything(changes: Changes): string[] {
  const { environment, problems: found } = check(changes);
  const sizes = environment ? sizeProblems({ name: "e", file: "e.yaml", environment }) : [];
  return [...found, ...sizes].map(({ message }) => message);
}

const S3 = (more: object): Changes => ({ backend: { s3: { bucket: "acme-state", region: "eu-west-1", ...more } } });
const scheduled = (schedule: string, timezone = "UTC"): Changes => ({
  scaling: {
    endpoints: [
      {
        ...{ endpoint: "a", variant: "b", min: 1, max: 2, invocations_per_instance: 1 },
        schedules: [{ name: "n", schedule, timezone, min: 1, max: 2 }],
      },
    ],
  },
});
const many = (count: number, front = "t"): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${front}${index}`, "v"]));
const roles = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `arn:aws:iam::123456789012:role/${"r".repeat(50)}${index}`);
const ELEVATION = [
  { ticket: "CHG1", approver: "lead", from: "2026-12-01T08:00:00Z", until: "2026-12-05T18:00:00Z", sessions: ["ann"] },
];
const OWN = "arn:aws:iam::123456789012";
const ADMIN = `${OWN}:role/customer_sagemaker_admin_role`;
const statement = (changes: object = {}): object => ({
  ...{
    Sid: "Theirs",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: "arn:aws:s3:::acme-sagemaker/*",
  },
  ...changes,
});
const others = (changes: object): Changes => ({
  "storage.bucket": { name: "acme-sagemaker", extra_statements: [statement(changes)] },
});
const WORKFORCE = { any_user_pool: true };
const EXISTING = { base: "existing", federation: undefined };

test.each<[string, Changes, string]>([
  ["a key of the state that is none", S3({ kms_key_id: "foo" }), "backend.s3.kms_key_id: found"],
  ["an alias in its place", S3({ kms_key_id: "alias/foo" }), "not of an alias"],
  ["folders of the state above its own", S3({ key_prefix: "../../" }), "without . and .."],
  ["the same within others", S3({ key_prefix: "a/../b/" }), "backend.s3.key_prefix: found"],
  ["a key of the state that is too long", S3({ key_prefix: "a/".repeat(500) }), "at most 900 characters"],
  ["tag keys that differ in case", { tags: { Owner: "a", owner: "b" } }, 'differs from "Owner" by more than case'],
  ["the same in a role", { tags: { Owner: "a" }, "roles.admin.tags": { OWNER: "b" } }, "roles.admin.tags.OWNER: found"],
  ["the same in an elevation", { tags: { Ticket: "a" }, elevation: ELEVATION }, "tags.Ticket: found"],
  ["more tags than one role carries", { tags: many(30), "roles.admin.tags": many(30, "r") }, "at most 50 tags"],
  ["more than an elevation carries", { tags: many(49), elevation: ELEVATION }, "at most 50 tags"],
  ["a blank tag key", { tags: { "  ": "x" } }, "not blank"],
  [
    "a policy with a name that is too long",
    { "roles.admin.extra_policy_arns": [`arn:aws:iam::123456789012:policy/${"p".repeat(129)}`] },
    "1 to 128 characters",
  ],
  ["cron of five fields", scheduled("cron(0 7 * * MON)"), "cron with six fields"],
  ["cron with every day twice", scheduled("cron(0 7 * * * *)"), "? in one of its two day fields"],
  ["cron without a day", scheduled("cron(0 7 ? * ? *)"), "? in one of its two day fields"],
  ["cron with hour 24", scheduled("cron(0 24 ? * MON *)"), "cron with hours from 0 to 23"],
  ["cron of words", scheduled("cron(garbage)"), "cron with six fields"],
  ["a rate of nothing", scheduled("rate(0 minutes)"), "from 1 minute on"],
  ["cron of a day that no month has", scheduled("cron(0 7 31 FEB,4 ? *)"), "a day that one of its months has"],
  ["an impossible date", scheduled("at(2026-02-30T00:00:00)"), "an instant that the calendar has"],
  ["a time zone that there is not", scheduled("rate(1 day)", "Europe/Berlim"), "such as Europe/Berlin"],
  ["a time zone in other letters", scheduled("rate(1 day)", "europe/berlin"), "such as Europe/Berlin"],
  ["a key policy that is too long", { "storage.key": { administrator_arns: roles(400) } }, "32768 are allowed"],
  [
    "a trust policy of a part",
    {
      base: "existing",
      "federation.saml": undefined,
      "federation.principals": { arns: roles(40) },
      workforce: WORKFORCE,
    },
    "trust policy of customer_sagemaker_workforce_role has",
  ],
  [
    "a policy of a part",
    {
      "access.pass_roles": [
        "AmazonSageMaker-ExecutionRole-Admin",
        ...Array.from({ length: 60 }, (_, index) => `${"x".repeat(60)}${index}`),
      ],
      workforce: WORKFORCE,
    },
    "are allowed",
  ],
  [
    "a role that lets itself in",
    { "federation.principals": { arns: [`${OWN}:role/customer_sagemaker_ADMIN_role`] } },
    "a principal other than the roles that the file makes",
  ],
  [
    "jobs that become people",
    { "federation.principals": { arns: [`${OWN}:role/AmazonSageMaker-ExecutionRole-Admin`] } },
    "a principal other than the roles that the file makes",
  ],
  [
    "a workforce that lets itself in",
    { workforce: WORKFORCE, "federation.principals": { arns: [`${OWN}:role/customer_sagemaker_workforce_role`] } },
    "a principal other than the roles that the file makes",
  ],
  [
    "a policy that the role has already",
    { "roles.admin.extra_policy_arns": [`${OWN}:policy/customer_sagemaker_deny_policy`] },
    "a policy other than those that the file makes",
  ],
  [
    "a boundary that is not there yet",
    { "roles.execution.permissions_boundary_arn": `${OWN}:policy/customer_sagemaker_admin_policy` },
    "a policy other than those that the file makes",
  ],
  ["a list of CDKTF's", { tags: { a: "-8.109562212591383e+298" } }, 'tags.a: found "-8.1'],
  ["a map of CDKTF's", { tags: { a: "Any Map Token Value" } }, "placeholder of its own"],
  ["a key of CDKTF's", { tags: { "String Map Token Value": "a" } }, "placeholder of its own"],
  [
    "a placeholder of CDKTF's in a kept description",
    { "roles.adopt": { keep: { "aws_iam_role.admin": { description: "${TfToken[TOKEN.0]}" } } } },
    "placeholder of its own",
  ],
  ["one in others' statement", others({ Sid: "#{TfToken[TOKEN.0]}" }), "placeholder of its own"],
  [
    "one as a key in it",
    others({ Condition: { StringLike: { "&{TfToken[TOKEN.0]}": "a" } } }),
    "placeholder of its own",
  ],
  ["others' statement without a principal", others({ Principal: undefined }), "statement 2 has no Principal"],
  ["one of another service", others({ Action: "iam:PassRole" }), 'found the action "iam:PassRole"'],
  ["one of another bucket", others({ Resource: "arn:aws:s3:::other/*" }), 'found the resource "arn:aws:s3:::other/*"'],
  ["one of no bucket", others({ Resource: "arn:aws:iam::1:role/x" }), 'found the resource "arn:aws:iam::1:role/x"'],
  ["one under the name of ours", others({ Sid: "P1TlsOnly" }), 'the Sid "P1TlsOnly" is given twice'],
  [
    "two of one name in a key's policy",
    { "storage.key": { administrator_arns: roles(1), extra_statements: [statement(), statement()] } },
    'the Sid "Theirs" is given twice',
  ],
])("%s is refused", (_name, changes, message) => {
  expect(everything(changes).join("\n")).toContain(message);
});

test.each<[string, Changes]>([
  ["a key of the state", S3({ kms_key_id: "01234567-89ab-4def-8123-456789abcdef", key_prefix: "a.b/..c/" })],
  ["tag keys that differ in case where IAM has none", { ...EXISTING, tags: { Owner: "a", owner: "b" } }],
  ["the same tag of the file and of a role", { tags: { owner: "a" }, "roles.admin.tags": { owner: "b" } }],
  ["cron of a weekday", scheduled("cron(0/15 8-18 ? JAN,DEC MON-FRI 2026-2030)", "US/Eastern")],
  ["cron of the last day", scheduled("cron(59 23 L * ? *)", "Etc/GMT+9")],
  ["cron of the third Tuesday", scheduled("cron(0 0 ? * TUE#3 *)")],
  ["an hour", scheduled("rate(1 hour)")],
  ["an instant", scheduled("at(2028-02-29T23:59:59)")],
  ["cron of a leap day", scheduled("cron(0 7 29 2 ? *)")],
  ["cron of a day in other months", scheduled("cron(0 7 31 1-3 ? *)")],
  ["a statement of others", others({})],
  ["one of everything", others({ Action: "*", Resource: "*" })],
  ["one of buckets by a pattern", others({ Action: "s3:*", Resource: "arn:aws:s3:::acme-*/*" })],
  [
    "a role of the owner's, in a workforce's file",
    { ...EXISTING, "federation.principals": { arns: [ADMIN] }, workforce: WORKFORCE },
  ],
  [
    "a role of one name in another account",
    { "federation.principals": { arns: [ADMIN.replace("123456789012", "210987654321")] } },
  ],
])("%s is right", (_name, changes) => {
  expect(everything(changes)).toEqual([]);
});

test.each(["account", "region", "base", "backend", "federation", "roles", "storage", "network", "elevation", "tags"])(
  "%s may be anything without ending the check",
  (key) => {
    for (const value of [
      { toString: 1 },
      { valueOf: null },
      [],
      [[]],
      null,
      1,
      true,
      "",
      { "a\nb": 1 },
      [{ then: 1 }],
    ]) {
      for (const message of problems({ [key]: value })) expect(message).not.toContain("\n");
    }
  },
);

test("a problem is said once", () => {
  expect(problems({ "roles.admin.max_session_hours": 1e29 })).toHaveLength(1);
});

test("an instant that has passed is worth a warning, to whoever asks what has", () => {
  const text = environmentText(scheduled("at(2026-12-01T07:00:00)"));
  const codes = (now?: string): string[] =>
    checkEnvironment({ file: "e.yaml", name: "e", text }, now === undefined ? undefined : Date.parse(now)).warnings.map(
      ({ code }) => code,
    );
  expect(codes("2026-12-03T00:00:00Z")).toEqual(["schedule-passed"]);
  expect(codes("2026-12-01T00:00:00Z")).toEqual([]);
  expect(codes()).toEqual([]);
});

test("keys are shown escaped, like values", () => {
  expect(problems({ tags: { "a\nb": "x" } }).join("|")).toMatch(/^tags\."a\\nb": found "a\\nb"; allowed: /);
  expect(problems({ tags: { "a\u202Eb": 1 } })[0]).toMatch(/^tags\."a\\u\{202e\}b": found/);
});

test("columns count from 1 behind a byte order mark, and the line stands below the message", () => {
  const [problem] = checkEnvironment({
    file: "e.yaml",
    name: "e",
    text: "\uFEFFaccount: 1\nregion: eu-west-1\n",
  }).problems.filter(({ code }) => code === "wrong-type");
  if (!problem) throw new Error("a number is no account");
  expect(problem.position).toEqual({ line: 1, column: 10, endColumn: 11 });
  expect(formatProblemWithSource(problem).split("\n").slice(1)).toEqual(["  1 | account: 1", "    |          ^"]);
});

describe("files", () => {
  let folder: string;
  beforeEach(() => {
    folder = newFolder();
  });
  const shown = (): string[] =>
    loadEnvironments(folder).problems.map((problem) => formatProblem(problem).replaceAll(`${folder}/`, ""));

  test("are found in folders below the folder", () => {
    mkdirSync(join(folder, "team/data"), { recursive: true });
    writeFileSync(join(folder, "team/data/a.yaml"), environmentText({ account: "1" }));
    writeFileSync(join(folder, "a.yaml"), environmentText());
    expect(shown()).toEqual([
      "team/data/a.yaml: the environment a is also in a.yaml; allowed: each name once",
      expect.stringMatching(/^team\/data\/a\.yaml:2:14: account: found "1"/),
    ]);
  });

  test("that are links out of the folder are not read", () => {
    const secret = join(newFolder(), "secret.yaml");
    writeFileSync(secret, "password: hunter2: broken");
    symlinkSync(secret, join(folder, "a.yaml"));
    symlinkSync(tmpdir(), join(folder, "below"));
    const text = shown().join("\n");
    expect(text).toContain("a.yaml: is a link that leads out of its folder, and is not read");
    expect(text).toContain("below: is a link to a folder, which is not followed");
    expect(text).not.toContain("hunter2");
  });

  test.each([
    ["itself", "a.yaml"],
    ["nothing", "b.yaml"],
  ])("that are links to %s are said, whatever else is there", (_to, target) => {
    symlinkSync(target, join(folder, "a.yaml"));
    symlinkSync("nothing", join(folder, "notes.txt"));
    const { problems } = loadEnvironments(folder);
    expect(problems).toEqual([
      {
        file: join(folder, "a.yaml"),
        code: "unreadable",
        message: "is a link that leads to no file; remove it, or put the file itself here",
      },
    ]);
  });

  test("that are links within it are read", () => {
    mkdirSync(join(folder, ".data"));
    writeFileSync(join(folder, ".data/a.yaml"), environmentText());
    symlinkSync(".data/a.yaml", join(folder, "a.yaml"));
    expect(shown()).toEqual([]);
  });

  test("of two owners without the third policy do not meet over it", () => {
    const names = (index: number): Changes => ({
      "roles.admin.name": `admin-${index}`,
      "roles.admin.integrations": false,
      "roles.admin.policy_names": { sagemaker: `a-${index}`, names: `b-${index}`, deny: `d-${index}` },
      "roles.execution.name": `AmazonSageMaker-ExecutionRole-${index}`,
      "roles.execution.policy_name": `e-${index}`,
    });
    writeFileSync(join(folder, "a.yaml"), environmentText(names(1)));
    writeFileSync(join(folder, "b.yaml"), environmentText(names(2)));
    expect(shown()).toEqual([]);
  });

  test("with more client ranges than a security group has rules are warned of", () => {
    const network = {
      vpc_id: "vpc-0123456789abcdef0",
      subnet_ids: { "eu-west-1a": "subnet-0123456789abcdef0" },
      client_cidrs: Array.from({ length: 60 }, (_, index) => `10.${index}.0.0/16`),
    };
    const { warnings } = check({ network });
    expect(warnings.map(({ message }) => message)).toEqual([
      "network.client_cidrs: the endpoints' security group would have 61 rules; AWS allows 60 unless the quota is raised",
    ]);
  });
});
