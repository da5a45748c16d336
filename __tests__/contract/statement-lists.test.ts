import { CLAUSES } from "../../contract/clauses";
import { statementLists } from "../../contract/docs/statement-lists";

const lists = statementLists();
const lines = lists.flatMap(({ path, content }) =>
  content
    .trimEnd()
    .split("\n")
    .map((line) => `${path}: ${line}`),
);

test.each(CLAUSES.flatMap(({ statements }) => statements.map((one) => [one.sid, one] as const)))(
  "%s: every action of it, in each of its documents",
  (_, { actions, documents, effect = "Allow", sid }) => {
    const found = lists.filter(({ content }) => content.includes(`[${sid}`));
    expect(found).toHaveLength(documents.length);
    for (const { content } of found) for (const action of actions) expect(content).toContain(`${effect} ${action} `);
  },
);

test.each([
  [
    "a service that may assume the role",
    "execution-trust",
    "Allow sts:AssumeRole to Service glue.amazonaws.com [R2Glue, when glue]",
  ],
  ["a principal and a condition", "key", "Allow kms:* on * to AWS arn:{partition}:iam::{account}:root [K1Account]"],
  ["an exclusion", "admin", "Allow sagemaker:* on all but"],
])("%s", (_, document, beginning) => {
  expect(lines.filter((line) => line.startsWith(`contract/statements/${document}.txt: ${beginning}`))).not.toEqual([]);
});

test("a list says nothing twice", () => {
  const grants = lists.flatMap(({ path, content }) =>
    (content.match(/^(?:Allow|Deny) (?:.*|[^\]]*)\]$/gm) ?? []).map((one) => path + one),
  );
  expect(new Set(grants).size).toBe(grants.length);
});
