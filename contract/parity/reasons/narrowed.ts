import { reasonsOf } from "./reason";

/** What AmazonSageMakerFullAccess allows more widely than ours. */
export const NARROWED = reasonsOf([
  {
    clause: "N7",
    because: "In the page's namespaces only.",
    statements: [{ sid: "AllowAWSServiceActions", actions: ["cloudwatch:PutMetricData"], on: ["*"] }],
  },
  {
    clause: "N3",
    because: "Repositories of this account only, and created under the page's prefix only.",
    statements: [
      { sid: "AllowAWSServiceActions", actions: ["codecommit:CreateRepository"], on: ["*"] },
      {
        sid: "AllowCodeCommitActions",
        on: [
          "arn:aws:codecommit:*:*:*SageMaker*",
          "arn:aws:codecommit:*:*:*Sagemaker*",
          "arn:aws:codecommit:*:*:*sagemaker*",
        ],
      },
    ],
  },
  {
    clause: "N4",
    because: "Repositories of this account only, and created under the page's name only.",
    statements: [{ sid: "AllowAWSServiceActions", actions: ["ecr:CreateRepository"], on: ["*"] }],
  },
  {
    clause: "D1",
    because: "Repositories of this account only, and scanned under the page's name only.",
    statements: [{ sid: "AllowAWSServiceActions", actions: ["ecr:StartImageScan"], on: ["*"] }],
  },
  {
    clause: "N6",
    because: "Under the page's prefix only.",
    statements: [
      {
        sid: "AllowAWSServiceActions",
        actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
        on: ["*"],
      },
    ],
  },
  {
    clause: "D1",
    because: "Resources of this account only.",
    statements: [
      { sid: "AllowCloudformationListStackResources", on: ["arn:aws:cloudformation:*:*:stack/SC-*"] },
      {
        sid: "AllowLambdaInvokeFunction",
        on: [
          "arn:aws:lambda:*:*:function:*LabelingFunction*",
          "arn:aws:lambda:*:*:function:*SageMaker*",
          "arn:aws:lambda:*:*:function:*Sagemaker*",
          "arn:aws:lambda:*:*:function:*sagemaker*",
        ],
      },
      {
        sid: "AllowRedshiftGetClusterCredentials",
        on: ["arn:aws:redshift:*:*:dbname:*", "arn:aws:redshift:*:*:dbuser:*/sagemaker_access*"],
      },
    ],
  },
  {
    clause: "D1",
    because:
      "Projects of this account only, by which builds are authorised, and started as the project has them: nothing may be overridden.",
    statements: [
      {
        sid: "AllowCodeBuildActions",
        on: ["arn:aws:codebuild:*:*:build/*", "arn:aws:codebuild:*:*:project/sagemaker*"],
      },
    ],
  },
  {
    clause: "N4",
    because: "Repositories of this account only.",
    statements: [{ sid: "AllowECRActions", on: ["arn:aws:ecr:*:*:repository/*sagemaker*"] }],
  },
  {
    clause: "S0",
    because:
      "Theirs allows every action on a flow definition, with private and vendor crowds; ours names the actions that take one, with public and vendor crowds.",
    statements: [{ sid: "AllowFlowDefinitionActions", on: ["arn:aws:sagemaker:*:*:flow-definition/*"] }],
  },
  {
    clause: "N1",
    because: "Theirs passes every role of the account to SageMaker; ours passes the SageMaker execution roles only.",
    statements: [
      { sid: "AllowPassRoleForSageMakerRoles", on: ["arn:aws:iam::*:role/*AmazonSageMaker*"] },
      { sid: "AllowPassRoleToSageMaker", on: ["arn:aws:iam::*:role/*"] },
    ],
  },
  {
    clause: "N2",
    because: "Secrets of this account only.",
    statements: [
      {
        sid: "AllowReadOnlySecretManagerActions",
        actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        on: ["*"],
      },
      { sid: "AllowSecretManagerActions", on: ["arn:aws:secretsmanager:*:*:secret:AmazonSageMaker-*"] },
    ],
  },
  {
    clause: "D1",
    because: "In buckets of this account only, and of an object's ACLs only bucket-owner-full-control.",
    statements: [
      {
        sid: "AllowS3BucketACL",
        on: ["arn:aws:s3:::*SageMaker*", "arn:aws:s3:::*Sagemaker*", "arn:aws:s3:::*sagemaker*"],
      },
    ],
  },
  {
    clause: "D1",
    because: "Buckets only: an access point would be a way round the deny of its bucket.",
    statements: [
      {
        sid: "AllowS3BucketActions",
        actions: ["s3:GetBucketCors", "s3:GetBucketLocation", "s3:ListBucket"],
        on: ["*"],
      },
    ],
  },
  {
    clause: "D1",
    because: "Directory buckets of this account only, and aws-glue is the beginning of a name.",
    statements: [
      {
        sid: "AllowS3ExpressObjectActions",
        on: [
          "arn:aws:s3express:*:*:bucket/*SageMaker*",
          "arn:aws:s3express:*:*:bucket/*Sagemaker*",
          "arn:aws:s3express:*:*:bucket/*aws-glue*",
          "arn:aws:s3express:*:*:bucket/*sagemaker*",
        ],
      },
    ],
  },
  {
    clause: "N5",
    because:
      "Writes and reads by tag stay in buckets of this account, and aws-glue is the beginning of a name, as on the page.",
    statements: [
      { sid: "AllowS3GetObjectWithSageMakerExistingObjectTag", on: ["arn:aws:s3:::*"] },
      {
        sid: "AllowS3ObjectActions",
        on: [
          "arn:aws:s3:::*SageMaker*",
          "arn:aws:s3:::*Sagemaker*",
          "arn:aws:s3:::*aws-glue*",
          "arn:aws:s3:::*sagemaker*",
        ],
      },
      { sid: "AllowS3ObjectActions", on: ["arn:aws:s3:::*aws-glue*"] },
    ],
  },
  {
    clause: "N9",
    because: "Topics of this account only.",
    statements: [
      {
        sid: "AllowSNSActions",
        on: ["arn:aws:sns:*:*:*SageMaker*", "arn:aws:sns:*:*:*Sagemaker*", "arn:aws:sns:*:*:*sagemaker*"],
      },
    ],
  },
  {
    clause: "D1",
    because:
      "State machines of this account only; their `statemachine` is a name that never occurs, and rewriting a machine would be acting with its role.",
    statements: [
      {
        sid: "AllowStepFunctionsActions",
        on: ["arn:aws:states:*:*:execution:*sagemaker*:*", "arn:aws:states:*:*:statemachine:*sagemaker*"],
      },
    ],
  },
]);
