import { configurableAttributes } from "../../../offline/schema-source";
import { SWITCHES } from "../../../review/read/switches";
import { TYPES } from "../../../review/types";
import type { Review } from "../../../review/model";
import { allow, of, ONE, policy, reviewPlans, TWO, type Values } from "../building";

const arn = (name: string): string => `arn:aws:iam::${ONE}:role/${name}`;
const AWS_POLICY = "arn:aws:iam::aws:policy";
const SCHEMA = configurableAttributes();

function changed(type: string, before: Values, after: Values): Review {
  const change = { actions: ["update"], before, after, after_unknown: {} };
  return reviewPlans({
    format_version: "1.2",
    resource_changes: [{ address: `${type}.x`, mode: "managed", type, change }],
  });
}

/** Attributes that say whom or what a type's access belongs to: without them there is nobody to compare. */
const BESIDE: Readonly<Record<string, Values>> = {
  aws_iam_access_key: { user: "u" },
  aws_iam_signing_certificate: { user_name: "u" },
  aws_iam_user_ssh_key: { username: "u" },
  aws_iam_service_specific_credential: { user_name: "u" },
  aws_identitystore_group_membership: { group_id: "g", member_id: "u" },
  aws_cognito_user_in_group: { user_pool_id: "p", group_name: "g", username: "u" },
  aws_iam_group_membership: { group: "g", users: ["u"] },
  aws_iam_user_group_membership: { user: "u", groups: ["g"] },
  aws_iam_role_policies_exclusive: { role_name: "r" },
  aws_iam_user_policies_exclusive: { user_name: "u" },
  aws_iam_group_policies_exclusive: { group_name: "g" },
  aws_iam_role_policy_attachments_exclusive: { role_name: "r" },
  aws_iam_user_policy_attachments_exclusive: { user_name: "u" },
  aws_iam_group_policy_attachments_exclusive: { group_name: "g" },
  aws_iam_role_policy: { role: "r", name: "p", policy: policy(allow("s3:*")) },
  aws_iam_user_policy: { user: "u", name: "p" },
  aws_iam_group_policy: { group: "g", name: "p" },
  aws_iam_role_policy_attachment: { role: "r", policy_arn: `${AWS_POLICY}/ReadOnlyAccess` },
  aws_iam_user_policy_attachment: { user: "u" },
  aws_iam_group_policy_attachment: { group: "g" },
  aws_iam_policy_attachment: { policy_arn: `${AWS_POLICY}/ReadOnlyAccess`, roles: [], users: [], groups: [] },
  aws_rolesanywhere_profile: { role_arns: [arn("a")] },
  aws_transfer_access: { role: arn("a") },
  aws_transfer_user: { role: arn("a") },
  aws_ssoadmin_account_assignment: {
    permission_set_arn: "arn:aws:sso:::permissionSet/a/b",
    principal_id: "u",
    principal_type: "USER",
    target_id: ONE,
  },
  aws_ssoadmin_customer_managed_policy_attachment: {
    permission_set_arn: "arn:aws:sso:::permissionSet/a/b",
    customer_managed_policy_reference: [{ name: "p", path: "/" }],
  },
  aws_ssoadmin_managed_policy_attachment: {
    permission_set_arn: "arn:aws:sso:::permissionSet/a/b",
    managed_policy_arn: `${AWS_POLICY}/ReadOnlyAccess`,
  },
  aws_ssoadmin_permission_set_inline_policy: {
    permission_set_arn: "arn:aws:sso:::permissionSet/a/b",
    inline_policy: policy(allow("s3:*")),
  },
  aws_ssoadmin_permissions_boundary_attachment: {
    permission_set_arn: "arn:aws:sso:::permissionSet/a/b",
    permissions_boundary: [{ managed_policy_arn: `${AWS_POLICY}/ReadOnlyAccess` }],
  },
  aws_acmpca_permission: {
    certificate_authority_arn: `arn:aws:acm-pca:eu-west-1:${ONE}:certificate-authority/c`,
    actions: ["IssueCertificate"],
    principal: "acm.amazonaws.com",
  },
  aws_kms_grant: { key_id: "k", grantee_principal: arn("a"), operations: ["Decrypt"] },
  aws_signer_signing_profile_permission: { profile_name: "p", principal: ONE, action: "signer:StartSigningJob" },
  aws_cloudwatch_event_permission: { principal: "*", statement_id: "s", action: "events:PutEvents" },
  aws_lambda_permission: { function_name: "f", principal: "*", action: "lambda:InvokeFunction" },
  aws_lambda_layer_version_permission: {
    layer_name: "l",
    version_number: 1,
    principal: "*",
    action: "lambda:GetLayerVersion",
  },
  aws_lakeformation_permissions: { principal: arn("a"), permissions: ["SELECT"], database: [{ name: "d" }] },
  aws_s3control_access_grant: { permission: "READ", access_grants_location_id: "default" },
  aws_eks_access_policy_association: { cluster_name: "c", principal_arn: arn("a"), policy_arn: "arn:x/p" },
  aws_network_acl_association: { subnet_id: "subnet-1", network_acl_id: "acl-1" },
  aws_network_acl_rule: {
    network_acl_id: "acl-1",
    rule_number: 1,
    egress: false,
    protocol: "-1",
    rule_action: "allow",
    cidr_block: "10.0.0.0/8",
  },
  aws_api_gateway_method: { authorization: "CUSTOM" },
  aws_apigatewayv2_route: { authorization_type: "JWT" },
  aws_s3_access_point: { bucket: "b", name: "a", account_id: ONE },
};

