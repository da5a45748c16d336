import fc from "fast-check";
import { MAX_POLICY_TEXT, parsePolicy, parsePolicyText, PolicyError } from "../../policy/parse";

const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const policy = (statement: unknown): unknown => ({ Version: "2012-10-17", Statement: statement });
const messageOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
  return "";
};

describe("a document in normal form", () => {
  test("has lists everywhere, and the place of each statement", () => {
    const statement = { Sid: "A", Effect: "Deny", NotAction: "iam:*", NotResource: ["arn:aws:s3:::x"] };
    expect(parsePolicy(policy([allow, statement]), "name")).toEqual({
      name: "name",
      version: "2012-10-17",
      statements: [
        {
          policy: "name",
          index: 0,
          version: "2012-10-17",
          sid: undefined,
          effect: "Allow",
          actions: ["s3:GetObject"],
          resources: ["*"],
          conditions: [],
        },
        {
          policy: "name",
          index: 1,
          version: "2012-10-17",
          sid: "A",
          effect: "Deny",
          notActions: ["iam:*"],
          notResources: ["arn:aws:s3:::x"],
          conditions: [],
        },
      ],
    });
  });

  test("is of 2008-10-17 without a Version", () => {
    expect(parsePolicy({ Statement: [allow] }, "p").version).toBe("2008-10-17");
  });

  test.each([
    ["*", [{ type: "*", id: "*" }]],
    [{ AWS: "*" }, [{ type: "*", id: "*" }]],
    [
      { AWS: ["*", "111122223333"] },
      [
        { type: "*", id: "*" },
        { type: "AWS", id: "111122223333" },
      ],
    ],
    [{ Service: "glue.amazonaws.com" }, [{ type: "Service", id: "glue.amazonaws.com" }]],
    [{ Service: "*" }, [{ type: "Service", id: "*" }]],
    [{ AWS: [] }, []],
    [{}, []],
  ])("principals %j", (Principal, expected) => {
    expect(parsePolicy(policy({ ...allow, Principal }), "p").statements[0]?.principals).toEqual(expected);
  });

  test.each([
    ["StringLike", "StringLike", undefined, false],
    ["stringlike", "StringLike", undefined, false],
    ["StringLikeIfExists", "StringLike", undefined, true],
    ["ForAnyValue:StringNotEqualsIgnoreCaseIfExists", "StringNotEqualsIgnoreCase", "ForAnyValue", true],
    ["FORALLVALUES:ArnLike", "ArnLike", "ForAllValues", false],
    ["Null", "Null", undefined, false],
  ])("the operator %s", (written, operator, qualifier, ifExists) => {
    const { statements } = parsePolicy(policy({ ...allow, Condition: { [written]: { k: "v" } } }), "p");
    expect(statements[0]?.conditions).toEqual([{ operator, qualifier, ifExists, key: "k", values: ["v"] }]);
  });

  test.each([
    [true, ["true"]],
    [10, ["10"]],
    [
      ["a", 1, false],
      ["a", "1", "false"],
    ],
    [[], []],
  ])("condition values %j", (accepted, values) => {
    const { statements } = parsePolicy(policy({ ...allow, Condition: { StringEquals: { k: accepted } } }), "p");
    expect(statements[0]?.conditions[0]?.values).toEqual(values);
  });

  test("reads a trust policy, which has no Resource", () => {
    const { statements } = parsePolicy(policy({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }), "p");
    expect(statements[0]).not.toHaveProperty("resources");
  });

  test.each([{ Action: [] }, { Resource: [] }])("a statement without effect is read: %j", (more) => {
    expect(parsePolicy(policy({ ...allow, ...more }), "p").statements).toHaveLength(1);
  });
});

