import { ActionGroups } from "../../../policy/compare/action-groups";
import { Budget } from "../../../policy/compare/solver/budget";
import type { PolicyStatement } from "../../../policy/document";
import { extent, newPatterns, statement } from "./solver/conditions";

function groupsAmong(others: Partial<PolicyStatement>[], budget = new Budget(1_000_000)): ActionGroups {
  return new ActionGroups(
    others.map((other) => extent(other, newPatterns())),
    budget,
  );
}

test.each<[actions: string[], other: string | string[], expected: string[][]]>([
  [["s3:GetObject", "s3:GetObjectAcl"], "sqs:*", [["s3:GetObject", "s3:GetObjectAcl"]]],
  [["s3:GetObject", "s3:GetObjectAcl"], "s3:GetObjectAcl", [["s3:GetObject"], ["s3:GetObjectAcl"]]],
  [["s3:GetObject", "s3:PutObject"], "sqs:*", [["s3:PutObject"], ["s3:GetObject"]]],
  [["s3:GetObject", "s3:GetObjectAcl"], "s3:Get*", [["s3:GetObject", "s3:GetObjectAcl"]]],
  [["s3:GetObject", "s3:Get*"], "sqs:*", [["s3:GetObject"], ["s3:Get*"]]],
])("%j beside %j: %j", (actions, other, expected) => {
  const groups = groupsAmong([{ Action: other }]).of(statement({ Action: actions }));
  expect(groups.map(({ written }) => written)).toEqual(expected);
});

test("a group is represented by the action that readers know best", () => {
  const [group] = groupsAmong([]).of(statement({ Action: ["iam:UpdateAssumeRolePolicy", "iam:PassRole"] }));
  expect(group?.representative).toBe("iam:PassRole");
});

test("a NotAction is one group, with the published actions that it leaves", () => {
  const groups = groupsAmong([]);
  const others = statement({ NotAction: ["s3:*", "iam:*", "sqs:Delete*"] });
  const [group] = groups.of(others);
  expect(group).toMatchObject({ written: undefined, representative: undefined });
  const left = group ? groups.publishedIn(group, others).flatMap(({ written }) => written) : [];
  expect(left).toContain("sqs:SendMessage");
  expect(left.filter((name) => /^(?:s3|iam):|^sqs:Delete/.test(name))).toEqual([]);
});

test("the published actions of a pattern are grouped by risk, the riskiest first", () => {
  const groups = groupsAmong([]);
  const all = statement({ Action: "s3:*" });
  const [group] = groups.of(all);
  const published = group ? groups.publishedIn(group, all) : [];
  expect(published.map(({ risk }) => risk)).toEqual(["escalation", "delete", "write", "read"]);
  expect(published[1]?.written).toContain("s3:DeleteObject");
});

test.each<[actions: string[], risk: string]>([
  [["s3:GetObject"], "write"],
  [["s3:DeleteObject", "s3:GetObject"], "delete"],
  [["iam:PassRole", "s3:DeleteObject"], "escalation"],
])("the risk of %j as a whole is %s", (actions, risk) => {
  expect(groupsAmong([]).riskOf(statement({ Action: actions }))).toBe(risk);
});

test("without a budget no published actions are looked through", () => {
  const budget = new Budget(0);
  budget.spend(1);
  const groups = groupsAmong([{ Action: "s3:Get*" }], budget);
  const all = statement({ Action: "s3:*" });
  const [group] = groups.of(all);
  expect(group && groups.publishedIn(group, all)).toEqual([]);
});
