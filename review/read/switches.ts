import type { Risk } from "../../policy/compare";

/** An attribute with which something is open or shut. */
export interface Switch {
  /** The values that open it, and what the provider or AWS takes where none is set. */
  readonly open: readonly (string | boolean)[];
  readonly byDefault: "open" | "shut";
  /** What is open then. */
  readonly text: string;
  /** @default public */
  readonly risk?: Risk;
  /** It only holds others shut: with the resource itself, the guard goes. */
  readonly guard?: true;
  /** Nothing that is made open by it is news: only a change of what is there already is. */
  readonly onlyChanges?: true;
  /** The other values are not more and less of one thing: between two of them nobody can say what changes. */
  readonly otherwise?: "unknown";
  /** The attribute that opens it for everyone whom this one lets in. */
  readonly partOf?: string;
  /** A block with which the default is shut. */
  readonly shutBy?: string;
}

/** Opens by these values; shut where none is set. */
function opens(text: string, ...open: Switch["open"]): Switch {
  return { open, byDefault: "shut", text };
}

/** Open where none is set, and by these values. */
function isOpen(text: string, ...open: Switch["open"]): Switch {
  return { open, byDefault: "open", text };
}

/** A restriction that something has or has not: open where there is none. */
function unrestricted(text: string, ...open: Switch["open"]): Switch {
  return { ...isOpen(text, ...open), onlyChanges: true };
}

const guard = (text: string): Switch => ({ ...isOpen(text, false), guard: true });

const publicIp = opens("has a public IP address", true);
const publicly = "is publicly accessible";
const unsigned = "asks nobody who calls it for authorization";
const internetEndpoint = isOpen("its endpoint is on the internet");
const metadata: Switch = {
  ...unrestricted("its role's credentials are handed out without a session token (IMDSv1)", "optional"),
  risk: "escalation",
};
const finegrained = unrestricted("has no access control of its own (advanced_security_options)", false);
const anonymous = opens("lets in who does not sign in", true);
const ownUsers: Switch = { ...opens("has users of its own", true), risk: "write", onlyChanges: true };
const certificates = unrestricted("asks its clients for no certificate", "off", "passthrough");

