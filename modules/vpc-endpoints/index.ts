import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { type EndpointService, hasEndpoint, isGateway, serviceName } from "../../config/endpoints";
import { partitionOf } from "../../aws/regions";
import type { PolicyDocument } from "../../policy/document";
import { policyJson } from "../common/policy-json";

export interface VpcEndpointsProps {
  readonly region: string;
  readonly vpcId: string;
  /** One subnet in each Availability Zone. */
  readonly subnetIds: readonly string[];
  /** Route tables that lead to the S3 gateway. @default none, where no gateway is made */
  readonly routeTableIds?: readonly string[];
  /** Groups of the interface endpoints; they let HTTPS in from the clients. */
  readonly securityGroupIds: readonly string[];
  /** The services that endpoints are made for, each with its endpoint's policy. */
  readonly policies: Readonly<Partial<Record<EndpointService, PolicyDocument>>>;
  /** Front of the endpoints' Name tags: `<prefix>-<service>`. */
  readonly namePrefix: string;
  /**
   * Whether the services' usual names lead to the endpoints; fails where another endpoint of the VPC has the name.
   * @default true
   */
  readonly privateDns?: boolean;
  /** @default none */
  readonly tags?: Record<string, string>;
}

/**
 * VPC endpoints for SageMaker and the services that its notebooks and jobs call, each with the policy that clause P4
 * gives it: `aws_vpc_endpoint.<service>`.
 *
 * "If other resources require direct access to SageMaker services (notebooks, API, runtime, and so on), then
 * configuration must be requested" – here they are made with the rest.
 *
 * @throws Error where the partition has no endpoint of a service, or a gateway no route table.
 */
export class VpcEndpoints extends Construct {
  readonly endpoints: Readonly<Partial<Record<EndpointService, VpcEndpoint>>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: VpcEndpointsProps,
  ) {
    super(scope, id);
    const policies = Object.entries(props.policies) as [EndpointService, PolicyDocument][];
    this.endpoints = Object.fromEntries(policies.map(([service, policy]) => [service, this.endpoint(service, policy)]));
  }

  private endpoint(service: EndpointService, policy: PolicyDocument): VpcEndpoint {
    const { region, vpcId, namePrefix, tags } = this.props;
    const partition = partitionOf(region);
    if (!hasEndpoint(service, partition)) throw new Error(`${partition} has no VPC endpoint of ${service}`);
    const id = service.replace(/[.-]/g, "_");
    const endpoint = new VpcEndpoint(this, service, {
      vpcId,
      serviceName: serviceName(service, region, partition),
      policy: policyJson(policy),
      ...(isGateway(service) ? this.gateway(service) : this.interface()),
      tags: { ...tags, Name: `${namePrefix}-${service}` },
    });
    endpoint.overrideLogicalId(id);
    return endpoint;
  }

  private gateway(service: EndpointService): { vpcEndpointType: string; routeTableIds: string[] } {
    const { routeTableIds = [] } = this.props;
    if (routeTableIds.length === 0) throw new Error(`the gateway to ${service} needs a route table`);
    return { vpcEndpointType: "Gateway", routeTableIds: [...routeTableIds] };
  }

  private interface(): {
    vpcEndpointType: string;
    subnetIds: string[];
    securityGroupIds: string[];
    privateDnsEnabled: boolean;
  } {
    const { subnetIds, securityGroupIds, privateDns = true } = this.props;
    return {
      vpcEndpointType: "Interface",
      subnetIds: [...subnetIds],
      securityGroupIds: [...securityGroupIds],
      privateDnsEnabled: privateDns,
    };
  }
}
