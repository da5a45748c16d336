import type { Case, Requester } from "../../contract/clause";
import { outcome } from "./outcome";

/** What people and notebooks do every day, and what they must not, as AWS asks for it; whole tasks are in tasks.ts. */
const ACCOUNT = "111122223333";
const at = (service: string, name: string, region = "eu-west-1"): string =>
  `arn:aws:${service}:${region}:${ACCOUNT}:${name}`;
const SM = (name: string): string => at("sagemaker", name);
const logGroup = (name: string): string => at("logs", `log-group:${name}`);
const ROLE = `arn:aws:iam::${ACCOUNT}:role/AmazonSageMaker-ExecutionRole-Admin`;
const BUCKET = `arn:aws:s3:::sagemaker-eu-west-1-${ACCOUNT}`;
const MINE = { "aws:ResourceAccount": ACCOUNT };
const AWS = { "aws:ResourceAccount": "763104351884" };
const EVE = { "aws:ResourceAccount": "444455556666" };
const passedTo = (service: string) => ({ "iam:PassedToService": `${service}.amazonaws.com` });
const RULE = at("events", "rule/StepFunctionsGetEventsForSageMakerTrainingJobsRule");
const TARGET = at("application-autoscaling", "scalable-target/*");
const SCALING = {
  "application-autoscaling:service-namespace": "sagemaker",
  "application-autoscaling:scalable-dimension": "sagemaker:variant:DesiredInstanceCount",
};
/** Of another account of AWS, in another region: images and content that everybody uses. */
const IMAGE = "arn:aws:ecr:us-east-1:763104351884:repository/pytorch-inference";
const HUB = "arn:aws:sagemaker:eu-west-1:aws:hub-content/SageMakerPublicHub/Model/llama/1";

type Row = readonly [
  as: Requester,
  action: string,
  resource: string,
  context?: Case["context"],
  option?: Case["options"],
];

