import { z } from "zod";
import {
  ENDPOINT_PRESETS,
  ENDPOINT_SERVICES,
  type EndpointService,
  hasEndpoint,
  isGateway,
  serviceName,
} from "../../config/endpoints";
import { network } from "../../config/network";
import type { Partition } from "../../aws/partitions";
import { list, text } from "../../config/values";
import { endpointPolicies } from "../../contract/documents";
import { expression, listExpression } from "../common/terraform/expression";
import { hclValue } from "../common/terraform/hcl";
import type { TerraformModule } from "../common/terraform/module";
import { namePrefix, tags } from "../common/terraform/network-inputs";
import { VpcEndpoints } from "./index";

const { vpc_id, subnet_ids, route_table_ids, client_security_group_ids } = network.shape;
const { preset, extra, private_dns, adopt } = network.shape.endpoints.unwrap().shape;

/** Stands for every interface endpoint but the notebook's. */
const ANY: EndpointService = "api";
const PARTITIONS: readonly Partition[] = ["aws", "aws-cn", "aws-us-gov"];

const SERVICE = new RegExp(`^(?:${ENDPOINT_SERVICES.join("|").replaceAll(".", "\\.")})$`);

const interfaces = ENDPOINT_SERVICES.filter((service) => !isGateway(service) && service !== "notebook");
const named = (key: string): string => `\${merge(var.tags, { Name = "\${var.name_prefix}-${key}" })}`;
const made = (service: EndpointService): string => `\${contains(local.services, ${hclValue(service)}) ? 1 : 0}`;

/** The services that are asked for in vain. A condition cannot go through locals that its own input decides. */
const UNAVAILABLE =
  "setsubtract(concat(local.presets[var.preset], var.extra), concat(keys(var.adopt), keys(local.service_names)))";

export const terraformModule: TerraformModule = {
  title: "VPC endpoints",
  purpose:
    "VPC endpoints for SageMaker and the services that its notebooks and jobs call, each with a policy that keeps it " +
    "from being a way out of the account. Give it the endpoints' group of the module `security-group`.",
  variables: {
    vpc_id,
    subnet_ids,
    security_group_ids: list(client_security_group_ids.unwrap().element).describe(
      "The interface endpoints' security groups, which let HTTPS in from the clients.",
    ),
    route_table_ids,
    preset,
    extra,
    private_dns: z
      .boolean()
      .default(true)
      .describe(private_dns.description ?? "Whether the services' usual names lead to the endpoints."),
    adopt: z
      .record(text(SERVICE, `one of ${ENDPOINT_SERVICES.join(", ")}`), adopt.unwrap().shape.api.unwrap())
      .default({})
      .describe("Services that an endpoint of the VPC leads to already, and its id: none is made for them."),
    name_prefix: namePrefix("endpoints", "<service>"),
    tags,
  },
  validations: {
    extra: [
      {
        condition: `length(${UNAVAILABLE}) == 0`,
        message: `preset and extra must ask for services with a VPC endpoint in the partition; \${local.partition} has none of \${join(", ", ${UNAVAILABLE})}.`,
      },
    ],
    route_table_ids: [
      {
        condition: 'var.route_table_ids != null || !contains(local.services, "s3")',
        message:
          "route_table_ids must name the subnets' route tables, which the S3 gateway writes its route to, or adopt must hold s3.",
      },
    ],
  },
  locals: {
    presets: hclValue(ENDPOINT_PRESETS),
    services: "setsubtract(concat(local.presets[var.preset], var.extra), keys(var.adopt))",
    service_names: `{ ${PARTITIONS.map(
      (partition) =>
        `${partition} = { ${ENDPOINT_SERVICES.filter((service) => hasEndpoint(service, partition))
          .map((service) => `${hclValue(service)} = "${serviceName(service, "${local.region}", partition)}"`)
          .join(", ")} }`,
    ).join(", ")} }[local.partition]`,
  },
  build: (stack, settings) => {
    const { endpoints } = new VpcEndpoints(stack, "endpoints", {
      region: String(settings.values.region),
      partition: "aws",
      vpcId: expression("var.vpc_id"),
      subnetIds: listExpression("values(var.subnet_ids)"),
      securityGroupIds: listExpression("var.security_group_ids"),
      routeTableIds: listExpression("var.route_table_ids"),
      policies: endpointPolicies(settings, ["notebook", "s3", ANY]),
      namePrefix: expression("var.name_prefix"),
    });
    endpoints[ANY]?.overrideLogicalId("interface");
  },
  overrides: {
    "aws_vpc_endpoint.notebook": {
      count: made("notebook"),
      private_dns_enabled: "${var.private_dns}",
      tags: named("notebook"),
    },
    "aws_vpc_endpoint.s3": {
      count: made("s3"),
      tags: named("s3"),
    },
    "aws_vpc_endpoint.interface": {
      for_each: `\${setintersection(local.services, ${hclValue(interfaces)})}`,
      private_dns_enabled: "${var.private_dns}",
      service_name: "${local.service_names[each.key]}",
      tags: named("${each.key}"),
    },
  },
  outputs: {
    endpoint_ids: {
      value:
        'merge({ for service, endpoint in aws_vpc_endpoint.interface : service => endpoint.id }, { for endpoint in aws_vpc_endpoint.notebook : "notebook" => endpoint.id }, { for endpoint in aws_vpc_endpoint.s3 : "s3" => endpoint.id }, var.adopt)',
      description: "Ids of the endpoints by service, adopted ones included.",
    },
  },
  inputs: {
    vpc_id: "vpc-0123456789abcdef0",
    subnet_ids: { "eu-west-1a": "subnet-0123456789abcdef0" },
    security_group_ids: ["sg-0123456789abcdef0"],
  },
  expects: {
    'toset(keys(aws_vpc_endpoint.interface)) == toset(["api", "runtime"])': "the endpoints of the page are made",
    'aws_vpc_endpoint.notebook[0].service_name == "aws.sagemaker.eu-west-1.notebook"':
      "the notebook's has its own name",
    "length(aws_vpc_endpoint.s3) == 0": "there is no gateway unless the caller asks for it",
  },
  refuses: [
    {
      inputs: { region: "cn-north-1", extra: ["codecommit", "sts"] },
      variable: "extra",
      message:
        "preset and extra must ask for services with a VPC endpoint in the partition; aws-cn has none of codecommit.",
    },
    {
      inputs: { preset: "private" },
      variable: "route_table_ids",
      message:
        "route_table_ids must name the subnets' route tables, which the S3 gateway writes its route to, or adopt must hold s3.",
    },
  ],
};
