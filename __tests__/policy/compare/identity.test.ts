import type { PolicyDocument, PolicyStatement, PolicyVersion } from "../../../policy/document";
import { compareIdentity, type Access, type Comparison } from "../../../policy/compare";
import { parsePolicy } from "../../../policy/parse";

type Part = Partial<PolicyStatement>;

function document(statements: readonly Part[], version: PolicyVersion = "2012-10-17"): PolicyDocument {
  return {
    Version: version,
    Statement: statements.map((part) => ({
      Effect: "Allow",
      ...(part.NotAction ? {} : { Action: "s3:GetObject" }),
      ...(part.NotResource ? {} : { Resource: "*" }),
      ...part,
    })),
  };
}

function access(statements: readonly Part[], boundary?: readonly Part[]): Access {
  return {
    identity: [parsePolicy(document(statements), "p")],
    ...(boundary && { boundary: [parsePolicy(document(boundary), "b")] }),
  };
}

function compare(before: readonly Part[], after: readonly Part[]): Comparison {
  return compareIdentity(access(before), access(after));
}

const bucket = "arn:aws:s3:::a";
const deny = (part: Part): Part => ({ Effect: "Deny", ...part });
const when = (Condition: Part["Condition"]): Part => ({ Condition: Condition ?? {} });

describe("without conditions", () => {
  test.each<[string, Part[], Part[], Comparison["verdict"]]>([
    ["the same", [{}], [{}], "none"],
    ["nothing at all", [], [], "none"],
    ["other case of actions", [{ Action: "S3:getobject" }], [{}], "none"],
    ["reordered", [{ Action: "a:B" }, {}], [{}, { Action: "a:B" }], "none"],
    ["split", [{ Action: ["s3:Get*", "s3:Put*"] }], [{ Action: "s3:Get*" }, { Action: "s3:Put*" }], "none"],
    ["merged by wildcard only in part", [{ Action: "s3:Get*" }], [{ Action: ["s3:Get*", "s3:GetObject"] }], "none"],
    ["s3:* to s3:Get*", [{ Action: "s3:*" }], [{ Action: "s3:Get*" }], "narrowed"],
    ["s3:Get* to s3:*", [{ Action: "s3:Get*" }], [{ Action: "s3:*" }], "widened"],
    ["two patterns cover a third", [{ Action: ["s3:Get*", "s3:?*"] }], [{ Action: "s3:Put*" }], "narrowed"],
    ["a question mark", [{ Resource: `${bucket}?` }], [{ Resource: `${bucket}*` }], "widened"],
    [
      "resources that together cover",
      [{ Resource: ["arn:aws:s3:::a*", "arn:aws:s3:::b*"] }],
      [{ Resource: ["arn:aws:s3:::a*", "arn:aws:s3:::b*", "arn:aws:s3:::ab*"] }],
      "none",
    ],
    ["a deny added", [{}], [{}, deny({})], "narrowed"],
    ["a deny removed", [{}, deny({})], [{}], "widened"],
    ["a deny removed where nothing was allowed", [{}, deny({ Action: "sqs:*" })], [{}], "none"],
    [
      "a deny made narrower",
      [{ Action: "s3:*" }, deny({ Action: "s3:*" })],
      [{ Action: "s3:*" }, deny({ Action: "s3:Get*" })],
      "widened",
    ],
    ["an allow under a deny", [deny({ Action: "s3:*" })], [{}, deny({ Action: "s3:*" })], "none"],
    ["not everything but", [{ NotAction: "iam:*" }], [{ NotAction: ["iam:*", "s3:*"] }], "narrowed"],
    ["everything but less", [{ NotAction: ["iam:*", "s3:*"] }], [{ NotAction: "iam:*" }], "widened"],
    [
      "NotAction as a pattern and its complement",
      [{ Action: "*" }],
      [{ Action: "s3:*" }, { NotAction: "s3:*" }],
      "none",
    ],
    ["NotResource", [{ NotResource: bucket }], [{ NotResource: [bucket, "arn:aws:s3:::b/*"] }], "narrowed"],
    ["NotResource and its complement", [{ Resource: "*" }], [{ NotResource: bucket }, { Resource: bucket }], "none"],
    [
      "deny NotAction instead of an allow",
      [{ Action: "s3:Get*" }],
      [{ Action: "*" }, deny({ NotAction: "s3:Get*" })],
      "none",
    ],
    ["both ways", [{ Action: "sqs:SendMessage" }], [{ Action: "sns:Publish" }], "widened"],
    [
      "actions and resources crossed",
      [
        { Action: ["s3:ListBucket", "s3:GetBucketAcl"], Resource: "arn:aws:s3:::x" },
        { Action: "s3:ListBucket", Resource: "arn:aws:s3:::y" },
      ],
      [{ Action: ["s3:ListBucket", "s3:GetBucketAcl"], Resource: ["arn:aws:s3:::x", "arn:aws:s3:::y"] }],
      "widened",
    ],
  ])("%s", (_, before, after, verdict) => {
    const comparison = compare(before, after);
    expect(comparison.verdict).toBe(verdict);
    expect(comparison.proven).toBe(true);
    for (const difference of comparison.differences) expect(difference.witness).toBeDefined();
  });

  test.each<[string, object[], object[]]>([
    [
      "listed actions by a pattern",
      [{ Action: ["sqs:SendMessage", "sqs:SendMessageBatch"] }],
      [{ Action: "sqs:SendMessage*" }],
    ],
    ["an action that AWS does not publish", [], [{ Action: "s3:GetObjects" }]],
    ["an action of a service that AWS does not publish", [], [{ Action: "nothing:Such" }]],
  ])("%s: no request that AWS takes today proves it", (_, before, after) => {
    const { verdict, proven, differences } = compare(before, after);
    expect([verdict, proven]).toEqual(["widened", false]);
    expect(differences).toMatchObject([
      { message: expect.stringMatching(/AWS publishes no action \S+ today/) as string },
    ]);
    expect(differences[0]?.refused).toBeDefined();
  });
});

