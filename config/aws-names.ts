import type { z } from "zod";
import { IAM_NAME_LENGTHS, iamName, NAME_GRAMMARS } from "../aws/name-grammars";
import { text } from "./values";

/** The names that AWS allows, for the schema. */

/** The name of what IAM holds. */
function iamNameOf(kind: keyof typeof IAM_NAME_LENGTHS, noun: string): z.ZodString {
  const longest = IAM_NAME_LENGTHS[kind];
  return text(new RegExp(`^${iamName(longest)}$`), `${noun} of 1 to ${longest} letters, digits or +=,.@_-`);
}

/** The name of a role, without its path. */
export const roleName = iamNameOf("role", "a role name");

/** The name of a managed policy. */
export const policyName = iamNameOf("managedPolicy", "a policy name");

/** The name of a permission set of IAM Identity Center. */
export const permissionSetName = iamNameOf("permissionSet", "the name of a permission set,");

const [SHORTEST, LONGEST] = NAME_GRAMMARS.bucket.length;

/** The name of a general purpose bucket. */
export const bucketName = NAME_GRAMMARS.bucket.rules.reduce(
  (schema, { pattern, allowed }) => schema.regex(pattern, { error: `a bucket name, ${allowed}` }),
  text(new RegExp(`^.{${SHORTEST},${LONGEST}}$`, "s"), `a bucket name of ${SHORTEST} to ${LONGEST} characters`),
);

/** The beginning of bucket names. */
export const bucketPrefix = text(
  new RegExp(`^[a-z0-9][a-z0-9.-]{0,${LONGEST - 1}}$`),
  "the beginning of bucket names, of lower-case letters, digits, dots or hyphens, without wildcards",
);
