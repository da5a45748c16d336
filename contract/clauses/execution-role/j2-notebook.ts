import { allow, clause, deny } from "../../clause";

const SM = "arn:aws:sagemaker:eu-west-1:111122223333:";
const ROLE = "arn:aws:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Admin";
const LOGS = "arn:aws:logs:eu-west-1:111122223333:log-group:";
const SECRETS = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:";
const REPOSITORY = "arn:aws:ecr:eu-west-1:111122223333:repository/";
const RULE = "arn:aws:events:eu-west-1:111122223333:rule/";
const TRAINING_RULE = "StepFunctionsGetEventsForSageMakerTrainingJobsRule";

/**
 * The rules that Step Functions makes to learn of the end of SageMaker's jobs. Source: "IAM policies for Amazon
 * SageMaker AI", AWS Step Functions Developer Guide.
 */
const MANAGED_RULES = ["Processing", "Training", "Transform", "Tuning"].map(
  (kind) => `StepFunctionsGetEventsForSageMaker${kind}JobsRule`,
);

/** What building and pushing an image takes, beside J1's. */
const IMAGES = [
  "CompleteLayerUpload",
  "CreateRepository",
  "DescribeImages",
  "DescribeRepositories",
  "InitiateLayerUpload",
  "PutImage",
  "UploadLayerPart",
];

const notebook = { as: "execution" } as const;
const passed = (service: string) => ({ ...notebook, context: { "iam:PassedToService": `${service}.amazonaws.com` } });

