import { allow, clause, deny } from "../../clause";
import { CODEBUILD_OVERRIDES } from "./codebuild-overrides";
import { CONSOLE_ACTIONS } from "./console-actions";

const OURS = "eu-west-1:111122223333";
const IN_ACCOUNT = { context: { "aws:ResourceAccount": "111122223333" } };
const ELSEWHERE = { context: { "aws:ResourceAccount": "444455556666" } };
const withAcl = (acl: string) => ({ context: { ...IN_ACCOUNT.context, "s3:x-amz-acl": acl } }) as const;
const interfaceArn = `arn:aws:ec2:${OURS}:network-interface/eni-0123456789abcdef0`;

/** What the role of a private workforce has not. */
const QUERIES = ["athena", "redshift-data"];

/** What people have with the integrations only. */
const WITHOUT_INTEGRATIONS: readonly (readonly [action: string, resource: string, context?: Record<string, string>])[] =
  [
    ["ec2:CreateNetworkInterface", interfaceArn],
    ["ec2:DeleteNetworkInterface", interfaceArn],
    ...["BatchDeleteImage", "DeleteRepository", "StartImageScan"].map(
      (name) => [`ecr:${name}`, `arn:aws:ecr:${OURS}:repository/sagemaker-churn`] as const,
    ),
    ["lambda:InvokeFunction", `arn:aws:lambda:${OURS}:function:sagemaker-fn`],
    ["s3:GetBucketAcl", "arn:aws:s3:::acme-sagemaker-dev", IN_ACCOUNT.context],
    ["s3:PutObjectAcl", "arn:aws:s3:::acme-sagemaker-dev/f", withAcl("bucket-owner-full-control").context],
    ["servicecatalog:ProvisionProduct", "*"],
    ["states:StartExecution", `arn:aws:states:${OURS}:stateMachine:my-sagemaker-pipeline`],
  ];

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
  cases: [
    ...Object.entries(CONSOLE_ACTIONS).flatMap(([service, names]) =>
      names.flatMap((name) =>
        (["admin", "workforce"] as const).flatMap((as) =>
          as === "workforce" && QUERIES.includes(service) ? [] : [allow(`${service}:${name}`, "*", { as })],
        ),
      ),
    ),
    ...["DescribeExecution", "GetExecutionHistory", "StopExecution"].flatMap((name) => [
      allow(`states:${name}`, `arn:aws:states:${OURS}:execution:my-sagemaker-pipeline:run-1`),
      deny(`states:${name}`, `arn:aws:states:${OURS}:execution:payroll:run-1`),
      deny(`states:${name}`, "arn:aws:states:eu-west-1:444455556666:execution:my-sagemaker-pipeline:run-1"),
    ]),
    ...["StartExecution", "StopExecution"].map((name) =>
      deny(`states:${name}`, "arn:aws:states:eu-west-1:444455556666:stateMachine:my-sagemaker-pipeline"),
    ),
    allow("servicecatalog:TerminateProvisionedProduct", "*", { context: { "servicecatalog:userLevel": "self" } }),
    deny("servicecatalog:TerminateProvisionedProduct", "*", { context: { "servicecatalog:userLevel": "account" } }),
    deny("servicecatalog:UpdateProvisionedProduct", "*", { context: { "servicecatalog:userLevel": "account" } }),
    allow("cloudwatch:GetDashboard", "arn:aws:cloudwatch::111122223333:dashboard/operations"),
    allow("ecr:BatchGetImage", "arn:aws:ecr:eu-west-1:763104351884:repository/pytorch-training"),
    allow("kms:DescribeKey", `arn:aws:kms:${OURS}:key/00000000-0000-0000-0000-000000000000`),
    allow("logs:FilterLogEvents", `arn:aws:logs:${OURS}:log-group:/aws/lambda/payroll`),
    allow("s3:ListBucket", "arn:aws:s3:::payroll"),
    ...["s3:GetBucketCors", "s3:GetBucketLocation", "s3:ListBucket"].flatMap((action) => [
      allow(action, "arn:aws:s3:::payroll"),
      deny(action, `arn:aws:s3:${OURS}:accesspoint/payroll`, IN_ACCOUNT),
      deny(action, `arn:aws:s3:${OURS}:accesspoint/payroll`, { as: "workforce", ...IN_ACCOUNT }),
    ]),
    ...(["admin", "workforce"] as const).flatMap((as) => [
      allow("servicecatalog:SearchProducts", "*", { as }),
      allow("aws-marketplace:ViewSubscriptions", "*", { as }),
      allow("fsx:DescribeFileSystems", "*", { as }),
      allow("elasticfilesystem:DescribeFileSystems", "*", { as }),
      allow("elasticfilesystem:DescribeMountTargets", "*", { as }),
      allow("groundtruthlabeling:ListProjects", "*", { as }),
      allow("application-autoscaling:DescribeScalableTargets", "*", { as }),
      allow("ecr:BatchGetImage", "*", { as }),
      allow("kms:DescribeKey", `arn:aws:kms:${OURS}:key/00000000-0000-0000-0000-000000000000`, { as }),
      allow("logs:FilterLogEvents", "*", { as }),
      ...["s3:GetBucketCors", "s3:GetBucketLocation", "s3:ListBucket"].map((action) =>
        allow(action, "arn:aws:s3:::payroll", { as }),
      ),
    ]),
    allow("ec2:DescribeSubnets", "*"),
    allow("iam:ListRoles", "*"),
    allow("servicecatalog:SearchProducts", "*"),
    deny("iam:ListUsers", "*"),
    deny("kms:Decrypt", `arn:aws:kms:${OURS}:key/00000000-0000-0000-0000-000000000000`),
    deny("secretsmanager:BatchGetSecretValue", "*"),
    deny("s3:GetBucketPolicy", "arn:aws:s3:::acme-sagemaker-dev", IN_ACCOUNT),

    allow("ec2:CreateNetworkInterface", interfaceArn),
    allow("ec2:DeleteNetworkInterface", interfaceArn),
    deny("ec2:CreateNetworkInterfacePermission", interfaceArn),
    deny("ec2:DeleteNetworkInterfacePermission", interfaceArn),
    ...WITHOUT_INTEGRATIONS.map(([action, resource, context = {}]) =>
      deny(action, resource, { options: ["-integrations"], context }),
    ),
    deny("ec2:AttachNetworkInterface", interfaceArn),
    deny("ec2:CreateSecurityGroup", `arn:aws:ec2:${OURS}:security-group/*`),
    allow("athena:StartQueryExecution", `arn:aws:athena:${OURS}:workgroup/primary`),
    deny("athena:CreateWorkGroup", `arn:aws:athena:${OURS}:workgroup/primary`),
    allow("redshift-data:ExecuteStatement", `arn:aws:redshift:${OURS}:cluster:warehouse`),
    deny("redshift-data:BatchExecuteStatement", `arn:aws:redshift:${OURS}:cluster:warehouse`),
    allow("redshift:GetClusterCredentials", `arn:aws:redshift:${OURS}:dbuser:warehouse/sagemaker_access`),
    allow("redshift:GetClusterCredentials", `arn:aws:redshift:${OURS}:dbname:warehouse/sales`),
    deny("redshift:GetClusterCredentials", `arn:aws:redshift:${OURS}:dbuser:warehouse/root`),
    allow("servicecatalog:ProvisionProduct", `arn:aws:catalog:${OURS}:product/prod-0123456789abc`),
    allow("servicecatalog:UpdateProvisionedProduct", "*", { context: { "servicecatalog:userLevel": "self" } }),
    deny("servicecatalog:TerminateProvisionedProduct", "*"),
    deny("servicecatalog:CreateProduct", "*"),
    allow("cloudformation:ListStackResources", `arn:aws:cloudformation:${OURS}:stack/SC-111122223333-pp-abc/1`),
    deny("cloudformation:ListStackResources", `arn:aws:cloudformation:${OURS}:stack/network/1`),
    allow("s3:GetObject", "arn:aws:s3:::catalogue/template.yaml", {
      context: { "s3:ExistingObjectTag/servicecatalog:provisioning": "true" },
    }),
    deny("s3:GetObject", "arn:aws:s3:::catalogue/template.yaml", {
      context: { "s3:ExistingObjectTag/servicecatalog:provisioning": "false" },
    }),
    deny("s3:GetObject", `arn:aws:s3:${OURS}:accesspoint/catalogue/object/template.yaml`, {
      context: { "s3:ExistingObjectTag/servicecatalog:provisioning": "true" },
    }),
    allow("codebuild:StartBuild", `arn:aws:codebuild:${OURS}:project/sagemaker-images`),
    deny("codebuild:StartBuild", `arn:aws:codebuild:${OURS}:project/deploy-sagemaker`),
    ...CODEBUILD_OVERRIDES.map((key) =>
      deny("codebuild:StartBuild", `arn:aws:codebuild:${OURS}:project/sagemaker-images`, { context: { [key]: "x" } }),
    ),
    allow("codebuild:BatchGetBuilds", `arn:aws:codebuild:${OURS}:project/sagemaker-images`),
    deny("codebuild:BatchGetBuilds", `arn:aws:codebuild:${OURS}:project/payroll`),
    deny("codebuild:UpdateProject", `arn:aws:codebuild:${OURS}:project/sagemaker-images`),
    ...["my-SageMaker-fn", "Sagemaker-fn", "sagemaker-fn", "team-LabelingFunction"].map((name) =>
      allow("lambda:InvokeFunction", `arn:aws:lambda:${OURS}:function:${name}`),
    ),
    ...(["execution", "executionJobs"] as const).flatMap((as) => [
      ...["my-SageMaker-fn", "Sagemaker-fn", "sagemaker-fn", "team-LabelingFunction"].map((name) =>
        allow("lambda:InvokeFunction", `arn:aws:lambda:${OURS}:function:${name}`, { as }),
      ),
      deny("lambda:InvokeFunction", `arn:aws:lambda:${OURS}:function:payroll`, { as }),
      deny("lambda:InvokeFunction", `arn:aws:lambda:${OURS}:function:sagemaker-fn`, { as, options: ["-integrations"] }),
      allow("s3:GetBucketAcl", "arn:aws:s3:::acme-sagemaker-dev", { as, ...IN_ACCOUNT }),
      deny("s3:GetBucketAcl", "arn:aws:s3:::payroll", { as, ...IN_ACCOUNT }),
      deny("s3:GetBucketAcl", "arn:aws:s3:::acme-sagemaker-dev", { as, ...ELSEWHERE }),
      deny("s3:GetBucketAcl", "arn:aws:s3:::acme-sagemaker-dev", { as, ...IN_ACCOUNT, options: ["-integrations"] }),
      allow("s3:PutObjectAcl", "arn:aws:s3:::acme-sagemaker-dev/f", { as, ...withAcl("bucket-owner-full-control") }),
      deny("s3:PutObjectAcl", "arn:aws:s3:::acme-sagemaker-dev/f", { as, ...withAcl("public-read") }),
      deny("s3:PutObjectAcl", "arn:aws:s3:::acme-sagemaker-dev/f", { as, ...IN_ACCOUNT }),
    ]),
    ...(["admin", "execution", "executionJobs"] as const).flatMap((as) => [
      ...["my-SageMaker", "Sagemaker-x", "sagemaker", "aws-glue-x"].flatMap((bucket) => [
        allow("s3:GetBucketAcl", `arn:aws:s3:::${bucket}`, { as, ...IN_ACCOUNT }),
        allow("s3:PutObjectAcl", `arn:aws:s3:::${bucket}/f`, { as, ...withAcl("bucket-owner-full-control") }),
      ]),
      deny("s3:GetBucketAcl", "arn:aws:s3:::acme-sagemaker-dev", { as, ...ELSEWHERE }),
      deny("s3:PutObjectAcl", "arn:aws:s3:::payroll/2026.csv", { as, ...withAcl("bucket-owner-full-control") }),
      deny("s3:PutObjectAcl", "arn:aws:s3:::acme-sagemaker-dev/f", {
        as,
        context: { ...ELSEWHERE.context, "s3:x-amz-acl": "bucket-owner-full-control" },
      }),
    ]),
    deny("lambda:InvokeFunction", `arn:aws:lambda:${OURS}:function:payroll`),
    deny("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:444455556666:function:sagemaker-fn"),
    deny("lambda:UpdateFunctionCode", `arn:aws:lambda:${OURS}:function:sagemaker-fn`),
    allow("states:StartExecution", `arn:aws:states:${OURS}:stateMachine:my-sagemaker-pipeline`),
    allow("states:DescribeExecution", `arn:aws:states:${OURS}:execution:my-sagemaker-pipeline:run-1`),
    deny("states:StartExecution", `arn:aws:states:${OURS}:stateMachine:payroll`),
    allow("states:StopExecution", `arn:aws:states:${OURS}:execution:my-sagemaker-pipeline:run-1`),
    deny("states:UpdateStateMachine", `arn:aws:states:${OURS}:stateMachine:my-sagemaker-pipeline`),
    deny("states:CreateStateMachine", `arn:aws:states:${OURS}:stateMachine:my-sagemaker-pipeline`),
    ...["sagemaker", "my-SageMaker", "Sagemaker-x", "aws-glue-x"].map((name) =>
      allow("s3express:CreateSession", `arn:aws:s3express:${OURS}:bucket/${name}--euw1-az1--x-s3`),
    ),
    deny("s3express:CreateSession", `arn:aws:s3express:${OURS}:bucket/my-aws-glue--euw1-az1--x-s3`),
    deny("s3express:CreateSession", `arn:aws:s3express:${OURS}:bucket/payroll--euw1-az1--x-s3`),
    deny("s3express:CreateSession", "arn:aws:s3express:eu-west-1:444455556666:bucket/sagemaker--euw1-az1--x-s3"),
    deny("s3express:CreateBucket", `arn:aws:s3express:${OURS}:bucket/sagemaker--euw1-az1--x-s3`),
    allow("s3:GetBucketAcl", "arn:aws:s3:::acme-sagemaker-dev", IN_ACCOUNT),
    deny("s3:GetBucketAcl", "arn:aws:s3:::payroll", IN_ACCOUNT),
    allow("s3:PutObjectAcl", "arn:aws:s3:::acme-sagemaker-dev/model.tar.gz", withAcl("bucket-owner-full-control")),
    allow("s3:PutObjectAcl", "arn:aws:s3:::aws-glue-x/model.tar.gz", withAcl("bucket-owner-full-control")),
    deny("s3:PutObjectAcl", "arn:aws:s3:::acme-sagemaker-dev/model.tar.gz", withAcl("public-read")),
    deny("s3:PutObjectAcl", "arn:aws:s3:::acme-sagemaker-dev/model.tar.gz", IN_ACCOUNT),
    deny("s3:PutObjectAcl", "arn:aws:s3:::payroll/2026.csv", withAcl("bucket-owner-full-control")),
    deny("s3:PutObjectAcl", "arn:aws:s3:::elsewhere/sagemaker/model.tar.gz", {
      context: { ...ELSEWHERE.context, "s3:x-amz-acl": "bucket-owner-full-control" },
    }),
    deny("s3:PutObjectAcl", "arn:aws:s3:::acme-sagemaker-dev/model.tar.gz", {
      context: { "s3:x-amz-acl": "bucket-owner-full-control" },
    }),
    deny("s3:PutBucketAcl", "arn:aws:s3:::acme-sagemaker-dev", IN_ACCOUNT),
    allow("ecr:BatchDeleteImage", `arn:aws:ecr:${OURS}:repository/sagemaker-churn`),
    allow("ecr:DeleteRepository", `arn:aws:ecr:${OURS}:repository/sagemaker-churn`),
    allow("ecr:StartImageScan", `arn:aws:ecr:${OURS}:repository/sagemaker-churn`),
    deny("ecr:DeleteRepository", `arn:aws:ecr:${OURS}:repository/payroll`),

    deny("logs:PutResourcePolicy", "*"),
    deny("s3:CreateBucket", "arn:aws:s3:::acme-sagemaker-new", IN_ACCOUNT),
    deny("s3:PutBucketCORS", "arn:aws:s3:::acme-sagemaker-dev", IN_ACCOUNT),
    deny("glue:StartJobRun", `arn:aws:glue:${OURS}:job/sagemaker-job`),
    deny("glue:GetTables", `arn:aws:glue:${OURS}:catalog`),
    deny("robomaker:CreateSimulationJob", "*"),
    deny("iam:CreateServiceLinkedRole", "arn:aws:iam::111122223333:role/aws-service-role/robomaker.amazonaws.com/x"),
  ],
});
