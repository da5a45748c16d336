import { App, Testing } from "cdktf";
import { environmentSchema } from "../../config/schema";
import { buildStacks } from "../../stacks/build";
import type { EnvironmentStack } from "../../stacks/environment-stack";

const minimal = {
  account: "123456789012",
  region: "eu-west-1",
  base: "existing",
  federation: { saml: { provider_arns: ["arn:aws:iam::123456789012:saml-provider/customer-saml"] } },
};
const ADMINS = ["arn:aws:iam::123456789012:role/kms-admin"];

type Block = Record<string, unknown>;
type Resources = Record<string, Record<string, Block>>;

function build(changes: object): EnvironmentStack[] {
  const environment = environmentSchema.parse({ ...minimal, ...changes });
  return buildStacks(new App({ outdir: Testing.app().outdir, stackTraces: false }), { name: "dev", environment });
}

/** The resources of the only stack that an environment asks for, and what policies say after Terraform has read them. */
function synthesise(changes: object): { resource: Resources; output: Record<string, Block> } {
  const [stack, ...others] = build(changes);
  if (!stack || others.length > 0) throw new Error("one stack was meant");
  return JSON.parse(Testing.synth(stack, true)) as { resource: Resources; output: Record<string, Block> };
}

const addresses = ({ resource }: { resource: Resources }): string[] =>
  Object.entries(resource)
    .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
    .sort();

