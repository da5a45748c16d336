import fc from "fast-check";
import { compareResource, type ResourcePolicyKind } from "../../../policy/compare";
import { compile, decide } from "../../../policy/decide";
import type { Policy } from "../../../policy/document";
import { numbers, pair, requests } from "./generate";
import { check, isDecided, runs, type Level, type View } from "./properties";

/** The account of the resources. */
const OWNER = "111122223333";

/** The steps of a resource's policy: denied, unmentioned, allowed through the account, the role, the session. */
function level(policy: Policy, kind: ResourcePolicyKind): Level {
  const resource = compile([policy]);
  const nothing = compile([]);
  return (request) => {
    const alone = decide({ resource }, request).decision;
    const owner = request.principal?.split(":")[4];
    const own = owner === undefined ? {} : { resourceAccount: owner };
    if (alone === "explicitDeny") return kind === "resource" ? -1 : 0;
    if (alone === "implicitDeny") return 0;
    // Between accounts both sides must allow, however the resource's policy names the principal.
    if (owner !== undefined && owner !== OWNER) return 1;
    if (kind === "endpoint" || decide({ resource, identity: nothing, ...own }, request).decision !== "allow") return 1;
    return decide({ resource, identity: nothing, boundary: nothing, ...own }, request).decision === "allow" ? 3 : 2;
  };
}

/** The same for somebody who has a permissions boundary, whom a Deny with NotPrincipal denies in any case. */
function bounded(policy: Policy, kind: ResourcePolicyKind): Level {
  const [resource, boundary] = [compile([policy]), compile([])];
  return (request) => {
    const { decision } = decide({ resource, boundary }, request);
    return decision === "allow" ? 1 : kind === "resource" && decision === "explicitDeny" ? -1 : 0;
  };
}

describe.each<ResourcePolicyKind>(["resource", "key", "endpoint"])("policies of kind %s", (kind) => {
  test.each([false, true])("no verdict is contradicted by a request, conditions: %p", (conditions) => {
    const generated = { conditions, principals: true };
    fc.assert(
      fc.property(pair(generated), numbers, ([before, after], drawn) => {
        const comparison = compareResource(before, after, { kind, account: OWNER });
        const views = [level, bounded].map((of): View => [of(before, kind), of(after, kind)]);
        check(comparison, views, requests(generated, drawn));
        if (!conditions) expect(isDecided(comparison)).toBe(true);
      }),
      runs(),
    );
  });
});
