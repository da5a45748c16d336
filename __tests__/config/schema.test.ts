import { check, problems } from "./environment";

const OWN = "arn:aws:iam::123456789012";

test("every default is filled in", () => {
  expect(check().environment).toMatchInlineSnapshot(`
    {
      "access": {
        "buckets": {
          "reads_in_account_only": false,
          "reserved_prefixes": [
            "ams-",
            "mc-",
          ],
        },
        "own_account_only": false,
        "robomaker": false,
      },
      "account": "123456789012",
      "backend": {
        "local": {},
      },
      "base": "managed",
      "federation": {
        "saml": {
          "provider_arns": [
            "arn:aws:iam::123456789012:saml-provider/idp",
          ],
        },
        "session_tags": false,
        "source_identity": false,
      },
      "region": "eu-west-1",
      "roles": {
        "admin": {
          "extra_policy_arns": [],
          "integrations": true,
          "max_session_hours": 1,
          "name": "customer_sagemaker_admin_role",
          "path": "/",
          "policy_names": {
            "deny": "customer_sagemaker_deny_policy",
            "integrations": "customer_sagemaker_admin_policy_3",
            "names": "customer_sagemaker_admin_policy_2",
            "sagemaker": "customer_sagemaker_admin_policy",
          },
        },
        "execution": {
          "extra_policy_arns": [],
          "glue": true,
          "max_session_hours": 1,
          "name": "AmazonSageMaker-ExecutionRole-Admin",
          "path": "/",
          "policy_name": "AmazonSageMaker-ExecutionPolicy-Admin",
          "profile": "notebook",
          "source_account": false,
          "step_functions_sync": false,
          "vpc": true,
        },
      },
    }
  `);
});

describe("accepted", () => {
  test.each([
    [
      "China",
      { region: "cn-north-1", "federation.saml.provider_arns": ["arn:aws-cn:iam::123456789012:saml-provider/i"] },
    ],
    [
      "GovCloud",
      {
        region: "us-gov-west-1",
        "federation.saml.provider_arns": ["arn:aws-us-gov:iam::123456789012:saml-provider/i"],
      },
    ],
    [
      "s3 backend",
      {
        backend: {
          s3: {
            bucket: "acme-state",
            region: "eu-west-1",
            key_prefix: "a/b/",
            kms_key_id: "mrk-0123456789abcdef0123456789abcdef",
          },
        },
      },
    ],
    [
      "s3 backend with a key of another account",
      {
        backend: {
          s3: {
            bucket: "acme-state",
            region: "us-east-1",
            kms_key_id: "arn:aws:kms:us-east-1:210987654321:key/01234567-89ab-4def-8123-456789abcdef",
          },
        },
      },
    ],
    ["cloud backend", { backend: { cloud: { organization: "acme", workspaces: { prefix: "sagemaker-" } } } }],
    ["deployer with a path", { deploy: { assume_role_arn: `${OWN}:role/team/deployer` } }],
    ["tags", { tags: { "cost:centre": "Zürich 12", empty: "" } }],
    [
      "all kinds of federation",
      {
        "federation.oidc": {
          provider_arn: `${OWN}:oidc-provider/idp.example.com/realms/x`,
          audiences: ["ssps"],
          subjects: ["team:a"],
        },
        "federation.identity_center": { permission_sets: ["DataScience"] },
        "federation.principals": { arns: ["arn:aws:iam::210987654321:role/people"] },
        "federation.session_tags": true,
        "federation.source_identity": true,
      },
    ],
    ["saml audiences", { "federation.saml.audiences": ["https://eu-west-1.signin.aws.amazon.com/saml/acs/SAMLSP1"] }],
    [
      "boundary and extra policies",
      {
        "roles.admin.permissions_boundary_arn": `${OWN}:policy/boundary`,
        "roles.admin.extra_policy_arns": [
          `${OWN}:policy/customer_deny_policy`,
          "arn:aws:iam::aws:policy/ReadOnlyAccess",
        ],
      },
    ],
    [
      "as many extra policies as fit",
      { "roles.admin.integrations": false, "roles.admin.extra_policy_arns": policies(7) },
    ],
    ["longest session", { "roles.admin.max_session_hours": 12 }],
    ["other names", { "roles.admin.name": "n".repeat(64), "roles.admin.policy_names.sagemaker": "p".repeat(128) }],
    ["a listed execution role", { "roles.execution.name": "ml-runner", "access.pass_roles": ["ml-runner", "other"] }],
    [
      "exact buckets",
      { "access.buckets": { names: ["acme-data"], reads_in_account_only: true, reserved_prefixes: [] } },
    ],
    [
      "notebook limits",
      {
        "access.notebook_vpc_ids": ["vpc-0123456789abcdef0"],
        "access.notebook_lifecycle_config_arns": [
          "arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance-lifecycle-config/a",
        ],
      },
    ],
    ["another file's roles, without federation", { base: "existing", federation: undefined }],
  ])("%s", (_name, changes) => {
    expect(problems(changes)).toEqual([]);
  });
});

