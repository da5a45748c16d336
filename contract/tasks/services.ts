import { OURS, SM, call, does, passing, sagemaker } from "./calls";
import { both, neither, people, type Task } from "./task";

/** Everyday tasks that go beyond SageMaker: pipelines, other services, and what the page excludes. */
export const SERVICES_TASKS: readonly Task[] = [
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
    calls: does("start", "state machine", "my-sagemaker-pipeline"),
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
    also: "domain",
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
    also: "privatelink, make",
    calls: [call("ec2:CreateVpcEndpoint", `arn:aws:ec2:${OURS}:vpc-endpoint/*`)],
  }),
  neither("N1", "Use AmazonSageMaker-ExecutionRole-*: a stronger role would hold more than people do.", {
    id: "pass-other-role",
    title: "Start a job with another role",
    calls: does("pass", "role", "deployer"),
  }),
  people("D1", "Ask a person: a notebook reads the keys' aliases only.", {
    id: "key",
    title: "Choose a key in the console",
    also: "kms",
    calls: [
      call("kms:ListAliases", "*"),
      call("kms:DescribeKey", `arn:aws:kms:${OURS}:key/00000000-0000-0000-0000-000000000000`),
    ],
  }),
  people("D1", "Query from a person's session.", {
    id: "athena",
    title: "Query data with Athena",
    also: "sql",
    calls: does("query", "workgroup", "primary"),
  }),
];
