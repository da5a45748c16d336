import { TYPES, type AccessKind } from "../types";
import { isGranting } from "./granted";
import { MEMBERS, type Members } from "./members";
import type { Switch } from "./switch";
import { SWITCHES } from "./switches";

const ACLS: ReadonlySet<string> = new Set([
  "acl",
  "access_control_policy",
  "grant",
  "target_grant",
  "object_acl",
  "canned_acl_for_objects",
  "s3.canned_acl",
  "error_action.s3.canned_acl",
]);

/** Attributes that are ranges of addresses, compared as the rules of security groups are. */
const RANGES: ReadonlySet<string> = new Set([
  "aws_eks_cluster.vpc_config.endpoint_public_access",
  "aws_eks_cluster.vpc_config.public_access_cidrs",
  "aws_ec2_managed_prefix_list.entry",
  "aws_ec2_managed_prefix_list_entry.cidr",
  "aws_storagegateway_nfs_file_share.client_list",
  "aws_chime_voice_connector_termination.cidr_allow_list",
  "aws_medialive_input_security_group.whitelist_rules.cidr",
  "aws_workspaces_ip_group.rules.source",
  "aws_workspacesweb_ip_access_settings.ip_rule.ip_range",
  "aws_network_acl.ingress",
  "aws_network_acl.egress",
  "aws_default_network_acl.ingress",
  "aws_default_network_acl.egress",
  "aws_network_acl.subnet_ids",
  "aws_default_network_acl.subnet_ids",
  "aws_network_acl_association.network_acl_id",
  "aws_network_acl_association.subnet_id",
  "aws_network_acl_rule.cidr_block",
  "aws_network_acl_rule.ipv6_cidr_block",
  "aws_network_acl_rule.rule_action",
  "aws_network_acl_rule.network_acl_id",
]);

/** How an attribute is read: as a switch, by its members, as an ACL, as metadata, by how far it reaches, with all of a grant, as ranges of addresses. */
export type Rule =
  | { readonly as: "switch"; readonly how: Switch }
  | { readonly as: "members"; readonly how: Members }
  | { readonly as: "acl" }
  | { readonly as: "saml" }
  | { readonly as: "hops" }
  | { readonly as: "granted" }
  | { readonly as: "ranges" };

function ruleOf(type: string, path: string): Rule | undefined {
  if (isGranting(type)) return { as: "granted" };
  const own = `${type}.${path}`;
  const [byOpening, byMembers] = [SWITCHES, MEMBERS].map((table) =>
    [own, path].find((name) => Object.hasOwn(table, name)),
  );
  const [how, members] = [SWITCHES[byOpening ?? ""], MEMBERS[byMembers ?? ""]];
  if (how) return { as: "switch", how };
  if (members) return { as: "members", how: members };
  if (/(?:^|\.)http_put_response_hop_limit$/.test(path)) return { as: "hops" };
  if (RANGES.has(own)) return { as: "ranges" };
  if (own === "aws_iam_saml_provider.saml_metadata_document") return { as: "saml" };
  return ACLS.has(path) ? { as: "acl" } : undefined;
}

/** What is read of a type: what may stand open, and the security groups through which it is reached. */
interface Paths {
  readonly openings: readonly { readonly path: string; readonly rule: Rule }[];
  readonly groups: readonly string[];
}

/** The kinds of access that stand open, or do not. */
const KINDS = ["exposes", "membership", "federates", "attaches"] as const satisfies readonly AccessKind[];

/** Resource type → what of it is compared. */
export const READ: ReadonlyMap<string, Paths> = new Map(
  [...TYPES].flatMap(([type, access]) => {
    const openings = KINDS.flatMap((kind) => access[kind] ?? []).flatMap((path) => {
      const rule = ruleOf(type, path);
      return rule === undefined ? [] : [{ path, rule }];
    });
    const groups = access.securityGroups ?? [];
    return openings.length + groups.length > 0 ? [[type, { openings, groups }] as const] : [];
  }),
);

/** Whether what an attribute opens is compared. */
export function isExposureRead(type: string, path: string): boolean {
  return READ.get(type)?.openings.some((one) => one.path === path) === true;
}