describe("boundaries", () => {
  test.each<[string, Access, Access, Comparison["verdict"]]>([
    ["removed", access([{ Action: "*" }], [{ Action: "s3:*" }]), access([{ Action: "*" }]), "widened"],
    ["added", access([{ Action: "*" }]), access([{ Action: "*" }], [{ Action: "s3:*" }]), "narrowed"],
    ["removed where it limited nothing", access([{}], [{ Action: "s3:*" }]), access([{}]), "none"],
    ["widened beyond the policies", access([{}], [{ Action: "s3:*" }]), access([{}], [{ Action: "*" }]), "none"],
    ["widened", access([{ Action: "*" }], [{}]), access([{ Action: "*" }], [{ Action: "s3:*" }]), "widened"],
    ["policy widened beyond it", access([{}], [{}]), access([{ Action: "*" }], [{}]), "none"],
    ["its deny removed", access([{}], [{ Action: "*" }, deny({})]), access([{}], [{ Action: "*" }]), "widened"],
    ["empty", access([{}], []), access([{}], []), "none"],
    [
      "replaced by its complement",
      access([{ Action: "*" }], [{ Action: "s3:*" }]),
      access([{ Action: "*" }], [{ NotAction: "s3:*" }]),
      "widened",
    ],
  ])("%s", (_, before, after, verdict) => {
    expect(compareIdentity(before, after).verdict).toBe(verdict);
  });
});

