/**
 * Tags of IAM's character set, which is the narrowest of the services in use.
 * Source: "Rules for tagging in IAM and AWS STS", IAM User Guide.
 */
const CHARACTERS = String.raw`[\p{L}\p{Z}\p{N}_.:/=+@-]`;

/** The key of a tag: not blank, and none of AWS's own. */
export const TAG_KEY = new RegExp(String.raw`^(?!aws:)(?!\p{Z}*$)${CHARACTERS}{1,128}$`, "iu");

/** The longest value of a tag, in characters. */
export const MAX_TAG_VALUE = 256;

/** The value of a tag, of `shortest` characters at least. */
export function tagValue(shortest: 0 | 1): RegExp {
  return new RegExp(`^${CHARACTERS}{${shortest},${MAX_TAG_VALUE}}$`, "u");
}
