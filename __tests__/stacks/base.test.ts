import { App, Testing } from "cdktf";
import { environmentSchema, type Environment } from "../../config/schema";
import { settingsOf } from "../../contract/render/from-environment";
import { policyDocuments } from "../../contract/render/documents";
import { buildStacks } from "../../stacks/build";

const SAML = "arn:aws:iam::123456789012:saml-provider/customer-saml";
const minimal = {
  account: "123456789012",
  region: "eu-west-1",
  base: "managed",
  federation: { saml: { provider_arns: [SAML] } },
};

type Blocks = Record<string, Record<string, Record<string, unknown>>>;
interface Synthesised {
  terraform: { backend: Record<string, unknown>; required_version: string; required_providers: unknown };
  provider: { aws: Record<string, unknown>[] };
  resource: Blocks;
  output: Record<string, { value: unknown }>;
}

function synthesise(changes: object = {}): { stack: Synthesised; environment: Environment } {
  const environment = environmentSchema.parse({ ...minimal, ...changes });
  const app = new App({ outdir: Testing.app().outdir, stackTraces: false });
  const [base] = buildStacks(app, { name: "dev", environment });
  if (!base) throw new Error("no base stack");
  return { stack: JSON.parse(Testing.synth(base, true)) as Synthesised, environment };
}

const addresses = ({ resource }: Synthesised): string[] =>
  Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));

