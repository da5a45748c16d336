import { compareResource, exposureOf, type Budget, type Comparison } from "../../policy/compare";
import type { Policy } from "../../policy/document";
import type { AccessState, Note, Opening, ResourceAccess } from "../model";
import { faultOf } from "../policy-text";
import { joined, NOTHING } from "./pairs";

/** What a guard that is no longer there leaves open. */
export interface Released {
  readonly comparison: Comparison;
  readonly note: Note;
}

/** Compares what was held shut with what is open without the guard: a policy and an ACL that give the public nothing open nothing. */
export function released(opening: Opening, after: AccessState, budget: Budget): Released {
  const { held, text, unknown } = opening;
  if (unknown) return { comparison: NOTHING, note: { verdict: "unknown", risk: opening.risk, proven: false, text } };
  const note = (verdict: Note["verdict"], proven: boolean, why: string): Note => {
    const risk = verdict === "changed" ? "write" : opening.risk;
    return { verdict, risk, proven, text: `newly open: ${text}${why}` };
  };
  if (!held) return { comparison: NOTHING, note: note("widened", opening.proven, "") };
  const policies = held.policies.map((key) => after.resources.get(key));
  const comparison = joined(policies.map((policy) => publicly(policy, budget)));
  if (held.acls.length > 0) {
    return { comparison, note: note("widened", true, `: ${held.acls.map((acl) => acl.text).join(", ")}`) };
  }
  if (comparison.verdict === "widened") return { comparison, note: note("widened", comparison.proven, "") };
  if (held.whole && policies.every(isAtHand)) {
    return { comparison: NOTHING, note: note("changed", true, ", and nothing public was behind it") };
  }
  return { comparison: NOTHING, note: note("widened", false, "; what was behind it is not all at hand") };
}

function isAtHand(access: ResourceAccess | undefined): boolean {
  return (
    access?.atHand === true && access.opaque.length === 0 && access.policies.every((one) => faultOf(one) === undefined)
  );
}

/**
 * What a policy gives others than the bucket's account, where it is public: only then a block restricts it, and then to
 * that account and to services. Source: "The meaning of public", Amazon S3 User Guide.
 */
function publicly(access: ResourceAccess | undefined, budget: Budget): Comparison {
  if (!access) return NOTHING;
  const { account } = access.subject;
  const statements = access.policies.flatMap((policy) => policy.statements);
  const [{ name, version } = { name: "", version: "2012-10-17" as const }] = access.policies;
  const isPublic = statements.some((one) => one.effect === "Allow" && exposureOf(one, account) === "public");
  if (!isPublic) return NOTHING;
  const whole: Policy = { name, version, statements };
  const restricted: Policy = {
    ...whole,
    statements: statements.filter((one) => one.effect === "Deny" || exposureOf(one, account) === undefined),
  };
  return compareResource(restricted, whole, { kind: access.kind, ...(account !== undefined && { account }) }, budget);
}
