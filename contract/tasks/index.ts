import type { Option } from "../options";

/** One call of a task: what the request names, in account 111122223333 and region eu-west-1. */
export interface TaskCall {
  readonly action: string;
  /** Full ARN, or "*". */
  readonly resource: string;
  /** Condition keys beside those that every request carries. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** Why a task is denied, and what to do instead. */
export interface TaskDenial {
  /** The clause that decides. */
  readonly clause: string;
  readonly next: string;
}

/** An everyday task: the calls behind it, and whether each role may make them all. */
export interface Task {
  /** What `ssps can --task` takes: lower case, words joined by `-`. */
  readonly id: string;
  /** What somebody does, in words. */
  readonly title: string;
  readonly calls: readonly TaskCall[];
  /** "allow", or why not: for a person with the admin role. */
  readonly admin: "allow" | TaskDenial;
  /** The same for the execution role with profile `notebook`: code in a notebook, and SageMaker acting for a job. */
  readonly execution: "allow" | TaskDenial;
  /** Options that are on for it beside the defaults. */
  readonly options?: readonly (Option | `-${Option}`)[];
}

const OURS = "eu-west-1:111122223333";
const SM = `arn:aws:sagemaker:${OURS}:`;
const ROLE = "arn:aws:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Admin";
/** The name of the bucket that tasks read and write. */
export const TASK_BUCKET = "acme-sagemaker-dev";
const BUCKET = `arn:aws:s3:::${TASK_BUCKET}`;
const LOGS = `arn:aws:logs:${OURS}:log-group:/aws/sagemaker/TrainingJobs`;
const TARGET = `arn:aws:application-autoscaling:${OURS}:scalable-target/0123456789abcdef`;
const MINE = { "aws:ResourceAccount": "111122223333" };
const AWS = { "aws:ResourceAccount": "763104351884" };

const call = (action: string, resource: string, context?: TaskCall["context"]): TaskCall => ({
  action,
  resource,
  ...(context && { context }),
});
const sagemaker = (actions: string, resource: string): TaskCall[] =>
  actions.split(" ").map((action) => call(`sagemaker:${action}`, SM + resource));
const passing = (service = "sagemaker"): TaskCall =>
  call("iam:PassRole", ROLE, { "iam:PassedToService": `${service}.amazonaws.com` });
const both = (task: Omit<Task, "admin" | "execution">): Task => ({ ...task, admin: "allow", execution: "allow" });
const neither = (clause: string, next: string, task: Omit<Task, "admin" | "execution">): Task => ({
  ...task,
  admin: { clause, next },
  execution: { clause, next },
});
const people = (clause: string, next: string, task: Omit<Task, "admin" | "execution">): Task => ({
  ...task,
  admin: "allow",
  execution: { clause, next },
});

/**
 * What people do with SageMaker every day, task by task. The tests decide every call for both roles, `docs/workflows.md`
 * shows them, and `ssps can --task` asks for one.
 */
export const TASKS: readonly Task[] = [
  both({
    id: "train",
    title: "Start a training job from a notebook or the console, with its logs printed as it runs",
    calls: [
      passing(),
      ...sagemaker("CreateTrainingJob DescribeTrainingJob", "training-job/churn"),
      call("logs:DescribeLogStreams", LOGS),
      call("logs:GetLogEvents", `${LOGS}:log-stream:churn/algo-1`),
    ],
  }),
  both({
    id: "stop-training",
    title: "Stop a training job",
    calls: sagemaker("StopTrainingJob", "training-job/churn"),
  }),
  both({
    id: "tune",
    title: "Tune hyperparameters",
    calls: [
      passing(),
      ...sagemaker("CreateHyperParameterTuningJob DescribeHyperParameterTuningJob", "hyper-parameter-tuning-job/churn"),
    ],
  }),
  both({
    id: "process",
    title: "Process data with a processing job",
    calls: [passing(), ...sagemaker("CreateProcessingJob DescribeProcessingJob", "processing-job/churn")],
  }),
  both({
    id: "batch-transform",
    title: "Predict in bulk with a transform job",
    calls: [...sagemaker("CreateTransformJob DescribeTransformJob", "transform-job/churn")],
  }),
  both({
    id: "automl",
    title: "Let Autopilot find a model",
    calls: [passing(), ...sagemaker("CreateAutoMLJobV2 DescribeAutoMLJobV2", "automl-job/churn")],
  }),
  both({
    id: "deploy",
    title: "Deploy a model to an endpoint",
    calls: [
      passing(),
      ...sagemaker("CreateModel", "model/churn"),
      ...sagemaker("CreateEndpointConfig", "endpoint-config/churn"),
      ...sagemaker("CreateEndpoint DescribeEndpoint", "endpoint/churn"),
    ],
  }),
  both({
    id: "predict",
    title: "Ask an endpoint for a prediction",
    calls: sagemaker("InvokeEndpoint", "endpoint/churn"),
  }),
  both({
    id: "predict-later",
    title: "Ask an asynchronous endpoint, which announces its answers on a topic",
    calls: [
      ...sagemaker("InvokeEndpointAsync", "endpoint/churn"),
      call("sns:Publish", `arn:aws:sns:${OURS}:churn-sagemaker-answers`),
    ],
  }),
  both({
    id: "scale-by-hand",
    title: "Set an endpoint's capacity by hand",
    calls: sagemaker("UpdateEndpointWeightsAndCapacities", "endpoint/churn"),
  }),
  both({
    id: "delete-endpoint",
    title: "Delete an endpoint with its configuration and model",
    calls: [
      ...sagemaker("DeleteEndpoint", "endpoint/churn"),
      ...sagemaker("DeleteEndpointConfig", "endpoint-config/churn"),
      ...sagemaker("DeleteModel", "model/churn"),
    ],
  }),
  neither("X4", "Elevate (D2) with `ssps elevate`, or let Terraform scale the endpoint (D3, `scaling`).", {
    id: "autoscale",
    title: "Set up autoscaling for an endpoint",
    calls: [
      call("application-autoscaling:RegisterScalableTarget", TARGET, {
        "application-autoscaling:service-namespace": "sagemaker",
      }),
      call("cloudwatch:PutMetricAlarm", `arn:aws:cloudwatch:${OURS}:alarm:TargetTracking-endpoint/churn`),
    ],
  }),
  people("J2", "Ask a person: a notebook could put a script as root into another person's.", {
    id: "create-notebook",
    title: "Create a notebook instance in a VPC",
    calls: [passing(), ...sagemaker("CreateNotebookInstance", "notebook-instance/ann")],
  }),
  people("J2", "Open it from the console or with a person's credentials.", {
    id: "open-notebook",
    title: "Open a notebook instance",
    calls: sagemaker("CreatePresignedNotebookInstanceUrl", "notebook-instance/ann"),
  }),
  both({
    id: "stop-notebook",
    title: "Stop a notebook instance",
    calls: sagemaker("StopNotebookInstance", "notebook-instance/ann"),
  }),
  people("J2", "Ask a person to register it.", {
    id: "register-repository",
    title: "Register a code repository with SageMaker",
    calls: sagemaker("CreateCodeRepository", "code-repository/churn"),
  }),
  both({
    id: "git",
    title: "Pull and push a CodeCommit repository",
    calls: ["GitPull", "GitPush"].map((action) =>
      call(`codecommit:${action}`, `arn:aws:codecommit:${OURS}:team-sagemaker-churn`),
    ),
  }),
  both({
    id: "read-data",
    title: "Read and list data in a bucket named with a keyword",
    calls: [call("s3:ListBucket", BUCKET, MINE), call("s3:GetObject", `${BUCKET}/iris.csv`, MINE)],
  }),
  both({
    id: "write-data",
    title: "Write and delete objects in a bucket named with a keyword",
    calls: [
      call("s3:PutObject", `${BUCKET}/model.tar.gz`, MINE),
      call("s3:DeleteObject", `${BUCKET}/model.tar.gz`, MINE),
    ],
  }),
  neither("N5", "Copy the data to a bucket named with sagemaker, or tag the objects SageMaker=true to read them.", {
    id: "read-other-data",
    title: "Read an object of a bucket that is named otherwise",
    calls: [call("s3:GetObject", "arn:aws:s3:::payroll/2026.csv", MINE)],
  }),
  both({
    id: "read-tagged-data",
    title: "Read an object with the tag SageMaker=true",
    calls: [
      call("s3:GetObject", "arn:aws:s3:::acme-data/iris.csv", { ...MINE, "s3:ExistingObjectTag/SageMaker": "true" }),
    ],
  }),
  neither("D1", "Have Terraform make it (P1, `storage.bucket`); sagemaker-REGION-ACCOUNT serves `default_bucket()`.", {
    id: "create-bucket",
    title: "Create a bucket",
    calls: [call("s3:CreateBucket", "arn:aws:s3:::acme-sagemaker-new", MINE)],
  }),
  both({
    id: "jumpstart",
    title: "Deploy a model of JumpStart",
    calls: [
      call("s3:ListBucket", "arn:aws:s3:::jumpstart-cache-prod-eu-west-1", AWS),
      call("s3:GetObject", "arn:aws:s3:::jumpstart-cache-prod-eu-west-1/models/manifest.json", AWS),
      call("s3:GetObject", "arn:aws:s3:::jumpstart-private-cache-prod-eu-west-1/llama.tar.gz", AWS),
      passing(),
      ...sagemaker("CreateModel", "model/llama"),
    ],
  }),
  both({
    id: "pull-image",
    title: "Pull one of AWS's images",
    calls: [
      call("ecr:GetAuthorizationToken", "*"),
      call("ecr:BatchGetImage", "arn:aws:ecr:eu-west-1:763104351884:repository/pytorch-training"),
      call("ecr:GetDownloadUrlForLayer", "arn:aws:ecr:eu-west-1:763104351884:repository/pytorch-training"),
    ],
  }),
  both({
    id: "push-image",
    title: "Make an ECR repository and push an image to it",
    calls: [
      call("ecr:GetAuthorizationToken", "*"),
      ...["CreateRepository", "DescribeRepositories", "BatchCheckLayerAvailability", "InitiateLayerUpload"].map(
        (action) => call(`ecr:${action}`, `arn:aws:ecr:${OURS}:repository/sagemaker-churn`),
      ),
      ...["UploadLayerPart", "CompleteLayerUpload", "PutImage"].map((action) =>
        call(`ecr:${action}`, `arn:aws:ecr:${OURS}:repository/sagemaker-churn`),
      ),
    ],
  }),
  people("N4", "Ask a person; without E6 the admin role sets the policies of *sagemaker* repositories.", {
    id: "share-image",
    title: "Set the policy of an ECR repository",
    calls: [call("ecr:SetRepositoryPolicy", `arn:aws:ecr:${OURS}:repository/sagemaker-churn`)],
  }),
  both({
    id: "read-secret",
    title: "Read a secret named AmazonSageMaker-…",
    calls: [call("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:${OURS}:secret:AmazonSageMaker-db-AbCdEf`)],
  }),
  people("N2", "Ask a person to change it: a notebook reads secrets only.", {
    id: "change-secret",
    title: "Change a secret named AmazonSageMaker-…",
    calls: [call("secretsmanager:UpdateSecret", `arn:aws:secretsmanager:${OURS}:secret:AmazonSageMaker-db-AbCdEf`)],
  }),
  both({
    id: "read-logs",
    title: "Search the logs of jobs and endpoints",
    calls: [call("logs:FilterLogEvents", LOGS)],
  }),
  both({
    id: "metrics",
    title: "Write and read metrics of SageMaker",
    calls: [
      call("cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": "/aws/sagemaker/TrainingJobs" }),
      call("cloudwatch:GetMetricData", "*"),
    ],
  }),
  people("N8", "Ask a person.", {
    id: "dashboard",
    title: "Make a dashboard customer_…",
    calls: [call("cloudwatch:PutDashboard", "arn:aws:cloudwatch::111122223333:dashboard/customer_churn")],
  }),
  people("N9", "Ask a person to subscribe: the execution role publishes only.", {
    id: "subscribe",
    title: "Make a topic and subscribe to it",
    calls: ["CreateTopic", "Subscribe"].map((action) =>
      call(`sns:${action}`, `arn:aws:sns:${OURS}:churn-sagemaker-jobs`),
    ),
  }),
  both({
    id: "feature-store",
    title: "Write features, online and to the offline store",
    calls: [
      ...sagemaker("CreateFeatureGroup PutRecord GetRecord", "feature-group/customers"),
      call("s3:GetBucketAcl", BUCKET, MINE),
      call("s3:PutObject", `${BUCKET}/features/x.parquet`, MINE),
      call("s3:PutObjectAcl", `${BUCKET}/features/x.parquet`, { ...MINE, "s3:x-amz-acl": "bucket-owner-full-control" }),
    ],
  }),
  both({
    id: "pipeline",
    title: "Make and start a pipeline, with a Lambda step",
    calls: [
      passing(),
      ...sagemaker("CreatePipeline StartPipelineExecution", "pipeline/churn"),
      call("lambda:InvokeFunction", `arn:aws:lambda:${OURS}:function:sagemaker-check`),
    ],
  }),
  neither("D1", "SQS is not in AmazonSageMakerFullAccess: use a Lambda step, or a role of the pipeline's own.", {
    id: "callback-step",
    title: "Wait in a pipeline for a callback through SQS",
    calls: [call("sqs:SendMessage", `arn:aws:sqs:${OURS}:sagemaker-callbacks`)],
  }),
  people("J2", "Pass the role from a person's session: a notebook passes it to SageMaker only.", {
    id: "glue-job",
    title: "Hand the execution role to a Glue job",
    calls: [passing("glue")],
  }),
  both({
    id: "glue-job-writes",
    title: "Write a Glue job's logs and metrics",
    calls: [call("logs:DescribeLogStreams", `arn:aws:logs:${OURS}:log-group:/aws-glue/jobs/output`)],
  }),
  neither("D1", "Use Glue with a role of Glue's own: the page takes out connecting with Glue resources.", {
    id: "glue-catalog",
    title: "Read a table of the Glue catalog",
    calls: [call("glue:GetTable", `arn:aws:glue:${OURS}:catalog`)],
  }),
  people("D1", "Start it from a person's session: J2 starts no state machine.", {
    id: "state-machine",
    title: "Start a state machine named with sagemaker",
    calls: [call("states:StartExecution", `arn:aws:states:${OURS}:stateMachine:my-sagemaker-pipeline`)],
  }),
  {
    id: "state-machine-waits",
    title: "Let a state machine wait for a training job (.sync)",
    calls: ["PutRule", "PutTargets", "DescribeRule"].map((action) =>
      call(`events:${action}`, `arn:aws:events:${OURS}:rule/StepFunctionsGetEventsForSageMakerTrainingJobsRule`),
    ),
    admin: { clause: "J2", next: "Nothing: Step Functions writes the rules with the execution role." },
    execution: "allow",
    options: ["stepFunctionsSync"],
  },
  both({
    id: "label-public",
    title: "Label images with a public or vendor workforce",
    calls: [
      call("sagemaker:CreateLabelingJob", `${SM}labeling-job/images`, { "sagemaker:WorkteamType": "public-crowd" }),
    ],
  }),
  neither("X2", "Use the workforce role (W1, `workforce`), or a public or vendor workforce.", {
    id: "label-private",
    title: "Label images with a private workforce",
    calls: [
      call("sagemaker:CreateLabelingJob", `${SM}labeling-job/images`, { "sagemaker:WorkteamType": "private-crowd" }),
    ],
  }),
  neither("X1", "Use notebook instances: Studio, and Canvas with it, is not supported.", {
    id: "studio",
    title: "Open SageMaker Studio or Canvas",
    calls: sagemaker("CreatePresignedDomainUrl", "user-profile/d-0123456789ab/ann"),
  }),
  both({
    id: "mlflow",
    title: "Make an MLflow tracking server",
    calls: [passing(), ...sagemaker("CreateMlflowTrackingServer", "mlflow-tracking-server/experiments")],
  }),
  both({
    id: "hyperpod",
    title: "Make a HyperPod cluster",
    calls: [passing(), ...sagemaker("CreateCluster DescribeCluster", "cluster/llm")],
  }),
  neither("D1", "Ask for a role of its own: Systems Manager sessions are not in AmazonSageMakerFullAccess.", {
    id: "hyperpod-shell",
    title: "Open a shell on a HyperPod node",
    calls: [call("ssm:StartSession", `arn:aws:ssm:${OURS}:document/AWS-StartSSHSession`)],
  }),
  neither("X3", "Have Terraform make it (P4, `network.endpoints`), or submit the RFC that `ssps rfc` prints.", {
    id: "vpc-endpoint",
    title: "Create a VPC endpoint",
    calls: [call("ec2:CreateVpcEndpoint", `arn:aws:ec2:${OURS}:vpc-endpoint/*`)],
  }),
  neither("N1", "Use AmazonSageMaker-ExecutionRole-*: a stronger role would hold more than people do.", {
    id: "pass-other-role",
    title: "Start a job with another role",
    calls: [
      call("iam:PassRole", "arn:aws:iam::111122223333:role/deployer", {
        "iam:PassedToService": "sagemaker.amazonaws.com",
      }),
    ],
  }),
  people("D1", "Ask a person: a notebook reads the keys' aliases only.", {
    id: "key",
    title: "Choose a key in the console",
    calls: [
      call("kms:ListAliases", "*"),
      call("kms:DescribeKey", `arn:aws:kms:${OURS}:key/00000000-0000-0000-0000-000000000000`),
    ],
  }),
  people("D1", "Query from a person's session.", {
    id: "athena",
    title: "Query data with Athena",
    calls: [call("athena:StartQueryExecution", `arn:aws:athena:${OURS}:workgroup/primary`)],
  }),
];
