import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import type { Construct } from "constructs";
import { serviceName } from "../config/endpoints";
import type { Network } from "../config/network";
import { partitionOf } from "../aws/regions";
import { FileSystem } from "../modules/file-system";
import { SecurityGroups } from "../modules/security-group";
import { VpcEndpoints } from "../modules/vpc-endpoints";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";
import { storageKeyArn } from "./storage-key";

/** `<environment>-network`: security groups, VPC endpoints and a file system in a VPC that exists. */
export class NetworkStack extends EnvironmentStack {
  constructor(scope: Construct, props: EnvironmentStackProps, network: Network) {
    super(scope, "network", props);
    const { environment } = props;
    const { region } = environment;
    const partition = partitionOf(region);
    const namePrefix = `sagemaker-${props.name}`;
    const groups = new SecurityGroups(this, "security-groups", {
      vpcId: network.vpc_id,
      namePrefix,
      clientCidrs: network.client_cidrs,
      clientGroupIds: network.client_security_group_ids,
      s3PrefixListId: this.prefixListOf(serviceName("s3", region, partition)),
      fileSystem: network.file_system !== undefined,
    });
    this.output(
      "clients_security_group_id",
      groups.clients.id,
      "Id of the group for notebooks, jobs and other callers",
    );
    this.output("endpoints_security_group_id", groups.endpoints.id, "Id of the VPC endpoints' group");

    new VpcEndpoints(this, "endpoints", {
      region,
      vpcId: network.vpc_id,
      subnetIds: Object.values(network.subnet_ids),
      ...(network.route_table_ids && { routeTableIds: network.route_table_ids }),
      securityGroupIds: [groups.endpoints.id],
      policies: props.documents.endpoints,
      namePrefix,
      ...(network.endpoints?.private_dns === false && { privateDns: false }),
    });

    if (!network.file_system || !groups.files) return;
    const keyArn = network.file_system.key_arn ?? storageKeyArn(this, environment, "elasticfilesystem");
    const { fileSystem } = new FileSystem(this, "file-system", {
      name: `${namePrefix}-files`,
      subnetIds: network.subnet_ids,
      securityGroupIds: [groups.files.id],
      ...(keyArn && { keyArn }),
      protect: network.file_system.protect,
    });
    this.output("file_system_id", fileSystem.id, "Id of the file system");
    this.output("file_system_dns_name", fileSystem.dnsName, "Name by which clients mount the file system");
  }

  /** The addresses of a gateway's service, which AWS keeps in a list named after it. */
  private prefixListOf(name: string): string {
    const list = new DataAwsEc2ManagedPrefixList(this, "s3-addresses", { name });
    list.overrideLogicalId("s3");
    return list.id;
  }
}