const ALLOWED: readonly Row[] = [
  ["execution", "logs:GetLogEvents", logGroup("/aws/sagemaker/TrainingJobs:log-stream:churn/algo-1")],
  ["execution", "logs:DescribeLogStreams", logGroup("/aws/sagemaker/TrainingJobs:log-stream:")],
  ["execution", "logs:FilterLogEvents", logGroup("/aws/sagemaker/Endpoints/churn:log-stream:")],
  ["execution", "s3:GetObject", "arn:aws:s3:::jumpstart-cache-prod-eu-west-1/models_manifest.json", AWS],
  ["admin", "s3:ListBucket", "arn:aws:s3:::jumpstart-private-cache-prod-eu-west-1", AWS],
  ["execution", "s3:ListBucket", BUCKET, MINE],
  ["execution", "s3:PutObject", `${BUCKET}/churn/source.tar.gz`, MINE],
  ["execution", "codecommit:GitPush", at("codecommit", "AmazonSageMaker-churn")],
  ["execution", "secretsmanager:GetSecretValue", at("secretsmanager", "secret:AmazonSageMaker-git-AbCdEf")],
  ["execution", "ecr:BatchCheckLayerAvailability", at("ecr", "repository/sagemaker-churn")],
  ["execution", "ecr:BatchGetImage", IMAGE],
  ["admin", "ecr:UploadLayerPart", at("ecr", "repository/sagemaker-churn")],
  ["executionJobs", "sns:Publish", at("sns", "sagemaker-async-success")],
  ["executionJobs", "lambda:InvokeFunction", at("lambda", "function:sagemaker-pre-annotation:$LATEST")],
  ["execution", "sagemaker:CreateFeatureGroup", SM("feature-group/churn")],
  ["admin", "sagemaker:GetRecord", SM("feature-group/churn")],
  ["executionJobs", "s3:PutObjectAcl", `${BUCKET}/offline/x`, { ...MINE, "s3:x-amz-acl": "bucket-owner-full-control" }],
  ["execution", "iam:PassRole", ROLE, passedTo("sagemaker")],
  ["admin", "iam:PassRole", ROLE, passedTo("glue")],
  ["execution", "sagemaker:CreateTransformJob", SM("transform-job/churn")],
  ["execution", "sagemaker:CreateModelPackage", SM("model-package/churn/1")],
  ["execution", "sagemaker:StartPipelineExecution", SM("pipeline/churn")],
  ["execution", "sagemaker:BatchPutMetrics", SM("experiment-trial-component/x")],
  ["execution", "sagemaker:Search", "*"],
  ["execution", "sagemaker:DescribeHubContent", HUB],
  ["execution", "cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": "/aws/sagemaker/TrainingJobs" }],
  [
    "executionJobs",
    "cloudwatch:PutMetricData",
    "*",
    { "cloudwatch:namespace": "aws/sagemaker/Endpoints/data-metrics" },
  ],
  ["executionJobs", "logs:PutLogEvents", logGroup("/aws-glue/jobs/error:log-stream:jr_1")],
  ["admin", "ec2:CreateNetworkInterface", at("ec2", "subnet/subnet-0123456789abcdef0")],
  ["admin", "sagemaker:InvokeEndpointAsync", SM("endpoint/churn")],
  ["execution", "sagemaker:InvokeEndpointWithResponseStream", SM("endpoint/churn")],
  ["admin", "groundtruthlabeling:RunGenerateManifestByCrawlingJob", "*"],
  ["adminElevated", "application-autoscaling:RegisterScalableTarget", TARGET, SCALING],
  ["adminElevated", "cloudwatch:DeleteAlarms", at("cloudwatch", "alarm:*")],
  ["adminElevated", "sagemaker:UpdateInferenceComponentRuntimeConfig", SM("inference-component/c")],
  ["adminCleanUp", "application-autoscaling:DeregisterScalableTarget", TARGET, SCALING],
  ["admin", "sagemaker:DeleteEndpoint", SM("endpoint/churn")],
  ["admin", "states:StartExecution", at("states", "stateMachine:my-sagemaker-flow")],
  ["execution", "events:PutTargets", RULE, {}, ["stepFunctionsSync"]],
  ["admin", "codebuild:StartBuild", at("codebuild", "project/sagemaker-images")],
  ["admin", "secretsmanager:CreateSecret", at("secretsmanager", "secret:AmazonSageMaker-x-AbCdEf", "us-east-1")],
];

