import {} from "../../../review/compare/access";
import {} from "../../../review/read";
import { kept, role, EVERYTHING, DENY, type Case, expectRight, planned, policyArn } from "../building";

describe("exclusive attachments of one policy", () => {
  test.each<Case>([
    [
      "exclusive attachment loses a role",
      planned([
        role("r", { managed_policy_arns: [policyArn("p")] }),
        kept("aws_iam_policy.p", { name: "p", arn: policyArn("p"), policy: DENY }),
        {
          address: "aws_iam_policy_attachment.a",
          before: { name: "a", roles: ["r", "s"], policy_arn: policyArn("p") },
          after: { name: "a", roles: ["r"], policy_arn: policyArn("p") },
        },
      ]),
      "widened",
    ],
    [
      "exclusive attachment destroyed detaches from everybody",
      planned([
        kept("aws_iam_policy.p", { name: "p", arn: policyArn("p"), policy: DENY }),
        {
          address: "aws_iam_policy_attachment.a",
          before: { name: "a", roles: ["r"], policy_arn: policyArn("p") },
          after: null,
        },
      ]),
      "widened",
    ],
    [
      "exclusive attachment of aws managed created: others lose",
      planned([
        {
          address: "aws_iam_policy_attachment.a",
          after: { name: "a", roles: ["r"], policy_arn: "arn:aws:iam::aws:policy/AWSDenyAll" },
        },
      ]),
      "widened",
    ],
    [
      "exclusive attachment's policy_arn changes",
      planned([
        role("r"),
        kept("aws_iam_policy.p", { name: "p", arn: policyArn("p"), policy: DENY }),
        kept("aws_iam_policy.q", { name: "q", arn: policyArn("q"), policy: DENY }),
        {
          address: "aws_iam_policy_attachment.a",
          before: { name: "a", roles: ["r"], policy_arn: policyArn("p") },
          after: { name: "a", roles: ["r"], policy_arn: policyArn("q") },
          actions: ["delete", "create"],
        },
      ]),
      "widened",
    ],
    [
      "exclusive attachment with roles known after apply",
      planned([
        kept("aws_iam_policy.p", { name: "p", arn: policyArn("p"), policy: EVERYTHING }),
        {
          address: "aws_iam_policy_attachment.a",
          before: { name: "a", roles: ["r"], policy_arn: policyArn("p") },
          after: { name: "a", policy_arn: policyArn("p") },
          unknown: { roles: true },
        },
      ]),
      "unknown|widened",
    ],
    [
      "exclusive attachment forgotten",
      planned([
        kept("aws_iam_policy.p", { name: "p", arn: policyArn("p"), policy: DENY }),
        {
          address: "aws_iam_policy_attachment.a",
          before: { name: "a", roles: ["r"], policy_arn: policyArn("p") },
          actions: ["forget"],
        },
      ]),
      "none",
    ],
    [
      "exclusive attachment update drops users",
      planned([
        kept("aws_iam_policy.p", { name: "p", arn: policyArn("p"), policy: DENY }),
        {
          address: "aws_iam_policy_attachment.a",
          before: { name: "a", users: ["u"], roles: [], groups: [], policy_arn: policyArn("p") },
          after: { name: "a", users: [], roles: ["r"], groups: [], policy_arn: policyArn("p") },
        },
      ]),
      "widened",
    ],
    [
      "moved exclusive attachment",
      planned([
        kept("aws_iam_policy.p", { name: "p", arn: policyArn("p"), policy: DENY }),
        kept(
          "aws_iam_policy_attachment.b",
          { name: "a", roles: ["r"], policy_arn: policyArn("p") },
          { more: { previous_address: "aws_iam_policy_attachment.a" } },
        ),
      ]),
      "none",
    ],
  ])("%s", (_, review, right) => {
    expectRight(review(), right);
  });
});
