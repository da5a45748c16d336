import type { PolicyDocument, PolicyStatement } from "../policy/document";
import type { Change } from "./review-changes";

function document(...statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

const account = "111122223333";
const text = (...statements: readonly PolicyStatement[]): string => JSON.stringify(document(...statements));
const allow = (Action: string, Resource = "*"): PolicyStatement => ({ Effect: "Allow", Action, Resource });
const deny = (Action: string): PolicyStatement => ({ Effect: "Deny", Action, Resource: "*" });
const toAll = (Action: string, Resource = "*"): PolicyStatement => ({ ...allow(Action, Resource), Principal: "*" });

const objects = "arn:aws:s3:::acme/*";
const own: PolicyStatement = {
  ...allow("s3:GetObject", objects),
  Principal: { AWS: `arn:aws:iam::${account}:role/scientist` },
};
const bucketPolicy = (statement: PolicyStatement): object => ({ bucket: "acme", policy: text(statement) });
const block = {
  bucket: "acme",
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const enforced = { bucket: "acme", rule: [{ object_ownership: "BucketOwnerEnforced" }] };

const target = "222233334444";
const scp = (name: string, ...statements: readonly PolicyStatement[]): Record<string, object> => ({
  [`aws_organizations_policy.${name}`]: {
    id: `p-${name}`,
    name,
    type: "SERVICE_CONTROL_POLICY",
    content: text(...statements),
  },
  [`aws_organizations_policy_attachment.${name}`]: { policy_id: `p-${name}`, target_id: target },
});

const setArn = "arn:aws:sso:::permissionSet/ssoins-1/ps-reader";
const set = {
  "aws_ssoadmin_permission_set.reader": { name: "reader", arn: setArn },
  "aws_ssoadmin_permission_set_inline_policy.reader": {
    permission_set_arn: setArn,
    inline_policy: text(allow("s3:*")),
  },
};

const roleOf = (name: string, statement: PolicyStatement): Record<string, object> => ({
  [`aws_iam_role.${name}`]: {
    name,
    arn: `arn:aws:iam::${account}:role/${name}`,
    managed_policy_arns: [],
    inline_policy: [{ name: "p", policy: text(statement) }],
  },
});
const roles = {
  ...roleOf("reader", allow("s3:GetObject")),
  ...roleOf("twin", allow("s3:GetObject")),
  ...roleOf("writer", allow("s3:*")),
};
const lambda = (role: string): Record<string, object> => ({
  ...roles,
  "aws_lambda_function.f": { function_name: "f", role: `arn:aws:iam::${account}:role/${role}` },
});

const acl = (denied: number): Record<string, object> => {
  const rule = { network_acl_id: "acl-1", egress: false, protocol: "-1", from_port: 0, to_port: 0 };
  return {
    "aws_network_acl_rule.allow": { ...rule, rule_number: 100, rule_action: "allow", cidr_block: "0.0.0.0/0" },
    "aws_network_acl_rule.deny": { ...rule, rule_number: denied, rule_action: "deny", cidr_block: "192.0.2.0/24" },
  };
};

/** A change of one attribute of one resource. */
function attribute(address: string, values: object, before: object, after: object): Pick<Change, "before" | "after"> {
  return {
    before: { resources: { [address]: { ...values, ...before } } },
    after: { resources: { [address]: { ...values, ...after } } },
  };
}

const resources = (
  before: Record<string, object>,
  after: Record<string, object>,
): Pick<Change, "before" | "after"> => ({
  before: { resources: before },
  after: { resources: after },
});

/** Twenty more, of what is no policy of a role or a bucket. */
export const CHANGES_OF_TYPES: readonly Change[] = [
  {
    what: "a Deny moved to another service control policy of the account",
    ...resources(scp("a", deny("s3:*")), scp("b", deny("s3:*"))),
    ours: "none",
  },
  {
    what: "an AWS-managed policy swapped for a narrower one",
    before: { managed: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"] },
    after: { managed: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] },
    ours: "narrowed",
  },
  {
    what: "a function that gets another role of the same access",
    ...resources(lambda("reader"), lambda("twin")),
    ours: "changed",
  },
  {
    what: "a bucket's block of public access removed, with nothing public behind it",
    ...resources(
      {
        "aws_s3_bucket_policy.b": bucketPolicy(own),
        "aws_s3_bucket_ownership_controls.b": enforced,
        "aws_s3_bucket_public_access_block.b": block,
      },
      { "aws_s3_bucket_policy.b": bucketPolicy(own), "aws_s3_bucket_ownership_controls.b": enforced },
    ),
    ours: "changed",
  },
  {
    what: "the same, with a public policy behind it",
    ...resources(
      {
        "aws_s3_bucket_policy.b": bucketPolicy(toAll("s3:GetObject", objects)),
        "aws_s3_bucket_public_access_block.b": block,
      },
      { "aws_s3_bucket_policy.b": bucketPolicy(toAll("s3:GetObject", objects)) },
    ),
    ours: "widened",
  },
  {
    what: "a bucket's ACL from `private` to `public-read`",
    ...attribute("aws_s3_bucket_acl.b", { bucket: "acme" }, { acl: "private" }, { acl: "public-read" }),
    ours: "widened",
  },
  {
    what: "a service control policy with a Deny detached from an account",
    ...resources(scp("a", deny("s3:*")), {
      "aws_organizations_policy.a": scp("a", deny("s3:*"))["aws_organizations_policy.a"] ?? {},
    }),
    ours: "widened",
  },
  {
    what: "a permission set assigned to a user in an account",
    ...resources(set, {
      ...set,
      "aws_ssoadmin_account_assignment.a": {
        permission_set_arn: setArn,
        principal_id: "u-1",
        principal_type: "USER",
        target_id: target,
      },
    }),
    ours: "widened",
  },
  {
    what: "the boundary of a permission set removed",
    ...resources(
      {
        ...set,
        "aws_ssoadmin_permissions_boundary_attachment.b": {
          permission_set_arn: setArn,
          permissions_boundary: [{ managed_policy_arn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" }],
        },
      },
      set,
    ),
    ours: "widened",
  },
  {
    what: "a function that gets a stronger role",
    ...resources(lambda("reader"), lambda("writer")),
    ours: "widened",
  },
  {
    what: "an access key for a user",
    ...resources(
      {
        "aws_iam_user.u": { name: "u" },
        "aws_iam_user_policy.u": { user: "u", name: "p", policy: text(allow("s3:*")) },
      },
      {
        "aws_iam_user.u": { name: "u" },
        "aws_iam_user_policy.u": { user: "u", name: "p", policy: text(allow("s3:*")) },
        "aws_iam_access_key.u": { user: "u", status: "Active" },
      },
    ),
    ours: "widened",
  },
  {
    what: "one more client of an OIDC provider",
    ...attribute(
      "aws_iam_openid_connect_provider.p",
      { url: "https://token.actions.githubusercontent.com" },
      { client_id_list: ["sts.amazonaws.com"] },
      { client_id_list: ["sts.amazonaws.com", "other"] },
    ),
    ours: "widened",
  },
  {
    what: "a function's URL that asks for no signature",
    ...attribute(
      "aws_lambda_function_url.u",
      { function_name: "f" },
      { authorization_type: "AWS_IAM" },
      { authorization_type: "NONE" },
    ),
    ours: "widened",
  },
  {
    what: "a database that is publicly accessible",
    ...attribute(
      "aws_db_instance.d",
      { identifier: "d" },
      { publicly_accessible: false },
      { publicly_accessible: true },
    ),
    ours: "widened",
  },
  {
    what: "an OpenSearch domain's policy opened to everyone",
    ...attribute(
      "aws_opensearch_domain.d",
      { domain_name: "d", vpc_options: [{ subnet_ids: ["subnet-1"] }] },
      { access_policies: text({ ...allow("es:ESHttpGet"), Principal: { AWS: account } }) },
      { access_policies: text(toAll("es:ESHttpGet")) },
    ),
    ours: "widened",
  },
  {
    what: "a file system's policy removed: AWS's default lets in whoever reaches it",
    ...resources(
      {
        "aws_efs_file_system_policy.f": {
          file_system_id: "fs-1",
          policy: text({ ...allow("elasticfilesystem:ClientMount"), Principal: { AWS: account } }),
        },
      },
      {},
    ),
    ours: "widened",
  },
  {
    what: "a network ACL's Deny moved behind its Allow",
    ...resources(acl(90), acl(200)),
    ours: "widened",
  },
  {
    what: "an instance that hands out its role's credentials without a session token (IMDSv1)",
    ...attribute(
      "aws_instance.i",
      { ami: "ami-1" },
      { metadata_options: [{ http_tokens: "required" }] },
      { metadata_options: [{ http_tokens: "optional" }] },
    ),
    ours: "widened",
  },
  {
    what: "an endpoint service that accepts without asking",
    ...attribute(
      "aws_vpc_endpoint_service.s",
      { allowed_principals: ["*"] },
      { acceptance_required: true },
      { acceptance_required: false },
    ),
    ours: "widened",
  },
  {
    what: "an identity pool that gives credentials to who does not sign in",
    ...attribute(
      "aws_cognito_identity_pool.p",
      { identity_pool_name: "p" },
      { allow_unauthenticated_identities: false },
      { allow_unauthenticated_identities: true },
    ),
    ours: "widened",
  },
];