export const notebookProfile = clause({
  id: "J2",
  title: "What a notebook needs",
  quote: "the SageMaker service uses it while doing various actions as described here: Passing Roles.",
  interpretation:
    "With the profile `notebook` the SDK in a notebook can start jobs and do its daily work, with the deny policy " +
    "attached. Beside J1 that is SageMaker itself as S0 has it, and passing this role to SageMaker and to nothing else. " +
    "It is reading the logs that a job prints and metrics, pulling and pushing N3's repositories, reading N2's secrets " +
    "by their prefix, and making and pushing images to N4's repositories. It does not make or change notebooks, touch " +
    "their lifecycle configurations or code repositories, or open them or MLflow, or a notebook could put a script as " +
    "root into another person's; nor does it share SageMaker's resources. Where Step Functions waits for jobs " +
    "(`.sync`), an option lets the role write exactly the four managed rules of the default bus that report their end to " +
    "it. What the target of such a rule may be stays open.",
  statements: [
    {
      sid: "J2PassItself",
      documents: ["executionNotebook"],
      actions: ["iam:PassRole"],
      resources: ["{executionRoleArn}"],
      conditions: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    },
    {
      sid: "J2Notebooks",
      documents: ["executionNotebook"],
      effect: "Deny",
      actions: [
        "sagemaker:*NotebookInstanceLifecycleConfig*",
        "sagemaker:CreateCodeRepository",
        "sagemaker:CreateNotebookInstance",
        "sagemaker:CreatePresignedMlflowAppUrl",
        "sagemaker:CreatePresignedMlflowTrackingServerUrl",
        "sagemaker:CreatePresignedNotebookInstanceUrl",
        "sagemaker:DeleteCodeRepository",
        "sagemaker:Put*Policy",
        "sagemaker:UpdateCodeRepository",
        "sagemaker:UpdateNotebookInstance",
      ],
      resources: ["*"],
    },
    {
      sid: "J2ReadLogs",
      documents: ["executionNotebook"],
      actions: ["logs:FilterLogEvents", "logs:GetLogEvents"],
      resources: ["arn:{partition}:logs:*:{account}:log-group:/aws/sagemaker/*"],
    },
    {
      sid: "J2ReadMetrics",
      documents: ["executionNotebook"],
      actions: ["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics"],
      resources: ["*"],
    },
    {
      sid: "J2Secrets",
      documents: ["executionNotebook"],
      actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      resources: ["arn:{partition}:secretsmanager:*:{account}:secret:AmazonSageMaker-*"],
    },
    {
      sid: "J2Images",
      documents: ["executionNotebook"],
      actions: [
        "ecr:CompleteLayerUpload",
        "ecr:CreateRepository",
        "ecr:DescribeImages",
        "ecr:DescribeRepositories",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
      ],
      resources: ["arn:{partition}:ecr:*:{account}:repository/*sagemaker*"],
    },
    {
      sid: "J2WaitForJobs",
      documents: ["executionNotebook"],
      actions: ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
      resources: MANAGED_RULES.map((name) => `arn:{partition}:events:*:{account}:rule/${name}`),
      when: "stepFunctionsSync",
    },
  ],
  cases: [
    allow("sagemaker:CreateTrainingJob", `${SM}training-job/churn`, notebook),
    allow("sagemaker:CreateEndpoint", `${SM}endpoint/churn`, notebook),
    allow("sagemaker:StopNotebookInstance", `${SM}notebook-instance/ann`, notebook),
    allow("sagemaker:DescribeNotebookInstance", `${SM}notebook-instance/ann`, notebook),
    allow("iam:PassRole", ROLE, passed("sagemaker")),
    deny("iam:PassRole", ROLE, passed("glue")),
    deny("iam:PassRole", ROLE, passed("states")),
    deny("iam:PassRole", ROLE, notebook),
    deny("iam:PassRole", `${ROLE}-2`, passed("sagemaker")),
    deny("sagemaker:CreateNotebookInstance", `${SM}notebook-instance/ann`, notebook),
    deny("sagemaker:UpdateNotebookInstance", `${SM}notebook-instance/ann`, notebook),
    deny("sagemaker:CreatePresignedNotebookInstanceUrl", `${SM}notebook-instance/ann`, notebook),
    ...["Create", "Update", "Delete", "Describe"].map((verb) =>
      deny(`sagemaker:${verb}NotebookInstanceLifecycleConfig`, `${SM}notebook-instance-lifecycle-config/x`, notebook),
    ),
    deny("sagemaker:CreatePresignedMlflowAppUrl", `${SM}mlflow-app/app-0123456789ab`, notebook),
    deny("sagemaker:CreatePresignedMlflowTrackingServerUrl", `${SM}mlflow-tracking-server/experiments`, notebook),
    ...["Create", "Update", "Delete"].map((verb) =>
      deny(`sagemaker:${verb}CodeRepository`, `${SM}code-repository/churn`, notebook),
    ),
    allow("sagemaker:DescribeCodeRepository", `${SM}code-repository/churn`, notebook),
    allow("sagemaker:CreateCodeRepository", `${SM}code-repository/churn`),
    deny("sagemaker:PutModelPackageGroupPolicy", `${SM}model-package-group/churn`, notebook),
    deny("sagemaker:PutLineageGroupPolicy", "*", notebook),
    deny("sagemaker:PutResourcePolicy", "*", notebook),
    allow("sagemaker:CreateHubContentPresignedUrls", `${SM}hub-content/models/Model/llama/1`, notebook),
    ...["GetLogEvents", "FilterLogEvents"].flatMap((action) => [
      allow(`logs:${action}`, `${LOGS}/aws/sagemaker/TrainingJobs:log-stream:churn`, notebook),
      deny(`logs:${action}`, `${LOGS}/aws/lambda/payroll:log-stream:x`, notebook),
      deny(`logs:${action}`, `${LOGS}/other/sagemaker/TrainingJobs:log-stream:x`, notebook),
      deny(`logs:${action}`, `${LOGS}/aws/sagemaker/TrainingJobs:log-stream:churn`, { as: "executionJobs" }),
      deny(`logs:${action}`, `${LOGS.replace("111122223333", "444455556666")}/aws/sagemaker/x`, notebook),
    ]),
    ...["GetMetricData", "GetMetricStatistics", "ListMetrics"].flatMap((action) => [
      allow(`cloudwatch:${action}`, "*", notebook),
      deny(`cloudwatch:${action}`, "*", { as: "executionJobs" }),
    ]),
    deny("cloudwatch:GetDashboard", "arn:aws:cloudwatch::111122223333:dashboard/customer_churn", notebook),
    ...["DescribeSecret", "GetSecretValue"].flatMap((action) => [
      allow(`secretsmanager:${action}`, `${SECRETS}AmazonSageMaker-db-AbCdEf`, notebook),
      deny(`secretsmanager:${action}`, `${SECRETS}payroll-AbCdEf`, notebook),
      deny(`secretsmanager:${action}`, `${SECRETS}payroll-AbCdEf`, {
        ...notebook,
        context: { "secretsmanager:ResourceTag/SageMaker": "true" },
      }),
      deny(`secretsmanager:${action}`, `${SECRETS}AmazonSageMaker-db-AbCdEf`, { as: "executionJobs" }),
    ]),
    deny("secretsmanager:PutSecretValue", `${SECRETS}AmazonSageMaker-db-AbCdEf`, notebook),
    ...IMAGES.flatMap((action) => [
      allow(`ecr:${action}`, `${REPOSITORY}sagemaker-churn`, notebook),
      deny(`ecr:${action}`, `${REPOSITORY}payroll`, notebook),
      deny(`ecr:${action}`, `${REPOSITORY.replace("111122223333", "444455556666")}sagemaker-churn`, notebook),
      deny(`ecr:${action}`, `${REPOSITORY}sagemaker-churn`, { as: "executionJobs" }),
    ]),
    ...["SetRepositoryPolicy", "DeleteRepositoryPolicy", "DeleteRepository", "BatchDeleteImage"].map((action) =>
      deny(`ecr:${action}`, `${REPOSITORY}sagemaker-churn`, notebook),
    ),
    ...["DescribeRule", "PutRule", "PutTargets"].flatMap((action) => [
      ...MANAGED_RULES.flatMap((name) => [
        allow(`events:${action}`, `${RULE}${name}`, { ...notebook, options: ["stepFunctionsSync"] }),
        deny(`events:${action}`, `${RULE}${name}2`, { ...notebook, options: ["stepFunctionsSync"] }),
      ]),
      deny(`events:${action}`, `${RULE}${TRAINING_RULE}`, notebook),
      deny(`events:${action}`, `${RULE}${TRAINING_RULE}`, { as: "executionJobs", options: ["stepFunctionsSync"] }),
      deny(`events:${action}`, `${RULE}custom-bus/${TRAINING_RULE}`, { ...notebook, options: ["stepFunctionsSync"] }),
      deny(`events:${action}`, `${RULE}payroll`, { ...notebook, options: ["stepFunctionsSync"] }),
    ]),
    deny("sagemaker:ListNotebookInstanceLifecycleConfigs", "*", notebook),
    deny("events:RemoveTargets", `${RULE}${TRAINING_RULE}`, { ...notebook, options: ["stepFunctionsSync"] }),
    allow("sagemaker:CreateNotebookInstance", `${SM}notebook-instance/ann`),
    allow("sagemaker:CreateNotebookInstanceLifecycleConfig", `${SM}notebook-instance-lifecycle-config/x`),
    deny("sagemaker:CreateTrainingJob", `${SM}training-job/churn`, { as: "executionJobs" }),
  ],
});