const DENIED: readonly Row[] = [
  ["admin", "states:UpdateStateMachine", at("states", "stateMachine:my-sagemaker-flow")],
  ["admin", "ec2:CreateNetworkInterfacePermission", at("ec2", "network-interface/eni-0123456789abcdef0")],
  ["admin", "codebuild:StartBuild", at("codebuild", "project/sagemaker-x"), { "codebuild:source.buildspec": "x" }],
  ["admin", "s3:PutObject", "arn:aws:s3:::acme-state/sagemaker/x.tfstate", MINE, ["stateAndLogBuckets"]],
  ["execution", "s3:DeleteObject", "arn:aws:s3:::acme-logs/sagemaker/x", MINE, ["stateAndLogBuckets"]],
  ["execution", "sagemaker:PutModelPackageGroupPolicy", SM("model-package-group/x")],
  ["execution", "sagemaker:UpdateCodeRepository", SM("code-repository/x")],
  ["execution", "sagemaker:CreatePresignedNotebookInstanceUrl", SM("notebook-instance/x")],
  ["execution", "sagemaker:CreateNotebookInstanceLifecycleConfig", SM("notebook-instance-lifecycle-config/x")],
  ["execution", "iam:PassRole", ROLE, passedTo("lambda")],
  ["execution", "iam:PassRole", `${ROLE}-other`, passedTo("sagemaker")],
  ["admin", "iam:PassRole", ROLE, passedTo("ec2")],
  ["execution", "sts:AssumeRole", ROLE],
  ["execution", "events:PutTargets", RULE],
  ["executionJobs", "events:PutRule", RULE, {}, ["stepFunctionsSync"]],
  ["execution", "ecr:SetRepositoryPolicy", at("ecr", "repository/sagemaker-churn")],
  ["execution", "ecr:DeleteRepository", at("ecr", "repository/sagemaker-churn")],
  ["executionJobs", "s3:PutObjectAcl", `${BUCKET}/x`, { ...MINE, "s3:x-amz-acl": "public-read" }],
  ["admin", "s3:PutObjectAcl", `${BUCKET}/x`, { ...MINE, "s3:x-amz-grant-read": 'uri="…/AllUsers"' }],
  ["admin", "s3:PutBucketPolicy", BUCKET, MINE],
  ["admin", "s3:CreateBucket", "arn:aws:s3:::sagemaker-new", MINE],
  ["admin", "s3:ListBucket", at("s3", "accesspoint/ams-logs"), MINE],
  ["execution", "s3:PutObject", "arn:aws:s3:::sagemaker-of-eve/x", EVE],
  ["execution", "s3:GetObject", "arn:aws:s3:::jumpstart-cache-prod-eu-west-1x/m", EVE],
  ["admin", "s3express:CreateSession", "arn:aws:s3express:eu-west-1:444455556666:bucket/sagemaker--euw1-az1--x-s3"],
  ["admin", "cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": "/aws/sagemaker" }],
  ["execution", "logs:GetLogEvents", logGroup("/aws/lambda/payroll:log-stream:x")],
  ["admin", "logs:PutResourcePolicy", "*"],
  ["admin", "sns:Subscribe", at("sns", "sagemaker-x"), { "sns:Protocol": "https" }, ["topicSubscriptions"]],
  ["admin", "cloudwatch:DeleteAlarms", "*"],
  ["admin", "application-autoscaling:RegisterScalableTarget", TARGET, SCALING],
  ["adminElevated", "cloudwatch:DeleteAlarms", "*", { "aws:RequestedRegion": "us-east-1" }],
  ["admin", "sagemaker:CallWithBearerToken", "*", {}, ["notebookVpcs"]],
  ["admin", "sagemaker:CreateTrainingJob", SM("training-job/x"), {}, ["networkOnly"]],
  ["admin", "sagemaker:CreateCompilationJob", SM("compilation-job/x"), {}, ["networkOnly"]],
  ["admin", "sagemaker:PutRecord", SM("feature-group/x").replace(ACCOUNT, "444455556666"), EVE, ["ownAccountOnly"]],
  ["admin", "sagemaker:CreateDomain", SM("domain/*")],
  ["admin", "sagemaker:CreateWorkteam", SM("workteam/private-crowd/x")],
  ["admin", "sagemaker:ExtendTrainingPlan", "*"],
  ["admin", "cognito-idp:ListUserPools", "*"],
  ["admin", "ec2:CreateVpcEndpoint", at("ec2", "vpc-endpoint/*")],
  ["execution", "glue:StartJobRun", at("glue", "job/x")],
  ["admin", "lambda:UpdateFunctionCode", at("lambda", "function:sagemaker-x")],
  ["execution", "secretsmanager:PutSecretValue", at("secretsmanager", "secret:AmazonSageMaker-x-AbCdEf")],
  ["execution", "codecommit:CreateRepository", at("codecommit", "AmazonSageMaker-x")],
];

const decided = ([as, action, resource, context = {}, options = []]: Row): "allow" | "deny" =>
  outcome({ expect: "allow", as, action, resource, context, options });

test.each(ALLOWED.map((row) => [JSON.stringify(row), row] as const))("%s is allowed", (_, row) => {
  expect(decided(row)).toBe("allow");
});

test.each(DENIED.map((row) => [JSON.stringify(row), row] as const))("%s is denied", (_, row) => {
  expect(decided(row)).toBe("deny");
});
