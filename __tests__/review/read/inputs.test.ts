import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compareAccess } from "../../../review/compare/access";
import { rowVerdict } from "../../../review/row";
import { readPlans, readSides, ReviewInputError } from "../../../review/read";
import { newFolder } from "../../new-folder";

const folder = newFolder();
let files = 0;
function file(content: unknown): string {
  const path = join(folder, `${files++}.json`);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const statement = (Action: string, Resource = "*") => ({ Effect: "Allow", Action, Resource });
const policy = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });
const plan = (...resource_changes: object[]) => ({ format_version: "1.2", resource_changes });
const review = (before: unknown, after: unknown) => compareAccess(readSides(file(before), file(after)));

describe("what cannot be reviewed is said in one line", () => {
  const nested = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  test.each([
    ["a file that is not there", () => join(folder, "nowhere.json"), /no such file/],
    ["a folder", () => folder, /a folder, where a file is expected/],
    ["nothing", () => file(""), /not JSON, or cut off/],
    ["a plan that is cut off", () => file(JSON.stringify(plan()).slice(0, 30)), /not JSON, or cut off/],
    ["two in one file", () => file(`${JSON.stringify(plan())}\n${JSON.stringify(plan())}\n`), /not JSON, or cut off/],
    ["a piece of one before another", () => file(`{"a": [\n${JSON.stringify(plan())}\n`), /not JSON, or cut off/],
    ["a list", () => file([]), /a list, where an object is expected/],
    ["lists nested without end", () => file(nested), /not JSON, or cut off|a list, where an object/],
    ["a state", () => file({ format_version: "1.0", terraform_version: "1.11.4" }), /a Terraform state/],
    [
      "format version 2",
      () => file({ ...plan(), format_version: "2.0" }),
      /format version "2\.0"; 0\.x and 1\.x are read/,
    ],
    [
      "a format version that is no text",
      () => file({ ...plan(), format_version: 1 }),
      /format version 1; 0\.x and 1\.x are read/,
    ],
    [
      "a change that does not say what it makes",
      () =>
        file(plan({ type: "aws_iam_role", address: "aws_iam_role.r", change: { actions: ["create"], after: null } })),
      /aws_iam_role\.r is to \["create"\], and the plan does not say what it is after: print it again with/,
    ],
    ["a change without a type", () => file(plan({ address: "x", change: {} })), /has no type, address or actions/],
  ])("%s", (_, path, message) => {
    const plans = (): unknown => compareAccess(readPlans([path()]));
    expect(plans).toThrow(ReviewInputError);
    expect(plans).toThrow(message);
  });

  test.each([
    ["a plan", plan(), /a plan holds both sides/],
    ["an object of no kind", { a: 1 }, /as a policy: .*unknown element/],
    ["a statement that is no object", policy("x" as unknown as object), /a statement is an object/],
  ])("as one side: %s", (_, content, message) => {
    expect(() => readSides(file(content), file(policy(statement("s3:*"))))).toThrow(message);
  });

  test("a folder without stacks", () => {
    const empty = join(folder, "empty");
    mkdirSync(empty);
    expect(() => readSides(empty, empty)).toThrow(/no \*\.tf\.json in it/);
  });
});

describe("names that mean something to JavaScript are names", () => {
  test.each(["__proto__", "constructor", "toString"])("%s", (name) => {
    const entry = (after: string) =>
      `{"address":"aws_iam_role_policy.x","type":"aws_iam_role_policy","mode":"managed","${name}":{"policy":1},` +
      `"change":{"actions":["create"],"before":null,"after":${after}}}`;
    const values = JSON.stringify({ role: name, name, policy: JSON.stringify(policy(statement("s3:*"))) });
    const path = file(`{"format_version":"1.2","resource_changes":[${entry(values)}],"${name}":{}}`);
    const { rows } = compareAccess(readPlans([path]));
    expect(rows.map(({ subject }) => subject)).toMatchObject([
      { kind: "role", name, addresses: ["aws_iam_role_policy.x"] },
    ]);
  });

  test.each(["__proto__", "constructor"])("a resource type %s holds nothing", (type) => {
    const input = readPlans([
      file(plan({ address: "x", type, mode: "managed", change: { actions: ["create"], before: null, after: {} } })),
    ]);
    expect(compareAccess(input).counts.compared).toBe(0);
  });
});

describe("synthesised stacks", () => {
  const stack = (action: string, extra: object = {}) => ({
    provider: { aws: [{ allowed_account_ids: ["123456789012"] }] },
    resource: {
      aws_iam_role: { admin: { name: "admin", assume_role_policy: JSON.stringify(policy()) } },
      aws_iam_policy: {
        admin: { name: "p", policy: JSON.stringify(policy(statement(action, "arn:aws:s3:::b/$${aws:username}"))) },
      },
      aws_iam_role_policy_attachment: {
        admin: { role: "${aws_iam_role.admin.name}", policy_arn: "${aws_iam_policy.admin.arn}", ...extra },
      },
    },
  });

  test.each([
    ["the same", stack("s3:GetObject"), stack("s3:GetObject"), "none"],
    ["more", stack("s3:GetObject"), stack("s3:*"), "widened"],
    // Others may have attached to the role what allows the rest still.
    ["less", stack("s3:*"), stack("s3:GetObject"), "changed"],
    [
      "a policy by its ARN",
      stack("s3:GetObject"),
      stack("s3:*", { policy_arn: "arn:aws:iam::123456789012:policy/p" }),
      "widened",
    ],
    ["an expression that cannot be followed", stack("s3:*"), stack("s3:*", { policy_arn: "${var.arn}" }), "unknown"],
  ])("%s: %#", (_, before, after, verdict) => {
    const result = review(before, after);
    expect(result.verdict).toBe(verdict);
    for (const row of result.rows) expect(row.subject).toMatchObject({ kind: "role", name: "admin" });
  });

  test("a policy variable is IAM's again", () => {
    const [row] = review(stack("s3:GetObject"), stack("s3:*")).rows;
    expect(row?.comparison.differences[0]?.resources).toEqual(["arn:aws:s3:::b/${aws:username}"]);
  });
});

