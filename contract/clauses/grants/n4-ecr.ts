import { allow, clause, deny } from "../../clause";

const REPOSITORY = "arn:aws:ecr:eu-west-1:111122223333:repository/";

export const ecr = clause({
  id: "N4",
  title: "ECR repositories",
  quote:
    "Set, delete repository policies, and upload container images, when the following resource naming convention is used, *sagemaker*.",
  interpretation:
    "Uploading an image takes four actions and PutImage. CreateRepository and TagResource on the same names, since a repository must exist first. Repositories of the account only.",
  statements: [
    {
      sid: "N4Repositories",
      documents: ["adminNames"],
      actions: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:CompleteLayerUpload",
        "ecr:CreateRepository",
        "ecr:DeleteRepositoryPolicy",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:SetRepositoryPolicy",
        "ecr:TagResource",
        "ecr:UploadLayerPart",
      ],
      resources: ["arn:{partition}:ecr:*:{account}:repository/*sagemaker*"],
    },
  ],
  cases: [
    allow("ecr:PutImage", `${REPOSITORY}team/sagemaker-churn`),
    allow("ecr:CreateRepository", `${REPOSITORY}sagemaker-churn`),
    allow("ecr:SetRepositoryPolicy", `${REPOSITORY}sagemaker-churn`),
    allow("ecr:DeleteRepositoryPolicy", `${REPOSITORY}sagemaker-churn`),
    ...["InitiateLayerUpload", "UploadLayerPart", "CompleteLayerUpload", "TagResource"].flatMap((action) => [
      allow(`ecr:${action}`, `${REPOSITORY}sagemaker-churn`),
      deny(`ecr:${action}`, `${REPOSITORY}payroll`),
    ]),
    deny("ecr:CreateRepository", `${REPOSITORY}payroll`),
    deny("ecr:DeleteRepositoryPolicy", `${REPOSITORY}payroll`),
    deny("ecr:PutRegistryPolicy", "*"),
    deny("ecr:PutImage", `${REPOSITORY}payroll`),
    deny("ecr:PutImage", `${REPOSITORY}SageMaker-churn`),
    deny("ecr:SetRepositoryPolicy", `${REPOSITORY}payroll`),
    deny("ecr:PutImage", "arn:aws:ecr:eu-west-1:444455556666:repository/sagemaker-churn"),
    deny("ecr:PutLifecyclePolicy", `${REPOSITORY}sagemaker-churn`),
  ],
});
