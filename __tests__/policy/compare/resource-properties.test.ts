import fc from "fast-check";
import { compareResource, type ResourcePolicyKind } from "../../../policy/compare";
import { boundedLevelOf, levelOf, OWNER } from "./levels";
import { numbers, pair, requests } from "./generate";
import { check, isDecided, runs, type View } from "./properties";

describe.each<ResourcePolicyKind>(["resource", "key", "endpoint"])("policies of kind %s", (kind) => {
  test.each([false, true])("no verdict is contradicted by a request, conditions: %p", (conditions) => {
    const generated = { conditions, principals: true };
    fc.assert(
      fc.property(pair(generated), numbers, ([before, after], drawn) => {
        const comparison = compareResource(before, after, { kind, account: OWNER });
        const views = [levelOf, boundedLevelOf].map((of): View => [of(before, kind), of(after, kind)]);
        check(comparison, views, requests(generated, drawn));
        if (!conditions) expect(isDecided(comparison)).toBe(true);
      }),
      runs(),
    );
  });
});
