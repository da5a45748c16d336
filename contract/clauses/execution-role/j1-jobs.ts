import { allow, clause, deny } from "../../clause";

const OURS = "eu-west-1:111122223333";
const ROLE = "arn:aws:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Admin";
const IMAGE = "arn:aws:ecr:eu-west-1:763104351884:repository/pytorch-training";
const INTERFACE = `arn:aws:ec2:${OURS}:network-interface/eni-0123456789abcdef0`;
const NOTEBOOK = `arn:aws:sagemaker:${OURS}:notebook-instance/ann`;
const inSubnet = (subnet: string) =>
  ({
    as: "executionJobs",
    context: { "ec2:Subnet": `arn:aws:ec2:${OURS}:subnet/${subnet}` },
    options: ["networkOnly"],
  }) as const;
const jobs = { as: "executionJobs" } as const;

export const jobsProfile = clause({
  id: "J1",
  title: "What a job needs",
  quote:
    "The service role cannot be accessed by you directly; the SageMaker service uses it while doing various actions as described here: Passing Roles.",
  interpretation:
    "Metrics as N7, logs as N6, S3 as N5, shared with the admin role; beside them what AWS names as a job's minimum: " +
    "listing and locating buckets, looking at log streams, pulling images from repositories of any account (AWS's own " +
    "images lie there), and in a VPC the nine EC2 actions. The role reads itself and its notebook, or the SDK guesses a " +
    "wrong role ARN; SageMaker lists the aliases of keys. What SageMaker does with the role besides: asynchronous " +
    "endpoints publish to N9's topics; custom labelling and pipelines invoke D1's functions, and the offline feature " +
    "store looks at and sets ACLs, both as far as people may (D1). Glue jobs write their own log groups and metrics, " +
    "where AWS Glue is trusted with this role (R2); Glue's own API stays out. With E5 permissions on network interfaces " +
    "are given in its subnets only.",
  statements: [
    {
      sid: "J1Buckets",
      documents: ["execution"],
      actions: ["s3:GetBucketLocation", "s3:ListBucket"],
      resources: ["{bucketArns}", "{jumpStartBucketArns}"],
    },
    {
      sid: "J1LogStreams",
      documents: ["execution"],
      actions: ["logs:DescribeLogStreams"],
      resources: ["arn:{partition}:logs:*:{account}:log-group:/aws/sagemaker/*"],
    },
    {
      sid: "J1GlueLogs",
      documents: ["execution"],
      actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: ["arn:{partition}:logs:*:{account}:log-group:/aws-glue/*"],
      when: "glue",
    },
    {
      sid: "J1GlueMetrics",
      documents: ["execution"],
      actions: ["cloudwatch:PutMetricData"],
      resources: ["*"],
      conditions: { StringEquals: { "cloudwatch:namespace": "Glue" } },
      when: "glue",
    },
    {
      sid: "J1Publish",
      documents: ["execution"],
      actions: ["sns:Publish"],
      resources: [
        "arn:{partition}:sns:*:{account}:*SageMaker*",
        "arn:{partition}:sns:*:{account}:*Sagemaker*",
        "arn:{partition}:sns:*:{account}:*sagemaker*",
      ],
    },
    { sid: "J1KeyAliases", documents: ["execution"], actions: ["kms:ListAliases"], resources: ["*"] },
    {
      sid: "J1RegistryToken",
      documents: ["execution"],
      actions: ["ecr:GetAuthorizationToken"],
      resources: ["*"],
    },
    {
      sid: "J1Images",
      documents: ["execution"],
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: ["arn:{partition}:ecr:*:*:repository/*"],
    },
    {
      sid: "J1Vpc",
      documents: ["execution"],
      actions: [
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DeleteNetworkInterfacePermission",
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ],
      resources: ["*"],
      when: "vpc",
    },
    {
      sid: "J1InterfacePermissions",
      documents: ["execution"],
      actions: ["ec2:CreateNetworkInterfacePermission"],
      resources: ["*"],
      when: "vpc",
      unless: "networkOnly",
    },
    {
      sid: "J1InterfacePermissionsInSubnets",
      documents: ["execution"],
      actions: ["ec2:CreateNetworkInterfacePermission"],
      resources: ["*"],
      conditions: { ArnEquals: { "ec2:Subnet": ["{subnetArns}"] } },
      when: ["vpc", "networkOnly"],
    },
    { sid: "J1OwnRole", documents: ["execution"], actions: ["iam:GetRole"], resources: ["{executionRoleArn}"] },
    {
      sid: "J1Notebook",
      documents: ["execution"],
      actions: ["sagemaker:DescribeNotebookInstance"],
      resources: ["arn:{partition}:sagemaker:*:{account}:notebook-instance/*"],
    },
  ],
  cases: [
    ...["GetBucketLocation", "ListBucket"].flatMap((name) =>
      ["acme-sagemaker-dev", "acme-SageMaker", "Sagemaker-acme", "aws-glue-scripts"].map((bucket) =>
        allow(`s3:${name}`, `arn:aws:s3:::${bucket}`, jobs),
      ),
    ),
    deny("s3:ListBucket", "arn:aws:s3:::payroll", jobs),
    deny("s3:ListBucket", "arn:aws:s3:::payroll", { as: "execution" }),
    deny("s3:ListAllMyBuckets", "*", jobs),
    deny("s3:GetObject", "arn:aws:s3:::ams-sagemaker-logs/x", {
      ...jobs,
      context: { "aws:ResourceAccount": "111122223333" },
    }),
    allow("logs:DescribeLogStreams", `arn:aws:logs:${OURS}:log-group:/aws/sagemaker/TrainingJobs`, jobs),
    deny("logs:DescribeLogStreams", `arn:aws:logs:${OURS}:log-group:/aws/lambda/payroll`, jobs),
    deny("logs:GetLogEvents", `arn:aws:logs:${OURS}:log-group:/aws/sagemaker/TrainingJobs:log-stream:s`, jobs),
    ...["CreateLogGroup", "CreateLogStream", "DescribeLogStreams", "PutLogEvents"].flatMap((action) => [
      allow(`logs:${action}`, `arn:aws:logs:${OURS}:log-group:/aws-glue/jobs/output:log-stream:s`, jobs),
      deny(`logs:${action}`, `arn:aws:logs:${OURS}:log-group:/aws/lambda/payroll:log-stream:s`, jobs),
      deny(`logs:${action}`, `arn:aws:logs:${OURS}:log-group:/aws-glue/jobs/output:log-stream:s`, {
        ...jobs,
        options: ["-glue"],
      }),
    ]),
    allow("cloudwatch:PutMetricData", "*", { ...jobs, context: { "cloudwatch:namespace": "Glue" } }),
    deny("cloudwatch:PutMetricData", "*", { ...jobs, context: { "cloudwatch:namespace": "Glue/Payroll" } }),
    deny("cloudwatch:PutMetricData", "*", {
      ...jobs,
      context: { "cloudwatch:namespace": "Glue" },
      options: ["-glue"],
    }),
    ...["CreateLogGroup", "CreateLogStream", "DescribeLogStreams", "PutLogEvents"].flatMap((action) => [
      allow(`logs:${action}`, `arn:aws:logs:${OURS}:log-group:/aws/sagemaker/TrainingJobs:log-stream:s`, jobs),
      deny(`logs:${action}`, `arn:aws:logs:${OURS}:log-group:/other/sagemaker/TrainingJobs:log-stream:s`, jobs),
    ]),
    deny("glue:GetTable", `arn:aws:glue:${OURS}:catalog`, jobs),
    ...["SageMakerJobs", "Sagemaker-jobs", "churn-sagemaker-jobs"].map((topic) =>
      allow("sns:Publish", `arn:aws:sns:${OURS}:${topic}`, jobs),
    ),
    allow("sns:Publish", `arn:aws:sns:${OURS}:churn-sagemaker-jobs`, { as: "execution" }),
    deny("sns:Publish", `arn:aws:sns:${OURS}:payroll`, jobs),
    deny("sns:Publish", "arn:aws:sns:eu-west-1:444455556666:churn-sagemaker-jobs", jobs),
    deny("sns:Subscribe", `arn:aws:sns:${OURS}:churn-sagemaker-jobs`, jobs),
    allow("kms:ListAliases", "*", jobs),
    allow("kms:ListAliases", "*", { as: "execution" }),
    deny("kms:ListKeys", "*", jobs),
    allow("ecr:GetAuthorizationToken", "*", jobs),
    allow("ecr:BatchGetImage", IMAGE, jobs),
    allow("ecr:GetDownloadUrlForLayer", IMAGE, jobs),
    allow("ecr:BatchCheckLayerAvailability", IMAGE, jobs),
    deny("ecr:PutImage", `arn:aws:ecr:${OURS}:repository/sagemaker-churn`, jobs),
    deny("ecr:DescribeImages", IMAGE, jobs),
    deny("ecr:BatchGetImage", IMAGE.replace("arn:aws:", "arn:aws-cn:"), jobs),
    allow("ec2:CreateNetworkInterface", INTERFACE, jobs),
    ...["CreateNetworkInterface", "DeleteNetworkInterface", "DeleteNetworkInterfacePermission"].flatMap((name) => [
      allow(`ec2:${name}`, INTERFACE, jobs),
      allow(`ec2:${name}`, INTERFACE, { as: "execution" }),
    ]),
    ...["DhcpOptions", "NetworkInterfaces", "SecurityGroups", "Subnets", "Vpcs"].flatMap((what) => [
      allow(`ec2:Describe${what}`, "*", jobs),
      deny(`ec2:Describe${what}`, "*", { ...jobs, options: ["-vpc"] }),
    ]),
    deny("ec2:CreateNetworkInterface", INTERFACE, { ...jobs, options: ["-vpc"] }),
    allow("ec2:CreateNetworkInterfacePermission", INTERFACE, jobs),
    allow("ec2:CreateNetworkInterfacePermission", INTERFACE, inSubnet("subnet-0123456789abcdef0")),
    deny("ec2:CreateNetworkInterfacePermission", INTERFACE, inSubnet("subnet-0fedcba9876543210")),
    deny("ec2:CreateNetworkInterfacePermission", INTERFACE, { ...jobs, options: ["networkOnly"] }),
    deny("ec2:CreateNetworkInterfacePermission", INTERFACE, { ...jobs, options: ["-vpc"] }),
    deny("ec2:RunInstances", `arn:aws:ec2:${OURS}:instance/*`, jobs),
    allow("iam:GetRole", ROLE, jobs),
    ...["s3:AbortMultipartUpload", "s3:DeleteObject"].flatMap((action) => [
      allow(action, "arn:aws:s3:::acme-sagemaker-dev/x", {
        ...jobs,
        context: { "aws:ResourceAccount": "111122223333" },
      }),
      deny(action, "arn:aws:s3:::acme-sagemaker-dev/x", {
        ...jobs,
        context: { "aws:ResourceAccount": "444455556666" },
      }),
      deny(action, "arn:aws:s3:::payroll/x", { ...jobs, context: { "aws:ResourceAccount": "111122223333" } }),
    ]),
    deny("iam:GetRole", "arn:aws:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Other", jobs),
    deny("iam:GetRole", `${ROLE}-2`, jobs),
    deny("iam:PassRole", ROLE, { ...jobs, context: { "iam:PassedToService": "sagemaker.amazonaws.com" } }),
    allow("sagemaker:DescribeNotebookInstance", NOTEBOOK, jobs),
    deny("sagemaker:DescribeNotebookInstance", NOTEBOOK.replace("111122223333", "444455556666"), jobs),
    deny("sagemaker:CreatePresignedNotebookInstanceUrl", NOTEBOOK, jobs),
    deny("sagemaker:CreateTrainingJob", `arn:aws:sagemaker:${OURS}:training-job/churn`, jobs),
    deny("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:${OURS}:secret:AmazonSageMaker-db-AbCdEf`, jobs),
  ],
});
