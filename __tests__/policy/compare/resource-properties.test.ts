import fc from "fast-check";
import { compareResource, type ResourcePolicyKind } from "../../../policy/compare";
import { compile, decide } from "../../../policy/decide";
import type { Policy } from "../../../policy/document";
import { type Level, levelOf, OWNER } from "./levels";
import { numbers, pair, requests } from "./generate";
import { check, isDecided, runs, type View } from "./properties";

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
        const views = [levelOf, bounded].map((of): View => [of(before, kind), of(after, kind)]);
        check(comparison, views, requests(generated, drawn));
        if (!conditions) expect(isDecided(comparison)).toBe(true);
      }),
      runs(),
    );
  });
});
