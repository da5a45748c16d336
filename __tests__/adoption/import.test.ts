import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { rolesMadeBy } from "../../adoption/made";
import { accountDetails } from "../../bench/account-details";
import { loadEnvironments } from "../../config/load";
import { synthesise } from "../../stacks/synth";
import { environmentText, type Changes } from "../config/environment";
import { ssps } from "../cli/run";
import { newFolder } from "../new-folder";
import { ACCOUNT, ADMIN, DETAILS, EXECUTION, policyArn, roleArn, TOLD, written } from "./ams-account";

const home = process.cwd();
beforeEach(() => {
  process.chdir(newFolder());
  mkdirSync("environments");
  write("prod", { ams: "ended" });
});
afterEach(() => {
  process.chdir(home);
});

function write(name: string, changes: Changes): void {
  writeFileSync(`environments/${name}.yaml`, `# kept\n${blockOf(changes)}`);
}

/** An environment's text as people write it. */
function blockOf(changes: Changes): string {
  return Object.entries(JSON.parse(environmentText(changes)) as object)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join("");
}

const read = (name = "prod"): string => readFileSync(`environments/${name}.yaml`, "utf8");

type Details = Record<string, unknown> & {
  RoleDetailList: Record<string, unknown>[];
  Policies: Record<string, unknown>[];
};

/** The fixture's details, changed. */
function details(change: (details: Details) => void = () => undefined): Details {
  const copy = structuredClone(DETAILS) as unknown as Details;
  change(copy);
  return copy;
}

/** Changes one role or policy of the fixture. */
const entry = (name: string, fields: object) =>
  details(({ RoleDetailList, Policies }) => {
    for (const one of [...RoleDetailList, ...Policies]) {
      if (one.RoleName === name || one.PolicyName === name) Object.assign(one, fields);
    }
  });

const renamed = (name: string, to: string) => entry(name, { RoleName: to, Arn: roleArn(to) });

const from = (...files: unknown[]): string[] => [
  "--from",
  ...written(Object.fromEntries(files.map((file, i) => [`account-details-${i + 1}.json`, file]))),
];

const other = (text: string): string => JSON.stringify(details()).replaceAll(ACCOUNT, text);

const page = (change: (page: Details) => void): Details => details(change);
const firstPage = page((one) => {
  Object.assign(one, { IsTruncated: true, Marker: "x" });
  one.RoleDetailList = one.RoleDetailList.slice(0, 2);
  one.Policies = [];
});
const lastPage = page((one) => {
  one.RoleDetailList = one.RoleDetailList.slice(2);
});

