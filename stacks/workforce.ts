import type { Construct } from "constructs";
import type { Workforce } from "../config/workforce";
import type { RoleDocuments } from "../contract/documents";
import type { WorkforcePolicies } from "../contract/render/workforce-policies";
import { PrivateWorkforce } from "../modules/private-workforce";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";
import { roleOptions } from "./role-options";

/** `<environment>-workforce`: the role that manages a private workforce. */
export class WorkforceStack extends EnvironmentStack {
  constructor(
    scope: Construct,
    props: EnvironmentStackProps,
    workforce: Workforce,
    documents: RoleDocuments<WorkforcePolicies>,
  ) {
    super(scope, "workforce", props);
    const { role, policies } = new PrivateWorkforce(this, "private-workforce", {
      ...documents,
      ...roleOptions(workforce),
    });
    this.summarise(...policies);
    this.output("workforce_role_arn", role.role.arn, "ARN of the role that manages the private workforce");
  }
}
