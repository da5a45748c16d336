import { compareAccess } from "../../../review/compare/access";
import { readSides } from "../../../review/read";
import {
  stackOf,
  policy,
  allow,
  of,
  reviewMixed,
  trust,
  EVERYTHING,
  READ,
  DENY,
  type Case,
  expectRight,
  compared,
  policyArn,
  parsed,
  ONE,
  TWO,
  written,
  writtenFolder,
} from "../building";

const rp = (text: unknown, more: object = {}) => ({
  aws_iam_role_policy: { x: { role: "r", name: "p", policy: text, ...more } },
});
const details = (
  roles: Record<string, object>,
  policies: Record<string, string> = {},
  account = ONE,
  more: object = {},
) => ({
  RoleDetailList: Object.entries(roles).map(([RoleName, m]) => ({
    RoleName,
    Arn: `arn:aws:iam::${account}:role/${RoleName}`,
    AssumeRolePolicyDocument: parsed(trust),
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    ...m,
  })),
  UserDetailList: [],
  GroupDetailList: [],
  Policies: Object.entries(policies).map(([PolicyName, t]) => ({
    PolicyName,
    Arn: policyArn(PolicyName, account),
    PolicyVersionList: [{ IsDefaultVersion: true, Document: parsed(t) }],
  })),
  ...more,
});
const il = (PolicyName: string, t: string) => ({ PolicyName, PolicyDocument: parsed(t) });
const USER = { UserName: "u", Arn: `arn:aws:iam::${ONE}:user/u`, AttachedManagedPolicies: [] };
const GROUP = { GroupName: "g", Arn: `arn:aws:iam::${ONE}:group/g`, AttachedManagedPolicies: [] };
const acct = { provider: { aws: { allowed_account_ids: [ONE] } } };

