import { rowIsProven, rowVerdict } from "../../../review/row";
import {
  allow,
  deny,
  EVERYTHING,
  kept,
  ONE,
  plan,
  policy,
  READ,
  reviewPlans,
  role,
  rowsOf,
  TWO,
  type Change,
  type Values,
} from "../building";

const arn = (name: string): string => `arn:aws:sso:::permissionSet/ssoins-1/${name}`;
const made = (type: string, name: string, after: Values, more: Partial<Change> = {}): Change => ({
  address: `${type}.${name}`,
  after,
  ...more,
});
const gone = (type: string, name: string, before: Values): Change => ({ address: `${type}.${name}`, before });

/** A permission set that was there before. */
const set = (name: string): Change => kept(`aws_ssoadmin_permission_set.${name}`, { name, arn: arn(name) });
const inlineOf = (name: string, text: string): Change =>
  kept(`aws_ssoadmin_permission_set_inline_policy.${name}`, { permission_set_arn: arn(name), inline_policy: text });
const assignment = (name: string, more: Values = {}): Values => ({
  permission_set_arn: arn(name),
  principal_id: "u-1",
  principal_type: "USER",
  target_id: TWO,
  ...more,
});
const ASSIGNMENT = "aws_ssoadmin_account_assignment";
const SETS = [set("reads"), inlineOf("reads", READ), set("all"), inlineOf("all", EVERYTHING)];
const user = (verdict: string): string => `Identity Center user u-1@${TWO}: ${verdict}`;

test.each<[string, Change[], string[]]>([
  ["is made", [made(ASSIGNMENT, "a", assignment("all"))], [user("widened")]],
  ["goes", [gone(ASSIGNMENT, "a", assignment("all"))], [user("narrowed")]],
  ["stays", [kept(`${ASSIGNMENT}.a`, assignment("all"))], []],
  [
    "goes from a user to a group of the same id",
    [
      {
        address: `${ASSIGNMENT}.a`,
        before: assignment("all"),
        after: assignment("all", { principal_type: "GROUP" }),
        actions: ["delete", "create"],
      },
    ],
    [`Identity Center group u-1@${TWO}: widened`, user("narrowed")],
  ],
  ["is of a set that is not at hand", [made(ASSIGNMENT, "a", assignment("elsewhere"))], [user("widened")]],
  [
    "takes the place of one of more access",
    [
      {
        address: `${ASSIGNMENT}.a`,
        before: assignment("all"),
        after: assignment("reads"),
        actions: ["delete", "create"],
      },
    ],
    [user("widened")],
  ],
  [
    "moves to another address",
    [gone(ASSIGNMENT, "a", assignment("all")), made(ASSIGNMENT, "b", assignment("all"))],
    [],
  ],
  [
    "is of a group",
    [made(ASSIGNMENT, "a", assignment("all", { principal_id: "g-1", principal_type: "GROUP" }))],
    [`Identity Center group g-1@${TWO}: widened`],
  ],
  [
    "is of a principal that is known only after apply",
    [made(ASSIGNMENT, "a", { permission_set_arn: arn("all"), target_id: TWO }, { unknown: { principal_id: true } })],
    [`Identity Center user ${ASSIGNMENT}.a.principal_id@${TWO}: widened`],
  ],
  [
    "is of a set that is known only after apply",
    [
      made(
        ASSIGNMENT,
        "a",
        { principal_id: "u-1", target_id: TWO },
        { unknown: { permission_set_arn: true }, configured: { permission_set_arn: ["var.set"] } },
      ),
    ],
    [user("unknown")],
  ],
])("an assignment %s", (_, changes, expected) => {
  expect(rowsOf(reviewPlans(plan([...SETS, ...changes])))).toEqual(expected);
});

