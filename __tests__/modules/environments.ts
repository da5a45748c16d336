import { literalText } from "../../modules/common/literal";
import type { Call } from "./calls";

export const ACCOUNT = "123456789012";
type Inputs = Readonly<Record<string, unknown>>;
type Calls = Record<string, Call>;

/** An environment file as it is written, without account and base. */
interface Environment {
  readonly region: string;
  readonly federation: Inputs;
  readonly access?: Inputs & { readonly buckets?: Inputs };
  readonly roles?: { readonly admin?: RoleInputs; readonly execution?: RoleInputs };
  readonly storage?: { readonly key?: Inputs; readonly bucket?: Inputs };
  readonly network?: Inputs & {
    readonly client_security_group_ids?: readonly string[];
    readonly file_system?: Inputs;
    readonly endpoints?: Inputs;
  };
  readonly logs?: Inputs;
  readonly scaling?: { readonly endpoints: readonly Inputs[]; readonly clean_up_policy_name?: string };
  readonly elevation?: readonly (Inputs & { readonly ticket: string })[];
  readonly workforce?: RoleInputs;
}

type RoleInputs = Inputs & {
  readonly name?: string;
  readonly path?: string;
  readonly extra_policy_arns?: readonly string[];
};

const WINDOW = { approver: "lead", from: "2026-12-01T08:00:00Z", until: "2026-12-05T18:00:00Z" };

/** A statement that somebody put into a resource's policy. */
const THEIRS = {
  Sid: "Backup",
  Effect: "Deny",
  Principal: { AWS: "arn:aws:iam::210987654321:role/backup" },
  Action: ["s3:DeleteBucket", "kms:Decrypt"],
  Resource: "*",
  Condition: { StringNotEquals: { "aws:username": "${aws:PrincipalTag/name}" } },
};

