import type { Note } from "../model";

/** What it means for access that a resource is made, destroyed, or changed in another way than losing members of a list. */
export interface Effect {
  readonly created: Note["verdict"];
  readonly destroyed: Note["verdict"];
  readonly changed: Note["verdict"];
  /** What a reader has to know. */
  readonly text: string;
}

/** Somebody gets in, or gets more: what goes takes it away. */
function gives(text: string): Effect {
  return { created: "widened", destroyed: "narrowed", changed: "widened", text };
}

/** A policy whose text is in another account: it may allow, and may have denied. */
function attaches(text: string): Effect {
  return { created: "widened", destroyed: "widened", changed: "widened", text };
}

const DELEGATES = gives("which account administers a service for the whole organization");

/**
 * Resource types of which it is known which way they change access, while the policies behind them are elsewhere: an
 * account that is assigned, a user that gets a key, an identity provider. None of it is proven by a request.
 */
export const WAYS_IN: Readonly<Record<string, Effect>> = {
  aws_rolesanywhere_trust_anchor: gives("whom the account trusts: roles may be taken with its certificates"),
  aws_rolesanywhere_profile: gives("which roles may be taken with certificates"),
  aws_organizations_account: attaches("which policies of an organization apply to an account, and who administers it"),
  aws_directory_service_shared_directory: gives("which account a directory is shared with"),
  aws_directory_service_shared_directory_accepter: gives("which directory of another account signs people in"),
  aws_directory_service_trust: gives("whose users a directory trusts"),
  aws_eks_identity_provider_config: gives("whom a cluster trusts"),
  aws_ec2_client_vpn_authorization_rule: gives("who reaches which part of a network"),
  aws_elasticache_user_group_association: gives("which user gets into a cache"),
  aws_emr_studio_session_mapping: gives("who may use a studio"),
  aws_elasticsearch_domain_saml_options: gives("whom a domain trusts"),
  aws_opensearch_domain_saml_options: gives("whom a domain trusts"),
  aws_opensearchserverless_security_config: gives("whom collections trust"),
  aws_cloud9_environment_membership: gives("who may use an environment"),
  aws_grafana_role_association: gives("who may do what in a workspace"),
  aws_grafana_workspace_api_key: gives("a key with which a workspace is used"),
  aws_grafana_workspace_saml_configuration: gives("who may do what in a workspace"),
  aws_grafana_workspace_service_account: gives("a program that uses a workspace"),
  aws_iot_authorizer: gives("whom devices are let in by"),
  aws_iot_thing_principal_attachment: gives("which certificate a thing signs in with"),
  aws_lakeformation_resource_lf_tag: gives("who may read or change data, by its tags"),
  aws_lakeformation_resource_lf_tags: gives("who may read or change data, by its tags"),
  aws_licensemanager_grant: gives("whom licences are given to"),
  aws_licensemanager_grant_accepter: gives("licences of another account"),
  aws_lightsail_bucket_access_key: gives("a key to all objects of a bucket"),
  aws_lightsail_bucket_resource_access: gives("what reads and changes the objects of a bucket"),
  aws_lightsail_instance_public_ports: gives("which ports of an instance are open to whom"),
  aws_auditmanager_framework_share: gives("which account a framework is shared with"),
  aws_network_interface_permission: gives("which account may attach an interface"),
  aws_organizations_delegated_administrator: DELEGATES,
  aws_quicksight_group_membership: gives("who is in a group"),
  aws_quicksight_role_membership: gives("who has a role"),
  aws_quicksight_user: gives("who gets in"),
  aws_ram_resource_share_accepter: gives("what another account shares"),
  aws_ram_sharing_with_organization: gives("that shares need no invitation within the organization"),
  aws_route53_vpc_association_authorization: gives("which network of another account resolves the names of a zone"),
  aws_servicecatalog_organizations_access: gives("that portfolios can be shared within the organization"),
  aws_servicecatalog_principal_portfolio_association: gives("who may launch the products of a portfolio"),
  aws_shield_drt_access_log_bucket_association: gives("that AWS's response team reads a bucket"),
  aws_ssoadmin_application_access_scope: gives("what an application may ask for"),
  aws_ssoadmin_application_assignment: gives("who may use an application"),
  aws_ssoadmin_trusted_token_issuer: gives("whose tokens applications take"),
  aws_api_gateway_usage_plan_key: gives("which key calls the methods of a plan that ask for one"),
  aws_api_gateway_domain_name_access_association: gives("which endpoint reaches a private domain name"),
  aws_appsync_api_key: gives("a key with which an API is called"),
  aws_cloudfront_public_key: gives("by whose signature files are delivered"),
  aws_cognito_identity_provider: gives("whose users a user pool lets in"),
  aws_datazone_user_profile: gives("who gets into a domain"),
  aws_quicksight_folder_membership: gives("what those see whom a folder is shared with"),
  aws_servicecatalog_product_portfolio_association: gives("what those may launch who have a portfolio"),
  aws_appstream_user_stack_association: gives("who may use a stack"),
  aws_ivs_playback_key_pair: gives("by whose signature channels are played"),
  aws_transfer_ssh_key: gives("a key with which a user of a server signs in"),
  aws_opensearch_inbound_connection_accepter: gives("which domain of others queries this one"),
  aws_vpc_peering_connection: gives("which network joins this one, as far as routes and security groups let through"),
  aws_vpc_peering_connection_accepter: gives(
    "which network joins this one, as far as routes and security groups let through",
  ),
  aws_ec2_transit_gateway_vpc_attachment_accepter: gives("which network of another account joins a gateway"),
  aws_ec2_transit_gateway_peering_attachment_accepter: gives("which gateway of another account joins this one"),
  aws_vpc_endpoint_connection_accepter: gives("which endpoint of another account uses a service"),
  aws_macie2_invitation_accepter: gives("which account reads the findings of this one"),
  aws_guardduty_invite_accepter: gives("which account reads the findings of this one"),
  aws_detective_invitation_accepter: gives("which account reads the findings of this one"),
  aws_securityhub_invite_accepter: gives("which account reads the findings of this one"),
  aws_auditmanager_organization_admin_account_registration: DELEGATES,
  aws_guardduty_organization_admin_account: DELEGATES,
  aws_macie2_organization_admin_account: DELEGATES,
  aws_securityhub_organization_admin_account: DELEGATES,
  aws_fms_admin_account: DELEGATES,
  aws_inspector2_delegated_admin_account: DELEGATES,
  aws_detective_organization_admin_account: DELEGATES,
  aws_vpc_ipam_organization_admin_account: DELEGATES,
  aws_cloudtrail_organization_delegated_admin_account: DELEGATES,
  // The policies above a unit hold, or do not, what its own do.
  aws_organizations_organizational_unit: attaches("which policies of an organization apply to the accounts of a unit"),
  // An IoT policy may deny, too.
  aws_iot_thing_group_membership: attaches("what a thing may do, by its group"),
  aws_iot_policy_attachment: attaches("what a certificate or a group of things may do"),
  aws_quicksight_iam_policy_assignment: attaches("what users of QuickSight may do"),
};
