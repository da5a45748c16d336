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

| Verdict | Risk | Who or what | Change |
| --- | --- | --- | --- |
| widened | escalation | role \`admin_role\` | may now do \`iam:PassRole\` on \`arn:aws:iam::111122223333:role/*\` under conditions, and 1 more |
| narrowed | write | security group \`sg-1\` | \`closes tcp 443 from 10.0.0.0/8\` |

### widened (escalation): role \`admin_role\`

\`aws_iam_role.admin\` (row \`0123456789ab\`)

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
    expect(["link", "image", "emphasis", "delete", "table", "break"].map(count)).toEqual([0, 0, 0, 0, 1, 0]);
    expect(count("tableRow")).toBe(3);
    expect(count("tableCell")).toBe(3 * 7);
    expect(count("heading")).toBe(3);
    expect(count("code")).toBe(1);
    const words = nodes.flatMap(({ type, value }) => (type === "text" || type === "sentence" ? [value ?? ""] : []));
    expect(words.join(" ")).not.toMatch(/[@|[\]<>{}\\`$]|forged|evil|alert|__proto__/);
  });
});

const everywhere = { account: "111122223333", region: "eu-west-1", source: "plans/network.json" };

test("the table says where, of what is known", () => {
  const text = renderMarkdown(review([row({ ...everywhere, name: "a" }), row({ name: "b", account: "444455556666" })]));
  expect(text).toContain(`
| Verdict | Risk | Who or what | Account | Region | From | Change |
| --- | --- | --- | --- | --- | --- | --- |
| widened | escalation | role \`a\` | \`111122223333\` | \`eu-west-1\` | \`plans/network.json\` | may`);
  expect(text).toContain("| widened | escalation | role `b` | `444455556666` |  |  | may");
  expect(text).toContain(
    "### widened (escalation): role `a` in account `111122223333`, in `eu-west-1`, from `plans/network.json`\n",
  );
});