/** Environments whose parts are planned twice: by their stacks, and by calls of the modules with the same words. */
export const ENVIRONMENTS = {
  minimal: {
    region: "eu-west-1",
    federation: { saml: { provider_arns: [`arn:aws:iam::${ACCOUNT}:saml-provider/customer-saml`] } },
    storage: { bucket: { protect: false } },
    workforce: { any_user_pool: true },
  },
  every_option: {
    region: "eu-central-1",
    federation: {
      saml: {
        provider_arns: [`arn:aws:iam::${ACCOUNT}:saml-provider/one`, `arn:aws:iam::${ACCOUNT}:saml-provider/two`],
        audiences: ["https://signin.aws.amazon.com/saml/acs/SAMLSP1"],
      },
      oidc: {
        provider_arn: `arn:aws:iam::${ACCOUNT}:oidc-provider/idp.example.com/ml`,
        audiences: ["sagemaker"],
        subjects: ["team:data-science", "team:ml"],
      },
      identity_center: { permission_sets: ["DataScience"] },
      principals: { arns: ["arn:aws:iam::210987654321:root"] },
      session_tags: true,
      source_identity: true,
    },
    access: {
      pass_roles: ["AmazonSageMaker-ExecutionRole-New", "AmazonSageMaker-ExecutionRole-Old"],
      robomaker: true,
      buckets: {
        names: ["acme-sagemaker", "acme-sagemaker-models"],
        reads_in_account_only: true,
        reserved_prefixes: ["keep-"],
      },
      notebook_vpc_ids: ["vpc-0123456789abcdef0"],
      topic_subscriptions: { protocols: ["email"], endpoints: ["*@acme.example"] },
      network_only: {
        subnet_ids: ["subnet-0123456789abcdef0"],
        security_group_ids: ["sg-0123456789abcdef0"],
        root_access: false,
      },
      own_account_only: true,
      notebook_lifecycle_config_arns: [
        `arn:aws:sagemaker:eu-central-1:${ACCOUNT}:notebook-instance-lifecycle-config/name`,
      ],
    },
    roles: {
      admin: {
        name: "acme_admin",
        path: "/acme/",
        policy_names: { sagemaker: "acme_1", names: "acme_2", integrations: "acme_3", deny: "acme_deny" },
        integrations: false,
        permissions_boundary_arn: `arn:aws:iam::${ACCOUNT}:policy/boundary`,
        extra_policy_arns: [`arn:aws:iam::${ACCOUNT}:policy/customer_deny_policy`],
        max_session_hours: 4,
        tags: { team: "ds" },
      },
      execution: {
        name: "AmazonSageMaker-ExecutionRole-New",
        path: "/acme/ml/",
        policy_name: "acme_execution",
        profile: "jobs",
        vpc: false,
        glue: true,
        source_account: true,
        max_session_hours: 2,
      },
    },
    storage: {
      key: {
        alias: "acme",
        administrator_arns: [`arn:aws:iam::${ACCOUNT}:role/kms-admin`, `arn:aws:iam::${ACCOUNT}:user/ann`],
        services: ["secretsmanager", "sns", "elasticfilesystem", "logs"],
        deletion_window_days: 7,
        extra_statements: [THEIRS],
        protect: false,
      },
      bucket: {
        name: "acme-sagemaker",
        access_log: { bucket: "acme-logs", prefix: "s3/" },
        old_version_days: 30,
        unfinished_upload_days: 3,
        extra_statements: [{ ...THEIRS, Action: "s3:DeleteBucket", Resource: "arn:aws:s3:::acme-sagemaker" }],
        force_destroy: true,
        protect: false,
      },
    },
    network: {
      vpc_id: "vpc-0123456789abcdef0",
      subnet_ids: { "eu-central-1a": "subnet-0123456789abcdef0", "eu-central-1b": "subnet-0123456789abcdef1" },
      route_table_ids: ["rtb-0123456789abcdef0"],
      client_cidrs: ["10.0.0.0/16", "172.16.0.0/12", "192.168.1.0/24", "fd00::/8"],
      client_security_group_ids: ["sg-0123456789abcdef0"],
      endpoints: {
        preset: "private",
        extra: ["ec2", "application-autoscaling"],
        adopt: { sts: "vpce-0123456789abcdef0" },
        extra_statements: { api: [THEIRS], s3: [THEIRS] },
      },
      file_system: {
        key_arn: `arn:aws:kms:eu-central-1:${ACCOUNT}:key/01234567-89ab-cdef-0123-456789abcdef`,
        protect: false,
      },
    },
    logs: {
      groups: ["/aws/sagemaker/Endpoints/churn", "/aws/sagemaker/TrainingJobs"],
      retention_days: 30,
      key_arn: `arn:aws:kms:eu-central-1:${ACCOUNT}:key/01234567-89ab-cdef-0123-456789abcdef`,
      protect: false,
    },
    scaling: {
      endpoints: [
        { endpoint: "churn", variant: "AllTraffic", min: 1, max: 4, invocations_per_instance: 700 },
        {
          inference_component: "explainer",
          min: 0,
          max: 3,
          invocations_per_copy: 60,
          scale_in_cooldown_seconds: 60,
          scale_out_cooldown_seconds: 0,
          schedules: [
            { name: "mornings", schedule: "cron(0 7 ? * MON-FRI *)", timezone: "Europe/Berlin", min: 1, max: 3 },
            { name: "once", schedule: "at(2026-12-01T08:00:00)", min: 0, max: 1 },
          ],
        },
      ],
      clean_up_policy_name: "acme_clean_up",
    },
    elevation: [
      {
        ticket: "CHG1",
        approver: "lead",
        from: "2026-12-01T08:00:00Z",
        until: "2026-12-05T18:00:00Z",
        sessions: ["ann", "bob"],
      },
      {
        ticket: "CHG2",
        approver: "lead",
        scaling_alarms_only: true,
        from: "2026-12-01T08:00:00Z",
        until: "2027-05-01T00:00:00Z",
      },
      { ticket: "CHG3", approver: "lead", permanent: true, reason: "platform team" },
    ],
    workforce: { name: "acme_workforce", path: "/acme/", user_pool_id: "eu-central-1_AbCdEf123", max_session_hours: 8 },
  },
  full_access_in_china: {
    region: "cn-north-1",
    federation: { saml: { provider_arns: [`arn:aws-cn:iam::${ACCOUNT}:saml-provider/customer-saml`] } },
    roles: { execution: { profile: "full-access" } },
    storage: {
      key: { administrator_arns: [`arn:aws-cn:iam::${ACCOUNT}:role/kms-admin`], services: ["logs"], protect: false },
    },
    network: {
      vpc_id: "vpc-0123456789abcdef0",
      subnet_ids: { "cn-north-1a": "subnet-0123456789abcdef0" },
      route_table_ids: ["rtb-0123456789abcdef0"],
      endpoints: { preset: "private", extra: ["servicecatalog", "featurestore-runtime"], private_dns: false },
    },
  },
  governed: {
    region: "us-gov-west-1",
    federation: { identity_center: { permission_sets: ["One", "Two"] } },
    access: {
      buckets: { reserved_prefixes: [] },
      network_only: { subnet_ids: ["subnet-0123456789abcdef0"], security_group_ids: ["sg-0123456789abcdef0"] },
    },
    roles: { execution: { glue: false, step_functions_sync: true } },
    storage: { key: { administrator_arns: [`arn:aws-us-gov:iam::${ACCOUNT}:role/kms-admin`], protect: false } },
    workforce: { user_pool_id: "us-gov-west-1_AbCdEf123" },
    logs: { protect: false },
    elevation: [
      { ...WINDOW, ticket: "CHG4", sessions: ["ann"], scaling_alarms_only: true },
      { ...WINDOW, ticket: "CHG5" },
      { approver: "lead", ticket: "CHG6", permanent: true, reason: "platform team", scaling_alarms_only: true },
    ],
    network: {
      vpc_id: "vpc-0123456789abcdef0",
      subnet_ids: { "us-gov-west-1a": "subnet-0123456789abcdef0" },
      endpoints: { extra: ["api-fips"] },
    },
  },
} as const satisfies Readonly<Record<string, Environment>>;