describe("what cannot be adopted as it is, is said with what to do, and nothing is written", () => {
  test.each<[string, unknown[], RegExp]>([
    [
      "an execution role at /service-role/",
      [entry(EXECUTION, { Path: "/service-role/", Arn: roleArn(`service-role/${EXECUTION}`) })],
      /at the path "\/service-role\/".*\(N1\).*another name in roles\.execution\.name/,
    ],
    [
      "an admin role at a path that AWS keeps",
      [entry(ADMIN, { Path: "/aws-reserved/x/", Arn: roleArn(`aws-reserved/x/${ADMIN}`) })],
      /at the path "\/aws-reserved\/x\/".*another name in roles\.admin\.name/,
    ],
    [
      "a service-linked role",
      [entry(EXECUTION, { Path: "/aws-service-role/sagemaker.amazonaws.com/" })],
      /linked to a service, which alone may change it/,
    ],
    [
      "a trust policy that cannot be decoded",
      [entry(ADMIN, { AssumeRolePolicyDocument: "%7B%ZZ" })],
      /its trust policy cannot be read \(.*get the details anew/,
    ],
    [
      "a trust policy that is none",
      [entry(ADMIN, { AssumeRolePolicyDocument: 7 })],
      /its trust policy cannot be read \(.*get the details anew/,
    ],
    [
      "a name that differs in case",
      [renamed(ADMIN, "Customer_SageMaker_Admin_Role")],
      /differs from "customer_sagemaker_admin_role" only in case.*set roles\.admin\.name: "Customer_SageMaker_Admin_Role"/,
    ],
    [
      "another account",
      [other("210987654321")],
      /the details are of account 210987654321, and the file is of 123456789012/,
    ],
    [
      "none of our names",
      [JSON.stringify(details()).replaceAll(/customer_sagemaker|AmazonSageMaker-Execution/g, "x_sagemaker")],
      /none of the roles and policies.*\n {2}roles\.admin\.name may be one of "x_sagemaker_admin_role"\n {2}roles\.execution\.name may be one of "x_sagemakerRole-Admin"/,
    ],
    [
      "a page alone",
      [firstPage],
      /account-details-1\.json: cut off, a page that others follow; give every page, or get all/,
    ],
    ["two first pages", [firstPage, page((one) => Object.assign(one, { NextToken: "y" }))], /the last page is missing/],
    [
      "two pages of different accounts",
      [firstPage, JSON.stringify(lastPage).replaceAll(ACCOUNT, "210987654321")],
      /account-details-1\.json is of account 123456789012, and .*account-details-2\.json of account 210987654321/,
    ],
    [
      "roles that differ only in path",
      [
        details((one) =>
          one.RoleDetailList.push({ ...one.RoleDetailList[1], Path: "/x/", Arn: roleArn(`x/${ADMIN}`) }),
        ),
      ],
      /RoleDetailList has "customer_sagemaker_admin_role" twice, as ".*" and as ".*\/x\/.*"; an account has a name once, whatever its path/,
    ],
    [
      "details without policies",
      [details((one) => Reflect.deleteProperty(one, "Policies"))],
      /incomplete details: .*account "123456789012" is without Policies/,
    ],
    [
      "details by a filter",
      [details((one) => (one.Policies = []))],
      /incomplete details: managed policy "customer_sagemaker_admin_policy" is attached, and not among Policies/,
    ],
    [
      "a role whose attachments nothing says",
      [entry(ADMIN, { AttachedManagedPolicies: undefined })],
      /incomplete details: role "customer_sagemaker_admin_role" is without AttachedManagedPolicies; get all/,
    ],
    [
      "a policy without a version in force",
      [entry("customer_sagemaker_admin_policy", { PolicyVersionList: [{ VersionId: "v1" }] })],
      /managed policy "customer_sagemaker_admin_policy" is without the text of the version that is in force/,
    ],
    ["cut off", [JSON.stringify(DETAILS).slice(0, 900)], /account-details-1\.json: not JSON, or cut off/],
    ["something else", [{ StackSummaries: [] }], /the output of no call that shows what exists/],
    ["a list of nothing", [[]], /a list of other things than such outputs: the output of no call/],
    ["a list of a page alone", [[firstPage]], /cut off, a page that others follow/],
    ["a page and something else", [[firstPage, { a: 1 }]], /the output of no call that shows what exists/],
    [
      "pages, the last cut off",
      [`${JSON.stringify(firstPage)}${JSON.stringify(lastPage).slice(0, 90)}`],
      /not JSON, or cut off/,
    ],
    [
      "an entry without a name",
      [details((one) => one.RoleDetailList.push({}))],
      /entry 5 of RoleDetailList has no RoleName or no Arn/,
    ],
    ["an account with nothing", [{ RoleDetailList: [], Policies: [] }], /hold nothing of any account/],
    [
      "nested without end",
      [`{"RoleDetailList":${"[".repeat(100_000)}${"]".repeat(100_000)},"Policies":[]}`],
      /none of the roles|nothing of any account|too deeply|no RoleName/,
    ],
    [
      "a role that the details lack",
      [details(), { Role: { Arn: roleArn("gone") } }],
      /account-details-2\.json: names "[^"]*gone", which the account details lack/,
    ],
    ["tags of nobody", [details(), { Tags: [] }], /tags of a policy, and nothing says of which/],
    [
      "tags that AWS does not allow",
      [entry(ADMIN, { Tags: [{ Key: "a", Value: '${file("/etc/passwd")}' }] })],
      /a tag value in quotes/,
    ],
  ])("%s", async (_, files, message) => {
    const before = read();
    const { status, err, out } = await ssps("import", ...from(...files));
    expect(err).toMatch(message);
    expect({ status, out, text: read() }).toEqual({ status: 2, out: "", text: before });
  });

  test("a role at another path than the file says", async () => {
    write("prod", { ams: "ended", "roles.admin.path": "/ml/" });
    const { status, err } = await ssps("import", ...from(DETAILS));
    expect(status).toBe(2);
    expect(err).toMatch(
      /is at the path "\/", which cannot change, and the file says "\/ml\/": set roles\.admin\.path: "\/"/,
    );
  });

  const noNames = /"RoleName":"ams-access-admin"|AWSManagedServices_/g;
  const unlike = (): Details =>
    JSON.parse(
      JSON.stringify(details()).replaceAll(noNames, (name) => (name.startsWith('"') ? '"RoleName":"other"' : "Our_")),
    ) as Details;
  const amsTags = (one: Record<string, unknown>): void => {
    one.Tags = [];
  };
  test.each<[string, Details, string]>([
    ["its roles' names", details(), 'it holds "ams-access-admin"'],
    [
      "when they were last used",
      entry("ams-access-admin", { RoleLastUsed: { LastUsedDate: "2026-11-20T08:00:00+00:00" } }),
      'it holds "ams-access-admin", last used "2026-11-20T08:00:00+00:00"',
    ],
    ["its boundary", details(), `role "${ADMIN}" has AMS's boundary`],
    ["its tags alone", unlike(), `role "${ADMIN}" has the tag "AMS:Managed"`],
    [
      "its deny policy alone",
      ((one) => (one.RoleDetailList.forEach(amsTags), one))(unlike()),
      `(role "${ADMIN}" carries "customer_deny_policy")`,
    ],
  ])("an account that AMS manages, by %s", async (_, account, sign) => {
    write("prod", {});
    const { status, err } = await ssps("import", ...from(account));
    expect(status).toBe(2);
    expect(err).toMatch(/AMS manages this account, as it seems \(.*write `ams: ended`/);
    expect(err).toContain(sign);
    write("prod", { ams: "ended" });
    expect((await ssps("import", ...from(account))).out).toMatch(/says `ams: ended`, and signs of AMS are still there/);
  });

  test("a name that AMS reserves", async () => {
    write("prod", { ams: "ended", "roles.admin.name": "ams-access-admin" });
    const { status, err } = await ssps("import", ...from(DETAILS));
    expect(status).toBe(2);
    expect(err).toMatch(/"ams-access-admin" has a name that AMS reserves.*another name in roles\.admin\.name/);
  });

  test("a role that another file owns", async () => {
    write("other", { ams: "ended" });
    const { status, err } = await ssps("import", "--env", "prod", ...from(DETAILS));
    expect(status).toBe(2);
    expect(err).toMatch(
      /"customer_sagemaker_admin_role" is owned by environments\/other\.yaml already: adopt it there/,
    );
  });

  test("a file that leaves the roles to another", async () => {
    write("prod", { base: "existing" });
    expect(await ssps("import", ...from(DETAILS))).toMatchObject({
      status: 2,
      err: expect.stringMatching(/found existing/) as string,
    });
  });

  test.each([
    [[], /say where the account's details are/],
    [["--done", "--commands"], /--done takes no --from and no --commands/],
    [["--from", "no-such-file.json"], /no such file/],
    [["--env", "nobody"], /there is no environment "nobody"/],
  ])("%j", async (args, message) => {
    expect(await ssps("import", ...args)).toMatchObject({ status: 2, err: expect.stringMatching(message) as string });
  });
});

describe("what is adopted with a remark", () => {
  test.each<[string, unknown, RegExp]>([
    [
      "a role of a CloudFormation stack",
      entry(ADMIN, { Tags: [{ Key: "aws:cloudformation:stack-name", Value: "sc-1" }] }),
      /CloudFormation stack "sc-1".*DeletionPolicy: Retain/,
    ],
    ["inline policies", details(), /keeps its inline policies "extra_reads".*aws iam delete-role-policy/],
    ["five versions", details(), /5 versions, the most that IAM keeps.*get-policy-version .*--version-id v1/],
    [
      "several versions",
      entry("customer_sagemaker_admin_policy", {
        PolicyVersionList: [{ VersionId: "v2", IsDefaultVersion: true, Document: {} }, { VersionId: "v1" }],
        DefaultVersionId: "v2",
      }),
      /version v2, in force now; back to it with aws iam set-default-policy-version .*--version-id v2/,
    ],
    ["a policy that others carry", details(), /is on "role data-scientist" too, whose access changes with its text/],
    [
      "a policy that more carry than the details name",
      entry("customer_sagemaker_admin_policy", { AttachmentCount: 5 }),
      /is on 5 roles, users and groups, and the details name 2: the access of the others changes with its text/,
    ],
    [
      "details without users and groups",
      details((one) => {
        Reflect.deleteProperty(one, "UserDetailList");
        Reflect.deleteProperty(one, "GroupDetailList");
      }),
      /is without UserDetailList and GroupDetailList: who of them carries the policies is not known/,
    ],
    [
      "too many policies",
      entry(EXECUTION, {
        AttachedManagedPolicies: Array.from({ length: 8 }, (_, i) => ({ PolicyArn: `arn:aws:iam::aws:policy/P${i}` })),
      }),
      /would carry 11 policies, 8 of them others'; IAM allows 10: detach 1/,
    ],
    [
      "names that would act on a terminal",
      entry(ADMIN, { RolePolicyList: [{ PolicyName: "\u001b[2Jx" }] }),
      /"\\u001b\[2Jx"|\\u\{1b\}/,
    ],
  ])("%s", async (_, account, message) => {
    const { status, out, err } = await ssps("import", ...from(account));
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toMatch(message);
  });

  test("a session that the file gives, where no file says what it is now", async () => {
    write("prod", { ams: "ended", "roles.admin.max_session_hours": 1 });
    const { out } = await ssps("import", ...from(DETAILS));
    expect(out).toMatch(/roles\.admin\.max_session_hours is 1, and no file says how long its sessions are now/);
  });

  test("a boundary that the defaults give a role without one", async () => {
    writeFileSync(
      "environments/defaults.yaml",
      `roles:\n  execution: { permissions_boundary_arn: "${policyArn("b")}" }\n`,
    );
    const { out } = await ssps("import", ...from(DETAILS));
    expect(out).toMatch(
      /role "AmazonSageMaker-\S+" has no boundary, and roles\.execution\.permissions_boundary_arn gives it/,
    );
  });

  test.each([
    ["in case", "owner", /role "customer_\w+" has the tag "Owner" with "ams", whose place the file's "owner" takes/],
    ["in its value", "Owner", /role "customer_\w+" has the tag "Owner" with "ams", and the file gives it "ml"/],
  ])("a tag that differs from the file's only %s", async (_, key, message) => {
    write("prod", { ams: "ended", tags: { [key]: "ml" } });
    const { out } = await ssps("import", ...from(DETAILS));
    expect(out).toMatch(message);
  });

  test("what the file says already goes before what is there", async () => {
    write("prod", {
      ams: "ended",
      "roles.admin.max_session_hours": 1,
      "roles.admin.permissions_boundary_arn": policyArn("mine"),
    });
    const { status, out } = await ssps("import", "--from", ...written({ "d.json": DETAILS, ...TOLD }));
    expect(status).toBe(0);
    expect(out).toMatch(/has the boundary "[^"]*".* gives it another/);
    expect(out).toMatch(/has sessions of 14400 seconds.* gives it others/);
    expect(read()).toContain('"max_session_hours": 1');
  });
});

describe("what others attached", () => {
  const carrying = (...arns: string[]) =>
    entry(EXECUTION, { AttachedManagedPolicies: arns.map((PolicyArn) => ({ PolicyArn })) });
  const aws = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

  test("goes behind what the file lists, comments kept, and is imported", async () => {
    const listed = `roles:\n  execution:\n    extra_policy_arns:\n      # first\n      - ${aws("A")} # why\n      # last\n`;
    writeFileSync("environments/prod.yaml", blockOf({ ams: "ended" }) + listed);
    const { out } = await ssps("import", ...from(carrying(aws("A"), aws("B"))));
    expect(read()).toContain(listed.replace("      # last\n", `      # last\n      - ${aws("B")}\n`));
    expect(out).toContain(`aws_iam_role_policy_attachment.execution_extra_aws_A  ${EXECUTION}/${aws("A")}\n`);
    expect(out).toContain(`aws_iam_role_policy_attachment.execution_extra_aws_B  ${EXECUTION}/${aws("B")}\n`);
  });

  test("is left to the stack that makes it, where that is one of ours", async () => {
    await ssps("import", ...from(carrying(aws("customer_sagemaker_autoscaling_policy_CHG1"))));
    expect(read()).not.toContain("autoscaling");
  });
});

test("what others put into a bucket's policy is written into the file", async () => {
  write("prod", { ams: "ended", "storage.bucket": { name: "acme-sagemaker" } });
  const theirs = { Sid: "Backup", Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: "${x}" };
  const policy = { Policy: JSON.stringify({ Version: "2012-10-17", Statement: [theirs] }) };
  expect(await ssps("import", ...from(DETAILS, policy))).toMatchObject({ status: 0, err: "" });
  const { environments, problems } = loadEnvironments();
  expect(problems).toEqual([]);
  expect(environments[0]?.environment.storage?.bucket?.extra_statements).toEqual([theirs]);
});

describe("what is read", () => {
  test.each<[string, unknown[]]>([
    ["pages in any order, and documents in URL encoding", [lastPage, firstPage]],
    ["a list of pages, as jq -s writes it", [[firstPage, lastPage]]],
    [
      "pages one after another, as cat writes them",
      [`${JSON.stringify(firstPage, null, 2)}\n${JSON.stringify(lastPage)}`],
    ],
  ])("%s", async (_, files) => {
    const { status, out } = await ssps("import", ...from(...files));
    expect({ status, out }).toEqual({ status: 0, out: expect.stringContaining("6 import blocks") as string });
  });

  test("without one of the roles: that it would be made, and what to do where it is there", async () => {
    const { status, out } = await ssps("import", ...from(renamed(EXECUTION, "MySageMakerExec")));
    expect(status).toBe(0);
    expect(out).toContain(`not there, and made:\n  role "${EXECUTION}"\n`);
    expect(out).toContain(`role "${EXECUTION}" is not in the details: where it is called otherwise, name it in `);
  });

  test("as JSON", async () => {
    const { out } = await ssps("import", "--json", ...from(DETAILS));
    expect(JSON.parse(out)).toMatchObject({
      file: "environments/prod.yaml",
      imports: { "aws_iam_role.admin": ADMIN },
      keep: { "aws_iam_role.admin": { ignore_changes: ["description", "max_session_duration"] } },
    });
  });

  test("a session of no whole hours is left alone, with the reason", async () => {
    const role = { Role: { Arn: roleArn(ADMIN), MaxSessionDuration: 5400 } };
    await ssps("import", ...from(DETAILS, role));
    expect(read()).toContain("# max_session_duration: 5400 seconds are no whole hours: left alone");
  });

  test("the calls for it, and with details only those for what exists", async () => {
    const all = await ssps("import", "--commands");
    expect(all.out).toMatch(/^aws iam get-account-authorization-details > account-details\.json\n/);
    const found = await ssps("import", "--commands", ...from(DETAILS));
    expect(found.out.match(/--policy-arn \S+/g)).toEqual(
      Array.from({ length: 2 }, () => `--policy-arn ${policyArn("customer_sagemaker_admin_policy")}`),
    );
  });

  test("a file of 50 MB, in memory that its size bounds", () => {
    const { RoleDetailList } = accountDetails(17_000, false) as { RoleDetailList: object[] };
    const big = JSON.stringify({
      ...DETAILS,
      RoleDetailList: [...DETAILS.RoleDetailList, ...RoleDetailList],
    }).replaceAll("111122223333", ACCOUNT);
    expect(big.length).toBeGreaterThan(50e6);
    const [, file = ""] = from(big);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--max-old-space-size=300", resolve(home, "dist/cli/ssps.js"), "import", "--from", file],
      { encoding: "utf8" },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("6 import blocks");
  });
});

describe("what is written", () => {
  test("the addresses are those of the stack", () => {
    write("prod", {
      "roles.admin.extra_policy_arns": ["arn:aws:iam::aws:policy/ReadOnlyAccess", policyArn("x/y.z")],
      "roles.execution.profile": "full-access",
    });
    const { environments } = loadEnvironments();
    const [base] = synthesise(environments, "cdktf.out");
    const { resource } = JSON.parse(readFileSync(base?.file ?? "", "utf8")) as { resource: Record<string, object> };
    const inStack = Object.entries(resource).flatMap(([type, all]) =>
      Object.keys(all).map((name) => `${type}.${name}`),
    );
    const { roles, policies } = rolesMadeBy(environments[0]?.environment as never);
    const known = [...roles, ...policies, ...roles.flatMap(({ attachments }) => attachments)];
    expect(known.map(({ address }) => address).sort()).toEqual(inStack.sort());
  });

  test("--done takes out the blocks of every part, and nothing else", async () => {
    write("prod", {
      storage: {
        bucket: {},
        adopt: { import: { "aws_s3_bucket.bucket": "b" }, keep: { "aws_s3_bucket.bucket": { tags: { a: "b" } } } },
      },
      "roles.adopt": { import: { "aws_iam_role.admin": ADMIN } },
    });
    expect(await ssps("import", "--done")).toMatchObject({ status: 0 });
    expect(loadEnvironments().environments[0]?.environment).toMatchObject({
      storage: { adopt: { keep: { "aws_s3_bucket.bucket": { tags: { a: "b" } } } } },
    });
    expect(read()).not.toContain("import");
    expect(await ssps("import", "--done")).toMatchObject({
      out: "environments/prod.yaml: there are no import blocks\n",
    });
  });

  test("an address that no stack has is an error, with those that there are", () => {
    write("prod", { "roles.adopt": { import: { "aws_iam_role.nobody": "x" } } });
    const { environments, problems } = loadEnvironments();
    expect(problems).toEqual([]);
    expect(() => synthesise(environments, join(newFolder(), "out"))).toThrow(
      /found the unknown key "aws_iam_role\.nobody"; allowed: aws_iam_policy\.admin, /,
    );
  });

  test.each(['${file("/etc/passwd")}', "%{ if true }x%{ endif }"])("a description stays text: %s", async (text) => {
    const role = { Role: { Arn: roleArn(ADMIN), Description: text, MaxSessionDuration: 3600 } };
    expect(await ssps("import", ...from(DETAILS, role))).toMatchObject({ status: 0 });
    const [base] = synthesise(loadEnvironments().environments, "cdktf.out");
    const { resource } = JSON.parse(readFileSync(base?.file ?? "", "utf8")) as {
      resource: { aws_iam_role: { admin: { description: string } } };
    };
    expect(resource.aws_iam_role.admin.description).toBe(text.replace(/[$%](?=\{)/g, "$&$&"));
  });
});