test("the same change on several names is one line and one part; in two accounts it is two", () => {
  const text = renderMarkdown(
    review([
      row({ name: "a", account: "111122223333" }),
      row({ name: "b", account: "111122223333" }),
      row({ name: "c", account: "444455556666" }),
      row({ name: "d", account: "444455556666", differences: [difference({ conditions: [] }), loss()] }),
    ]),
  );
  expect(text).toContain("**4 widened**");
  expect(text.match(/^\| widened .*? \| may/gm)).toEqual([
    "| widened | escalation | role `a`, `b` | `111122223333` | may",
    "| widened | escalation | role `c` | `444455556666` | may",
    "| widened | escalation | role `d` | `444455556666` | may",
  ]);
  expect(text.match(/^### .*$/gm)).toHaveLength(3);
});

test("what is not proven is said from what is, line by line", () => {
  const unproven = difference({ proven: false, message: "it is too costly to decide" });
  const text = renderMarkdown(review([row({ name: "a", differences: [unproven] }), row({ name: "b" })]));
  expect(text).toContain("| widened, not proven | escalation | role `a` | might now be able to do");
  expect(text).toContain("| widened | escalation | role `b` | may now do");
});

test("principals that the change creates stand apart, with their trust policies; new resources do not", () => {
  const rows = [
    row({ name: "new_role", created: true }),
    row({ name: "new_role", kind: "trust policy of role", created: true }),
    row({ name: "new_bucket", kind: "S3 bucket", created: true }),
    row({ name: "old_role" }),
  ];
  const [gaining, created] = renderMarkdown(review(rows)).split("\n\n**Created by this change**\n\n");
  expect(gaining?.match(/`\w+_(?:role|bucket)`/g)).toEqual(["`new_bucket`", "`old_role`"]);
  expect(created).toMatch(
    /^\| Verdict .*\n.*\n\| widened .* role `new_role` .*\n\| widened .* trust policy of role `new_role` /,
  );
});

test("notices stand above the counts, drift apart from what counts", () => {
  const text = renderMarkdown(
    review([row()], {
      notices: ["plan.json: made for some resources only (-target)"],
      drift: [row({ name: "drifted" })],
      counts: { compared: 5, withoutAccess: 7, notCompared: 1 },
    }),
  );
  expect(text).toContain(`## Access review: widened

- \`plan.json: made for some resources only (-target)\`

**1 widened**, of 5 principals, resources and security groups. The riskiest stand first. 7 other changed resources carry no access. 1 other changed resource may carry access and is not compared.
`);
  const [, drift] = text.split("\n\n**Changed outside of Terraform since its last run; counts in no verdict**\n\n");
  expect(drift).toMatch(/^\| Verdict .*\n.*\n\| widened \| escalation \| role `drifted` \|/);
});

test("without a change, notices and drift follow the line", () => {
  const text = renderMarkdown(review([], { notices: ["a notice"], drift: [row({ name: "drifted" })] }));
  expect(text).toMatch(/^<!-- ssps review --> No change to access;.*\n\n- `a notice`\n/);
  expect(text).toContain("| role `drifted` |");
});

describe("65,000 characters", () => {
  /** Rows of which no two say the same. */
  const long = (length: number, name = "role") =>
    Array.from({ length }, (_, i) =>
      row({ name: `${name}-${i}`, differences: [difference({ actions: [`iam:X${i}`] })] }),
    );
  const linesOf = (text: string) => text.match(/^\| widened /gm)?.length ?? 0;
  const leftOf = (what: string, text: string) =>
    Number(new RegExp(`\\*\\*${what} for lack of room: (\\d+) widened\\.\\*\\*`).exec(text)?.[1] ?? "0");

  test.each([
    ["few rows", long(3)],
    ["many rows", long(5_000)],
    ["one change on very many names", Array.from({ length: 5_000 }, (_, i) => row({ name: `role-${i}` }))],
    ["rows of many differences", Array.from({ length: 20 }, () => row({ differences: Array(500).fill(difference()) }))],
    ["names that are too long", Array.from({ length: 200 }, (_, i) => hostileRow(`${i}${"x".repeat(9_999)}`))],
    ["many edits", Array.from({ length: 200 }, (_, i) => row({ name: `${i}`, edits: Array(500).fill(edit) }))],
    ["backticks", Array.from({ length: 200 }, (_, i) => hostileRow(`${i}${"`".repeat(9_999)}`))],
    ["all at once", [...long(2_000), ...Array.from({ length: 50 }, (_, i) => hostileRow(`${i}${"|".repeat(9_999)}`))]],
  ])("hold %s", (_, rows) => {
    const given = { notices: Array<string>(50).fill("n".repeat(9_999)), drift: rows };
    for (const text of [renderMarkdown(review(rows)), renderMarkdown(review(rows, given))]) {
      expect(text.length).toBeLessThanOrEqual(65_000);
    }
  });

  test.each([60, 131, 300, 450])("name every one of %d rows", (count) => {
    const places = { account: "111122223333", region: "eu-west-1", source: "cdktf.out/stacks/dev-base/cdk.tf.json" };
    const rows = long(count, "customer_sagemaker_role").map((one) => ({
      ...one,
      subject: { ...one.subject, ...places },
    }));
    const text = renderMarkdown(review(rows));
    expect(linesOf(text)).toBe(count);
    for (const { subject } of rows) expect(text).toContain(`| role \`${subject.name}\` |`);
    expect(text.match(/^### /gm)?.length ?? 0).toBe(count - leftOf("Details left out", text));
    expect(text).not.toContain("Not named");
  });

  test("name all of 300 roles with one change on one line", () => {
    const rows = Array.from({ length: 300 }, (_, i) => row({ name: `customer_role_${i}` }));
    const text = renderMarkdown(review(rows));
    expect(linesOf(text)).toBe(1);
    for (const { subject } of rows) expect(text).toContain(`\`${subject.name}\``);
  });

  test("say how many even the table leaves out, least risky first", () => {
    const rows = long(3_000);
    const text = renderMarkdown(review(rows));
    expect(linesOf(text)).toBeGreaterThan(1_000);
    expect(linesOf(text)).toBe(3_000 - leftOf("Not named", text));
    expect(text).toContain("| role `role-0` |");
    expect(text).not.toContain("`role-2999`");
  });

  test("keep the riskiest where not all have room, new principals or not", () => {
    const rows = [row({ name: "riskiest", created: true }), ...long(3_000)];
    expect(renderMarkdown(review(rows))).toMatch(/\*\*Created by this change\*\*[^#]*role `riskiest`/);
  });

  test.each([1, 2, 3, 6])("are shared by %d rows that each have more to say", (count) => {
    const rows = Array.from({ length: count }, (_, i) =>
      row({
        name: `role-${i}`,
        differences: Array(500).fill(difference({ actions: [`iam:X${i}`] })),
        edits: Array(500).fill(edit),
      }),
    );
    const text = renderMarkdown(review(rows));
    expect(text.match(/^### /gm)).toHaveLength(count);
    expect(text.length).toBeLessThanOrEqual(65_000);
    expect(text.length).toBeGreaterThan(59_000);
    expect(text).not.toContain("left out");
  });

  test("are used where there is more to say", () => {
    expect(renderMarkdown(review(long(400))).length).toBeGreaterThan(63_000);
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
    expect(renderMarkdown(review([row({ addresses })]))).toMatch(/`aws_iam_role\.x\[4\]` and 7 more \(row /);
  });
});
