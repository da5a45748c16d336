import { environmentJsonSchema } from "../config/json-schema";
import { table } from "../contract/docs/markdown";
import { keyRows } from "./schema-table";

/** Key at the top of an environment file → how it may look; the tests hold each to `ssps check`. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  account: 'account: "123456789012"',
  region: "region: eu-west-1",
  base: "base: managed",
  backend: `backend:
  s3: { bucket: acme-terraform-state, region: eu-west-1, key_prefix: ssps/ }`,
  deploy: 'deploy: { assume_role_arn: "arn:aws:iam::123456789012:role/deployer" }',
  ams: "ams: ended",
  tags: "tags: { owner: ml-platform, stage: dev }",
  federation: `federation:
  saml: { provider_arns: ["arn:aws:iam::123456789012:saml-provider/customer-saml"] }
  oidc:
    provider_arn: "arn:aws:iam::123456789012:oidc-provider/idp.example.com/ml"
    audiences: [sagemaker]
    subjects: ["team:data-science"]
  identity_center: { permission_sets: [DataScience] }`,
  roles: `roles:
  admin:
    max_session_hours: 4
    permissions_boundary_arn: "arn:aws:iam::123456789012:policy/boundary"
  execution: { profile: jobs }`,
  access: `access:
  pass_roles: [AmazonSageMaker-ExecutionRole-Admin]
  own_account_only: true
  network_only: { subnet_ids: [subnet-0123456789abcdef0], security_group_ids: [sg-0123456789abcdef0] }`,
  storage: `storage:
  bucket: { name: acme-sagemaker-dev }
  key: { administrator_arns: ["arn:aws:iam::123456789012:role/kms-admin"], services: [logs] }`,
  network: `network:
  vpc_id: vpc-0123456789abcdef0
  subnet_ids: { eu-west-1a: subnet-0123456789abcdef0, eu-west-1b: subnet-0123456789abcdef1 }
  route_table_ids: [rtb-0123456789abcdef0]
  client_cidrs: [10.0.0.0/16]
  endpoints: { preset: private, extra: [states] }
  file_system: {}`,
  logs: "logs: { retention_days: 365 }",
  scaling: `scaling:
  endpoints:
    - { endpoint: churn, variant: AllTraffic, min: 1, max: 4, invocations_per_instance: 700 }`,
  elevation: `elevation:
  - ticket: CHG0012345
    approver: platform-lead
    from: 2026-12-01T08:00:00Z
    until: 2026-12-05T18:00:00Z
    sessions: [ann@acme.example]`,
  workforce: "workforce: { user_pool_id: eu-west-1_AbCdEf123 }",
};

/**
 * `docs/configuration.md`: every key of an environment file, from the schema.
 *
 * @throws Error where a key has no example.
 */
export function configurationPage(): { path: string; content: string } {
  const { properties = {}, required = [] } = environmentJsonSchema();
  return {
    path: "docs/configuration.md",
    content: [
      "# Environment files, key by key",
      "Generated from the schema of environment files; do not edit. One file in `environments/` is one account and region; " +
        "its name begins the names of its stacks. [A file with every part](../environments/prod.yaml), " +
        "[what the options mean for access](options.md), [the messages of `ssps check`](messages.md).",
      `A file needs ${required.map((key) => `\`${key}\``).join(", ")}, and with \`base: managed\` a \`federation\`; every other ` +
        "key may be absent, and an unknown one is an error that names the nearest.",
      ...Object.entries(properties).map(([key, schema]) => {
        const example = EXAMPLES[key];
        if (example === undefined) throw new Error(`scripts/configuration-page.ts: ${key} has no example`);
        return [
          `## ${key}`,
          ...(schema.default === undefined ? [] : [schema.description ?? ""]),
          `\`\`\`yaml\n${example}\n\`\`\``,
          table(
            ["key", "type", "default", "what it says", "clause"],
            keyRows({ [key]: schema }).map(({ name, type, byDefault, description, clauses }) => [
              `\`${name}\``,
              type,
              byDefault,
              description,
              clauses,
            ]),
          ),
        ].join("\n\n");
      }),
    ].join("\n\n"),
  };
}
