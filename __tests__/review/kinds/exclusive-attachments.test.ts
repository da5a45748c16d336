import {
  kept,
  role,
  EVERYTHING,
  DENY,
  READ,
  type Case,
  type Change,
  expectRight,
  planned,
  policyArn,
  trust,
} from "../building";

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

describe("exclusive lists of inline policies", () => {
  const list = (before: string[], after: string[]): Change => ({
    address: "aws_iam_role_policies_exclusive.e",
    before: { role_name: "r", policy_names: before },
    after: { role_name: "r", policy_names: after },
  });
  const inlineOf = (name: string, text: string): Change => ({
    address: `aws_iam_role_policy.${name}`,
    before: { role: "r", name, policy: text },
  });
  test.each<Case>([
    ["a name that goes takes a policy away, which may have denied", planned([list(["a", "b"], ["a"])]), "widened"],
    ["a name that comes takes none away", planned([list(["a"], ["a", "b"])]), "none"],
    ["the text of what goes is at hand", planned([list(["a", "b"], ["a"]), inlineOf("b", READ)]), "changed"],
    ["the text of what goes denied", planned([list(["a", "b"], ["a"]), inlineOf("b", DENY)]), "widened"],
    [
      "the role shows that it has no such policy",
      planned([role("r", { inline_policy: [] }), list(["a", "b"], ["a"])]),
      "none",
    ],
  ])("%s", (_, review, right) => {
    expectRight(review(), right);
  });
});

describe("exclusive lists that take away what a resource of its own gives", () => {
  const text = kept("aws_iam_role_policy.x", { role: "r", name: "x", policy: DENY });
  const attachedArn = "arn:aws:iam::aws:policy/AWSDenyAll";
  const attached = kept("aws_iam_role_policy_attachment.x", {
    role: "r",
    policy_arn: attachedArn,
  });
  const all = kept("aws_iam_role_policy.y", { role: "r", name: "y", policy: EVERYTHING });
  const names = (before: string[] | null, after: string[] | null, unknown = {}): Change => ({
    address: "aws_iam_role_policies_exclusive.e",
    before: before && { role_name: "r", policy_names: before },
    after: after && { role_name: "r", policy_names: after },
    unknown,
  });
  const arns = (before: string[], after: string[]): Change => ({
    address: "aws_iam_role_policy_attachments_exclusive.e",
    before: { role_name: "r", policy_arns: before },
    after: { role_name: "r", policy_arns: after },
  });
  const other = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  const own = (before: string[], after: string[]): Change => ({
    ...role("r"),
    before: { name: "r", assume_role_policy: trust, managed_policy_arns: before },
    after: { name: "r", assume_role_policy: trust, managed_policy_arns: after },
  });
  test.each<Case>([
    ["the list loses an inline policy", planned([role("r"), text, all, names(["x", "y"], ["y"])]), "widened"],
    ["a list without it comes", planned([role("r"), text, all, names(null, ["y"])]), "widened"],
    ["the list gets it, an Allow", planned([role("r"), text, all, names(["x"], ["x", "y"])]), "widened"],
    ["the list names it before and after", planned([role("r"), text, all, names(["x", "y"], ["y", "x"])]), "none"],
    [
      "which names it has is known only after apply",
      planned([role("r"), text, all, names(["x", "y"], ["y"], { policy_names: true })]),
      "none",
    ],
    ["the list loses a managed policy", planned([role("r"), attached, all, arns([attachedArn], [])]), "widened"],
    [
      "the role's own list loses a managed policy",
      planned([own([attachedArn, other], [other]), attached, all]),
      "widened",
    ],
    ["the role's own list says the same", planned([own([other], [other]), attached, all]), "none"],
    [
      "the list keeps a managed policy",
      planned([role("r"), attached, all, arns([attachedArn], [attachedArn])]),
      "none",
    ],
  ])("%s", (_, review, right) => {
    expectRight(review(), right);
  });
});