interface Statement {
  readonly Sid: string;
  readonly [element: string]: unknown;
}
function statements(block: Block | undefined): Statement[] {
  const text = block?.policy as string;
  // Terraform reads $${ as ${; any other ${ would be computed.
  expect(text).not.toMatch(/(?<!\$)\$\{/);
  return (JSON.parse(text.replaceAll("$${", "${")) as { Statement: Statement[] }).Statement;
}

describe("which stacks an environment gets", () => {
  test.each([
    ["nothing but the roles", { base: "managed" }, ["dev-base"]],
    ["nothing at all", {}, []],
    [
      "every part, behind the roles",
      {
        base: "managed",
        storage: { bucket: {} },
        logs: {},
        scaling: { endpoints: [{ endpoint: "e", variant: "v", min: 1, max: 2, invocations_per_instance: 1 }] },
        elevation: [{ ticket: "CHG1", approver: "lead", permanent: true, reason: "tests" }],
        workforce: { any_user_pool: true },
      },
      ["dev-base", "dev-storage", "dev-logs", "dev-scaling", "dev-elevation", "dev-workforce"],
    ],
  ])("%s", (_, changes, expected) => {
    const stacks = build(changes);
    expect(stacks.map(({ node }) => node.id)).toEqual(expected);
    const [base, ...parts] = stacks;
    for (const part of parts) expect(part.dependencies).toContain(base);
  });
});

describe("logs", () => {
  const GIVEN = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef";
  const key = (...services: string[]): object => ({
    storage: { key: { administrator_arns: ADMINS, alias: "ml", services } },
  });
  const stackOf = (changes: object): { resource: Resources; data?: Resources } => {
    const stack = build(changes).find(({ node }) => node.id === "dev-logs");
    if (!stack) throw new Error("no stack of logs");
    return JSON.parse(Testing.synth(stack, true)) as { resource: Resources; data?: Resources };
  };

  test("the groups of notebooks and jobs, each by its name", () => {
    const { resource } = stackOf({ logs: {} });
    expect(addresses({ resource })).toEqual([
      "aws_cloudwatch_log_group.NotebookInstances",
      "aws_cloudwatch_log_group.ProcessingJobs",
      "aws_cloudwatch_log_group.TrainingJobs",
      "aws_cloudwatch_log_group.TransformJobs",
    ]);
    expect(resource.aws_cloudwatch_log_group?.TrainingJobs).toMatchObject({
      name: "/aws/sagemaker/TrainingJobs",
      retention_in_days: 365,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("of an endpoint, unprotected", () => {
    const logs = { groups: ["/aws/sagemaker/Endpoints/churn"], retention_days: 30, protect: false };
    expect(stackOf({ logs }).resource.aws_cloudwatch_log_group?.Endpoints_churn).toMatchObject({
      name: "/aws/sagemaker/Endpoints/churn",
      retention_in_days: 30,
      lifecycle: { prevent_destroy: false },
    });
  });

  test.each([
    ["CloudWatch Logs' own", {}, {}, undefined],
    ["CloudWatch Logs' own where the storage's key is for objects", {}, key(), undefined],
    ["the storage's where logs may use it", {}, key("logs"), "${data.aws_kms_alias.storage.target_key_arn}"],
    ["a given one", { key_arn: GIVEN }, key("logs"), GIVEN],
  ])("the key is %s", (_, logs, others, expected) => {
    const { resource, data } = stackOf({ logs, ...others });
    expect(resource.aws_cloudwatch_log_group?.TrainingJobs?.kms_key_id).toBe(expected);
    expect(data?.aws_kms_alias?.storage?.name).toBe(expected?.startsWith("$") ? "alias/ml" : undefined);
  });

  test("the key is there first", () => {
    const [storage, made] = build({ logs: {}, ...key("logs") });
    expect(made?.dependencies).toEqual([storage]);
  });

  test("a group that exists is taken over", () => {
    const adopt = { import: { "aws_cloudwatch_log_group.TrainingJobs": "/aws/sagemaker/TrainingJobs" } };
    const { import: blocks } = stackOf({ logs: { adopt } }) as unknown as { import: unknown };
    expect(blocks).toEqual([{ to: "aws_cloudwatch_log_group.TrainingJobs", id: "/aws/sagemaker/TrainingJobs" }]);
  });
});

describe("storage", () => {
  const key = { administrator_arns: ADMINS };

  test("a bucket with every default", () => {
    const stack = synthesise({ storage: { bucket: {} } });
    expect(addresses(stack)).toEqual([
      "aws_s3_bucket.bucket",
      "aws_s3_bucket_lifecycle_configuration.bucket",
      "aws_s3_bucket_ownership_controls.bucket",
      "aws_s3_bucket_policy.bucket",
      "aws_s3_bucket_public_access_block.bucket",
      "aws_s3_bucket_server_side_encryption_configuration.bucket",
      "aws_s3_bucket_versioning.bucket",
    ]);
    const of = (type: string): Block | undefined => stack.resource[type]?.bucket;
    expect(of("aws_s3_bucket")).toMatchObject({
      bucket: "sagemaker-eu-west-1-123456789012",
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(of("aws_s3_bucket_versioning")).toMatchObject({ versioning_configuration: { status: "Enabled" } });
    expect(of("aws_s3_bucket_server_side_encryption_configuration")).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
    });
    expect(of("aws_s3_bucket_ownership_controls")).toMatchObject({ rule: { object_ownership: "BucketOwnerEnforced" } });
    expect(of("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(of("aws_s3_bucket_lifecycle_configuration")).toMatchObject({
      rule: [
        { noncurrent_version_expiration: [{ noncurrent_days: 90 }] },
        { abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] },
      ],
    });
    expect(statements(of("aws_s3_bucket_policy"))).toEqual([
      {
        Sid: "P1TlsOnly",
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: "s3:*",
        Resource: ["arn:aws:s3:::sagemaker-eu-west-1-123456789012", "arn:aws:s3:::sagemaker-eu-west-1-123456789012/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  test("a bucket with every choice", () => {
    const { resource } = synthesise({
      storage: {
        bucket: {
          name: "acme-sagemaker",
          key_arn: "arn:aws:kms:eu-west-1:123456789012:key/0123",
          access_log: { bucket: "acme-logs", prefix: "s3/" },
          old_version_days: 30,
          unfinished_upload_days: 1,
          force_destroy: true,
          protect: false,
        },
      },
    });
    expect(resource.aws_s3_bucket?.bucket).toMatchObject({
      bucket: "acme-sagemaker",
      force_destroy: true,
      lifecycle: { prevent_destroy: false },
    });
    expect(resource.aws_s3_bucket_logging?.bucket).toMatchObject({ target_bucket: "acme-logs", target_prefix: "s3/" });
    expect(resource.aws_s3_bucket_server_side_encryption_configuration?.bucket).toMatchObject({
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: "aws:kms",
            kms_master_key_id: "arn:aws:kms:eu-west-1:123456789012:key/0123",
          },
          bucket_key_enabled: true,
        },
      ],
    });
    expect(resource.aws_s3_bucket_lifecycle_configuration?.bucket).toMatchObject({
      rule: [
        { noncurrent_version_expiration: [{ noncurrent_days: 30 }] },
        { abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }] },
      ],
    });
  });

  test("the key encrypts the bucket beside it", () => {
    const { resource, output } = synthesise({ storage: { bucket: {}, key } });
    expect(resource.aws_s3_bucket_server_side_encryption_configuration?.bucket).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { kms_master_key_id: "${aws_kms_key.key.arn}" } }],
    });
    expect(Object.keys(output).sort()).toEqual(["bucket_name", "key_arn"]);
  });

  test("a key with every default", () => {
    const stack = synthesise({ storage: { key } });
    expect(addresses(stack)).toEqual(["aws_kms_alias.key", "aws_kms_key.key"]);
    expect(stack.resource.aws_kms_key?.key).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
    expect(stack.resource.aws_kms_alias?.key).toMatchObject({ name: "alias/customer-sagemaker" });
    expect(statements(stack.resource.aws_kms_key?.key).map(({ Sid }) => Sid)).toEqual([
      "K1Account",
      "K1Administrators",
      "K1Objects",
      "K1Describe",
      "K1AdminGrants",
      "K1ServiceGrants",
      "K1Volumes",
      "K1FeatureStore",
    ]);
  });

  test("a key that everything else may use", () => {
    const services = ["secretsmanager", "sns", "elasticfilesystem", "logs"];
    const { resource } = synthesise({ storage: { key: { ...key, services } } });
    const sids = statements(resource.aws_kms_key?.key).map(({ Sid }) => Sid);
    expect(sids.slice(-4)).toEqual(["K1Secrets", "K1Topics", "K1FileSystems", "K1Logs"]);
  });
});

