import type { Case } from "../../contract/clause";
import { caseAuthorization, caseDocuments, caseRequest, caseSettings } from "../../contract/cases/authorization";
import { decide, type Authorization } from "../../policy/decide";

const kept = new Map<string, Authorization>();

/** What a case's request comes to. */
export function outcome(one: Case): "allow" | "deny" {
  return decide(authorization(one), caseRequest(one)).decision === "allow" ? "allow" : "deny";
}

/** The policies that decide a case. */
function authorization(one: Case): Authorization {
  const key = JSON.stringify([one.as, one.options, one.resourcePolicy, one.endpointPolicy]);
  const known = kept.get(key);
  if (known) return known;
  const chosen = caseSettings(one);
  const made = caseAuthorization(one, chosen, caseDocuments(chosen, one.options));
  kept.set(key, made);
  return made;
}
