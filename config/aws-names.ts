import { NAMING } from "./naming";
import { text } from "./values";

/**
 * The names that AWS allows, as parts of the schema.
 * Source: "IAM and AWS STS quotas, name requirements", IAM User Guide.
 */

/** The name of a role: the roles stand at path `/`, so this is all of it. */
export const roleName = text(/^[\w+=,.@-]{1,64}$/, "a role name of 1 to 64 letters, digits or +=,.@_-");

/** The name of a managed policy. */
export const policyName = text(/^[\w+=,.@-]{1,128}$/, "a policy name of 1 to 128 letters, digits or +=,.@_-");

/** The name of a permission set of IAM Identity Center. */
export const permissionSetName = text(
  /^[\w+=,.@-]{1,32}$/,
  "the name of a permission set, of 1 to 32 letters, digits or +=,.@_-",
);

/** The name of a general purpose bucket. */
export const bucketName = NAMING.bucket.aws.reduce(
  (schema, { pattern, says }) => schema.regex(pattern, { error: `a bucket name, ${says}` }),
  text(/^.{3,63}$/s, "a bucket name of 3 to 63 characters"),
);

/** The beginning of bucket names. */
export const bucketPrefix = text(
  /^[a-z0-9][a-z0-9.-]{0,62}$/,
  "the beginning of bucket names, of lower-case letters, digits, dots or hyphens, without wildcards",
);
