import {
  caseAuthorization,
  caseDocuments,
  caseRequest,
  caseSettings,
  EVERYTHING,
} from "../../contract/cases/authorization";
import { foreignCases, isDeniedNowhere, isOwn, isPromisedDenied } from "../../contract/cases/closed-world";
import type { Case } from "../../contract/clause";
import { CLAUSES } from "../../contract/clauses";
import { publishedActions } from "../../contract/published";
import { decide, type Authorization } from "../../policy/decide";

/** What the cases do not say is decided as well: what none allows is denied, what none denies is not. */
const kept = new Map<string, readonly [Authorization, Authorization]>();

function authorizations(asked: Case): readonly [own: Authorization, besideEverything: Authorization] {
  const key = JSON.stringify([asked.as, asked.options, asked.resourcePolicy, asked.endpointPolicy]);
  const known = kept.get(key);
  if (known) return known;
  const settings = caseSettings(asked);
  const documents = caseDocuments(settings, asked.options);
  const made = [
    caseAuthorization(asked, settings, documents),
    caseAuthorization(asked, settings, documents, [EVERYTHING]),
  ] as const;
  kept.set(key, made);
  return made;
}

const foreign = foreignCases();

test("what is another's, of another type or without a keyword is denied where no case allows it", () => {
  const allowed = foreign.filter((one) => decide(authorizations(one)[0], caseRequest(one)).decision === "allow");
  expect(allowed.map(({ as, action, resource }) => `${as} ${action} ${resource}`)).toEqual([]);
  expect(foreign.length).toBeGreaterThan(500);
});

test("published actions that no case allows are denied, those that no case denies are not", async () => {
  const published = await publishedActions();
  const names = new Map<string, string[]>();
  for (const { name } of published) {
    const [service = ""] = name.split(":");
    names.set(service, [...(names.get(service) ?? []), name]);
  }
  const wrong = new Set<string>();
  for (const one of [...CLAUSES.flatMap(({ cases }) => cases), ...foreign]) {
    const [own, besideEverything] = authorizations(one);
    const request = caseRequest(one);
    const [service = ""] = one.action.split(":");
    const isOpen = isOwn(request) && decide(besideEverything, request).decision === "allow";
    for (const action of names.get(service) ?? []) {
      const asked = { ...request, action };
      if (isPromisedDenied(one, action, request.resource) && decide(own, asked).decision === "allow") {
        wrong.add(`${one.as} is allowed ${action} on ${one.resource}`);
      }
      if (isOpen && isDeniedNowhere(one, action) && decide(besideEverything, asked).decision === "explicitDeny") {
        wrong.add(`${one.as} is denied ${action} on ${one.resource}`);
      }
    }
  }
  expect([...wrong]).toEqual([]);
});
