import * as prettier from "prettier/plugins/markdown";
import { MARKER, renderMarkdown } from "../../../review/render/markdown";
import { difference, edit, everyVerdict, HOSTILE, hostileRow, loss, review, row } from "./sample";

/** A node of Markdown's syntax tree, as a parser that is not ours reads it. */
interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

async function nodesOf(text: string): Promise<Node[]> {
  const parser = prettier.parsers.markdown;
  const flat = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(flat)];
  return flat((await parser.parse(text, {} as never)) as Node);
}

test("without a change it is one line, behind the marker", () => {
  expect(renderMarkdown(review([]))).toBe(
    "<!-- ssps review --> No change to access; compared: 12 principals, resources and security groups.\n",
  );
});

test("a whole comment", () => {
  const rows = [
    row({
      edits: [edit],
      differences: [
        difference({
          conditions: [
            {
              operator: "StringEquals",
              qualifier: undefined,
              ifExists: false,
              key: "iam:PassedToService",
              values: ["glue.amazonaws.com"],
            },
          ],
        }),
        loss({ actions: ["s3:Get*"], published: ["s3:GetObject", "s3:GetObjectAcl"], publishedCount: 2 }),
      ],
    }),
    row({
      kind: "security group",
      name: "sg-1",
      addresses: [],
      differences: [],
      notes: [{ verdict: "narrowed", risk: "write", proven: true, text: "closes tcp 443 from 10.0.0.0/8" }],
    }),
  ];
  expect(renderMarkdown(review(rows))).toBe(`<!-- ssps review -->
## Access review: widened

**1 widened, 1 narrowed**, of 12 principals, resources and security groups. The riskiest stand first.

### widened (escalation): role \`admin_role\`

\`aws_iam_role.admin\`

- **escalation** may now do \`iam:PassRole\` on \`arn:aws:iam::111122223333:role/*\` when \`iam:PassedToService\` is \`glue.amazonaws.com\`
  - by Allow statement \`N1PassRole\` of \`admin_policy\`
  - role \`admin_role\` may now do \`iam:PassRole\` on \`arn:aws:iam::111122223333:role/x\` when \`iam:PassedToService\` is \`glue.amazonaws.com\`; before, this request was denied
- **read** may no longer do \`s3:Get*\` on \`arn:aws:s3:::acme/*\`
  - of those that AWS publishes: \`s3:GetObject\` and \`s3:GetObjectAcl\`
  - by Allow statement \`N1PassRole\` of \`admin_policy\`
  - role \`admin_role\` may no longer do \`s3:GetObject\` on \`arn:aws:s3:::acme/x\`; before, this request was allowed

<details><summary>What changed in the statements</summary>

\`\`\`diff
  edited: Allow statement N1PassRole of admin_policy
- Condition StringEquals iam:PassedToService: sagemaker.amazonaws.com
+ Resource arn:aws:iam::111122223333:role/*
\`\`\`

</details>

### narrowed (write): security group \`sg-1\`

- **write** \`closes tcp 443 from 10.0.0.0/8\`
`);
});

test("counts stand first, then the rows in their order", () => {
  const text = renderMarkdown(everyVerdict);
  expect(text).toContain("**1 widened, 1 unknown, 1 changed, 2 narrowed**, of 12 principals");
  expect(text.match(/^### (.*?) \(/gm)).toEqual([
    "### widened (",
    "### unknown (",
    "### changed (",
    "### narrowed (",
    "### narrowed (",
  ]);
  expect(text).toContain("- known only after apply: `aws_iam_policy.later.policy`");
});

