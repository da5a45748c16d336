import type { Opening } from "../model";
import type { Risk } from "../../policy/compare";
import { TYPES } from "../types";
import { field, fieldsOf, textOf, textsOf, type Json } from "./resource";

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
}

const reachable = (open: Switch["open"], byDefault: Switch["byDefault"], text: string): Switch => ({
  open,
  byDefault,
  text,
});
const guard = (text: string): Switch => ({ open: [false], byDefault: "open", text, guard: true });
const publicIp = reachable([true], "shut", "has a public IP address");

/** Path of an attribute, of any type or after the type that it is of → how it opens. */
const SWITCHES: Readonly<Record<string, Switch>> = {
  publicly_accessible: reachable([true], "shut", "is publicly accessible"),
  internal: reachable([false], "open", "faces the internet"),
  map_public_ip_on_launch: reachable([true], "shut", "gives what starts in it a public IP address"),
  associate_public_ip_address: publicIp,
  create_public_ip: publicIp,
  "launch_specification.associate_public_ip_address": publicIp,
  "network_interfaces.associate_public_ip_address": publicIp,
  "network_configuration.assign_public_ip": publicIp,
  "ecs_target.network_configuration.assign_public_ip": publicIp,
  "network_configuration.ingress_configuration.is_publicly_accessible": reachable(
    [true],
    "open",
    "is publicly accessible",
  ),
  public_connectivity: reachable([true], "shut", "is publicly accessible"),
  "broker_node_group_info.connectivity_info.public_access.type": reachable(
    ["SERVICE_PROVIDED_EIPS"],
    "shut",
    "is publicly accessible",
  ),
  "aws_transfer_server.endpoint_type": reachable(["PUBLIC"], "open", "is publicly accessible"),
  "aws_lambda_function_url.authorization_type": reachable(["NONE"], "open", "asks nobody who calls it for a signature"),
  "aws_apigatewayv2_route.authorization_type": reachable(
    ["NONE"],
    "open",
    "asks nobody who calls it for authorization",
  ),
  "aws_vpclattice_service.auth_type": reachable(["NONE"], "open", "asks nobody who calls it for authorization"),
  "aws_vpclattice_service_network.auth_type": reachable(["NONE"], "open", "asks nobody who calls it for authorization"),
  direct_internet_access: reachable(["Enabled"], "open", "reaches the internet directly"),
  "aws_sagemaker_domain.app_network_access_type": reachable(
    ["PublicInternetOnly"],
    "open",
    "its applications reach the internet directly",
  ),
  root_access: { open: ["Enabled"], byDefault: "open", text: "its users are root", risk: "escalation" },
  "aws_ec2_serial_console_access.enabled": {
    open: [true],
    byDefault: "open",
    text: "serial consoles can be used",
    risk: "escalation",
  },
  "aws_ec2_transit_gateway.auto_accept_shared_attachments": {
    open: ["enable"],
    byDefault: "shut",
    text: "accepts attachments of other accounts",
    risk: "crossAccount",
  },
  "aws_vpc_endpoint_service.acceptance_required": {
    open: [false],
    byDefault: "open",
    text: "accepts endpoints without asking",
    risk: "crossAccount",
  },
  block_public_acls: guard("public ACLs are accepted (block_public_acls is off)"),
  block_public_policy: guard("public policies are accepted (block_public_policy is off)"),
  ignore_public_acls: guard("public ACLs count (ignore_public_acls is off)"),
  restrict_public_buckets: guard("public policies count for everyone (restrict_public_buckets is off)"),
  "aws_s3_bucket_ownership_controls.rule.object_ownership": {
    open: ["ObjectWriter", "BucketOwnerPreferred"],
    byDefault: "open",
    text: "ACLs count (object_ownership is not BucketOwnerEnforced)",
    guard: true,
  },
  "aws_ebs_snapshot_block_public_access.state": {
    open: ["unblocked"],
    byDefault: "open",
    text: "snapshots may be shared with everyone",
    guard: true,
  },
  "aws_ec2_image_block_public_access.state": {
    open: ["unblocked"],
    byDefault: "open",
    text: "images may be shared with everyone",
    guard: true,
  },
};

