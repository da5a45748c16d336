import { allow, clause, deny, type Case } from "../../clause";

const SM = "arn:aws:sagemaker:eu-west-1:111122223333:";
const POOL = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEf123";
const OTHER_POOL = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_GhIjKl456";
const EXECUTION = "arn:aws:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Admin";
const ENDPOINT = "arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-0123456789abcdef0";
const workforce = { as: "workforce" } as const;
const MINE = { as: "workforce", context: { "aws:ResourceAccount": "111122223333" } } as const;
const PRIVATE = { as: "workforce", context: { "sagemaker:WorkteamType": "private-crowd" } } as const;
const ONE_POOL = { as: "workforce", options: ["userPool"] } as const;
const TO_SAGEMAKER = { as: "workforce", context: { "iam:PassedToService": "sagemaker.amazonaws.com" } } as const;

/** What a Ground Truth administrator does in one user pool. Source: "Private Workforce Permissions", SageMaker guide. */
const POOL_ACTIONS = [
  "cognito-idp:AdminAddUserToGroup",
  "cognito-idp:AdminCreateUser",
  "cognito-idp:AdminDeleteUser",
  "cognito-idp:AdminDisableUser",
  "cognito-idp:AdminEnableUser",
  "cognito-idp:AdminRemoveUserFromGroup",
  "cognito-idp:CreateGroup",
  "cognito-idp:CreateUserPoolClient",
  "cognito-idp:CreateUserPoolDomain",
  "cognito-idp:DescribeUserPool",
  "cognito-idp:DescribeUserPoolClient",
  "cognito-idp:ListGroups",
  "cognito-idp:ListIdentityProviders",
  "cognito-idp:ListUserPoolClients",
  "cognito-idp:ListUsers",
  "cognito-idp:ListUsersInGroup",
  "cognito-idp:UpdateUserPool",
  "cognito-idp:UpdateUserPoolClient",
];

/** The statements that the role shares with the admin role, each of which decides here too. */
const SHARED: readonly Case[] = [
  allow("sagemaker:CreateLabelingJob", `${SM}labeling-job/images`, workforce),
  allow("sagemaker:CreateTrainingJob", `${SM}training-plan/reserved`, workforce),
  allow("sagemaker:StartHumanLoop", `${SM}flow-definition/review`, workforce),
  allow("iam:PassRole", EXECUTION, TO_SAGEMAKER),
  deny("iam:PassRole", "arn:aws:iam::111122223333:role/deployer", TO_SAGEMAKER),
  allow("iam:GetRole", EXECUTION, workforce),
  allow("iam:ListRoles", "*", workforce),
  allow("s3:ListBucket", "arn:aws:s3:::payroll", workforce),
  allow("groundtruthlabeling:RunGenerateManifestByCrawlingJob", "*", workforce),
  allow("s3:GetObject", "arn:aws:s3:::acme-sagemaker-dev/labels.manifest", MINE),
  allow("s3:GetObject", "arn:aws:s3:::acme-sagemaker-dev/labels.manifest", {
    ...MINE,
    options: ["readsInAccountOnly"],
  }),
  allow("s3:PutObject", "arn:aws:s3:::acme-sagemaker-dev/labels.manifest", MINE),
  deny("s3:PutObject", "arn:aws:s3:::payroll/labels.manifest", MINE),
  deny("s3:GetObject", "arn:aws:s3:::ams-logs/sagemaker/x", MINE),
  deny("sagemaker:CreateDomain", `${SM}domain/d-0123456789ab`, workforce),
  deny("sagemaker:AddTags", `${SM}app-image-config/kernel`, workforce),
  deny("ec2:CreateVpcEndpoint", ENDPOINT, workforce),
  deny("sagemaker:CreatePresignedNotebookInstanceUrl", `${SM}notebook-instance/ann`, {
    ...workforce,
    options: ["notebookVpcs"],
  }),
  deny("sagemaker:CreateNotebookInstance", `${SM}notebook-instance/ann`, {
    as: "workforce",
    context: { "sagemaker:NotebookInstanceLifecycleConfigArns": [`${SM}notebook-instance-lifecycle-config/other`] },
    options: ["lifecycleConfigs"],
  }),
  deny("sagemaker:UpdateNotebookInstanceLifecycleConfig", `${SM}notebook-instance-lifecycle-config/approved`, {
    ...workforce,
    options: ["lifecycleConfigs"],
  }),
];

