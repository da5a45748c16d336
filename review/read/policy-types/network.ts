import { held, heldByArn, holder, type PolicyTypes } from "./policy-type";

/** Endpoints, interfaces and what is shared of a network. */
export const network: PolicyTypes = {
  aws_vpc_endpoint: holder("VPC endpoint", "policy", ["id"], { kind: "endpoint", title: "service_name" }),
  aws_vpc_endpoint_policy: held("VPC endpoint", "policy", ["vpc_endpoint_id"], { kind: "endpoint" }),
  aws_api_gateway_rest_api: holder("REST API", "policy", ["id"], { title: "name", arn: "arn" }),
  aws_api_gateway_rest_api_policy: held("REST API", "policy", ["rest_api_id"]),
  aws_api_gateway_domain_name: holder("API Gateway domain name", "policy", ["domain_name"], { arn: "arn" }),
  aws_vpclattice_auth_policy: held("VPC Lattice service", "policy", ["resource_identifier"]),
  aws_vpclattice_resource_policy: heldByArn("VPC Lattice share", "policy", "resource_arn"),
  aws_networkfirewall_resource_policy: heldByArn("Network Firewall share", "policy", "resource_arn"),
  aws_verifiedaccess_endpoint: holder("Verified Access endpoint", "policy_document", ["id"]),
  aws_verifiedaccess_group: holder("Verified Access group", "policy_document", ["id", "verifiedaccess_group_id"]),
};
