import type { Difference } from "../../../policy/compare";
import type { Review, Row, StatementEdit, Subject } from "../../../review/model";

/** A difference of a principal's policies: iam:PassRole newly allowed. Members given replace these. */
export function difference(given: Partial<Difference> = {}): Difference {
  return {
    verdict: "widened",
    cause: "allow",
    risk: "escalation",
    statement: { policy: "admin_policy", index: 2, sid: "N1PassRole", effect: "Allow" },
    version: "2012-10-17",
    actions: ["iam:PassRole"],
    published: [],
    publishedCount: 0,
    resources: ["arn:aws:iam::111122223333:role/*"],
    conditions: [],
    witness: {
      action: "iam:PassRole",
      resource: "arn:aws:iam::111122223333:role/x",
      context: { "iam:PassedToService": "glue.amazonaws.com" },
    },
    proven: true,
    ...given,
  };
}

/** The reverse: a right that is lost. */
export function loss(given: Partial<Difference> = {}): Difference {
  return difference({
    verdict: "narrowed",
    risk: "read",
    actions: ["s3:GetObject"],
    resources: ["arn:aws:s3:::acme/*"],
    witness: { action: "s3:GetObject", resource: "arn:aws:s3:::acme/x", context: {} },
    ...given,
  });
}

/** A copy without some of its members. */
export function without<T extends object, K extends keyof T>(of: T, ...names: readonly K[]): Omit<T, K> {
  const kept = Object.entries(of).filter(([name]) => !names.includes(name as K));
  return Object.fromEntries(kept) as Omit<T, K>;
}

export const edit: StatementEdit = {
  change: "edited",
  statement: { policy: "admin_policy", index: 2, sid: "N1PassRole", effect: "Allow" },
  gained: [{ element: "Resource", text: "arn:aws:iam::111122223333:role/*" }],
  lost: [{ element: "Condition", text: "StringEquals iam:PassedToService: sagemaker.amazonaws.com" }],
};

interface RowParts extends Partial<Subject> {
  readonly differences?: readonly Difference[];
  readonly notes?: Row["notes"];
  readonly unknown?: readonly string[];
  readonly edits?: Row["edits"];
}

/** A row of a role; its verdict is the most of what it is given. */
export function row(parts: RowParts = {}): Row {
  const { differences = [difference()], unknown = [], notes = [], edits = [] } = parts;
  const verdict = differences.some((one) => one.verdict === "widened")
    ? "widened"
    : unknown.length > 0
      ? "unknown"
      : differences.some(({ proven }) => proven)
        ? "narrowed"
        : differences.length > 0
          ? "changed"
          : "none";
  const { kind = "role", name = "admin_role", created = false, addresses = ["aws_iam_role.admin"] } = parts;
  const { account, region, source } = parts;
  return {
    id: "0123456789ab",
    subject: {
      kind,
      name,
      ...(account !== undefined && { account }),
      ...(region !== undefined && { region }),
      ...(source !== undefined && { source }),
      created,
      addresses,
    },
    comparison: { verdict, proven: differences.some((one) => one.proven), differences, unknown },
    edits,
    notes,
    compared: {},
  };
}

/** A review of rows; members given replace these. */
export function review(rows: readonly Row[], given: Partial<Review> = {}): Review {
  return {
    verdict: rows.length === 0 ? "none" : "widened",
    rows,
    counts: { compared: Math.max(rows.length, 12), withoutAccess: 0, notCompared: 0 },
    notices: [],
    drift: [],
    ...given,
  };
}

/** One row of each verdict, in order. */
export const everyVerdict = review([
  row({ name: "widened_role", edits: [edit] }),
  row({ name: "unknown_role", differences: [], unknown: ["aws_iam_policy.later.policy"] }),
  row({ name: "changed_role", differences: [loss({ proven: false })] }),
  row({ name: "narrowed_role", differences: [loss()] }),
  row({
    kind: "security group",
    name: "sg-1",
    addresses: ["aws_security_group.endpoints"],
    differences: [],
    notes: [{ verdict: "narrowed", risk: "write", proven: true, text: "closes tcp 443 from 10.0.0.0/8" }],
  }),
]);

