import { compile, decide } from "../../policy/decide";
import { parsePolicy } from "../../policy/parse";
import { LOOSENINGS, loosenedBy, NAMINGS } from "../../scripts/fuzz/inputs/loosenings";
import { levelOf } from "../policy/compare/levels";

const alone = { others: [], place: 0 };

/** Whether a request is allowed more after than before, to a principal by its own policy or a resource's. */
function gains({ versions, before, after, request }: ReturnType<typeof loosenedBy>, principals: boolean): boolean {
  const [was, is] = [before, after].map((Statement, side) => {
    const policy = parsePolicy({ Version: versions[side] ?? "2012-10-17", Statement }, "p");
    if (principals) return levelOf(policy, "resource")(request);
    return decide({ identity: compile([policy]) }, request).decision === "allow" ? 1 : 0;
  }) as [number, number];
  return was < is;
}

const ROWS = LOOSENINGS.map((row) => [JSON.stringify([row.tight, row.loose]), row] as const);

describe.each([false, true])("what chance seldom draws, with principals: %p", (principals) => {
  test.each(ROWS)("%s widens, and as a Deny the other way round", (_text, row) => {
    for (const denied of [false, true])
      expect(gains(loosenedBy(row, { ...alone, principals, denied }), principals)).toBe(true);
  });
});

test.each(NAMINGS.map((row) => [JSON.stringify([row.tight, row.loose]), row] as const))(
  "%s widens by whom it names",
  (_text, row) => {
    expect(gains(loosenedBy(row, { ...alone, principals: true, denied: false }), true)).toBe(true);
  },
);