describe("an environment without choices", () => {
  const { stack, environment } = synthesise();
  const documents = policyDocuments(settingsOf(environment));

  test("its addresses are a promise to people's state", () => {
    expect(addresses(stack).sort()).toEqual([
      "aws_iam_policy.admin",
      "aws_iam_policy.admin_2",
      "aws_iam_policy.admin_3",
      "aws_iam_policy.deny",
      "aws_iam_policy.execution",
      "aws_iam_policy.execution_2",
      "aws_iam_role.admin",
      "aws_iam_role.execution",
      "aws_iam_role_policy_attachment.admin_policy_admin",
      "aws_iam_role_policy_attachment.admin_policy_admin_2",
      "aws_iam_role_policy_attachment.admin_policy_admin_3",
      "aws_iam_role_policy_attachment.admin_policy_deny",
      "aws_iam_role_policy_attachment.execution_policy_deny",
      "aws_iam_role_policy_attachment.execution_policy_execution",
      "aws_iam_role_policy_attachment.execution_policy_execution_2",
    ]);
  });

  test.each([
    ["aws_iam_role", "admin", "customer_sagemaker_admin_role"],
    ["aws_iam_role", "execution", "AmazonSageMaker-ExecutionRole-Admin"],
    ["aws_iam_policy", "admin", "customer_sagemaker_admin_policy"],
    ["aws_iam_policy", "admin_2", "customer_sagemaker_admin_policy_2"],
    ["aws_iam_policy", "admin_3", "customer_sagemaker_admin_policy_3"],
    ["aws_iam_policy", "deny", "customer_sagemaker_deny_policy"],
    ["aws_iam_policy", "execution", "AmazonSageMaker-ExecutionPolicy-Admin"],
  ])("%s.%s is named %s", (type, name, expected) => {
    expect(stack.resource[type]?.[name]?.name).toBe(expected);
  });

  test.each([
    ["aws_iam_policy", "admin", "policy", "admin"],
    ["aws_iam_policy", "admin_2", "policy", "adminNames"],
    ["aws_iam_policy", "admin_3", "policy", "adminIntegrations"],
    ["aws_iam_policy", "deny", "policy", "deny"],
    ["aws_iam_policy", "execution", "policy", "execution"],
    ["aws_iam_role", "admin", "assume_role_policy", "adminTrust"],
    ["aws_iam_role", "execution", "assume_role_policy", "executionTrust"],
  ] as const)("%s.%s carries the contract's document, literally", (type, name, attribute, key) => {
    const text = stack.resource[type]?.[name]?.[attribute] as string;
    // Terraform reads $${ as ${; any other ${ would be computed.
    expect(text).not.toMatch(/(?<!\$)\$\{/);
    expect(JSON.parse(text.replaceAll("$${", "${"))).toEqual(documents[key]);
  });

  test("the provider refuses any other account", () => {
    expect(stack.provider.aws).toEqual([{ region: "eu-west-1", allowed_account_ids: ["123456789012"] }]);
    expect(stack.terraform.required_version).toBe(">= 1.10");
  });

  test("the local state is a relative path, outside the output", () => {
    expect(stack.terraform.backend).toEqual({ local: { path: "../../../terraform.dev-base.tfstate" } });
  });

  test("SAML identity providers are said their pair", () => {
    expect(stack.output.admin_role_saml_pairs?.value).toEqual([`${SAML},\${aws_iam_role.admin.arn}`]);
  });
});

test("every choice reaches its resource", () => {
  const boundary = "arn:aws:iam::123456789012:policy/boundary";
  const deny = "arn:aws:iam::123456789012:policy/customer_deny_policy";
  const { stack } = synthesise({
    deploy: { assume_role_arn: "arn:aws:iam::123456789012:role/deployer" },
    tags: { owner: "ml" },
    backend: {
      s3: {
        bucket: "acme-state",
        region: "eu-west-1",
        key_prefix: "sagemaker/",
        kms_key_id: "01234567-89ab-4def-8123-456789abcdef",
      },
    },
    roles: {
      admin: {
        name: "acme_admin",
        permissions_boundary_arn: boundary,
        extra_policy_arns: [deny],
        max_session_hours: 4,
        integrations: false,
        tags: { team: "ds" },
      },
      execution: { profile: "full-access" },
    },
  });
  expect(stack.resource.aws_iam_role?.admin).toMatchObject({
    name: "acme_admin",
    permissions_boundary: boundary,
    max_session_duration: 14_400,
    tags: { team: "ds" },
  });
  expect(stack.resource.aws_iam_role_policy_attachment?.admin_extra_customer_deny_policy?.policy_arn).toBe(deny);
  expect(stack.resource.aws_iam_role_policy_attachment?.execution_extra_aws_AmazonSageMakerFullAccess?.policy_arn).toBe(
    "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess",
  );
  expect(addresses(stack)).not.toContain("aws_iam_policy.admin_3");
  expect(stack.provider.aws).toEqual([
    {
      region: "eu-west-1",
      allowed_account_ids: ["123456789012"],
      assume_role: [{ role_arn: "arn:aws:iam::123456789012:role/deployer" }],
      default_tags: [{ tags: { owner: "ml" } }],
    },
  ]);
  expect(stack.terraform.backend).toEqual({
    s3: {
      bucket: "acme-state",
      region: "eu-west-1",
      key: "sagemaker/dev-base.tfstate",
      encrypt: true,
      kms_key_id: "01234567-89ab-4def-8123-456789abcdef",
      use_lockfile: true,
    },
  });
});

test("HCP Terraform has one workspace for each stack", () => {
  const { stack } = synthesise({ backend: { cloud: { organization: "acme", workspaces: { prefix: "ml-" } } } });
  expect(stack.terraform).toMatchObject({ cloud: { organization: "acme", workspaces: { name: "ml-dev-base" } } });
});

test.each([
  ["cn-north-1", "arn:aws-cn:iam::123456789012:saml-provider/customer-saml", "arn:aws-cn:"],
  ["us-gov-west-1", "arn:aws-us-gov:iam::123456789012:saml-provider/customer-saml", "arn:aws-us-gov:"],
])("in %s every ARN is of its partition", (region, provider, front) => {
  const { stack } = synthesise({ region, federation: { saml: { provider_arns: [provider] } } });
  const arns = JSON.stringify(stack.resource).match(/arn:[a-z-]+:/g) ?? [];
  expect(new Set(arns)).toEqual(new Set([front]));
});

test("an environment whose roles another file owns has no base stack", () => {
  const environment = environmentSchema.parse({ ...minimal, base: "existing" });
  expect(buildStacks(Testing.app(), { name: "dev", environment })).toEqual([]);
});
