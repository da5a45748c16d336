import { MANAGED_POLICIES_PER_ROLE } from "../../aws/quotas";

/** What an environment file and a module both refuse, each in its own words. */
export interface Refusal {
  /** What is changed in a file that is right, by top-level key. @default a file has no such key */
  readonly file?: Readonly<Record<string, unknown>>;
  /** What the check of the file says, in part. */
  readonly fileSays?: string;
  readonly module: string;
  /** What is changed in a call that is right. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What the module's validation says. */
  readonly says: string;
}

/** A file that is right, in region eu-west-1. */
export const FILE = {
  account: "123456789012",
  region: "eu-west-1",
  base: "managed",
  federation: { saml: { provider_arns: ["arn:aws:iam::123456789012:saml-provider/customer-saml"] } },
};

const DENY = "arn:aws:iam::123456789012:policy/customer_sagemaker_deny_policy";
const ADMINISTRATOR = "arn:aws:iam::123456789012:role/kms-admin";
const SUBNET = "subnet-0123456789abcdef0";
const NETWORK = { vpc_id: "vpc-0123456789abcdef0", subnet_ids: { "eu-west-1a": SUBNET } };

/** The smallest call of each module, in region eu-west-1. */
export const CALLS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "admin-role": { saml: FILE.federation.saml },
  "autoscaling-clean-up": {},
  "autoscaling-elevation": {
    ticket: "CHG0012345",
    approver: "platform-lead",
    from: "2026-12-01T08:00:00Z",
    until: "2026-12-05T18:00:00Z",
  },
  bucket: {},
  "endpoint-autoscaling": {
    endpoint: "churn",
    variant: "AllTraffic",
    min: 1,
    max: 4,
    invocations_per_instance: 700,
  },
  "execution-role": { deny_policy_arn: DENY },
  "file-system": { subnet_ids: NETWORK.subnet_ids, security_group_ids: ["sg-0123456789abcdef0"] },
  key: { administrator_arns: [ADMINISTRATOR] },
  "log-groups": {},
  "private-workforce": { saml: FILE.federation.saml, user_pool_id: "eu-west-1_AbCdEf123" },
  "security-group": { vpc_id: NETWORK.vpc_id },
  "vpc-endpoints": { ...NETWORK, security_group_ids: ["sg-0123456789abcdef0"] },
};

/** So many policies that with the module's own the role has one too many. */
function tooMany(own: number): { readonly list: string[]; readonly byName: Record<string, string> } {
  const arns = Array.from(
    { length: MANAGED_POLICIES_PER_ROLE - own + 1 },
    (_, index) => `arn:aws:iam::123456789012:policy/policy_${index}`,
  );
  return { list: arns, byName: Object.fromEntries(arns.map((arn, index) => [`policy_${index}`, arn])) };
}

const FULL_ACCESS = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess";
const CHINESE_AUDIENCE = { ...FILE.federation.saml, audiences: ["https://signin.amazonaws.cn/saml"] };

/** The rules of the roles' federation and access, which two modules share. */
function accessRefusals(module: string, file: Readonly<Record<string, unknown>>): Refusal[] {
  return [
    {
      file: { ...file, federation: {} },
      fileSays: "at least one of saml, oidc, identity_center, principals, since",
      module,
      inputs: { saml: null },
      says: "at least one of saml, oidc, identity_center, principals must be given, since somebody must be able to assume the role.",
    },
    {
      file: { ...file, federation: { saml: CHINESE_AUDIENCE } },
      fileSays: "an address at signin.aws.amazon.com, where eu-west-1 signs in",
      module,
      inputs: { saml: CHINESE_AUDIENCE },
      says: "each of saml.audiences must be an address at signin.aws.amazon.com, where the module's region signs in.",
    },
    {
      file: { ...file, access: { buckets: { names: ["ams-sagemaker"] } } },
      fileSays:
        'a name that does not begin with "ams-", which access.buckets.reserved_prefixes denies to everybody (N5)',
      module,
      inputs: { buckets: { names: ["ams-sagemaker"] } },
      says: "each of buckets.names must be a name that begins with none of buckets.reserved_prefixes, which are denied to everybody (N5).",
    },
  ];
}

