import { caseDocuments, casePolicies, caseSettings } from "../contract/cases/authorization";
import { compareIdentity, withinBudget } from "../policy/compare";
import type { Policy, PolicyStatement } from "../policy/document";
import { fullAccessDocument } from "../policy/managed";
import { parsePolicy } from "../policy/parse";
import { POLICY_SIZES } from "../aws/quotas";
import { policySize } from "../policy/size";

/**
 * Compares policies of the size that IAM allows, each pair once, and prints the milliseconds of each as JSON:
 * `comparisons.js different` of AWS's and our own, `edited` of each and itself less a statement, `hostile` of such as are
 * made to take long; `review` of 60 roles with many patterns of that sort each, in the budget of one review.
 */
type Statements = readonly PolicyStatement[];
type Pair = readonly [before: Statements, after: Statements];

/** AmazonSageMakerFullAccess, in policies as long as a customer's may be. */
function theirs(): Statements[] {
  const policies: Statements[] = [[]];
  for (const statement of [fullAccessDocument().Statement].flat()) {
    const grown = [...(policies.at(-1) ?? []), statement];
    if (fits(grown)) policies.splice(-1, 1, grown);
    else policies.push([statement]);
  }
  return policies;
}

/** The admin role's. */
function ours(): Statements[] {
  const settings = caseSettings({ as: "admin" });
  const { identity = [] } = casePolicies({ as: "admin" }, settings, caseDocuments(settings));
  return identity.map(({ Statement }) => [Statement].flat());
}

function different(): Pair[] {
  return theirs().flatMap((a, i, all) => [...all.toSpliced(i, 1), ...ours()].map((b): Pair => [a, b]));
}

function edited(): Pair[] {
  return [...theirs(), ...ours()].flatMap((a) => a.map((_, i): Pair => [a, a.toSpliced(i, 1)]));
}

function fits(statements: Statements): boolean {
  return policySize({ Version: "2012-10-17", Statement: statements }) <= POLICY_SIZES.managed;
}

/** As many of something as fill a policy. */
function filling(make: (i: number) => PolicyStatement): Statements {
  const statements: PolicyStatement[] = [];
  while (fits([...statements, make(statements.length)])) statements.push(make(statements.length));
  return statements;
}

/** Patterns, lists, conditions and statements that are many and all overlap. */
function hostile(): Pair[] {
  const allow = (rest: Partial<PolicyStatement>): PolicyStatement => ({
    Effect: "Allow",
    Action: "s3:*",
    Resource: "*",
    ...rest,
  });
  const letter = (i: number): string => String.fromCharCode(97 + (i % 26));
  const stars = (i: number): string => `arn:aws:s3:::${`*${letter(i)}`.repeat(30)}${letter(i + 1)}*`;
  const one = (text: string): Statements => [allow({ Resource: text })];
  const key = (i: number): string => `aws:RequestTag/${letter(i)}${i}`;
  const pairs: Pair[] = [
    [one(`arn:aws:s3:::${"*a".repeat(2900)}b`), one(`arn:aws:s3:::${"*a".repeat(2900)}*`)],
    [one(`arn:aws:s3:::${"*a?".repeat(1900)}b`), one(`arn:aws:s3:::${"*?a".repeat(1900)}*`)],
    [filling((i) => allow({ Resource: stars(i) })), filling((i) => allow({ Resource: stars(i + 1) }))],
    [
      filling((i) => allow({ Action: `s3:*${letter(i)}*${letter(i + 7)}*` })),
      filling((i) => allow({ Action: `s3:*${letter(i + 1)}*${letter(i + 5)}*${letter(i)}*` })),
    ],
    [
      filling((i) => allow({ Condition: { StringLike: { [key(i)]: `*${letter(i)}*${letter(i + 1)}*` } } })),
      filling((i) => allow({ Condition: { StringLike: { [key(i)]: `*${letter(i + 1)}*${letter(i)}*` } } })),
    ],
    [
      filling((i) =>
        allow({ Condition: { StringNotLike: { [key(0)]: [`*${letter(i)}${i}*`, `${letter(i)}*${i}`] } } }),
      ),
      filling((i) => allow({ Condition: { StringNotLike: { [key(0)]: [`*${letter(i)}*${i}*`, `${i}*`] } } })),
    ],
    [
      filling((i) => ({ Effect: i % 2 ? "Allow" : "Deny", NotAction: `s3:*${letter(i)}*`, NotResource: stars(i) })),
      filling((i) => ({ Effect: i % 2 ? "Allow" : "Deny", NotAction: `s3:*${letter(i + 3)}*`, NotResource: stars(i) })),
    ],
  ];
  return pairs.flatMap(([a, b]): Pair[] => [
    [a, b],
    [b, a],
  ]);
}

function milliseconds([before, after]: Pair): number {
  const start = performance.now();
  compareIdentity({ identity: [policy(before)] }, { identity: [policy(after)] });
  return performance.now() - start;
}

function policy(statements: Statements): Policy {
  return parsePolicy({ Version: "2012-10-17", Statement: statements }, "policy");
}

/** Sixty roles, each with forty patterns of many wildcards before and after. */
function roles(): Pair[] {
  const letter = (i: number): string => String.fromCharCode(97 + (i % 26));
  const places = (role: number, side: number): Statements => [
    {
      Effect: "Allow",
      Action: ["s3:*", "sqs:*", "kms:*", "*:*List*"],
      Resource: Array.from({ length: 40 }, (_, i) => {
        const name = Array.from({ length: 30 }, (__, j) => `*${letter(i + j + role)}${letter(side)}`).join("");
        return `arn:*:*:*:*:${name}*`;
      }),
    },
  ];
  return Array.from({ length: 60 }, (_, role): Pair => [places(role, 0), places(role, 1)]);
}

function millisecondsOfReview(): number {
  const pairs = roles().map(([before, after]) => [policy(before), policy(after)] as const);
  const start = performance.now();
  withinBudget(
    pairs.map(
      ([before, after]) =>
        (budget) =>
          compareIdentity({ identity: [before] }, { identity: [after] }, {}, budget),
    ),
  );
  return performance.now() - start;
}

const KINDS: Readonly<Record<string, () => number[]>> = {
  different: () => different().map(milliseconds),
  edited: () => edited().map(milliseconds),
  hostile: () => hostile().map(milliseconds),
  review: () => [millisecondsOfReview()],
};
console.log(JSON.stringify(KINDS[process.argv[2] ?? ""]?.()));