describe("refused", () => {
  test.each([
    ["no account", { account: undefined }, "account is missing; allowed: an account id: 12 digits in quotes"],
    [
      "an account as a number",
      { account: 123456789012 },
      "account: found the number 123456789012; allowed: an account id: 12 digits in quotes",
    ],
    ["a short account", { account: "1234" }, 'account: found "1234"; allowed: an account id: 12 digits in quotes'],
    [
      "a mistyped region",
      { region: "eu-wset-1" },
      'region: found "eu-wset-1"; allowed: a region of aws, aws-cn or aws-us-gov, such as eu-west-1',
    ],
    [
      "a region of another partition",
      { region: "us-iso-east-1" },
      'region: found "us-iso-east-1"; allowed: a region of',
    ],
    [
      "a mistyped choice",
      { base: "manged" },
      'base: found "manged"; allowed: managed, existing; did you mean managed?',
    ],
    ["an unknown key", { regoin: 1 }, 'found the unknown key "regoin"; allowed: account, region, base, '],
    [
      "an unknown key below",
      { "roles.admin.max_sesion_hours": 2 },
      'roles.admin: found the unknown key "max_sesion_hours"; allowed: ',
    ],
    [
      "a key of objects' own",
      { "roles.execution.constructor": 1 },
      'roles.execution: found the unknown key "constructor"',
    ],
    [
      "two backends",
      { backend: { local: {}, cloud: { organization: "acme" } } },
      "backend: found the keys local, cloud; allowed: exactly one of local, s3 and cloud",
    ],
    ["no backend in backend", { backend: {} }, "backend: found no key; allowed: exactly one of local, s3 and cloud"],
    [
      "a state bucket in capitals",
      { backend: { s3: { bucket: "Acme", region: "eu-west-1" } } },
      'backend.s3.bucket: found "Acme"; allowed: a bucket name, lower-case',
    ],
    [
      "a prefix that is no folder",
      { backend: { s3: { bucket: "acme", region: "eu-west-1", key_prefix: "/x" } } },
      'backend.s3.key_prefix: found "/x"; allowed: nothing, or folders',
    ],
    ["an empty value", { federation: null }, "federation: found nothing; allowed: keys and values"],
    ["a list for a map", { roles: [] }, "roles: found a list of 0; allowed: keys and values"],
    ["text for yes or no", { "access.robomaker": "yes" }, 'access.robomaker: found "yes"; allowed: true or false'],
    ["a tag of AWS's", { tags: { "aws:x": "1" } }, 'tags.aws:x: found "aws:x"; allowed: a tag key'],
    ["a number as a tag", { tags: { n: 1 } }, "tags.n: found the number 1; allowed: a tag value in quotes"],
    [
      "too many tags",
      { tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`t${i}`, ""])) },
      "tags: found the keys t0, t1, t2, t3, t4, …; allowed: at most 50 tags",
    ],
    [
      "a wildcard in an OIDC subject",
      oidc({ subjects: ["team:*"] }),
      'federation.oidc.subjects.0: found "team:*"; allowed: a subject without wildcards (* and ?)',
    ],
    [
      "a question mark in an OIDC audience",
      oidc({ audiences: ["a?"] }),
      'federation.oidc.audiences.0: found "a?"; allowed: an audience without wildcards',
    ],
    ["OIDC without subjects", oidc({ subjects: undefined }), "federation.oidc.subjects is missing; allowed: a list"],
    [
      "OIDC with no audience",
      oidc({ audiences: [] }),
      "federation.oidc.audiences: found a list of 0; allowed: a list with at least one entry",
    ],
    [
      "a wildcard as principal",
      { "federation.principals": { arns: ["*"] } },
      'federation.principals.arns.0: found "*"; allowed: the ARN of a role, a user or an account\'s root, without wildcards',
    ],
    [
      "a wildcard in a principal",
      { "federation.principals": { arns: [`${OWN}:role/*`] } },
      "federation.principals.arns.0: found",
    ],
    [
      "a SAML address elsewhere",
      { "federation.saml.audiences": ["https://evil.example/saml"] },
      "federation.saml.audiences.0: found",
    ],
    [
      "a long permission set",
      { "federation.identity_center": { permission_sets: ["p".repeat(33)] } },
      "federation.identity_center.permission_sets.0: found",
    ],
    [
      "a role name with a space",
      { "roles.admin.name": "a b" },
      'roles.admin.name: found "a b"; allowed: a role name of 1 to 64 letters, digits or +=,.@_-',
    ],
    ["a long role name", { "roles.admin.name": "n".repeat(65) }, "roles.admin.name: found"],
    [
      "a long policy name",
      { "roles.admin.policy_names.deny": "n".repeat(129) },
      "roles.admin.policy_names.deny: found",
    ],
    [
      "a session of a day",
      { "roles.admin.max_session_hours": 24 },
      "roles.admin.max_session_hours: found the number 24; allowed: a whole number from 1 to 12",
    ],
    [
      "half an hour",
      { "roles.admin.max_session_hours": 0.5 },
      "roles.admin.max_session_hours: found the number 0.5; allowed: a whole number from 1 to 12",
    ],
    ["an ARN of something else", { deploy: { assume_role_arn: `${OWN}:user/x` } }, "deploy.assume_role_arn: found"],
    [
      "a policy twice",
      { "roles.admin.extra_policy_arns": [`${OWN}:policy/x`, `${OWN}:policy/x`] },
      "roles.admin.extra_policy_arns.1: found",
    ],
    [
      "an unknown profile",
      { "roles.execution.profile": "job" },
      'roles.execution.profile: found "job"; allowed: notebook, jobs, full-access; did you mean jobs?',
    ],
    [
      "a pattern of buckets",
      { "access.buckets": { reserved_prefixes: ["*"] } },
      "access.buckets.reserved_prefixes.0: found",
    ],
    [
      "an empty reserved prefix, which would deny every bucket",
      { "access.buckets": { reserved_prefixes: [""] } },
      "access.buckets.reserved_prefixes.0: found",
    ],
    ["a pattern of roles", { "access.pass_roles": ["*"] }, 'access.pass_roles.0: found "*"; allowed: a role name'],
    [
      "a VPC id of another kind",
      { "access.notebook_vpc_ids": ["subnet-0123456789abcdef0"] },
      "access.notebook_vpc_ids.0: found",
    ],
  ])("%s", (_name, changes, message) => {
    const found = problems(changes);
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(message) ? message : found[0]).toBe(message);
  });
});

test("the nearest key is suggested", () => {
  expect(problems({ regoin: 1 })[0]).toMatch(/; did you mean region\?$/);
});

function oidc(changes: object): Record<string, unknown> {
  return {
    "federation.oidc": {
      provider_arn: `${OWN}:oidc-provider/idp.example.com`,
      audiences: ["a"],
      subjects: ["s"],
      ...changes,
    },
  };
}

function policies(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${OWN}:policy/extra-${index}`);
}
