import type { Answer } from "../answer";
import type { DenialMessage, DenyingPolicy } from "./denial";

/** Kinds of policy that are none of the roles' and none of the file's. */
export const ELSEWHERE: Readonly<Partial<Record<DenyingPolicy, readonly [what: string, next: string]>>> = {
  serviceControl: [
    "a service control policy of the organization",
    "ask who manages the organization: no policy of the roles can allow what it denies",
  ],
  resourceControl: [
    "a resource control policy of the organization",
    "ask who manages the organization: no policy of the roles can allow what it denies",
  ],
  boundary: [
    "the role's permissions boundary",
    "ask who owns the boundary, `permissions_boundary_arn` in the environment's file: the roles' policies cannot allow more than it does",
  ],
  session: [
    "the policy that was given to the session when the role was assumed",
    "ask who federates you: the identity provider or the broker passes that policy",
  ],
};

/** The policies at hand allow it: what else may deny. */
export function notAtHand(
  { action, resource, policy, explicit }: DenialMessage,
  { missing }: Answer,
): { readonly because: string; readonly next: readonly string[] } {
  if (action.startsWith("kms:") && resource === undefined) {
    return {
      because:
        "the policies at hand allow it of the environment's key: it comes from another key, which the message does not name",
      next: [
        "ask who owns the key that encrypts the data; `ssps key POLICY.json` says what its policy lacks for these roles",
      ],
    };
  }
  if (policy === "resource") {
    return {
      because: "the policies at hand allow it: it comes from the resource's own policy",
      next: [
        "ask who owns the resource: its policy must allow the role (of a key, `ssps key POLICY.json` says what it lacks)",
      ],
    };
  }
  if (policy === "endpoint") {
    return {
      because:
        "the policies at hand allow it: it comes from the policy of a VPC endpoint that the environment's file does not make",
      next: ["ask who owns the VPC endpoint, or call from outside of its VPC"],
    };
  }
  if (explicit) {
    return {
      because:
        "the policies at hand do not deny it: a policy does that the role carries beside them, such as customer_deny_policy",
      next: ["look at the role's other policies: `extra_policy_arns` in the environment's file, or attached by hand"],
    };
  }
  return {
    because: "the policies at hand allow it: what is deployed may be another version, or the request had other values",
    next: [
      "compare what is deployed with the file: `ssps review --before account-details.json --after cdktf.out`",
      ...missing.map(
        (key) =>
          `the message does not say ${key}, which could turn it: ask again with \`ssps can\` and --context ${key}=VALUE`,
      ),
    ],
  };
}
