import type { NamedEnvironment } from "../../config/load";
import type { Problem } from "../../config/problem";
import { checkSize, PolicySizeError } from "../../policy/size";
import { settingsOf } from "./from-environment";
import { policyDocuments } from "./documents";

/**
 * What is wrong with an environment only once its policies are written out: names and lists that make a policy of the two
 * roles longer than IAM allows.
 */
export function sizeProblems({ file, environment }: NamedEnvironment): Problem[] {
  if (environment.base === "existing") return [];
  const settings = settingsOf(environment);
  const { names } = settings;
  const documents = policyDocuments(settings);
  const checks = [
    ["managed", names.adminPolicy, documents.admin],
    ["managed", names.adminNamesPolicy, documents.adminNames],
    ["managed", names.adminIntegrationsPolicy, documents.adminIntegrations],
    ["managed", names.denyPolicy, documents.deny],
    ["managed", names.executionPolicy, documents.execution],
    ["managed", names.executionNotebookPolicy, documents.executionNotebook],
    ["trust", `trust policy of ${names.adminRole}`, documents.adminTrust],
    ["trust", `trust policy of ${names.executionRole}`, documents.executionTrust],
  ] as const;
  return checks.flatMap(([kind, name, document]) => {
    try {
      if (document) checkSize(kind, name, document);
      return [];
    } catch (error) {
      if (error instanceof PolicySizeError) return [{ file, message: error.message }];
      throw error;
    }
  });
}
