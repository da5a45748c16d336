import type { Opening } from "../model";
import type { Risk } from "../../policy/compare";
import { field, fieldsOf, textOf, type Json } from "./resource";

/** What being a member of an attribute's list means. */
export interface Members {
  readonly text: string;
  readonly risk: Risk;
  /** What it gives them is decided elsewhere. */
  readonly proven?: boolean;
}

const SHARED: Members = { text: "is shared with", risk: "crossAccount" };
const ASSIGNED: Members = { text: "is shared with", risk: "write" };
const TRUSTS: Members = { text: "takes the word of", risk: "crossAccount" };
const ADMINISTERED: Members = { text: "is administered by", risk: "escalation" };
const FEDERATED = { risk: "escalation", proven: false } as const;
const COPIES: Members = { text: "copies its objects to", risk: "crossAccount" };
const PUBLIC_IP: Members = { text: "gives a public IP address to", risk: "public" };
const HANDED_TO: Members = { text: "hands its secret to who holds the PGP key", risk: "write" };
const LETS_IN: Members = { text: "lets in", risk: "write" };
const LETS_IN_BY_SECRET: Members = { text: "lets in who knows the secret", risk: "write" };
const SENDS_TO: Members = { text: "sends those who sign in, with their tokens, to", risk: "write" };

/** Attributes whose every member lets somebody in, by path, of any type or after the type that it is of. */
export const MEMBERS: Readonly<Record<string, Members>> = {
  shared_accounts: SHARED,
  "aws_iam_access_key.pgp_key": HANDED_TO,
  "aws_iam_user_login_profile.pgp_key": HANDED_TO,
  "aws_eip.instance": PUBLIC_IP,
  "aws_eip.network_interface": PUBLIC_IP,
  "aws_eip_association.instance_id": PUBLIC_IP,
  "aws_eip_association.network_interface_id": PUBLIC_IP,
  "aws_ami_launch_permission.account_id": SHARED,
  "aws_ami_launch_permission.group": SHARED,
  "aws_ami_launch_permission.organization_arn": SHARED,
  "aws_ami_launch_permission.organizational_unit_arn": SHARED,
  "aws_snapshot_create_volume_permission.account_id": SHARED,
  "aws_vpc_endpoint_service.allowed_principals": SHARED,
  "aws_vpc_endpoint_service_allowed_principal.principal_arn": SHARED,
  "aws_globalaccelerator_cross_account_attachment.principals": SHARED,
  "aws_redshift_data_share_authorization.consumer_identifier": SHARED,
  "aws_redshift_data_share_consumer_association.consumer_arn": SHARED,
  "aws_redshift_endpoint_authorization.account": SHARED,
  "aws_opensearch_authorize_vpc_endpoint_access.account": SHARED,
  "aws_config_aggregate_authorization.account_id": SHARED,
  "aws_servicecatalog_portfolio_share.principal_id": SHARED,
  "aws_ssm_document.permissions": SHARED,
  "aws_dlm_lifecycle_policy.policy_details.schedule.share_rule": SHARED,
  "aws_imagebuilder_distribution_configuration.distribution.ami_distribution_configuration.launch_permission": SHARED,
  "aws_imagebuilder_distribution_configuration.distribution.ami_distribution_configuration.target_account_ids": SHARED,
  "aws_cleanrooms_collaboration.member": SHARED,
  "aws_securitylake_custom_log_source.configuration.provider_identity": SHARED,
  "aws_securitylake_subscriber.subscriber_identity": SHARED,
  "aws_s3_bucket_replication_configuration.rule.destination": COPIES,
  "aws_s3_bucket_inventory.destination.bucket.bucket_arn": { ...COPIES, text: "lists its objects in" },
  "aws_ecr_replication_configuration.replication_configuration.rule.destination": {
    ...COPIES,
    text: "copies its images to",
  },
  "aws_dynamodb_table_export.s3_bucket": { ...COPIES, text: "copies its items to" },
  "aws_sns_topic_subscription.endpoint": { ...COPIES, text: "sends the topic's messages to" },
  "aws_cloudwatch_log_subscription_filter.destination_arn": { ...COPIES, text: "sends the log to" },
  "aws_oam_link.sink_identifier": SHARED,
  "aws_cloudfront_vpc_origin.vpc_origin_endpoint_config.arn": {
    text: "lets the internet reach, through CloudFront,",
    risk: "public",
    proven: false,
  },
  "aws_quicksight_analysis.permissions": ASSIGNED,
  "aws_quicksight_dashboard.permissions": ASSIGNED,
  "aws_quicksight_data_set.permissions": ASSIGNED,
  "aws_quicksight_data_source.permission": ASSIGNED,
  "aws_quicksight_folder.permissions": ASSIGNED,
  "aws_quicksight_template.permissions": ASSIGNED,
  "aws_quicksight_theme.permissions": ASSIGNED,
  "aws_cognito_identity_pool.cognito_identity_providers": TRUSTS,
  "aws_cognito_identity_pool.openid_connect_provider_arns": TRUSTS,
  "aws_cognito_identity_pool.saml_provider_arns": TRUSTS,
  "aws_cognito_identity_pool.supported_login_providers": TRUSTS,
  "aws_msk_cluster.client_authentication.tls.certificate_authority_arns": TRUSTS,
  "aws_s3control_access_grants_instance.identity_center_arn": TRUSTS,
  "aws_s3control_access_grants_location.location_scope": {
    text: "lets whom it grants access reach",
    risk: "write",
    proven: false,
  },
  "aws_organizations_organization.aws_service_access_principals": {
    text: "trusts, in every account, the service",
    risk: "escalation",
  },
  "aws_iam_organizations_features.enabled_features": { text: "turns on", risk: "escalation" },
  "aws_ram_resource_share.permission_arns": { text: "shares with the permission", risk: "write" },
  "aws_lakeformation_data_lake_settings.admins": ADMINISTERED,
  "aws_lakeformation_data_lake_settings.read_only_admins": { text: "is read by", risk: "read" },
  "aws_lakeformation_data_lake_settings.external_data_filtering_allow_list": SHARED,
  "aws_lakeformation_data_lake_settings.trusted_resource_owners": TRUSTS,
  "aws_opensearch_domain.advanced_security_options.master_user_options.master_user_arn": ADMINISTERED,
  "aws_opensearch_domain.advanced_security_options.master_user_options.master_user_name": ADMINISTERED,
  "aws_elasticsearch_domain.advanced_security_options.master_user_options.master_user_arn": ADMINISTERED,
  "aws_elasticsearch_domain.advanced_security_options.master_user_options.master_user_name": ADMINISTERED,
  "aws_iam_openid_connect_provider.url": { ...FEDERATED, text: "takes the word of" },
  "aws_iam_openid_connect_provider.client_id_list": { ...FEDERATED, text: "takes tokens for the client" },
  "aws_iam_openid_connect_provider.thumbprint_list": { ...FEDERATED, text: "trusts the certificate" },
  "aws_api_gateway_authorizer.provider_arns": TRUSTS,
  "aws_cloudfront_key_group.items": { text: "takes signatures by the key", risk: "read" },
  "aws_cleanrooms_configured_table.allowed_columns": { text: "lets others query the column", risk: "read" },
  "aws_msk_scram_secret_association.secret_arn_list": LETS_IN_BY_SECRET,
  "aws_msk_single_scram_secret_association.secret_arn": LETS_IN_BY_SECRET,
  "aws_connect_user.security_profile_ids": { text: "has the security profile", risk: "write" },
  "aws_sagemaker_domain.domain_settings.docker_settings.vpc_only_trusted_accounts": {
    text: "runs images of the account",
    risk: "escalation",
  },
  "aws_bedrockagentcore_workload_identity.allowed_resource_oauth2_return_urls": SENDS_TO,
  "aws_storagegateway_smb_file_share.admin_user_list": ADMINISTERED,
  ...Object.fromEntries<Members>(
    ["aws_cognito_user_pool_client", "aws_cognito_managed_user_pool_client"].flatMap((client): [string, Members][] => [
      [`${client}.callback_urls`, SENDS_TO],
      [`${client}.allowed_oauth_flows`, { text: "signs in by the flow", risk: "write" }],
      [`${client}.explicit_auth_flows`, { text: "signs in by the flow", risk: "write" }],
      [`${client}.allowed_oauth_scopes`, { text: "gives tokens of the scope", risk: "write" }],
      [`${client}.supported_identity_providers`, TRUSTS],
    ]),
  ),
  "aws_elasticache_user_group.user_ids": LETS_IN,
  "aws_memorydb_acl.user_names": LETS_IN,
  "aws_sagemaker_workteam.member_definition": LETS_IN,
  "aws_sagemaker_space.ownership_settings.owner_user_profile_name": LETS_IN,
  "aws_cognito_user.username": LETS_IN,
  "aws_workspaces_workspace.user_name": LETS_IN,
  "aws_gamelift_fleet.ec2_inbound_permission": LETS_IN,
};

