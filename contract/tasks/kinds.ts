import type { NameKind } from "../../config/naming";
import { publishedAction } from "../../policy/actions";

/** A call that a verb makes of a kind of thing; placeholders stand in braces. */
export interface CallTemplate {
  readonly action: string;
  /** ARN after `arn:PARTITION:`, or "*". @default the kind's own */
  readonly arn?: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** A kind of thing that people name every day, and what they do with it. */
export interface Kind {
  /** What people call it, the usual word first. */
  readonly words: readonly string[];
  /** ARN after `arn:PARTITION:`; `{region}`, `{account}` and `{name}` are filled in. */
  readonly arn: string;
  /** The page's convention for the name, where there is one. */
  readonly naming?: NameKind;
  /** What its names look like, as a regular expression. @default any text */
  readonly name?: string;
  /** What stands for the name of a thing that people do not name. */
  readonly usualName?: string;
  /** Verb → the calls that it makes. */
  readonly verbs: Readonly<Record<string, readonly CallTemplate[]>>;
}

/** Calls by their actions, each on the kind's own ARN. */
function calls(service: string, names: string): CallTemplate[] {
  return names.split(" ").map((name) => ({ action: `${service}:${name}` }));
}

const PASS: CallTemplate = {
  action: "iam:PassRole",
  arn: "iam::{account}:role/{executionRole}",
  context: { "iam:PassedToService": "sagemaker.amazonaws.com" },
};

/** Verbs of SageMaker's own kinds, by the beginnings of its actions. */
const SAGEMAKER_VERBS = {
  create: "Create",
  see: "Describe",
  change: "Update",
  start: "Start",
  stop: "Stop",
  delete: "Delete",
} as const;

/**
 * A kind of SageMaker's own: its verbs are the actions that AWS publishes for it.
 *
 * @param name What its actions are called: `TrainingJob`.
 * @param options `passes`: whoever creates it gives it the execution role.
 */
function ofSageMaker(
  words: readonly string[],
  type: string,
  name: string,
  {
    passes = false,
    verbs = {},
    usualName,
  }: Partial<Pick<Kind, "verbs" | "usualName">> & { readonly passes?: boolean } = {},
): Kind {
  const own = Object.entries(SAGEMAKER_VERBS).flatMap(([verb, beginning]) => {
    const action = `sagemaker:${beginning}${name}`;
    return publishedAction(action)
      ? [[verb, [...(passes && verb === "create" ? [PASS] : []), { action }]] as const]
      : [];
  });
  return {
    words,
    arn: `sagemaker:{region}:{account}:${type}/{name}`,
    verbs: { ...Object.fromEntries(own), ...verbs },
    ...(usualName !== undefined && { usualName }),
  };
}

const OBJECT_OF_BUCKET = "s3:::{name}/any-object";
const VIA_S3 = { "kms:ViaService": "s3.{region}.{dnsSuffix}" };

/** Every kind that everyday questions are about. */
export const KINDS: readonly Kind[] = [
  {
    words: ["object", "file"],
    arn: "s3:::{name}",
    name: "[^/]+/.*",
    verbs: {
      read: calls("s3", "GetObject"),
      write: calls("s3", "PutObject"),
      delete: calls("s3", "DeleteObject"),
      tag: calls("s3", "PutObjectTagging"),
    },
  },
  {
    words: ["bucket"],
    arn: "s3:::{name}",
    name: "[^/]+",
    naming: "bucket",
    verbs: {
      list: calls("s3", "ListBucket"),
      read: [{ action: "s3:ListBucket" }, { action: "s3:GetObject", arn: OBJECT_OF_BUCKET }],
      write: [{ action: "s3:PutObject", arn: OBJECT_OF_BUCKET }],
      create: calls("s3", "CreateBucket"),
      delete: calls("s3", "DeleteBucket"),
    },
  },
  {
    words: ["secret"],
    // Secrets Manager puts a hyphen and six characters behind the name.
    arn: "secretsmanager:{region}:{account}:secret:{name}-AbCdEf",
    naming: "secret",
    verbs: {
      read: calls("secretsmanager", "GetSecretValue"),
      see: calls("secretsmanager", "DescribeSecret"),
      write: calls("secretsmanager", "UpdateSecret PutSecretValue"),
      create: calls("secretsmanager", "CreateSecret"),
      delete: calls("secretsmanager", "DeleteSecret"),
    },
  },
  {
    words: ["image", "image repository", "container image", "ecr repository"],
    arn: "ecr:{region}:{account}:repository/{name}",
    naming: "ecr",
    verbs: {
      pull: [
        { action: "ecr:GetAuthorizationToken", arn: "*" },
        ...calls("ecr", "BatchCheckLayerAvailability BatchGetImage GetDownloadUrlForLayer"),
      ],
      push: [
        { action: "ecr:GetAuthorizationToken", arn: "*" },
        ...calls("ecr", "BatchCheckLayerAvailability InitiateLayerUpload UploadLayerPart CompleteLayerUpload PutImage"),
      ],
      create: calls("ecr", "CreateRepository"),
      see: calls("ecr", "DescribeRepositories"),
      delete: calls("ecr", "DeleteRepository"),
      share: calls("ecr", "SetRepositoryPolicy"),
    },
  },
  {
    words: ["git repository", "code", "codecommit repository"],
    arn: "codecommit:{region}:{account}:{name}",
    naming: "codecommit",
    verbs: {
      pull: calls("codecommit", "GitPull"),
      push: calls("codecommit", "GitPush"),
      create: calls("codecommit", "CreateRepository"),
      delete: calls("codecommit", "DeleteRepository"),
    },
  },
  {
    words: ["topic", "sns topic"],
    arn: "sns:{region}:{account}:{name}",
    naming: "topic",
    verbs: {
      create: calls("sns", "CreateTopic"),
      subscribe: calls("sns", "Subscribe"),
      publish: calls("sns", "Publish"),
      delete: calls("sns", "DeleteTopic"),
    },
  },
  {
    words: ["dashboard"],
    arn: "cloudwatch::{account}:dashboard/{name}",
    naming: "dashboard",
    verbs: {
      see: calls("cloudwatch", "GetDashboard"),
      create: calls("cloudwatch", "PutDashboard"),
      change: calls("cloudwatch", "PutDashboard"),
      delete: calls("cloudwatch", "DeleteDashboards"),
    },
  },
  {
    words: ["log group", "logs", "log"],
    arn: "logs:{region}:{account}:log-group:{name}",
    naming: "log-group",
    verbs: {
      read: calls("logs", "FilterLogEvents"),
      create: calls("logs", "CreateLogGroup"),
      write: calls("logs", "CreateLogStream"),
      delete: calls("logs", "DeleteLogGroup"),
    },
  },
  {
    words: ["metric", "metrics", "metric namespace"],
    arn: "*",
    naming: "namespace",
    verbs: {
      read: calls("cloudwatch", "GetMetricData"),
      write: [{ action: "cloudwatch:PutMetricData", context: { "cloudwatch:namespace": "{name}" } }],
    },
  },
  {
    words: ["alarm"],
    arn: "cloudwatch:{region}:{account}:alarm:{name}",
    verbs: { create: calls("cloudwatch", "PutMetricAlarm"), delete: calls("cloudwatch", "DeleteAlarms") },
  },
  {
    words: ["key", "kms key"],
    usualName: "00000000-0000-0000-0000-000000000000",
    arn: "kms:{region}:{account}:key/{name}",
    verbs: {
      see: calls("kms", "DescribeKey"),
      // What reading and writing objects does with the key, and what handing it to jobs and notebooks does.
      use: [
        { action: "kms:Decrypt", context: VIA_S3 },
        { action: "kms:GenerateDataKey", context: VIA_S3 },
      ],
      attach: [
        {
          action: "kms:CreateGrant",
          context: { "kms:ViaService": "sagemaker.{region}.{dnsSuffix}", "kms:GrantIsForAWSResource": "true" },
        },
      ],
      create: [{ action: "kms:CreateKey", arn: "*" }],
    },
  },
  {
    words: ["role"],
    arn: "iam::{account}:role/{name}",
    naming: "execution-role",
    verbs: {
      pass: [{ action: "iam:PassRole", context: { "iam:PassedToService": "sagemaker.amazonaws.com" } }],
      see: calls("iam", "GetRole"),
      create: calls("iam", "CreateRole"),
      assume: calls("sts", "AssumeRole"),
    },
  },
  ofSageMaker(["training job"], "training-job", "TrainingJob", { passes: true }),
  ofSageMaker(["processing job"], "processing-job", "ProcessingJob", { passes: true }),
  ofSageMaker(["transform job"], "transform-job", "TransformJob"),
  ofSageMaker(["tuning job"], "hyper-parameter-tuning-job", "HyperParameterTuningJob", { passes: true }),
  ofSageMaker(["automl job"], "automl-job", "AutoMLJobV2", { passes: true }),
  ofSageMaker(["model"], "model", "Model", { passes: true }),
  ofSageMaker(["endpoint config", "endpoint configuration"], "endpoint-config", "EndpointConfig"),
  ofSageMaker(["endpoint"], "endpoint", "Endpoint", {
    verbs: {
      invoke: calls("sagemaker", "InvokeEndpoint"),
      scale: [
        {
          action: "application-autoscaling:RegisterScalableTarget",
          arn: "application-autoscaling:{region}:{account}:scalable-target/{name}",
          context: { "application-autoscaling:service-namespace": "sagemaker" },
        },
        {
          action: "application-autoscaling:PutScalingPolicy",
          arn: "application-autoscaling:{region}:{account}:scalable-target/{name}",
          context: { "application-autoscaling:service-namespace": "sagemaker" },
        },
        {
          action: "cloudwatch:PutMetricAlarm",
          arn: "cloudwatch:{region}:{account}:alarm:TargetTracking-endpoint/{name}",
        },
      ],
    },
  }),
  ofSageMaker(["notebook", "notebook instance"], "notebook-instance", "NotebookInstance", {
    passes: true,
    verbs: { open: calls("sagemaker", "CreatePresignedNotebookInstanceUrl") },
  }),
  ofSageMaker(["pipeline"], "pipeline", "Pipeline", {
    passes: true,
    verbs: { start: calls("sagemaker", "StartPipelineExecution") },
  }),
  ofSageMaker(["feature group"], "feature-group", "FeatureGroup", {
    passes: true,
    verbs: { read: calls("sagemaker", "GetRecord"), write: calls("sagemaker", "PutRecord") },
  }),
  ofSageMaker(["cluster", "hyperpod cluster"], "cluster", "Cluster", { passes: true }),
  ofSageMaker(["mlflow server", "tracking server"], "mlflow-tracking-server", "MlflowTrackingServer", { passes: true }),
  ofSageMaker(["experiment"], "experiment", "Experiment"),
  ofSageMaker(["repository", "code repository"], "code-repository", "CodeRepository"),
  ofSageMaker(
    ["lifecycle config", "lifecycle configuration"],
    "notebook-instance-lifecycle-config",
    "NotebookInstanceLifecycleConfig",
  ),
  ofSageMaker(["labeling job", "labelling job"], "labeling-job", "LabelingJob", { passes: true }),
  ofSageMaker(["workteam", "work team"], "workteam/private-crowd", "Workteam"),
  ofSageMaker(["workforce"], "workforce", "Workforce", { usualName: "default" }),
  ofSageMaker(["domain", "studio domain", "studio"], "domain", "Domain", {
    usualName: "d-0123456789ab",
    verbs: {
      open: [
        { action: "sagemaker:CreatePresignedDomainUrl", arn: "sagemaker:{region}:{account}:user-profile/{name}/me" },
      ],
    },
  }),
  {
    words: ["state machine"],
    arn: "states:{region}:{account}:stateMachine:{name}",
    verbs: { start: calls("states", "StartExecution"), see: calls("states", "DescribeStateMachine") },
  },
  {
    words: ["function", "lambda function"],
    arn: "lambda:{region}:{account}:function:{name}",
    verbs: { invoke: calls("lambda", "InvokeFunction") },
  },
  {
    words: ["workgroup", "athena workgroup"],
    arn: "athena:{region}:{account}:workgroup/{name}",
    verbs: { query: calls("athena", "StartQueryExecution") },
  },
  {
    words: ["queue"],
    arn: "sqs:{region}:{account}:{name}",
    verbs: { write: calls("sqs", "SendMessage") },
  },
  {
    words: ["vpc endpoint"],
    usualName: "vpce-0123456789abcdef0",
    arn: "ec2:{region}:{account}:vpc-endpoint/{name}",
    verbs: { create: calls("ec2", "CreateVpcEndpoint"), delete: calls("ec2", "DeleteVpcEndpoints") },
  },
  {
    words: ["security group"],
    usualName: "sg-0123456789abcdef0",
    arn: "ec2:{region}:{account}:security-group/{name}",
    verbs: { create: calls("ec2", "CreateSecurityGroup") },
  },
  {
    words: ["file system"],
    usualName: "fs-0123456789abcdef0",
    arn: "elasticfilesystem:{region}:{account}:file-system/{name}",
    verbs: {
      create: [{ action: "elasticfilesystem:CreateFileSystem", arn: "*" }],
      see: calls("elasticfilesystem", "DescribeFileSystems"),
    },
  },
];