/** A bucket's name, which is refused in the same words. */
function bucketName(name: string, fileSays: string, says: string): Refusal {
  return {
    file: { storage: { bucket: { name } } },
    fileSays,
    module: "bucket",
    inputs: { name },
    says: `name ${says}`,
  };
}

/** A path, which is refused in the same words. */
function rolePath(path: string): Refusal {
  const allowed = "a path that begins and ends with /, such as /ml/, other than /service-role/ and AWS's own";
  return {
    file: { roles: { execution: { path } } },
    fileSays: allowed,
    module: "execution-role",
    inputs: { path },
    says: `path must be ${allowed}.`,
  };
}

function executionName(name: string, fileSays: string, says: string): Refusal {
  return {
    file: { roles: { execution: { name } } },
    fileSays,
    module: "execution-role",
    inputs: { name },
    says: `name ${says}`,
  };
}

function elevation(change: Readonly<Record<string, unknown>>, fileSays: string, says: string): Refusal {
  const entry = { ...CALLS["autoscaling-elevation"], ...change };
  const given = Object.entries(entry).filter(([, value]) => value !== null && value !== false);
  return {
    file: { elevation: [Object.fromEntries(given)] },
    fileSays,
    module: "autoscaling-elevation",
    inputs: change,
    says,
  };
}

function scaling(change: Readonly<Record<string, unknown>>, fileSays: string, says: string): Refusal {
  const given = Object.entries({ ...CALLS["endpoint-autoscaling"], ...change }).filter(([, value]) => value !== null);
  return {
    file: { scaling: { endpoints: [Object.fromEntries(given)] } },
    fileSays,
    module: "endpoint-autoscaling",
    inputs: change,
    says,
  };
}

function schedule(name: string, min: number, max: number): object {
  return { name, schedule: "cron(0 22 * * ? *)", min, max };
}

function range(cidrs: readonly string[], fileSays: string, says: string): Refusal {
  return {
    file: { network: { ...NETWORK, client_cidrs: cidrs } },
    fileSays,
    module: "security-group",
    inputs: { client_cidrs: cidrs },
    says: `each of client_cidrs must be ${says}`,
  };
}

const PERMANENT = { permanent: true, from: null, until: null };
const NO_RANGE = "an address range that begins with its first address, such as 10.0.0.0/16.";
const NOT_PRIVATE = "a private range, which are those within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7.";
const NO_TARGET = "what scales must be given as endpoint and variant, or as inference_component.";

