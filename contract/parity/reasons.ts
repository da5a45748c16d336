/** Why a statement differs between AmazonSageMakerFullAccess and the admin role. */
export interface Reason {
  /** The statement that makes the difference. */
  readonly sid: string;
  /** Its resource patterns as docs/parity.md shows them, sorted: a reason is for these and for no others. */
  readonly on: readonly string[];
  /** Its actions that differ, where it is on any resource. */
  readonly actions?: readonly string[];
  /** The clause that decides the difference. */
  readonly clause: string;
  readonly because: string;
}

/** What theirs allows and ours does not. */
export const THEIRS_ONLY: readonly Reason[] = [
  {
    sid: "AllowAWSServiceActions",
    actions: ["ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterfacePermission"],
    on: ["*"],
    clause: "D1",
    because:
      "Such a permission hands an interface to another account; only the execution role needs it, in a VPC (J1).",
  },
  {
    sid: "AllowAWSServiceActions",
    actions: ["logs:PutResourcePolicy"],
    on: ["*"],
    clause: "D1",
    because: "It would open any log group of the account to other principals.",
  },
  {
    sid: "AllowAWSServiceActions",
    actions: [
      "application-autoscaling:DeleteScalingPolicy",
      "application-autoscaling:DeleteScheduledAction",
      "application-autoscaling:DeregisterScalableTarget",
      "application-autoscaling:PutScalingPolicy",
      "application-autoscaling:PutScheduledAction",
      "application-autoscaling:RegisterScalableTarget",
      "cloudwatch:DeleteAlarms",
      "cloudwatch:PutMetricAlarm",
    ],
    on: ["*"],
    clause: "X4",
    because: "Endpoint autoscaling is not supported; an environment elevates to it, temporarily or permanently.",
  },
  {
    sid: "AllowAWSServiceActions",
    actions: [
      "cognito-idp:AdminAddUserToGroup",
      "cognito-idp:AdminCreateUser",
      "cognito-idp:AdminDeleteUser",
      "cognito-idp:AdminDisableUser",
      "cognito-idp:AdminEnableUser",
      "cognito-idp:AdminRemoveUserFromGroup",
      "cognito-idp:CreateGroup",
      "cognito-idp:CreateUserPool",
      "cognito-idp:CreateUserPoolClient",
      "cognito-idp:CreateUserPoolDomain",
      "cognito-idp:DescribeUserPool",
      "cognito-idp:DescribeUserPoolClient",
      "cognito-idp:List*",
      "cognito-idp:UpdateUserPool",
      "cognito-idp:UpdateUserPoolClient",
    ],
    on: ["*"],
    clause: "X2",
    because: "Private workforces, the reason for these rights, are not supported.",
  },
  {
    sid: "AllowAWSServiceActions",
    actions: [
      "glue:CreateJob",
      "glue:DeleteJob",
      "glue:GetJob*",
      "glue:GetTable*",
      "glue:GetWorkflowRun",
      "glue:ResetJobBookmark",
      "glue:StartJobRun",
      "glue:StartWorkflowRun",
      "glue:UpdateJob",
    ],
    on: ["*"],
    clause: "D1",
    because: "The page takes out connecting with Glue resources.",
  },
  {
    sid: "AllowAWSServiceActions",
    actions: [
      "robomaker:CancelSimulationJob",
      "robomaker:CreateSimulationApplication",
      "robomaker:CreateSimulationJob",
      "robomaker:DeleteSimulationApplication",
      "robomaker:DescribeSimulationApplication",
      "robomaker:DescribeSimulationJob",
    ],
    on: ["*"],
    clause: "D1",
    because: "The page takes out connecting with RoboMaker resources; the service ended on 2025-09-10.",
  },
  {
    sid: "AllowAWSServiceActions",
    actions: ["ec2:CreateVpcEndpoint"],
    on: ["*"],
    clause: "X3",
    because: "VPC endpoints are not supported.",
  },
  {
    sid: "AllowAWSServiceActions",
    actions: ["elastic-inference:Connect"],
    on: ["*"],
    clause: "D1",
    because: "The service has ended.",
  },
  {
    sid: "AllowAWSServiceActions",
    actions: ["cloudwatch:PutMetricData"],
    on: ["*"],
    clause: "N7",
    because: "In the page's namespaces only.",
  },
  {
    sid: "AllowAWSServiceActions",
    actions: ["codecommit:CreateRepository"],
    on: ["*"],
    clause: "N3",
    because: "Repositories of this account only, and created under the page's prefix only.",
  },
  {
    sid: "AllowAWSServiceActions",
    actions: ["ecr:CreateRepository"],
    on: ["*"],
    clause: "N4",
    because: "Repositories of this account only, and created under the page's name only.",
  },
  {
    sid: "AllowAWSServiceActions",
    actions: ["ecr:StartImageScan"],
    on: ["*"],
    clause: "D1",
    because: "Repositories of this account only, and scanned under the page's name only.",
  },
  {
    sid: "AllowAWSServiceActions",
    actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
    on: ["*"],
    clause: "N6",
    because: "Under the page's prefix only.",
  },
  {
    sid: "AllowAddTagsForApp",
    on: ["arn:aws:sagemaker:*:*:app/*"],
    clause: "X1",
    because: "Studio is not supported: nothing is made, opened or tagged, and of its reads only the lists remain.",
  },
  {
    sid: "AllowAddTagsForSpace",
    on: ["arn:aws:sagemaker:*:*:space/*"],
    clause: "X1",
    because: "Studio is not supported: nothing is made, opened or tagged, and of its reads only the lists remain.",
  },
  {
    sid: "AllowAppActionsForSharedSpaces",
    on: ["arn:aws:sagemaker:*:*:app/${sagemaker:DomainId}/*/*/*"],
    clause: "X1",
    because: "Studio is not supported: nothing is made, opened or tagged, and of its reads only the lists remain.",
  },
  {
    sid: "AllowAppActionsForUserProfile",
    on: ["arn:aws:sagemaker:*:*:app/*/*/*/*"],
    clause: "X1",
    because: "Studio is not supported: nothing is made, opened or tagged, and of its reads only the lists remain.",
  },
  {
    sid: "AllowCloudformationListStackResources",
    on: ["arn:aws:cloudformation:*:*:stack/SC-*"],
    clause: "D1",
    because: "Resources of this account only.",
  },
  {
    sid: "AllowCodeBuildActions",
    on: ["arn:aws:codebuild:*:*:build/*", "arn:aws:codebuild:*:*:project/sagemaker*"],
    clause: "D1",
    because:
      "Projects of this account only, by which builds are authorised, and started as the project has them: nothing may be overridden.",
  },
  {
    sid: "AllowCodeCommitActions",
    on: [
      "arn:aws:codecommit:*:*:*SageMaker*",
      "arn:aws:codecommit:*:*:*Sagemaker*",
      "arn:aws:codecommit:*:*:*sagemaker*",
    ],
    clause: "N3",
    because: "Repositories of this account only, and created under the page's prefix only.",
  },
  {
    sid: "AllowCreateServiceLinkedRoleForRobomaker",
    actions: ["iam:CreateServiceLinkedRole"],
    on: ["*"],
    clause: "X4",
    because: "No service-linked roles: endpoint autoscaling is not supported, and RoboMaker has ended.",
  },
  {
    sid: "AllowCreateServiceLinkedRoleForSageMakerApplicationAutoscaling",
    on: [
      "arn:aws:iam::*:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint",
    ],
    clause: "X4",
    because: "No service-linked roles: endpoint autoscaling is not supported, and RoboMaker has ended.",
  },
  {
    sid: "AllowECRActions",
    on: ["arn:aws:ecr:*:*:repository/*sagemaker*"],
    clause: "N4",
    because: "Repositories of this account only.",
  },
  {
    sid: "AllowFlowDefinitionActions",
    on: ["arn:aws:sagemaker:*:*:flow-definition/*"],
    clause: "S0",
    because:
      "Theirs allows every action on a flow definition, with private and vendor crowds; ours names the actions that take one, with public and vendor crowds.",
  },
  {
    sid: "AllowGlueCreateTable",
    on: [
      "arn:aws:glue:*:*:catalog",
      "arn:aws:glue:*:*:database/*",
      "arn:aws:glue:*:*:table/*/sagemaker_tmp_*",
      "arn:aws:glue:*:*:table/sagemaker_featurestore/*",
    ],
    clause: "D1",
    because: "The page takes out connecting with Glue resources.",
  },
  {
    sid: "AllowGlueDeleteTable",
    on: ["arn:aws:glue:*:*:catalog", "arn:aws:glue:*:*:database/*", "arn:aws:glue:*:*:table/*/sagemaker_tmp_*"],
    clause: "D1",
    because: "The page takes out connecting with Glue resources.",
  },
  {
    sid: "AllowGlueGetAndCreateDatabase",
    on: [
      "arn:aws:glue:*:*:catalog",
      "arn:aws:glue:*:*:database/default",
      "arn:aws:glue:*:*:database/sagemaker_data_wrangler",
      "arn:aws:glue:*:*:database/sagemaker_featurestore",
      "arn:aws:glue:*:*:database/sagemaker_processing",
    ],
    clause: "D1",
    because: "The page takes out connecting with Glue resources.",
  },
  {
    sid: "AllowGlueGetTablesAndDatabases",
    on: ["arn:aws:glue:*:*:catalog", "arn:aws:glue:*:*:database/*", "arn:aws:glue:*:*:table/*"],
    clause: "D1",
    because: "The page takes out connecting with Glue resources.",
  },
  {
    sid: "AllowGlueUpdateTable",
    on: [
      "arn:aws:glue:*:*:catalog",
      "arn:aws:glue:*:*:database/sagemaker_featurestore",
      "arn:aws:glue:*:*:table/sagemaker_featurestore/*",
    ],
    clause: "D1",
    because: "The page takes out connecting with Glue resources.",
  },
  {
    sid: "AllowLambdaInvokeFunction",
    on: [
      "arn:aws:lambda:*:*:function:*LabelingFunction*",
      "arn:aws:lambda:*:*:function:*SageMaker*",
      "arn:aws:lambda:*:*:function:*Sagemaker*",
      "arn:aws:lambda:*:*:function:*sagemaker*",
    ],
    clause: "D1",
    because: "Resources of this account only.",
  },
  {
    sid: "AllowListTagsForUserProfile",
    on: ["arn:aws:sagemaker:*:*:user-profile/*"],
    clause: "X1",
    because: "Studio is not supported: nothing is made, opened or tagged, and of its reads only the lists remain.",
  },
  {
    sid: "AllowMutatingActionsOnSharedSpacesWithoutOwner",
    on: ["arn:aws:sagemaker:*:*:space/${sagemaker:DomainId}/*"],
    clause: "X1",
    because: "Studio is not supported: nothing is made, opened or tagged, and of its reads only the lists remain.",
  },
  {
    sid: "AllowPassRoleForSageMakerRoles",
    on: ["arn:aws:iam::*:role/*AmazonSageMaker*"],
    clause: "N1",
    because: "Theirs passes every role of the account to SageMaker; ours passes the SageMaker execution roles only.",
  },
  {
    sid: "AllowPassRoleToSageMaker",
    on: ["arn:aws:iam::*:role/*"],
    clause: "N1",
    because: "Theirs passes every role of the account to SageMaker; ours passes the SageMaker execution roles only.",
  },
  {
    sid: "AllowReadOnlySecretManagerActions",
    actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
    on: ["*"],
    clause: "N2",
    because: "Secrets of this account only.",
  },
  {
    sid: "AllowRedshiftGetClusterCredentials",
    on: ["arn:aws:redshift:*:*:dbname:*", "arn:aws:redshift:*:*:dbuser:*/sagemaker_access*"],
    clause: "D1",
    because: "Resources of this account only.",
  },
  {
    sid: "AllowS3BucketACL",
    on: ["arn:aws:s3:::*SageMaker*", "arn:aws:s3:::*Sagemaker*", "arn:aws:s3:::*sagemaker*"],
    clause: "D1",
    because: "In buckets of this account only, and of an object's ACLs only bucket-owner-full-control.",
  },
  {
    sid: "AllowS3BucketActions",
    actions: ["s3:CreateBucket", "s3:PutBucketCors"],
    on: ["*"],
    clause: "D1",
    because: "Buckets are made with their rules by a part of their own, not by hand.",
  },
  {
    sid: "AllowS3BucketActions",
    actions: ["s3:GetBucketCors", "s3:GetBucketLocation", "s3:ListBucket"],
    on: ["*"],
    clause: "D1",
    because: "Buckets only: an access point would be a way round the deny of its bucket.",
  },
  {
    sid: "AllowS3ExpressCreateBucketActions",
    on: [
      "arn:aws:s3express:*:*:bucket/*SageMaker*",
      "arn:aws:s3express:*:*:bucket/*Sagemaker*",
      "arn:aws:s3express:*:*:bucket/*sagemaker*",
    ],
    clause: "D1",
    because: "Buckets are made with their rules by a part of their own, not by hand.",
  },
  {
    sid: "AllowS3ExpressObjectActions",
    on: [
      "arn:aws:s3express:*:*:bucket/*SageMaker*",
      "arn:aws:s3express:*:*:bucket/*Sagemaker*",
      "arn:aws:s3express:*:*:bucket/*aws-glue*",
      "arn:aws:s3express:*:*:bucket/*sagemaker*",
    ],
    clause: "D1",
    because: "Directory buckets of this account only, and aws-glue is the beginning of a name.",
  },
  {
    sid: "AllowS3GetObjectWithSageMakerExistingObjectTag",
    on: ["arn:aws:s3:::*"],
    clause: "N5",
    because:
      "Writes and reads by tag stay in buckets of this account, and aws-glue is the beginning of a name, as on the page.",
  },
  {
    sid: "AllowS3ObjectActions",
    on: ["arn:aws:s3:::*SageMaker*", "arn:aws:s3:::*Sagemaker*", "arn:aws:s3:::*aws-glue*", "arn:aws:s3:::*sagemaker*"],
    clause: "N5",
    because:
      "Writes and reads by tag stay in buckets of this account, and aws-glue is the beginning of a name, as on the page.",
  },
  {
    sid: "AllowS3ObjectActions",
    on: ["arn:aws:s3:::*aws-glue*"],
    clause: "N5",
    because:
      "Writes and reads by tag stay in buckets of this account, and aws-glue is the beginning of a name, as on the page.",
  },
  {
    sid: "AllowSNSActions",
    on: ["arn:aws:sns:*:*:*SageMaker*", "arn:aws:sns:*:*:*Sagemaker*", "arn:aws:sns:*:*:*sagemaker*"],
    clause: "N9",
    because: "Topics of this account only.",
  },
  {
    sid: "AllowSecretManagerActions",
    on: ["arn:aws:secretsmanager:*:*:secret:AmazonSageMaker-*"],
    clause: "N2",
    because: "Secrets of this account only.",
  },
  {
    sid: "AllowStepFunctionsActions",
    on: ["arn:aws:states:*:*:execution:*sagemaker*:*", "arn:aws:states:*:*:statemachine:*sagemaker*"],
    clause: "D1",
    because:
      "State machines of this account only; their `statemachine` is a name that never occurs, and rewriting a machine would be acting with its role.",
  },
  {
    sid: "AllowStudioActions",
    actions: [
      "sagemaker:CreatePresignedDomainUrl",
      "sagemaker:DescribeApp",
      "sagemaker:DescribeDomain",
      "sagemaker:DescribeSpace",
      "sagemaker:DescribeUserProfile",
      "sagemaker:ListApps",
      "sagemaker:ListDomains",
      "sagemaker:ListSpaces",
      "sagemaker:ListUserProfiles",
    ],
    on: ["*"],
    clause: "X1",
    because: "Studio is not supported: nothing is made, opened or tagged, and of its reads only the lists remain.",
  },
  {
    sid: "RestrictMutatingActionsOnPrivateSpaceAppsToOwnerUserProfile",
    on: ["arn:aws:sagemaker:*:*:app/${sagemaker:DomainId}/*/*/*"],
    clause: "X1",
    because: "Studio is not supported: nothing is made, opened or tagged, and of its reads only the lists remain.",
  },
  {
    sid: "RestrictMutatingActionsOnSpacesToOwnerUserProfile",
    on: ["arn:aws:sagemaker:*:*:space/${sagemaker:DomainId}/*"],
    clause: "X1",
    because: "Studio is not supported: nothing is made, opened or tagged, and of its reads only the lists remain.",
  },
];