type Pair = readonly [before: unknown, after: unknown];

const RULE = { rule_no: 1, action: "allow", protocol: "-1", from_port: 0, to_port: 0 };
const RULES: Pair = [[], [{ ...RULE, cidr_block: "10.0.0.0/8", cidr_blocks: ["10.0.0.0/8"] }]];
const BLOCKS = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
const blocks = (value: boolean): Values[] => [Object.fromEntries(BLOCKS.map((name) => [name, value]))];

/** Values of attributes that hold neither a text, a list nor a switch. */
const PAIRS: Readonly<Record<string, Pair>> = {
  ingress: RULES,
  egress: RULES,
  entry: [[], [{ cidr: "10.0.0.0/8" }]],
  http_put_response_hop_limit: [1, 2],
  grantee: [[{ grantee_identifier: arn("a") }], [{ grantee_identifier: arn("b") }]],
  access_scope: [[{ type: "namespace", namespaces: ["n"] }], [{ type: "cluster" }]],
  lf_tag_policy: [[{ resource_type: "TABLE" }], [{ resource_type: "DATABASE" }]],
  rule_action: ["deny", "allow"],
  ipv6_cidr_block: ["fd00::/64", "::/0"],
  policy_names: [["a", "b"], ["a"]],
  principal_type: ["GROUP", "USER"],
  status: ["Inactive", "Active"],
  service_name: ["codecommit.amazonaws.com", "bedrock.amazonaws.com"],
  source_account: [ONE, TWO],
  action: ["lambda:InvokeFunction", "lambda:*"],
  condition: [[{ key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-1" }], []],
  constraints: [[{ encryption_context_equals: { a: "b" } }], []],
  vpc_configuration: [[{ vpc_id: "vpc-1" }], []],
  public_access_block_configuration: [blocks(true), blocks(false)],
  customer_managed_policy_reference: [[{ name: "a", path: "/" }], [{ name: "b", path: "/" }]],
  permissions_boundary: [
    [{ managed_policy_arn: `${AWS_POLICY}/ReadOnlyAccess` }],
    [{ managed_policy_arn: `${AWS_POLICY}/AdministratorAccess` }],
  ],
};

/** Changes of a value, one of which means more access or less, whatever kind of attribute it is. */
function pairsOf(path: string): readonly Pair[] {
  const own = PAIRS[path.split(".").at(-1) ?? path];
  const switched = Object.entries(SWITCHES)
    .filter(([name]) => name === path || name.endsWith(`.${path}`))
    .flatMap(([, { open }]) => open.map((value): Pair => [typeof value === "boolean" ? !value : "other", value]));
  return [
    ...(own ? [own] : []),
    ...switched,
    [arn("a"), arn("b")],
    ...["s3", "es", "signer", "events"].map((service): Pair => [`${service}:Get`, `${service}:*`]),
    [policy(of("*", allow("s3:GetObject"))), policy(of("*", allow("s3:*")))],
    [["a"], ["a", "b"]],
    [["a"], null],
    [false, true],
    ["10.0.0.0/8", "0.0.0.0/0"],
  ];
}

function nested(path: string, value: unknown): Values {
  const [head = "", ...rest] = path.split(".");
  return { [head]: rest.length > 0 ? [nested(rest.join("."), value)] : value };
}

/** Every attribute of the table that carries access. */
const CARRYING = [...TYPES].flatMap(([type, access]) =>
  Object.entries(access)
    .filter(([kind]) => kind !== "none")
    .flatMap(([, paths]) => (paths as readonly string[]).map((path) => [type, path] as const)),
);

test("whatever attribute with access changes, of whatever type, there is a row", () => {
  const silent = CARRYING.filter(([type, path]) =>
    pairsOf(path).every(([before, after]) => {
      const beside = BESIDE[type] ?? {};
      const review = changed(type, { ...beside, ...nested(path, before) }, { ...beside, ...nested(path, after) });
      return review.rows.length === 0;
    }),
  );
  expect(CARRYING.length).toBeGreaterThan(1000);
  expect(silent).toEqual([]);
});

test("a changed resource of any type is counted: compared, without access, or not compared", () => {
  const types = [...SCHEMA.keys(), "aws_from_the_future", "awscc_s3_bucket"];
  const uncounted = types.filter((type) => {
    const [name = "name"] = [...(SCHEMA.get(type) ?? [])].filter((one) => !/^(?:id|tags|tags_all|timeouts)$/.test(one));
    const { counts } = changed(type, { ...BESIDE[type], [name]: "a" }, { ...BESIDE[type], [name]: "b" });
    return counts.compared + counts.withoutAccess + counts.notCompared === 0;
  });
  expect(uncounted).toEqual([]);
});

test("the sweep notices what is not looked at", () => {
  expect(changed("random_id", { byte_length: 1 }, { byte_length: 2 }).rows).toEqual([]);
  expect(changed("aws_s3_bucket_versioning", { bucket: "a" }, { bucket: "b" }).rows).toEqual([]);
  expect(changed("aws_from_the_future", { a: "a" }, { a: "b" }).verdict).toBe("unknown");
});
