import { CLAUSES } from "../../../contract/clauses";
import type { Clause } from "../../../contract/clause";
import { publishedActions } from "../../../contract/published";
import { score } from "../../../scripts/mutants/lane";

let actions: string[];
beforeAll(async () => {
  actions = (await publishedActions()).map(({ name }) => name);
});

type Scored = ReturnType<typeof score> & { readonly lines: readonly string[] };

/** The whole contract, of which one clause is as given, and that clause's statements edited. */
function scoreOf(id: string, change: (clause: Clause) => Partial<Clause>, added: readonly string[] = []): Scored {
  const lines: string[] = [];
  const clauses = CLAUSES.map((one) => (one.id === id ? { ...one, ...change(one) } : one));
  const result = score({ clauses, actions: added, only: id, onMissed: (words) => lines.push(words) });
  return { ...result, lines };
}

test("every edit of a clause is noticed, or changes no decision", () => {
  const { edits, noticed, equal, missed, percent, lines } = scoreOf("N8", () => ({}), actions);
  expect(lines).toEqual([]);
  expect({ missed, percent, sum: noticed + equal }).toEqual({ missed: 0, percent: 100, sum: edits });
  expect(edits).toBeGreaterThan(40);
});

test.each<[string, string, (clause: Clause) => Partial<Clause>, string]>([
  [
    "an action that no case asks for",
    "N9",
    ({ cases }) => ({ cases: cases.filter(({ action }) => action !== "sns:TagResource") }),
    "N9Topics in adminNames: without sns:TagResource",
  ],
  [
    "a resource that no case asks for",
    "N9",
    ({ cases }) => ({ cases: cases.filter(({ resource }) => !resource.includes(":Sagemaker")) }),
    "N9Topics in adminNames: without Resource arn:aws:sns:*:111122223333:*Sagemaker*",
  ],
  [
    "a document that no case asks",
    "X3",
    ({ cases }) => ({ cases: cases.filter(({ as }) => as !== "workforce") }),
    "X3VpcEndpoints in workforceDeny: without ec2:DeleteVpcEndpoint*",
  ],
  [
    "a condition that no case leaves unmet",
    "R2",
    ({ cases }) => ({ cases: cases.filter(({ context }) => context?.["aws:SourceAccount"] === undefined) }),
    "R2States in executionTrust: taken out",
  ],
])("%s costs the contract its score", (_, id, change, line) => {
  const { percent, missed, lines } = scoreOf(id, change);
  expect(lines).toContain(line);
  expect(missed).toBe(lines.length);
  expect(percent).toBeLessThan(100);
});

test("a statement that no case asks for is missed as a whole", () => {
  const { lines, percent } = scoreOf("W1", ({ cases }) => ({
    cases: cases.filter(({ options = [] }) => !options.includes("userPool")),
  }));
  expect(lines).toContain("W1UserPool in workforce: no case asks for it");
  expect(percent).toBeLessThan(100);
});