/** Whom or what a value lets in: an account, a principal, everyone; of a block, all that it says. */
export function memberOpenings(value: Json, { text, risk, proven = true }: Members): Opening[] {
  // What shares an SSM document is a map: `{ type = "Share", account_ids = "All" }`.
  const ids = textOf(field(fieldsOf(value), "account_ids"))?.split(",") ?? [leavesOf(value).join(" ")];
  return ids
    .map((id) => id.trim())
    .filter((id) => id !== "")
    .map((id) =>
      /^(?:\*|all)$/i.test(id)
        ? { key: `${text} everyone`, text: `${text} everyone`, risk: "public" as const, proven: true }
        : { key: `${text} ${id}`, text: `${text} ${shortened(id)}`, risk, proven },
    );
}

/** A whole key or certificate is no reading. */
function shortened(id: string): string {
  return id.length > MAX_SHOWN ? `${id.slice(0, MAX_SHOWN)}…` : id;
}

const MAX_SHOWN = 200;

/** The texts within a value, of objects with their names. */
function leavesOf(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap((one: Json) => leavesOf(one));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([name, one]) => {
      const leaves = leavesOf(one as Json);
      return leaves.length > 0 ? [`${name} ${leaves.join(" ")}`] : [];
    });
  }
  return ["string", "number", "boolean"].includes(typeof value) && value !== ""
    ? [`${value as string | number | boolean}`]
    : [];
}
