import fc from "fast-check";
import { compareIdentity, compareResource, type Comparison, type ResourcePolicyKind } from "../../../policy/compare";
import { compile, decide, type Authorization } from "../../../policy/decide";
import type { Policy, Request } from "../../../policy/document";
import { fullAccessDocument } from "../../../policy/managed";
import { numbers, pair, requests, requestsAbout, type Kind } from "./generate";

/** Pairs of policies that each property looks at. */
const PAIRS = Number(process.env.COMPARE_PAIRS ?? "50");

/** Where the generators start: anew in each run, and printed, so that a failure can be replayed by COMPARE_SEED. */
const SEED = Number(process.env.COMPARE_SEED ?? Date.now() % 2 ** 31);

/** The account of the resources. */
const OWNER = "111122223333";

/** How much a request may do, a number that a widening raises. */
type Level = (request: Request) => number;

const counts = { pairs: 0, requests: 0, witnesses: 0, unproven: 0, contradictions: 0 };
afterAll(() => {
  console.info(`comparisons: COMPARE_SEED=${SEED} ${JSON.stringify(counts)}`);
});

/** Holds a verdict against requests that are decided before and after. */
function check(comparison: Comparison, before: Level, after: Level, sample: readonly Request[]): void {
  counts.pairs += 1;
  const contradictions = sample.filter((request) => {
    const change = after(request) - before(request);
    return (change > 0 && comparison.verdict !== "widened") || (change < 0 && comparison.verdict === "none");
  });
  counts.requests += sample.length;
  counts.contradictions += contradictions.length;
  expect({ verdict: comparison.verdict, contradictions: contradictions.slice(0, 1) }).toMatchObject({
    contradictions: [],
  });
  for (const { verdict, witness, proven } of comparison.differences) {
    expect(proven).toBe(witness !== undefined);
    if (!witness) {
      counts.unproven += 1;
      continue;
    }
    counts.witnesses += 1;
    const change = after(witness) - before(witness);
    expect(verdict === "widened" ? change : -change).toBeGreaterThan(0);
  }
}

function allowed(authorization: Authorization): Level {
  return (request) => Number(decide(authorization, request).decision === "allow");
}

/** The steps of a resource's policy: denied, unmentioned, allowed through the account, the role, the session. */
function level(policy: Policy, kind: ResourcePolicyKind): Level {
  const resource = compile([policy]);
  const nothing = compile([]);
  return (request) => {
    const alone = decide({ resource }, request).decision;
    const owner = request.principal?.split(":")[4];
    const own = owner === undefined ? {} : { resourceAccount: owner };
    if (alone === "explicitDeny") return kind === "resource" ? -1 : 0;
    if (alone === "implicitDeny") return 0;
    // Between accounts both sides must allow, however the resource's policy names the principal.
    if (owner !== undefined && owner !== OWNER) return 1;
    if (kind === "endpoint" || decide({ resource, identity: nothing, ...own }, request).decision !== "allow") return 1;
    return decide({ resource, identity: nothing, boundary: nothing, ...own }, request).decision === "allow" ? 3 : 2;
  };
}

const plain: Kind = { conditions: false, principals: false };
const conditional: Kind = { conditions: true, principals: false };

const NOT_AT_HAND = { policies: true, boundary: true };

describe.each<[string, Kind]>([
  ["without conditions", plain],
  ["with conditions", conditional],
])("identity policies %s", (_, kind) => {
  test("no verdict is contradicted by a request", () => {
    fc.assert(
      fc.property(pair(kind), numbers, ([before, after], drawn) => {
        const comparison = compareIdentity({ identity: [before] }, { identity: [after] });
        check(
          comparison,
          allowed({ identity: compile([before]) }),
          allowed({ identity: compile([after]) }),
          requests(kind, drawn),
        );
        if (kind === plain) expect(comparison.proven && comparison.verdict !== "changed").toBe(true);
      }),
      { numRuns: PAIRS, seed: SEED },
    );
  });

  test("nor within boundaries", () => {
    fc.assert(
      fc.property(pair(kind), pair(kind), numbers, ([before, after], [limit, other], drawn) => {
        const comparison = compareIdentity(
          { identity: [before], boundary: [limit] },
          { identity: [after], boundary: [other] },
        );
        const [sideBefore, sideAfter] = [
          { identity: compile([before]), boundary: compile([limit]) },
          { identity: compile([after]), boundary: compile([other]) },
        ];
        check(comparison, allowed(sideBefore), allowed(sideAfter), requests(kind, drawn));
        if (kind === plain) expect(comparison.proven && comparison.verdict !== "changed").toBe(true);
      }),
      { numRuns: PAIRS / 2, seed: SEED },
    );
  });

  test("nor by one with any policies and any boundary in the place of those not at hand", () => {
    fc.assert(
      fc.property(pair(kind), pair(kind), numbers, ([before, after], [unseen, limit], drawn) => {
        const comparison = compareIdentity({ identity: [before] }, { identity: [after] }, { unseen: NOT_AT_HAND });
        const [levelBefore, levelAfter] = [before, after].map((known) =>
          allowed({ identity: compile([known, unseen]), boundary: compile([limit]) }),
        ) as [Level, Level];
        for (const request of requests(kind, drawn)) {
          const change = levelAfter(request) - levelBefore(request);
          if (change > 0) expect(comparison.verdict).toBe("widened");
          if (change < 0) expect(comparison.verdict).not.toBe("none");
        }
        expect(comparison.differences.some(({ proven }) => proven)).toBe(false);
      }),
      { numRuns: PAIRS / 2, seed: SEED },
    );
  });

  test("what is only moved, between policies too, makes no difference", () => {
    fc.assert(
      fc.property(pair(kind), ([{ statements, ...policy }]) => {
        const apart = statements.map((statement, i) => ({ ...policy, name: `p${i}`, statements: [statement] }));
        const comparison = compareIdentity({ identity: [{ ...policy, statements }] }, { identity: apart.reverse() });
        expect(comparison.verdict).toBe("none");
      }),
      { numRuns: PAIRS, seed: SEED },
    );
  });
});

describe.each<ResourcePolicyKind>(["resource", "key", "endpoint"])("policies of kind %s", (kind) => {
  test.each([false, true])("no verdict is contradicted by a request, conditions: %p", (conditions) => {
    const generated = { conditions, principals: true };
    fc.assert(
      fc.property(pair(generated), numbers, ([before, after], drawn) => {
        const comparison = compareResource(before, after, { kind, account: OWNER });
        check(comparison, level(before, kind), level(after, kind), requests(generated, drawn));
        if (!conditions) expect(comparison.proven).toBe(true);
      }),
      { numRuns: PAIRS, seed: SEED },
    );
  });
});

test("changes of AmazonSageMakerFullAccess", () => {
  const statements = [fullAccessDocument().Statement].flat();
  fc.assert(
    fc.property(pair(conditional, statements), numbers, ([before, after], drawn) => {
      const comparison = compareIdentity({ identity: [before] }, { identity: [after] });
      const sample = requestsAbout([before, after], drawn);
      check(comparison, allowed({ identity: compile([before]) }), allowed({ identity: compile([after]) }), sample);
    }),
    { numRuns: PAIRS, seed: SEED },
  );
});