test("an assignment of a set that the plan makes is proven by what the set allows", () => {
  const changes: Change[] = [
    made("aws_ssoadmin_permission_set", "s", { name: "s" }, { unknown: { arn: true } }),
    made(
      "aws_ssoadmin_permission_set_inline_policy",
      "s",
      { inline_policy: READ },
      {
        unknown: { permission_set_arn: true },
        configured: { permission_set_arn: ["aws_ssoadmin_permission_set.s.arn"], inline_policy: [] },
      },
    ),
    made(
      ASSIGNMENT,
      "a",
      { principal_id: "u-1", principal_type: "USER", target_id: TWO },
      {
        unknown: { permission_set_arn: true },
        configured: { permission_set_arn: ["aws_ssoadmin_permission_set.s.arn"] },
      },
    ),
  ];
  const row = reviewPlans(plan(changes)).rows.find(({ subject }) => subject.kind === "Identity Center user");
  expect(row && [rowVerdict(row), rowIsProven(row)]).toEqual(["widened", true]);
  expect(row?.comparison.differences[0]?.witness?.action).toBe("s3:GetObject");
  expect(row?.notes[0]?.text).toBe("gets the permission set s");
});

const SET = "permission set reads";
const customer = (name: string, text: string): Change =>
  kept(`aws_iam_policy.${name}`, { name, path: "/", arn: `arn:aws:iam::${ONE}:policy/${name}`, policy: text });
const CUSTOMER = "aws_ssoadmin_customer_managed_policy_attachment";
const attached = (name: string): Values => ({
  permission_set_arn: arn("reads"),
  customer_managed_policy_reference: [{ name, path: "/" }],
});
const BOUNDARY = "aws_ssoadmin_permissions_boundary_attachment";
const boundary = (block: Values): Values => ({ permission_set_arn: arn("reads"), permissions_boundary: [block] });
const byName = boundary({
  customer_managed_policy_reference: [{ name: "limit", path: "/" }],
  managed_policy_arn: null,
});
const byArn = boundary({
  customer_managed_policy_reference: [],
  managed_policy_arn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
});
const S3 = [set("reads"), inlineOf("reads", policy(allow("s3:*")))];

test.each<[string, Change[], string | undefined]>([
  ["a customer's policy is attached", [customer("p", EVERYTHING), made(CUSTOMER, "a", attached("p"))], "widened"],
  ["one that allows nothing more", [customer("p", READ), made(CUSTOMER, "a", attached("p"))], undefined],
  ["one that only denies", [customer("p", policy(deny("s3:*"))), made(CUSTOMER, "a", attached("p"))], "narrowed"],
  ["one that only denied goes", [customer("p", policy(deny("s3:*"))), gone(CUSTOMER, "a", attached("p"))], "widened"],
  ["one that is not at hand is attached", [made(CUSTOMER, "a", attached("p"))], "widened"],
  ["one that is not at hand goes", [gone(CUSTOMER, "a", attached("p"))], "widened"],
  ["a boundary of AWS's comes", [made(BOUNDARY, "b", byArn)], "narrowed"],
  ["a boundary of AWS's goes", [gone(BOUNDARY, "b", byArn)], "widened"],
  ["a customer's boundary comes", [customer("limit", READ), made(BOUNDARY, "b", byName)], "narrowed"],
  ["a customer's boundary goes", [customer("limit", READ), gone(BOUNDARY, "b", byName)], "widened"],
  ["a boundary that forbids nothing goes", [customer("limit", EVERYTHING), gone(BOUNDARY, "b", byName)], undefined],
  ["a boundary that is not at hand goes", [gone(BOUNDARY, "b", byName)], "widened"],
  ["a boundary that is not at hand comes", [made(BOUNDARY, "b", byName)], "changed"],
  [
    "the text of a customer's policy grows",
    [
      {
        ...customer("p", READ),
        after: { name: "p", path: "/", arn: `arn:aws:iam::${ONE}:policy/p`, policy: EVERYTHING },
      },
      kept(`${CUSTOMER}.a`, attached("p")),
    ],
    "widened",
  ],
])("a permission set: %s", (_, changes, expected) => {
  const rows = rowsOf(reviewPlans(plan([...S3, ...changes])))
    .filter((row) => row.startsWith(SET))
    .map((row) => row.replace(`@${ONE}`, ""));
  expect(rows).toEqual(expected === undefined ? [] : [`${SET}: ${expected}`]);
});