describe("a document that cannot be read", () => {
  const without = (element: keyof typeof allow): unknown => ({ ...allow, [element]: undefined });

  test.each([
    [undefined, "p: $: a policy document is an object, found nothing"],
    [null, "p: $: a policy document is an object, found null"],
    ["text", 'p: $: a policy document is an object, found "text"'],
    [[allow], "p: $: a policy document is an object, found a list"],
    [{}, "p: $: has no Statement"],
    [{ Statement: [], Extra: 1 }, 'p: $: unknown element "Extra"; here may be Version, Id, Statement'],
    [{ Statement: [], statement: [] }, 'p: $: unknown element "statement"; here may be Version, Id, Statement'],
    [
      { Version: "2012-10-18", Statement: [] },
      'p: $.Version: must be "2012-10-17" or "2008-10-17", found "2012-10-18"',
    ],
    [policy("x"), 'p: $.Statement[0]: a statement is an object, found "x"'],
    [policy([allow, null]), "p: $.Statement[1]: a statement is an object, found null"],
    [policy([without("Effect")]), 'p: $.Statement[0].Effect: must be "Allow" or "Deny", found nothing'],
    [policy({ ...allow, Effect: "allow" }), 'p: $.Statement[0].Effect: must be "Allow" or "Deny", found "allow"'],
    [policy({ ...allow, Sid: 1 }), "p: $.Statement[0].Sid: must be text, found 1"],
    [policy([without("Action")]), "p: $.Statement[0]: has neither Action nor NotAction"],
    [policy({ ...allow, NotAction: "x:y" }), "p: $.Statement[0]: has both Action and NotAction; keep one"],
    [policy({ ...allow, NotResource: "x" }), "p: $.Statement[0]: has both Resource and NotResource; keep one"],
    [
      policy({ ...allow, Principal: "*", NotPrincipal: "*" }),
      "p: $.Statement[0]: has both Principal and NotPrincipal; keep one",
    ],
    [
      policy([without("Resource")]),
      "p: $.Statement[0]: has neither Resource nor NotResource; only a resource's own policy, which has a Principal, may do without",
    ],
    [policy({ ...allow, Action: 1 }), "p: $.Statement[0].Action: must be text or a list of texts, found 1"],
    [
      policy({ ...allow, Action: ["s3:*", {}] }),
      "p: $.Statement[0].Action: must be text or a list of texts, found a list",
    ],
    [
      policy({ ...allow, Action: "GetObject" }),
      'p: $.Statement[0].Action: "GetObject" is no action; write "service:Name" or "*"',
    ],
    [
      policy({ ...allow, Action: "s3:a b" }),
      'p: $.Statement[0].Action: "s3:a b" is no action; write "service:Name" or "*"',
    ],
    [policy({ ...allow, Resource: true }), "p: $.Statement[0].Resource: must be text or a list of texts, found true"],
    [
      policy({ Effect: "Allow", NotAction: [], Resource: "*" }),
      "p: $.Statement[0].NotAction: is an empty list; name what is excepted, or write Action",
    ],
    [policy({ ...allow, Principal: "x" }), 'p: $.Statement[0].Principal: must be "*" or an object, found "x"'],
    [
      policy({ ...allow, Principal: { Aws: "x" } }),
      'p: $.Statement[0].Principal: unknown element "Aws"; here may be AWS, Federated, Service, CanonicalUser',
    ],
    [
      policy({ ...allow, Principal: { AWS: 1 } }),
      "p: $.Statement[0].Principal.AWS: must be text or a list of texts, found 1",
    ],
    [
      policy({ ...allow, Condition: [] }),
      "p: $.Statement[0].Condition: must be an object of operators, found an empty list",
    ],
    [
      policy({ ...allow, Condition: { StringEquals: "x" } }),
      'p: $.Statement[0].Condition.StringEquals: must be an object of condition keys, found "x"',
    ],
    [
      policy({ ...allow, Condition: { Bool: { k: null } } }),
      'p: $.Statement[0].Condition.Bool: "k" must be text or a list of texts, found null',
    ],
    [
      policy({ ...allow, Condition: { Bool: { "aws:X": "true", "AWS:x": "false" } } }),
      'p: $.Statement[0].Condition.Bool: the key "AWS:x" is there twice, keys have no case; keep one',
    ],
  ])("%j", (input, expected) => {
    expect(messageOf(() => parsePolicy(input, "p"))).toBe(expected);
  });

  test.each(["StringLikes", "NullIfExists", "ForAllValues:Null", "ForSome:StringLike", "__proto__", "IfExists", ""])(
    "the unknown operator %j",
    (operator) => {
      const condition = Object.fromEntries([[operator, { k: "v" }]]);
      const message = messageOf(() => parsePolicy(policy({ ...allow, Condition: condition }), "p"));
      expect(message).toContain(
        `$.Statement[0].Condition: unknown operator ${JSON.stringify(operator)}; IAM knows StringEquals,`,
      );
    },
  );

  test("a long value is cut in the message", () => {
    expect(messageOf(() => parsePolicy(policy({ ...allow, Effect: "x".repeat(10_000) }), "p")).length).toBeLessThan(
      200,
    );
  });

  test.each([
    ["resource", { Resource: "x".repeat(32_769) }],
    ["value", { Condition: { StringLike: { "aws:x": ["y", "x".repeat(32_769)] } } }],
  ])("a %s that takes long to match", (_what, parts) => {
    expect(messageOf(() => parsePolicy(policy({ ...allow, ...parts }), "p"))).toBe(
      "p: $: a text of 32769 characters; at most 32768 are read",
    );
  });

  test("more text than is read", () => {
    const Resource = Array.from({ length: 300 }, () => "x".repeat(1000));
    expect(messageOf(() => parsePolicy(policy({ ...allow, Resource }), "p"))).toBe(
      "p: $: a policy of at most 262144 characters is read",
    );
  });

  test("whatever the input, the error is one of policies", () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 4 }), (input) => {
        messageOf(() => parsePolicy(input, "p"));
        messageOf(() => parsePolicy({ Statement: input }, "p"));
        messageOf(() => parsePolicy(policy({ ...allow, Principal: input }), "p"));
        messageOf(() => parsePolicy(policy({ ...allow, Condition: input }), "p"));
        messageOf(() => parsePolicy(policy({ ...allow, Condition: { StringLike: input } }), "p"));
      }),
    );
  });
});