describe("conditions", () => {
  const like = (value: string | string[]): Part => when({ StringLike: { "aws:a": value } });
  const equals = (value: string | string[]): Part => when({ StringEquals: { "aws:a": value } });
  const not = (value: string | string[]): Part => when({ StringNotEquals: { "aws:a": value } });
  const ip = (value: string | string[]): Part => when({ IpAddress: { "aws:SourceIp": value } });
  test.each<[string, Part[], Part[], Comparison["verdict"]]>([
    ["the same", [equals("x")], [equals("x")], "none"],
    ["added", [{}], [equals("x")], "narrowed"],
    ["removed", [equals("x")], [{}], "widened"],
    ["fewer values", [equals(["x", "y"])], [equals("x")], "narrowed"],
    ["split by value", [equals(["x", "y"])], [equals("y"), equals("x")], "none"],
    ["equals to like", [equals("x")], [like("x*")], "widened"],
    ["like to equals", [like("x*")], [equals("xy")], "narrowed"],
    ["like without wildcards", [like("x")], [equals("x")], "none"],
    ["like *, which wants the key", [{}], [like("*")], "narrowed"],
    ["ignoring case", [when({ StringEqualsIgnoreCase: { "aws:a": "X" } })], [equals("x")], "narrowed"],
    ["key in other case", [when({ StringEquals: { "AWS:A": "x" } })], [equals("x")], "none"],
    ["negated, more values", [not("x")], [not(["x", "y"])], "narrowed"],
    ["negated, fewer values", [not(["x", "y"])], [not("x")], "widened"],
    ["negated, from another value", [not("x")], [equals("y")], "narrowed"],
    ["deny with a negated condition", [equals("x")], [{}, deny(not("x"))], "none"],
    ["IfExists added", [equals("x")], [when({ StringEqualsIfExists: { "aws:a": "x" } })], "widened"],
    ["IfExists removed", [when({ StringEqualsIfExists: { "aws:a": "x" } })], [equals("x")], "narrowed"],
    [
      "IfExists taken apart",
      [when({ StringEqualsIfExists: { "aws:a": "x" } })],
      [equals("x"), when({ Null: { "aws:a": "true" } })],
      "none",
    ],
    ["Null", [when({ Null: { "aws:a": "false" } })], [equals("x")], "narrowed"],
    ["Null and like", [when({ Null: { "aws:a": "false" } })], [like("*")], "none"],
    ["a narrower range of addresses", [ip("10.0.0.0/8")], [ip("10.1.0.0/16")], "narrowed"],
    ["a wider range of addresses", [ip("10.1.0.0/16")], [ip("10.0.0.0/8")], "widened"],
    ["a range in halves", [ip("10.0.0.0/8")], [ip(["10.0.0.0/9", "10.128.0.0/9"])], "none"],
    ["the other half of a range", [ip("10.0.0.0/9")], [ip("10.0.0.0/8")], "widened"],
    ["what lies between ranges", [ip(["10.0.0.0/9", "10.192.0.0/10"])], [ip("10.0.0.0/8")], "widened"],
    ["IPv6", [ip("2001:db8::/32")], [ip("2001:db8:1::/48")], "narrowed"],
    ["both families", [ip(["10.0.0.0/8", "2001:db8::/32"])], [ip("10.0.0.0/8")], "narrowed"],
    [
      "a later date",
      [when({ DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } })],
      [when({ DateLessThan: { "aws:CurrentTime": "2026-02-01T00:00:00Z" } })],
      "widened",
    ],
    [
      "dates in two spellings",
      [when({ DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } })],
      [when({ DateLessThan: { "aws:CurrentTime": "2026-01-01T01:00:00+01:00" } })],
      "none",
    ],
    [
      "a number range",
      [when({ NumericLessThanEquals: { "s3:max-keys": "10" } })],
      [when({ NumericLessThan: { "s3:max-keys": "10" } })],
      "narrowed",
    ],
    [
      "a number range cut in two",
      [when({ NumericLessThanEquals: { "s3:max-keys": "10" } })],
      [when({ NumericLessThan: { "s3:max-keys": "10" } }), when({ NumericEquals: { "s3:max-keys": "10.0" } })],
      "none",
    ],
    ["TLS no longer asked for", [{}, deny(when({ Bool: { "aws:SecureTransport": "false" } }))], [{}], "widened"],
    [
      "ForAllValues, more values",
      [when({ "ForAllValues:StringEquals": { "aws:TagKeys": "x" } })],
      [when({ "ForAllValues:StringEquals": { "aws:TagKeys": ["x", "y"] } })],
      "widened",
    ],
    [
      "ForAnyValue to ForAllValues",
      [when({ "ForAnyValue:StringEquals": { "aws:TagKeys": "x" } })],
      [when({ "ForAllValues:StringEquals": { "aws:TagKeys": "x" } })],
      "widened",
    ],
    [
      "ForAnyValue, fewer values",
      [when({ "ForAnyValue:StringEquals": { "aws:TagKeys": ["x", "y"] } })],
      [when({ "ForAnyValue:StringEquals": { "aws:TagKeys": "x" } })],
      "narrowed",
    ],
    [
      "ARNs",
      [when({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } })],
      [when({ ArnEquals: { "aws:SourceArn": "arn:aws:s3:::a" } })],
      "narrowed",
    ],
    ["a condition on another key", [equals("x")], [when({ StringEquals: { "aws:b": "x" } })], "widened"],
    ["two conditions to one", [when({ StringEquals: { "aws:a": "x", "aws:b": "y" } })], [equals("x")], "widened"],
    [
      "two tags asked for at once",
      [],
      [when({ "ForAnyValue:StringEquals": { "aws:TagKeys": "x" }, "ForAnyValue:StringLike": { "aws:TagKeys": "y*" } })],
      "widened",
    ],
    [
      "statements that cover all but one service with one value",
      [
        { NotAction: "s3:*", ...equals("x") },
        { Action: "*", ...not("x") },
      ],
      [{ Action: "*" }],
      "widened",
    ],
    [
      "statements that cover one another's gaps",
      [
        { NotAction: "s3:*", ...equals("x") },
        { Action: "*", ...not("x") },
        { Action: "s3:*", ...equals(["x", "y"]) },
      ],
      [{ Action: "*" }],
      "none",
    ],
    ["a variable kept", [equals("${aws:username}")], [equals("${aws:username}")], "none"],
    ["a variable to anything", [like("${aws:username}")], [like("*")], "widened"],
    ["anything to a variable", [like("*")], [like("${aws:username}")], "narrowed"],
  ])("%s", (_, before, after, verdict) => {
    const comparison = compare(before, after);
    expect(comparison.verdict).toBe(verdict);
    for (const difference of comparison.differences) expect(difference.witness).toBeDefined();
  });
});

