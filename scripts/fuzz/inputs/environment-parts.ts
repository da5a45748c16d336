import type { Json } from "./hostile";

export type Fields = Record<string, Json>;

export const ACCOUNT = "123456789012";
const iam = (resource: string): string => `arn:aws:iam::${ACCOUNT}:${resource}`;

/** What every environment holds. */
export const CORE: Fields = {
  account: ACCOUNT,
  region: "eu-central-1",
  base: "managed",
  federation: { saml: { provider_arns: [iam("saml-provider/customer-saml")] } },
};

/** A statement that somebody else has put into a policy. */
const THEIRS: Fields = {
  Sid: "Theirs",
  Effect: "Deny",
  Principal: { AWS: ["arn:aws:iam::210987654321:root"] },
  Action: ["s3:PutObject"],
  Resource: ["arn:aws:s3:::acme-sagemaker/*"],
  Condition: { StringNotEquals: { "aws:PrincipalTag/team": ["${aws:PrincipalAccount}"] } },
};

/** Parts that are right, each with every option that goes with the others. */
export const PARTS: Fields = {
  backend: { s3: { bucket: "acme-terraform-state", region: "eu-west-1", key_prefix: "sagemaker/" } },
  deploy: { assume_role_arn: iam("role/deployer") },
  tags: { owner: "ml-platform", stage: "prod" },
  ams: "ended",
  federation: {
    saml: {
      provider_arns: [iam("saml-provider/one"), iam("saml-provider/two")],
      audiences: ["https://signin.aws.amazon.com/saml/acs/SAMLSP1"],
    },
    oidc: {
      provider_arn: iam("oidc-provider/idp.example.com/ml"),
      audiences: ["sagemaker"],
      subjects: ["team:data-science", "team:ml"],
    },
    identity_center: { permission_sets: ["DataScience"] },
    principals: { arns: ["arn:aws:iam::210987654321:root"] },
    session_tags: true,
    source_identity: true,
  },
  access: {
    pass_roles: ["AmazonSageMaker-ExecutionRole-New", "AmazonSageMaker-ExecutionRole-Admin"],
    robomaker: true,
    buckets: {
      names: ["acme-sagemaker", "acme-sagemaker-models"],
      reads_in_account_only: true,
      reserved_prefixes: ["keep-"],
    },
    notebook_vpc_ids: ["vpc-0123456789abcdef0"],
    notebook_lifecycle_config_arns: [
      `arn:aws:sagemaker:eu-central-1:${ACCOUNT}:notebook-instance-lifecycle-config/name`,
    ],
  },
  roles: {
    admin: {
      name: "acme_admin",
      policy_names: { sagemaker: "acme_1", names: "acme_2", integrations: "acme_3", deny: "acme_deny" },
      permissions_boundary_arn: iam("policy/boundary"),
      extra_policy_arns: [iam("policy/customer_deny_policy")],
      max_session_hours: 4,
      tags: { team: "ds" },
    },
    execution: {
      name: "AmazonSageMaker-ExecutionRole-New",
      policy_name: "acme_execution",
      profile: "jobs",
      vpc: false,
    },
  },
  storage: {
    key: {
      alias: "acme",
      administrator_arns: [iam("role/kms-admin"), iam("user/ann")],
      extra_statements: [THEIRS],
      services: ["secretsmanager", "sns", "elasticfilesystem", "logs"],
      deletion_window_days: 7,
      protect: false,
    },
    bucket: {
      name: "acme-sagemaker",
      access_log: { bucket: "acme-logs", prefix: "s3/" },
      extra_statements: [THEIRS],
      old_version_days: 30,
      unfinished_upload_days: 3,
      force_destroy: true,
      protect: false,
    },
  },
  network: {
    vpc_id: "vpc-0123456789abcdef0",
    subnet_ids: { "eu-central-1a": "subnet-0123456789abcdef0", "eu-central-1b": "subnet-0123456789abcdef1" },
    route_table_ids: ["rtb-0123456789abcdef0"],
    client_cidrs: ["10.0.0.0/16", "fd00::/8"],
    client_security_group_ids: ["sg-0123456789abcdef0"],
    endpoints: {
      preset: "private",
      extra: ["ec2"],
      adopt: { sts: "vpce-0123456789abcdef0" },
      extra_statements: { api: [THEIRS] },
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
      reason: "a launch",
    },
    { ticket: "CHG2", approver: "lead", permanent: true, clean_up: true, reason: "a team of its own" },
  ],
  workforce: { name: "acme_workforce", user_pool_id: "eu-central-1_AbCdEf123", max_session_hours: 8 },
};