/** What ours allows and theirs does not. The clause is that of our statement. */
export const OURS_ONLY: readonly Omit<Reason, "clause">[] = [
  {
    sid: "D1BucketAcl",
    on: ["arn:aws:s3:::aws-glue*"],
    because: "The same names as N5's; theirs leaves out what aws-glue begins.",
  },
  {
    sid: "D1ObjectAcl",
    on: ["arn:aws:s3:::aws-glue*"],
    because: "The same names as N5's; theirs leaves out what aws-glue begins.",
  },
  {
    sid: "D1Reads",
    actions: ["cloudwatch:GetDashboard", "cloudwatch:ListDashboards"],
    on: ["*"],
    because: "Who writes a dashboard must be able to look at it.",
  },
  {
    sid: "D1Reads",
    actions: ["logs:FilterLogEvents"],
    on: ["*"],
    because: "The console searches logs with it; theirs reads the same events one stream at a time.",
  },
  {
    sid: "D1S3Express",
    on: [
      "arn:aws:s3express:*:ACCOUNT:bucket/*SageMaker*",
      "arn:aws:s3express:*:ACCOUNT:bucket/*Sagemaker*",
      "arn:aws:s3express:*:ACCOUNT:bucket/*sagemaker*",
      "arn:aws:s3express:*:ACCOUNT:bucket/aws-glue*",
    ],
    because: "The account is in the ARN instead of in a condition.",
  },
  {
    sid: "D1StepFunctions",
    on: ["arn:aws:states:*:ACCOUNT:stateMachine:*sagemaker*"],
    because: "An addition: theirs means the same state machines but writes `statemachine`, which never matches.",
  },
  {
    sid: "N1GetRole",
    on: ["arn:aws:iam::ACCOUNT:role/AmazonSageMaker-ExecutionRole-*"],
    because: "The SDK and the console ask for the role that they pass.",
  },
  {
    sid: "N2SecretsByName",
    on: ["arn:aws:secretsmanager:*:ACCOUNT:secret:AmazonSageMaker-*"],
    because: "The page says Update; creating with tags needs TagResource.",
  },
  { sid: "N3Repositories", on: ["arn:aws:codecommit:*:ACCOUNT:AmazonSageMaker-*"], because: "The page says delete." },
  {
    sid: "N4Repositories",
    on: ["arn:aws:ecr:*:ACCOUNT:repository/*sagemaker*"],
    because: "Creating with tags needs it.",
  },
  {
    sid: "N5JumpStart",
    on: ["arn:aws:s3:::jumpstart-cache-prod-REGION/*", "arn:aws:s3:::jumpstart-private-cache-prod-REGION/*"],
    because:
      "JumpStart's content lies in buckets of AWS's whose names hold none of the keywords; AWS's guide adds them by hand.",
  },
  {
    sid: "N8Dashboards",
    on: ["arn:aws:cloudwatch::ACCOUNT:dashboard/customer_*"],
    because: "The page says create and delete dashboards.",
  },
  {
    sid: "N9Topics",
    on: ["arn:aws:sns:*:ACCOUNT:*SageMaker*", "arn:aws:sns:*:ACCOUNT:*Sagemaker*", "arn:aws:sns:*:ACCOUNT:*sagemaker*"],
    because: "Creating with tags needs it.",
  },
  {
    sid: "S0FlowDefinitions",
    on: ["arn:aws:sagemaker:*:*:flow-definition/*"],
    because: "Theirs stops at flow definitions with a public crowd, which the page recommends.",
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
