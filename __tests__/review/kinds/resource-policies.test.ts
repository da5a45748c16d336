import { POLICY_TYPES } from "../../../review/read/policy-types";
import { STATEMENTS } from "../../../review/read/statements";
import { allow, kept, of, ONE, plan, policy, reviewPlans, rowsOf, type Change, type Values } from "../building";

/** A value at a path of blocks: `details.policy`. */
function nested(path: string, value: unknown): Values {
  return path
    .split(".")
    .reduceRight<unknown>((inner, name) => ({ [name]: inner === value ? inner : [inner] }), value) as Values;
}

function merged(a: Values, b: Values): Values {
  const both = Object.keys(b).filter((name) => Array.isArray(a[name]) && Array.isArray(b[name]));
  return {
    ...a,
    ...b,
    ...Object.fromEntries(both.map((name) => [name, [{ ...(a[name] as Values[])[0], ...(b[name] as Values[])[0] }]])),
  };
}

/** Texts in a language of their own: Cedar, which is said to be unreadable, and lists of rules, which have tests of theirs. */
const OTHER_FORMATS = /^aws_(verifiedaccess|opensearchserverless)_/;

const KINDS = Object.entries(POLICY_TYPES).filter(
  ([type, { policy: text, kind }]) => text !== undefined && kind !== "endpoint" && !OTHER_FORMATS.test(type),
);

const ACTION = { trust: "sts:AssumeRole", key: "kms:Decrypt", resource: "s3:GetObject", endpoint: "*" };

describe.each(KINDS)("%s", (type, { policy: text = "", names, kind = "resource" }) => {
  const action = ACTION[kind];
  const named = names.reduceRight<Values>((values, name) => merged(nested(name, "thing"), values), {});
  const closed = policy(of({ AWS: `arn:aws:iam::${ONE}:role/r` }, allow(action)));
  const open = policy(of("*", allow(action)));
  const side = (document: string | null): Values | null =>
    document === null ? null : merged({ id: "x", ...named }, nested(text, document));
  const change = (before: string | null, after: string | null): Change[] => [
    { address: `${type}.it`, before: side(before), after: side(after) },
  ];
  test.each<[string, string | null, string | null, string]>([
    ["opened to everyone", closed, open, "widened"],
    ["created open", null, open, "widened"],
    ["closed", open, closed, "narrowed"],
    ["unchanged", open, open, "none"],
  ])("%s", (_, before, after, verdict) => {
    const review = reviewPlans(plan(change(before, after)));
    // A domain that is made outside of a network opens by its endpoint, too.
    const verdicts = new Set(rowsOf(review).map((row) => row.split(": ").at(-1)));
    expect([...verdicts]).toEqual(verdict === "none" ? [] : [verdict]);
  });
  test("known only after apply", () => {
    const changes: Change[] = [
      { address: `${type}.it`, before: side(closed), after: side(""), unknown: nested(text, true) },
    ];
    expect(reviewPlans(plan(changes)).verdict).toBe("unknown");
  });
});

describe("statements in other forms", () => {
  const permissions: Record<string, [closed: Values, open: Values]> = {
    aws_lambda_permission: [
      { function_name: "f", action: "lambda:InvokeFunction", principal: ONE },
      { principal: "*" },
    ],
    aws_lambda_layer_version_permission: [
      {
        layer_name: "l",
        version_number: 1,
        statement_id: "s",
        action: "lambda:GetLayerVersion",
        principal: "*",
        organization_id: "o-1",
      },
      { organization_id: "" },
    ],
    aws_cloudwatch_event_permission: [
      {
        event_bus_name: "default",
        statement_id: "s",
        action: "events:PutEvents",
        principal: "*",
        condition: [{ key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-1" }],
      },
      { condition: [] },
    ],
    aws_acmpca_permission: [
      {
        certificate_authority_arn: `arn:aws:acm-pca:eu-west-1:${ONE}:certificate-authority/a`,
        principal: "acm.amazonaws.com",
        actions: ["ListPermissions"],
      },
      { actions: ["ListPermissions", "IssueCertificate"] },
    ],
    aws_signer_signing_profile_permission: [
      { profile_name: "p", principal: ONE, action: "signer:StartSigningJob" },
      { principal: "222222222222" },
    ],
    aws_kms_grant: [
      { key_id: "k", grantee_principal: `arn:aws:iam::${ONE}:role/r`, operations: ["Decrypt"] },
      { operations: ["Decrypt", "Encrypt"] },
    ],
  };
  test("each has a row here", () => {
    expect(Object.keys(permissions).sort()).toEqual(Object.keys(STATEMENTS).sort());
  });
  test.each(Object.entries(permissions))("%s", (type, [closed, difference]) => {
    const open = { ...closed, ...difference };
    const verdict = (before: Values | null, after: Values | null): string =>
      reviewPlans(plan([{ address: `${type}.it`, before, after }])).verdict;
    expect(verdict(null, closed)).toBe("widened");
    expect(verdict(closed, open)).toBe("widened");
    expect(verdict(closed, null)).toBe("narrowed");
    expect(verdict(open, open)).toBe("none");
  });
});

describe("a policy that is elsewhere than its resource", () => {
  const open = policy(of("*", allow("execute-api:Invoke")));
  test("is named as the resource is", () => {
    const changes: Change[] = [
      kept("aws_api_gateway_rest_api.api", { id: "abc", name: "api" }),
      {
        address: "aws_api_gateway_rest_api_policy.policy",
        after: { policy: open },
        unknown: { rest_api_id: true },
        configured: { rest_api_id: ["aws_api_gateway_rest_api.api.id"], policy: [] },
      },
    ];
    expect(rowsOf(reviewPlans(plan(changes)))).toEqual(["REST API abc: widened"]);
  });
  test("leaves a REST API open where it goes", () => {
    const office = { Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } };
    const before = { rest_api_id: "abc", policy: policy(of("*", allow("execute-api:Invoke", "*", office))) };
    const gone = { address: "aws_api_gateway_rest_api_policy.policy", before };
    expect(rowsOf(reviewPlans(plan([gone])))).toEqual(["REST API abc: widened"]);
    expect(rowsOf(reviewPlans(plan([{ address: "aws_api_gateway_rest_api.a", before: { id: "abc" } }, gone])))).toEqual(
      ["REST API abc: narrowed"],
    );
  });
  test("belongs to one of two things of one name", () => {
    const repository = (domain: string, before: string | null, after: string | null): Change => {
      const values = (document: string | null): Values | null =>
        document === null ? null : { domain, domain_owner: ONE, repository: "r", policy_document: document };
      return {
        address: `aws_codeartifact_repository_permissions_policy.${domain}`,
        before: values(before),
        after: values(after),
      };
    };
    const read = policy(of("*", allow("codeartifact:ReadFromRepository")));
    expect(rowsOf(reviewPlans(plan([repository("a", read, null), repository("b", null, read)])))).toEqual([
      `CodeArtifact repository b/${ONE}/r: widened`,
      `CodeArtifact repository a/${ONE}/r: narrowed`,
    ]);
  });
});
