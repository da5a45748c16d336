import { ENDPOINT_SERVICES, isGateway, serviceName, type EndpointService } from "../../config/endpoints";
import { madeEndpoints } from "../../config/network";
import { partitionOf } from "../../aws/regions";
import { endpointDocument } from "../../contract/render/endpoint-document";
import { CHANGE_TYPES } from "../change-types";
import { CannotAsk, needed, tagsOf, type RfcSource, type Rfc } from "../request";

/** "If other resources require direct access to SageMaker services" – a request for each endpoint. */
export function createVpcEndpoints(source: RfcSource): Rfc[] {
  const network = needed(source.environment.network, "network", source);
  needed(network.endpoints, "network.endpoints", source);
  const { securityGroupIds = [] } = source.inputs;
  if (securityGroupIds.length === 0) {
    throw new CannotAsk(
      "which group do the endpoints have? give --security-group, of the one that `ssps rfc security-group` asks for",
    );
  }
  return madeEndpoints(network).map((service) =>
    isGateway(service) ? gateway(service, source) : interfaceEndpoint(service, source, securityGroupIds),
  );
}

function interfaceEndpoint(service: EndpointService, source: RfcSource, securityGroupIds: readonly string[]): Rfc {
  const network = needed(source.environment.network, "network", source);
  const title = `Create the VPC endpoint of ${service} (${source.name})`;
  return {
    changeType: CHANGE_TYPES.createVpcEndpoint,
    title,
    parameters: {
      Description: title,
      VpcId: network.vpc_id,
      Name: `sagemaker-${source.name}-${service.replace(".", "-")}`,
      ...tagsOf(source),
      StackTemplateId: "stm-f0cumpt1rfc1p1739",
      TimeoutInMinutes: 60,
      Parameters: {
        VpcId: network.vpc_id,
        ServiceName: nameOf(service, source),
        SecurityGroups: securityGroupIds,
        SubnetIds: Object.values(network.subnet_ids),
        EnablePrivateDns: network.endpoints?.private_dns === false ? "false" : "true",
      },
    },
    policies: { "the endpoint's policy": endpointDocument(service, source.documents.settings) },
    notes: [
      `The change type takes no policy: AMS lets everything through until \`ssps rfc endpoint-policy --endpoint ${service}=vpce-…\` is done.`,
    ],
  };
}

/** There is no change type for gateways, so a person at AMS makes it. */
function gateway(service: EndpointService, source: RfcSource): Rfc {
  const network = needed(source.environment.network, "network", source);
  const policy = endpointDocument(service, source.documents.settings);
  const routes = (network.route_table_ids ?? []).join(", ");
  return {
    changeType: CHANGE_TYPES.createOther,
    title: `Create the gateway VPC endpoint of ${service} (${source.name})`,
    parameters: {
      Comment:
        `Please create a gateway VPC endpoint for ${nameOf(service, source)} in ${network.vpc_id}, ` +
        `with the route tables ${routes}, and this endpoint policy: ${JSON.stringify(policy)}`,
    },
    policies: { "the gateway's policy": policy },
    notes: ["AMS has no change type for gateways; an operator reads this one."],
  };
}

/** The policies of endpoints that AMS has made. */
export function updateEndpointPolicies(source: RfcSource): Rfc[] {
  const endpoints = Object.entries(source.inputs.endpointIds ?? {});
  if (endpoints.length === 0) {
    throw new CannotAsk("which endpoints? give --endpoint SERVICE=vpce-… for each that AMS has made");
  }
  return endpoints.map(([asService, id]) => {
    const service = ENDPOINT_SERVICES.find((known) => known === asService);
    if (!service) {
      throw new CannotAsk(`--endpoint: found the service ${asService}; allowed: ${ENDPOINT_SERVICES.join(", ")}`);
    }
    const policy = endpointDocument(service, source.documents.settings);
    return {
      changeType: CHANGE_TYPES.updateEndpointPolicy,
      title: `Set the policy of the VPC endpoint of ${service} (${source.name})`,
      parameters: {
        Region: source.environment.region,
        VpcEndpointId: id,
        PolicyDocument: JSON.stringify(policy),
        PolicyAction: "Replace",
      },
      policies: { "the endpoint's policy": policy },
      notes: ["An operator at AMS reviews it. It leaves nothing out that deletes, so whoever may clean up can."],
    };
  });
}

function nameOf(service: EndpointService, { environment: { region } }: RfcSource): string {
  return serviceName(service, region, partitionOf(region));
}
