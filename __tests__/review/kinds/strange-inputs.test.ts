import { rowIsProven } from "../../../review/row";
import {
  allow,
  deny,
  EVERYTHING,
  inline,
  kept,
  ONE,
  plan,
  policy,
  READ,
  reviewPlans,
  role,
  rowsOf,
  trust,
  type Change,
  type Values,
} from "../building";

/** The rows, and what they say. */
function said(...changes: Change[]): { readonly rows: string[]; readonly texts: string[]; readonly proven: boolean[] } {
  const review = reviewPlans(plan(changes));
  return {
    rows: rowsOf(review),
    texts: review.rows.flatMap(({ notes }) => notes.map(({ text }) => text)),
    proven: review.rows.map(rowIsProven),
  };
}

describe("a type that a newer provider added", () => {
  const future = (name: string, more: Partial<Change>): Change => ({ address: `aws_from_the_future.${name}`, ...more });
  const [a, b] = [{ principal: "a" }, { principal: "b" }];

  test.each<[string, Change[], string[]]>([
    ["made", [future("x", { after: a })], ["aws_from_the_future.x"]],
    ["made several times", [future("x", { after: a }), future("y", { after: a })], ["2 resources"]],
    ["changed", [future("x", { before: a, after: b })], ["aws_from_the_future.x"]],
    ["destroyed", [future("x", { before: a })], ["aws_from_the_future.x"]],
    [
      "made and destroyed",
      [future("x", { after: a }), future("y", { before: a })],
      ["aws_from_the_future.x", "aws_from_the_future.y"],
    ],
    ["the same", [kept("aws_from_the_future.x", a)], []],
  ])("%s", (_, changes, names) => {
    const { rows, texts } = said(...changes);
    expect(rows).toEqual(names.map((name) => `aws_from_the_future ${name}: unknown`));
    expect(texts).toEqual(names.map(() => "is of a type that this version does not know: not compared"));
  });

  test("hides no widening beside it", () => {
    const review = reviewPlans(plan([future("x", { after: a }), role("r"), inline("r", READ, EVERYTHING)]));
    expect(review.verdict).toBe("widened");
    expect(review.counts.notCompared).toBe(1);
  });
});

describe("a service control policy at a target that nobody knows", () => {
  const scp = kept("aws_organizations_policy.p", {
    id: "p-1",
    name: "p",
    type: "SERVICE_CONTROL_POLICY",
    content: policy(deny("s3:*")),
  });
  const attachment = (more: Partial<Change>): Change => ({ address: "aws_organizations_policy_attachment.a", ...more });
  const target = (name: string, verdict: string): string => `service control policies of ${name}: ${verdict}`;
  const unknown = "aws_organizations_policy_attachment.a.target_id";

  test.each<[string, Change, string[]]>([
    [
      "attached, known only after apply",
      attachment({ after: { policy_id: "p-1" }, unknown: { target_id: true } }),
      [target(unknown, "unknown")],
    ],
    [
      "attached to no id at all",
      attachment({ after: { policy_id: "p-1", target_id: "?" } }),
      [target("?", "narrowed")],
    ],
    [
      "detached from a unit of which nothing else is known",
      attachment({ before: { policy_id: "p-1", target_id: "ou-1" } }),
      [target("ou-1", "widened")],
    ],
    ["without a target", attachment({ before: { policy_id: "p-1", target_id: null } }), [target(unknown, "unknown")]],
    [
      "of a policy that nobody knows either",
      attachment({ before: { policy_id: "p-9", target_id: "?" } }),
      [target("?", "widened")],
    ],
  ])("%s", (_, change, rows) => {
    expect(said(scp, change).rows).toEqual(rows);
  });
});

describe("an ACL that gives a group which AWS may add", () => {
  const group = "http://acs.amazonaws.com/groups/global/FromTheFuture";
  const grant = (grantee: Values, permission = "READ"): Values => ({
    bucket: "b",
    access_control_policy: [{ grant: [{ permission, grantee: [grantee] }] }],
  });
  const none: Values = { bucket: "b", access_control_policy: [{ grant: [] }] };
  const acl = (before: Values | null, after: Values | null): ReturnType<typeof said> =>
    said({ address: "aws_s3_bucket_acl.b", before, after });
  const toGroup = grant({ type: "Group", uri: group });

  test("comes: widened, not proven; goes: narrowed, not proven; stays: nothing", () => {
    expect([acl(none, toGroup).rows, acl(none, toGroup).proven]).toEqual([
      ["s3 bucket acl aws_s3_bucket_acl.b: widened"],
      [false],
    ]);
    expect([acl(toGroup, none).rows, acl(toGroup, none).proven]).toEqual([
      ["s3 bucket acl aws_s3_bucket_acl.b: narrowed"],
      [false],
    ]);
    expect(acl(toGroup, toGroup).rows).toEqual([]);
  });

  test.each<[string, Values | null, Values]>([
    ["a grantee of no known kind", none, grant({ type: "Martian", id: "x" })],
    ["a permission that nobody knows", none, grant({ type: "CanonicalUser", id: "x" }, "FROM_THE_FUTURE")],
    ["a canned ACL that nobody knows", { bucket: "b", acl: "private" }, { bucket: "b", acl: "from-the-future" }],
  ])("%s widens", (_, before, after) => {
    expect(acl(before, after).rows).toEqual(["s3 bucket acl aws_s3_bucket_acl.b: widened"]);
  });
});

