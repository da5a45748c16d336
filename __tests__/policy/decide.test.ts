import fc from "fast-check";
import { compileCondition, Context } from "../../policy/conditions";
import { compile, decide, type Authorization, type Decision } from "../../policy/decide";
import type { PolicyDocument, PolicyStatement, PrincipalElement, Request } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import { compileArnPattern, compilePattern, splitArn } from "../../policy/pattern";

const ACCOUNT = "111122223333";
const OTHER = "444455556666";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/path/analyst`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/analyst/jane`;
const USER = `arn:aws:iam::${ACCOUNT}:user/jane`;
const FEDERATED = `arn:aws:sts::${ACCOUNT}:federated-user/jane`;
const FOREIGN = `arn:aws:iam::${OTHER}:role/analyst`;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`;
const OBJECT = "arn:aws:s3:::bucket/key";

const document = (...statements: PolicyStatement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements,
});
const policies = (...statements: PolicyStatement[]) => compile([parsePolicy(document(...statements), "p")]);
const allow = (more: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: "Allow",
  Action: "*",
  Resource: "*",
  ...more,
});
const deny = (more: Partial<PolicyStatement> = {}): PolicyStatement => ({ ...allow(more), Effect: "Deny" });

const request = (more: Partial<Request> = {}): Request => ({
  principal: SESSION,
  action: "s3:GetObject",
  resource: OBJECT,
  context: {},
  ...more,
});

describe("identity policies", () => {
  test.each([
    ["an allow", [allow()], "allow"],
    ["nothing", [], "implicitDeny"],
    ["a deny beside an allow", [allow(), deny()], "explicitDeny"],
    ["a deny before an allow", [deny(), allow()], "explicitDeny"],
    ["an action in another case", [allow({ Action: "S3:getobject" })], "allow"],
    ["a pattern of actions", [allow({ Action: "s3:Get*" })], "allow"],
    ["a service's pattern", [allow({ Action: "s?:*" })], "allow"],
    ["another action", [allow({ Action: "s3:PutObject" })], "implicitDeny"],
    ["no action at all", [allow({ Action: [] })], "implicitDeny"],
    ["NotAction with it", [{ Effect: "Allow", NotAction: ["iam:*", "s3:GET*"], Resource: "*" }], "implicitDeny"],
    ["NotAction without it", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }], "allow"],
    ["another resource", [allow({ Resource: "arn:aws:s3:::other/*" })], "implicitDeny"],
    ["NotResource with it", [{ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::bucket/*" }], "implicitDeny"],
    ["NotResource without it", [{ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::other/*" }], "allow"],
    ["a condition unmet", [allow({ Condition: { Bool: { x: "true" } } })], "implicitDeny"],
    ["a deny with a condition unmet", [allow(), deny({ Condition: { Bool: { x: "true" } } })], "allow"],
    ["a deny elsewhere", [allow(), deny({ Resource: "arn:aws:s3:::other/*" })], "allow"],
  ] as [string, PolicyStatement[], string][])("%s", (_, statements, expected) => {
    expect(decide({ identity: policies(...statements) }, request()).decision).toBe(expected);
  });

  test("all conditions must hold, any value will do", () => {
    const statement = allow({ Condition: { StringEquals: { a: ["1", "2"], b: "3" }, Bool: { c: "true" } } });
    const decided = (context: Request["context"]): string =>
      decide({ identity: policies(statement) }, request({ context })).decision;
    expect(decided({ a: "2", b: "3", c: "true" })).toBe("allow");
    expect(decided({ a: "2", b: "3", c: "false" })).toBe("implicitDeny");
    expect(decided({ a: "2", c: "true" })).toBe("implicitDeny");
  });

  test.each([
    ["*", "allow"],
    ["**", "allow"],
    ["?", "allow"],
    ["arn:aws:s3:::*", "implicitDeny"],
    ["arn:*", "implicitDeny"],
  ])("an action without resource-level support matches the Resource %s: %s", (Resource, expected) => {
    const asked = request({ action: "s3:ListAllMyBuckets", resource: "*" });
    expect(decide({ identity: policies(allow({ Resource })) }, asked).decision).toBe(expected);
  });

  test("NotResource holds for an action without resource-level support", () => {
    const statement: PolicyStatement = { Effect: "Allow", Action: "*", NotResource: "arn:aws:sagemaker:*:*:domain/*" };
    const asked = request({ action: "sagemaker:ListDomains", resource: "*" });
    expect(decide({ identity: policies(statement) }, asked).decision).toBe("allow");
  });

  test.each([
    ["arn:aws:s3:::bucket/${aws:username}/*", { "aws:username": "jane" }, "allow"],
    ["arn:aws:s3:::bucket/${aws:username}/*", { "aws:username": "*" }, "implicitDeny"],
    ["arn:aws:s3:::bucket/${aws:username}/*", {}, "implicitDeny"],
    ["arn:aws:s3:::bucket/${aws:username, 'jane'}/*", {}, "allow"],
  ])("a variable in a Resource: %s in %j", (Resource, context, expected) => {
    const asked = request({ resource: "arn:aws:s3:::bucket/jane/x", context });
    expect(decide({ identity: policies(allow({ Resource })) }, asked).decision).toBe(expected);
  });

  test("a variable without a value in NotResource excepts nothing", () => {
    const statement: PolicyStatement = { Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::${aws:username}/*" };
    expect(decide({ identity: policies(statement) }, request()).decision).toBe("allow");
  });

  test("the statement that decided is named", () => {
    const identity = compile([
      parsePolicy(document(allow({ Sid: "Other", Action: "iam:*" })), "first"),
      parsePolicy(
        document(allow({ Sid: "Reads" }), deny({ Sid: "Secret", Resource: "arn:aws:s3:::secret/*" })),
        "second",
      ),
    ]);
    expect(decide({ identity }, request()).statement).toMatchObject({ policy: "second", index: 0, sid: "Reads" });
    const secret = request({ resource: "arn:aws:s3:::secret/x" });
    expect(decide({ identity }, secret).statement).toMatchObject({ policy: "second", index: 1, sid: "Secret" });
    expect(decide({ identity: policies() }, request())).toEqual({ decision: "implicitDeny" });
  });
});

describe("a permissions boundary", () => {
  const bucketsOnly = policies(allow({ Action: "s3:*" }));

  test.each([
    ["both allow", policies(allow()), bucketsOnly, { decision: "allow" }],
    [
      "only the identity",
      policies(allow()),
      policies(allow({ Action: "ec2:*" })),
      { decision: "implicitDeny", boundary: true },
    ],
    ["only the boundary", policies(), bucketsOnly, { decision: "implicitDeny" }],
    ["the boundary denies", policies(allow()), policies(allow(), deny()), { decision: "explicitDeny" }],
  ])("%s", (_, identity, boundary, expected) => {
    const { statement, ...decided } = decide({ identity, boundary }, request());
    expect(decided).toEqual(expected);
    expect(statement === undefined).toBe(expected.decision === "implicitDeny");
  });
});

/** What a resource policy gives by naming somebody: by itself; to a role, within the boundary; or to an account. */
describe("a resource's policy in the principal's account", () => {
  const nothing = policies();
  const everything = policies(allow());
  const given = (Principal: PrincipalElement, principal: string, more: Partial<Authorization>): Decision["decision"] =>
    decide({ identity: nothing, resource: policies(allow({ Principal })), ...more }, request({ principal })).decision;

  test.each([
    // named, by, without identity policy, also outside the boundary
    ["*", SESSION, true, true],
    [{ AWS: "*" }, SESSION, true, true],
    ["*", USER, true, true],
    [{ AWS: SESSION }, SESSION, true, true],
    [{ AWS: USER }, USER, true, true],
    [{ AWS: FEDERATED }, FEDERATED, true, true],
    [{ AWS: ROLE }, SESSION, true, false],
    [{ AWS: ROLE }, ROLE, true, false],
    [{ AWS: [ROOT, ROLE] }, SESSION, true, false],
    [{ AWS: [ROLE, ROOT] }, SESSION, true, false],
    [{ AWS: ROOT }, SESSION, false, false],
    [{ AWS: ACCOUNT }, USER, false, false],
    [{ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/analyst/joe` }, SESSION, false, false],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:role/other` }, SESSION, false, false],
    [{ AWS: `arn:aws:iam::${OTHER}:role/analyst` }, SESSION, false, false],
    [{ Service: "sagemaker.amazonaws.com" }, SESSION, false, false],
  ] as [PrincipalElement, string, boolean, boolean][])("%j to %s", (Principal, principal, alone, unbounded) => {
    expect(given(Principal, principal, {})).toBe(alone ? "allow" : "implicitDeny");
    expect(given(Principal, principal, { boundary: nothing })).toBe(unbounded ? "allow" : "implicitDeny");
    expect(given(Principal, principal, { identity: everything })).toBe("allow");
  });

  test("a service is given what its name is given", () => {
    const resource = policies(allow({ Principal: { Service: "sagemaker.amazonaws.com" } }));
    expect(decide({ resource }, request({ principal: "sagemaker.amazonaws.com" })).decision).toBe("allow");
    expect(decide({ resource }, request({ principal: "glue.amazonaws.com" })).decision).toBe("implicitDeny");
  });

  test.each([
    [{ AWS: ROLE }, SESSION],
    [{ AWS: ROOT }, SESSION],
    [{ AWS: ACCOUNT }, USER],
    ["*", FOREIGN],
    [{ AWS: SESSION }, SESSION],
  ] as [PrincipalElement, string][])("a deny of %j denies %s", (Principal, principal) => {
    const resource = policies(allow({ Principal: "*" }), deny({ Principal }));
    expect(decide({ identity: everything, resource }, request({ principal })).decision).toBe("explicitDeny");
  });

  test.each([
    [{ AWS: [ROOT, ROLE, SESSION] }, SESSION, "allow"],
    [{ AWS: ROLE }, SESSION, "allow"],
    [{ AWS: USER }, SESSION, "explicitDeny"],
    // "All principals except the user named Bob": his account beside him excepts nobody else.
    [{ AWS: [ROOT, USER] }, SESSION, "explicitDeny"],
  ] as [PrincipalElement, string, string][])(
    "a deny of all but %j, for %s: %s",
    (NotPrincipal, principal, expected) => {
      const resource = policies(deny({ NotPrincipal }));
      expect(decide({ identity: everything, resource }, request({ principal })).decision).toBe(expected);
    },
  );
});

test("whoever has a boundary is denied whatever NotPrincipal says", () => {
  const authorization = { identity: policies(allow()), resource: policies(deny({ NotPrincipal: { AWS: ROLE } })) };
  expect(decide(authorization, request()).decision).toBe("allow");
  expect(decide({ ...authorization, boundary: policies(allow()) }, request()).decision).toBe("explicitDeny");
});

describe("between accounts both must allow", () => {
  const everyone = policies(allow({ Principal: "*" }));
  const role = policies(allow({ Principal: { AWS: FOREIGN } }));
  const account = policies(allow({ Principal: { AWS: OTHER } }));
  const asked = request({
    principal: FOREIGN,
    resource: `arn:aws:sns:eu-west-1:${ACCOUNT}:topic`,
    action: "sns:Publish",
  });

  test.each([
    ["everyone", everyone, policies(), "implicitDeny"],
    ["the role", role, policies(), "implicitDeny"],
    ["everyone", everyone, policies(allow()), "allow"],
    ["the role", role, policies(allow()), "allow"],
    ["the account", account, policies(allow()), "allow"],
    ["nobody", policies(), policies(allow()), "implicitDeny"],
  ])("%s is named", (_, resource, identity, expected) => {
    expect(decide({ identity, resource }, asked).decision).toBe(expected);
  });

  test("a bucket's account is given beside its ARN", () => {
    const authorization = { identity: policies(), resource: everyone };
    const bucket = request({ principal: FOREIGN });
    expect(decide(authorization, bucket).decision).toBe("allow");
    expect(decide({ ...authorization, resourceAccount: ACCOUNT }, bucket).decision).toBe("implicitDeny");
  });
});

describe("keys and roles", () => {
  const assume = { action: "sts:AssumeRole", resource: `arn:aws:iam::${ACCOUNT}:role/target` };
  const decrypt = { action: "kms:Decrypt", resource: KEY };
  const trust = (Principal: PrincipalElement): PolicyStatement => ({
    Effect: "Allow",
    Principal,
    Action: "sts:AssumeRole",
  });
  const keyFor = (Principal: PrincipalElement): PolicyStatement => allow({ Principal, Action: "kms:*" });

  test.each([
    ["a key for nobody", decrypt, [], true, "implicitDeny"],
    ["a key for another role", decrypt, [keyFor({ AWS: FOREIGN })], true, "implicitDeny"],
    ["a key for the account", decrypt, [keyFor({ AWS: ROOT })], true, "allow"],
    ["a key for the account alone", decrypt, [keyFor({ AWS: ROOT })], false, "implicitDeny"],
    ["a key for the role alone", decrypt, [keyFor({ AWS: ROLE })], false, "allow"],
    ["a role for nobody", assume, [], true, "implicitDeny"],
    ["a role for the account", assume, [trust({ AWS: ROOT })], true, "allow"],
    ["a role for the account alone", assume, [trust({ AWS: ROOT })], false, "implicitDeny"],
    ["a role for the principal alone", assume, [trust({ AWS: ROLE })], false, "allow"],
  ])("%s", (_, asked, resource, withIdentity, expected) => {
    const identity = withIdentity ? policies(allow()) : policies();
    expect(decide({ identity, resource: policies(...resource) }, request(asked)).decision).toBe(expected);
  });

  test.each(["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"])("%s needs the trust policy", (action) => {
    const asked = request({ ...assume, action });
    expect(decide({ identity: policies(allow()), resource: policies() }, asked).decision).toBe("implicitDeny");
  });

  test("a policy that is not given is not looked at", () => {
    expect(decide({ identity: policies(allow()) }, request(decrypt)).decision).toBe("allow");
  });

  test.each([
    [{ "SAML:aud": "https://signin.aws.amazon.com/saml" }, "allow"],
    [{ "SAML:aud": "https://example.com/saml" }, "implicitDeny"],
    [{}, "implicitDeny"],
  ])("a trust policy alone decides on federation: %j", (context, expected) => {
    const provider = `arn:aws:iam::${ACCOUNT}:saml-provider/corp`;
    const resource = policies({
      Effect: "Allow",
      Principal: { Federated: provider },
      Action: "sts:AssumeRoleWithSAML",
      Condition: {
        StringEquals: {
          "SAML:aud": ["https://signin.aws.amazon.com/saml", "https://eu-west-1.signin.aws.amazon.com/saml"],
        },
      },
    });
    const asked = request({ principal: provider, action: "sts:AssumeRoleWithSAML", resource: ROLE, context });
    expect(decide({ resource }, asked).decision).toBe(expected);
  });
});

describe("whatever the policies", () => {
  const actions = fc.constantFrom(
    "*",
    "s3:*",
    "s3:Get*",
    "S3:GetObject",
    "s3:PutObject",
    "iam:*",
    "s3:?etObject",
    "*:*",
  );
  const resources = fc.constantFrom(
    "*",
    "arn:aws:s3:::*",
    "arn:aws:s3:::a/*",
    "arn:aws:s3:::b",
    "arn:aws:iam::*:role/x",
  );
  const conditions = fc.constantFrom(
    undefined,
    { StringEquals: { k: "1" } },
    { StringNotEquals: { k: "1" } },
    { Null: { k: "true" } },
    { "ForAllValues:StringLike": { k: ["1", "2*"] } },
    { BoolIfExists: { b: "true" } },
  );
  const some = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(values, { minLength: 1, maxLength: 3 });
  const statement: fc.Arbitrary<PolicyStatement> = fc
    .record({
      effect: fc.constantFrom("Allow" as const, "Allow" as const, "Deny" as const),
      actions: some(actions),
      notAction: fc.boolean(),
      resources: some(resources),
      notResource: fc.boolean(),
      condition: conditions,
    })
    .map((s) => ({
      Effect: s.effect,
      ...(s.notAction ? { NotAction: s.actions } : { Action: s.actions }),
      ...(s.notResource ? { NotResource: s.resources } : { Resource: s.resources }),
      ...(s.condition && { Condition: s.condition }),
    }));
  const statements = fc.array(statement, { maxLength: 6 });
  const requests: fc.Arbitrary<Request> = fc.record({
    action: fc.constantFrom("s3:GetObject", "s3:getobject", "s3:PutObject", "s3:ListAllMyBuckets", "iam:PassRole"),
    resource: fc.constantFrom("*", "arn:aws:s3:::a/1", "arn:aws:s3:::b", `arn:aws:iam::${ACCOUNT}:role/x`),
    context: fc.dictionary(fc.constantFrom("k", "K", "b"), fc.constantFrom("1", "2", "true", "")),
  });
  const decided = (list: readonly PolicyStatement[], asked: Request): string =>
    decide({ identity: policies(...list) }, asked).decision;
  const holds = (
    property: fc.IPropertyWithHooks<[PolicyStatement[], Request]> | fc.IProperty<[PolicyStatement[], Request]>,
  ): void => {
    fc.assert(property, { numRuns: 2000 });
  };

  /** One statement after the other, without compiled or kept anything. */
  function scan(list: readonly PolicyStatement[], asked: Request): string {
    const matching = parsePolicy(document(...list), "p").statements.filter((s) => {
      const isAction = (pattern: string): boolean => compilePattern(pattern.toLowerCase())(asked.action.toLowerCase());
      const isResource = (pattern: string): boolean => compileArnPattern(pattern)(splitArn(asked.resource));
      const action = s.actions ? s.actions.some(isAction) : !s.notActions?.some(isAction);
      const resource = s.resources ? s.resources.some(isResource) : !s.notResources?.some(isResource);
      const context = new Context(asked.context);
      return action && resource && s.conditions.every((condition) => compileCondition(condition, s.version)(context));
    });
    if (matching.some(({ effect }) => effect === "Deny")) return "explicitDeny";
    return matching.length > 0 ? "allow" : "implicitDeny";
  }

  test("the index decides as a scan does", () => {
    holds(
      fc.property(statements, requests, (list, asked) => {
        expect(decided(list, asked)).toBe(scan(list, asked));
      }),
    );
  });

  test("one compilation serves many requests", () => {
    fc.assert(
      fc.property(statements, fc.array(requests, { maxLength: 8 }), (list, asked) => {
        const identity = policies(...list);
        expect(asked.map((one) => decide({ identity }, one).decision)).toEqual(asked.map((one) => decided(list, one)));
      }),
      { numRuns: 500 },
    );
  });

  test("the order of statements is irrelevant", () => {
    holds(
      fc.property(statements, requests, (list, asked) => {
        expect(decided([...list].reverse(), asked)).toBe(decided(list, asked));
      }),
    );
  });

  test("statements of one policy or of several are the same", () => {
    holds(
      fc.property(statements, requests, (list, asked) => {
        const identity = compile(list.map((one) => parsePolicy(document(one), "p")));
        expect(decide({ identity }, asked).decision).toBe(decided(list, asked));
      }),
    );
  });

  test("the case of actions is irrelevant", () => {
    holds(
      fc.property(statements, requests, (list, asked) => {
        expect(decided(list, { ...asked, action: asked.action.toUpperCase() })).toBe(decided(list, asked));
      }),
    );
  });

  test("a further deny never allows more, a further allow never less", () => {
    fc.assert(
      fc.property(statements, statement, requests, (list, more, asked) => {
        const [before, after] = [decided(list, asked), decided([...list, more], asked)];
        if (more.Effect === "Deny") expect(after === "allow" && before !== "allow").toBe(false);
        else expect(before === "allow" && after !== "allow").toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test("a boundary never allows more", () => {
    fc.assert(
      fc.property(statements, statements, requests, (list, limits, asked) => {
        const bounded = decide({ identity: policies(...list), boundary: policies(...limits) }, asked).decision;
        expect(bounded === "allow").toBe(decided(list, asked) === "allow" && decided(limits, asked) === "allow");
      }),
      { numRuns: 2000 },
    );
  });
});
