import { readImage } from "../../aws/image";

const OURS = { partition: "aws", account: "123456789012", region: "eu-west-1" };
const HOST = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
const DIGEST = `sha256:${"0".repeat(64)}`;

test.each([
  ["sagemaker-churn", { repository: "sagemaker-churn" }],
  ["team/sagemaker-churn:1.0_b-2", { repository: "team/sagemaker-churn" }],
  [`sagemaker-churn@${DIGEST}`, { repository: "sagemaker-churn" }],
  [`sagemaker-churn:latest@${DIGEST}`, { repository: "sagemaker-churn" }],
  [`${HOST}/sagemaker-churn`, { repository: "sagemaker-churn", registry: OURS }],
  [`${HOST}/team/churn:latest`, { repository: "team/churn", registry: OURS }],
  [`${HOST.replace("dkr.ecr", "dkr.ecr-fips")}/x:1`, { repository: "x", registry: OURS }],
  ["123456789012.dkr-ecr.eu-west-1.on.aws/x", { repository: "x", registry: OURS }],
  [
    "210987654321.dkr.ecr.cn-north-1.amazonaws.com.cn/x",
    { repository: "x", registry: { partition: "aws-cn", account: "210987654321", region: "cn-north-1" } },
  ],
  [
    "210987654321.dkr.ecr.us-gov-west-1.amazonaws.com/x",
    { repository: "x", registry: { partition: "aws-us-gov", account: "210987654321", region: "us-gov-west-1" } },
  ],
])("%s", (text, image) => {
  expect(readImage(text)).toEqual(image);
});

test.each([
  ["docker.io/library/python:3", "a registry of ECR is "],
  ["localhost/x", "a registry of ECR is "],
  ["registry:5000/x", "a registry of ECR is "],
  ["1234.dkr.ecr.eu-west-1.amazonaws.com/x", "a registry of ECR is "],
  ["123456789012.dkr.ecr.nowhere.amazonaws.com/x", "a registry of ECR is "],
  ["123456789012.dkr.ecr.cn-north-1.amazonaws.com/x", "a registry of ECR is "],
  ["123456789012.dkr.ecr.eu-west-1.amazonaws.com.cn/x", "a registry of ECR is "],
  ["123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.example/x", "a registry of ECR is "],
  [HOST, "the repository's name is missing"],
  [`${HOST}/`, "the repository's name is missing"],
  ["x:", "a tag has "],
  ["x:.a", "a tag has "],
  [`x:${"a".repeat(129)}`, "a tag has "],
  ["x:a:b", "a tag has "],
  ["x@sha256:0123", "a digest is "],
  ["x@md5:0", "a digest is "],
  [`x@${DIGEST}@${DIGEST}`, "a digest is "],
])("%s is none of ECR", (text, problem) => {
  expect(readImage(text)).toEqual({ problem: expect.stringContaining(problem) as string });
});
