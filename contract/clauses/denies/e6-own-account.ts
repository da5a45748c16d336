import { allow, clause, deny } from "../../clause";

const SM = "arn:aws:sagemaker:eu-west-1:111122223333:";
const THEIRS = "arn:aws:sagemaker:eu-west-1:444455556666:";
const REPOSITORY = "arn:aws:ecr:eu-west-1:111122223333:repository/sagemaker-churn";
const ROLES = ["admin", "execution", "workforce"] as const;

/** Writes that a resource of another account may let in, each on an example of its resource. */
const WRITES = [
  ["AddAssociation", "artifact/churn"],
  ["AddTags", "endpoint/churn"],
  ["AssociateTrialComponent", "experiment-trial/churn"],
  ["BatchPutMetrics", "experiment-trial-component/churn"],
  ["BatchWriteRecord", "feature-group/churn"],
  ["CreateModelPackage", "model-package/churn/1"],
  ["DeleteRecord", "feature-group/churn"],
  ["DisassociateTrialComponent", "experiment-trial/churn"],
  ["ImportHubContent", "hub/models"],
  ["InvokeEndpoint", "endpoint/churn"],
  ["PutRecord", "feature-group/churn"],
  ["RetryPipelineExecution", "pipeline/churn/execution/0123456789ab"],
  ["SendPipelineExecutionStepSuccess", "pipeline/churn/execution/0123456789ab"],
  ["StartPipelineExecution", "pipeline/churn"],
  ["StopPipelineExecution", "pipeline/churn/execution/0123456789ab"],
  ["UpdateModelPackage", "model-package/churn/1"],
] as const;

/** What shares a resource of the account's own, so that a condition on the resource's account would never be met. */
const SHARES = [
  ["sagemaker:CreateLineageGroupPolicy", "*"],
  ["sagemaker:DeleteLineageGroupPolicy", "*"],
  ["sagemaker:DeleteModelPackageGroupPolicy", `${SM}model-package-group/churn`],
  ["sagemaker:DeleteResourcePolicy", "*"],
  ["sagemaker:PutLineageGroupPolicy", "*"],
  ["sagemaker:PutModelPackageGroupPolicy", `${SM}model-package-group/churn`],
  ["sagemaker:PutResourcePolicy", "*"],
] as const;

/** What is done with a repository beside sharing it. */
const UPLOADS = [
  "CompleteLayerUpload",
  "CreateRepository",
  "DeleteRepository",
  "DeleteRepositoryPolicy",
  "InitiateLayerUpload",
  "PutImage",
  "UploadLayerPart",
];

const held = { options: ["ownAccountOnly"] } as const;

export const ownAccount = clause({
  id: "E6",
  title: "SageMaker's resources in the own account only",
  quote: "The service role cannot be accessed by you directly",
  interpretation:
    "SageMaker's resources can be shared with other accounts and, where these share theirs, be written in them. An " +
    "option denies both to all roles: sharing outright, since it acts on one's own resource, the policies of ECR " +
    "repositories included (N4), and writing where the resource's account is known and is another. AWS's own hub " +
    "content, of the account `aws`, is referred to all the same. Reading what others share stays.",
  statements: [
    {
      sid: "E6Sharing",
      documents: ["deny", "workforce"],
      effect: "Deny",
      actions: [
        "ecr:SetRepositoryPolicy",
        "sagemaker:CreateLineageGroupPolicy",
        "sagemaker:Delete*Policy",
        "sagemaker:Put*Policy",
      ],
      resources: ["*"],
      when: "ownAccountOnly",
    },
    {
      sid: "E6OtherAccounts",
      documents: ["deny", "workforce"],
      effect: "Deny",
      actions: [
        "sagemaker:*ssociate*",
        "sagemaker:Add*",
        "sagemaker:BatchPut*",
        "sagemaker:BatchWrite*",
        "sagemaker:Create*",
        "sagemaker:Delete*",
        "sagemaker:Import*",
        "sagemaker:Invoke*",
        "sagemaker:Put*",
        "sagemaker:Retry*",
        "sagemaker:Send*",
        "sagemaker:Start*",
        "sagemaker:Stop*",
        "sagemaker:Update*",
      ],
      resources: ["*"],
      conditions: {
        Null: { "aws:ResourceAccount": "false" },
        StringNotEquals: { "aws:ResourceAccount": ["{account}", "aws"] },
      },
      when: "ownAccountOnly",
    },
  ],
  cases: [
    ...ROLES.flatMap((as) => [
      ...WRITES.flatMap(([action, resource]) => [
        allow(`sagemaker:${action}`, SM + resource, { as, ...held }),
        allow(`sagemaker:${action}`, THEIRS + resource, { as }),
        deny(`sagemaker:${action}`, THEIRS + resource, { as, ...held }),
        // Where AWS does not say whose the resource is, nothing is denied.
        allow(`sagemaker:${action}`, "*", { as, ...held }),
      ]),
      ...SHARES.map(([action, resource]) => deny(action, resource, { as, ...held })),
      allow("sagemaker:CreateHubContentReference", `arn:aws:sagemaker:eu-west-1:aws:hub-content/SageMakerPublicHub/m`, {
        as,
        ...held,
      }),
      allow("sagemaker:DescribeModelPackage", `${THEIRS}model-package/churn/1`, { as, ...held }),
      allow("sagemaker:BatchGetRecord", `${THEIRS}feature-group/churn`, { as, ...held }),
    ]),
    ...SHARES.map(([action, resource]) => allow(action, resource)),
    ...SHARES.map(([action, resource]) => deny(action, resource, { as: "executionJobs", ...held })),
    allow("ecr:SetRepositoryPolicy", REPOSITORY),
    ...ROLES.map((as) => deny("ecr:SetRepositoryPolicy", REPOSITORY, { as, ...held })),
    ...UPLOADS.map((name) => allow(`ecr:${name}`, REPOSITORY, held)),
    allow("sagemaker:DescribeNotebookInstance", `${SM}notebook-instance/ann`, { as: "executionJobs", ...held }),
  ],
});
