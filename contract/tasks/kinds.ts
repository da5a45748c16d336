import { calls, type Kind } from "./kind";
import { SAGEMAKER_KINDS } from "./sagemaker-kinds";

const OBJECT_OF_BUCKET = "s3:::{name}/any-object";
const VIA_S3 = { "kms:ViaService": "s3.{region}.{dnsSuffix}" };

/** Every kind that everyday questions are about. */
export const KINDS: readonly Kind[] = [
  {
    words: ["object", "file"],
    grammar: "object",
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
      write: [{ action: "logs:PutLogEvents", arn: "logs:{region}:{account}:log-group:{name}:log-stream:any-stream" }],
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
    grammar: "alarm",
    arn: "cloudwatch:{region}:{account}:alarm:{name}",
    verbs: { create: calls("cloudwatch", "PutMetricAlarm"), delete: calls("cloudwatch", "DeleteAlarms") },
  },
  {
    words: ["key", "kms key"],
    grammar: "key",
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
  ...SAGEMAKER_KINDS,
  {
    words: ["state machine"],
    grammar: "state-machine",
    arn: "states:{region}:{account}:stateMachine:{name}",
    verbs: { start: calls("states", "StartExecution"), see: calls("states", "DescribeStateMachine") },
  },
  {
    words: ["function", "lambda function"],
    grammar: "function",
    arn: "lambda:{region}:{account}:function:{name}",
    verbs: { invoke: calls("lambda", "InvokeFunction") },
  },
  {
    words: ["workgroup", "athena workgroup"],
    grammar: "workgroup",
    arn: "athena:{region}:{account}:workgroup/{name}",
    verbs: { query: calls("athena", "StartQueryExecution") },
  },
  {
    words: ["queue"],
    grammar: "queue",
    arn: "sqs:{region}:{account}:{name}",
    verbs: { write: calls("sqs", "SendMessage") },
  },
  {
    words: ["vpc endpoint"],
    grammar: "vpc-endpoint",
    usualName: "vpce-0123456789abcdef0",
    arn: "ec2:{region}:{account}:vpc-endpoint/{name}",
    verbs: { create: calls("ec2", "CreateVpcEndpoint"), delete: calls("ec2", "DeleteVpcEndpoints") },
  },
  {
    words: ["security group"],
    grammar: "security-group",
    usualName: "sg-0123456789abcdef0",
    arn: "ec2:{region}:{account}:security-group/{name}",
    verbs: { create: calls("ec2", "CreateSecurityGroup") },
  },
  {
    words: ["file system"],
    grammar: "file-system",
    usualName: "fs-0123456789abcdef0",
    arn: "elasticfilesystem:{region}:{account}:file-system/{name}",
    verbs: {
      create: [{ action: "elasticfilesystem:CreateFileSystem", arn: "*" }],
      see: calls("elasticfilesystem", "DescribeFileSystems"),
    },
  },
];

/** Other words for the verbs. */
export const VERB_SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  read: ["get", "download", "search"],
  see: ["describe", "look-at", "show", "view"],
  write: ["put", "upload", "save", "send"],
  change: ["update", "edit", "modify"],
  create: ["make", "add", "deploy", "new"],
  delete: ["remove", "drop"],
  start: ["run", "launch"],
  invoke: ["call", "ask", "predict"],
  scale: ["autoscale"],
  list: ["ls"],
};
