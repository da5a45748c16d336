import { endpointPolicy, gatewayPrefixList, groupRules, privateDnsIsFree } from "../rules/ec2";
import type { Api, Need, ResourceKind } from "./kind";

const api = (noun: string, create: string, remove: string): Api => ({ service: "EC2", noun, create, delete: remove });

const group: Need = {
  type: "aws_security_group",
  key: "{security_group_id}",
  refusal: {
    status: 400,
    code: "InvalidGroup.NotFound",
    message: "The security group '{security_group_id}' does not exist",
  },
};

const endpoint: Need = {
  type: "aws_vpc_endpoint",
  key: "{vpc_endpoint_id}",
  refusal: {
    status: 400,
    code: "InvalidVpcEndpointId.NotFound",
    message: "The Vpc Endpoint Id '{vpc_endpoint_id}' does not exist",
  },
};

/** A rule that is a resource of its own, as the provider's newer types have it. */
function groupRule(direction: "ingress" | "egress", operation: string): ResourceKind {
  return {
    binding: `vpc-security-group-${direction}-rule`,
    key: "{id}",
    computed: {
      id: "sgr-{hex:17}",
      security_group_rule_id: "{id}",
      arn: "arn:{partition}:ec2:{region}:{account}:security-group-rule/{id}",
    },
    replace: ["security_group_id"],
    api: api(`VPC Security Group Rule ({security_group_id})`, `Authorize${operation}`, `Revoke${operation}`),
    needs: [group],
    taken: { status: 400, code: "InvalidPermission.Duplicate", message: "the specified rule already exists" },
    unique: [
      "cidr_ipv4",
      "cidr_ipv6",
      "from_port",
      "ip_protocol",
      "prefix_list_id",
      "referenced_security_group_id",
      "security_group_id",
      "to_port",
    ],
  };
}

/** Amazon VPC: security groups and endpoints, and the networks that an account may be given at first. */
export const ec2: Readonly<Record<string, ResourceKind>> = {
  aws_vpc: {
    binding: "vpc",
    key: "{id}",
    computed: {
      id: "vpc-{hex:17}",
      arn: "arn:{partition}:ec2:{region}:{account}:vpc/{id}",
      owner_id: "{account}",
      dhcp_options_id: "dopt-{hex:17}",
      main_route_table_id: "rtb-{hex:17}",
      default_route_table_id: "rtb-{hex:17}",
      default_security_group_id: "sg-{hex:17}",
      default_network_acl_id: "acl-{hex:17}",
    },
    defaults: { enable_dns_support: true, instance_tenancy: "default" },
    replace: ["cidr_block", "instance_tenancy"],
    api: api("EC2 VPC ({id|})", "CreateVpc", "DeleteVpc"),
  },
  aws_subnet: {
    binding: "subnet",
    key: "{id}",
    computed: {
      id: "subnet-{hex:17}",
      arn: "arn:{partition}:ec2:{region}:{account}:subnet/{id}",
      owner_id: "{account}",
      availability_zone: "{region}a",
      private_dns_hostname_type_on_launch: "ip-name",
    },
    defaults: { assign_ipv6_address_on_creation: false, map_public_ip_on_launch: false },
    replace: ["availability_zone", "cidr_block", "vpc_id"],
    api: api("EC2 Subnet ({id|})", "CreateSubnet", "DeleteSubnet"),
  },
  aws_security_group: {
    binding: "security-group",
    key: "{id}",
    computed: {
      id: "sg-{hex:17}",
      name: "{name_prefix|terraform-}{digits:26}",
      name_prefix: "",
      vpc_id: "vpc-{hex:17}",
      arn: "arn:{partition}:ec2:{region}:{account}:security-group/{id}",
      owner_id: "{account}",
    },
    defaults: { description: "Managed by Terraform", revoke_rules_on_delete: false },
    replace: ["description", "name", "name_prefix", "vpc_id"],
    local: ["revoke_rules_on_delete"],
    imported: { revoke_rules_on_delete: false },
    api: api("Security Group ({name})", "CreateSecurityGroup", "DeleteSecurityGroup"),
    taken: {
      status: 400,
      code: "InvalidGroup.Duplicate",
      message: "The security group '{name}' already exists for VPC '{vpc_id}'",
    },
    unique: ["name", "vpc_id"],
    derived: { ingress: groupRules("ingress"), egress: groupRules("egress") },
  },
  aws_security_group_rule: {
    binding: "security-group-rule",
    key: "{id}",
    computed: { id: "sgrule-{digits:10}", security_group_rule_id: "sgr-{hex:17}" },
    defaults: { self: false },
    replace: [
      "cidr_blocks",
      "from_port",
      "ipv6_cidr_blocks",
      "prefix_list_ids",
      "protocol",
      "security_group_id",
      "self",
      "source_security_group_id",
      "to_port",
      "type",
    ],
    api: api(
      "Security Group ({security_group_id}) Rule",
      "AuthorizeSecurityGroupIngress",
      "RevokeSecurityGroupIngress",
    ),
    needs: [group],
  },
  aws_vpc_security_group_ingress_rule: groupRule("ingress", "SecurityGroupIngress"),
  aws_vpc_security_group_egress_rule: groupRule("egress", "SecurityGroupEgress"),
  aws_vpc_endpoint: {
    binding: "vpc-endpoint",
    key: "{id}",
    computed: {
      id: "vpce-{hex:17}",
      arn: "arn:{partition}:ec2:{region}:{account}:vpc-endpoint/{id}",
      ip_address_type: "ipv4",
      owner_id: "{account}",
      route_table_ids: [],
      security_group_ids: [],
      service_region: "{region}",
      state: "available",
      subnet_ids: [],
    },
    computedBlocks: { dns_options: [], subnet_configuration: [] },
    defaults: { vpc_endpoint_type: "Gateway" },
    replace: [
      "resource_configuration_arn",
      "service_name",
      "service_network_arn",
      "service_region",
      "vpc_endpoint_type",
      "vpc_id",
    ],
    local: ["auto_accept"],
    policies: { policy: "resource" },
    api: {
      ...api("EC2 VPC Endpoint ({service_name|})", "CreateVpcEndpoint", "DeleteVpcEndpoints"),
      update: "ModifyVpcEndpoint",
      malformed: "InvalidPolicyDocument",
    },
    rules: [privateDnsIsFree],
    derived: {
      policy: endpointPolicy,
      prefix_list_id: gatewayPrefixList,
    },
  },
  aws_vpc_endpoint_policy: {
    binding: "vpc-endpoint-policy",
    key: "{vpc_endpoint_id}",
    replace: ["vpc_endpoint_id"],
    policies: { policy: "resource" },
    api: {
      ...api("VPC Endpoint Policy ({vpc_endpoint_id})", "ModifyVpcEndpoint", "ModifyVpcEndpoint"),
      malformed: "InvalidPolicyDocument",
    },
    needs: [endpoint],
  },
  aws_vpc_endpoint_service: {
    binding: "vpc-endpoint-service",
    key: "{id}",
    computed: {
      id: "vpce-svc-{hex:17}",
      arn: "arn:{partition}:ec2:{region}:{account}:vpc-endpoint-service/{id}",
      service_name: "com.amazonaws.vpce.{region}.{id}",
      service_type: "Interface",
      state: "Available",
      availability_zones: ["{region}a", "{region}b"],
    },
    api: api(
      "EC2 VPC Endpoint Service",
      "CreateVpcEndpointServiceConfiguration",
      "DeleteVpcEndpointServiceConfigurations",
    ),
  },
};
