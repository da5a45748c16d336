import type { Partition } from "../../config/regions";

/** The end points that SageMaker and its users call, by the short names that an environment file uses. */
export const ENDPOINT_SERVICES = [
  "notebook",
  "api",
  "runtime",
  "s3",
  "sts",
  "logs",
  "monitoring",
  "ecr.api",
  "ecr.dkr",
  "kms",
  "secretsmanager",
  "ec2",
  "sns",
  "elasticfilesystem",
  "states",
  "glue",
  "application-autoscaling",
  "codecommit",
  "git-codecommit",
] as const;

export type EndpointService = (typeof ENDPOINT_SERVICES)[number];

/** Services whose China end points have names of `cn.com.amazonaws`; the others keep `com.amazonaws` there. */
const CHINA_NAMES: readonly EndpointService[] = [
  "api",
  "runtime",
  "application-autoscaling",
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "elasticfilesystem",
  "monitoring",
  "states",
  "sts",
];

/** CodeCommit has no end points in China. */
const NOT_IN_CHINA: readonly EndpointService[] = ["codecommit", "git-codecommit"];

/** Whether a partition has an end point of the service. */
export function hasEndpoint(service: EndpointService, partition: Partition): boolean {
  return partition !== "aws-cn" || !NOT_IN_CHINA.includes(service);
}

/**
 * The service name that a VPC endpoint is made for.
 *
 * "aws.sagemaker.{region}.notebook, com.amazonaws.{region}.sagemaker.api & com.amazonaws.{region}.sagemaker.runtime";
 * the others from "AWS services that integrate with AWS PrivateLink", and its counterpart for China.
 */
export function serviceName(service: EndpointService, region: string, partition: Partition): string {
  if (service === "notebook") return `aws.sagemaker.${region}.notebook`;
  const front = partition === "aws-cn" && CHINA_NAMES.includes(service) ? "cn.com.amazonaws" : "com.amazonaws";
  const name = service === "api" || service === "runtime" ? `sagemaker.${service}` : service;
  return `${front}.${region}.${name}`;
}
