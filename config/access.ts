import { z } from "zod";
import { RESERVED_PREFIXES } from "../aws/names";
import { lifecycleConfigArn } from "./arn";
import { bucketName, bucketPrefix, roleName } from "./aws-names";
import { valueAt, formatPath, type Rule, type Rules, describeValue, textsIn, wrongValue } from "./raw";
import { anyList, list, resourceId, text } from "./values";

/** `access` of an environment file: the options that narrow or move what the roles may do. */
export const access = z.strictObject({
  pass_roles: list(roleName)
    .exactOptional()
    .describe("Exact names of the roles that people may pass, instead of every AmazonSageMaker-ExecutionRole-* (N1)."),
  robomaker: z
    .boolean()
    .default(false)
    .describe("Whether roles may be passed to AWS RoboMaker too; the service ended on 2025-09-10 (N1, R2)."),
  buckets: z
    .strictObject({
      names: list(bucketName)
        .exactOptional()
        .describe("Exact names of the buckets, instead of every name with one of the page's keywords (N5)."),
      reads_in_account_only: z
        .boolean()
        .default(false)
        .describe("Whether objects are read in this account's buckets only; AWS's sample data belongs to others (N5)."),
      reserved_prefixes: anyList(bucketPrefix)
        .default([...RESERVED_PREFIXES])
        .describe("Beginnings of bucket names that nobody touches (N5); an empty list reserves nothing."),
    })
    .prefault({})
    .describe("S3 (N5)."),
  topic_subscriptions: z
    .strictObject({
      protocols: list(text(/^[a-z-]{2,20}$/, "a protocol of SNS, such as email, https, sqs or lambda")).describe(
        "The protocols of subscriptions, as SNS names them.",
      ),
      endpoints: list(
        text(/^[^\s{}$]{1,256}$/, "an address or ARN without spaces, $ and braces; * stands for any text"),
      ).describe("The addresses and ARNs that are subscribed; * stands for any text, such as *@example.com."),
    })
    .exactOptional()
    .describe("What people may subscribe to topics; without it, anything (N9)."),
  network_only: z
    .strictObject({
      subnet_ids: list(resourceId("subnet", "subnet"))
        .max(16, { error: "at most 16 subnets, which a policy has room for" })
        .describe("The subnets in which compute runs."),
      security_group_ids: list(resourceId("sg", "security group"))
        .max(16, { error: "at most 16 security groups, which a policy has room for" })
        .describe("The security groups of compute."),
      root_access: z.boolean().default(true).describe("Whether people may have root access in notebooks."),
    })
    .exactOptional()
    .describe("The network in which alone SageMaker computes; without it, any or none (E5)."),
  own_account_only: z
    .boolean()
    .default(false)
    .describe("Whether SageMaker's resources are neither shared with other accounts nor written in them (E6)."),
  notebook_vpc_ids: list(resourceId("vpc", "VPC"))
    .exactOptional()
    .describe("The VPCs from which alone notebooks are opened; ends access from the public console (E3)."),
  notebook_lifecycle_config_arns: list(lifecycleConfigArn)
    .exactOptional()
    .describe("The lifecycle configurations, which run as root, that notebooks may run; without it, any (E4)."),
});

const RESERVED_PATH = ["access", "buckets", "reserved_prefixes"];

/** The beginnings of bucket names that nobody touches, as a file says or by default. */
export function reservedPrefixes(raw: unknown): readonly string[] {
  return valueAt(raw, RESERVED_PATH) === undefined
    ? RESERVED_PREFIXES
    : textsIn(raw, RESERVED_PATH).map(({ value }) => value);
}

const bucketsAreNotReserved: Rule = function* (raw) {
  const reserved = reservedPrefixes(raw);
  for (const bucket of textsIn(raw, ["access", "buckets", "names"])) {
    const prefix = reserved.find((candidate) => bucket.value.startsWith(candidate));
    if (prefix === undefined) continue;
    const allowed = `a name that does not begin with ${describeValue(prefix)}, which ${formatPath(RESERVED_PATH)} denies to everybody (N5)`;
    yield wrongValue(raw, bucket.path, allowed);
  }
};

/** The rules of `access` that span keys. */
export const accessRules: Rules = { "reserved-bucket": bucketsAreNotReserved };
