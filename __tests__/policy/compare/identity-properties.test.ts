import fc from "fast-check";
import { compareIdentity } from "../../../policy/compare";
import { compile, decide, type Authorization } from "../../../policy/decide";
import { fullAccessDocument } from "../../../policy/managed";
import { numbers, pair, requests, requestsAbout, type Kind } from "./generate";
import type { Level } from "./levels";
import { PAIRS, check, isDecided, runs } from "./properties";

function allowed(authorization: Authorization): Level {
  return (request) => Number(decide(authorization, request).decision === "allow");
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
          [[allowed({ identity: compile([before]) }), allowed({ identity: compile([after]) })]],
          requests(kind, drawn),
        );
        if (kind === plain) expect(isDecided(comparison) && comparison.verdict !== "changed").toBe(true);
      }),
      runs(),
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
        check(comparison, [[allowed(sideBefore), allowed(sideAfter)]], requests(kind, drawn));
        if (kind === plain) expect(isDecided(comparison) && comparison.verdict !== "changed").toBe(true);
      }),
      runs(PAIRS / 2),
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
      runs(PAIRS / 2),
    );
  });

  test("what is only moved, between policies too, makes no difference", () => {
    fc.assert(
      fc.property(pair(kind), ([{ statements, ...policy }]) => {
        const apart = statements.map((statement, i) => ({ ...policy, name: `p${i}`, statements: [statement] }));
        const comparison = compareIdentity({ identity: [{ ...policy, statements }] }, { identity: apart.reverse() });
        expect(comparison.verdict).toBe("none");
      }),
      runs(),
    );
  });
});

test("changes of AmazonSageMakerFullAccess", () => {
  const statements = [fullAccessDocument().Statement].flat();
  fc.assert(
    fc.property(pair(conditional, statements), numbers, ([before, after], drawn) => {
      const comparison = compareIdentity({ identity: [before] }, { identity: [after] });
      const sample = requestsAbout([before, after], drawn);
      check(comparison, [[allowed({ identity: compile([before]) }), allowed({ identity: compile([after]) })]], sample);
    }),
    runs(),
  );
});
