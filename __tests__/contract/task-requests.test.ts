import { checkEnvironment } from "../../config/load";
import { taskPlaceOf, taskRequest, usualTaskPlace } from "../../contract/task-requests";
import { TASKS } from "../../contract/tasks";

const text = (more: string): string => `account: "210987654321"
region: cn-north-1
base: managed
federation: { saml: { provider_arns: ["arn:aws-cn:iam::210987654321:saml-provider/p"] } }
${more}`;

function placeIn(more: string) {
  const { environment, problems } = checkEnvironment({ file: "cn.yaml", name: "cn", text: text(more) });
  if (!environment) throw new Error(JSON.stringify(problems));
  return taskPlaceOf(environment);
}

test.each([
  ["the environment's bucket", "storage: { bucket: { name: cn-sagemaker-data } }", "cn-sagemaker-data"],
  ["its default name", "storage: { bucket: {} }", "sagemaker-cn-north-1-210987654321"],
  ["the first that may be used", "access: { buckets: { names: [sagemaker-a, sagemaker-b] } }", "sagemaker-a"],
  ["the usual one", "", "acme-sagemaker-dev"],
])("the bucket of the work: %s", (_, more, bucket) => {
  expect(placeIn(more).bucket).toBe(bucket);
});

const principal = "arn:aws-cn:iam::210987654321:role/r";

test.each<[string, string, object, string, object]>([
  [
    "s3:GetObject",
    "arn:aws:s3:::acme-sagemaker-dev/iris.csv",
    { "aws:ResourceAccount": "111122223333" },
    "arn:aws-cn:s3:::cn-sagemaker-data/iris.csv",
    { "aws:ResourceAccount": "210987654321" },
  ],
  [
    "sagemaker:StopTrainingJob",
    "arn:aws:sagemaker:eu-west-1:111122223333:training-job/churn",
    {},
    "arn:aws-cn:sagemaker:cn-north-1:210987654321:training-job/churn",
    { "aws:ResourceAccount": "210987654321" },
  ],
  [
    "iam:PassRole",
    "arn:aws:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Admin",
    { "iam:PassedToService": "sagemaker.amazonaws.com" },
    "arn:aws-cn:iam::210987654321:role/AmazonSageMaker-ExecutionRole-CN",
    { "iam:PassedToService": "sagemaker.amazonaws.com", "aws:ResourceAccount": "210987654321" },
  ],
])("%s on %s is asked where the work is done", (action, resource, context, there, expected) => {
  const place = placeIn(
    "storage: { bucket: { name: cn-sagemaker-data } }\nroles: { execution: { name: AmazonSageMaker-ExecutionRole-CN } }",
  );
  const request = taskRequest({ action, resource, context: context as Record<string, string> }, principal, place);
  expect(request).toMatchObject({ principal, action, resource: there });
  expect(request.context).toMatchObject({ ...expected, "aws:RequestedRegion": "cn-north-1" });
});

test("in the usual place every call is as it is written", () => {
  const place = usualTaskPlace("111122223333");
  for (const call of TASKS.flatMap(({ calls }) => calls)) {
    expect(taskRequest(call, principal, place).resource).toBe(call.resource);
  }
});
