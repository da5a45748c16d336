import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../config/schema";
import { addBackend } from "./backend";

/** What every stack of an environment is built from: the environment's name (its file's, without ending) and content. */
export interface EnvironmentStackProps {
  readonly name: string;
  readonly environment: Environment;
}

/** One policy of a stack and its size as IAM counts it. */
export interface PolicySummary {
  readonly name: string;
  readonly size: number;
}

/**
 * One Terraform state of one environment, `<environment>-<part>`: provider, backend and default tags. The provider
 * refuses any account but the environment's.
 */
export abstract class EnvironmentStack extends TerraformStack {
  private readonly policyList: PolicySummary[] = [];

  protected constructor(scope: Construct, part: string, { name, environment }: EnvironmentStackProps) {
    const id = `${name}-${part}`;
    super(scope, id);
    addBackend(this, id, environment.backend);
    this.addOverride("terraform.required_version", ">= 1.10");
    new AwsProvider(this, "aws", {
      region: environment.region,
      allowedAccountIds: [environment.account],
      ...(environment.deploy?.assume_role_arn && { assumeRole: [{ roleArn: environment.deploy.assume_role_arn }] }),
      ...(environment.tags && { defaultTags: [{ tags: environment.tags }] }),
    });
  }

  /** The managed policies of the stack. */
  get policies(): readonly PolicySummary[] {
    return this.policyList;
  }

  protected output(id: string, value: string | string[], description: string): void {
    new TerraformOutput(this, id, { value, description }).overrideLogicalId(id);
  }

  protected summarise(...policies: PolicySummary[]): void {
    this.policyList.push(...policies.map(({ name, size }) => ({ name, size })));
  }
}
