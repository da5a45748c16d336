import { reasonsOf } from "./reason";

/** What ours allows and theirs does not. The clause is that of our statement. */
export const OURS_ONLY = reasonsOf([
  {
    because: "The same names as N5's; theirs leaves out what aws-glue begins.",
    statements: [
      { sid: "D1BucketAcl", on: ["arn:aws:s3:::aws-glue*"] },
      { sid: "D1ObjectAcl", on: ["arn:aws:s3:::aws-glue*"] },
    ],
  },
  {
    because: "Who writes a dashboard must be able to look at it.",
    statements: [{ sid: "D1Reads", actions: ["cloudwatch:GetDashboard", "cloudwatch:ListDashboards"], on: ["*"] }],
  },
  {
    because: "The console searches logs with it; theirs reads the same events one stream at a time.",
    statements: [{ sid: "D1Reads", actions: ["logs:FilterLogEvents"], on: ["*"] }],
  },
  {
    because: "The account is in the ARN instead of in a condition.",
    statements: [
      {
        sid: "D1S3Express",
        on: [
          "arn:aws:s3express:*:ACCOUNT:bucket/*SageMaker*",
          "arn:aws:s3express:*:ACCOUNT:bucket/*Sagemaker*",
          "arn:aws:s3express:*:ACCOUNT:bucket/*sagemaker*",
          "arn:aws:s3express:*:ACCOUNT:bucket/aws-glue*",
        ],
      },
    ],
  },
  {
    because: "An addition: theirs means the same state machines but writes `statemachine`, which never matches.",
    statements: [{ sid: "D1StepFunctions", on: ["arn:aws:states:*:ACCOUNT:stateMachine:*sagemaker*"] }],
  },
  {
    because: "The SDK and the console ask for the role that they pass.",
    statements: [{ sid: "N1GetRole", on: ["arn:aws:iam::ACCOUNT:role/AmazonSageMaker-ExecutionRole-*"] }],
  },
  {
    because: "The page says Update; creating with tags needs TagResource.",
    statements: [{ sid: "N2SecretsByName", on: ["arn:aws:secretsmanager:*:ACCOUNT:secret:AmazonSageMaker-*"] }],
  },
  {
    because: "The page says delete.",
    statements: [{ sid: "N3Repositories", on: ["arn:aws:codecommit:*:ACCOUNT:AmazonSageMaker-*"] }],
  },
  {
    because: "Creating with tags needs it.",
    statements: [
      { sid: "N4Repositories", on: ["arn:aws:ecr:*:ACCOUNT:repository/*sagemaker*"] },
      {
        sid: "N9Topics",
        on: [
          "arn:aws:sns:*:ACCOUNT:*SageMaker*",
          "arn:aws:sns:*:ACCOUNT:*Sagemaker*",
          "arn:aws:sns:*:ACCOUNT:*sagemaker*",
        ],
      },
    ],
  },
  {
    because:
      "JumpStart's content lies in buckets of AWS's whose names hold none of the keywords; AWS's guide adds them by hand.",
    statements: [
      {
        sid: "N5JumpStart",
        on: ["arn:aws:s3:::jumpstart-cache-prod-REGION/*", "arn:aws:s3:::jumpstart-private-cache-prod-REGION/*"],
      },
    ],
  },
  {
    because: "The page says create and delete dashboards.",
    statements: [{ sid: "N8Dashboards", on: ["arn:aws:cloudwatch::ACCOUNT:dashboard/customer_*"] }],
  },
  {
    because: "Theirs stops at flow definitions with a public crowd, which the page recommends.",
    statements: [{ sid: "S0FlowDefinitions", on: ["arn:aws:sagemaker:*:*:flow-definition/*"] }],
  },
]);

/** Why a Deny of ours takes away what theirs allows, by its Sid. The clause is the statement's. */
export const DENIED: Readonly<Record<string, string>> = {
  N5ReservedBuckets: "Buckets with a reserved prefix are touched by nobody.",
  S0ExtendTrainingPlan: "Training plans are used, not bought.",
  X1Studio: "Studio is not supported.",
  X1StudioTags: "Studio is not supported, nor are tags on what it consists of.",
  X2PrivateTeams: "Private teams are not supported; public and vendor crowds are.",
  X2Workforces: "Private workforces are not supported.",
  X3VpcEndpoints: "VPC endpoints are not supported.",
};
