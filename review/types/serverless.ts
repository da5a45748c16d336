import { NONE, none, type Family } from "./access";

/** Functions, workflows and events. */
export const serverless: Family = {
  aws_cloudwatch_event_api_destination: NONE,
  aws_cloudwatch_event_archive: NONE,
  aws_cloudwatch_event_bus: NONE,
  aws_cloudwatch_event_bus_policy: { policy: ["policy"] },
  aws_cloudwatch_event_connection: none({
    auth_parameters: "how it signs in to another system, which decides whom it lets in",
    authorization_type: "how it signs in to another system, which decides whom it lets in",
  }),
  aws_cloudwatch_event_endpoint: { runsAs: ["role_arn"] },
  aws_cloudwatch_event_permission: { policy: ["principal", "action", "condition"] },
  aws_cloudwatch_event_rule: { runsAs: ["role_arn"], none: { is_enabled: "whether events are matched" } },
  aws_cloudwatch_event_target: {
    runsAs: ["role_arn"],
    exposes: ["ecs_target.network_configuration.assign_public_ip"],
    securityGroups: ["ecs_target.network_configuration.security_groups"],
  },
  aws_lambda_alias: NONE,
  aws_lambda_capacity_provider: {
    runsAs: ["permissions_config.capacity_provider_operator_role_arn"],
    securityGroups: ["vpc_config.security_group_ids"],
  },
  aws_lambda_code_signing_config: none({
    policies: "whether unsigned code is refused or reported; who may deploy is IAM's",
    untrusted_artifact_on_deployment: "whether unsigned code is refused or reported",
  }),
  aws_lambda_event_source_mapping: none({
    access_config: "how it signs in to another system, which decides whom it lets in",
    source_access_configuration: "how it signs in to another system, which decides whom it lets in",
  }),
  aws_lambda_function: {
    runsAs: ["role"],
    exposes: ["vpc_config.subnet_ids"],
    securityGroups: ["replacement_security_group_ids", "vpc_config.security_group_ids"],
    none: { replace_security_groups_on_destroy: "what stands while it is destroyed" },
  },
  aws_lambda_function_event_invoke_config: NONE,
  aws_lambda_function_recursion_config: NONE,
  aws_lambda_function_url: { exposes: ["authorization_type"] },
  aws_lambda_invocation: NONE,
  aws_lambda_layer_version: NONE,
  aws_lambda_layer_version_permission: { policy: ["principal", "organization_id", "action"] },
  aws_lambda_permission: {
    policy: [
      "principal",
      "action",
      "source_arn",
      "source_account",
      "principal_org_id",
      "function_url_auth_type",
      "event_source_token",
      "qualifier",
    ],
  },
  aws_lambda_provisioned_concurrency_config: NONE,
  aws_lambda_runtime_management_config: NONE,
  aws_pipes_pipe: {
    runsAs: [
      "role_arn",
      "target_parameters.ecs_task_parameters.overrides.execution_role_arn",
      "target_parameters.ecs_task_parameters.overrides.task_role_arn",
    ],
    exposes: ["target_parameters.ecs_task_parameters.network_configuration.aws_vpc_configuration.assign_public_ip"],
    securityGroups: [
      "source_parameters.self_managed_kafka_parameters.vpc.security_groups",
      "target_parameters.ecs_task_parameters.network_configuration.aws_vpc_configuration.security_groups",
    ],
    none: {
      credentials: "how it signs in to another system, which decides whom it lets in",
      parameters: "settings of an engine or of a program",
    },
  },
  aws_scheduler_schedule: {
    runsAs: ["target.role_arn"],
    exposes: ["target.ecs_parameters.network_configuration.assign_public_ip"],
    securityGroups: ["target.ecs_parameters.network_configuration.security_groups"],
  },
  aws_scheduler_schedule_group: NONE,
  aws_schemas_discoverer: NONE,
  aws_schemas_registry: NONE,
  aws_schemas_registry_policy: { policy: ["policy"] },
  aws_schemas_schema: NONE,
  aws_serverlessapplicationrepository_cloudformation_stack: { provisions: [] },
  aws_sfn_activity: NONE,
  aws_sfn_alias: NONE,
  aws_sfn_state_machine: { runsAs: ["role_arn"] },
  aws_swf_domain: NONE,
};
