import { plan, policy, allow, of, reviewPlans, ONE, type Values, type Change } from "../building";

describe("restrictions within types", () => {
  const permission = (more: object): Values => ({
    function_name: "f",
    action: "lambda:InvokeFunction",
    principal: "s3.amazonaws.com",
    ...more,
  });
  const grant = (constraints: object[]): Values => ({
    key_id: "k",
    grantee_principal: `arn:aws:iam::${ONE}:role/r`,
    operations: ["Decrypt"],
    constraints,
  });
  const point = (more: object): Values => ({
    name: "p",
    policy: policy(of("*", allow("s3:GetObject"))),
    ...more,
  });
  const lambda = (before: object, after: object): Change[] => [
    {
      address: "aws_lambda_permission.p",
      before: permission(before),
      after: permission(after),
      actions: ["delete", "create"],
    },
  ];
  test.each<[string, Change[], string]>([
    ["a source account goes", lambda({ source_account: ONE }, {}), "widened"],
    ["a source account comes", lambda({}, { source_account: ONE }), "narrowed"],
    ["a source ARN widens", lambda({ source_arn: "arn:aws:s3:::a" }, { source_arn: "arn:aws:s3:::*" }), "widened"],
    ["a source token goes", lambda({ event_source_token: "t" }, {}), "widened"],
    ["a qualifier in the name is the same", lambda({ qualifier: "q" }, { function_name: "f:q" }), "none"],
    [
      "a source that is known after apply",
      [
        {
          address: "aws_lambda_permission.p",
          before: permission({ source_arn: "a" }),
          after: permission({}),
          unknown: { source_arn: true },
        },
      ],
      "unknown",
    ],
    [
      "a grant for exactly one context, then for any with it",
      [
        {
          address: "aws_kms_grant.g",
          before: grant([{ encryption_context_equals: { a: "1" } }]),
          after: grant([{ encryption_context_subset: { a: "1" } }]),
        },
      ],
      "widened",
    ],
    [
      "a grant gets a constraint",
      [{ address: "aws_kms_grant.g", before: grant([]), after: grant([{ encryption_context_subset: { a: "1" } }]) }],
      "narrowed",
    ],
    [
      "an access point's block goes",
      [
        {
          address: "aws_s3_access_point.p",
          before: point({}),
          after: point({ public_access_block_configuration: [{ block_public_policy: false }] }),
        },
      ],
      "widened",
    ],
    [
      "an access point moves into a VPC",
      [
        {
          address: "aws_s3_access_point.p",
          before: point({ vpc_configuration: [] }),
          after: point({ vpc_configuration: [{ vpc_id: "v" }] }),
        },
      ],
      "narrowed",
    ],
  ])("%s: %#", (_, changes, verdict) => {
    expect(reviewPlans(plan(changes)).verdict).toBe(verdict);
  });
});
