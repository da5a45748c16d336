import { rowIsProven, rowVerdict } from "../../../review/row";
import {
  allow,
  EVERYTHING,
  kept,
  ONE,
  plan,
  policy,
  READ,
  reviewPlans,
  role,
  TWO,
  type Change,
  type Values,
} from "../building";

const USER = kept("aws_iam_user.u", { name: "u", arn: `arn:aws:iam::${ONE}:user/u` });
const GIT = policy(allow(["codecommit:GitPull", "s3:GetObject"]));
const ofUser = kept("aws_iam_user_policy.u", { user: "u", name: "p", policy: GIT });
/** Makes, destroys or changes the only resource of a type. */
const change = (type: string, before: Values | null, after: Values | null): Change => ({
  address: `${type}.x`,
  before,
  after,
  ...(before !== null && after !== null && { actions: ["delete", "create"] }),
});

/** The verdicts, and the actions that rows speak of. */
function said(...changes: Change[]): { readonly verdicts: string[]; readonly actions: string[] } {
  const { rows } = reviewPlans(plan(changes));
  return {
    verdicts: rows.map(rowVerdict),
    actions: rows.flatMap(({ comparison }) => comparison.differences.flatMap(({ actions }) => actions ?? [])),
  };
}

const CERTIFICATE = "aws_iam_signing_certificate";
const SSH = "aws_iam_user_ssh_key";
const SPECIFIC = "aws_iam_service_specific_credential";
const BOTH = ["codecommit:GitPull", "s3:GetObject"];

test.each<[string, string, Values | null, Values | null, string[], string[]]>([
  ["a certificate comes", CERTIFICATE, null, { user_name: "u", status: "Active" }, ["widened"], BOTH],
  ["a certificate that cannot be used comes", CERTIFICATE, null, { user_name: "u", status: "Inactive" }, [], []],
  [
    "a certificate can be used again",
    CERTIFICATE,
    { user_name: "u", status: "Inactive" },
    { user_name: "u", status: "Active" },
    ["widened"],
    BOTH,
  ],
  ["a certificate goes", CERTIFICATE, { user_name: "u", status: "Active" }, null, ["narrowed"], []],
  ["a key for SSH comes: for Git only", SSH, null, { username: "u" }, ["widened"], ["codecommit:GitPull"]],
  ["a key for SSH goes", SSH, { username: "u" }, null, ["narrowed"], []],
  [
    "a password for Git comes: for Git only",
    SPECIFIC,
    null,
    { user_name: "u", service_name: "codecommit.amazonaws.com" },
    ["widened"],
    ["codecommit:GitPull"],
  ],
  [
    "a password for what the user may not use",
    SPECIFIC,
    null,
    { user_name: "u", service_name: "cassandra.amazonaws.com" },
    ["widened"],
    [],
  ],
  [
    "a password for a service that is not known",
    SPECIFIC,
    null,
    { user_name: "u", service_name: "future.amazonaws.com" },
    ["widened"],
    BOTH,
  ],
])("credentials: %s", (_, type, before, after, verdicts, actions) => {
  const found = said(USER, ofUser, change(type, before, after));
  expect(found.verdicts).toEqual(verdicts);
  expect([...found.actions].sort()).toEqual(actions);
});

const SET = "arn:aws:sso:::permissionSet/ssoins-1/reads";
const assigned = (group: string): Change[] => [
  kept("aws_ssoadmin_permission_set.s", { name: "reads", arn: SET }),
  kept("aws_ssoadmin_permission_set_inline_policy.s", { permission_set_arn: SET, inline_policy: READ }),
  kept("aws_ssoadmin_account_assignment.a", {
    permission_set_arn: SET,
    principal_id: group,
    principal_type: "GROUP",
    target_id: TWO,
  }),
];
const member = (group: string, user = "u-1"): Values => ({ group_id: group, member_id: user });
const MEMBER = "aws_identitystore_group_membership";

test.each<[string, Values | null, Values | null, string[], string[]]>([
  ["joins a group with a set", null, member("g-1"), ["widened"], ["s3:GetObject"]],
  ["joins a group of which nothing is at hand", null, member("g-2"), ["widened"], []],
  ["leaves", member("g-1"), null, ["narrowed"], []],
  ["moves to the group with the set", member("g-2"), member("g-1"), ["widened"], ["s3:GetObject"]],
  ["makes room for another", member("g-1"), member("g-1", "u-2"), ["widened"], ["s3:GetObject"]],
  ["stays", member("g-1"), member("g-1"), [], []],
])("Identity Center: somebody %s", (_, before, after, verdicts, actions) => {
  expect(said(...assigned("g-1"), change(MEMBER, before, after))).toEqual({ verdicts, actions });
});

test("a set that comes to a group is the assignment's row, and not one of each member", () => {
  const [set, inline, assignment] = assigned("g-1") as [Change, Change, Change];
  const { rows } = reviewPlans(
    plan([set, inline, { ...assignment, before: null }, kept(`${MEMBER}.x`, member("g-1"))]),
  );
  expect(rows.map(({ subject }) => subject.kind)).toEqual(["Identity Center group"]);
});

const roleArn = (name: string): string => `arn:aws:iam::${ONE}:role/${name}`;
const POOL = [
  role("strong", { inline_policy: [{ name: "p", policy: EVERYTHING }] }),
  role("weak", { inline_policy: [{ name: "p", policy: READ }] }),
  ...["strong", "weak"].map((name) =>
    kept(`aws_cognito_user_group.${name}`, { name, user_pool_id: "pool", role_arn: roleArn(name) }),
  ),
];
const inPool = (group: string): Values => ({ user_pool_id: "pool", group_name: group, username: "u" });

test.each<[string, Values | null, Values | null, string[]]>([
  ["joins", null, inPool("weak"), ["widened true"]],
  ["joins a group that is not at hand", null, inPool("else"), ["widened false"]],
  ["leaves", inPool("weak"), null, ["narrowed true"]],
  ["leaves a group that is not at hand", inPool("else"), null, ["narrowed true"]],
  ["moves up", inPool("weak"), inPool("strong"), ["widened true"]],
  ["moves down", inPool("strong"), inPool("weak"), ["narrowed true"]],
])("a user pool: somebody %s", (_, before, after, expected) => {
  const { rows } = reviewPlans(plan([...POOL, change("aws_cognito_user_in_group", before, after)]));
  expect(rows.map((row) => `${rowVerdict(row)} ${rowIsProven(row)}`)).toEqual(expected);
});
