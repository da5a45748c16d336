import { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import {
  VpcSecurityGroupEgressRule,
  type VpcSecurityGroupEgressRuleConfig,
} from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import {
  VpcSecurityGroupIngressRule,
  type VpcSecurityGroupIngressRuleConfig,
} from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { privateInstead } from "../../config/cidr";

export interface SecurityGroupsProps {
  readonly vpcId: string;
  /** Front of the groups' names: `<prefix>-endpoints`, `<prefix>-clients`, `<prefix>-files`. A change replaces them. */
  readonly namePrefix: string;
  /** Private ranges that may call the endpoints, CIDR notation. @default none */
  readonly clientCidrs?: readonly string[];
  /** Further security groups that may call the endpoints. @default none */
  readonly clientGroupIds?: readonly string[];
  /** Prefix list of the S3 gateway, which the clients may reach. @default none */
  readonly s3PrefixListId?: string;
  /** Whether there is a file system that the clients mount. @default false */
  readonly fileSystem?: boolean;
  /** @default none */
  readonly tags?: Record<string, string>;
}

type Rule = Pick<
  VpcSecurityGroupIngressRuleConfig & VpcSecurityGroupEgressRuleConfig,
  "cidrIpv4" | "cidrIpv6" | "referencedSecurityGroupId" | "prefixListId"
>;

const HTTPS = 443;
const NFS = 2049;

/**
 * The endpoints' group (443 in from the clients), the clients' group (443 out to the endpoints and S3, 2049 to the file
 * system, anything among themselves) and the file system's (2049 in from the clients).
 *
 * Every rule is a resource of its own, never inline: rules that others add stay.
 *
 * @throws Error where a range is not private.
 */
export class SecurityGroups extends Construct {
  readonly endpoints: AwsSecurityGroup;
  readonly clients: AwsSecurityGroup;
  readonly files: AwsSecurityGroup | undefined;
  private readonly tags: Pick<SecurityGroupsProps, "tags"> | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SecurityGroupsProps,
  ) {
    super(scope, id);
    for (const cidr of props.clientCidrs ?? []) {
      const allowed = privateInstead(cidr);
      if (allowed) throw new Error(`client range ${cidr}: allowed are ${allowed}`);
    }
    this.tags = props.tags && { tags: props.tags };
    this.endpoints = this.group("endpoints", "SageMaker VPC endpoints");
    this.clients = this.group("clients", "Notebooks, jobs and others that call SageMaker");
    this.files = props.fileSystem ? this.group("files", "File system of the SageMaker clients") : undefined;

    this.ingress("endpoints_clients", this.endpoints, HTTPS, { referencedSecurityGroupId: this.clients.id });
    for (const cidr of props.clientCidrs ?? []) {
      this.ingress(`endpoints_${ruleKey(cidr)}`, this.endpoints, HTTPS, byFamily(cidr));
    }
    for (const group of props.clientGroupIds ?? []) {
      this.ingress(`endpoints_${ruleKey(group)}`, this.endpoints, HTTPS, {
        referencedSecurityGroupId: group,
      });
    }
    this.egress("clients_endpoints", this.clients, HTTPS, { referencedSecurityGroupId: this.endpoints.id });
    if (props.s3PrefixListId) this.egress("clients_s3", this.clients, HTTPS, { prefixListId: props.s3PrefixListId });
    this.ingress("clients_clients", this.clients, "all", { referencedSecurityGroupId: this.clients.id });
    this.egress("clients_clients", this.clients, "all", { referencedSecurityGroupId: this.clients.id });
    if (this.files) {
      this.ingress("files_clients", this.files, NFS, { referencedSecurityGroupId: this.clients.id });
      this.egress("clients_files", this.clients, NFS, { referencedSecurityGroupId: this.files.id });
    }
  }

  private group(id: string, description: string): AwsSecurityGroup {
    const group = new AwsSecurityGroup(this, id, {
      name: `${this.props.namePrefix}-${id}`,
      description,
      vpcId: this.props.vpcId,
      ...this.tags,
    });
    group.overrideLogicalId(id);
    return group;
  }

  private ingress(id: string, group: AwsSecurityGroup, port: number | "all", from: Rule): void {
    new VpcSecurityGroupIngressRule(this, `ingress-${id}`, {
      securityGroupId: group.id,
      ...ports(port),
      ...from,
      ...this.tags,
    }).overrideLogicalId(id);
  }

  private egress(id: string, group: AwsSecurityGroup, port: number | "all", to: Rule): void {
    new VpcSecurityGroupEgressRule(this, `egress-${id}`, {
      securityGroupId: group.id,
      ...ports(port),
      ...to,
      ...this.tags,
    }).overrideLogicalId(id);
  }
}

function ports(port: number | "all"): { ipProtocol: string; fromPort?: number; toPort?: number } {
  return port === "all" ? { ipProtocol: "-1" } : { ipProtocol: "tcp", fromPort: port, toPort: port };
}

function byFamily(cidr: string): Rule {
  return cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr };
}

/** A rule's id follows what it allows, not its place in a list. */
function ruleKey(source: string): string {
  return source.replace(/[^A-Za-z0-9]/g, "_");
}
