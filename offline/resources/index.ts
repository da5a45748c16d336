import { autoscaling } from "./autoscaling";
import { ec2 } from "./ec2";
import { efs } from "./efs";
import { iam } from "./iam";
import type { ResourceKind } from "./kind";
import { kms } from "./kms";
import { messaging } from "./messaging";
import { s3 } from "./s3";
import { sagemaker } from "./sagemaker";
import { services } from "./services";

/**
 * Every resource type that the offline provider serves. To add one, add a row to the service's file in this folder: its
 * schema comes from the installed bindings, the rest is what `ResourceKind` asks for.
 */
export const RESOURCES: Readonly<Record<string, ResourceKind>> = {
  ...autoscaling,
  ...ec2,
  ...efs,
  ...iam,
  ...kms,
  ...messaging,
  ...s3,
  ...sagemaker,
  ...services,
};
