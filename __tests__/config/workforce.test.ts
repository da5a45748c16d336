import { check, problems } from "./environment";

const POLICY = "arn:aws:iam::123456789012:policy/x";

test.each<[string, unknown, string[]]>([
  ["every default", {}, []],
  ["any pool", { user_pool_id: undefined, any_user_pool: true }, []],
  [
    "no pool",
    { user_pool_id: undefined },
    [
      "workforce.user_pool_id is missing; allowed: the id of the workforce's user pool, or any_user_pool: true, which reaches every pool (W1)",
    ],
  ],
  [
    "any pool beside one",
    { any_user_pool: true },
    [
      "workforce.any_user_pool: found the boolean true; allowed: false beside user_pool_id, which holds the role to one pool",
    ],
  ],
  ["one user pool", { user_pool_id: "eu-west-1_AbCdEf123" }, []],
  [
    "a user pool of another region",
    { user_pool_id: "us-east-1_AbCdEf123" },
    [
      'workforce.user_pool_id: found "us-east-1_AbCdEf123"; allowed: a user pool of the file\'s own region, whose id begins with eu-west-1_',
    ],
  ],
  [
    "the admin role's name",
    { name: "Customer_SageMaker_admin_role" },
    [
      'workforce.name: found "Customer_SageMaker_admin_role"; allowed: a name other than that of roles.admin.name; IAM ignores case',
    ],
  ],
  [
    "one name for both policies",
    { policy_name: "w", deny_policy_name: "W" },
    [
      'workforce.deny_policy_name: found "W"; allowed: a name other than that of workforce.policy_name; IAM ignores case',
    ],
  ],
  [
    "too many policies",
    { extra_policy_arns: Array.from({ length: 9 }, (_, index) => `${POLICY}${index}`) },
    [
      "workforce.extra_policy_arns: found a list of 9; allowed: at most 8, since a role carries 10 policies and has 2 of its own",
    ],
  ],
  [
    "a key with a value",
    { enabled: true },
    [expect.stringMatching(/^workforce: found the unknown key "enabled"/) as string],
  ],
])("%s", (_, workforce, expected) => {
  const chosen: [string, unknown][] = Object.entries({
    user_pool_id: "eu-west-1_AbCdEf123",
    ...(workforce as object),
  });
  const given = Object.fromEntries(chosen.filter(([, value]) => value !== undefined));
  expect(problems({ workforce: given })).toEqual(expected);
});

test("somebody must be able to assume the role, whoever owns the others", () => {
  expect(problems({ base: "existing", federation: undefined, workforce: { any_user_pool: true } })).toEqual([
    "federation is missing; allowed: at least one of saml, oidc, identity_center, principals, since somebody must be able to assume the workforce role",
  ]);
});

test("federation has an effect beside existing roles where there is a workforce role", () => {
  const warnings = (changes: object): string[] =>
    check({ base: "existing", ...changes }).warnings.map(({ message }) => message);
  expect(warnings({})).toEqual(["federation: has no effect with base: existing; the file that owns the roles decides"]);
  expect(warnings({ workforce: { any_user_pool: true } })).toEqual([
    "workforce.any_user_pool: the role reaches every user pool of the region, not the workforce's alone; user_pool_id holds it",
  ]);
});
