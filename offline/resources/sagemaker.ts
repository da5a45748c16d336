import type { Api, ResourceKind } from "./kind";

const service = "SageMaker";
const arn = (resource: string): string => `arn:{partition}:sagemaker:{region}:{account}:${resource}`;
const api = (noun: string, entity: string): Api => ({
  service,
  noun,
  create: `Create${entity}`,
  update: `Update${entity}`,
  delete: `Delete${entity}`,
});

/** Amazon SageMaker. */
export const sagemaker: Readonly<Record<string, ResourceKind>> = {
  aws_sagemaker_model_package_group: {
    binding: "sagemaker-model-package-group",
    key: "{model_package_group_name}",
    computed: { arn: arn("model-package-group/{model_package_group_name}") },
    replace: ["model_package_group_description", "model_package_group_name"],
    api: api("SageMaker Model Package Group ({model_package_group_name})", "ModelPackageGroup"),
  },
  aws_sagemaker_model_package_group_policy: {
    binding: "sagemaker-model-package-group-policy",
    key: "{model_package_group_name}",
    replace: ["model_package_group_name"],
    policies: { resource_policy: "resource" },
    api: {
      service,
      noun: "SageMaker Model Package Group Policy ({model_package_group_name})",
      create: "PutModelPackageGroupPolicy",
      delete: "DeleteModelPackageGroupPolicy",
    },
    needs: [
      {
        type: "aws_sagemaker_model_package_group",
        key: "{model_package_group_name}",
        refusal: {
          status: 400,
          code: "ValidationException",
          message: "Model Package Group {model_package_group_name} does not exist.",
        },
      },
    ],
  },
  aws_sagemaker_notebook_instance: {
    binding: "sagemaker-notebook-instance",
    key: "{name}",
    computed: {
      arn: arn("notebook-instance/{name}"),
      network_interface_id: "eni-{hex:17}",
      platform_identifier: "notebook-al2-v2",
      url: "{name}.notebook.{region}.sagemaker.aws",
    },
    defaults: { direct_internet_access: "Enabled", root_access: "Enabled", volume_size: 5 },
    replace: ["direct_internet_access", "kms_key_id", "name", "platform_identifier", "security_groups", "subnet_id"],
    api: api("SageMaker Notebook Instance ({name})", "NotebookInstance"),
  },
};
