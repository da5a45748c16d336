import type { Principal } from "../../policy/document";
import type { Row } from "../../review/model";
import { rankNewRoles } from "../../review/new-roles";
import { rowRisk } from "../../review/row";
import { difference, row } from "./render/sample";

const ec2: Principal = { type: "Service", id: "ec2.amazonaws.com" };
const root: Principal = { type: "AWS", id: "arn:aws:iam::111122223333:root" };

const trust = (principals: Principal[], parts: Parameters<typeof row>[0] = {}): Row =>
  row({
    kind: "trust policy of role",
    name: "r",
    created: true,
    differences: [difference({ actions: ["sts:AssumeRole"], principals })],
    ...parts,
  });

const role = (risk: "delete" | "read", parts: Parameters<typeof row>[0] = {}): Row =>
  row({ name: "r", created: true, differences: [difference({ risk })], ...parts });

const unknown = { differences: [], unknown: ["aws_iam_policy.later.policy"] };

test.each<[string, Row[], string]>([
  ["a service, of a role that may delete", [trust([ec2]), role("delete")], "delete"],
  ["a service, of a role that may read", [trust([ec2]), role("read")], "read"],
  ["a service, of a role that may do nothing", [trust([ec2])], "read"],
  ["a service, of a role whose policies are not known yet", [trust([ec2]), role("read", unknown)], "escalation"],
  [
    "a service, of a role of that name elsewhere",
    [trust([ec2], { account: "1" }), role("delete", { account: "2" })],
    "read",
  ],
  ["an account", [trust([root]), role("read")], "escalation"],
  ["a service and an account", [trust([ec2, root]), role("read")], "escalation"],
  ["a service, of a role that exists", [trust([ec2], { created: false }), role("read")], "escalation"],
])("the trust of %s, is %s", (_, rows, expected) => {
  const [first] = rankNewRoles(rows);
  expect(first && rowRisk(first)).toBe(expected);
});
