import { caseDocuments, casePolicies, caseRequest, caseSettings, EVERYTHING } from "../../contract/cases/authorization";
import type { Requester, Case } from "../../contract/clause";
import { foreignCases } from "../../contract/cases/foreign";
import { CLAUSES } from "../../contract/clauses";
import { expectAgreement, forAll, prepare, requests, TIMEOUT } from "./agree";
import { RequestMaker } from "./requests";
import { simulate, type Documents } from "./simulate";

/**
 * The documents that decide a case. A trust policy that names an account leaves the rest to it, so whoever wants to
 * assume a role may do everything by its own policies.
 */
function documentsFor(it: Pick<Case, "as" | "options" | "resourcePolicy" | "endpointPolicy">): Documents {
  const chosen = caseSettings(it);
  return { identity: [EVERYTHING], ...casePolicies(it, chosen, caseDocuments(chosen, it.options)) };
}

/** Requests that name a key and whose action takes none: where a key's policy decides, the oracle has no answer. */
const WITHOUT_KEY = /^kms:(?:DescribeCustomKeyStores|ListAliases|ListKeys|ListRetirableGrants)$/;

test.each(
  CLAUSES.flatMap(({ id, cases }) => cases.map((it) => [id, it.expect, it.as, it.action, it.resource, it] as const)),
)("%s: %s %s %s on %s", async (_, expected, __, ___, ____, it) => {
  const verdict = await simulate(documentsFor(it), caseRequest(it));
  if (verdict === undefined && WITHOUT_KEY.test(it.action)) return;
  expect(verdict?.decision === "allow" ? "allow" : "deny").toBe(expected);
});

test("whatever differs from an allowed request in one point is denied", async () => {
  const allowed: Case[] = [];
  for (const one of foreignCases(CLAUSES.flatMap(({ cases }) => cases))) {
    const verdict = await simulate(documentsFor(one), caseRequest(one));
    if (verdict?.decision === "allow") allowed.push(one);
  }
  expect(allowed).toEqual([]);
});

test.each([
  ["admin", 0.2],
  ["execution", 0.1],
  ["executionJobs", 0.08],
  ["workforce", 0.05],
  ["adminElevated", 0.05],
  ["adminTrust", 0.01],
  ["executionTrust", 0.01],
] as const)(
  "%s role",
  async (as: Requester, share) => {
    const prepared = prepare(documentsFor({ as, options: ["temporary"] }));
    const maker = await RequestMaker.near(prepared.policies);
    await forAll(requests(share), 40, async (choices) => {
      const request = maker.make(choices);
      // A trust policy is looked at by what assumes the role, and by nothing else.
      if (as.endsWith("Trust") && !/^sts:(AssumeRole|TagSession|SetSourceIdentity)/.test(request.action)) return;
      await expectAgreement(prepared, request);
    });
  },
  TIMEOUT,
);
