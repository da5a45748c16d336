import type { Place } from "../account";
import type { Context, Rule } from "../resources/kind";
import { renderText } from "../template";
import { equal, isList, type ObjectValue, type Value } from "../values";

const region = ({ settings }: Context): Place => ({ accountId: settings.accountId, region: settings.region });

const isText = (value: Value | undefined): value is string => typeof value === "string" && value !== "";

/** The provider reads all rules of a group back into the group, whichever resource made them. */
export const groupRules =
  (direction: "ingress" | "egress") =>
  (group: ObjectValue, context: Context): Value => {
    const own = isList(group[direction]) ? group[direction] : [];
    const single = context.cloud
      .list(region(context), `aws_vpc_security_group_${direction}_rule`)
      .filter(([, rule]) => rule.security_group_id === group.id)
      .map(([, rule]) => ruleObject(rule));
    const older = context.cloud
      .list(region(context), "aws_security_group_rule")
      .filter(([, rule]) => rule.security_group_id === group.id && rule.type === direction)
      .map(([, rule]) => olderRuleObject(rule));
    const others = [...single, ...older].filter((rule) => !own.some((held) => equal(held, rule)));
    return [...own, ...others];
  };

function ruleObject(rule: ObjectValue): ObjectValue {
  const list = (value: Value | undefined): Value => (isText(value) ? [value] : []);
  const self = rule.referenced_security_group_id === rule.security_group_id;
  return {
    cidr_blocks: list(rule.cidr_ipv4),
    description: rule.description ?? "",
    from_port: rule.from_port ?? 0,
    ipv6_cidr_blocks: list(rule.cidr_ipv6),
    prefix_list_ids: list(rule.prefix_list_id),
    protocol: rule.ip_protocol ?? "",
    security_groups: self ? [] : list(rule.referenced_security_group_id),
    self,
    to_port: rule.to_port ?? 0,
  };
}

function olderRuleObject(rule: ObjectValue): ObjectValue {
  return {
    cidr_blocks: rule.cidr_blocks ?? [],
    description: rule.description ?? "",
    from_port: rule.from_port ?? 0,
    ipv6_cidr_blocks: rule.ipv6_cidr_blocks ?? [],
    prefix_list_ids: rule.prefix_list_ids ?? [],
    protocol: rule.protocol ?? "",
    security_groups: isText(rule.source_security_group_id) ? [rule.source_security_group_id] : [],
    self: rule.self ?? false,
    to_port: rule.to_port ?? 0,
  };
}

/** Two endpoints of one service cannot both own its private DNS name in a VPC. */
export const privateDnsIsFree: Rule = (change) => {
  const { action, resource, cloud } = change;
  if (action === "delete" || resource.private_dns_enabled !== true) return undefined;
  const owner = cloud
    .list(region(change), "aws_vpc_endpoint")
    .find(
      ([key, held]) =>
        key !== resource.id &&
        held.private_dns_enabled === true &&
        held.vpc_id === resource.vpc_id &&
        held.service_name === resource.service_name,
    );
  if (owner === undefined) return undefined;
  const message =
    "private-dns-enabled cannot be set because there is already a conflicting DNS domain for {service_name} in the VPC {vpc_id}";
  return { status: 400, code: "InvalidParameter", message };
};

/** An endpoint's policy, from whichever resource wrote it; without one, everything is allowed. */
export const endpointPolicy = (endpoint: ObjectValue, context: Context): Value => {
  const separate = isText(endpoint.id)
    ? context.cloud.get(region(context), "aws_vpc_endpoint_policy", endpoint.id)
    : undefined;
  const own = separate?.policy ?? endpoint.policy;
  if (isText(own)) return own;
  const everything = { Action: "*", Effect: "Allow", Principal: "*", Resource: "*" };
  return JSON.stringify({ Statement: [everything], Version: "2008-10-17" });
};

/** The id of a service's managed prefix list: the same wherever it is asked for. */
export function prefixListId(service: string): string {
  return renderText("pl-{hex:8}", {}, service);
}

export const gatewayPrefixList = (endpoint: ObjectValue): Value =>
  endpoint.vpc_endpoint_type === "Gateway" && isText(endpoint.service_name) ? prefixListId(endpoint.service_name) : "";
