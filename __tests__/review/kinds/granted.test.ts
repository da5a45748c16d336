import { rowIsProven, rowRisk, rowVerdict } from "../../../review/row";
import { ONE, plan, reviewFolders, reviewPlans, TWO, type Change, type Values } from "../building";

const a = `arn:aws:iam::${ONE}:role/a`;
const b = `arn:aws:iam::${ONE}:role/b`;

function said(type: string, before: Values | null, after: Values | null, more: Partial<Change> = {}): string[] {
  const { rows } = reviewPlans(plan([{ address: `${type}.x`, before, after, ...more }]));
  return rows.map((row) => `${rowVerdict(row)} ${rowRisk(row)} ${rowIsProven(row) ? "proven" : "not proven"}`);
}

const entry = (groups: string[], who = a, more: Values = {}): Values => ({
  cluster_name: "c",
  principal_arn: who,
  kubernetes_groups: groups,
  ...more,
});
const access = (policy: string, ...namespaces: string[]): Values => ({
  cluster_name: "c",
  principal_arn: a,
  policy_arn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
  access_scope: [namespaces.length > 0 ? { type: "namespace", namespaces } : { type: "cluster" }],
});
const lake = (permissions: string[], more: Values = {}): Values => ({
  principal: a,
  permissions,
  permissions_with_grant_option: [],
  database: [{ name: "sales" }],
  ...more,
});
const share = (principal: string, name = "one"): Values => ({
  principal,
  resource_share_arn: `arn:aws:ram:eu-west-1:${ONE}:resource-share/${name}`,
});
const s3 = (permission: string, who = a, prefix = "b/*"): Values => ({
  permission,
  grantee: [{ grantee_type: "IAM", grantee_identifier: who }],
  access_grants_location_id: "default",
  access_grants_location_configuration: [{ s3_sub_prefix: prefix }],
});