describe("a function gets another role, in the plan that destroys the old one", () => {
  const arn = (name: string): string => `arn:aws:iam::${ONE}:role/${name}`;
  const lists = { managed_policy_arns: [], inline_policy: [] };
  /** The old role, its policy in a resource of its own or as the role shows it. */
  const old = (text: string, apart: boolean): Change[] => {
    const shown = apart ? lists : { ...lists, inline_policy: [{ name: "p", policy: text }] };
    const gone = {
      address: "aws_iam_role.old",
      before: { name: "old", arn: arn("old"), assume_role_policy: trust, ...shown },
    };
    return apart ? [gone, inline("old", text, null)] : [gone];
  };
  const fresh = (text: string): Change[] => [
    {
      address: "aws_iam_role.fresh",
      after: { name: "fresh", assume_role_policy: trust },
      unknown: { arn: true, managed_policy_arns: true, inline_policy: true },
      configured: { name: [], assume_role_policy: [] },
    },
    inline("fresh", null, text),
  ];
  const swapped: Change = {
    address: "aws_lambda_function.f",
    before: { function_name: "f", role: arn("old") },
    after: { function_name: "f" },
    unknown: { role: true },
    configured: { function_name: [], role: ["aws_iam_role.fresh.arn", "aws_iam_role.fresh"] },
  };

  test.each<[string, string, string, boolean]>(
    [
      [READ, EVERYTHING, "widened", true],
      [EVERYTHING, READ, "narrowed", true],
      [READ, READ, "changed", true],
    ].flatMap(([before, after, verdict]) =>
      [true, false].map((apart) => [before, after, verdict, apart] as [string, string, string, boolean]),
    ),
  )("%s to %s: %s (policy apart: %s)", (before, after, verdict, apart) => {
    const { rows } = said(...old(before, apart), ...fresh(after), swapped);
    expect(rows.filter((row) => row.startsWith("lambda function"))).toEqual([
      `lambda function aws_lambda_function.f@${ONE}: ${verdict}`,
    ]);
  });

  test("the role that goes is replaced under the same name: what it may do decides", () => {
    const replaced: Change = {
      address: "aws_iam_role.old",
      before: { name: "old", arn: arn("old"), assume_role_policy: trust, ...lists },
      after: { name: "old", assume_role_policy: trust },
      unknown: { arn: true, managed_policy_arns: true, inline_policy: true },
      configured: { name: [], assume_role_policy: [] },
      actions: ["delete", "create"],
    };
    const names = said(
      replaced,
      inline("old", READ, EVERYTHING),
      kept("aws_lambda_function.f", { function_name: "f", role: arn("old") }),
    ).rows;
    expect(names).toContain(`role old@${ONE}: widened`);
    expect(names.some((row) => row.startsWith("lambda"))).toBe(false);
  });
});

describe("an AWS-managed policy that AWS withdrew", () => {
  const withdrawn = "arn:aws:iam::aws:policy/AWSWithdrawnLongAgo";
  const attachment = (before: string | null, after: string | null): Change => ({
    address: "aws_iam_role_policy_attachment.a",
    before: before === null ? null : { role: "r", policy_arn: before },
    after: after === null ? null : { role: "r", policy_arn: after },
    ...(before !== null && after !== null && before !== after && { actions: ["delete", "create"] }),
  });
  const known = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";

  test.each<[string, Change]>([
    ["attached", attachment(null, withdrawn)],
    ["detached", attachment(withdrawn, null)],
    ["swapped for a known one", attachment(withdrawn, known)],
    ["swapped in for a known one", attachment(known, withdrawn)],
  ])("%s: widened, and the row says why", (_, change) => {
    const { rows, texts } = said(change);
    expect(rows).toEqual(["role r: widened"]);
    expect(texts.join()).toContain("AWSWithdrawnLongAgo, which is not among the texts of partition aws of ");
  });

  test("beside another change it proves nothing", () => {
    const both = [attachment(withdrawn, withdrawn), inline("r", policy(allow("s3:*")), READ)];
    expect(said(...both).rows).toEqual(["role r: changed"]);
  });
});