const USER = kept("aws_iam_user.u", { name: "u", arn: `arn:aws:iam::${ONE}:user/u` });
const ofUser = kept("aws_iam_user_policy.u", { user: "u", name: "p", policy: READ });
const key = (status: string): Values => ({ user: "u", status });

test.each<[string, Change, string[]]>([
  ["a key is made", made("aws_iam_access_key", "k", key("Active")), ["widened"]],
  ["a key is made that cannot be used", made("aws_iam_access_key", "k", key("Inactive")), []],
  [
    "a key can be used again",
    { address: "aws_iam_access_key.k", before: key("Inactive"), after: key("Active") },
    ["widened"],
  ],
  [
    "a key can no longer be used",
    { address: "aws_iam_access_key.k", before: key("Active"), after: key("Inactive") },
    ["narrowed"],
  ],
  ["a key goes", gone("aws_iam_access_key", "k", key("Active")), ["narrowed"]],
  [
    "a key is made anew",
    { address: "aws_iam_access_key.k", before: key("Active"), after: key("Active"), actions: ["delete", "create"] },
    [],
  ],
  ["a password is made", made("aws_iam_user_login_profile", "p", { user: "u" }), ["widened"]],
  ["a password goes", gone("aws_iam_user_login_profile", "p", { user: "u" }), ["narrowed"]],
  ["a key of a user that is not at hand", made("aws_iam_access_key", "k", { user: "x" }), ["widened"]],
])("a user: %s", (_, change, expected) => {
  expect(reviewPlans(plan([USER, ofUser, change])).rows.map(rowVerdict)).toEqual(expected);
});

test("a key shows what the user may do", () => {
  const [row] = reviewPlans(plan([USER, ofUser, made("aws_iam_access_key", "k", key("Active"))])).rows;
  expect(row?.notes[0]?.text).toContain("is a way in for the user u; not all policies of u are at hand");
  expect(row?.comparison.differences[0]).toMatchObject({ actions: ["s3:GetObject"], proven: false });
});

const roleArn = `arn:aws:iam::${ONE}:role/r`;
const ROLE = role("r", { inline_policy: [{ name: "p", policy: EVERYTHING }] });
const transfer = (text?: string): Values => ({ user_name: "t", role: roleArn, policy: text ?? "" });

test.each<[string, string, Values, Values, string[]]>([
  ["a session policy comes", "aws_transfer_user", transfer(), transfer(READ), ["narrowed"]],
  ["a session policy goes", "aws_transfer_user", transfer(READ), transfer(), ["widened"]],
  ["a session policy grows", "aws_transfer_access", transfer(READ), transfer(EVERYTHING), ["widened"]],
  [
    "a session policy says the same",
    "aws_transfer_user",
    transfer(READ),
    transfer(policy(allow("s3:getobject"))),
    ["changed"],
  ],
  ["a session policy cannot be read", "aws_transfer_user", transfer("{"), transfer(READ), ["widened"]],
])("a user of a file transfer: %s", (_, type, before, after, expected) => {
  expect(reviewPlans(plan([ROLE, { address: `${type}.t`, before, after }])).rows.map(rowVerdict)).toEqual(expected);
});

test.each<[string, Values]>([
  ["aws_eks_pod_identity_association", { role_arn: roleArn }],
  ["aws_cognito_identity_pool_roles_attachment", { roles: { unauthenticated: roleArn } }],
  ["aws_cognito_user_group", { role_arn: roleArn }],
  ["aws_rolesanywhere_profile", { role_arns: [roleArn] }],
])("%s acts as the role that it names", (type, values) => {
  const verdicts = (before: Values | null, after: Values | null): string[] =>
    reviewPlans(plan([ROLE, { address: `${type}.x`, before, after }])).rows.map(rowVerdict);
  expect(verdicts(null, values)).toEqual(["widened"]);
  expect(verdicts({}, values)).toEqual(["widened"]);
  expect(verdicts(values, {})).toEqual(["narrowed"]);
});
