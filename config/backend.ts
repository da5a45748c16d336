import { z } from "zod";
import { bucketName } from "./aws-names";
import { REGION } from "../aws/regions";
import { hasOneKey, text } from "./values";

const local = z.strictObject({}).describe("State in a file beside the output folder: for one person, or to try.");

/** As Terraform's own backend checks it. Source: `validateKMSKey` of the S3 backend, Terraform 1.11. */
const KEY =
  /^(?:arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:\d{12}:key\/)?(?:[a-f0-9]{8}-[a-f0-9]{4}-[1-5][a-f0-9]{3}-[ab89][a-f0-9]{3}-[a-f0-9]{12}|mrk-[a-f0-9]{32})$/;

const s3 = z
  .strictObject({
    bucket: bucketName.describe("The bucket that holds the states; it must exist."),
    region: text(REGION, "a region of aws, aws-cn or aws-us-gov, such as eu-west-1").describe("The bucket's region."),
    key_prefix: text(
      /^(?!(?:.*\/)?\.{1,2}\/)(?!.{901})(?:[\w!.*'()=-]+\/)*$/,
      "nothing, or folders that end in a slash, such as sagemaker/, without . and .., of at most 900 characters",
    )
      .default("")
      .describe("What every state's key begins with: <key_prefix><environment>-base.tfstate."),
    kms_key_id: text(
      KEY,
      "the id or ARN of a KMS key, such as 01234567-89ab-4def-8123-456789abcdef, not of an alias, which may come to mean another key",
    )
      .exactOptional()
      .describe("The KMS key that encrypts the states; without it, the bucket's own encryption."),
  })
  .describe("State in an S3 bucket, encrypted and locked by Terraform's own lock file.");

const cloud = z
  .strictObject({
    organization: text(/^[\w-]{3,40}$/, "an organization's name of 3 to 40 letters, digits, _ or -").describe(
      "The organization in HCP Terraform.",
    ),
    workspaces: z
      .strictObject({
        prefix: text(/^[\w-]{0,30}$/, "at most 30 letters, digits, _ or -")
          .default("")
          .describe("What every workspace's name begins with: <prefix><environment>-base."),
      })
      .prefault({})
      .describe("The workspaces, one for each stack."),
  })
  .describe("State in HCP Terraform, one workspace for each stack.");

/** Where a stack's Terraform state is. */
export type Backend =
  | { readonly local: z.output<typeof local> }
  | { readonly s3: z.output<typeof s3> }
  | { readonly cloud: z.output<typeof cloud> };

/** `backend` of an environment file: one of three. */
export const backend = z
  .strictObject({ local: local.exactOptional(), s3: s3.exactOptional(), cloud: cloud.exactOptional() })
  .refine(hasOneKey, { error: "exactly one of local, s3 and cloud" })
  .transform((value) => value as Backend)
  .meta({ minProperties: 1, maxProperties: 1 });
