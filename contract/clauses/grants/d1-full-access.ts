import { clause } from "../../clause";
import { CODEBUILD_OVERRIDES } from "./codebuild-overrides";
import { CASES } from "./d1-cases";

export const fullAccess = clause({
  id: "D1",
  title: "Almost AmazonSageMakerFullAccess",
  quote:
    "The customer_sagemaker_admin_role with the customer_sagemaker_admin_policy provides almost the same permissions as AmazonSageMakerFullAccess except:",
  interpretation:
    "Version 29 is the yardstick; docs/parity.md lists every difference. Kept: the reads of the SageMaker console, on " +
    "any resource, since the page's prefixes govern update and delete; and, in a policy of its own that an environment " +
    "may drop, the integrations: network interfaces, Athena, Redshift, Service Catalog, CodeBuild, Lambda, Step " +
    "Functions (start, stop and look: an addition to what theirs effectively gives, since AWS writes `statemachine`, " +
    "which never matches), ECR deletes and scans; S3 Express and ACLs go with them. A build is started as its project " +
    "has it: nothing of the project may be overridden, or the build would run anything as the project's role; what " +
    "`sourceVersion` says has no condition key, so whoever pushes to the project's source still runs code there. An " +
    "object's ACL may be set to bucket-owner-full-control only. What SageMaker itself does with the execution role " +
    "(J1) follows the same option: functions of labelling jobs and pipelines, and the ACLs of the offline feature " +
    "store. Where an ARN has an account it is this account, and what is done to S3's names stays in it. Dropped: " +
    "rewriting a state machine, which is acting with its role; giving a network interface to others " +
    "(ec2:CreateNetworkInterfacePermission; the execution role has it, as AWS demands); " +
    "logs:PutResourcePolicy, creating buckets and their CORS rules, Elastic Inference, alarms, Studio, Glue, Cognito, " +
    "RoboMaker, VPC endpoints.",
  statements: [
    {
      sid: "D1Reads",
      documents: ["admin", "workforce"],
      actions: [
        "application-autoscaling:DescribeScalableTargets",
        "application-autoscaling:DescribeScalingActivities",
        "application-autoscaling:DescribeScalingPolicies",
        "application-autoscaling:DescribeScheduledActions",
        "aws-marketplace:ViewSubscriptions",
        "cloudformation:GetTemplateSummary",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:GetDashboard",
        "cloudwatch:GetMetricData",
        "cloudwatch:GetMetricStatistics",
        "cloudwatch:ListDashboards",
        "cloudwatch:ListMetrics",
        "codecommit:BatchGetRepositories",
        "codecommit:GetRepository",
        "codecommit:List*",
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeRouteTables",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcEndpoints",
        "ec2:DescribeVpcs",
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:Describe*",
        "ecr:GetAuthorizationToken",
        "ecr:GetDownloadUrlForLayer",
        "elasticfilesystem:DescribeFileSystems",
        "elasticfilesystem:DescribeMountTargets",
        "fsx:DescribeFileSystems",
        "groundtruthlabeling:*",
        "iam:ListRoles",
        "kms:DescribeKey",
        "kms:ListAliases",
        "lambda:ListFunctions",
        "logs:Describe*",
        "logs:FilterLogEvents",
        "logs:GetLogEvents",
        "s3:ListAllMyBuckets",
        "s3express:ListAllMyDirectoryBuckets",
        "secretsmanager:ListSecrets",
        "servicecatalog:Describe*",
        "servicecatalog:List*",
        "servicecatalog:ScanProvisionedProducts",
        "servicecatalog:SearchProducts",
        "servicecatalog:SearchProvisionedProducts",
        "sns:ListTopics",
        "tag:GetResources",
      ],
      resources: ["*"],
    },
    {
      sid: "D1Buckets",
      documents: ["admin", "workforce"],
      actions: ["s3:GetBucketCors", "s3:GetBucketLocation", "s3:ListBucket"],
      // Not "*": an access point would be a way round the deny of its bucket (N5).
      resources: ["arn:{partition}:s3:::*"],
    },
    {
      sid: "D1NetworkInterfaces",
      documents: ["adminIntegrations"],
      actions: ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
      resources: ["*"],
    },
    {
      sid: "D1Athena",
      documents: ["adminIntegrations"],
      actions: [
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:ListDataCatalogs",
        "athena:ListDatabases",
        "athena:ListTableMetadata",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ],
      resources: ["*"],
    },
    {
      sid: "D1RedshiftData",
      documents: ["adminIntegrations"],
      actions: [
        "redshift-data:CancelStatement",
        "redshift-data:DescribeStatement",
        "redshift-data:ExecuteStatement",
        "redshift-data:GetStatementResult",
        "redshift-data:ListSchemas",
        "redshift-data:ListTables",
      ],
      resources: ["*"],
    },
    {
      sid: "D1RedshiftCredentials",
      documents: ["adminIntegrations"],
      actions: ["redshift:GetClusterCredentials"],
      resources: [
        "arn:{partition}:redshift:*:{account}:dbuser:*/sagemaker_access*",
        "arn:{partition}:redshift:*:{account}:dbname:*",
      ],
    },
    {
      sid: "D1ServiceCatalog",
      documents: ["adminIntegrations"],
      actions: ["servicecatalog:ProvisionProduct"],
      resources: ["*"],
    },
    {
      sid: "D1ServiceCatalogOwn",
      documents: ["adminIntegrations"],
      actions: ["servicecatalog:TerminateProvisionedProduct", "servicecatalog:UpdateProvisionedProduct"],
      resources: ["*"],
      conditions: { StringEquals: { "servicecatalog:userLevel": "self" } },
    },
    {
      sid: "D1ServiceCatalogStacks",
      documents: ["adminIntegrations"],
      actions: ["cloudformation:ListStackResources"],
      resources: ["arn:{partition}:cloudformation:*:{account}:stack/SC-*"],
    },
    {
      sid: "D1ServiceCatalogObjects",
      documents: ["adminIntegrations"],
      actions: ["s3:GetObject"],
      resources: ["arn:{partition}:s3:::*"],
      conditions: { StringEquals: { "s3:ExistingObjectTag/servicecatalog:provisioning": "true" } },
    },
    {
      sid: "D1CodeBuild",
      documents: ["adminIntegrations"],
      actions: ["codebuild:BatchGetBuilds"],
      resources: ["arn:{partition}:codebuild:*:{account}:project/sagemaker*"],
    },
    {
      sid: "D1CodeBuildStart",
      documents: ["adminIntegrations"],
      actions: ["codebuild:StartBuild"],
      resources: ["arn:{partition}:codebuild:*:{account}:project/sagemaker*"],
      conditions: { Null: Object.fromEntries(CODEBUILD_OVERRIDES.map((key) => [key, "true"])) },
    },
    {
      sid: "D1Lambda",
      documents: ["adminIntegrations", "execution"],
      when: "integrations",
      actions: ["lambda:InvokeFunction"],
      resources: [
        "arn:{partition}:lambda:*:{account}:function:*SageMaker*",
        "arn:{partition}:lambda:*:{account}:function:*Sagemaker*",
        "arn:{partition}:lambda:*:{account}:function:*sagemaker*",
        "arn:{partition}:lambda:*:{account}:function:*LabelingFunction*",
      ],
    },
    {
      sid: "D1StepFunctions",
      documents: ["adminIntegrations"],
      actions: [
        "states:DescribeExecution",
        "states:GetExecutionHistory",
        "states:StartExecution",
        "states:StopExecution",
      ],
      resources: [
        "arn:{partition}:states:*:{account}:stateMachine:*sagemaker*",
        "arn:{partition}:states:*:{account}:execution:*sagemaker*:*",
      ],
    },
    {
      sid: "D1S3Express",
      documents: ["adminNames"],
      when: "integrations",
      actions: ["s3express:CreateSession"],
      resources: [
        "arn:{partition}:s3express:*:{account}:bucket/*SageMaker*",
        "arn:{partition}:s3express:*:{account}:bucket/*Sagemaker*",
        "arn:{partition}:s3express:*:{account}:bucket/*sagemaker*",
        "arn:{partition}:s3express:*:{account}:bucket/aws-glue*",
      ],
    },
    {
      sid: "D1BucketAcl",
      documents: ["adminNames", "execution"],
      actions: ["s3:GetBucketAcl"],
      resources: ["{bucketArns}"],
      conditions: { StringEquals: { "aws:ResourceAccount": "{account}" } },
      when: "integrations",
    },
    {
      sid: "D1ObjectAcl",
      documents: ["adminNames", "execution"],
      actions: ["s3:PutObjectAcl"],
      resources: ["{objectArns}"],
      // Any other ACL would publish the object, or give it away.
      conditions: { StringEquals: { "aws:ResourceAccount": "{account}", "s3:x-amz-acl": "bucket-owner-full-control" } },
      when: "integrations",
    },
    {
      sid: "D1EcrDeletesAndScans",
      documents: ["adminIntegrations"],
      actions: ["ecr:BatchDeleteImage", "ecr:DeleteRepository", "ecr:StartImageScan"],
      resources: ["arn:{partition}:ecr:*:{account}:repository/*sagemaker*"],
    },
  ],
  cases: CASES,
});
