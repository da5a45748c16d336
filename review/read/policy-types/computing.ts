import { held, heldByArn, holder, owner, type PolicyTypes } from "./policy-type";

/** Images, builds, models and roles. */
export const computing: PolicyTypes = {
  aws_iam_role: holder("trust policy of role", "assume_role_policy", ["name"], { kind: "trust", arn: "arn" }),
  aws_lambda_function: owner("Lambda function", ["function_name"], { arn: "arn" }),
  aws_ecr_repository: owner("ECR repository", ["name"], { arn: "arn" }),
  aws_ecr_repository_policy: held("ECR repository", "policy", ["repository"]),
  aws_ecr_registry_policy: held("ECR registry", "policy", ["registry_id"]),
  aws_ecr_repository_creation_template: holder("ECR creation template", "repository_policy", ["prefix"]),
  aws_ecrpublic_repository: owner("public ECR repository", ["repository_name"], { arn: "arn" }),
  aws_ecrpublic_repository_policy: held("public ECR repository", "policy", ["repository_name"]),
  aws_codeartifact_domain: owner("CodeArtifact domain", ["domain"], { arn: "arn" }),
  aws_codeartifact_domain_permissions_policy: held("CodeArtifact domain", "policy_document", ["domain"]),
  aws_codeartifact_repository_permissions_policy: held("CodeArtifact repository", "policy_document", ["repository"], {
    within: ["domain", "domain_owner"],
  }),
  aws_codebuild_resource_policy: heldByArn("CodeBuild resource", "policy", "resource_arn"),
  aws_sagemaker_model_package_group: owner("model package group", ["model_package_group_name"], { arn: "arn" }),
  aws_sagemaker_model_package_group_policy: held("model package group", "resource_policy", [
    "model_package_group_name",
  ]),
};
