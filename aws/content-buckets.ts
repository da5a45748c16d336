import { partitionOf } from "./regions";

/**
 * Buckets of AWS's own that SageMaker's SDK, JumpStart and examples read. AWS publishes no list of them; the names are
 * those of the SDK (`sagemaker.jumpstart.constants`) and of AWS's examples. Anyone may register a name that goes on
 * after a region's, so names are compared whole.
 */

/** JumpStart's content in a region. China keeps it in cn-north-1 alone, GovCloud has none. */
export function jumpStartBuckets(region: string): string[] {
  switch (partitionOf(region)) {
    case "aws":
      return [`jumpstart-cache-prod-${region}`, `jumpstart-private-cache-prod-${region}`];
    case "aws-cn":
      return region === "cn-north-1" ? ["jumpstart-cache-prod-cn-north-1"] : [];
    case "aws-us-gov":
      return [];
  }
}

/** What AWS's samples and the SDK's defaults lie in, of a region or of all. */
export function sampleBuckets(region: string): string[] {
  return [
    `sagemaker-example-files-prod-${region}`,
    `sagemaker-sample-data-${region}`,
    "sagemaker-sample-files",
    `sagemaker-sd-models-prod-${region}`,
  ];
}