/** Everything of a row that comes from outside holds this text. */
export function hostileRow(text: string): Row {
  return row({
    name: text,
    account: text,
    region: text,
    source: text,
    addresses: [`aws_iam_role.x["${text}"]`, text],
    unknown: [text],
    notes: [{ verdict: "widened", risk: "write", proven: true, text: `${text} is attached` }],
    differences: [
      difference({
        statement: { policy: text, index: 0, sid: text, effect: "Allow" },
        principals: [{ type: "AWS", id: text }],
        actions: [text],
        published: [text],
        publishedCount: 1,
        resources: [text],
        conditions: [{ operator: "StringLike", qualifier: "ForAnyValue", ifExists: true, key: text, values: [text] }],
        counterpart: {
          policy: text,
          index: 0,
          sid: text,
          effect: "Allow",
          conditions: [{ operator: "StringLike", qualifier: undefined, ifExists: false, key: text, values: [text] }],
        },
        witness: { principal: text, action: text, resource: text, context: { [text]: [text, text] } },
      }),
    ],
    edits: [
      { ...edit, statement: { ...edit.statement, policy: text, sid: text }, gained: [{ element: "Action", text }] },
    ],
  });
}

/** Names that would act in one of the formats, or forge a row, if they were not escaped. */
export const HOSTILE: readonly (readonly [what: string, name: string])[] = [
  ["a mention", "@octocat and @acme/security"],
  ["a link", "[click](https://evil.example) <https://evil.example> https://evil.example"],
  ["an image", "![x](https://evil.example/x.png)"],
  ["a pipe", "a | b || c"],
  ["a backtick", "a`b"],
  ["backticks on the edges", "``x```"],
  ["a code fence", "```\n## forged"],
  ["a code fence in one line", "``` ~~~"],
  ["a row", "x\n\n### widened (public): role `forged`\n"],
  ["carriage returns", "x\r\r### forged"],
  ["Unicode's line ends", "x\u2028### forged\u2029### forged\u0085### forged"],
  ["our marker", "<!-- ssps review -->"],
  ["our marker on a line of its own", "\n<!-- ssps review -->\n## Access review: none"],
  ["HTML", '<img src=x onerror=alert(1)><script>alert(1)</script>"><b>'],
  ["the end of an element", "</code></li></ul></article></main><h1>forged</h1>"],
  ["the end of details", "</details><details open>"],
  ["an attribute's end", `" autofocus onfocus="alert(1)' x='`],
  ["entities", "&lt;b&gt; &amp; &#x202e;"],
  ["a comment", "<!-- x --> -->"],
  ["emphasis", "**bold** _em_ ~~gone~~ #1 GH-1 :tada:"],
  ["a terminal's escapes", "\u001b[2J\u001b[31mred\u0007\u009b1A"],
  ["backspaces", "evil\b\b\b\bgood"],
  ["a mark that turns the writing", "role\u202egpj.exe\u202c \u2066x\u2069 \u200f"],
  ["blanks that are not seen", "ad\u200bmin\u2060\ufeff\u00ad\u3164\u2800"],
  ["blanks that look like a space", "a\u00a0b\u2003c\u3000d"],
  ["spaces on the edges", "  a  b  "],
  ["half a surrogate pair", "x\ud800y\udc00"],
  ["tags", "x\u{e0041}\u{e007f}"],
  ["a null character", "a\u0000b"],
  ["placeholders and links of SARIF", "{0} {1} [x](1) \\[ \\"],
  ["a dollar's replacement patterns", "$& $1 $` $$"],
  ["a name of Object's", "__proto__"],
  ["nothing", ""],
  ["a very long name", "x".repeat(100_000)],
  ["very many backticks", "`".repeat(100_000)],
];