const THEIRS = {
  ...{ Sid: "Theirs", Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
  Principal: { AWS: "arn:aws:iam::210987654321:role/backup" },
};
const SID_OF_ITS_OWN =
  "each of extra_statements must have a Sid of its own, which no other statement of the policy has.";
const OF_S3 = "each of extra_statements must be about actions of s3 only.";
const OF_BUCKET = "each of extra_statements must be about the bucket and its objects only.";
const ONE_OR_MORE =
  "Action, NotAction, Resource, NotResource of each of extra_statements must be a text, or a list of them.";

/** Statements of others that AWS would refuse, in a bucket's policy, a key's and an endpoint's. */
function extraStatement(statements: readonly object[], fileSays: string, says: string): Refusal[] {
  const texts = statements.map((one) => JSON.stringify(one));
  const name = "acme-sagemaker";
  return [
    {
      file: { storage: { bucket: { name, extra_statements: statements } } },
      ...{ module: "bucket", inputs: { name, extra_statements: texts } },
    },
    {
      file: { storage: { key: { administrator_arns: [ADMINISTRATOR], extra_statements: statements } } },
      ...{ module: "key", inputs: { extra_statements: texts } },
    },
    {
      file: { network: { ...NETWORK, endpoints: { extra_statements: { api: statements } } } },
      ...{ module: "vpc-endpoints", inputs: { extra_statements: { api: texts } } },
    },
  ].map((one) => ({ ...one, fileSays, says }));
}

/** What is changed in a statement that is right. */
const EXTRA_STATEMENTS = [
  {
    change: { Effect: "Maybe" },
    fileSays: "Allow, Deny",
    says: "Effect of each of extra_statements must be Allow or Deny.",
  },
  {
    change: { Principle: "*" },
    fileSays: 'unknown key "Principle"',
    says: "each of extra_statements must have no keys but Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition.",
  },
  ...["Principal", "Action", "Resource"].flatMap((key) => {
    const says = `each of extra_statements must have either ${key} or Not${key}.`;
    return [
      { change: { [key]: undefined }, fileSays: key, says },
      { change: { [`Not${key}`]: THEIRS[key as "Action"] }, fileSays: key, says },
    ];
  }),
  { change: { Action: 1 }, fileSays: "a text in quotes, or a list of them", says: ONE_OR_MORE },
  { change: { Resource: [] }, fileSays: "a text in quotes, or a list of them", says: ONE_OR_MORE },
  {
    change: { Principal: "root" },
    fileSays: '"*", or a type such as AWS or Service with its identifiers',
    says: 'Principal of each of extra_statements must be "*", or a type such as AWS or Service with its identifiers.',
  },
  {
    change: { Sid: "" },
    fileSays: "a name of 1 to 128 characters",
    says: "Sid of each of extra_statements must be a name of 1 to 128 characters.",
  },
];

/** Statements of others with which each of the policies is longer than AWS allows. */
const TOO_LONG = [0, 1].map((index) => ({
  ...THEIRS,
  Sid: `Theirs${index}`,
  Resource: Array.from({ length: 600 }, (_, other) => `arn:aws:s3:::acme-sagemaker/${index}/${other}/folder`),
}));

/** Every rule that spans inputs or is written in code, at least once. */
export const REFUSALS: readonly Refusal[] = [
  ...accessRefusals("admin-role", {}),
  ...accessRefusals("private-workforce", { base: "existing", workforce: { user_pool_id: "eu-west-1_AbCdEf123" } }),
  {
    file: { roles: { admin: { policy_names: { sagemaker: "SAME", names: "same" } } } },
    fileSays: "a name other than that of roles.admin.policy_names.sagemaker; IAM ignores case",
    module: "admin-role",
    inputs: { policy_names: { sagemaker: "SAME", names: "same" } },
    says: "policy_names must hold four different names; IAM ignores case.",
  },
  {
    file: { roles: { admin: { extra_policy_arns: tooMany(4).list } } },
    fileSays: "at most 6, since a role carries 10 policies and has 4 of its own",
    module: "admin-role",
    inputs: { extra_policy_arns: tooMany(4).byName },
    says: "extra_policy_arns has too many entries: a role carries 10 policies, and this one has 4 of its own.",
  },
  {
    file: { roles: { execution: { extra_policy_arns: tooMany(3).list } } },
    fileSays: "at most 7, since a role carries 10 policies and has 3 of its own",
    module: "execution-role",
    inputs: { extra_policy_arns: tooMany(3).byName },
    says: "extra_policy_arns has too many entries: a role carries 10 policies, and this one has 3 of its own.",
  },
  {
    file: { roles: { execution: { profile: "jobs", step_functions_sync: true } } },
    fileSays: "notebook",
    module: "execution-role",
    inputs: { profile: "jobs", step_functions_sync: true },
    says: "step_functions_sync must be false but with profile notebook, since only that starts jobs.",
  },
  {
    file: { roles: { execution: { extra_policy_arns: [FULL_ACCESS] } } },
    fileSays: "other policies; to give the role this one, set roles.execution.profile to full-access",
    module: "execution-role",
    inputs: { extra_policy_arns: { all: FULL_ACCESS } },
    says: "extra_policy_arns must hold other policies than AmazonSageMakerFullAccess: to give the role that one, set profile to full-access.",
  },
  rolePath("/service-role/"),
  rolePath("/ml"),
  executionName(
    "SageMakerRole",
    "a name that begins with AmazonSageMaker-ExecutionRole-, or one listed in access.pass_roles, else people cannot pass the role (N1)",
    'must start with "AmazonSageMaker-ExecutionRole-", since clause N1 grants only such names.',
  ),
  executionName(
    "AmazonSageMaker-ExecutionRole-two words",
    "a role name of 1 to 64 letters, digits or +=,.@_-",
    "is not a name that AWS allows: letters, digits and _ + = , . @ - only.",
  ),
  executionName(
    `AmazonSageMaker-ExecutionRole-${"x".repeat(40)}`,
    "a role name of 1 to 64 letters, digits or +=,.@_-",
    "must have 1 to 64 characters.",
  ),
  {
    file: { workforce: { user_pool_id: "eu-central-1_AbCdEf123" } },
    fileSays: "a user pool of the file's own region, whose id begins with eu-west-1_",
    module: "private-workforce",
    inputs: { user_pool_id: "eu-central-1_AbCdEf123" },
    says: "user_pool_id must be of the module's own region: it must start with eu-west-1_.",
  },
  {
    file: { workforce: { user_pool_id: "eu-west-1_AbCdEf123", any_user_pool: true } },
    fileSays: "false beside user_pool_id, which holds the role to one pool",
    module: "private-workforce",
    inputs: { any_user_pool: true },
    says: "any_user_pool must be true where user_pool_id is not given, and false where it is.",
  },
  {
    file: { workforce: { user_pool_id: "eu-west-1_AbCdEf123", extra_policy_arns: tooMany(2).list } },
    fileSays: "at most 8, since a role carries 10 policies and has 2 of its own",
    module: "private-workforce",
    inputs: { extra_policy_arns: tooMany(2).byName },
    says: "extra_policy_arns has too many entries: a role carries 10 policies, and this one has 2 of its own.",
  },
  bucketName(
    "acme-data",
    'clause N5 grants names that hold "sagemaker" or start with "aws-glue"',
    'must hold "sagemaker" or start with "aws-glue", since clause N5 grants only such names.',
  ),
  bucketName("sagemaker".padEnd(64, "x"), "has 64 characters; AWS allows 3 to 63", "must have 3 to 63 characters."),
  bucketName(
    "Acme-sagemaker",
    "AWS allows lower-case letters, digits, . and - only",
    "is not a name that AWS allows: lower-case letters, digits, . and - only.",
  ),
  bucketName(
    "sagemaker-",
    "AWS allows first and last a letter or digit",
    "is not a name that AWS allows: first and last a letter or digit.",
  ),
  bucketName(
    "sagemaker..data",
    "AWS allows no two periods side by side",
    "is not a name that AWS allows: no two periods side by side.",
  ),
  bucketName(
    "10.20.30.40",
    'AWS allows not formed like an IP address; clause N5 grants names that hold "sagemaker" or start with "aws-glue"',
    "is not a name that AWS allows: not formed like an IP address.",
  ),
  bucketName(
    "xn--sagemaker",
    "AWS allows not starting with xn--, sthree- or amzn-s3-demo-",
    "is not a name that AWS allows: not starting with xn--, sthree- or amzn-s3-demo-.",
  ),
  bucketName(
    "sagemaker-s3alias",
    "AWS allows not ending in -s3alias, --ol-s3, .mrap, --x-s3 or --table-s3",
    "is not a name that AWS allows: not ending in -s3alias, --ol-s3, .mrap, --x-s3 or --table-s3.",
  ),
  {
    file: { storage: { bucket: { name: "acme-sagemaker", access_log: { bucket: "acme-sagemaker" } } } },
    fileSays: "another bucket, or the log logs itself",
    module: "bucket",
    inputs: { name: "acme-sagemaker", access_log: { bucket: "acme-sagemaker" } },
    says: "access_log.bucket must be another bucket, or the log logs itself.",
  },
  ...[{}, { name: "acme-sagemaker-logs" }, { name: "aws-glue-logs" }].map((inputs): Refusal => ({
    module: "bucket",
    inputs: { ...inputs, log_source_buckets: ["acme-sagemaker"] },
    says: "name of a bucket that receives access logs must be given, and hold no sagemaker and start with no aws-glue, or the roles could change the logs (N5).",
  })),
  ...[
    { module: "bucket", inputs: { extra_statements: ["{}"] } },
    { module: "key", inputs: { extra_statements: ["no JSON"] } },
    { module: "vpc-endpoints", inputs: { extra_statements: { api: ["[]"] } } },
  ].map((call): Refusal => ({ ...call, says: "each of extra_statements must be a policy's statement as JSON." })),
  ...EXTRA_STATEMENTS.flatMap(({ change, fileSays, says }) =>
    extraStatement([{ ...THEIRS, ...change }], fileSays, says),
  ),
  ...extraStatement([THEIRS, THEIRS], "is given twice", SID_OF_ITS_OWN),
  ...extraStatement(TOO_LONG, "are allowed", "").map((one) => ({
    ...one,
    says: `extra_statements must leave the policy within ${one.module === "key" ? 32_768 : 20_480} characters, which is what AWS allows.`,
  })),
  ...[
    extraStatement([{ ...THEIRS, Sid: "P1TlsOnly" }], "is given twice", SID_OF_ITS_OWN)[0],
    extraStatement([{ ...THEIRS, Action: "kms:Decrypt" }], "a bucket's policy is about s3 only", OF_S3)[0],
    extraStatement(
      [{ ...THEIRS, Action: undefined, NotAction: "kms:Decrypt" }],
      "a bucket's policy is about s3 only",
      OF_S3,
    )[0],
    ...["arn:aws:s3:::other/*", "arn:aws:iam::1:role/x"].map(
      (Resource) => extraStatement([{ ...THEIRS, Resource }], "and its objects only", OF_BUCKET)[0],
    ),
  ].flatMap((one) => one ?? []),
  {
    file: { storage: { key: { administrator_arns: ["arn:aws:iam::123456789012:root"] } } },
    fileSays: "a role or a user; the account itself is always let in, for its own policies to decide",
    module: "key",
    inputs: { administrator_arns: ["arn:aws:iam::123456789012:root"] },
    says: "each of administrator_arns must be a role or a user; the account itself is always let in, for its own policies to decide.",
  },
  {
    file: {
      storage: { key: { administrator_arns: ["arn:aws:iam::123456789012:role/customer_sagemaker_admin_role"] } },
    },
    fileSays: "roles and users other than those that use the key, which they could then give away",
    module: "key",
    inputs: { administrator_arns: ["arn:aws:iam::123456789012:role/customer_sagemaker_admin_role"] },
    says: "administrator_arns must name others than the roles that use the key, which could then give it away.",
  },
  {
    file: { network: { ...NETWORK, subnet_ids: { "eu-west-1a": SUBNET, "eu-west-1b": SUBNET } } },
    fileSays: "a subnet in eu-west-1b, other than that of eu-west-1a, since a subnet lies in one zone",
    module: "file-system",
    inputs: { subnet_ids: { "eu-west-1a": SUBNET, "eu-west-1b": SUBNET } },
    says: "subnet_ids must name another subnet for each Availability Zone, since a subnet lies in one.",
  },
  {
    file: { logs: { groups: ["/aws/lambda/payroll"] } },
    fileSays: "a log group under /aws/sagemaker/, such as /aws/sagemaker/TrainingJobs",
    module: "log-groups",
    inputs: { groups: ["/aws/lambda/payroll"] },
    says: "each of groups must be a log group under /aws/sagemaker/, such as /aws/sagemaker/TrainingJobs.",
  },
  {
    file: { logs: { retention_days: 100 } },
    fileSays: "one of 1, 3, 5, 7, 14, 30, 60, 90,",
    module: "log-groups",
    inputs: { retention_days: 100 },
    says: "retention_days must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days.",
  },
  ...["0.0.0.0/0", "::/0", "0.0.0.0/1", "8000::/1", "10.0.0.0/7", "203.0.113.0/24", "172.32.0.0/16"].map((cidr) =>
    range(["10.0.0.0/16", cidr], "private ranges, which are those within 10.0.0.0/8", NOT_PRIVATE),
  ),
  range(["10.0.0.1/16"], "10.0.0.0/16, the same range by its first address", NO_RANGE),
  range(["FD00::/8"], "fd00::/8, the same range by its first address", NO_RANGE),
  ...["010.0.0.0/8", "10.0.0.0", "everywhere"].map((cidr) =>
    range([cidr], "an address range, such as 10.0.0.0/16", NO_RANGE),
  ),
  {
    file: {
      region: "cn-north-1",
      federation: { saml: { provider_arns: ["arn:aws-cn:iam::123456789012:saml-provider/customer-saml"] } },
      network: { ...NETWORK, subnet_ids: { "cn-north-1a": SUBNET }, endpoints: { extra: ["codecommit", "sts"] } },
    },
    fileSays: "services with a VPC endpoint in aws-cn, which cn-north-1 belongs to",
    module: "vpc-endpoints",
    inputs: { region: "cn-north-1", extra: ["codecommit", "sts"] },
    says: "preset and extra must ask for services with a VPC endpoint in the partition; aws-cn has none of codecommit.",
  },
  {
    file: { network: { ...NETWORK, endpoints: { preset: "private" } } },
    fileSays: "the subnets' route tables, which the S3 gateway writes its route to",
    module: "vpc-endpoints",
    inputs: { preset: "private" },
    says: "route_table_ids must name the subnets' route tables, which the S3 gateway writes its route to, or adopt must hold s3.",
  },
  elevation(
    { ticket: "C".repeat(91) },
    "at most 90 characters, so that the policy's name customer_sagemaker_autoscaling_policy_… has at most 128",
    "ticket must have at most 90 characters, so that the policy's name customer_sagemaker_autoscaling_policy_… has at most 128.",
  ),
  ...(["from", "until"] as const).flatMap((end) => [
    elevation(
      { [end]: null },
      "an instant in UTC, or permanent: true with a reason",
      `${end} must be given unless permanent is true, and not if it is.`,
    ),
    elevation(
      { [end]: "2026-02-30T08:00:00Z" },
      "an instant that the calendar has",
      `${end} must be an instant that the calendar has.`,
    ),
  ]),
  elevation(
    { until: "2026-12-01T08:00:00Z" },
    'an instant after "2026-12-01T08:00:00Z", when the elevation begins',
    "until must be an instant after from, when the elevation begins.",
  ),
  elevation(
    { until: "2027-05-30T08:00:01Z" },
    "at most 180 days from the beginning, until 2027-05-30T08:00:00Z",
    "until must be at most 180 days after from.",
  ),
  elevation(
    { ...PERMANENT, reason: "shared", sessions: ["ann"] },
    "no such key in a permanent elevation",
    "sessions must not be given for a permanent elevation.",
  ),
  elevation(PERMANENT, "why the elevation never ends", "reason must say why the elevation never ends."),
  scaling({ inference_component: "churn-explainer" }, "endpoint and variant, or inference_component", NO_TARGET),
  scaling({ variant: null }, "endpoint and variant, or inference_component", NO_TARGET),
  scaling(
    { invocations_per_instance: null },
    "a whole number of invocations a minute",
    "invocations_per_instance must be given for a variant, which scales by instances, and only for one.",
  ),
  scaling(
    { invocations_per_copy: 60 },
    "invocations_per_instance instead, since a variant scales by instances",
    "invocations_per_copy must be given for an inference component, which scales by copies, and only for one.",
  ),
  scaling({ min: 5 }, "at most 4, which is max", "min must be at most max."),
  scaling(
    { min: 0 },
    "at least 1, since a variant cannot go without an instance",
    "min must be at least 1, since a variant cannot go without an instance.",
  ),
  scaling(
    { schedules: [schedule("nights", 1, 2), schedule("nights", 2, 3)] },
    "each schedule's name once",
    "schedules must have each name once.",
  ),
  scaling(
    { schedules: [schedule("nights", 3, 2)] },
    "at most 2, which is max",
    "min of each of schedules must be at most its max.",
  ),
  scaling(
    { schedules: [schedule("nights", 0, 2)] },
    "at least 1, since a variant cannot go without an instance",
    "min of each of schedules must be at least 1, since a variant cannot go without an instance.",
  ),
];

const { Sid: _, Principal: __, ...UNNAMED } = THEIRS;

/** Calls that are right in a way that a rule might refuse. */
export const RIGHT = [
  {
    module: "bucket",
    inputs: { name: "acme-sagemaker", extra_statements: rightStatements("arn:aws:s3:::acme-sagemaker/*") },
  },
  { module: "key", inputs: { extra_statements: rightStatements("*") } },
  { module: "vpc-endpoints", inputs: { extra_statements: { api: rightStatements("*"), sts: rightStatements("*") } } },
];

/** Statements without a name, with the negations of keys, with lists and quotes. */
function rightStatements(resource: string): string[] {
  return [
    { ...UNNAMED, Principal: "*", Resource: resource },
    { Effect: "Deny", NotPrincipal: { AWS: "*" }, NotAction: ["s3:Get*", "s3:Put*"], NotResource: [resource] },
    { ...THEIRS, Resource: resource, Condition: { StringLike: { "aws:PrincipalTag/a": 'x"y' } } },
  ].map((one) => JSON.stringify(one));
}