describe("policy variables in resources", () => {
  const home = { Resource: "arn:aws:s3:::b/${aws:username}/*" };
  test.each<[string, Part[], Part[], Comparison["verdict"]]>([
    ["kept", [home], [home], "none"],
    ["kept, spelled otherwise", [home], [{ Resource: "arn:aws:s3:::b/${AWS:UserName}/*" }], "none"],
    ["part of it", [home], [{ Resource: "arn:aws:s3:::b/${aws:username}/docs/*" }], "narrowed"],
    ["to everyone's", [home], [{ Resource: "arn:aws:s3:::b/*" }], "widened"],
    ["from everyone's", [{ Resource: "arn:aws:s3:::b/*" }], [home], "narrowed"],
    ["to one person's", [home], [{ Resource: "arn:aws:s3:::b/ann/*" }], "widened"],
    ["past a deny", [{ Resource: "arn:aws:s3:::b/*" }, deny({ Resource: "arn:aws:s3:::b/ann/*" })], [home], "widened"],
    ["longer than ?", [{ Resource: "arn:aws:s3:::b/?/*" }], [home], "widened"],
    [
      "a variable where one character was",
      [{ Resource: "arn:aws:s3:::b/?${aws:username}" }],
      [{ Resource: "arn:aws:s3:::b/${aws:userid}${aws:username}" }],
      "widened",
    ],
    ["its deny kept", [{}, deny(home)], [{}, deny(home)], "none"],
    ["all but one's own", [{ NotResource: home.Resource }], [{ NotResource: home.Resource }], "none"],
  ])("%s", (_, before, after, verdict) => {
    expect(compare(before, after).verdict).toBe(verdict);
  });

  test("the version that makes them literal text widens to that text", () => {
    const comparison = compareIdentity(
      { identity: [parsePolicy(document([home]), "p")] },
      { identity: [parsePolicy(document([home], "2008-10-17"), "p")] },
    );
    expect(comparison.verdict).toBe("widened");
    expect(comparison.differences[0]?.witness?.resource).toBe("arn:aws:s3:::b/${aws:username}/x");
  });
});

