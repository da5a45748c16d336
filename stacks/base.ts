import type { Construct } from "constructs";
import { FULL_ACCESS_POLICY } from "../aws/names";
import { partitionOf } from "../aws/regions";
import type { ManagedRoles } from "../contract/documents";
import { AdminRole } from "../modules/admin-role";
import { ExecutionRole } from "../modules/execution-role";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";
import { roleOptions } from "./role-options";

/** `<environment>-base`: the two roles and their policies. */
export class BaseStack extends EnvironmentStack {
  constructor(scope: Construct, props: EnvironmentStackProps, roles: ManagedRoles) {
    super(scope, "base", props);
    const { environment } = props;
    const { admin, execution } = environment.roles;
    const fullAccess = `arn:${partitionOf(environment.region)}:iam::aws:policy/${FULL_ACCESS_POLICY}`;

    const adminRole = new AdminRole(this, "admin-role", { ...roles.admin, ...roleOptions(admin) });
    const executionRole = new ExecutionRole(this, "execution-role", {
      ...roles.execution,
      denyPolicyArn: adminRole.deny.arn,
      ...roleOptions(execution),
      ...(execution.profile === "full-access" && { extraPolicyArns: [fullAccess, ...execution.extra_policy_arns] }),
    });
    this.summarise(...adminRole.policies, ...executionRole.policies);

    const adminArn = adminRole.role.role.arn;
    this.output("admin_role_arn", adminArn, "ARN of the role that people assume");
    this.output("execution_role_arn", executionRole.role.role.arn, "ARN of the role that SageMaker uses");
    if (environment.federation.saml) {
      this.output(
        "admin_role_saml_pairs",
        environment.federation.saml.provider_arns.map((provider) => `${provider},${adminArn}`),
        "Value of the attribute https://aws.amazon.com/SAML/Attributes/Role, one for each identity provider",
      );
    }
  }
}
