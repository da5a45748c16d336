/** Why an action differs between AmazonSageMakerFullAccess and the admin role. */
export interface Reason {
  /** Patterns of the actions, as the statement that makes the difference writes them. */
  readonly actions: readonly string[];
  /** The clause that decides the difference. */
  readonly clause: string;
  readonly because: string;
}

/** What theirs allows and ours does not. The first reason that fits an action counts. */
export const THEIRS_ONLY: readonly Reason[] = [
  {
    actions: [
      "sagemaker:*App",
      "sagemaker:*Apps",
      "sagemaker:*Domain",
      "sagemaker:*Domains",
      "sagemaker:*Space",
      "sagemaker:*Spaces",
      "sagemaker:*UserProfile",
      "sagemaker:*UserProfiles",
      "sagemaker:AddTags",
      "sagemaker:CreatePresignedDomainUrl",
      "sagemaker:ListTags",
    ],
    clause: "X1",
    because: "Studio is not supported: nothing is made, opened or tagged, and of its reads only the lists remain.",
  },
  {
    actions: ["sagemaker:*"],
    clause: "S0",
    because:
      "Theirs allows every action on a flow definition, with private and vendor crowds; ours names the actions that " +
      "take one, with public and vendor crowds.",
  },
  {
    actions: ["iam:PassRole"],
    clause: "N1",
    because: "Theirs passes every role of the account to SageMaker; ours passes the SageMaker execution roles only.",
  },
  {
    actions: ["secretsmanager:*"],
    clause: "N2",
    because: "Secrets of this account only.",
  },
  {
    actions: ["codecommit:*"],
    clause: "N3",
    because: "Repositories of this account only, and created under the page's prefix only.",
  },
  {
    actions: ["ecr:BatchDeleteImage", "ecr:DeleteRepository", "ecr:StartImageScan"],
    clause: "D1",
    because: "Repositories of this account only, and scanned under the page's name only.",
  },
  {
    actions: ["ecr:*"],
    clause: "N4",
    because: "Repositories of this account only, and created under the page's name only.",
  },
  {
    actions: ["s3:CreateBucket", "s3:PutBucketCors", "s3express:CreateBucket"],
    clause: "D1",
    because: "Buckets are made with their rules by a part of their own, not by hand.",
  },
  {
    actions: ["s3:PutObjectAcl"],
    clause: "D1",
    because: "Writes stay in buckets of this account.",
  },
  {
    actions: ["s3:*"],
    clause: "N5",
    because:
      "Writes and reads by tag stay in buckets of this account, and aws-glue is the beginning of a name, as on the page.",
  },
  {
    actions: ["s3express:CreateSession"],
    clause: "D1",
    because: "Directory buckets of this account only, and aws-glue is the beginning of a name.",
  },
  {
    actions: ["logs:PutResourcePolicy"],
    clause: "D1",
    because: "It would open any log group of the account to other principals.",
  },
  {
    actions: ["logs:*"],
    clause: "N6",
    because: "Under the page's prefix only.",
  },
  {
    actions: ["cloudwatch:PutMetricData"],
    clause: "N7",
    because: "In the page's namespaces only.",
  },
  {
    actions: ["sns:*"],
    clause: "N9",
    because: "Topics of this account only.",
  },
  {
    actions: ["iam:CreateServiceLinkedRole"],
    clause: "X4",
    because: "No service-linked roles: endpoint autoscaling is not supported, and RoboMaker has ended.",
  },
  {
    actions: ["application-autoscaling:*", "cloudwatch:*"],
    clause: "X4",
    because: "Endpoint autoscaling is not supported; an environment elevates to it, temporarily or permanently.",
  },
  {
    actions: ["cognito-idp:*"],
    clause: "X2",
    because: "Private workforces, the reason for these rights, are not supported.",
  },
  {
    actions: ["ec2:CreateVpcEndpoint"],
    clause: "X3",
    because: "VPC endpoints are not supported.",
  },
  {
    actions: ["glue:*"],
    clause: "D1",
    because: "The page takes out connecting with Glue resources.",
  },
  {
    actions: ["robomaker:*"],
    clause: "D1",
    because: "The page takes out connecting with RoboMaker resources; the service ended on 2025-09-10.",
  },
  {
    actions: ["elastic-inference:Connect"],
    clause: "D1",
    because: "The service has ended.",
  },
  {
    actions: ["states:*"],
    clause: "D1",
    because: "State machines of this account only; their `statemachine` is a name that never occurs.",
  },
  {
    actions: ["codebuild:*"],
    clause: "D1",
    because: "Projects of this account only; builds are authorised by their project.",
  },
  {
    actions: ["cloudformation:*", "lambda:*", "redshift:*"],
    clause: "D1",
    because: "Resources of this account only.",
  },
];

/** What ours allows and theirs does not. The clause is that of our statement; the first that fits counts. */
export const OURS_ONLY: readonly Omit<Reason, "clause">[] = [
  {
    actions: ["secretsmanager:*"],
    because: "The page says Update; creating with tags needs TagResource.",
  },
  {
    actions: ["codecommit:DeleteRepository"],
    because: "The page says delete.",
  },
  {
    actions: ["ecr:TagResource", "sns:TagResource"],
    because: "Creating with tags needs it.",
  },
  {
    actions: ["cloudwatch:PutDashboard", "cloudwatch:DeleteDashboards"],
    because: "The page says create and delete dashboards.",
  },
  {
    actions: ["cloudwatch:GetDashboard", "cloudwatch:ListDashboards"],
    because: "Who writes a dashboard must be able to look at it.",
  },
  {
    actions: ["logs:FilterLogEvents"],
    because: "The console searches logs with it; theirs reads the same events one stream at a time.",
  },
  {
    actions: ["iam:GetRole"],
    because: "The SDK and the console ask for the role that they pass.",
  },
  {
    actions: ["sagemaker:*"],
    because: "Theirs stops at flow definitions with a public crowd, which the page recommends.",
  },
  {
    actions: ["states:*"],
    because: "Theirs means the same state machines but writes `statemachine`, which never matches.",
  },
  {
    actions: ["s3express:CreateSession"],
    because: "The account is in the ARN instead of in a condition.",
  },
];

/** Why a Deny of ours takes away what theirs allows, by its Sid. The clause is the statement's. */
export const DENIED: Readonly<Record<string, string>> = {
  N5ReservedBuckets: "Buckets with a reserved prefix are touched by nobody.",
  S0ExtendTrainingPlan: "Training plans are used, not bought.",
  X1Studio: "Studio is not supported.",
  X1StudioTags: "Studio is not supported, nor are tags on its parts.",
  X2PrivateTeams: "Private teams are not supported; public and vendor crowds are.",
  X2Workforces: "Private workforces are not supported.",
  X3VpcEndpoints: "VPC endpoints are not supported.",
};
