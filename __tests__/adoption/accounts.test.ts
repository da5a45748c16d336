import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { loadEnvironments } from "../../config/load";
import { seedOf, type AccountDetails } from "../../offline/seed";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { synthesise } from "../../stacks/synth";
import { ssps } from "../cli/run";
import { newFolder } from "../new-folder";
import { Workspace } from "../offline/workspace";
import { ACCOUNT, policyArn, written } from "./ams-account";

const run = terraformAvailable() ? describe : describe.skip;

const SAML = `arn:aws:iam::${ACCOUNT}:saml-provider/customer-saml`;
const allow = (action: string | string[]): object => ({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: action, Resource: "*" },
});
const trust = (...statements: object[]): object => ({ Version: "2012-10-17", Statement: statements });
const bySaml = {
  Effect: "Allow",
  Principal: { Federated: SAML },
  Action: "sts:AssumeRoleWithSAML",
  Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
};
const byOidc = {
  Effect: "Allow",
  Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
};
const byOthers = {
  Effect: "Allow",
  Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`, "arn:aws:iam::210987654321:role/x"] },
  Action: ["sts:AssumeRole", "sts:TagSession"],
};
/** As the API itself gives a document. */
const encoded = (document: object): string => encodeURIComponent(JSON.stringify(document));
const bySageMaker = { Effect: "Allow", Principal: { Service: "sagemaker.amazonaws.com" }, Action: "sts:AssumeRole" };

/** What an account holds of one role. */
interface Held {
  readonly name: string;
  readonly path?: string;
  /** A document, or one in URL encoding. */
  readonly trust: object | string;
  /** ARNs of managed policies. */
  readonly carries?: readonly string[];
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly inline?: Readonly<Record<string, object>>;
}

/** What `aws iam get-account-authorization-details` prints of roles and policies. @param policies By path and name. */
function details(roles: readonly Held[], policies: Readonly<Record<string, object | string>>): AccountDetails {
  return {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: roles.map(({ name, path = "/", trust, carries = [], boundary, tags = {}, inline = {} }) => ({
      Path: path,
      RoleName: name,
      RoleId: `AROA${name}`,
      Arn: `arn:aws:iam::${ACCOUNT}:role${path}${name}`,
      AssumeRolePolicyDocument: trust,
      RolePolicyList: Object.entries(inline).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument })),
      AttachedManagedPolicies: carries.map((arn) => ({ PolicyName: arn.split("/").at(-1), PolicyArn: arn })),
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      ...(boundary !== undefined && { PermissionsBoundary: { PermissionsBoundaryArn: boundary } }),
    })),
    Policies: Object.entries(policies).map(([place, document]) => ({
      PolicyName: place.split("/").at(-1),
      Path: place.slice(0, place.lastIndexOf("/") + 1),
      Arn: `arn:aws:iam::${ACCOUNT}:policy${place}`,
      DefaultVersionId: "v1",
      AttachmentCount: 1,
      PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: document }],
    })),
  } as unknown as AccountDetails;
}

const every = <Document>(names: readonly string[], document: Document): Record<string, Document> =>
  Object.fromEntries(names.map((name) => [`/${name}`, document]));
const OURS = [
  "customer_sagemaker_admin_policy",
  "customer_sagemaker_admin_policy_2",
  "customer_sagemaker_admin_policy_3",
  "customer_sagemaker_deny_policy",
];
const EXECUTION = ["AmazonSageMaker-ExecutionPolicy-Admin", "AmazonSageMaker-ExecutionPolicy-Admin_2"];

/** One of ours, and others whose names differ in marks only; AWS has a ReadOnlyAccess, too. */
const LIKE_NAMED = ["customer_sagemaker_admin_policy", "a.b", "a-b", "a@b", "ReadOnlyAccess"];

/** An account, and what its environment's file says of the roles. */
interface Case {
  readonly file: string;
  readonly account: AccountDetails;
}

const CASES: Readonly<Record<string, Case>> = {
  "of somebody who made everything by hand, at other paths, without tags": {
    file: "",
    account: details(
      [
        {
          name: "customer_sagemaker_admin_role",
          path: "/ml/people/",
          trust: trust(bySaml, { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "sts:AssumeRole" }),
          carries: [...OURS.map(policyArn), "arn:aws:iam::aws:policy/ReadOnlyAccess"],
        },
        {
          name: "AmazonSageMaker-ExecutionRole-Admin",
          path: "/ml/",
          trust: trust(bySageMaker),
          carries: [...EXECUTION, "customer_sagemaker_deny_policy"].map(policyArn),
        },
      ],
      every([...OURS, ...EXECUTION], allow("sagemaker:*")),
    ),
  },
  "with other names, a boundary of its own, and policies at a path": {
    file: `roles:
  admin: { name: Data-Scientists, policy_names: { sagemaker: ml-core } }
  execution: { name: AmazonSageMaker-ExecutionRole-ML }
`,
    account: details(
      [
        {
          name: "Data-Scientists",
          trust: trust(bySaml),
          boundary: policyArn("limits/Everyone"),
          carries: [policyArn("ml/ml-core"), policyArn("ml/extra")],
          tags: { team: "ml", "cost centre": "42" },
          inline: { more: allow("glue:*"), "and more": allow("athena:*") },
        },
        {
          name: "AmazonSageMaker-ExecutionRole-ML",
          trust: trust(bySageMaker, { ...bySageMaker, Principal: { Service: "glue.amazonaws.com" } }),
          boundary: policyArn("limits/Everyone"),
          carries: ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess", "arn:aws:iam::aws:policy/AmazonS3FullAccess"],
          tags: { team: "ml" },
        },
      ],
      { "/ml/ml-core": allow("sagemaker:*"), "/ml/extra": allow("s3:Get*"), "/limits/Everyone": allow("*") },
    ),
  },
  "with trust of many kinds, like-named policies of AWS and its own, and documents in URL encoding": {
    file: "tags: { Stage: prod }\n",
    account: details(
      [
        {
          name: "customer_sagemaker_admin_role",
          path: "/a.b+c/d@e/",
          trust: encoded(trust(bySaml, byOidc, byOthers)),
          carries: [
            ...LIKE_NAMED.map(policyArn),
            "arn:aws:iam::aws:policy/ReadOnlyAccess",
            "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
          ],
          tags: { stage: "Prod", "x:y/z": "a=b+c@d", empty: "" },
          inline: { "Odd+=,.@-_name": allow("s3:*") },
        },
        { name: "AmazonSageMaker-ExecutionRole-Admin", trust: encoded(trust(bySageMaker)) },
      ],
      every(LIKE_NAMED, encoded(allow("sagemaker:*"))),
    ),
  },
  "in which one role is all there is": {
    file: "",
    account: details([{ name: "AmazonSageMaker-ExecutionRole-Admin", trust: trust(bySageMaker) }], {}),
  },
};

run.each(Object.entries(CASES))("an account %s, taken over by the real Terraform", (_, { file, account }) => {
  let terraform: OfflineTerraform;
  const before = process.cwd();
  const from = written({ "account-details.json": account });
  const seed = seedOf(account);
  const place = { accountId: ACCOUNT, region: "global" };

  const stacks = (): Workspace[] => {
    const { environments, problems } = loadEnvironments("environments");
    expect(problems).toEqual([]);
    return synthesise(environments, "cdktf.out").map((stack) => new Workspace(terraform, resolve(dirname(stack.file))));
  };

  beforeAll(async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "environments"));
    const right = `account: "${ACCOUNT}"\nregion: eu-west-1\nbase: managed\nfederation:\n  saml:\n    provider_arns: ["${SAML}"]\n`;
    writeFileSync(join(folder, "environments/prod.yaml"), right + file);
    process.chdir(folder);
    terraform = await startOffline({ seed });
    expect(await ssps("import", "--from", ...from)).toMatchObject({ status: 0, err: "" });
    for (const stack of stacks()) await stack.run("init");
  });
  afterAll(async () => {
    process.chdir(before);
    await terraform.stop();
  });

  const everything = (type: string): readonly (readonly [string, unknown])[] => terraform.cloud.list(place, type);

  test("nothing that exists is made, replaced or destroyed", async () => {
    const held = new Set(["aws_iam_role", "aws_iam_policy"].flatMap((type) => everything(type).map(([key]) => key)));
    const attachments = new Set(everything("aws_iam_role_policy_attachment").map(([key]) => key));
    for (const stack of stacks()) {
      for (const { address, change } of (await stack.plan()).resource_changes ?? []) {
        if (change.actions.join() === "no-op" || change.actions.join() === "read") continue;
        expect([address, change.actions]).toEqual([address, [expect.stringMatching(/^(?:create|update)$/)]]);
        const [type] = address.split(".");
        const after = change.after as Record<string, string> | null;
        if (change.actions[0] !== "create" || !after) continue;
        if (type === "aws_iam_role") expect(held.has(after.name ?? "")).toBe(false);
        if (type === "aws_iam_policy")
          expect([...held].filter((key) => key.endsWith(`/${after.name ?? ""}`))).toEqual([]);
        if (type === "aws_iam_role_policy_attachment")
          expect(attachments.has(`${after.role ?? ""}/${after.policy_arn ?? ""}`)).toBe(false);
      }
    }
  });

  test("applied, every role keeps its path, boundary, inline policies and what it carries", async () => {
    for (const stack of stacks()) await stack.run("apply", "-auto-approve");
    for (const one of account.RoleDetailList) {
      const role = terraform.cloud.get(place, "aws_iam_role", one.RoleName);
      expect(role).toMatchObject({ path: one.Path });
      expect(role?.permissions_boundary ?? undefined).toBe(one.PermissionsBoundary?.PermissionsBoundaryArn);
      const keys = everything("aws_iam_role_policy_attachment").map(([key]) => key);
      expect(keys).toEqual(
        expect.arrayContaining(
          (one.AttachedManagedPolicies ?? []).map(({ PolicyArn }) => `${one.RoleName}/${PolicyArn}`),
        ),
      );
      const inline = everything("aws_iam_role_policy").map(([key]) => key);
      expect(inline).toEqual(
        expect.arrayContaining((one.RolePolicyList ?? []).map(({ PolicyName }) => `${one.RoleName}:${PolicyName}`)),
      );
    }
  });

  test("the second plan is clean, with the import blocks and without", async () => {
    for (const stack of stacks()) await stack.run("plan", "-detailed-exitcode");
    expect(await ssps("import", "--done")).toMatchObject({ status: 0, err: "" });
    expect(readFileSync("environments/prod.yaml", "utf8")).not.toContain("import:");
    for (const stack of stacks()) await stack.run("plan", "-detailed-exitcode");
  });
});