describe("scaling", () => {
  const endpoints = [
    {
      endpoint: "2024-churn",
      variant: "AllTraffic",
      min: 1,
      max: 4,
      invocations_per_instance: 700,
      schedules: [{ name: "night", schedule: "cron(0 22 * * ? *)", min: 1, max: 1, timezone: "Europe/Berlin" }],
    },
    {
      inference_component: "churn",
      min: 0,
      max: 2,
      invocations_per_copy: 60,
      scale_in_cooldown_seconds: 600,
      scale_out_cooldown_seconds: 0,
    },
  ];
  const ADDRESSES = [
    "aws_appautoscaling_policy.component_churn",
    "aws_appautoscaling_policy.component_churn_from_zero",
    "aws_appautoscaling_policy.endpoint_2024-churn_AllTraffic",
    "aws_appautoscaling_scheduled_action.endpoint_2024-churn_AllTraffic_night",
    "aws_appautoscaling_target.component_churn",
    "aws_appautoscaling_target.endpoint_2024-churn_AllTraffic",
    "aws_cloudwatch_metric_alarm.component_churn_from_zero",
    "aws_iam_policy.clean_up",
    "aws_iam_role_policy_attachment.clean_up",
  ];

  test.each([
    ["in one order", endpoints],
    ["in another", [...endpoints].reverse()],
  ])("addresses follow the targets, listed %s", (_, listed) => {
    expect(addresses(synthesise({ scaling: { endpoints: listed } }))).toEqual(ADDRESSES);
  });

  test("what scales, by how much", () => {
    const { resource } = synthesise({ scaling: { endpoints } });
    expect(resource.aws_appautoscaling_target).toMatchObject({
      "endpoint_2024-churn_AllTraffic": {
        service_namespace: "sagemaker",
        resource_id: "endpoint/2024-churn/variant/AllTraffic",
        scalable_dimension: "sagemaker:variant:DesiredInstanceCount",
        min_capacity: 1,
        max_capacity: 4,
      },
      component_churn: {
        resource_id: "inference-component/churn",
        scalable_dimension: "sagemaker:inference-component:DesiredCopyCount",
        min_capacity: 0,
        max_capacity: 2,
      },
    });
    const tracking = (id: string): unknown =>
      resource.aws_appautoscaling_policy?.[id]?.target_tracking_scaling_policy_configuration;
    expect(tracking("endpoint_2024-churn_AllTraffic")).toEqual({
      predefined_metric_specification: { predefined_metric_type: "SageMakerVariantInvocationsPerInstance" },
      scale_in_cooldown: 300,
      scale_out_cooldown: 300,
      target_value: 700,
    });
    expect(tracking("component_churn")).toEqual({
      predefined_metric_specification: { predefined_metric_type: "SageMakerInferenceComponentInvocationsPerCopy" },
      scale_in_cooldown: 600,
      scale_out_cooldown: 0,
      target_value: 60,
    });
    expect(resource.aws_appautoscaling_scheduled_action).toMatchObject({
      "endpoint_2024-churn_AllTraffic_night": {
        schedule: "cron(0 22 * * ? *)",
        timezone: "Europe/Berlin",
        scalable_target_action: { min_capacity: "1", max_capacity: "1" },
      },
    });
  });

  test("schedules move the limits, and Terraform leaves them there", () => {
    const { resource } = synthesise({ scaling: { endpoints } });
    const ignored = Object.entries(resource.aws_appautoscaling_target ?? {}).map(([id, { lifecycle }]) => [
      id,
      lifecycle,
    ]);
    expect(Object.fromEntries(ignored)).toEqual({
      "endpoint_2024-churn_AllTraffic": { ignore_changes: ["min_capacity", "max_capacity"] },
      component_churn: undefined,
    });
  });

  const night = { name: "night", schedule: "cron(0 22 * * ? *)", max: 1 };
  test.each([
    ["begins with no copy", { min: 0 }, true],
    ["has none from a time on", { min: 1, schedules: [{ ...night, min: 0 }] }, true],
    ["always has one", { min: 1, schedules: [{ ...night, min: 1 }] }, false],
  ])("a component that %s: whether it gets what adds the first copy", (_, limits, gets) => {
    const component = { inference_component: "churn", max: 2, invocations_per_copy: 60, ...limits };
    const { resource } = synthesise({ scaling: { endpoints: [component] } });
    const alarm = resource.aws_cloudwatch_metric_alarm?.component_churn_from_zero;
    const policy = resource.aws_appautoscaling_policy?.component_churn_from_zero;
    expect([alarm !== undefined, policy !== undefined]).toEqual([gets, gets]);
    if (!gets) return;
    expect(alarm).toMatchObject({
      metric_name: "NoCapacityInvocationFailures",
      dimensions: { InferenceComponentName: "churn" },
      alarm_actions: ["${aws_appautoscaling_policy.component_churn_from_zero.arn}"],
    });
    expect(policy).toMatchObject({ policy_type: "StepScaling" });
  });

  test("people may remove it again", () => {
    const { resource } = synthesise({ scaling: { endpoints } });
    expect(resource.aws_iam_policy?.clean_up).toMatchObject({
      name: "customer_sagemaker_scaling_clean_up_policy_eu-west-1",
    });
    expect(resource.aws_iam_role_policy_attachment?.clean_up).toMatchObject({
      role: "customer_sagemaker_admin_role",
      policy_arn: "${aws_iam_policy.clean_up.arn}",
    });
    expect(statements(resource.aws_iam_policy?.clean_up).map(({ Sid }) => Sid)).toEqual(["D3CleanUp"]);
  });
});

