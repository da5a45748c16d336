import type { Construct } from "constructs";
import type { Workforce } from "../config/workforce";
import { settingsOf } from "../contract/render/from-environment";
import { PrivateWorkforce } from "../modules/private-workforce";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";
import { roleOptions } from "./role-options";

/** `<environment>-workforce`: the role that manages a private workforce. */
export class WorkforceStack extends EnvironmentStack {
  constructor(scope: Construct, props: EnvironmentStackProps, workforce: Workforce) {
    super(scope, "workforce", props);
    const { role, policies } = new PrivateWorkforce(this, "private-workforce", {
      settings: settingsOf(props.environment),
      ...(workforce.user_pool_id && { userPoolId: workforce.user_pool_id }),
      ...roleOptions(workforce),
    });
    this.summarise(...policies);
    this.output("workforce_role_arn", role.role.arn, "ARN of the role that manages the private workforce");
  }
}
