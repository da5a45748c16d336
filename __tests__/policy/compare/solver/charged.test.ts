import { compareIdentity, withinBudget, type Access } from "../../../../policy/compare";
import type { PolicyStatement } from "../../../../policy/document";
import { parsePolicy } from "../../../../policy/parse";
import { Automaton } from "../../../../policy/compare/solver/automaton";
import { Budget, ifAffordable } from "../../../../policy/compare/solver/budget";
import { Patterns } from "../../../../policy/compare/solver/patterns";

const letter = (i: number): string => String.fromCharCode(97 + (i % 26));
const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const stars = (i: number, seed: number): string => many(12, (j) => `*${letter(i * 7 + j * 3 + seed)}`).join("");

const access = (statements: readonly Partial<PolicyStatement>[]): Access => ({
  identity: [
    parsePolicy(
      {
        Version: "2012-10-17",
        Statement: statements.map((rest) => ({
          Effect: "Allow" as const,
          ...(rest.NotAction ? {} : { Action: "s3:*" }),
          Resource: "*",
          ...rest,
        })),
      },
      "p",
    ),
  ],
});

/** Statements that are made to take long, one kind each; another seed makes others that overlap with them. */
const KINDS: Readonly<Record<string, (seed: number) => Partial<PolicyStatement>[]>> = {
  "resources of many wildcards": (seed) => [{ Resource: many(20, (i) => `arn:aws:s3:::${stars(i, seed)}*`) }],
  "such resources of any service": (seed) => [
    { Action: ["s3:*", "sqs:*", "*:*List*"], Resource: many(20, (i) => `arn:*:*:*:*:${stars(i, seed)}*`) },
  ],
  "denies of such resources": (seed) =>
    many(30, (i) => ({ Effect: i % 3 ? "Allow" : "Deny", Resource: `arn:aws:s3:::${stars(i, seed)}*` })),
  "actions of many wildcards": (seed) =>
    many(30, (i) => ({ Action: `*:*${letter(i + seed)}*${letter(i * 3)}*`, Resource: `arn:aws:s3:::*${letter(i)}*` })),
  "numbers, dates and addresses": (seed) =>
    many(40, (i) => ({
      Condition: {
        NumericLessThan: { "s3:max-keys": String(i * 7 + seed) },
        IpAddress: { "aws:SourceIp": [`10.${i}.${seed}.0/24`, `10.${i}.0.0/24`] },
        DateLessThan: { "aws:CurrentTime": `20${10 + i}-01-01T00:00:00Z` },
      },
    })),
  "values of conditions": (seed) =>
    many(20, (i) => ({ Condition: { StringNotLike: { "s3:prefix": many(4, (k) => `*${stars(i + k, seed)}*`) } } })),
};

describe.each(Object.entries(KINDS))("%s", (_, statements) => {
  const sides = (seed: number): [Access, Access] => [access(statements(seed)), access(statements(seed + 1))];

  test("are too costly for a small budget, which says so", () => {
    const { verdict, proven, differences } = compareIdentity(...sides(0), {}, new Budget(20_000));
    expect({ verdict, proven }).toEqual({ verdict: "widened", proven: false });
    expect(differences.map(({ message }) => message)).toContainEqual(expect.stringContaining("too costly to decide"));
  });

  test("have the same outcome in any order", () => {
    const tasks = many(4, (i) => (budget: Budget) => compareIdentity(...sides(i), {}, budget));
    const outcomes = withinBudget(tasks, 200_000);
    expect(withinBudget(tasks.toReversed(), 200_000).toReversed()).toEqual(outcomes);
  });
});

const CODE = "x".charCodeAt(0);

test.each<[string, (budget: Budget) => unknown]>([
  ["matching a plain text", (budget) => new Automaton("a", "text", budget).matches("b")],
  ["matching few wildcards", (budget) => new Automaton("*a*b", "text", budget).matches("xb")],
  ["matching many wildcards", (budget) => new Automaton("*a".repeat(20), "text", budget).matches("xb")],
  [
    "a step to a state that is not known yet",
    (budget) => {
      const automaton = new Automaton("*a", "text", budget);
      return automaton.step(automaton.start, CODE);
    },
  ],
  [
    "comparing two patterns",
    (budget) => {
      const patterns = new Patterns(budget);
      const [a, b] = ["a*", "b*"].map((text) => patterns.compile(text, "like", "2012-10-17"));
      return a && b && patterns.contains(a, b);
    },
  ],
])("%s is charged, and not done where it cannot be paid", (_, task) => {
  const [rich, poor] = [new Budget(10_000), new Budget(0)];
  expect(ifAffordable(() => task(rich), "too costly")).not.toBe("too costly");
  expect(rich.spent).toBeGreaterThan(0);
  expect(ifAffordable(() => task(poor), "too costly")).toBe("too costly");
});

test.each<[string, Partial<PolicyStatement>, Partial<PolicyStatement>]>([
  ["a pattern of resources", { Resource: "arn:aws:s3:::a*" }, { Resource: "arn:aws:s3:::*" }],
  ["names beside a pattern", { Action: "s3:Get*" }, { Action: ["s3:GetObject", "s3:PutObject", "iam:PassRole"] }],
  ["everything but names", { NotAction: ["s3:*", "iam:*"] }, { NotAction: "s3:*" }],
  [
    "a condition",
    { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/9" } } },
    { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } },
  ],
  ["a variable", { Resource: "arn:aws:s3:::a/${aws:username}/*" }, { Resource: "arn:aws:s3:::a/*" }],
])("%s widens, however little there is to decide it", (_, before, after) => {
  const side = (one: Partial<PolicyStatement>): Access => access([one]);
  const verdicts = many(300, (i) => compareIdentity(side(before), side(after), {}, new Budget(i * i)).verdict);
  expect(new Set(verdicts)).toEqual(new Set(["widened"]));
});
