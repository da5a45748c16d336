import { plan, reviewPlans, trust, role, type Case, expectRight, withoutConfiguration, TWO } from "../building";

describe("plans without configuration", () => {
  test.each<Case>([
    [
      "no config: kms default unknown",
      () =>
        reviewPlans(
          withoutConfiguration(
            plan([{ address: "aws_kms_key.k", after: { description: "x" }, unknown: { policy: true, key_id: true } }]),
          ),
        ),
      "unknown",
    ],
    [
      "no config: role created with unknown lists",
      () =>
        reviewPlans(
          withoutConfiguration(
            plan([
              {
                address: "aws_iam_role.k",
                after: { name: "k", assume_role_policy: trust },
                unknown: { arn: true, managed_policy_arns: true, inline_policy: true },
              },
            ]),
          ),
        ),
      "widened|unknown",
    ],
    [
      "no config: sg created with unknown ingress",
      () =>
        reviewPlans(
          withoutConfiguration(
            plan([
              {
                address: "aws_security_group.k",
                after: { name: "k" },
                unknown: { id: true, ingress: true, egress: true },
              },
            ]),
          ),
        ),
      "unknown",
    ],
    [
      "no config: attachment by unknown arn",
      () =>
        reviewPlans(
          withoutConfiguration(
            plan([
              role("r"),
              { address: "aws_iam_role_policy_attachment.k", after: { role: "r" }, unknown: { policy_arn: true } },
            ]),
          ),
        ),
      "unknown",
    ],
    [
      "no config: bucket created with unknown policy (AWS sets none)",
      () =>
        reviewPlans(
          withoutConfiguration(
            plan([{ address: "aws_s3_bucket.k", after: { bucket: "k" }, unknown: { policy: true, arn: true } }]),
          ),
        ),
      "unknown",
    ],
    [
      "no config: role update with unknown tags_all",
      () =>
        reviewPlans(
          withoutConfiguration(
            plan([{ ...role("r"), after: { ...role("r").after, tags: { a: "b" } }, unknown: { tags_all: true } }]),
          ),
        ),
      "none",
    ],
    [
      "no config: lambda permission replaced",
      () =>
        reviewPlans(
          withoutConfiguration(
            plan([
              {
                address: "aws_lambda_permission.p",
                before: { function_name: "f", action: "lambda:InvokeFunction", principal: TWO, source_arn: "x" },
                after: { function_name: "f", action: "lambda:InvokeFunction", principal: TWO, source_arn: null },
                unknown: { id: true, statement_id_prefix: true },
                actions: ["delete", "create"],
              },
            ]),
          ),
        ),
      "widened",
    ],
  ])("%s", (_, review, right) => {
    expectRight(review(), right);
  });
});