/** The calls of an environment's modules, by part: the inputs have the names of the file's keys. */
export function callsOf(name: string, environment: Environment): Record<string, Calls> {
  const { federation, access = {}, storage, network, logs, scaling, elevation, workforce } = environment;
  const names = namesOf(environment);
  return {
    base: baseCalls(name, environment),
    ...(storage && {
      storage: storageCalls(name, storage, {
        ...names.admin,
        ...names.execution,
        ...pathOf("admin", environment),
        ...pathOf("execution", environment),
      }),
    }),
    ...(network && { network: networkCalls(name, network) }),
    ...(logs && { logs: { groups: { module: "log-groups", inputs: without(logs, "protect") } } }),
    ...(scaling && { scaling: scalingCalls(scaling, names) }),
    ...(elevation && {
      elevation: Object.fromEntries(
        elevation.map((inputs) => [
          inputs.ticket,
          { module: "autoscaling-elevation", inputs: { ...inputs, ...names.admin } },
        ]),
      ),
    }),
    ...(workforce && {
      workforce: {
        role: {
          module: "private-workforce",
          inputs: {
            ...federation,
            ...without(access, "topic_subscriptions"),
            ...roleInputs(workforce),
            ...pathOf("execution", environment),
            reserved_bucket_names: stateAndLogBuckets(environment),
          },
        },
      },
    }),
  };
}

/** The roles' names as other modules take them; their default is the file's. */
function namesOf({ roles: { admin, execution } = {} }: Environment): { admin: Inputs; execution: Inputs } {
  return {
    admin: admin?.name === undefined ? {} : { admin_role_name: admin.name },
    execution: execution?.name === undefined ? {} : { execution_role_name: execution.name },
  };
}

/** A role's path as other modules take it. */
function pathOf(role: "admin" | "execution", { roles }: Environment): Inputs {
  const path = roles?.[role]?.path;
  return path === undefined ? {} : { [`${role}_role_path`]: path };
}