describe("elevation", () => {
  const temporary = {
    ticket: "CHG0012345",
    approver: "platform-lead",
    from: "2026-12-01T08:00:00Z",
    until: "2026-12-05T18:00:00Z",
  };

  test("a policy for each ticket, which says who approved it", () => {
    const stack = synthesise({
      elevation: [
        { ...temporary, sessions: ["ann"] },
        { ticket: "REQ-7", approver: "board", permanent: true, reason: "tests" },
      ],
    });
    expect(addresses(stack)).toEqual([
      "aws_iam_policy.ticket_CHG0012345",
      "aws_iam_policy.ticket_REQ-7",
      "aws_iam_role_policy_attachment.ticket_CHG0012345",
      "aws_iam_role_policy_attachment.ticket_REQ-7",
    ]);
    const { ticket_CHG0012345: first, "ticket_REQ-7": second } = stack.resource.aws_iam_policy ?? {};
    expect(first).toMatchObject({
      name: "customer_sagemaker_autoscaling_policy_CHG0012345",
      tags: { ticket: "CHG0012345", approver: "platform-lead" },
    });
    expect(second).toMatchObject({ tags: { ticket: "REQ-7", approver: "board", reason: "tests" } });
    const shared = {
      DateGreaterThanEquals: { "aws:CurrentTime": "2026-12-01T08:00:00Z" },
      DateLessThan: { "aws:CurrentTime": "2026-12-05T18:00:00Z" },
      StringLike: { "aws:userid": "*:ann" },
    };
    expect(statements(first)).toHaveLength(3);
    for (const { Condition } of statements(first)) expect(Condition).toMatchObject(shared);
    expect(JSON.stringify(statements(second))).not.toContain("aws:CurrentTime");
  });

  test("the clean-up right once, where one elevation asks for it", () => {
    const stack = synthesise({
      elevation: [
        temporary,
        { ...temporary, ticket: "CHG2", clean_up: true },
        { ...temporary, ticket: "CHG3", clean_up: true },
      ],
    });
    expect(addresses(stack).filter((address) => address.startsWith("aws_iam_policy."))).toEqual([
      "aws_iam_policy.clean_up",
      "aws_iam_policy.ticket_CHG0012345",
      "aws_iam_policy.ticket_CHG2",
      "aws_iam_policy.ticket_CHG3",
    ]);
  });

  test("synthesis reads no clock", () => {
    const text = (now: string): string => {
      jest.useFakeTimers({ now: Date.parse(now) });
      const { resource } = synthesise({ elevation: [temporary] });
      jest.useRealTimers();
      return JSON.stringify(resource);
    };
    expect(text("2020-01-01T00:00:00Z")).toBe(text("2040-01-01T00:00:00Z"));
  });
});