describe("account details", () => {
  const role = (RoleName: string, more: object = {}) => ({
    RoleName,
    Arn: `arn:aws:iam::123456789012:role/${RoleName}`,
    AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(policy())),
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    ...more,
  });
  const inline = (action: string) => ({
    RolePolicyList: [{ PolicyName: "p", PolicyDocument: policy(statement(action)) }],
  });
  const attached = (arn: string) => ({ AttachedManagedPolicies: [{ PolicyArn: arn, PolicyName: "x" }] });
  const managed = (action: string) => ({
    PolicyName: "x",
    Arn: "arn:aws:iam::123456789012:policy/x",
    PolicyVersionList: [
      { VersionId: "v1", IsDefaultVersion: false, Document: policy(statement("*")) },
      { VersionId: "v2", IsDefaultVersion: true, Document: policy(statement(action)) },
    ],
  });
  const details = (roles: object[], Policies: object[] = [], more: object = {}) => ({
    RoleDetailList: roles,
    ...{ UserDetailList: [], GroupDetailList: [], Policies },
    ...more,
  });

  test.each([
    [
      "an inline policy grows",
      details([role("a", inline("s3:GetObject"))]),
      details([role("a", inline("s3:*"))]),
      "widened",
    ],
    [
      "the default version of a managed policy grows",
      details([role("a", attached("arn:aws:iam::123456789012:policy/x"))], [managed("s3:GetObject")]),
      details([role("a", attached("arn:aws:iam::123456789012:policy/x"))], [managed("s3:*")]),
      "widened",
    ],
    [
      "a boundary goes",
      details([
        role("a", { ...inline("s3:*"), PermissionsBoundary: { PermissionsBoundaryArn: "arn:aws:iam::1:policy/b" } }),
      ]),
      details([role("a", inline("s3:*"))]),
      "widened",
    ],
    [
      "a user leaves a group",
      details([], [], {
        UserDetailList: [
          { UserName: "u", Arn: "arn:aws:iam::1:user/u", AttachedManagedPolicies: [], GroupList: ["g"] },
        ],
        GroupDetailList: [
          {
            GroupName: "g",
            Arn: "arn:aws:iam::1:group/g",
            AttachedManagedPolicies: [],
            GroupPolicyList: [{ PolicyName: "p", PolicyDocument: policy(statement("s3:*")) }],
          },
        ],
      }),
      details([], [], {
        UserDetailList: [{ UserName: "u", Arn: "arn:aws:iam::1:user/u", AttachedManagedPolicies: [], GroupList: [] }],
        GroupDetailList: [
          {
            GroupName: "g",
            Arn: "arn:aws:iam::1:group/g",
            AttachedManagedPolicies: [],
            GroupPolicyList: [{ PolicyName: "p", PolicyDocument: policy(statement("s3:*")) }],
          },
        ],
      }),
      "narrowed",
    ],
    ["nothing", details([role("a", inline("s3:*"))]), details([role("a", inline("s3:*"))]), "none"],
  ])("%s: %#", (_, before, after, verdict) => {
    expect(review(before, after).verdict).toBe(verdict);
  });

  test("beside a stack, only those whom the stack names are compared", () => {
    const stack = {
      provider: { aws: [{ allowed_account_ids: ["123456789012"] }] },
      resource: {
        aws_iam_role: { a: { name: "a", assume_role_policy: JSON.stringify(policy()) } },
        aws_iam_role_policy: { a: { role: "a", name: "p", policy: JSON.stringify(policy(statement("s3:GetObject"))) } },
      },
    };
    const { rows } = review(details([role("a", inline("s3:*")), role("other", inline("*"))]), stack);
    expect(rows.map((row) => [row.subject.name, rowVerdict(row)])).toEqual([["a", "narrowed"]]);
  });

  test("a document that is no JSON makes one row that says so", () => {
    const broken = role("a", { AssumeRolePolicyDocument: "%7B" });
    const { rows } = review(details([broken, role("b", inline("s3:*"))]), details([role("a"), role("b", inline("*"))]));
    expect(rows.map((row) => [row.subject.kind, row.subject.name, rowVerdict(row)])).toEqual([
      ["role", "b", "widened"],
      ["trust policy of role", "a", "unknown"],
    ]);
    expect(rows[1]?.notes[0]?.text).toMatch(/not JSON/);
  });
});

test("several plans of one account that name one role are one row", () => {
  const configuration = {
    provider_config: {
      aws: { name: "aws", expressions: { allowed_account_ids: { constant_value: ["123456789012"] } } },
    },
    root_module: {},
  };
  const attach = (name: string) =>
    file({
      configuration,
      ...plan({
        address: `aws_iam_role_policy.${name}`,
        type: "aws_iam_role_policy",
        mode: "managed",
        change: {
          actions: ["create"],
          before: null,
          after: { role: "shared", name, policy: JSON.stringify(policy(statement(`s3:${name}`))) },
        },
      }),
    });
  const { rows } = compareAccess(readPlans([attach("GetObject"), attach("PutObject")]));
  expect(rows).toHaveLength(1);
  expect(rows[0]?.subject.addresses).toEqual(["aws_iam_role_policy.GetObject", "aws_iam_role_policy.PutObject"]);
});
