import type { Partition } from "../aws/partitions";

/**
 * The services that a VPC endpoint may lead to, by the short names that an environment file uses: the last word of the
 * service's name, for SageMaker without `sagemaker`.
 * Source: "AWS services that integrate with AWS PrivateLink"; "Connect to SageMaker AI within your VPC".
 */
export const ENDPOINT_SERVICES = [
  "notebook",
  "api",
  "api-fips",
  "runtime",
  "runtime-fips",
  "featurestore-runtime",
  "metrics",
  "s3",
  "sts",
  "logs",
  "monitoring",
  "ecr.api",
  "ecr.dkr",
  "kms",
  "secretsmanager",
  "codecommit",
  "git-codecommit",
  "sns",
  "elasticfilesystem",
  "ec2",
  "states",
  "glue",
  "servicecatalog",
  "application-autoscaling",
] as const;

export type EndpointService = (typeof ENDPOINT_SERVICES)[number];

/** Services in common use, named together. */
export const ENDPOINT_PRESETS = {
  /** What the page names: "(notebooks, API, runtime, and so on)". */
  minimal: ["notebook", "api", "runtime"],
  /** What notebooks and jobs call besides, so that they work in a VPC without a way to the internet. */
  private: [
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
  ],
} as const satisfies Readonly<Record<string, readonly EndpointService[]>>;

/** SageMaker's own services with names of `com.amazonaws.<region>.sagemaker.…`. */
const SAGEMAKER: readonly EndpointService[] = [
  "api",
  "api-fips",
  "runtime",
  "runtime-fips",
  "featurestore-runtime",
  "metrics",
];

/** Services whose names begin with `cn.com.amazonaws` in China; the others keep `com.amazonaws` there. */
const CHINA_NAMES: readonly EndpointService[] = [
  "api",
  "runtime",
  "featurestore-runtime",
  "monitoring",
  "sts",
  "ecr.api",
  "ecr.dkr",
  "elasticfilesystem",
  "ec2",
  "states",
  "servicecatalog",
  "application-autoscaling",
];

/** Services without a VPC endpoint in a partition. */
const ABSENT: Readonly<Partial<Record<Partition, readonly EndpointService[]>>> = {
  "aws-cn": ["api-fips", "runtime-fips", "metrics", "codecommit", "git-codecommit"],
};

/** Whether a partition has an endpoint of the service. */
export function hasEndpoint(service: EndpointService, partition: Partition): boolean {
  return !ABSENT[partition]?.includes(service);
}

/**
 * The service name that a VPC endpoint is made for.
 *
 * "aws.sagemaker.{region}.notebook, com.amazonaws.{region}.sagemaker.api & com.amazonaws.{region}.sagemaker.runtime";
 * the others, and China's, from "AWS services that integrate with AWS PrivateLink".
 */
export function serviceName(service: EndpointService, region: string, partition: Partition): string {
  if (service === "notebook") return `aws.sagemaker.${region}.notebook`;
  const front = partition === "aws-cn" && CHINA_NAMES.includes(service) ? "cn.com.amazonaws" : "com.amazonaws";
  return `${front}.${region}.${SAGEMAKER.includes(service) ? `sagemaker.${service}` : service}`;
}

/** The one service whose endpoint is a gateway: an entry in route tables, without addresses of its own or a price. */
export function isGateway(service: EndpointService): boolean {
  return service === "s3";
}

/** US dollars for an hour of one interface endpoint in one Availability Zone. Source: "AWS PrivateLink pricing". */
const HOURLY = 0.01;
const HOURS_A_MONTH = 730;

/** What interface endpoints cost a month whatever their traffic, in US dollars: an estimate, since regions differ. */
export function monthlyCost(endpoints: number, zones: number): number {
  return endpoints * zones * HOURLY * HOURS_A_MONTH;
}

/** The assumption behind `monthlyCost`, as a clause of a sentence. */
export const COST_ASSUMPTION = `an estimate: USD ${HOURLY} an hour for each endpoint and zone, ${HOURS_A_MONTH} hours; data comes on top, and regions differ`;
