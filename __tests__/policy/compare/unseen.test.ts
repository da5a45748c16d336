import { compareIdentity, type Access, type Unseen, type Verdict } from "../../../policy/compare";
import type { PolicyStatement } from "../../../policy/document";
import { parsePolicy } from "../../../policy/parse";

type Part = Partial<PolicyStatement>;

function policy(name: string, statements: readonly Part[]) {
  const Statement = statements.map((part) => ({ Effect: "Allow", Action: "s3:*", Resource: "*", ...part }));
  return parsePolicy({ Version: "2012-10-17", Statement }, name);
}

function access(statements: readonly Part[], boundary?: readonly Part[]): Access {
  return { identity: [policy("p", statements)], ...(boundary && { boundary: [policy("b", boundary)] }) };
}

const read: Part = { Action: "s3:GetObject" };
const deny: Part = { Effect: "Deny", Action: "s3:GetObject" };
const denyAll: Part = { Effect: "Deny", Action: "*" };
const [policies, boundary, both]: Unseen[] = [
  { policies: true },
  { boundary: true },
  { policies: true, boundary: true },
];

const none: [Verdict, boolean] = ["none", true];
const widened: [Verdict, boolean] = ["widened", true];
const perhaps: [Verdict, boolean] = ["widened", false];
const changed: [Verdict, boolean] = ["changed", false];
const narrowed: [Verdict, boolean] = ["narrowed", true];

test.each<[string, Unseen | undefined, Access, Access, [Verdict, boolean]]>([
  ["nothing changes", policies, access([read, deny]), access([deny, read]), none],
  ["an Allow is added", policies, access([]), access([read]), widened],
  ["an Allow goes: others may still allow it", policies, access([read]), access([]), changed],
  ["a Deny goes over what is allowed", policies, access([read, deny]), access([read]), widened],
  ["a Deny goes over what others may allow", policies, access([deny]), access([]), perhaps],
  ["the same, with no other policies", undefined, access([deny]), access([]), none],
  [
    "a Deny is loosened by a condition",
    policies,
    access([deny]),
    access([{ ...deny, Resource: "arn:aws:s3:::a" }]),
    perhaps,
  ],
  ["a Deny is added over what is allowed", policies, access([read]), access([read, deny]), narrowed],
  ["a Deny is added over what others may allow", policies, access([]), access([deny]), changed],
  ["one Deny goes and another comes", policies, access([deny]), access([{ ...deny, Action: "s3:PutObject" }]), perhaps],
  ["a boundary goes", policies, access([], [read]), access([]), perhaps],
  ["a boundary goes that limits what is allowed", policies, access([{}], [read]), access([{}]), widened],
  ["a boundary is loosened", policies, access([], [read]), access([], [{}]), perhaps],
  ["a boundary is replaced", policies, access([], [read]), access([], [{ Action: "s3:PutObject" }]), perhaps],
  ["a boundary is set", policies, access([]), access([], [read]), changed],
  ["a boundary is set that limits what is allowed", policies, access([{}]), access([{}], [read]), narrowed],
  ["a boundary stays", policies, access([], [read]), access([], [read]), none],
  [
    "an Allow is added outside of the boundary",
    policies,
    access([], [read]),
    access([{ Action: "sqs:*" }], [read]),
    none,
  ],
  ["an Allow is added within an unseen boundary", boundary, access([]), access([read]), perhaps],
  ["an Allow goes within an unseen boundary", boundary, access([read]), access([]), changed],
  ["nothing changes within an unseen boundary", boundary, access([read]), access([read]), none],
  ["a Deny goes within an unseen boundary", both, access([denyAll]), access([]), perhaps],
  ["an Allow is added that a Deny takes away", both, access([denyAll]), access([read, denyAll]), none],
])("%s, beside %j", (_, unseen, before, after, [verdict, proven]) => {
  const comparison = compareIdentity(before, after, unseen && { unseen });
  expect({ verdict: comparison.verdict, proven: comparison.proven }).toEqual({ verdict, proven });
  for (const difference of comparison.differences) {
    expect(difference.proven).toBe(difference.witness !== undefined);
    if (!difference.proven) expect(difference.message).toMatch(/not at hand/);
  }
});

test("one change is one difference, and an unproven one has the risk of what may be possible", () => {
  const before = access([read, { Effect: "Deny", Action: ["s3:GetObject", "iam:*"] }]);
  const { differences } = compareIdentity(before, access([read]), { unseen: { policies: true } });
  expect(differences.map(({ verdict, proven, risk }) => [verdict, proven, risk])).toEqual([
    ["widened", false, "escalation"],
    ["widened", true, "read"],
  ]);
  const [alone] = compareIdentity(access([read, deny]), access([read]), { unseen: { policies: true } }).differences;
  expect(alone).toMatchObject({ verdict: "widened", proven: true, risk: "read" });
});

test.each<[string, Access, Access]>([
  ["beside a Deny that becomes known then", access([deny]), { ...access([read]), unknown: ["later"] }],
  ["beside one that is new", access([]), { ...access([read]), unknown: ["later"] }],
  ["beside one whose text before is not known either", { ...access([]), unknown: ["later"] }, access([read])],
])("an Allow %s is not proven: what is known only after apply may forbid it", (_, before, after) => {
  const comparison = compareIdentity(before, after);
  expect(comparison).toMatchObject({ verdict: "widened", proven: false });
  expect(comparison.differences.map(({ witness }) => witness)).toEqual([undefined]);
});
