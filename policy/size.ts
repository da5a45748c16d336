import type { PolicyDocument } from "./document";

/**
 * The limits of policies, in characters without white space where they are of a document.
 * Source: "IAM and AWS STS quotas", IAM User Guide.
 */
export const LIMITS = {
  /** One managed policy. */
  managed: 6144,
  /** A role's trust policy, before an increase of the quota. */
  trust: 2048,
  /** All inline policies of a role together. */
  inline: 10_240,
  /** The policy of a KMS key. Source: "Resource quotas", AWS KMS Developer Guide. */
  key: 32_768,
  /** The policy of a bucket. Source: "Bucket policies", Amazon S3 User Guide. */
  bucket: 20_480,
  /** The policy of a VPC endpoint. Source: "AWS PrivateLink quotas". */
  endpoint: 20_480,
} as const;

/** Managed policies that a role carries at most, before an increase of the quota. */
export const MANAGED_POLICIES_PER_ROLE = 10;

/** The share of a managed policy that is kept free for later clauses. */
const HEADROOM = 0.1;

/**
 * The size of a policy in characters: its JSON without white space between the tokens, since "IAM does not count white
 * space". Whether that goes for white space within a text as well AWS does not say, so that is counted.
 */
export function policySize(document: PolicyDocument): number {
  return JSON.stringify(document).length;
}

/** A document is longer than what it may be. */
export class PolicySizeError extends Error {
  override readonly name = "PolicySizeError";
}

/** What a document may be long: IAM's limit, for managed policies less a tenth. */
export function allowedSize(kind: keyof typeof LIMITS): number {
  return kind === "managed" ? Math.floor(LIMITS.managed * (1 - HEADROOM)) : LIMITS[kind];
}

/**
 * @param name What the message calls the policy.
 * @throws PolicySizeError where the document is longer than `allowedSize`.
 */
export function checkSize(kind: keyof typeof LIMITS, name: string, document: PolicyDocument): void {
  const size = policySize(document);
  const allowed = allowedSize(kind);
  if (size <= allowed) return;
  const reserve = kind === "managed" ? ` (a tenth of IAM's ${LIMITS.managed} is kept free)` : "";
  throw new PolicySizeError(
    `${name} has ${size} characters, ${allowed} are allowed${reserve}: ` +
      "shorten the names and lists that the environment sets for it",
  );
}