/** Attributes whose every value lets somebody in: accounts, principals, groups. */
const MEMBERS: ReadonlySet<string> = new Set([
  "shared_accounts",
  "aws_ami_launch_permission.account_id",
  "aws_ami_launch_permission.group",
  "aws_ami_launch_permission.organization_arn",
  "aws_ami_launch_permission.organizational_unit_arn",
  "aws_snapshot_create_volume_permission.account_id",
  "aws_vpc_endpoint_service.allowed_principals",
  "aws_vpc_endpoint_service_allowed_principal.principal_arn",
  "aws_globalaccelerator_cross_account_attachment.principals",
  "aws_redshift_data_share_authorization.consumer_identifier",
  "aws_redshift_data_share_consumer_association.consumer_arn",
  "aws_redshift_endpoint_authorization.account",
  "aws_opensearch_authorize_vpc_endpoint_access.account",
  "aws_config_aggregate_authorization.account_id",
  "aws_servicecatalog_portfolio_share.principal_id",
  "aws_ssm_document.permissions",
]);

const ACLS: ReadonlySet<string> = new Set(["acl", "access_control_policy", "grant"]);

/** Attributes that are ranges of addresses, compared as the rules of security groups are. */
const RANGES: ReadonlySet<string> = new Set([
  "aws_eks_cluster.vpc_config.endpoint_public_access",
  "aws_eks_cluster.vpc_config.public_access_cidrs",
  "aws_ec2_managed_prefix_list.entry",
  "aws_ec2_managed_prefix_list_entry.cidr",
]);

/** How an attribute is read: as a switch, by its members, as an ACL, as ranges of addresses. */
type Rule = Switch | "members" | "acl" | "ranges";

function ruleOf(type: string, path: string): Rule | undefined {
  const own = `${type}.${path}`;
  const found = [own, path].find((name) => Object.hasOwn(SWITCHES, name));
  if (found !== undefined) return SWITCHES[found];
  if (MEMBERS.has(own) || MEMBERS.has(path)) return "members";
  if (RANGES.has(own)) return "ranges";
  return ACLS.has(path) && type.startsWith("aws_s3_") ? "acl" : undefined;
}

/** What is read of a type: what may stand open, and the security groups through which it is reached. */
interface Paths {
  readonly openings: readonly { readonly path: string; readonly rule: Rule }[];
  readonly groups: readonly string[];
}

/** Resource type → what of it is compared. */
export const READ: ReadonlyMap<string, Paths> = new Map(
  [...TYPES].flatMap(([type, { exposes = [], securityGroups: groups = [] }]) => {
    const openings = exposes.flatMap((path) => {
      const rule = ruleOf(type, path);
      return rule === undefined ? [] : [{ path, rule }];
    });
    return openings.length + groups.length > 0 ? [[type, { openings, groups }] as const] : [];
  }),
);

/** Whether what an attribute exposes is compared. */
export function isExposureRead(type: string, path: string): boolean {
  return READ.get(type)?.openings.some((one) => one.path === path) === true;
}

/** Whom a value lets in: an account, a principal, or everyone. */
export function memberOpenings(value: Json): Opening[] {
  // What shares an SSM document is a map: `{ type = "Share", account_ids = "All" }`.
  const ids = textOf(field(fieldsOf(value), "account_ids"))?.split(",") ?? textsOf(value);
  return ids
    .map((id) => id.trim())
    .filter((id) => id !== "")
    .map((id) => {
      const everyone = /^(?:\*|all)$/i.test(id);
      return everyone
        ? { key: "everyone", text: "is shared with everyone", risk: "public" as const, proven: true }
        : { key: id, text: `is shared with ${id}`, risk: "crossAccount" as const, proven: true };
    });
}