describe("what a reader is told", () => {
  test("the riskiest first, with published names and a request for each", () => {
    const comparison = compare([{ Action: "s3:Get*" }], [{ Action: ["s3:*", "iam:PassRole", "sqs:SendMessage"] }]);
    expect(
      comparison.differences.map(({ risk, actions, published, witness }) => [
        risk,
        actions,
        published.length > 50,
        witness?.action,
      ]),
    ).toEqual([
      ["escalation", ["iam:PassRole"], false, "iam:PassRole"],
      ["escalation", ["s3:*"], true, "s3:PutBucketPolicy"],
      ["write", ["sqs:SendMessage"], false, "sqs:SendMessage"],
    ]);
  });

  test("policies known only after apply", () => {
    const after = { ...access([{}]), unknown: ["aws_iam_policy.x"] };
    expect(compareIdentity(access([{}]), after)).toMatchObject({ verdict: "unknown", unknown: ["aws_iam_policy.x"] });
    expect(compareIdentity(access([]), after).verdict).toBe("widened");
  });

  test("what a loosened condition was", () => {
    const before = [{ Condition: { IpAddress: { "aws:SourceIp": "10.1.0.0/16" } } }];
    const [difference] = compare(before, [{ Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }]).differences;
    expect(difference?.counterpart).toMatchObject({
      policy: "p",
      index: 0,
      conditions: [{ key: "aws:SourceIp", values: ["10.1.0.0/16"] }],
    });
  });

  test("only those actions and resources of a statement that are new", () => {
    const before = [{ Action: ["s3:GetObject", "s3:PutObject"], Resource: ["arn:aws:s3:::a/*"] }];
    const after = [
      {
        Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
        Resource: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"],
      },
    ];
    expect(
      compare(before, after).differences.map(({ risk, actions, resources }) => [risk, actions, resources]),
    ).toEqual([
      ["delete", ["s3:DeleteObject"], ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"]],
      ["write", ["s3:PutObject"], ["arn:aws:s3:::b/*"]],
      ["read", ["s3:GetObject"], ["arn:aws:s3:::b/*"]],
    ]);
  });

  test("a statement within another new one is not told twice", () => {
    const after = [{ Action: "s3:PutObject" }, { Action: "s3:*" }];
    expect(compare([], after).differences.map(({ actions }) => actions)).toEqual([["s3:*"]]);
  });
});

describe("what is too costly to decide counts as widened, and says so", () => {
  const random = (seed: number): (() => number) => {
    let state = seed;
    return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  };
  const statements = (seed: number, count: number, text: (next: () => number) => string): Part[] => {
    const next = random(seed);
    return Array.from({ length: count }, () => ({ Action: "a:*", Resource: `arn:aws:s3:::${text(next)}` }));
  };
  test("question marks behind a star", () => {
    const text = (next: () => number): string =>
      `*${next() < 0.5 ? "a" : "b"}${"?".repeat(15 + Math.floor(next() * 10))}`;
    // The texts that are tried before a search hold an x, or are the shortest that the patterns match.
    const tried = { Action: "a:*", Resource: "arn:aws:s3:::*x*" };
    const comparison = compare([...statements(1, 70, text), tried], statements(2, 70, text));
    expect(comparison).toMatchObject({ verdict: "widened", proven: false });
    expect(comparison.differences[0]?.message).toMatch(/could not be proven .* costly/);
  });
});
