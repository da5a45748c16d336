import { caseAuthorization, caseRequest, caseSettings } from "../../contract/cases";
import { CLAUSES } from "../../contract/index";
import { policyDocuments, type PolicyDocuments } from "../../contract/render";
import type { Case } from "../../contract/clause";
import type { Policy, PolicyStatement } from "../../policy/document";
import { decide, type Authorization } from "../../policy/decide";
import { parsePolicy } from "../../policy/parse";

/** A statement that is taken out of one document. */
interface Without {
  readonly document: keyof PolicyDocuments;
  readonly sid: string;
}

/** A policy such as another team may attach: what a deny must withstand. */
const EVERYTHING = parsePolicy(
  { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
  "AdministratorAccess",
);

const kept = new Map<string, Authorization>();

function authorization({ as, options }: Case, others: readonly Policy[], without?: Without): Authorization {
  const key = JSON.stringify([as, options, others.length, without]);
  const found = kept.get(key);
  if (found) return found;
  const chosen = caseSettings({ as, ...(options && { options }) });
  const documents = policyDocuments(chosen);
  const made = caseAuthorization(as, chosen, without ? remove(documents, without) : documents, others);
  kept.set(key, made);
  return made;
}

function remove(documents: PolicyDocuments, { document, sid }: Without): PolicyDocuments {
  const from = documents[document];
  if (!from) return documents;
  const statements = from.Statement as readonly PolicyStatement[];
  return { ...documents, [document]: { ...from, Statement: statements.filter(({ Sid }) => Sid !== sid) } };
}

function outcome(request: Case, others: readonly Policy[] = [], without?: Without): "allow" | "deny" {
  return decide(authorization(request, others, without), caseRequest(request)).decision === "allow" ? "allow" : "deny";
}

const cases = CLAUSES.flatMap((clause) => clause.cases.map((request) => ({ clause: clause.id, ...request })));

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

describe("each statement decides", () => {
  const places = CLAUSES.flatMap(({ statements }) =>
    statements.flatMap(({ sid, effect = "Allow", in: documents }) =>
      documents.map((document) => [effect, sid, document === "executionNotebook" ? "execution" : document] as const),
    ),
  );

  test.each(places.filter(([effect]) => effect === "Allow"))(
    "%s %s in %s: without it a case turns",
    (_, sid, document) => {
      const turned = cases.filter((request) => outcome(request, [], { document, sid }) !== request.expect);
      expect(turned).not.toEqual([]);
    },
  );

  test.each(places.filter(([effect]) => effect === "Deny"))(
    "%s %s in %s: it withstands a policy that allows everything, which without it does not hold",
    (_, sid, document) => {
      const held = cases.filter((request) => outcome(request, [EVERYTHING]) === "deny");
      const turned = held.filter((request) => outcome(request, [EVERYTHING], { document, sid }) === "allow");
      expect(turned).not.toEqual([]);
    },
  );
});
