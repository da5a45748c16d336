import { caseSettings } from "../../contract/cases/authorization";
import type { Requester } from "../../contract/clause";
import type { Option } from "../../contract/options";
import { adminPolicies, executionPolicies, policyDocuments } from "../../contract/render/documents";
import { compareIdentity, type Access } from "../../policy/compare";
import { parsePolicy } from "../../policy/parse";

/** What the execution role may do and the admin role may not, by the statements that make the difference. */
function beyondPeople(as: Requester, options: (Option | `-${Option}`)[]): string[] {
  const chosen = caseSettings({ as, options });
  const documents = policyDocuments(chosen);
  const access = (keys: readonly (keyof typeof documents)[]): Access => ({
    identity: keys.map((key) => parsePolicy(documents[key], key)),
  });
  return compareIdentity(access(adminPolicies(chosen)), access(executionPolicies()))
    .differences.filter(({ verdict }) => verdict === "widened")
    .map(({ statement }) => statement.sid ?? "");
}

describe("J3: no request is allowed to the execution role and denied to the admin role", () => {
  test.each([
    ["execution", []],
    ["executionJobs", []],
    ["execution", ["readsInAccountOnly"]],
    ["execution", ["robomaker", "sagemakerSourceAccount"]],
  ] as [Requester, Option[]][])("%s with %p", (as, options) => {
    expect(beyondPeople(as, options)).toEqual([]);
  });

  test.each([
    // J1's listed exceptions: the logs of Glue jobs, and a VPC's network interfaces where people go without D1's.
    ["execution", ["glue"], ["J1GlueLogs"]],
    ["executionJobs", ["-integrations"], ["J1Vpc"]],
    // People are held to a VPC, or to listed scripts; a notebook describes itself from where it runs.
    ["executionJobs", ["notebookVpcs"], ["E3NotebookUrl"]],
    ["execution", ["lifecycleConfigs"], []],
  ] as [Requester, (Option | `-${Option}`)[], string[]][])("%s with %p, but for %p", (as, options, exceptions) => {
    expect([...new Set(beyondPeople(as, options))]).toEqual(exceptions);
  });
});
