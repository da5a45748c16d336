import type { PartDocument } from "../clause";
import type { PartSettings } from "../settings";

/** What the optional parts choose in the cases: everything is of account 111122223333 in eu-west-1. */
export const CASE_PARTS: Readonly<Record<PartDocument, PartSettings>> = {
  bucket: {
    values: { bucketArn: "arn:aws:s3:::acme-sagemaker-dev", logSourceArns: ["arn:aws:s3:::acme-sagemaker-data"] },
  },
  key: { values: { keyAdministratorArns: ["arn:aws:iam::111122223333:role/kms-admin"] } },
  endpoint: {},
  notebookEndpoint: {},
  s3Endpoint: {},
  elevation: {
    values: {
      elevationFrom: "2026-12-01T08:00:00Z",
      elevationUntil: "2026-12-05T18:00:00Z",
      elevationSessions: ["*:ann"],
    },
  },
  cleanUp: {},
  workforce: { values: { userPoolId: "eu-west-1_AbCdEf123" } },
  workforceDeny: {},
};