describe.each(HOSTILE)("%s", (_, name) => {
  const text = renderMarkdown(review([hostileRow(name), row({ name: "the honest one" })]));

  test("forges no marker, no row and no line", () => {
    expect(text.startsWith(`${MARKER}\n`)).toBe(true);
    expect(text.split(MARKER)).toHaveLength(2);
    expect(text.match(/^### .*$/gm)).toHaveLength(2);
    expect(text).toContain("\n### widened (escalation): role `the honest one`\n");
    expect(text).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
  });

  test("stands in code only, as a Markdown parser reads it", async () => {
    const nodes = await nodesOf(text);
    const count = (type: string) => nodes.filter((node) => node.type === type).length;
    expect(nodes.filter(({ type }) => type === "html").map(({ value }) => value)).toEqual([
      MARKER,
      "<details><summary>What changed in the statements</summary>",
      "</details>",
    ]);
    expect(["link", "image", "emphasis", "delete", "table", "break"].map(count)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(count("heading")).toBe(3);
    expect(count("code")).toBe(1);
    const words = nodes.flatMap(({ type, value }) => (type === "text" || type === "sentence" ? [value ?? ""] : []));
    expect(words.join(" ")).not.toMatch(/[@|[\]<>{}\\`$]|forged|evil|alert|__proto__/);
  });
});

describe("65,000 characters", () => {
  const long = (length: number, name = "role") => Array.from({ length }, (_, i) => row({ name: `${name}-${i}` }));

  test.each([
    ["few rows", long(3)],
    ["many rows", long(2_000)],
    ["rows of many differences", Array.from({ length: 20 }, () => row({ differences: Array(500).fill(difference()) }))],
    ["names that are too long", Array.from({ length: 200 }, () => hostileRow("x".repeat(9_999)))],
    ["many edits", Array.from({ length: 200 }, () => row({ edits: Array(500).fill(edit) }))],
    ["backticks", Array.from({ length: 200 }, () => hostileRow("`".repeat(9_999)))],
  ])("hold %s", (_, rows) => {
    const text = renderMarkdown(review(rows));
    expect(text.length).toBeLessThanOrEqual(65_000);
    const shown = text.match(/^### /gm)?.length ?? 0;
    const left = /\*\*Left out for lack of room: (\d+) widened\.\*\*/.exec(text)?.[1] ?? "0";
    expect(shown).toBeGreaterThan(2);
    expect(shown + Number(left)).toBe(rows.length);
  });

  test("hold what is said of the rows left out, however tightly the others fit", () => {
    const lengths = Array.from({ length: 40 }, (_, extra) =>
      renderMarkdown(review(long(300, "x".repeat(100 + extra)))),
    ).map((text) => text.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(65_000);
    expect(Math.min(...lengths)).toBeGreaterThan(64_000);
  });

  test.each([1, 2, 3, 6])("are shared by %d rows that each have more to say", (rows) => {
    const full = row({ differences: Array(500).fill(difference()), edits: Array(500).fill(edit) });
    const text = renderMarkdown(review(Array(rows).fill(full)));
    expect(text.match(/^### /gm)).toHaveLength(rows);
    expect(text.length).toBeLessThanOrEqual(65_000);
    expect(text.length).toBeGreaterThan(60_000);
    expect(text).not.toContain("Left out");
  });

  test("are used where there is more to say", () => {
    expect(renderMarkdown(review(long(2_000))).length).toBeGreaterThan(63_000);
  });

  test("a row says how many of its differences it leaves out", () => {
    const text = renderMarkdown(
      review([row({ differences: Array(500).fill(difference()), edits: Array(500).fill(edit) })]),
    );
    const shown = text.match(/^- \*\*escalation\*\*/gm)?.length ?? 0;
    expect(text).toContain(`\n- … and ${500 - shown} more\n`);
    const lines = text.match(/^(?: {2}edited|- Condition|\+ Resource)/gm)?.length ?? 0;
    expect(text).toContain(`\n  … and ${1500 - lines} more lines\n`);
  });

  test("a row that leaves some addresses out says so", () => {
    const addresses = Array.from({ length: 12 }, (_, i) => `aws_iam_role.x[${i}]`);
    expect(renderMarkdown(review([row({ addresses })]))).toMatch(/`aws_iam_role\.x\[4\]` and 7 more\n/);
  });
});
