import { z } from "zod";
import { bucketName } from "./aws-names";
import { REGION } from "../aws/regions";
import { hasOneKey, text } from "./values";

const local = z.strictObject({}).describe("State in a file beside the output folder: for one person, or to try.");

const s3 = z
  .strictObject({
    bucket: bucketName.describe("The bucket that holds the states; it must exist."),
    region: text(REGION, "a region of aws, aws-cn or aws-us-gov, such as eu-west-1").describe("The bucket's region."),
    key_prefix: text(/^(?:[\w!.*'()=-]+\/)*$/, "nothing, or folders that end in a slash, such as sagemaker/")
      .default("")
      .describe("What every state's key begins with: <key_prefix><environment>-base.tfstate."),
    kms_key_id: text(
      /^(?:arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:\d{12}:(?:key|alias)\/)?[\w/-]+$/,
      "the id or ARN of a KMS key",
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