test.each<[string, string, Values | null, Values | null, string[]]>([
  ["somebody comes", "aws_eks_access_entry", null, entry([]), ["widened write proven"]],
  ["somebody goes", "aws_eks_access_entry", entry(["view"]), null, ["narrowed write proven"]],
  ["somebody else", "aws_eks_access_entry", entry(["view"]), entry(["view"], b), ["widened write proven"]],
  ["one group more", "aws_eks_access_entry", entry(["view"]), entry(["view", "edit"]), ["widened write proven"]],
  [
    "the group that may do everything",
    "aws_eks_access_entry",
    entry([]),
    entry(["system:masters"]),
    ["widened escalation proven"],
  ],
  ["one group less", "aws_eks_access_entry", entry(["view", "edit"]), entry(["view"]), ["narrowed write proven"]],
  ["the same groups", "aws_eks_access_entry", entry(["a", "b"]), entry(["b", "a"]), []],
  [
    "a policy comes",
    "aws_eks_access_policy_association",
    null,
    access("AmazonEKSViewPolicy"),
    ["widened escalation proven"],
  ],
  [
    "another policy",
    "aws_eks_access_policy_association",
    access("AmazonEKSViewPolicy"),
    access("AmazonEKSClusterAdminPolicy"),
    ["widened escalation proven"],
  ],
  [
    "one namespace more",
    "aws_eks_access_policy_association",
    access("AmazonEKSViewPolicy", "n"),
    access("AmazonEKSViewPolicy", "n", "m"),
    ["widened escalation proven"],
  ],
  [
    "the whole cluster",
    "aws_eks_access_policy_association",
    access("AmazonEKSViewPolicy", "n"),
    access("AmazonEKSViewPolicy"),
    ["widened escalation proven"],
  ],
  [
    "a namespace only",
    "aws_eks_access_policy_association",
    access("AmazonEKSViewPolicy"),
    access("AmazonEKSViewPolicy", "n"),
    ["narrowed escalation proven"],
  ],
  ["a grant comes", "aws_lakeformation_permissions", null, lake(["SELECT"]), ["widened read proven"]],
  ["a grant goes", "aws_lakeformation_permissions", lake(["SELECT"]), null, ["narrowed read proven"]],
  ["more", "aws_lakeformation_permissions", lake(["SELECT"]), lake(["SELECT", "DELETE"]), ["widened delete proven"]],
  ["everything", "aws_lakeformation_permissions", lake(["SELECT"]), lake(["ALL"]), ["widened escalation proven"]],
  [
    "no more everything",
    "aws_lakeformation_permissions",
    lake(["ALL"]),
    lake(["SELECT"]),
    ["narrowed escalation proven"],
  ],
  [
    "may be passed on",
    "aws_lakeformation_permissions",
    lake(["SELECT"]),
    lake(["SELECT"], { permissions_with_grant_option: ["SELECT"] }),
    ["widened escalation proven"],
  ],
  [
    "another database",
    "aws_lakeformation_permissions",
    lake(["SELECT"]),
    lake(["SELECT"], { database: [{ name: "salaries" }] }),
    ["widened read proven"],
  ],
  ["another account", "aws_ram_principal_association", null, share(TWO), ["widened crossAccount proven"]],
  ["no longer another account", "aws_ram_principal_association", share(TWO), null, ["narrowed crossAccount proven"]],
  ["in another share", "aws_ram_principal_association", share(TWO), share(TWO, "two"), ["widened crossAccount proven"]],
  [
    "one more resource",
    "aws_ram_resource_association",
    null,
    { resource_arn: `arn:aws:ec2:eu-west-1:${ONE}:subnet/s`, resource_share_arn: share(TWO).resource_share_arn },
    ["widened crossAccount proven"],
  ],
  ["reads", "aws_s3control_access_grant", null, s3("READ"), ["widened read proven"]],
  ["writes, too", "aws_s3control_access_grant", s3("READ"), s3("READWRITE"), ["widened write proven"]],
  ["reads only", "aws_s3control_access_grant", s3("READWRITE"), s3("READ"), ["narrowed write proven"]],
  ["more objects", "aws_s3control_access_grant", s3("READ"), s3("READ", a, "*"), ["widened read proven"]],
])("%s: %s", (_, type, before, after, expected) => {
  expect(said(type, before, after)).toEqual(expected);
});

test("whom a grant that comes is for may be known only after apply: it widens, not proven", () => {
  const { principal_arn: _, ...rest } = entry([]);
  const more = { unknown: { principal_arn: true }, configured: { cluster_name: [], principal_arn: [] } };
  expect(said("aws_eks_access_entry", null, rest, more)).toEqual(["widened write not proven"]);
  expect(said("aws_eks_access_entry", entry([]), rest, more)).toEqual(["widened write not proven"]);
});

test("what nobody writes stays as AWS has it", () => {
  const { kubernetes_groups: _, ...rest } = entry(["view"]);
  const more = { unknown: { kubernetes_groups: true }, configured: { cluster_name: [], principal_arn: [] } };
  expect(said("aws_eks_access_entry", entry(["view"]), { ...rest, tags: { a: "b" } }, more)).toEqual([]);
});

test("in stacks the same expression is the same principal", () => {
  const stack = (groups: string[], role: string): Values => ({
    resource: {
      aws_iam_role: { [role]: { name: role, assume_role_policy: "{}" } },
      aws_eks_access_entry: {
        x: { cluster_name: "c", principal_arn: `\${aws_iam_role.${role}.arn}`, kubernetes_groups: groups },
      },
    },
  });
  const verdict = (before: Values, after: Values): string[] =>
    reviewFolders({ "a.tf.json": before }, { "a.tf.json": after })
      .rows.filter(({ subject }) => subject.kind === "eks access entry")
      .map(rowVerdict);
  expect(verdict(stack(["view"], "r"), stack(["view"], "r"))).toEqual([]);
  expect(verdict(stack(["view"], "r"), stack(["view", "edit"], "r"))).toEqual(["widened"]);
  expect(verdict(stack(["view"], "r"), stack(["view"], "s"))).toEqual(["widened"]);
});
