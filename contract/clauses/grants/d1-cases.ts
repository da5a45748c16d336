import { allow, type Case, deny } from "../../clause";
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

/** The cases of D1: each right by itself, and next to it what is not meant. */
export const CASES: readonly Case[] = [
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
];
