import { POLICY_SIZES } from "../aws/quotas";
import type { PolicyDocument } from "./document";

/** What a policy belongs to, which decides how long it may be. */
export type PolicyKind = keyof typeof POLICY_SIZES;

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
export function allowedSize(kind: PolicyKind): number {
  return kind === "managed" ? Math.floor(POLICY_SIZES.managed * (1 - HEADROOM)) : POLICY_SIZES[kind];
}

/**
 * @param name What the message calls the policy.
 * @throws PolicySizeError where the document is longer than `allowedSize`.
 */
export function checkSize(kind: PolicyKind, name: string, document: PolicyDocument): void {
  const size = policySize(document);
  const allowed = allowedSize(kind);
  if (size <= allowed) return;
  const reserve = kind === "managed" ? ` (a tenth of IAM's ${POLICY_SIZES.managed} is kept free)` : "";
  throw new PolicySizeError(
    `${name} has ${size} characters, ${allowed} are allowed${reserve}: ` +
      "shorten the names and lists that the environment sets for it",
  );
}
