import { problems } from "./environment";

const OWN = "arn:aws:iam::123456789012";
const OTHER = "arn:aws:iam::210987654321";
const policies = (count: number): string[] => Array.from({ length: count }, (_, index) => `${OWN}:policy/x${index}`);

test.each([
  [
    "a deployer of another account",
    { deploy: { assume_role_arn: `${OTHER}:role/deployer` } },
    [`deploy.assume_role_arn: found "${OTHER}:role/deployer"; allowed: an ARN of the file's own account, 123456789012`],
  ],
  [
    "a provider of another account",
    { "federation.saml.provider_arns": [`${OTHER}:saml-provider/idp`] },
    [
      `federation.saml.provider_arns.0: found "${OTHER}:saml-provider/idp"; allowed: an ARN of the file's own account, 123456789012`,
    ],
  ],
  [
    "a policy of another partition",
    { "roles.admin.extra_policy_arns": ["arn:aws-cn:iam::aws:policy/ReadOnlyAccess"] },
    [
      'roles.admin.extra_policy_arns.0: found "arn:aws-cn:iam::aws:policy/ReadOnlyAccess"; allowed: an ARN of the partition aws, which eu-west-1 belongs to',
    ],
  ],
  [
    "a principal of another partition",
    { "federation.principals": { arns: ["arn:aws-cn:iam::210987654321:root"] } },
    [
      'federation.principals.arns.0: found "arn:aws-cn:iam::210987654321:root"; allowed: an ARN of the partition aws, which eu-west-1 belongs to',
    ],
  ],
  [
    "a lifecycle configuration of another region",
    {
      "access.notebook_lifecycle_config_arns": [
        "arn:aws:sagemaker:us-east-1:123456789012:notebook-instance-lifecycle-config/a",
      ],
    },
    [
      'access.notebook_lifecycle_config_arns.0: found "arn:aws:sagemaker:us-east-1:123456789012:notebook-instance-lifecycle-config/a"; allowed: an ARN of the file\'s own region, eu-west-1',
    ],
  ],
  [
    "any ARN in a tag",
    { tags: { boss: `${OTHER}:role/boss` }, "roles.admin.tags": { boss: `${OTHER}:role/boss` } },
    [],
  ],
  [
    "nobody who may enter",
    { federation: undefined },
    [
      "federation is missing; allowed: at least one of saml, oidc, identity_center, principals, since base is managed and somebody must be able to assume the admin role",
    ],
  ],
  [
    "nobody who may enter, with options",
    { federation: { session_tags: true } },
    [
      "federation: found the keys session_tags; allowed: at least one of saml, oidc, identity_center, principals, since base is managed and somebody must be able to assume the admin role",
    ],
  ],
  [
    "sign-in of another partition",
    { "federation.saml.audiences": ["https://signin.amazonaws.cn/saml"] },
    [
      'federation.saml.audiences.0: found "https://signin.amazonaws.cn/saml"; allowed: an address at signin.aws.amazon.com, where eu-west-1 signs in',
    ],
  ],
  [
    "an execution role that nobody may pass",
    { "roles.execution.name": "ml-runner" },
    [
      'roles.execution.name: found "ml-runner"; allowed: a name that begins with AmazonSageMaker-ExecutionRole-, or one listed in access.pass_roles, else people cannot pass the role (N1)',
    ],
  ],
  [
    "a list of roles without the execution role",
    { "access.pass_roles": ["AmazonSageMaker-ExecutionRole-Other"] },
    [
      'access.pass_roles: found a list of 1; allowed: a list with "AmazonSageMaker-ExecutionRole-Admin" in it, the execution role\'s name, else people cannot pass it (N1)',
    ],
  ],
  [
    "one name for two roles",
    { "roles.admin.name": "amazonsagemaker-executionrole-ADMIN" },
    [
      'roles.admin.name: found "amazonsagemaker-executionrole-ADMIN"; allowed: a name other than that of roles.execution.name; IAM ignores case',
    ],
  ],
  [
    "one name for two policies",
    { "roles.admin.policy_names.names": "p", "roles.execution.policy_name": "P" },
    [
      'roles.execution.policy_name: found "P"; allowed: a name other than that of roles.admin.policy_names.names; IAM ignores case',
    ],
  ],
  ["a role and a policy of one name", { "roles.admin.name": "customer_sagemaker_admin_policy" }, []],
  [
    "more than ten policies on the admin role",
    { "roles.admin.extra_policy_arns": policies(7) },
    [
      "roles.admin.extra_policy_arns: found a list of 7; allowed: at most 6, since a role carries 10 policies and has 4 of its own",
    ],
  ],
  [
    "more than ten policies on the execution role",
    { "roles.execution.extra_policy_arns": policies(9) },
    [
      "roles.execution.extra_policy_arns: found a list of 9; allowed: at most 7, since a role carries 10 policies and has 3 of its own",
    ],
  ],
  [
    "more than ten policies with full access",
    { "roles.execution.profile": "full-access", "roles.execution.extra_policy_arns": policies(8) },
    [
      "roles.execution.extra_policy_arns: found a list of 8; allowed: at most 7, since a role carries 10 policies and has 3 of its own",
    ],
  ],
  [
    "full access by the back door",
    { "roles.execution.extra_policy_arns": ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"] },
    [
      'roles.execution.extra_policy_arns.0: found "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"; allowed: other policies; to give the role this one, set roles.execution.profile to full-access',
    ],
  ],
  ["a bucket with a reserved prefix in its middle", { "access.buckets": { names: ["acme-ams-logs"] } }, []],
  [
    "a bucket that is reserved",
    { "access.buckets": { names: ["ams-logs"] } },
    [
      'access.buckets.names.0: found "ams-logs"; allowed: a name that does not begin with "ams-", which access.buckets.reserved_prefixes denies to everybody (N5)',
    ],
  ],
])("%s", (_name, changes, expected) => {
  expect(problems(changes)).toEqual(expected);
});

test("rules across keys are checked although other keys are wrong", () => {
  expect(problems({ nonsense: 1, deploy: { assume_role_arn: `${OTHER}:role/deployer` } })).toHaveLength(2);
});
