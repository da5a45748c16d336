import type { Case, PolicyKey } from "../../contract/clause";
import {
  caseAuthorization,
  caseDocuments,
  caseRequest,
  caseSettings,
  documentsOf,
  EVERYTHING,
} from "../../contract/cases";
import { CLAUSES } from "../../contract/index";
import { decide, type Authorization } from "../../policy/decide";
import type { PolicyDocument, PolicyStatement } from "../../policy/document";

/** A statement that is taken out of one document. */
interface Without {
  readonly document: PolicyKey;
  readonly sid: string;
}

const kept = new Map<string, Authorization>();

function authorization(request: Case, others: readonly PolicyDocument[], without?: Without): Authorization {
  const { as, options, resourcePolicy, endpointPolicy } = request;
  const key = JSON.stringify([as, options, resourcePolicy, endpointPolicy, others.length, without]);
  const found = kept.get(key);
  if (found) return found;
  const chosen = caseSettings(request);
  const documents = { ...caseDocuments(chosen, options) };
  const document = without && documents[without.document];
  if (document) {
    const statements = (document.Statement as readonly PolicyStatement[]).filter(({ Sid }) => Sid !== without.sid);
    documents[without.document] = { ...document, Statement: statements };
  }
  const made = caseAuthorization(request, chosen, documents, others);
  kept.set(key, made);
  return made;
}

function outcome(request: Case, others: readonly PolicyDocument[] = [], without?: Without): "allow" | "deny" {
  return decide(authorization(request, others, without), caseRequest(request)).decision === "allow" ? "allow" : "deny";
}

const cases = CLAUSES.flatMap((clause) => clause.cases);

describe.each(CLAUSES.map((clause) => [clause.id, clause] as const))("clause %s", (_, clause) => {
  test.each(
    clause.cases.map(
      (request) =>
        [
          request.expect,
          request.as,
          request.action,
          request.resource,
          JSON.stringify({ ...request.context, ...(request.options && { options: request.options }) }),
          request,
        ] as const,
    ),
  )("%s %s %s %s %s", (expected, _as, _action, _resource, _rest, request) => {
    expect(outcome(request)).toBe(expected);
  });

  test("proves itself both ways", () => {
    expect(new Set(clause.cases.map(({ expect }) => expect))).toEqual(new Set(["allow", "deny"]));
  });
});

/** Whether a document takes part in a case; where it does not, no statement of it can turn the case. */
function involves(request: Case, document: PolicyKey): boolean {
  return (
    documentsOf(request.as, caseSettings(request)).includes(document) ||
    request.resourcePolicy === document ||
    request.endpointPolicy === document
  );
}

describe("each statement decides", () => {
  const places = CLAUSES.flatMap(({ statements }) =>
    statements.flatMap(({ sid, effect = "Allow", in: documents }) =>
      documents.map((document) => [effect, sid, document === "executionNotebook" ? "execution" : document] as const),
    ),
  );

  const involving = new Map<PolicyKey, readonly Case[]>(
    [...new Set(places.map(([, , document]) => document))].map((document) => [
      document,
      cases.filter((request) => involves(request, document)),
    ]),
  );
  const casesOf = (document: PolicyKey): readonly Case[] => involving.get(document) ?? [];

  test.each(places.filter(([effect]) => effect === "Allow"))(
    "%s %s in %s: without it a case turns",
    (_, sid, document) => {
      const turned = casesOf(document).filter((request) => outcome(request, [], { document, sid }) !== request.expect);
      expect(turned).not.toEqual([]);
    },
  );

  test.each(places.filter(([effect]) => effect === "Deny"))(
    "%s %s in %s: it withstands a policy that allows everything, which without it does not hold",
    (_, sid, document) => {
      const held = casesOf(document).filter((request) => outcome(request, [EVERYTHING]) === "deny");
      const turned = held.filter((request) => outcome(request, [EVERYTHING], { document, sid }) === "allow");
      expect(turned).not.toEqual([]);
    },
  );
});