/** Path of an attribute, of any type or after the type that it is of → how it opens. */
export const SWITCHES: Readonly<Record<string, Switch>> = {
  publicly_accessible: opens(publicly, true),
  internal: isOpen("faces the internet", false),
  map_public_ip_on_launch: opens("gives what starts in it a public IP address", true),
  associate_public_ip_address: publicIp,
  create_public_ip: publicIp,
  "launch_specification.associate_public_ip_address": publicIp,
  "network_interfaces.associate_public_ip_address": publicIp,
  "network_configuration.assign_public_ip": publicIp,
  "ecs_target.network_configuration.assign_public_ip": publicIp,
  "target.ecs_parameters.network_configuration.assign_public_ip": publicIp,
  "target_parameters.ecs_task_parameters.network_configuration.aws_vpc_configuration.assign_public_ip": {
    ...publicIp,
    open: ["ENABLED"],
  },
  "network_configuration.ingress_configuration.is_publicly_accessible": isOpen(publicly, true),
  public_connectivity: opens(publicly, true),
  "broker_node_group_info.connectivity_info.public_access.type": opens(publicly, "SERVICE_PROVIDED_EIPS"),
  "aws_transfer_server.endpoint_type": isOpen(publicly, "PUBLIC"),
  "aws_opensearch_domain.vpc_options.subnet_ids": internetEndpoint,
  "aws_elasticsearch_domain.vpc_options.subnet_ids": internetEndpoint,

  // Who calls is asked for nothing.
  "aws_lambda_function_url.authorization_type": isOpen("asks nobody who calls it for a signature", "NONE"),
  "aws_api_gateway_method.authorization": { ...isOpen(unsigned, "NONE"), otherwise: "unknown" },
  "aws_api_gateway_method.api_key_required": { ...unrestricted("asks for no API key", false), risk: "write" },
  "aws_apigatewayv2_route.authorization_type": { ...isOpen(unsigned, "NONE"), otherwise: "unknown" },
  "aws_vpclattice_service.auth_type": isOpen(unsigned, "NONE"),
  "aws_vpclattice_service_network.auth_type": isOpen(unsigned, "NONE"),
  "aws_bedrockagentcore_gateway.authorizer_type": { ...isOpen(unsigned, "NONE"), otherwise: "unknown" },
  "aws_cognito_identity_pool.allow_unauthenticated_identities": opens("gives who does not sign in credentials", true),
  "aws_cognito_user_pool.admin_create_user_config.allow_admin_create_user_only": isOpen("anyone may sign up", false),
  "aws_ssoadmin_application_assignment_configuration.assignment_required": isOpen("whoever signs in may use it", false),
  "aws_msk_cluster.client_authentication.unauthenticated": {
    ...isOpen("lets in clients that do not sign in", true),
    shutBy: "client_authentication",
  },
  "aws_msk_cluster.client_authentication.sasl.iam": {
    ...opens("lets in who signs in by IAM", true),
    risk: "write",
    partOf: "client_authentication.unauthenticated",
    onlyChanges: true,
  },
  "aws_msk_cluster.client_authentication.sasl.scram": {
    ...opens("lets in who signs in by a password", true),
    risk: "write",
    partOf: "client_authentication.unauthenticated",
    onlyChanges: true,
  },
  "aws_memorydb_cluster.acl_name": { ...opens("lets in who does not sign in", "open-access"), otherwise: "unknown" },
  "aws_opensearch_domain.advanced_security_options.enabled": finegrained,
  "aws_elasticsearch_domain.advanced_security_options.enabled": finegrained,
  "aws_opensearch_domain.advanced_security_options.anonymous_auth_enabled": anonymous,
  "aws_opensearch_domain.advanced_security_options.internal_user_database_enabled": ownUsers,
  "aws_elasticsearch_domain.advanced_security_options.internal_user_database_enabled": ownUsers,
  "aws_storagegateway_smb_file_share.authentication": opens("guests may use it", "GuestAccess"),
  "aws_amplify_branch.enable_basic_auth": unrestricted("asks its readers for no password", false),
  "aws_lb_listener.mutual_authentication.mode": certificates,
  "aws_alb_listener.mutual_authentication.mode": certificates,
  "mutual_tls_authentication.truststore_uri": certificates,
  "default_cache_behavior.trusted_signers": unrestricted("delivers what is asked for without a signature"),
  "default_cache_behavior.trusted_key_groups": unrestricted("delivers what is asked for without a signature"),
  "aws_acmpca_certificate_authority.revocation_configuration.crl_configuration.s3_object_acl": {
    ...opens("its list of revoked certificates is public", "PUBLIC_READ"),
    risk: "read",
  },

  // What runs may do more than its work.
  direct_internet_access: isOpen("reaches the internet directly", "Enabled"),
  "aws_sagemaker_domain.app_network_access_type": isOpen(
    "its applications reach the internet directly",
    "PublicInternetOnly",
  ),
  root_access: { ...isOpen("its users are root", "Enabled"), risk: "escalation" },
  "metadata_options.http_tokens": metadata,
  "aws_ec2_instance_metadata_defaults.http_tokens": metadata,
  "metadata_options.http_endpoint": {
    ...unrestricted("its role's credentials are handed out (the metadata service is on)", "enabled"),
    risk: "escalation",
  },
  "aws_ec2_serial_console_access.enabled": { ...isOpen("serial consoles can be used", true), risk: "escalation" },
  "aws_eks_cluster.access_config.bootstrap_cluster_creator_admin_permissions": {
    ...unrestricted("who makes it administers it", true),
    risk: "escalation",
  },
  "aws_emr_cluster.visible_to_all_users": { ...unrestricted("every user of the account sees it", true), risk: "write" },
  "aws_qldb_ledger.permissions_mode": {
    ...opens("whoever may use it may do everything in it", "ALLOW_ALL"),
    risk: "write",
  },
  "aws_iot_certificate.active": { ...opens("signs in what holds it", true), risk: "write" },
  "aws_iot_ca_certificate.active": { ...opens("signs in what holds a certificate of it", true), risk: "write" },

  // Other accounts.
  "aws_ec2_transit_gateway.auto_accept_shared_attachments": {
    ...opens("accepts attachments of other accounts", "enable"),
    risk: "crossAccount",
  },
  "aws_vpc_endpoint_service.acceptance_required": {
    ...isOpen("accepts endpoints without asking", false),
    risk: "crossAccount",
  },
  "aws_ram_resource_share.allow_external_principals": {
    ...opens("may be shared outside of the organization", true),
    risk: "crossAccount",
  },
  "aws_redshift_data_share_consumer_association.associate_entire_account": {
    ...opens("is for the whole account", true),
    risk: "crossAccount",
  },

  // Guards.
  block_public_acls: guard("public ACLs are accepted (block_public_acls is off)"),
  block_public_policy: guard("public policies are accepted (block_public_policy is off)"),
  ignore_public_acls: guard("public ACLs count (ignore_public_acls is off)"),
  restrict_public_buckets: guard("public policies count for everyone (restrict_public_buckets is off)"),
  "aws_s3_bucket_ownership_controls.rule.object_ownership": {
    ...isOpen("ACLs count (object_ownership is not BucketOwnerEnforced)", "ObjectWriter", "BucketOwnerPreferred"),
    guard: true,
  },
  "aws_ebs_snapshot_block_public_access.state": {
    ...isOpen("snapshots may be shared with everyone", "unblocked"),
    guard: true,
  },
  "aws_ec2_image_block_public_access.state": {
    ...isOpen("images may be shared with everyone", "unblocked"),
    guard: true,
  },
  "aws_emr_block_public_access_configuration.block_public_security_group_rules": guard(
    "clusters may be open to everyone (block_public_security_group_rules is off)",
  ),
};
