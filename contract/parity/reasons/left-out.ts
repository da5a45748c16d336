import { reasonsOf } from "./reason";

/** What AmazonSageMakerFullAccess allows and ours leaves out. */
export const LEFT_OUT = reasonsOf([
  {
    clause: "D1",
    because:
      "Such a permission hands an interface to another account; only the execution role needs it, in a VPC (J1).",
    statements: [
      {
        sid: "AllowAWSServiceActions",
        actions: ["ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterfacePermission"],
        on: ["*"],
      },
    ],
  },
  {
    clause: "D1",
    because: "It would open any log group of the account to other principals.",
    statements: [{ sid: "AllowAWSServiceActions", actions: ["logs:PutResourcePolicy"], on: ["*"] }],
  },
  {
    clause: "X4",
    because: "Endpoint autoscaling is not supported; an environment elevates to it, temporarily or permanently.",
    statements: [
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
      },
    ],
  },
  {
    clause: "X2",
    because: "Private workforces, the reason for these rights, are not supported.",
    statements: [
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
      },
    ],
  },
  {
    clause: "D1",
    because: "The page takes out connecting with Glue resources.",
    statements: [
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
      },
      {
        sid: "AllowGlueCreateTable",
        on: [
          "arn:aws:glue:*:*:catalog",
          "arn:aws:glue:*:*:database/*",
          "arn:aws:glue:*:*:table/*/sagemaker_tmp_*",
          "arn:aws:glue:*:*:table/sagemaker_featurestore/*",
        ],
      },
      {
        sid: "AllowGlueDeleteTable",
        on: ["arn:aws:glue:*:*:catalog", "arn:aws:glue:*:*:database/*", "arn:aws:glue:*:*:table/*/sagemaker_tmp_*"],
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
      },
      {
        sid: "AllowGlueGetTablesAndDatabases",
        on: ["arn:aws:glue:*:*:catalog", "arn:aws:glue:*:*:database/*", "arn:aws:glue:*:*:table/*"],
      },
      {
        sid: "AllowGlueUpdateTable",
        on: [
          "arn:aws:glue:*:*:catalog",
          "arn:aws:glue:*:*:database/sagemaker_featurestore",
          "arn:aws:glue:*:*:table/sagemaker_featurestore/*",
        ],
      },
    ],
  },
  {
    clause: "D1",
    because: "The page takes out connecting with RoboMaker resources; the service ended on 2025-09-10.",
    statements: [
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
      },
    ],
  },
  {
    clause: "X3",
    because: "VPC endpoints are not supported.",
    statements: [{ sid: "AllowAWSServiceActions", actions: ["ec2:CreateVpcEndpoint"], on: ["*"] }],
  },
  {
    clause: "D1",
    because: "The service has ended.",
    statements: [{ sid: "AllowAWSServiceActions", actions: ["elastic-inference:Connect"], on: ["*"] }],
  },
  {
    clause: "X1",
    because: "Studio is not supported: nothing is made, opened or tagged, and of its reads only the lists remain.",
    statements: [
      { sid: "AllowAddTagsForApp", on: ["arn:aws:sagemaker:*:*:app/*"] },
      { sid: "AllowAddTagsForSpace", on: ["arn:aws:sagemaker:*:*:space/*"] },
      { sid: "AllowAppActionsForSharedSpaces", on: ["arn:aws:sagemaker:*:*:app/${sagemaker:DomainId}/*/*/*"] },
      { sid: "AllowAppActionsForUserProfile", on: ["arn:aws:sagemaker:*:*:app/*/*/*/*"] },
      { sid: "AllowListTagsForUserProfile", on: ["arn:aws:sagemaker:*:*:user-profile/*"] },
      {
        sid: "AllowMutatingActionsOnSharedSpacesWithoutOwner",
        on: ["arn:aws:sagemaker:*:*:space/${sagemaker:DomainId}/*"],
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
      },
      {
        sid: "RestrictMutatingActionsOnPrivateSpaceAppsToOwnerUserProfile",
        on: ["arn:aws:sagemaker:*:*:app/${sagemaker:DomainId}/*/*/*"],
      },
      {
        sid: "RestrictMutatingActionsOnSpacesToOwnerUserProfile",
        on: ["arn:aws:sagemaker:*:*:space/${sagemaker:DomainId}/*"],
      },
    ],
  },
  {
    clause: "X4",
    because: "No service-linked roles: endpoint autoscaling is not supported, and RoboMaker has ended.",
    statements: [
      { sid: "AllowCreateServiceLinkedRoleForRobomaker", actions: ["iam:CreateServiceLinkedRole"], on: ["*"] },
      {
        sid: "AllowCreateServiceLinkedRoleForSageMakerApplicationAutoscaling",
        on: [
          "arn:aws:iam::*:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint",
        ],
      },
    ],
  },
  {
    clause: "D1",
    because: "Buckets are made with their rules by a part of their own, not by hand.",
    statements: [
      { sid: "AllowS3BucketActions", actions: ["s3:CreateBucket", "s3:PutBucketCors"], on: ["*"] },
      {
        sid: "AllowS3ExpressCreateBucketActions",
        on: [
          "arn:aws:s3express:*:*:bucket/*SageMaker*",
          "arn:aws:s3express:*:*:bucket/*Sagemaker*",
          "arn:aws:s3express:*:*:bucket/*sagemaker*",
        ],
      },
    ],
  },
]);
