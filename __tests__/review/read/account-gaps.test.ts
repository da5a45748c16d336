import { gapsIn, uncountedCarriers } from "../../../review/read/account-gaps";
import type { Fields } from "../../../review/read/resource";
import { allow, ONE, policy, reviewSides, rowsOf } from "../building";

const TEXT: unknown = JSON.parse(policy(allow("s3:GetObject")));
const POLICY = `arn:aws:iam::${ONE}:policy/p`;

const role = {
  ...{ RoleName: "r", Arn: `arn:aws:iam::${ONE}:role/r` },
  ...{ AssumeRolePolicyDocument: TEXT, RolePolicyList: [], AttachedManagedPolicies: [{ PolicyArn: POLICY }] },
};
const user = { UserName: "u", Arn: `arn:aws:iam::${ONE}:user/u`, AttachedManagedPolicies: [], GroupList: [] };
const group = { GroupName: "g", Arn: `arn:aws:iam::${ONE}:group/g`, AttachedManagedPolicies: [] };
const managed = {
  ...{ PolicyName: "p", Arn: POLICY, AttachmentCount: 1 },
  PolicyVersionList: [{ IsDefaultVersion: true, Document: TEXT }],
};
const WHOLE = { RoleDetailList: [role], UserDetailList: [user], GroupDetailList: [group], Policies: [managed] };

const allGaps = (details: Fields) => [...gapsIn(details), ...uncountedCarriers(details)];

/** An object without a key. */
const without = (fields: object, key: string): object =>
  Object.fromEntries(Object.entries(fields).filter(([one]) => one !== key));

test("what AWS prints lacks nothing", () => {
  expect(allGaps(WHOLE)).toEqual([]);
  expect(reviewSides(WHOLE, WHOLE).verdict).toBe("none");
});

test.each<[string, object, string, string]>([
  [
    "a role's policies",
    { RoleDetailList: [without(role, "AttachedManagedPolicies")], Policies: [] },
    "role r",
    "without AttachedManagedPolicies",
  ],
  ["its inline policies", { RoleDetailList: [without(role, "RolePolicyList")] }, "role r", "without RolePolicyList"],
  [
    "its trust policy",
    { RoleDetailList: [{ ...role, AssumeRolePolicyDocument: null }] },
    "role r",
    "without AssumeRolePolicyDocument",
  ],
  ["a user's groups", { UserDetailList: [without(user, "GroupList")] }, "user u", "without GroupList"],
  [
    "a group's policies",
    { GroupDetailList: [without(group, "AttachedManagedPolicies")] },
    "group g",
    "without AttachedManagedPolicies",
  ],
  [
    "a policy's version in force",
    { Policies: [{ ...managed, PolicyVersionList: [{ IsDefaultVersion: false, Document: TEXT }] }] },
    "managed policy p",
    "without the text of the version that is in force (IsDefaultVersion)",
  ],
  [
    "its text",
    { Policies: [{ ...managed, PolicyVersionList: [{ IsDefaultVersion: true }] }] },
    "managed policy p",
    "without the text of the version that is in force (IsDefaultVersion)",
  ],
  [
    "who carries it, as --filter Role LocalManagedPolicy cuts",
    { UserDetailList: [], GroupDetailList: [], Policies: [{ ...managed, AttachmentCount: 3 }] },
    "managed policy p",
    "on 3 roles, users and groups, of which 1 are there",
  ],
  [
    "the policies that are attached, as --filter Role cuts",
    { UserDetailList: [], GroupDetailList: [], Policies: [] },
    "managed policy p",
    "attached, and not among Policies",
  ],
  [
    "whole lists",
    { UserDetailList: undefined, GroupDetailList: undefined },
    `account ${ONE}`,
    "without UserDetailList and GroupDetailList",
  ],
])("without %s it is not known, on either side, and a row says so", (_, change, of, lacks) => {
  const details = { ...WHOLE, ...change };
  expect(allGaps(details).map(({ kind, name, ...gap }) => [`${kind} ${name}`, gap.lacks])).toEqual([[of, lacks]]);
  for (const [before, after] of [
    [WHOLE, details],
    [details, WHOLE],
    [details, details],
  ] as const) {
    const review = reviewSides(before, after);
    const said = review.rows.filter(({ notes }) => notes.some(({ text }) => text.includes(lacks)));
    expect(said.map(({ subject: { kind, name } }) => `${kind} ${name}`)).toEqual([of]);
    expect(["unknown", "widened"]).toContain(review.verdict);
  }
  expect(rowsOf(reviewSides(details, details))).toEqual([`${of}@${ONE}: unknown`]);
});
