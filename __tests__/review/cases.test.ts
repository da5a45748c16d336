import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compareAccess } from "../../review/compare/access";
import { readPlans, readSides } from "../../review/read";

const FOLDER = join(__dirname, "cases");

/** Each input is small and made by hand; the verdicts are those that AWS's own behaviour gives. */
const CASES: Readonly<Record<string, readonly (readonly [name: string, ...right: string[]])[]>> = {
  "whose access it is": [
    ["provider-alias-two-accounts", "widened"],
    ["two-plans-role-narrow-widen-same-addr", "widened"],
    ["two-regions-v6-region-attr", "widened"],
    ["two-regions-lambda-permission", "widened"],
    ["self-comparison-two-accounts", "none"],
    ["sg-replaced-same-rules", "none"],
  ],
  "what is not at hand": [
    ["boundary-loosened-opaque-policies", "widened"],
    ["role-with-awsmanaged-poweruser-deny-removed", "widened"],
    ["user-boundary-text-loosened-group-elsewhere", "widened"],
    ["deny-condition-added-with-opaque", "widened"],
    ["user-opaque-deny", "widened"],
    ["stack-boundary-loosened-opaque", "widened"],
    ["group-policy-change-members-elsewhere", "widened"],
    ["role-deny-inline-removed-allow-elsewhere", "widened"],
    ["user-leaves-unknown-group", "widened"],
    ["user-policies-exclusive", "widened", "unknown"],
    ["aws-managed-with-deny-detached", "widened"],
    ["unknown-grant-hides-public-key", "widened"],
  ],
  "what destroying means": [
    ["vpce-policy-res-destroyed", "widened"],
    ["kms-key-policy-destroyed", "widened"],
    ["bucket-policy-deny-destroyed-bucket-elsewhere", "widened"],
    ["removed-block-forget", "none"],
    ["forget-deny", "none"],
    ["deferred-changes", "unknown", "widened"],
  ],
  "values that the configuration does not list": [
    ["noconfig-sg-inline", "widened"],
    ["noconfig-role-managed", "widened"],
    ["dynamic-ingress-opens", "widened"],
  ],
  "restrictions within types": [
    ["kms-grant-subset-constraint-removed", "widened"],
    ["lambda-qualifier-removed", "widened"],
    ["access-point-vpc-removed", "widened"],
  ],
  "what is read": [
    ["stack-named-list", "widened"],
    ["stack-module", "unknown", "widened"],
    ["stack-policy-partly-expression-unchanged", "none"],
    ["bucket-policy-emptied", "widened"],
    ["policy-not-json", "unknown"],
    ["resource-policy-bad-beside-good", "widened"],
    ["empty-plan-no-resource-changes", "none"],
    ["cfn-stack-template", "unknown"],
    ["references-in-a-circle.json", "unknown"],
  ],
  "rules of security groups": [
    ["proto-number", "none"],
    ["sg-ports-split", "none"],
  ],
};

function reviewOf(name: string): string {
  const path = join(FOLDER, name);
  if (name.endsWith(".json")) return compareAccess(readPlans([path])).verdict;
  const plans = readdirSync(path).filter((file) => file.startsWith("plan"));
  if (plans.length > 0) return compareAccess(readPlans(plans.map((file) => join(path, file)))).verdict;
  const [before, after] = ["before", "after"].map((side) => {
    const file = join(path, `${side}.json`);
    return existsSync(file) ? file : join(path, side);
  }) as [string, string];
  return compareAccess(readSides(before, after)).verdict;
}

describe.each(Object.entries(CASES))("%s", (_, cases) => {
  test.each(cases)("%s", (name, ...right) => {
    expect(right).toContain(reviewOf(name));
  });
});

test("every case is in the table", () => {
  expect(readdirSync(FOLDER).sort()).toEqual(
    Object.values(CASES)
      .flatMap((cases) => cases.map(([name]) => name))
      .sort(),
  );
});
