import { rowRisk, rowVerdict } from "../../../review/row";
import { kept, plan, reviewFolders, reviewPlans, rowsOf, type Change, type Values } from "../building";

const thing = (type: string, before: Values | null, after: Values | null, more: Partial<Change> = {}): Change => ({
  address: `${type}.x`,
  before,
  after,
  ...more,
});
const verdicts = (...changes: Change[]): string[] => reviewPlans(plan(changes)).rows.map(rowVerdict);

const everyone = (permission: string): Values => ({
  grant: [{ grantee: [{ type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" }], permission }],
});

test.each<[string, Values, Values]>([
  ["aws_s3_bucket_acl", { bucket: "b", acl: "private" }, { bucket: "b", acl: "public-read" }],
  ["aws_s3_bucket_acl", { bucket: "b", acl: "public-read" }, { bucket: "b", acl: "public-read-write" }],
  ["aws_s3_bucket_acl", { bucket: "b", acl: "private" }, { bucket: "b", acl: "authenticated-read" }],
  ["aws_s3_bucket_acl", { bucket: "b" }, { bucket: "b", access_control_policy: [everyone("READ")] }],
  [
    "aws_s3_bucket_acl",
    { bucket: "b", access_control_policy: [everyone("READ")] },
    { bucket: "b", access_control_policy: [everyone("FULL_CONTROL")] },
  ],
  ["aws_s3_object", { bucket: "b", key: "k", acl: "private" }, { bucket: "b", key: "k", acl: "public-read" }],
  ["aws_s3_bucket_public_access_block", { bucket: "b", ...block(true) }, { bucket: "b", ...block(false) }],
  ["aws_s3_account_public_access_block", block(true), { ...block(true), ignore_public_acls: false }],
  [
    "aws_s3_bucket_ownership_controls",
    { bucket: "b", rule: [{ object_ownership: "BucketOwnerEnforced" }] },
    { bucket: "b", rule: [{ object_ownership: "ObjectWriter" }] },
  ],
  ["aws_lambda_function_url", { authorization_type: "AWS_IAM" }, { authorization_type: "NONE" }],
  ["aws_db_instance", { publicly_accessible: false }, { publicly_accessible: true }],
  ["aws_redshift_cluster", { publicly_accessible: false }, { publicly_accessible: true }],
  ["aws_dms_replication_instance", { publicly_accessible: false }, { publicly_accessible: true }],
  ["aws_mq_broker", { publicly_accessible: false }, { publicly_accessible: true }],
  ["aws_lb", { internal: true }, { internal: false }],
  ["aws_subnet", { map_public_ip_on_launch: false }, { map_public_ip_on_launch: true }],
  [
    "aws_ecs_service",
    { network_configuration: [{ assign_public_ip: false }] },
    { network_configuration: [{ assign_public_ip: true }] },
  ],
  ["aws_sagemaker_notebook_instance", { direct_internet_access: "Disabled" }, { direct_internet_access: "Enabled" }],
  ["aws_sagemaker_notebook_instance", { root_access: "Disabled" }, { root_access: "Enabled" }],
  ["aws_eks_cluster", cluster(false, []), cluster(true, ["10.0.0.0/8"])],
  ["aws_eks_cluster", cluster(true, ["192.0.2.0/24"]), cluster(true, ["0.0.0.0/0"])],
  ["aws_ec2_managed_prefix_list", { entry: [{ cidr: "10.0.0.0/8" }] }, { entry: [{ cidr: "0.0.0.0/0" }] }],
  [
    "aws_vpc_endpoint_service",
    { allowed_principals: [], acceptance_required: true },
    { allowed_principals: ["*"], acceptance_required: true },
  ],
  ["aws_vpc_endpoint_service", { acceptance_required: true }, { acceptance_required: false }],
  ["aws_rds_cluster_snapshot_copy", { shared_accounts: [] }, { shared_accounts: ["222222222222"] }],
  ["aws_db_snapshot", { shared_accounts: ["222222222222"] }, { shared_accounts: ["222222222222", "all"] }],
  ["aws_ssm_document", { name: "d" }, { name: "d", permissions: { type: "Share", account_ids: "All" } }],
  ["aws_api_gateway_method", { authorization: "AWS_IAM" }, { authorization: "NONE" }],
  ["aws_apigatewayv2_route", { authorization_type: "JWT" }, { authorization_type: "NONE" }],
  ["aws_cognito_identity_pool", {}, { allow_unauthenticated_identities: true }],
  ["aws_cognito_identity_pool", {}, { saml_provider_arns: ["arn:aws:iam::111111111111:saml-provider/x"] }],
  ["aws_cognito_identity_pool", {}, { supported_login_providers: { "graph.facebook.com": "7" } }],
  ["aws_opensearch_domain", { vpc_options: [{ subnet_ids: ["subnet-1"] }] }, { vpc_options: [] }],
  [
    "aws_opensearch_domain",
    { vpc_options: [{ subnet_ids: ["s"] }], advanced_security_options: [{ enabled: true }] },
    { vpc_options: [{ subnet_ids: ["s"] }], advanced_security_options: [{ enabled: false }] },
  ],
  [
    "aws_msk_cluster",
    { client_authentication: [{ sasl: [{ iam: true }], unauthenticated: null }] },
    { client_authentication: [{ sasl: [{ iam: true }], unauthenticated: true }] },
  ],
  ["aws_msk_cluster", { client_authentication: [{ sasl: [{ iam: true }] }] }, { client_authentication: [] }],
  [
    "aws_instance",
    { metadata_options: [{ http_tokens: "required" }] },
    { metadata_options: [{ http_tokens: "optional" }] },
  ],
  [
    "aws_launch_template",
    { metadata_options: [{ http_put_response_hop_limit: 1 }] },
    { metadata_options: [{ http_put_response_hop_limit: 3 }] },
  ],
  [
    "aws_ec2_instance_metadata_defaults",
    { http_put_response_hop_limit: 2 },
    { http_put_response_hop_limit: "Infinity" },
  ],
  ["aws_ram_resource_share", { allow_external_principals: false }, { allow_external_principals: true }],
  ["aws_ram_resource_share", { permission_arns: [] }, { permission_arns: ["arn:aws:ram::aws:permission/x"] }],
  [
    "aws_imagebuilder_distribution_configuration",
    { distribution: [] },
    { distribution: [{ ami_distribution_configuration: [{ launch_permission: [{ user_ids: ["222222222222"] }] }] }] },
  ],
  ["aws_storagegateway_nfs_file_share", { client_list: ["10.0.0.0/8"] }, { client_list: ["0.0.0.0/0"] }],
  ["aws_memorydb_cluster", { acl_name: "mine" }, { acl_name: "open-access" }],
  [
    "aws_organizations_organization",
    { aws_service_access_principals: [] },
    { aws_service_access_principals: ["config.amazonaws.com"] },
  ],
  ["aws_lakeformation_data_lake_settings", { admins: [] }, { admins: ["arn:aws:iam::111111111111:role/a"] }],
  [
    "aws_lakeformation_data_lake_settings",
    { allow_external_data_filtering: false },
    { allow_external_data_filtering: true },
  ],
  [
    "aws_lakeformation_data_lake_settings",
    { allow_full_table_external_data_access: false },
    { allow_full_table_external_data_access: true },
  ],
  ["aws_lb_listener", { mutual_authentication: [{ mode: "verify" }] }, { mutual_authentication: [{ mode: "off" }] }],
  ["aws_eip", { id: "eipalloc-1", instance: "" }, { id: "eipalloc-1", instance: "i-1" }],
  ["aws_eip", { id: "eipalloc-1" }, { id: "eipalloc-1", network_interface: "eni-1" }],
  [
    "aws_sagemaker_model",
    { name: "m", enable_network_isolation: true },
    { name: "m", enable_network_isolation: false },
  ],
])("%s: opened, closed, unchanged (%j)", (type, shut, open) => {
  expect(verdicts(thing(type, shut, open))).toEqual(["widened"]);
  expect(verdicts(thing(type, open, shut))).toEqual(["narrowed"]);
  expect(verdicts(thing(type, open, { ...open, tags: { a: "b" } }))).toEqual([]);
  expect(verdicts(kept(`${type}.x`, open))).toEqual([]);
});

test("a location of access grants that gets another scope reaches more", () => {
  const at = (location_scope: string): Values => ({ location_scope, iam_role_arn: "arn:aws:iam::111111111111:role/a" });
  const scopes = thing("aws_s3control_access_grants_location", at("s3://b/a"), at("s3://"));
  expect(verdicts(scopes)).toEqual(["widened"]);
});

/** What docs/review.md says is not asked. */
test.each<[what: string, type: string, Values | null, Values | null]>([
  ["code", "aws_lambda_function", { function_name: "f", s3_key: "a" }, { function_name: "f", s3_key: "b" }],
  ["what starts with a machine", "aws_instance", { id: "i-1", user_data: "a" }, { id: "i-1", user_data: "b" }],
  ["a route", "aws_route", null, { route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }],
  ["a gateway", "aws_internet_gateway", null, { vpc_id: "vpc-1" }],
  ["a web application firewall", "aws_wafv2_web_acl_association", { resource_arn: "x", web_acl_arn: "y" }, null],
  ["a key of encryption", "aws_secretsmanager_secret", { name: "s", kms_key_id: "a" }, { name: "s", kms_key_id: "b" }],
  ["what is logged", "aws_cloudtrail", { name: "t", enable_logging: true }, { name: "t", enable_logging: false }],
  ["what is watched", "aws_guardduty_detector", { id: "d", enable: true }, { id: "d", enable: false }],
])("%s is no change to access (%s)", (_, type, before, after) => {
  expect(reviewPlans(plan([thing(type, before, after)])).verdict).toBe("none");
});

const IN_VPC = { security_group_ids: ["sg-1"], subnet_ids: ["subnet-1"], subnets: ["subnet-1"], vpc_id: "vpc-1" };

/** Its security groups let nobody in any more, and hold back nothing that it sends. */
test.each(["aws_lambda_function", "aws_codebuild_project", "aws_sagemaker_model"])("%s leaves its VPC", (type) => {
  const named = { name: "x", function_name: "x" };
  const leaving = thing(type, { ...named, vpc_config: [IN_VPC] }, { ...named, vpc_config: [] });
  expect(reviewPlans(plan([leaving])).verdict).toBe("widened");
  expect(reviewPlans(plan([thing(type, null, named)])).verdict).not.toBe("widened");
});

const acl = (owner: string): Values => ({
  bucket: "b",
  access_control_policy: [
    {
      owner: [{ id: owner }],
      grant: [{ grantee: [{ type: "CanonicalUser", id: owner }], permission: "FULL_CONTROL" }],
    },
  ],
});
const behaving = (name: string): Values => ({
  default_cache_behavior: [{ [name]: [{ event_type: "viewer-request" }] }],
});
const rule = (priority: number, path: string): Values => ({
  ...{ listener_arn: "l", priority, action: [{ type: "forward" }] },
  condition: [{ path_pattern: [{ values: [path] }] }],
});

test.each<[what: string, type: string, Values | null, Values | null, string]>([
  ["another owner in an ACL", "aws_s3_bucket_acl", acl("a"), acl("b"), "widened"],
  ["an ACL with an owner is made", "aws_s3_bucket_acl", null, acl("a"), "none"],
  [
    "a password for somebody else",
    "aws_iam_user_login_profile",
    { user: "u", pgp_key: "keybase:a" },
    { user: "u", pgp_key: "keybase:b" },
    "widened",
  ],
  ["an elastic IP address is made", "aws_eip", null, { domain: "vpc" }, "none"],
  ["an address comes to a machine", "aws_eip_association", null, { instance_id: "i-1" }, "widened"],
  ["an address goes from a machine", "aws_eip_association", { network_interface_id: "eni-1" }, null, "narrowed"],
  ["a rule before others", "aws_lb_listener_rule", null, rule(1, "/"), "unknown"],
  ["a rule moves up", "aws_lb_listener_rule", rule(9, "/"), rule(1, "/"), "unknown"],
  ["a rule takes other requests", "aws_lb_listener_rule", rule(1, "/a"), rule(1, "/*"), "unknown"],
  ["a rule goes", "aws_lb_listener_rule", rule(1, "/"), null, "unknown"],
  [
    "a topic's messages to somebody",
    "aws_sns_topic_subscription",
    null,
    { endpoint: "https://example.com" },
    "widened",
  ],
  [
    "a log to somebody",
    "aws_cloudwatch_log_subscription_filter",
    { destination_arn: "a" },
    { destination_arn: "b" },
    "widened",
  ],
  ["metrics and logs for another account", "aws_oam_link", null, { sink_identifier: "s" }, "widened"],
  [
    "images to another account",
    "aws_ecr_replication_configuration",
    { replication_configuration: [] },
    {
      replication_configuration: [{ rule: [{ destination: [{ region: "eu-west-1", registry_id: "222222222222" }] }] }],
    },
    "widened",
  ],
  [
    "a list of objects to another bucket",
    "aws_s3_bucket_inventory",
    { destination: [{ bucket: [{ bucket_arn: "arn:aws:s3:::a" }] }] },
    { destination: [{ bucket: [{ bucket_arn: "arn:aws:s3:::b" }] }] },
    "widened",
  ],
  ["items to a bucket", "aws_dynamodb_table_export", null, { s3_bucket: "b" }, "widened"],
  [
    "what is private behind CloudFront",
    "aws_cloudfront_vpc_origin",
    null,
    { vpc_origin_endpoint_config: [{ arn: "a" }] },
    "widened",
  ],
  [
    "another origin",
    "aws_cloudfront_distribution",
    { origin: [{ domain_name: "a" }] },
    { origin: [{ domain_name: "b" }] },
    "unknown",
  ],
  ["a user of a pool", "aws_cognito_user", null, { user_pool_id: "p", username: "u" }, "widened"],
  ["a desktop for a user", "aws_workspaces_workspace", null, { user_name: "u" }, "widened"],
  [
    "another owner of a space",
    "aws_sagemaker_space",
    { ownership_settings: [{ owner_user_profile_name: "a" }] },
    { ownership_settings: [{ owner_user_profile_name: "b" }] },
    "widened",
  ],
  [
    "IMDSv1 of a notebook",
    "aws_sagemaker_notebook_instance",
    { instance_metadata_service_configuration: [{ minimum_instance_metadata_service_version: "2" }] },
    { instance_metadata_service_configuration: [{ minimum_instance_metadata_service_version: "1" }] },
    "widened",
  ],
  ["the host's processes", "aws_ecs_task_definition", { pid_mode: "task" }, { pid_mode: "host" }, "widened"],
  ["the host's network", "aws_ecs_task_definition", { network_mode: "awsvpc" }, { network_mode: "host" }, "widened"],
  [
    "other authorities",
    "aws_lb_trust_store",
    { ca_certificates_bundle_s3_key: "a" },
    { ca_certificates_bundle_s3_key: "b" },
    "unknown",
  ],
  ["certificates accepted again", "aws_lb_trust_store_revocation", { trust_store_arn: "t" }, null, "unknown"],
  ["a token", "aws_grafana_workspace_service_account_token", null, { service_account_id: "1" }, "unknown"],
  ["a mask over logs goes", "aws_cloudwatch_log_data_protection_policy", { policy_document: "{}" }, null, "unknown"],
  [
    "weaker passwords",
    "aws_iam_account_password_policy",
    { require_symbols: true },
    { require_symbols: false },
    "unknown",
  ],
  [
    "weaker passwords",
    "aws_cognito_user_pool",
    { password_policy: [{ minimum_length: 20 }] },
    { password_policy: [{ minimum_length: 6 }] },
    "unknown",
  ],
  ...["function_association", "lambda_function_association"].map((name): [string, string, Values, Values, string] => [
    "what asks who calls goes",
    "aws_cloudfront_distribution",
    behaving(name),
    { default_cache_behavior: [{ [name]: [] }] },
    "unknown",
  ]),
])("%s: %s", (_, type, before, after, verdict) => {
  expect(reviewPlans(plan([thing(type, before, after)])).verdict).toBe(verdict);
});

function block(value: boolean): Values {
  const names = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
  return Object.fromEntries(names.map((name) => [name, value]));
}

function cluster(endpoint_public_access: boolean, public_access_cidrs: string[]): Values {
  return { name: "c", vpc_config: [{ endpoint_public_access, public_access_cidrs }] };
}

test.each<[string, Values, string[], string[]]>([
  ["aws_s3_bucket_acl", { bucket: "b", acl: "public-read" }, ["widened"], ["narrowed"]],
  ["aws_s3_bucket_acl", { bucket: "b", acl: "private" }, [], []],
  ["aws_lambda_function_url", { authorization_type: "NONE" }, ["widened"], ["narrowed"]],
  ["aws_lambda_function_url", { authorization_type: "AWS_IAM" }, [], []],
  ["aws_db_instance", { publicly_accessible: true }, ["widened"], ["narrowed"]],
  ["aws_db_instance", { publicly_accessible: false }, [], []],
  ["aws_eks_cluster", { name: "c" }, ["widened"], ["narrowed"]],
  ["aws_eks_cluster", cluster(false, []), [], []],
  [
    "aws_vpc_endpoint_service_allowed_principal",
    { principal_arn: "arn:aws:iam::222222222222:root" },
    ["widened"],
    ["narrowed"],
  ],
  ["aws_ami_launch_permission", { image_id: "ami-1", group: "all" }, ["widened"], ["narrowed"]],
  [
    "aws_snapshot_create_volume_permission",
    { snapshot_id: "s", account_id: "222222222222" },
    ["widened"],
    ["narrowed"],
  ],
  ["aws_ec2_managed_prefix_list_entry", { prefix_list_id: "pl-1", cidr: "0.0.0.0/0" }, ["widened"], ["narrowed"]],
  ["aws_s3_account_public_access_block", block(true), ["narrowed"], ["widened"]],
  ["aws_s3_account_public_access_block", block(false), ["widened"], []],
  ["aws_s3_bucket_public_access_block", { bucket: "b", ...block(true) }, ["narrowed"], ["widened"]],
  ["aws_s3_bucket_public_access_block", { bucket: "b", ...block(false) }, ["widened"], []],
])("%s %j: created %j, destroyed %j", (type, values, created, destroyed) => {
  expect(verdicts(thing(type, null, values))).toEqual(created);
  expect(verdicts(thing(type, values, null))).toEqual(destroyed);
});

test.each<[string, Values, Values]>([
  ["aws_api_gateway_method", { authorization: "AWS_IAM" }, { authorization: "CUSTOM" }],
  ["aws_apigatewayv2_route", { authorization_type: "AWS_IAM" }, { authorization_type: "JWT" }],
  ["aws_memorydb_cluster", { acl_name: "one" }, { acl_name: "two" }],
])("%s: between two ways of signing in nobody can say (%j)", (type, before, after) => {
  expect(verdicts(thing(type, before, after))).toEqual(["unknown"]);
  expect(verdicts(thing(type, null, after))).toEqual([]);
});

test.each<[string, Values]>([
  ["aws_instance", { metadata_options: [{ http_tokens: "optional", http_put_response_hop_limit: 2 }] }],
  ["aws_cloudfront_distribution", { default_cache_behavior: [{ trusted_signers: [] }] }],
  ["aws_lightsail_bucket", {}],
])("%s: what usually stands so is news only where it changes", (type, values) => {
  expect(verdicts(thing(type, { ...values, tags: { a: "1" } }, { ...values, tags: { a: "2" } }))).toEqual([]);
});

test("a password is not shown among those who administer", () => {
  const options = { master_user_options: [{ master_user_name: "root", master_user_password: "hunter2" }] };
  const change = thing("aws_opensearch_domain", { vpc_options: [] }, { advanced_security_options: [options] });
  const text = JSON.stringify(reviewPlans(plan([change])).rows);
  expect(text).toContain("is administered by root");
  expect(text).not.toContain("hunter2");
});

test("a guard that goes with its bucket opens nothing; one that comes with a new bucket closes nothing", () => {
  const guard = thing("aws_s3_bucket_public_access_block", { bucket: "b", ...block(true) }, null);
  const bucket = { address: "aws_s3_bucket.b", before: { bucket: "b" }, after: null };
  expect(verdicts(guard, bucket)).toEqual([]);
  const reversed = (change: Change): Change => ({
    ...change,
    before: change.after ?? null,
    after: change.before ?? null,
  });
  expect(verdicts(reversed(guard), reversed(bucket))).toEqual([]);
});

test("what is known only after apply is unknown; what is not configured, AWS sets", () => {
  const after = { instance_class: "x" };
  const unknown = { publicly_accessible: true };
  const before = { publicly_accessible: false };
  expect(verdicts(thing("aws_db_instance", before, after, { unknown }))).toEqual(["unknown"]);
  expect(verdicts(thing("aws_db_instance", null, after, { unknown }))).toEqual(["unknown"]);
  expect(verdicts(thing("aws_db_instance", null, after, { unknown, configured: { instance_class: [] } }))).toEqual([]);
});

test("a grant to a group that S3 does not have may be one to everyone", () => {
  const acl = { grant: [{ grantee: [{ type: "Group", uri: "http://example.com/Anybody" }], permission: "READ" }] };
  const [row] = reviewPlans(
    plan([thing("aws_s3_bucket_acl", { bucket: "b", acl: "private" }, { bucket: "b", access_control_policy: [acl] })]),
  ).rows;
  expect(row && [rowVerdict(row), rowRisk(row)]).toEqual(["widened", "public"]);
  expect(row?.notes[0]).toMatchObject({ proven: false, text: expect.stringContaining("which is not known") as string });
});

test("the owner's own grant is none", () => {
  const acl = {
    owner: [{ id: "o" }],
    grant: [{ grantee: [{ type: "CanonicalUser", id: "o" }], permission: "FULL_CONTROL" }],
  };
  expect(verdicts(thing("aws_s3_bucket_acl", null, { bucket: "b", access_control_policy: [acl] }))).toEqual([]);
});

const group = (id: string, cidr: string): Change =>
  kept(`aws_security_group.${id}`, {
    id,
    name: id,
    ingress: [{ protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: [cidr] }],
    egress: [],
  });
const groups = [group("sg-open", "0.0.0.0/0"), group("sg-shut", "10.0.0.0/8"), group("sg-same", "10.0.0.0/8")];

test.each<[string, string, (ids: string[]) => Values]>([
  ["aws_instance", "instance", (vpc_security_group_ids) => ({ vpc_security_group_ids })],
  ["aws_network_interface", "network interface", (security_groups) => ({ security_groups })],
  ["aws_lambda_function", "lambda function", (security_group_ids) => ({ vpc_config: [{ security_group_ids }] })],
  ["aws_db_instance", "db instance", (vpc_security_group_ids) => ({ vpc_security_group_ids })],
])("%s gets other security groups", (type, kind, values) => {
  const rows = (before: string[], after: string[]): string[] =>
    rowsOf(reviewPlans(plan([...groups, thing(type, values(before), values(after))])));
  expect(rows(["sg-shut"], ["sg-open"])).toEqual([`${kind} ${type}.x: widened`]);
  expect(rows(["sg-open"], ["sg-shut"])).toEqual([`${kind} ${type}.x: narrowed`]);
  expect(rows(["sg-shut"], ["sg-same"])).toEqual([`${kind} ${type}.x: changed`]);
  expect(rows(["sg-shut"], ["sg-elsewhere"])).toEqual([`${kind} ${type}.x: widened`]);
  expect(rows(["sg-open", "sg-shut"], ["sg-open"])).toEqual([`${kind} ${type}.x: narrowed`]);
  expect(rows(["sg-open"], ["sg-open"])).toEqual([]);
});

test("a role and an exposure of one thing are one row", () => {
  const before = { role_arn: "arn:aws:iam::111111111111:role/a", root_access: "Disabled" };
  const after = { role_arn: "arn:aws:iam::111111111111:role/b", root_access: "Enabled" };
  expect(verdicts(thing("aws_sagemaker_notebook_instance", before, after))).toEqual(["widened"]);
});

test("stacks are read alike", () => {
  const stack = (publicly_accessible: boolean): Values => ({
    "cdk.tf.json": { resource: { aws_db_instance: { x: { publicly_accessible } } } },
  });
  expect(rowsOf(reviewFolders(stack(false), stack(true)))).toEqual(["db instance aws_db_instance.x: widened"]);
  expect(rowsOf(reviewFolders(stack(true), stack(true)))).toEqual([]);
});
