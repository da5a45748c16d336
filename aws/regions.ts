import type { Partition } from "./partitions";

/**
 * The form of a region's name in each partition. `us-iso-…` and `eusc-…` belong to partitions that are not known here.
 * Source: "Regions and Availability Zones", AWS documentation.
 */
const FORMS: readonly (readonly [Partition, RegExp])[] = [
  ["aws-cn", /^cn-(?:north|south|east|west|central)(?:east|west)?-\d{1,2}$/],
  ["aws-us-gov", /^us-gov-(?:north|south|east|west|central)(?:east|west)?-\d{1,2}$/],
  ["aws", /^(?:af|ap|ca|eu|il|me|mx|sa|us)-(?:north|south|east|west|central)(?:east|west)?-\d{1,2}$/],
];

/** The pattern of all regions that there may be, for the JSON Schema. */
export const REGION = new RegExp(FORMS.map(([, pattern]) => pattern.source).join("|"));

/**
 * The regions that AWS has. It opens new ones, so a region that is not listed is worth a warning and no more.
 * Source: "AWS Regions", AWS General Reference, November 2026.
 */
export const REGIONS: readonly string[] = [
  "af-south-1",
  "ap-east-1",
  "ap-east-2",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-central-1",
  "ca-west-1",
  "eu-central-1",
  "eu-central-2",
  "eu-north-1",
  "eu-south-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "mx-central-1",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
  "cn-north-1",
  "cn-northwest-1",
  "us-gov-east-1",
  "us-gov-west-1",
];

/** The partition that a region belongs to by its form; undefined where it has no known form. */
export function findPartition(region: string): Partition | undefined {
  return FORMS.find(([, pattern]) => pattern.test(region))?.[0];
}

/**
 * The partition that a region of a checked environment belongs to.
 *
 * @throws Error where the region has no known form.
 */
export function partitionOf(region: string): Partition {
  const partition = findPartition(region);
  if (!partition) throw new Error(`${region} is a region of no known partition (aws, aws-cn, aws-us-gov)`);
  return partition;
}