function baseCalls(name: string, environment: Environment): Calls {
  const { region, federation, access = {}, roles: { admin, execution } = {} } = environment;
  const { robomaker = false, buckets = {} } = access;
  const regions = [region];
  return {
    admin: {
      module: "admin-role",
      inputs: {
        ...federation,
        ...access,
        ...roleInputs(admin),
        ...pathOf("execution", environment),
        regions,
        reserved_bucket_names: stateAndLogBuckets(environment),
      },
    },
    execution: {
      module: "execution-role",
      inputs: {
        ...roleInputs(execution),
        robomaker,
        regions,
        ...("network_only" in access && { network_only: access.network_only }),
        integrations: admin?.integrations ?? true,
        buckets: without(buckets, "reserved_prefixes"),
        deny_policy_arn: `\${module.${name}_base_admin.deny_policy_arn}`,
      },
    },
  };
}

function stateAndLogBuckets({ storage }: Environment): string[] {
  const { bucket }: { bucket?: { readonly access_log?: { readonly bucket: string } } } = storage ?? {};
  const log = bucket?.access_log?.bucket;
  return log === undefined ? [] : [log];
}

function storageCalls(name: string, { key, bucket }: NonNullable<Environment["storage"]>, roles: Inputs): Calls {
  return {
    ...(key && { key: { module: "key", inputs: { ...withTexts(without(key, "protect")), ...roles } } }),
    ...(bucket && {
      bucket: {
        module: "bucket",
        inputs: {
          ...withTexts(without(bucket, "protect")),
          ...(key && { key_arn: `\${module.${name}_storage_key.arn}` }),
        },
      },
    }),
  };
}

/** A module takes each statement as JSON; `${` in it would be Terraform's. */
function withTexts(inputs: Inputs): Inputs {
  const given = inputs.extra_statements;
  if (typeof given !== "object" || given === null) return inputs;
  const texts = (statements: readonly object[]): string[] => statements.map((one) => literalText(JSON.stringify(one)));
  if (Array.isArray(given)) return { ...inputs, extra_statements: texts(given as object[]) };
  const services = Object.entries(given as Record<string, object[]>);
  return { ...inputs, extra_statements: Object.fromEntries(services.map(([service, of]) => [service, texts(of)])) };
}

function networkCalls(name: string, network: NonNullable<Environment["network"]>): Calls {
  const { vpc_id, subnet_ids, route_table_ids = null, client_cidrs = [], endpoints, file_system } = network;
  const group = (of: string): string => `\${module.${name}_network_groups.${of}_security_group_id}`;
  const name_prefix = `sagemaker-${name}`;
  return {
    groups: {
      module: "security-group",
      inputs: {
        vpc_id,
        name_prefix,
        client_cidrs,
        client_security_group_ids: byName(network.client_security_group_ids),
        file_system: file_system !== undefined,
      },
    },
    endpoints: {
      module: "vpc-endpoints",
      inputs: {
        ...withTexts(endpoints ?? {}),
        vpc_id,
        subnet_ids,
        route_table_ids,
        security_group_ids: [group("endpoints")],
        name_prefix,
      },
    },
    ...(file_system && {
      files: {
        module: "file-system",
        inputs: {
          ...without(file_system, "protect"),
          name: `${name_prefix}-files`,
          subnet_ids,
          security_group_ids: [group("files")],
        },
      },
    }),
  };
}

function scalingCalls(scaling: NonNullable<Environment["scaling"]>, names: { admin: Inputs }): Calls {
  return {
    ...Object.fromEntries(
      scaling.endpoints.map((inputs, index) => [`target_${index}`, { module: "endpoint-autoscaling", inputs }]),
    ),
    clean_up: {
      module: "autoscaling-clean-up",
      inputs: { ...names.admin, policy_name: scaling.clean_up_policy_name },
    },
  };
}

function roleInputs(role: RoleInputs = {}): Inputs {
  return { ...role, extra_policy_arns: byName(role.extra_policy_arns) };
}

/** A module takes ARNs and ids by names, so that none need be known in the plan. */
function byName(ids: readonly string[] = []): Inputs {
  return Object.fromEntries(ids.map((id) => [id.split("/").at(-1) ?? id, id]));
}

function without(value: Inputs, ...keys: string[]): Inputs {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
