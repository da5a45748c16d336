import { allow, clause, deny } from "../../clause";

const OURS = "eu-west-1:111122223333";
const REQUESTS = [
  ["iam:AttachRolePolicy", "arn:aws:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Admin"],
  ["iam:CreateServiceLinkedRole", "arn:aws:iam::111122223333:role/aws-service-role/x/y"],
  ["cognito-idp:CreateUserPool", "*"],
  ["glue:StartJobRun", `arn:aws:glue:${OURS}:job/churn`],
  ["glue:GetTable", `arn:aws:glue:${OURS}:catalog`],
  ["application-autoscaling:RegisterScalableTarget", `arn:aws:application-autoscaling:${OURS}:scalable-target/0`],
  ["cloudwatch:PutMetricAlarm", `arn:aws:cloudwatch:${OURS}:alarm:x`],
  ["ec2:CreateVpcEndpoint", `arn:aws:ec2:${OURS}:vpc-endpoint/*`],
  ["sagemaker:CreateDomain", `arn:aws:sagemaker:${OURS}:domain/d-0123456789ab`],
  ["sagemaker:CreatePresignedDomainUrl", `arn:aws:sagemaker:${OURS}:user-profile/d-0123456789ab/ann`],
] as const;

export const noMoreThanPeople = clause({
  id: "J3",
  title: "The execution role never does more than people",
  quote: "The service role cannot be accessed by you directly",
  interpretation:
    "Whoever runs a notebook runs it with the execution role, so what that role may do beyond the admin role would be a " +
    "way around it. With the profiles `notebook` and `jobs` there is no IAM write, Cognito, Glue's API, autoscaling, VPC " +
    "endpoints or Studio, and whatever the execution role may do the admin role may do too, but for what SageMaker " +
    "needs to run at all: permissions on network interfaces (J1Vpc, J1InterfacePermissions), the logs and metrics of Glue jobs (J1GlueLogs, " +
    "J1GlueMetrics) and, by option, Step Functions' rules (J2WaitForJobs). The profile `full-access` breaks this: " +
    "AmazonSageMakerFullAccess does what the denies do not forbid, such as passing every role of the account to " +
    "SageMaker; a warning says so. Holds by absence.",
  statements: [],
  cases: [
    ...REQUESTS.flatMap(([action, resource]) => [
      deny(action, resource, { as: "execution" }),
      deny(action, resource, { as: "executionJobs" }),
    ]),
    allow("sagemaker:CreateTrainingJob", `arn:aws:sagemaker:${OURS}:training-job/churn`, { as: "execution" }),
    allow("ecr:GetAuthorizationToken", "*", { as: "executionJobs" }),
  ],
});
