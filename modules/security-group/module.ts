import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import { z } from "zod";
import { serviceName } from "../../config/endpoints";
import { network } from "../../config/network";
import { expression } from "../common/terraform/expression";
import type { TerraformModule } from "../common/terraform/module";
import { namePrefix, namesById, tags } from "../common/terraform/network-inputs";
import { SecurityGroups } from "./index";

const { vpc_id, client_cidrs, client_security_group_ids } = network.shape;

const FILES = { count: "${var.file_system ? 1 : 0}" };
const TAGS = { tags: "${var.tags}" };

const NO_RANGE =
  "each of client_cidrs must be an address range that begins with its first address, such as 10.0.0.0/16.";
const NOT_PRIVATE =
  "each of client_cidrs must be a private range, which are those within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7.";

/** The range by its first address, as AWS gives it back; a range that is none has no first address. */
const FIRST = 'try("${cidrhost(cidr, 0)}/${split("/", cidr)[1]}", "")';
const PREFIX = 'try(tonumber(split("/", cidr)[1]), 0)';

export const terraformModule: TerraformModule = {
  title: "Security groups",
  purpose:
    "The security groups of SageMaker in a VPC: that of the VPC endpoints (HTTPS in from the clients), that of the " +
    "clients, which notebooks and jobs are given (HTTPS out to the endpoints and S3, anything among themselves), and " +
    "that of the file system (NFS in from the clients). Every rule is a resource of its own, so rules that others add " +
    "stay.\n\nWhoever calls the endpoints is in a private range or in a security group; anything else is refused.",
  variables: {
    vpc_id,
    name_prefix: namePrefix("groups", "endpoints, -clients and -files"),
    client_cidrs,
    client_security_group_ids: namesById(client_security_group_ids.unwrap().element).describe(
      "Further security groups that may call the endpoints, each by a name that stays: it is part of the rule's address.",
    ),
    s3: z
      .boolean()
      .default(true)
      .describe("Whether the clients may reach S3, at the addresses that AWS lists for its gateway."),
    file_system: z.boolean().default(false).describe("Whether there is a file system that the clients mount."),
    tags,
  },
  validations: {
    client_cidrs: [
      {
        condition: `alltrue([for cidr in var.client_cidrs : ${FIRST} == cidr])`,
        message: NO_RANGE,
      },
      {
        condition: `alltrue([for cidr in var.client_cidrs : anytrue([can(regex("^10\\\\.", cidr)) && ${PREFIX} >= 8, can(regex("^172\\\\.(?:1[6-9]|2[0-9]|3[01])\\\\.", cidr)) && ${PREFIX} >= 12, can(regex("^192\\\\.168\\\\.", cidr)) && ${PREFIX} >= 16, can(regex("^f[cd][0-9a-f]{2}:", cidr)) && ${PREFIX} >= 7])])`,
        message: NOT_PRIVATE,
      },
    ],
  },
  build: (stack, { values }) => {
    const s3 = new DataAwsEc2ManagedPrefixList(stack, "s3", { name: serviceName("s3", String(values.region), "aws") });
    s3.addOverride("count", "${var.s3 ? 1 : 0}");
    new SecurityGroups(stack, "security-groups", {
      vpcId: expression("var.vpc_id"),
      namePrefix: expression("var.name_prefix"),
      clientCidrs: [expression("each.value")],
      clientGroupIds: [expression("each.value")],
      s3PrefixListId: s3.id,
      fileSystem: true,
    });
  },
  overrides: {
    "aws_security_group.endpoints": TAGS,
    "aws_security_group.clients": TAGS,
    "aws_security_group.files": { ...FILES, ...TAGS },
    "aws_vpc_security_group_ingress_rule.endpoints_cidrs": {
      for_each: "${toset(var.client_cidrs)}",
      cidr_ipv4: '${strcontains(each.value, ":") ? null : each.value}',
      cidr_ipv6: '${strcontains(each.value, ":") ? each.value : null}',
    },
    "aws_vpc_security_group_ingress_rule.endpoints_groups": { for_each: "${var.client_security_group_ids}" },
    "aws_vpc_security_group_egress_rule.clients_s3": {
      count: "${var.s3 ? 1 : 0}",
      prefix_list_id: "${data.aws_ec2_managed_prefix_list.s3[0].id}",
    },
    "aws_vpc_security_group_ingress_rule.files_clients": {
      ...FILES,
      security_group_id: "${aws_security_group.files[0].id}",
    },
    "aws_vpc_security_group_egress_rule.clients_files": {
      ...FILES,
      referenced_security_group_id: "${aws_security_group.files[0].id}",
    },
  },
  outputs: {
    endpoints_security_group_id: {
      value: "aws_security_group.endpoints.id",
      description: "Id of the VPC endpoints' group.",
    },
    clients_security_group_id: {
      value: "aws_security_group.clients.id",
      description: "Id of the group for notebooks, jobs and other callers.",
    },
    files_security_group_id: {
      value: "one(aws_security_group.files[*].id)",
      description: "Id of the file system's group; null where there is no file system.",
    },
  },
  inputs: { vpc_id: "vpc-0123456789abcdef0" },
  expects: {
    'aws_security_group.endpoints.name == "sagemaker-endpoints"': "the groups have the default names",
    "aws_vpc_security_group_ingress_rule.endpoints_clients.from_port == 443": "the clients call the endpoints by HTTPS",
    "length(aws_security_group.files) == 0": "there is no file system unless the caller has one",
  },
  refuses: [
    ...["0.0.0.0/0", "::/0", "0.0.0.0/1", "8000::/1", "10.0.0.0/7", "203.0.113.0/24", "172.32.0.0/16"].map((cidr) => ({
      inputs: { client_cidrs: ["10.0.0.0/16", cidr] },
      variable: "client_cidrs",
      message: NOT_PRIVATE,
    })),
    ...["10.0.0.1/16", "010.0.0.0/8", "10.0.0.0", "FD00::/8", "everywhere"].map((cidr) => ({
      inputs: { client_cidrs: [cidr] },
      variable: "client_cidrs",
      message: NO_RANGE,
    })),
  ],
};
