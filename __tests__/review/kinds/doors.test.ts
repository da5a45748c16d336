import { ONE, reviewPlans, type Values } from "../building";

const role = (name: string): string => `arn:aws:iam::${ONE}:role/${name}`;

function verdict(type: string, before: Values, after: Values): string {
  const change = { actions: ["update"], before, after, after_unknown: {} };
  return reviewPlans({
    format_version: "1.2",
    resource_changes: [{ address: `${type}.x`, mode: "managed", type, change }],
  }).verdict;
}

const IAM = "iam_database_authentication_enabled";
const endpoint = (type: string): Values => ({ endpoint_configuration: [{ types: [type] }] });
const oidc = { type: "authenticate-oidc", authenticate_oidc: [{ issuer: "https://a.example" }] };
const forward = { type: "forward", target_group_arn: "t" };
const cognito = { type: "authenticate-cognito", authenticate_cognito: [{ user_pool_arn: "p" }] };
const delivered = (behavior: string, ...groups: string[]): Values => ({ [behavior]: [{ trusted_key_groups: groups }] });

test.each<[type: string, shut: Values, open: Values]>([
  ["aws_api_gateway_rest_api", endpoint("PRIVATE"), endpoint("REGIONAL")],
  ["aws_api_gateway_method", { authorization: "CUSTOM", authorizer_id: "a" }, { authorization: "NONE" }],
  ["aws_appsync_graphql_api", { visibility: "PRIVATE" }, { visibility: "GLOBAL" }],
  ["aws_cloudfront_distribution", delivered("ordered_cache_behavior", "k"), delivered("ordered_cache_behavior")],
  ["aws_cloudfront_key_group", { items: ["a"] }, { items: ["a", "b"] }],
  ["aws_codebuild_project", { project_visibility: "PRIVATE" }, { project_visibility: "PUBLIC_READ" }],
  ["aws_codepipeline_webhook", { authentication: "GITHUB_HMAC" }, { authentication: "UNAUTHENTICATED" }],
  ["aws_ebs_snapshot_block_public_access", { state: "block-all-sharing" }, { state: "block-new-sharing" }],
  ["aws_ebs_snapshot_block_public_access", { state: "block-new-sharing" }, { state: "unblocked" }],
  [
    "aws_vpc_block_public_access_options",
    { internet_gateway_block_mode: "block-ingress" },
    { internet_gateway_block_mode: "off" },
  ],
  ["aws_neptune_cluster", { [IAM]: true }, { [IAM]: false }],
  ["aws_db_instance", { [IAM]: false }, { [IAM]: true }],
  ["aws_rds_cluster", { [IAM]: false }, { [IAM]: true }],
  ["aws_rds_cluster", { enable_http_endpoint: false }, { enable_http_endpoint: true }],
  ["aws_elasticache_user", { no_password_required: false }, { no_password_required: true }],
  ["aws_elasticache_replication_group", { auth_token: "a" }, { auth_token: null }],
  ["aws_kms_key", { is_enabled: false }, { is_enabled: true }],
  ["aws_kms_replica_key", { enabled: false }, { enabled: true }],
  ["aws_cognito_user_pool", { mfa_configuration: "ON" }, { mfa_configuration: "OPTIONAL" }],
  ["aws_cognito_user_pool", { mfa_configuration: "OPTIONAL" }, { mfa_configuration: "OFF" }],
  ["aws_cognito_user_pool_client", { callback_urls: ["https://a"] }, { callback_urls: ["https://a", "https://b"] }],
  ["aws_lakeformation_resource", { hybrid_access_enabled: false }, { hybrid_access_enabled: true }],
  ["aws_organizations_organization", { feature_set: "ALL" }, { feature_set: "CONSOLIDATED_BILLING" }],
  ["aws_lb_listener", { default_action: [oidc, forward] }, { default_action: [forward] }],
  ["aws_lb_listener_rule", { action: [oidc, forward] }, { action: [forward] }],
  ["aws_mwaa_environment", { webserver_access_mode: "PRIVATE_ONLY" }, { webserver_access_mode: "PUBLIC_ONLY" }],
])("%s: from %j to %j widens, and back narrows", (type, shut, open) => {
  expect([verdict(type, shut, open), verdict(type, open, shut)]).toEqual(["widened", "narrowed"]);
});

test.each<[type: string, before: Values, after: Values]>([
  [
    "aws_api_gateway_method",
    { authorization: "CUSTOM", authorizer_id: "a" },
    { authorization: "CUSTOM", authorizer_id: "b" },
  ],
  [
    "aws_apigatewayv2_route",
    { authorization_type: "JWT", authorization_scopes: ["a"] },
    { authorization_type: "JWT", authorization_scopes: ["a", "b"] },
  ],
  ["aws_api_gateway_rest_api", { body: "{}" }, { body: '{"swagger":"2.0"}' }],
  ["aws_cloudformation_stack", { parameters: { a: "b" } }, { parameters: { a: "c" } }],
  ["aws_cloudfront_distribution", delivered("default_cache_behavior", "a"), delivered("default_cache_behavior", "b")],
  ["aws_lb_listener", { default_action: [oidc, forward] }, { default_action: [cognito, forward] }],
  ["aws_instance", { key_name: "a" }, { key_name: "b" }],
  ["aws_elasticache_user", { access_string: "off" }, { access_string: "on ~* +@all" }],
  ["aws_memorydb_user", { access_string: "off" }, { access_string: "on ~* +@all" }],
  ["aws_transfer_server", { identity_provider_type: "SERVICE_MANAGED" }, { identity_provider_type: "API_GATEWAY" }],
])("%s: from %j to %j, nobody can say", (type, before, after) => {
  expect([verdict(type, before, after), verdict(type, after, before)]).toEqual(["unknown", "unknown"]);
});

const emr = (name: string): string =>
  JSON.stringify({ AuthorizationConfiguration: { RoleMappings: [{ Role: role(name) }] } });

test.each<[type: string, attribute: string, text: (name: string) => string]>([
  ["aws_batch_job_definition", "container_properties", (name) => JSON.stringify({ jobRoleArn: role(name) })],
  ["aws_dms_endpoint", "extra_connection_attributes", (name) => `a=b;serviceAccessRoleArn=${role(name)};c=d`],
  ["aws_emr_security_configuration", "configuration", emr],
  ["aws_osis_pipeline", "pipeline_configuration_body", (name) => `sink:\n  sts_role_arn: "${role(name)}"\n`],
  ["aws_api_gateway_integration", "credentials", role],
])("%s acts as another role by %s", (type, attribute, text) => {
  const rows = reviewPlans({
    format_version: "1.2",
    resource_changes: [
      {
        address: `${type}.x`,
        mode: "managed",
        type,
        change: {
          actions: ["update"],
          before: { [attribute]: text("a") },
          after: { [attribute]: text("b") },
          after_unknown: {},
        },
      },
    ],
  });
  expect(JSON.stringify(rows)).toContain(role("b"));
});
