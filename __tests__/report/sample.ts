import { checkEnvironment } from "../../config/load";
import { reportOf, type Report } from "../../report/report";

/** Within the elevation of the sample. */
export const NOW = Date.UTC(2026, 11, 3, 12);

const BASE = `account: "111122223333"
region: eu-west-1
base: managed
federation: { saml: { provider_arns: ["arn:aws:iam::111122223333:saml-provider/p"] } }
`;

/** The report of an environment of which only what matters is said. */
export function sampleReport(more = "", name = "sample", base = BASE): Report {
  const { environment, problems, warnings } = checkEnvironment({ file: `${name}.yaml`, name, text: base + more }, NOW);
  if (!environment) throw new Error(JSON.stringify(problems));
  return reportOf({ name, file: `${name}.yaml`, environment }, warnings, NOW);
}

export const ELEVATIONS = `elevation:
  - { ticket: CHG1, approver: lead, from: 2026-12-01T08:00:00Z, until: 2026-12-05T18:00:00Z }
  - { ticket: CHG2, approver: lead, from: 2026-11-01T08:00:00Z, until: 2026-11-05T18:00:00Z }
  - { ticket: CHG3, approver: lead, permanent: true, reason: the batch of the night }
`;
