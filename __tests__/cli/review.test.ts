import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ssps } from "./run";
import { newFolder } from "../new-folder";

let folder: string;
beforeEach(() => {
  folder = newFolder();
});

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const policy = (...actions: string[]) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "Objects", Effect: "Allow", Action: actions, Resource: "arn:aws:s3:::acme/*" }],
});

/** A plan that changes one inline policy. */
const plan = (before: string[], after: string[], unknown = false) => ({
  format_version: "1.2",
  resource_changes: [
    {
      address: "aws_iam_role_policy.x",
      type: "aws_iam_role_policy",
      mode: "managed",
      change: {
        actions: ["update"],
        before: { role: "scientist", name: "x", policy: JSON.stringify(policy(...before)) },
        after: { role: "scientist", name: "x", ...(unknown ? {} : { policy: JSON.stringify(policy(...after)) }) },
        after_unknown: unknown ? { policy: true } : {},
      },
    },
  ],
});

const get = ["s3:GetObject"];
const more = ["s3:GetObject", "s3:DeleteObject"];

test("a plan is reviewed as Markdown", async () => {
  const { status, out, err } = await ssps("review", write("plan.json", plan(get, more)));
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(out).toMatch(/^<!-- ssps review -->\n## Access review: widened\n/);
  expect(out).toContain("### widened (delete): role `scientist`\n\n`aws_iam_role_policy.x` (row `30e14efe7e56`)\n");
  expect(out).toContain("- **delete** may now do `s3:DeleteObject` on `arn:aws:s3:::acme/*`\n");
  expect(out).toContain(
    "role `scientist` may now do `s3:DeleteObject` on `arn:aws:s3:::acme/x`; before, this request was denied\n",
  );
});

test("several plans are one review", async () => {
  const other = JSON.parse(JSON.stringify(plan(get, more)).replaceAll("scientist", "engineer")) as unknown;
  const { out } = await ssps("review", write("a.json", plan(get, more)), write("b.json", other));
  expect(out).toContain("**2 widened**");
});

test("two policies are compared", async () => {
  const sides = ["--before", write("a.json", policy(...more)), "--after", write("b.json", policy(...get))];
  const { status, out } = await ssps("review", ...sides);
  expect(status).toBe(0);
  expect(out).toContain("## Access review: narrowed");
});

test("without a change it is one line", async () => {
  expect(await ssps("review", write("plan.json", plan(get, get)))).toEqual({
    status: 0,
    out: "<!-- ssps review --> No change to access; compared: 1 principal, resource or security group.\n",
    err: "",
  });
});

const widened = () => plan(get, more);
const narrowed = () => plan(more, get);
const unknown = () => plan(get, get, true);
const same = () => plan(get, get);

test.each([
  ["widened", widened, 1],
  ["widened", unknown, 0],
  ["widened", narrowed, 0],
  ["widened", same, 0],
  ["unknown", widened, 1],
  ["unknown", unknown, 1],
  ["unknown", narrowed, 0],
  ["any", widened, 1],
  ["any", unknown, 1],
  ["any", narrowed, 1],
  ["any", same, 0],
  ["widened:delete", widened, 1],
  ["widened:escalation", widened, 0],
  ["widened:read", unknown, 0],
  ["unknown:read", unknown, 1],
])("--fail-on %s where the plan has %p: status %d", async (verdict, of, expected) => {
  const { status } = await ssps("review", write("plan.json", of()), "--fail-on", verdict);
  expect(status).toBe(expected);
});

/** A plan that creates a role with rights, for a service or for everyone. */
const newRole = (principal: unknown) => {
  const change = (type: string, after: object) => ({
    address: `${type}.x`,
    type,
    mode: "managed",
    change: { actions: ["create"], before: null, after, after_unknown: { id: true, arn: true } },
  });
  const trust = { Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" }] };
  return {
    format_version: "1.2",
    resource_changes: [
      change("aws_iam_role", { name: "new", assume_role_policy: JSON.stringify(trust) }),
      change("aws_iam_role_policy", { role: "new", name: "x", policy: JSON.stringify(policy(...more)) }),
    ],
  };
};

test.each([
  ["a role for a service", newRole({ Service: "ec2.amazonaws.com" }), 0],
  ["a role for everyone", newRole("*"), 1],
  ["more for a role that exists", widened(), 1],
])("--only existing, where the plan has %s: status %d", async (_, of, expected) => {
  const file = write("plan.json", of);
  expect((await ssps("review", file, "--fail-on", "widened")).status).toBe(1);
  expect((await ssps("review", file, "--fail-on", "widened", "--only", "existing")).status).toBe(expected);
});

test("a new role for a service ranks by what it may do", async () => {
  const file = write("plan.json", newRole({ Service: "ec2.amazonaws.com" }));
  expect((await ssps("review", file, "--fail-on", "widened:escalation")).status).toBe(0);
  expect((await ssps("review", file, "--fail-on", "widened:delete")).status).toBe(1);
});

test.each([
  ["markdown", /^<!-- ssps review -->/],
  ["json", /^\{\n {2}"formatVersion": "1\.3"/],
  ["sarif", /"version": "2\.1\.0"/],
  ["html", /^<!doctype html>/],
])("--format %s", async (format, expected) => {
  expect((await ssps("review", write("plan.json", widened()), "--format", format)).out).toMatch(expected);
});

test("SARIF points at the block that the author wrote", async () => {
  const file = write("plan.json", widened());
  write("main.tf", '\nresource "aws_iam_role_policy" "x" {\n}\n');
  const cwd = jest.spyOn(process, "cwd").mockReturnValue(folder);
  const { out } = await ssps("review", file, "--format", "sarif");
  cwd.mockRestore();
  expect(out).toContain('"uri": "main.tf"');
  expect(out).toContain('"startLine": 2');
});

test("--json is the same as --format json", async () => {
  const file = write("plan.json", widened());
  expect(await ssps("review", file, "--json")).toEqual(await ssps("review", file, "--format", "json"));
});

test("--out writes the whole file, says the outcome and leaves nothing else", async () => {
  const out = join(folder, "review.html");
  writeFileSync(out, "old");
  expect(await ssps("review", write("plan.json", widened()), "--format", "html", "--out", out)).toEqual({
    status: 0,
    out: "widened: 1 widened\n",
    err: "",
  });
  expect(readFileSync(out, "utf8")).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
  expect(readdirSync(folder).sort()).toEqual(["plan.json", "review.html"]);
});

test("where the input is bad the old file stays", async () => {
  const out = write("review.md", "old");
  expect((await ssps("review", write("plan.json", "{"), "--out", out)).status).toBe(2);
  expect(readFileSync(out, "utf8")).toBe("old");
});

test.each<[string, (file: string) => string[], RegExp]>([
  ["nothing to review", () => [], /say what to review: PLAN\.json…, or --before PATH --after PATH/],
  ["one side", (file) => ["--before", file], /--after is missing/],
  ["the other side", (file) => ["--after", file], /--before is missing/],
  ["plans and sides", (file) => [file, "--before", file, "--after", file], /not both/],
  [
    "an unknown format",
    (file) => [file, "--format", "pdf"],
    /--format: found "pdf"; allowed: markdown, json, sarif, html/,
  ],
  ["a format of Object's", (file) => [file, "--format", "constructor"], /--format: found "constructor"/],
  ["two formats", (file) => [file, "--json", "--format", "html"], /leave one out/],
  ["an unknown verdict", (file) => [file, "--fail-on", "narrowed"], /allowed: widened, unknown, any/],
  ["a verdict of Object's", (file) => [file, "--fail-on", "toString"], /allowed: widened, unknown, any/],
  [
    "an unknown risk",
    (file) => [file, "--fail-on", "widened:huge"],
    /risks: public, cross-account, escalation, delete/,
  ],
  ["no account", (file) => [file, "--account", "12"], /--account: found "12"; allowed: 12 digits/],
  ["other rows", (file) => [file, "--only", "new"], /--only: found "new"; allowed: existing/],
  ["an option that there is none of", (file) => [file, "--wide"], /unknown option '--wide'/],
  ["a plan as a side", (file) => ["--before", file, "--after", file], /a plan holds both sides/],
  ["a missing file", () => ["none.json"], /none\.json: no such file/],
  ["a place that cannot be written to", (file) => [file, "--out", "/none/x.md"], /cannot write \/none\/x\.md/],
])("%s is bad use: one message, status 2", async (_, args, message) => {
  const { status, out, err } = await ssps("review", ...args(write("plan.json", widened())));
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toMatch(message);
  expect(err.trim().split("\n")).toHaveLength(1);
});

test("terminal escapes in a plan reach no terminal", async () => {
  const text = JSON.stringify(widened()).replaceAll("scientist", "\\u001b[2Jevil\\u202e");
  const { out } = await ssps("review", write("plan.json", text));
  expect(out).toContain("role `\\u{1b}[2Jevil\\u{202e}`");
});

test.each(["markdown", "json", "sarif", "html"])("what Terraform marks as sensitive is not in %s", async (format) => {
  const hidden = JSON.parse(
    JSON.stringify(plan(["s3:GetObject"], ["s3:GetObject", "s3:SecretAction"]))
      .replace(
        '"after_unknown":{}',
        '"after_unknown":{},"after_sensitive":{"policy":true},"before_sensitive":{"policy":true}',
      )
      .replaceAll("acme", "secret-bucket"),
  ) as unknown;
  const { status, out } = await ssps("review", write("plan.json", hidden), "--format", format, "--fail-on", "widened");
  expect(status).toBe(1);
  expect(out).toContain("scientist");
  expect(out).not.toMatch(/SecretAction|secret-bucket|GetObject/);
});

test("help has an example", async () => {
  const { status, out } = await ssps("review", "--help");
  expect(status).toBe(0);
  expect(out).toContain("ssps review plan.json --fail-on widened");
});
