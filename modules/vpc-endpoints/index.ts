import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import type { Partition } from "../../config/regions";
import type { PolicyDocument } from "../../policy/document";
import { policyJson } from "../common/policy-json";
import { serviceName, type EndpointService } from "./services";

export interface VpcEndpointsProps {
  readonly region: string;
  readonly partition: Partition;
  readonly vpcId: string;
  /** One subnet in each Availability Zone. */
  readonly subnetIds: readonly string[];
  /** Route tables that lead to the S3 gateway. */
  readonly routeTableIds: readonly string[];
  /** Groups of the interface endpoints; they let HTTPS in from the clients. */
  readonly securityGroupIds: readonly string[];
  /** The endpoints to make, each with its policy: clause P4. */
  readonly policies: Readonly<Partial<Record<EndpointService, PolicyDocument>>>;
  /**
   * Whether the services' usual names lead to the endpoints; fails where another endpoint of the VPC has the name.
   * @default true
   */
  readonly privateDns?: boolean;
  /** @default none */
  readonly tags?: Record<string, string>;
}

/**
 * VPC endpoints for SageMaker and the services that its notebooks and jobs call: `aws_vpc_endpoint.<service>`.
 *
 * "If other resources require direct access to SageMaker services (notebooks, API, runtime, and so on), then
 * configuration must be requested" – here they are made with the rest.
 */
export class VpcEndpoints extends Construct {
  readonly endpoints: Readonly<Partial<Record<EndpointService, VpcEndpoint>>>;

  constructor(scope: Construct, id: string, props: VpcEndpointsProps) {
    super(scope, id);
    this.endpoints = Object.fromEntries(
      (Object.entries(props.policies) as [EndpointService, PolicyDocument][]).map(([service, policy]) => {
        const endpoint = new VpcEndpoint(this, service, {
          vpcId: props.vpcId,
          serviceName: serviceName(service, props.region, props.partition),
          policy: policyJson(policy),
          ...(service === "s3"
            ? { vpcEndpointType: "Gateway", routeTableIds: [...props.routeTableIds] }
            : {
                vpcEndpointType: "Interface",
                subnetIds: [...props.subnetIds],
                securityGroupIds: [...props.securityGroupIds],
                // The Docker client reaches a registry by its usual name only.
                privateDnsEnabled: props.privateDns ?? true,
              }),
          ...(props.tags && { tags: props.tags }),
        });
        endpoint.overrideLogicalId(service.replace(/[.-]/g, "_"));
        return [service, endpoint];
      }),
    );
  }
}