export const workforceRole = clause({
  id: "W1",
  title: "A role for a private workforce",
  quote:
    "If managing a private workforce is required, you can request a custom IAM role with combined SageMaker and Amazon Cognito permissions.",
  interpretation:
    "A role of its own, which nobody has unless the environment asks for it, assumed through the same federation. SageMaker as S0, passing the execution role as N1, the console's reads as D1, objects as N5, and what AWS lists for a workforce in Cognito: in one user pool where the environment names it, else in the pools of the account and region, of which the workforce has one. It carries the denies of Studio, VPC endpoints and reserved buckets, but not that of private workforces (X2). An account and region has one workforce.",
  statements: [
    {
      sid: "W1Cognito",
      documents: ["workforce"],
      actions: POOL_ACTIONS,
      resources: ["arn:{partition}:cognito-idp:{region}:{account}:userpool/*"],
      unless: "userPool",
    },
    {
      sid: "W1UserPool",
      documents: ["workforce"],
      actions: POOL_ACTIONS,
      resources: ["arn:{partition}:cognito-idp:{region}:{account}:userpool/{userPoolId}"],
      when: "userPool",
    },
    { sid: "W1ListPools", documents: ["workforce"], actions: ["cognito-idp:ListUserPools"], resources: ["*"] },
    {
      sid: "W1CreatePool",
      documents: ["workforce"],
      actions: ["cognito-idp:CreateUserPool"],
      resources: ["*"],
      unless: "userPool",
    },
  ],
  cases: [
    ...["Create", "Update", "Delete"].flatMap((verb) => [
      allow(`sagemaker:${verb}Workforce`, `${SM}workforce/default`, workforce),
      allow(`sagemaker:${verb}Workteam`, `${SM}workteam/private-crowd/team`, workforce),
    ]),
    allow("sagemaker:CreateLabelingJob", `${SM}labeling-job/images`, PRIVATE),
    allow("sagemaker:CreateFlowDefinition", `${SM}flow-definition/review`, PRIVATE),
    allow("cognito-idp:AdminCreateUser", POOL, workforce),
    allow("cognito-idp:CreateUserPool", "*", workforce),
    ...[
      "AdminAddUserToGroup",
      "AdminDeleteUser",
      "AdminDisableUser",
      "AdminEnableUser",
      "AdminRemoveUserFromGroup",
      "CreateGroup",
      "CreateUserPoolClient",
      "CreateUserPoolDomain",
      "DescribeUserPool",
      "DescribeUserPoolClient",
      "ListGroups",
      "ListIdentityProviders",
      "ListUserPoolClients",
      "ListUsers",
      "ListUsersInGroup",
      "UpdateUserPool",
      "UpdateUserPoolClient",
    ].flatMap((name) => [
      allow(`cognito-idp:${name}`, POOL, workforce),
      allow(`cognito-idp:${name}`, POOL, ONE_POOL),
      deny(`cognito-idp:${name}`, OTHER_POOL, ONE_POOL),
      deny(`cognito-idp:${name}`, `${POOL}4`, ONE_POOL),
      deny(`cognito-idp:${name}`, POOL.replace("111122223333", "444455556666"), workforce),
    ]),
    ...[
      "cloudwatch:DescribeAlarms",
      "cloudwatch:GetDashboard",
      "cloudwatch:GetMetricData",
      "cloudwatch:GetMetricStatistics",
      "cloudwatch:ListDashboards",
      "cloudwatch:ListMetrics",
      "s3:ListAllMyBuckets",
      "ec2:DescribeDhcpOptions",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeRouteTables",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcEndpoints",
      "ec2:DescribeVpcs",
    ].map((action) => allow(action, "*", workforce)),
    ...["s3:AbortMultipartUpload", "s3:DeleteObject"].map((action) =>
      allow(action, "arn:aws:s3:::acme-sagemaker-dev/x", {
        ...workforce,
        context: { "aws:ResourceAccount": "111122223333" },
      }),
    ),
    allow("cognito-idp:ListUserPools", "*", workforce),
    deny("cognito-idp:DeleteUserPool", POOL, workforce),
    deny("cognito-idp:AdminCreateUser", POOL.replace("eu-west-1:", "us-east-1:"), workforce),
    deny("cognito-identity:CreateIdentityPool", "*", workforce),
    allow("cognito-idp:AdminCreateUser", POOL, ONE_POOL),
    allow("cognito-idp:ListUserPools", "*", ONE_POOL),
    deny("cognito-idp:AdminCreateUser", OTHER_POOL, ONE_POOL),
    deny("cognito-idp:CreateUserPool", "*", ONE_POOL),
    deny("cognito-idp:CreateUserPool", POOL, ONE_POOL),
    deny("cognito-idp:AdminCreateUser", POOL),
    deny("iam:PutRolePolicy", EXECUTION, workforce),
    deny("cloudwatch:DeleteAlarms", "*", workforce),
    deny("sts:AssumeRole", EXECUTION, workforce),
    ...SHARED,
  ],
});
