import { OPTION_SWITCHES } from "../../../contract/options";
import { DEFAULT_NAMES, type Names, type Settings } from "../../../contract/settings";

/** Terraform expressions of the names that a module's policies speak of. */
export type NameExpressions = Readonly<Partial<Record<keyof Names, string>>>;

const BUCKET_PATTERNS = '["*SageMaker*", "*Sagemaker*", "*sagemaker*", "aws-glue*"]';

const role = (name: string): string => `arn:\${local.partition}:iam::\${local.account}:role/${name}`;
const roles = (names: string): string => `[for name in ${names} : "${role("${name}")}"]`;
const buckets = (patterns: string): string =>
  `[for pattern in ${patterns} : "arn:\${local.partition}:s3:::\${pattern}"]`;
const listed = (otherwise: string, names: string): string => `var.buckets.names == null ? ${otherwise} : ${names}`;
const unlessNull = (input: string, otherwise: string, expression: string): string =>
  `${input} == null ? ${otherwise} : ${expression}`;

/**
 * Placeholder of the contract → the expression that fills it, as `settings()` works it out for an environment. Each
 * becomes a local of the modules whose policies hold it.
 */
const VALUES = {
  account: unlessNull("var.account_id", "one(data.aws_caller_identity.current[*].account_id)", "var.account_id"),
  region: unlessNull("var.region", "one(data.aws_region.current[*].region)", "var.region"),
  partition: unlessNull(
    "var.region",
    "one(data.aws_partition.current[*].partition)",
    'startswith(var.region, "cn-") ? "aws-cn" : startswith(var.region, "us-gov-") ? "aws-us-gov" : "aws"',
  ),
  dnsSuffix: 'local.partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"',
  passableRoles: roles(unlessNull("var.pass_roles", '["AmazonSageMaker-ExecutionRole-*"]', "var.pass_roles")),
  passableServices:
    'concat(["sagemaker.amazonaws.com", "glue.amazonaws.com", "states.amazonaws.com"], var.robomaker ? ["robomaker.amazonaws.com"] : [])',
  bucketArns: buckets(listed(BUCKET_PATTERNS, "var.buckets.names")),
  objectArns: buckets(listed(BUCKET_PATTERNS, 'formatlist("%s/*", var.buckets.names)')),
  jumpStartBucketArns: buckets(
    'flatten([for region in coalesce(var.regions, [local.region]) : local.partition == "aws" ? ["jumpstart-cache-prod-${region}", "jumpstart-private-cache-prod-${region}"] : region == "cn-north-1" ? ["jumpstart-cache-prod-cn-north-1"] : []])',
  ),
  jumpStartObjectArns: 'formatlist("%s/*", local.jump_start_bucket_arns)',
  contentArns: `flatten([for bucket in concat(local.partition == "aws" ? ["jumpstart-cache-prod-\${local.region}", "jumpstart-private-cache-prod-\${local.region}"] : local.region == "cn-north-1" ? ["jumpstart-cache-prod-cn-north-1"] : [], ["sagemaker-example-files-prod-\${local.region}", "sagemaker-sample-data-\${local.region}", "sagemaker-sample-files", "sagemaker-sd-models-prod-\${local.region}"]) : ["arn:\${local.partition}:s3:::\${bucket}", "arn:\${local.partition}:s3:::\${bucket}/*"]])`,
  reservedBucketArns: buckets('formatlist("%s*", var.buckets.reserved_prefixes)'),
  notebookVpcIds: "var.notebook_vpc_ids",
  lifecycleConfigArns: "var.notebook_lifecycle_config_arns",
  samlProviders: unlessNull("var.saml", "[]", "var.saml.provider_arns"),
  samlAudiences:
    'try(coalesce(var.saml.audiences), ["https://${local.sign_in}/saml", "https://${local.region}.${local.sign_in}/saml"])',
  oidcProvider: unlessNull("var.oidc", '""', "var.oidc.provider_arn"),
  oidcIssuer: unlessNull("var.oidc", '""', 'split(":oidc-provider/", var.oidc.provider_arn)[1]'),
  oidcAudiences: unlessNull("var.oidc", "[]", "var.oidc.audiences"),
  oidcSubjects: unlessNull("var.oidc", "[]", "var.oidc.subjects"),
  identityCenterRoles: unlessNull(
    "var.identity_center",
    "[]",
    `flatten([for set in var.identity_center.permission_sets : ["${role("aws-reserved/sso.amazonaws.com/AWSReservedSSO_${set}_*")}", "${role("aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_${set}_*")}"]])`,
  ),
  trustedPrincipals: unlessNull("var.principals", "[]", "var.principals.arns"),
  sessionActions:
    'concat(var.session_tags ? ["sts:TagSession"] : [], var.source_identity ? ["sts:SetSourceIdentity"] : [])',
  elevationSessions: unlessNull("var.sessions", "[]", 'formatlist("*:%s", var.sessions)'),
  userPoolId: unlessNull("var.user_pool_id", '""', "var.user_pool_id"),
} as const;

/** Where people sign in through SAML, by partition. */
const SIGN_IN =
  '{ aws = "signin.aws.amazon.com", aws-cn = "signin.amazonaws.cn", aws-us-gov = "signin.amazonaws-us-gov.com" }[local.partition]';

/** The settings of a plain Terraform module: names and values are expressions, and the inputs switch statements. */
export function moduleSettings(names: NameExpressions): Settings {
  const expressions = Object.entries(names).map(([name, expression]) => [name, `\${${expression}}`] as const);
  const placeholders = [...Object.keys(VALUES), "adminRoleArn", "executionRoleArn"];
  return {
    names: { ...DEFAULT_NAMES, ...Object.fromEntries(expressions) },
    options: new Set(),
    switches: OPTION_SWITCHES,
    values: Object.fromEntries(placeholders.map((name) => [name, `\${local.${localName(name)}}`])),
  };
}

/** The locals that the settings of a module refer to, by name, those before that others need. */
export function moduleLocals(names: NameExpressions): Readonly<Record<string, string>> {
  const values = Object.entries(VALUES).map(([name, expression]) => [localName(name), expression] as const);
  return {
    ...Object.fromEntries(values),
    sign_in: SIGN_IN,
    ...(names.adminRole && { admin_role_arn: `"${role(`\${${names.adminRole}}`)}"` }),
    ...(names.executionRole && { execution_role_arn: `"${role(`\${${names.executionRole}}`)}"` }),
  };
}

/** `adminRoleArn` as `admin_role_arn`. */
function localName(placeholder: string): string {
  return placeholder.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