describe("account details, and stacks over them", () => {
  test.each<Case>([
    [
      "details vs details: a foreign attachment goes",
      compared(
        details({ r: { AttachedManagedPolicies: [{ PolicyArn: policyArn("d") }] } }, { d: DENY }),
        details({ r: {} }, { d: DENY }),
      ),
      "none",
    ],
    [
      "details: deny detached beside allow",
      compared(
        details(
          { r: { AttachedManagedPolicies: [{ PolicyArn: policyArn("d") }], RolePolicyList: [il("p", EVERYTHING)] } },
          { d: DENY },
        ),
        details({ r: { RolePolicyList: [il("p", EVERYTHING)] } }, { d: DENY }),
      ),
      "widened",
    ],
    [
      "details vs stack attaching a new policy",
      compared(details({ r: { AttachedManagedPolicies: [{ PolicyArn: policyArn("d") }] } }, { d: DENY }), {
        ...acct,
        ...stackOf({
          aws_iam_policy: { n: { name: "n", policy: READ } },
          aws_iam_role_policy_attachment: { x: { role: "r", policy_arn: "${aws_iam_policy.n.arn}" } },
        }),
      }),
      "none",
    ],
    [
      "details vs stack attaching by literal arn a policy of the details",
      compared(details({ r: {} }, { d: EVERYTHING }), {
        ...acct,
        ...stackOf({ aws_iam_role_policy_attachment: { x: { role: "r", policy_arn: policyArn("d") } } }),
      }),
      [`role r@${ONE}: widened`],
    ],
    [
      "details vs stack: managed policy text replaced by name",
      compared(details({ r: { AttachedManagedPolicies: [{ PolicyArn: policyArn("d") }] } }, { d: READ }), {
        ...acct,
        ...stackOf({ aws_iam_policy: { d: { name: "d", policy: EVERYTHING } } }),
      }),
      "widened",
    ],
    [
      "details vs stack: role with managed_policy_arns exclusive drops foreign deny",
      compared(
        details(
          { r: { AttachedManagedPolicies: [{ PolicyArn: policyArn("d") }], RolePolicyList: [il("p", EVERYTHING)] } },
          { d: DENY },
        ),
        {
          ...acct,
          ...stackOf({ aws_iam_role: { r: { name: "r", assume_role_policy: trust, managed_policy_arns: [] } } }),
        },
      ),
      "widened",
    ],
    [
      "details vs stack: trust policy widened",
      compared(details({ r: {} }), {
        ...acct,
        ...stackOf({
          aws_iam_role: {
            r: {
              name: "r",
              assume_role_policy: policy(of({ AWS: "*" }, allow("sts:AssumeRole", "*", { Resource: undefined }))),
            },
          },
        }),
      }),
      "widened",
    ],
    [
      "details vs folder with stacks of two accounts",
      () =>
        reviewMixed(
          {
            "a.tf.json": { ...acct, ...stackOf(rp(READ)) },
            "b.tf.json": { provider: { aws: { allowed_account_ids: [TWO] } }, ...stackOf(rp(READ)) },
          },
          details({ r: { RolePolicyList: [il("p", READ)] } }),
        ),
      [`account ${TWO}@${TWO}: unknown`],
    ],
    [
      "folder with stacks of two accounts vs details, one of which widens",
      () => {
        const account = written(details({ r: { RolePolicyList: [il("p", READ)] } }));
        const folder = writtenFolder({
          "a.tf.json": { ...acct, ...stackOf(rp(EVERYTHING)) },
          "b.tf.json": { provider: { aws: { allowed_account_ids: [TWO] } }, ...stackOf(rp(EVERYTHING)) },
        });
        return compareAccess(readSides(account, folder));
      },
      [`role r@${ONE}: widened`, `account ${TWO}@${TWO}: unknown`],
    ],
    [
      "details vs a stack that calls a module",
      compared(details({ r: {} }), { ...acct, module: { m: { source: "x/y/aws" } } }),
      [`module m@${ONE}: unknown`],
    ],
    [
      "details vs a stack with a type that is not compared",
      compared(details({ r: {} }), {
        ...acct,
        resource: { aws_cloudformation_stack: { s: { name: "s", template_body: "{}" } } },
      }),
      "unknown",
    ],
    [
      "details: user with inline, group membership",
      compared(
        {
          UserDetailList: [{ ...USER, GroupList: ["g"] }],
          GroupDetailList: [{ ...GROUP, GroupPolicyList: [il("p", DENY)] }],
          RoleDetailList: [],
          Policies: [],
        },
        {
          UserDetailList: [{ ...USER, GroupList: [] }],
          GroupDetailList: [{ ...GROUP, GroupPolicyList: [il("p", DENY)] }],
          RoleDetailList: [],
          Policies: [],
        },
      ),
      "none",
    ],
    [
      "details: user leaves denying group, allowed",
      compared(
        {
          UserDetailList: [
            {
              ...USER,
              GroupList: ["g"],
              UserPolicyList: [il("q", EVERYTHING)],
            },
          ],
          GroupDetailList: [{ ...GROUP, GroupPolicyList: [il("p", DENY)] }],
          RoleDetailList: [],
          Policies: [],
        },
        {
          UserDetailList: [{ ...USER, GroupList: [], UserPolicyList: [il("q", EVERYTHING)] }],
          GroupDetailList: [{ ...GROUP, GroupPolicyList: [il("p", DENY)] }],
          RoleDetailList: [],
          Policies: [],
        },
      ),
      "widened",
    ],
    [
      "details without Policies (filtered): attached text not at hand",
      compared(
        {
          RoleDetailList: [
            {
              RoleName: "r",
              Arn: `arn:aws:iam::${ONE}:role/r`,
              AssumeRolePolicyDocument: parsed(trust),
              AttachedManagedPolicies: [{ PolicyArn: policyArn("d") }],
              RolePolicyList: [il("p", DENY)],
            },
          ],
        },
        {
          RoleDetailList: [
            {
              RoleName: "r",
              Arn: `arn:aws:iam::${ONE}:role/r`,
              AssumeRolePolicyDocument: parsed(trust),
              AttachedManagedPolicies: [{ PolicyArn: policyArn("d") }],
              RolePolicyList: [],
            },
          ],
        },
      ),
      "widened",
    ],
    [
      "details of RoleDetailList only (--filter Role) vs all: users appear",
      compared(
        { RoleDetailList: [] },
        {
          UserDetailList: [{ ...USER, GroupList: [], UserPolicyList: [il("q", EVERYTHING)] }],
        },
      ),
      "widened",
    ],
  ])("%s", (_, review, right) => {
    expectRight(review(), right);
  });
});
