import { caller } from "./caller";
import { ec2 } from "./ec2";
import { iam } from "./iam";
import type { DataKind } from "./kind";
import { policyDocument } from "./policy-document";
import { services } from "./services";

/** Every data source that the offline provider serves. To add one, add a row to a file in this folder. */
export const DATA_SOURCES: Readonly<Record<string, DataKind>> = {
  ...caller,
  ...ec2,
  ...iam,
  ...policyDocument,
  ...services,
};
