import { z } from "zod";
import { ENDPOINT_SERVICES } from "../../config/endpoints";
import { network } from "../../config/network";
import { extraStatementTexts } from "../../config/statement";
import { list } from "../../config/values";
import { extraStatementRules } from "../common/extra-statement-rules";
import { type ModuleInputs, namePrefix, PLACE, tags } from "../common/module-inputs";

const { vpc_id, subnet_ids, route_table_ids, client_security_group_ids } = network.shape;
const { preset, extra, private_dns, adopt } = network.shape.endpoints.unwrap().shape;

/** The services that are asked for in vain; those of the presets are everywhere. */
const UNAVAILABLE = "setsubtract(var.extra, concat(keys(var.adopt), keys(local.service_names)))";

export const inputs: ModuleInputs = {
  groups: {
    Network: {
      vpc_id,
      subnet_ids,
      security_group_ids: list(client_security_group_ids.unwrap().element).describe(
        "The interface endpoints' security groups, which let HTTPS in from the clients.",
      ),
      route_table_ids,
    },
    Endpoints: {
      preset,
      extra,
      private_dns: z
        .boolean()
        .default(true)
        .describe(private_dns.description ?? "Whether the services' usual names lead to the endpoints."),
      adopt: z
        .partialRecord(z.enum(ENDPOINT_SERVICES), adopt.unwrap().shape.api.unwrap())
        .default({})
        .describe("Services that an endpoint of the VPC leads to already, and its id: none is made for them."),
      extra_statements: z
        .partialRecord(z.enum(ENDPOINT_SERVICES), extraStatementTexts.unwrap())
        .default({})
        .describe("Statements of others that stay in an endpoint's policy, beside ours, by its service, each as JSON."),
      name_prefix: namePrefix("endpoints", "<service>"),
      tags,
    },
    ...PLACE,
  },
  rules: {
    extra_statements: extraStatementRules("statements", "local.own_policies[service]", "endpoint").map(
      ({ condition, message }) => ({
        condition: `alltrue([for service, statements in var.extra_statements : ${condition}])`,
        message,
      }),
    ),
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
  policies: { interface_policy: "endpoint", notebook_policy: "notebookEndpoint", s3_policy: "s3Endpoint" },
};
