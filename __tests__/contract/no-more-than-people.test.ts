import { caseSettings } from "../../contract/cases/authorization";
import type { Requester } from "../../contract/clause";
import type { Option } from "../../contract/options";
import { adminPolicies, executionPolicies, policyDocuments } from "../../contract/render/documents";
import { compareIdentity, type Access, type Difference } from "../../policy/compare";
import { parsePolicy } from "../../policy/parse";

/** What the execution role may do and the admin role may not. */
function differences(as: Requester, options: (Option | `-${Option}`)[]): Difference[] {
  const chosen = caseSettings({ as, options });
  const documents = policyDocuments(chosen);
  const access = (keys: readonly (keyof typeof documents)[]): Access => ({
    identity: keys.map((key) => parsePolicy(documents[key], key)),
  });
  return compareIdentity(access(adminPolicies(chosen)), access(executionPolicies(chosen))).differences.filter(
    ({ verdict }) => verdict === "widened",
  );
}

/** The statements that make the difference. */
function beyondPeople(as: Requester, options: (Option | `-${Option}`)[]): string[] {
  return differences(as, options).map(({ statement }) => statement.sid ?? "");
}

/** What SageMaker needs to run at all, whatever people may do: permissions on interfaces, and what Glue jobs write. */
const NEEDED = ["J1GlueLogs", "J1GlueMetrics", "J1InterfacePermissions", "J1Vpc"];

describe("J3: no request is allowed to the execution role and denied to the admin role, but by listed exceptions", () => {
  test.each([
    ["execution", [], NEEDED],
    ["executionJobs", [], NEEDED],
    ["execution", ["readsInAccountOnly"], NEEDED],
    ["executionJobs", ["-integrations"], NEEDED],
    ["execution", ["-integrations"], NEEDED],
    ["execution", ["robomaker", "sagemakerSourceAccount"], NEEDED],
    ["execution", ["-glue"], ["J1InterfacePermissions", "J1Vpc"]],
    ["execution", ["networkOnly", "-glue"], ["J1InterfacePermissionsInSubnets", "J1Vpc"]],
    ["execution", ["ownAccountOnly", "noRootAccess", "-glue", "-vpc"], []],
    ["execution", ["stateAndLogBuckets", "topicSubscriptions", "-glue", "-vpc"], []],
    ["execution", ["-glue", "-vpc"], []],
    ["executionJobs", ["-glue", "-vpc"], []],
    ["execution", ["stepFunctionsSync", "-glue", "-vpc"], ["J2WaitForJobs"]],
    // People are held to a VPC, or to listed scripts; a notebook describes itself from where it runs.
    ["executionJobs", ["notebookVpcs", "-glue", "-vpc"], ["E3NotebookUrl"]],
    ["execution", ["lifecycleConfigs", "-glue", "-vpc"], []],
  ] as [Requester, (Option | `-${Option}`)[], string[]][])("%s with %p, but for %p", (as, options, exceptions) => {
    expect([...new Set(beyondPeople(as, options))].sort()).toEqual(exceptions);
  });

  test.each(["J1Vpc"])("of %s, people lack the permissions on interfaces alone", () => {
    const actions = differences("executionJobs", ["-glue"]).flatMap(({ actions: list = [] }) => list);
    expect([...new Set(actions)].sort()).toEqual([
      "ec2:CreateNetworkInterfacePermission",
      "ec2:DeleteNetworkInterfacePermission",
    ]);
  });
});
