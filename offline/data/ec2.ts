import { Failure } from "../failure";
import { prefixListId } from "../rules/ec2";
import { asText, type ObjectValue } from "../values";
import { findOne } from "./find";
import type { DataContext, DataKind } from "./kind";

/** Services that have a managed prefix list: those of gateway endpoints. */
const GATEWAY_SERVICES = ["s3", "dynamodb"];

/** A managed prefix list, by name or id. */
function prefixList(config: ObjectValue, { settings: { region } }: DataContext): { id: string; name: string } {
  const id = config.prefix_list_id ?? config.id ?? null;
  const lists = GATEWAY_SERVICES.map((service) => `com.amazonaws.${region}.${service}`);
  const found = lists
    .map((name) => ({ name, id: prefixListId(name) }))
    .find(
      (list) => (config.name ?? list.name) === list.name && (id ?? list.id) === list.id && (config.name ?? id) !== null,
    );
  if (found === undefined) throw new Failure("no matching EC2 Managed Prefix List found");
  return found;
}

/** Zones of a region: three, as most have. */
const ZONES = ["a", "b", "c"];

const one =
  (type: string, noun: string) =>
  (config: ObjectValue, context: DataContext): ObjectValue =>
    findOne(type, noun, config, context);

/** EC2's and VPC's data sources. */
export const ec2: Readonly<Record<string, DataKind>> = {
  aws_vpc: { binding: "data-aws-vpc", read: one("aws_vpc", "EC2 VPC") },
  aws_subnet: { binding: "data-aws-subnet", read: one("aws_subnet", "EC2 Subnet") },
  aws_security_group: { binding: "data-aws-security-group", read: one("aws_security_group", "EC2 Security Group") },
  aws_vpc_endpoint: { binding: "data-aws-vpc-endpoint", read: one("aws_vpc_endpoint", "EC2 VPC Endpoint") },
  aws_vpc_endpoint_service: {
    binding: "data-aws-vpc-endpoint-service",
    read: ({ service, service_name: name, service_type: type }, { settings: { region } }) => {
      const serviceName = asText(name) === "" ? `com.amazonaws.${region}.${asText(service)}` : asText(name);
      const gateway = GATEWAY_SERVICES.some((each) => serviceName.endsWith(`.${each}`)) && type !== "Interface";
      return {
        id: serviceName,
        service_name: serviceName,
        service_type: gateway ? "Gateway" : "Interface",
        service_region: region,
        region,
        owner: "amazon",
        availability_zones: ZONES.map((zone) => region + zone),
        vpc_endpoint_policy_supported: true,
      };
    },
  },
  aws_ec2_managed_prefix_list: {
    binding: "data-aws-ec2-managed-prefix-list",
    read: (config, context) => {
      const { id, name } = prefixList(config, context);
      const { partition, region } = context.settings;
      return {
        id,
        name,
        arn: `arn:${partition}:ec2:${region}:aws:prefix-list/${id}`,
        address_family: "IPv4",
        entries: [{ cidr: "192.0.2.0/24", description: "" }],
        owner_id: "AWS",
      };
    },
  },
};
