/** The partitions whose SageMaker this project knows. */
export type Partition = "aws" | "aws-cn" | "aws-us-gov";

/**
 * The form of a region's name in each partition. `us-iso-…` and `eusc-…` belong to partitions that are not known here.
 * Source: "Regions and Availability Zones", AWS documentation.
 */
const REGIONS: readonly (readonly [Partition, RegExp])[] = [
  ["aws-cn", /^cn-(?:north|south|east|west|central)(?:east|west)?-\d{1,2}$/],
  ["aws-us-gov", /^us-gov-(?:north|south|east|west|central)(?:east|west)?-\d{1,2}$/],
  ["aws", /^(?:af|ap|ca|eu|il|me|mx|sa|us)-(?:north|south|east|west|central)(?:east|west)?-\d{1,2}$/],
];

/** The pattern of all known regions, for the JSON Schema. */
export const REGION = new RegExp(REGIONS.map(([, pattern]) => pattern.source).join("|"));

/** The partition that a region belongs to; undefined where the region is of no known form. */
export function findPartition(region: string): Partition | undefined {
  return REGIONS.find(([, pattern]) => pattern.test(region))?.[0];
}

/**
 * The partition that a region of a checked environment belongs to.
 *
 * @throws Error where the region is of no known form.
 */
export function partitionOf(region: string): Partition {
  const partition = findPartition(region);
  if (!partition) throw new Error(`${region} is a region of no known partition (aws, aws-cn, aws-us-gov)`);
  return partition;
}
