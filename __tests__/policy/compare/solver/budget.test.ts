import { compareIdentity, withinBudget, type Access, type Budget } from "../../../../policy/compare";
import { Budget as Steps } from "../../../../policy/compare/solver/budget";
import { parsePolicy } from "../../../../policy/parse";

/** A task that costs so many steps, and says whether it could pay them. */
const costing = (steps: number) => (budget: Budget) => (budget.spend(steps) ? `did ${steps}` : "too costly");

describe("withinBudget", () => {
  test.each<[string, number[], number, string[]]>([
    ["enough for all", [10, 20, 30], 100, ["did 10", "did 20", "did 30"]],
    [
      "what the cheap ones do not need goes to the dear one",
      [1, 1, 1, 80],
      100,
      ["did 1", "did 1", "did 1", "too costly"],
    ],
    ["in shares that double at least", [1, 1, 1, 60], 100, ["did 1", "did 1", "did 1", "did 60"]],
    ["nothing to do", [], 100, []],
    ["nothing to spend", [1, 0], 0, ["too costly", "did 0"]],
    ["two that are too dear", [1, 99, 99], 100, ["did 1", "too costly", "too costly"]],
  ])("%s", (_, costs, steps, outcomes) => {
    expect(withinBudget(costs.map(costing), steps)).toEqual(outcomes);
    const backwards = withinBudget(costs.toReversed().map(costing), steps);
    expect(backwards.toReversed()).toEqual(outcomes);
  });

  test("all tasks together pay no more than there is", () => {
    let paid = 0;
    const greedy = (budget: Budget): void => {
      while (budget.spend(7)) paid += 7;
    };
    withinBudget(
      Array.from({ length: 40 }, () => greedy),
      10_000,
    );
    expect(paid).toBeLessThanOrEqual(10_000);
    expect(paid).toBeGreaterThan(9_000);
  });
});

describe("a comparison", () => {
  const access = (...resources: string[]): Access => ({
    identity: [
      parsePolicy(
        {
          Version: "2012-10-17",
          Statement: resources.map((Resource) => ({ Effect: "Allow", Action: "s3:GetObject", Resource })),
        },
        "p",
      ),
    ],
  });

  test("that it cannot afford counts as widened, not proven, and says so", () => {
    const comparison = compareIdentity(access("arn:aws:s3:::a*"), access("arn:aws:s3:::*"), {}, new Steps(0));
    expect(comparison).toMatchObject({ verdict: "widened", proven: false });
    expect(comparison.differences[0]?.message).toMatch("too costly to decide");
  });

  test.each<[string, Access, Access]>([
    ["the same policy", access("arn:aws:s3:::a"), access("arn:aws:s3:::a")],
    ["the same statements in another order", access("arn:aws:s3:::a", "*"), access("*", "arn:aws:s3:::a")],
  ])("of %s costs nothing", (_, before, after) => {
    const budget = new Steps(0);
    expect(compareIdentity(before, after, {}, budget).verdict).toBe("none");
    expect(budget.spent).toBe(0);
  });
});
