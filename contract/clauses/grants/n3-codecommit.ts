import { allow, clause, deny } from "../../clause";

const CODE = "arn:aws:codecommit:eu-west-1:111122223333:";

export const codeCommit = clause({
  id: "N3",
  title: "CodeCommit repositories",
  quote: "Git Pull/Push on repositories with following prefixes, *sagemaker*, *SageMaker*, and *Sagemaker*.",
  interpretation:
    "Repositories are created and deleted with the prefix AmazonSageMaker-, as the page's sentence before this one has it; pulled and pushed with any of the three spellings, from a notebook too. Repositories of the account only.",
  statements: [
    {
      sid: "N3Repositories",
      documents: ["adminNames"],
      actions: ["codecommit:CreateRepository", "codecommit:DeleteRepository"],
      resources: ["arn:{partition}:codecommit:*:{account}:AmazonSageMaker-*"],
    },
    {
      sid: "N3PullAndPush",
      quote: "Git Pull/Push on repositories with following prefixes, *sagemaker*, *SageMaker*, and *Sagemaker*.",
      documents: ["adminNames", "executionNotebook"],
      actions: ["codecommit:GitPull", "codecommit:GitPush"],
      resources: [
        "arn:{partition}:codecommit:*:{account}:*sagemaker*",
        "arn:{partition}:codecommit:*:{account}:*SageMaker*",
        "arn:{partition}:codecommit:*:{account}:*Sagemaker*",
      ],
    },
  ],
  cases: [
    allow("codecommit:CreateRepository", `${CODE}AmazonSageMaker-churn`),
    allow("codecommit:DeleteRepository", `${CODE}AmazonSageMaker-churn`),
    allow("codecommit:GitPull", `${CODE}team-sagemaker-churn`),
    allow("codecommit:GitPush", `${CODE}team-Sagemaker-churn`),
    allow("codecommit:GitPush", `${CODE}AmazonSageMaker-churn`),
    allow("codecommit:GitPull", `${CODE}mySageMakerCode`),
    ...["GitPull", "GitPush"].flatMap((action) => [
      ...["team-sagemaker-churn", "team-Sagemaker-churn", "AmazonSageMaker-churn"].flatMap((name) => [
        allow(`codecommit:${action}`, CODE + name),
        allow(`codecommit:${action}`, CODE + name, { as: "execution" }),
      ]),
      deny(`codecommit:${action}`, `${CODE}payroll`, { as: "execution" }),
      deny(`codecommit:${action}`, `${CODE}team-sagemaker-churn`, { as: "executionJobs" }),
    ]),
    deny("codecommit:CreateRepository", `${CODE}AmazonSageMaker-churn`, { as: "execution" }),
    deny("codecommit:DeleteRepository", `${CODE}AmazonSagemaker-churn`),
    deny("codecommit:DeleteRepository", "arn:aws:codecommit:eu-west-1:444455556666:AmazonSageMaker-churn"),
    deny("codecommit:GitPush", `${CODE}sageMaker`),
    deny("codecommit:CreateRepository", `${CODE}team-sagemaker-churn`),
    deny("codecommit:DeleteRepository", `${CODE}payroll`),
    deny("codecommit:GitPush", `${CODE}payroll`),
    deny("codecommit:GitPush", `${CODE}SAGEMAKER`),
    deny("codecommit:GitPull", "arn:aws:codecommit:eu-west-1:444455556666:sagemaker"),
  ],
});