describe("JSON text", () => {
  const text = JSON.stringify(policy(allow));

  test.each([
    ["a document", text],
    ["with a byte order mark", `\uFEFF${text}`],
    ["aws iam get-policy-version", JSON.stringify({ PolicyVersion: { Document: policy(allow), VersionId: "v1" } })],
    ["aws iam get-role-policy", JSON.stringify({ RoleName: "r", PolicyDocument: policy(allow) })],
    ["aws kms get-key-policy", JSON.stringify({ Policy: text })],
  ])("%s", (_, written) => {
    expect(parsePolicyText(written, "p")).toEqual(parsePolicy(policy(allow), "p"));
  });

  test.each([
    ["", "p:1:1: not JSON: expected a value"],
    ['{\n  "Version": "2012-10-17",\n  "Statement": [}\n', "p:3:17: not JSON: expected a value"],
    ['{"Statement": []', 'p:1:17: not JSON: expected "," or "}"'],
    ['{"Statement": [],}', "p:1:18: not JSON: expected a key in double quotes"],
    ['{"Statement" []}', 'p:1:14: not JSON: expected ":"'],
    ['{"Statement": []} x', "p:1:19: not JSON: expected the end of the text"],
    ['{"Statement": [1 2]}', 'p:1:18: not JSON: expected "," or "]"'],
    ['{"a": "x', "p:1:7: not JSON: a text that does not end"],
    ['{"a": "x\ny"}', "p:1:7: not JSON: a text with a control character or an unknown escape"],
    ['{\n"Version": "2012-10-17",\n"Version": "2008-10-17"}', 'p:3:1: not JSON: the key "Version" is there twice'],
    ['{"a": {"x": 1, "\\u0078": 2}}', 'p:1:16: not JSON: the key "x" is there twice'],
    ["[".repeat(100_000), "p:1:34: not JSON: nested deeper than 32 levels"],
    ["null", "p: $: a policy document is an object, found null"],
    ['{"__proto__": {"Statement": []}}', 'p: $: unknown element "__proto__"; here may be Version, Id, Statement'],
    ["x".repeat(MAX_POLICY_TEXT + 1), "p: 262145 characters; a policy of at most 262144 is read"],
  ])("%.40j", (written, expected) => {
    expect(messageOf(() => parsePolicyText(written, "p"))).toBe(expected);
  });
});
