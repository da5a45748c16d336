import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformElement, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../config/schema";
import type { EnvironmentDocuments } from "../contract/documents";
import { addBackend } from "./backend";

/** What the stacks of an environment are built from. */
export interface NamedEnvironment {
  /** The name of the environment's file, without ending. */
  readonly name: string;
  readonly environment: Environment;
}

/** What each of them is built from: the documents are made once for all. */
export interface EnvironmentStackProps extends NamedEnvironment {
  readonly documents: EnvironmentDocuments;
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
    this.node.addValidation({ validate: () => invalidNames(this) });
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

/**
 * What in a stack has no name of Terraform's. A name stands within references (`${aws_iam_role.NAME.arn}`), where no
 * escape would keep it from being evaluated, and some are made of what a file says.
 *
 * Source: "Syntax: identifiers", Terraform language documentation.
 */
function invalidNames(stack: TerraformStack): string[] {
  return stack.node
    .findAll()
    .filter((construct) => TerraformElement.isTerraformElement(construct))
    .map(({ friendlyUniqueId }) => friendlyUniqueId)
    .filter((name) => !/^[A-Za-z_][\w-]*$/.test(name))
    .map((name) => `${JSON.stringify(name)} is no name of a Terraform resource: letters, digits, _ and - are allowed`);
}
