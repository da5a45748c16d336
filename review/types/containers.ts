import { NONE, none, type Family } from "./access";

/** Containers. */
export const containers: Family = {
  aws_appmesh_gateway_route: NONE,
  aws_appmesh_mesh: NONE,
  aws_appmesh_route: NONE,
  aws_appmesh_virtual_gateway: none({ trust: "the certificates of other nodes of the mesh" }),
  aws_appmesh_virtual_node: none({ trust: "the certificates of other nodes of the mesh" }),
  aws_appmesh_virtual_router: NONE,
  aws_appmesh_virtual_service: NONE,
  aws_ecr_account_setting: NONE,
  aws_ecr_lifecycle_policy: none({ policy: "which images expire" }),
  aws_ecr_pull_through_cache_rule: {
    runsAs: ["custom_role_arn"],
    none: { credential_arn: "how it signs in to another system, which decides whom it lets in" },
  },
  aws_ecr_registry_policy: { policy: ["policy"] },
  aws_ecr_registry_scanning_configuration: NONE,
  aws_ecr_replication_configuration: { exposes: ["replication_configuration.rule.destination"] },
  aws_ecr_repository: NONE,
  aws_ecr_repository_creation_template: { policy: ["repository_policy"], runsAs: ["custom_role_arn"] },
  aws_ecr_repository_policy: { policy: ["policy"] },
  aws_ecrpublic_repository: NONE,
  aws_ecrpublic_repository_policy: { policy: ["policy"] },
  aws_ecs_account_setting_default: NONE,
  aws_ecs_capacity_provider: {
    runsAs: [
      "managed_instances_provider.infrastructure_role_arn",
      "managed_instances_provider.instance_launch_template.ec2_instance_profile_arn",
    ],
    securityGroups: ["managed_instances_provider.instance_launch_template.network_configuration.security_groups"],
  },
  aws_ecs_cluster: NONE,
  aws_ecs_cluster_capacity_providers: NONE,
  aws_ecs_express_gateway_service: {
    runsAs: ["execution_role_arn", "infrastructure_role_arn", "task_role_arn"],
    securityGroups: ["network_configuration.security_groups"],
    none: { repository_credentials: "how it signs in to another system, which decides whom it lets in" },
  },
  aws_ecs_service: {
    runsAs: [
      "iam_role",
      "deployment_configuration.lifecycle_hook.role_arn",
      "load_balancer.advanced_configuration.role_arn",
      "service_connect_configuration.service.tls.role_arn",
      "volume_configuration.managed_ebs_volume.role_arn",
      "vpc_lattice_configurations.role_arn",
    ],
    exposes: ["network_configuration.assign_public_ip", "enable_execute_command"],
    securityGroups: ["network_configuration.security_groups"],
  },
  aws_ecs_tag: NONE,
  aws_ecs_task_definition: {
    runsAs: ["execution_role_arn", "task_role_arn"],
    exposes: ["pid_mode", "network_mode"],
    none: {
      authorization_config: "how it signs in to another system, which decides whom it lets in",
      scope: "how long a volume lives",
    },
  },
  aws_ecs_task_set: {
    exposes: ["network_configuration.assign_public_ip"],
    securityGroups: ["network_configuration.security_groups"],
  },
  aws_eks_access_entry: { membership: ["principal_arn", "kubernetes_groups"] },
  aws_eks_access_policy_association: { attaches: ["policy_arn", "principal_arn", "access_scope"] },
  aws_eks_addon: { runsAs: ["service_account_role_arn", "pod_identity_association.role_arn"] },
  aws_eks_capability: {
    membership: ["configuration.argo_cd.rbac_role_mapping"],
    runsAs: ["role_arn"],
    exposes: ["configuration.argo_cd.network_access"],
  },
  aws_eks_cluster: {
    membership: ["access_config.bootstrap_cluster_creator_admin_permissions"],
    runsAs: ["role_arn", "compute_config.node_role_arn"],
    exposes: [
      "vpc_config.endpoint_public_access",
      "vpc_config.public_access_cidrs",
      "access_config.authentication_mode",
    ],
    securityGroups: ["vpc_config.security_group_ids"],
    none: { endpoint_private_access: "within its own network" },
  },
  aws_eks_fargate_profile: { runsAs: ["pod_execution_role_arn"] },
  aws_eks_identity_provider_config: { federates: ["oidc"] },
  aws_eks_node_group: {
    federates: ["remote_access.ec2_ssh_key"],
    runsAs: ["node_role_arn"],
    securityGroups: ["remote_access.source_security_group_ids"],
  },
  aws_eks_pod_identity_association: { runsAs: ["role_arn", "target_role_arn"] },
};