describe("workforce", () => {
  test("a role of its own, without the deny of private workforces", () => {
    const stack = synthesise({ workforce: { max_session_hours: 4 } });
    expect(addresses(stack)).toEqual([
      "aws_iam_policy.workforce",
      "aws_iam_policy.workforce_deny",
      "aws_iam_role.workforce",
      "aws_iam_role_policy_attachment.workforce_policy_workforce",
      "aws_iam_role_policy_attachment.workforce_policy_workforce_deny",
    ]);
    expect(stack.resource.aws_iam_role?.workforce).toMatchObject({
      name: "customer_sagemaker_workforce_role",
      max_session_duration: 14_400,
      assume_role_policy: expect.stringContaining("saml-provider/customer-saml") as string,
    });
    const denied = statements(stack.resource.aws_iam_policy?.workforce_deny).map(({ Sid }) => Sid);
    expect(denied).toEqual(["N5ReservedBuckets", "X1Studio", "X1StudioTags", "X3VpcEndpoints"]);
  });

  test("held to one user pool", () => {
    const { resource } = synthesise({ workforce: { user_pool_id: "eu-west-1_AbCdEf123" } });
    const cognito = statements(resource.aws_iam_policy?.workforce).filter(({ Sid }) => Sid.startsWith("W1"));
    expect(cognito.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["W1UserPool", "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123"],
      ["W1ListPools", "*"],
    ]);
  });
});
