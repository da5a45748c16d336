import fc from "fast-check";
import { findPartition } from "../../aws/regions";

const ACCOUNT = "123456789012";

const pick = fc.constantFrom;
const some = <T>(item: fc.Arbitrary<T>, max = 3): fc.Arbitrary<T[]> =>
  fc.uniqueArray(item, { minLength: 1, maxLength: max });
const record = (shape: Record<string, fc.Arbitrary<unknown>>, required: readonly string[] = []) =>
  fc.record(shape, { requiredKeys: [...required] });

/** What might be taken for something else on its way: templates, variables, tokens of CDKTF's, what cannot be seen. */
export const planted = pick(
  ...["${x}", '${filebase64("/etc/hostname")}', "%{ if true }", "${aws:username}", "$${", '"', "\\", "\n", "\u0000"],
  ...["\u202E", "{4c1d}:{9e2f}", "${TfToken[TOKEN.0]}", "#{TfToken[TOKEN.0]}", "String Map Token Value"],
  ...["Any Map Token Value", "-8.109562212591383e+298", "1e9", "constructor", "__proto__", "toString", "null", "~"],
);
const name = fc.stringMatching(/^[a-z][\w+=,.@-]{0,63}$/);
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
const hex = fc.stringMatching(/^[0-9a-f]{17}$/);
/** Text of people's, which now and then is something else. */
const text = fc.oneof(
  { weight: 12, arbitrary: fc.stringMatching(/^[A-Za-z0-9 _.:/=+@-]{1,40}$/) },
  { weight: 1, arbitrary: planted },
);
const tags = fc.dictionary(text, text, { maxKeys: 4, noNullPrototype: true });
const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-12-${String(date).padStart(2, "0")}T08:00:00Z`);

/** What an environment file says: nearly right, with every part, and of any size that a part may have. */
export const drawnEnvironment: fc.Arbitrary<Record<string, unknown>> = pick(
  ...["eu-west-1", "ap-southeast-2", "cn-northwest-1", "us-gov-west-1"],
).chain((region) => {
  const partition = findPartition(region) ?? "aws";
  const iam = (kind: string, of: fc.Arbitrary<string>) =>
    of.map((it) => `arn:${partition}:iam::${ACCOUNT}:${kind}/${it}`);
  const id = (front: string) => hex.map((digits) => `${front}-${digits}`);
  const key = fc.uuid({ version: 4 }).map((uuid) => `arn:${partition}:kms:${region}:${ACCOUNT}:key/${uuid}`);
  const bucket = word.map((it) => `${it}-sagemaker`);
  const role = {
    permissions_boundary_arn: iam("policy", name),
    extra_policy_arns: some(iam("policy", name), 2),
    max_session_hours: fc.integer({ min: 1, max: 12 }),
    tags,
  };
  const limits = { min: fc.integer({ min: 1, max: 3 }), max: fc.integer({ min: 3, max: 9 }) };
  const schedules = fc.uniqueArray(
    record(
      {
        name: word,
        schedule: fc.oneof(pick("cron(0 7 ? * MON-FRI *)", "rate(5 minutes)", "at(2027-01-01T00:00:00)"), planted),
        timezone: pick("Europe/Berlin", "US/Eastern", "Etc/UTC"),
        ...limits,
      },
      ["name", "schedule", "min", "max"],
    ),
    { maxLength: 2, selector: ({ name: of }) => of },
  );
  return record(
    {
      account: fc.constant(ACCOUNT),
      region: fc.constant(region),
      base: pick("managed", "existing"),
      backend: fc.oneof(
        fc.constant({ local: {} }),
        record({ bucket, region: fc.constant(region), key_prefix: word.map((it) => `${it}/`) }, [
          "bucket",
          "region",
        ]).map((s3) => ({ s3 })),
        record({ organization: fc.constant("acme") }, ["organization"]).map((cloud) => ({ cloud })),
      ),
      deploy: record({ assume_role_arn: iam("role", name) }),
      tags,
      federation: record(
        {
          saml: record({ provider_arns: some(iam("saml-provider", word)) }, ["provider_arns"]),
          oidc: record(
            {
              provider_arn: iam(
                "oidc-provider",
                word.map((it) => `${it}.example.com`),
              ),
              audiences: some(fc.oneof({ weight: 9, arbitrary: name }, { weight: 1, arbitrary: planted })),
              subjects: some(fc.oneof({ weight: 9, arbitrary: name }, { weight: 1, arbitrary: planted })),
            },
            ["provider_arn", "audiences", "subjects"],
          ),
          identity_center: record({ permission_sets: some(word) }, ["permission_sets"]),
          principals: record({ arns: some(iam("role", name), 20) }, ["arns"]),
          session_tags: fc.boolean(),
          source_identity: fc.boolean(),
        },
        ["saml"],
      ),
      roles: record({
        admin: record({ name, integrations: fc.boolean(), ...role }),
        execution: record({
          profile: pick("notebook", "jobs", "full-access"),
          vpc: fc.boolean(),
          glue: fc.boolean(),
          ...role,
        }),
      }),
      access: record({
        robomaker: fc.boolean(),
        pass_roles: some(name, 12).map((more) => [...more, "AmazonSageMaker-ExecutionRole-Admin"]),
        notebook_vpc_ids: some(id("vpc")),
        buckets: record({ reads_in_account_only: fc.boolean() }),
      }),
      storage: fc.oneof(
        record({ bucket: record({ name: bucket, key_arn: key }) }, ["bucket"]),
        record(
          {
            bucket: record({
              name: bucket,
              access_log: record({ bucket: word.map((it) => `${it}-logs`) }, ["bucket"]),
            }),
            key: record(
              {
                alias: word,
                administrator_arns: some(iam("role", name), 300),
                services: fc.uniqueArray(pick("secretsmanager", "sns", "elasticfilesystem", "logs")),
              },
              ["administrator_arns"],
            ),
          },
          ["key"],
        ),
      ),
      network: record(
        {
          vpc_id: id("vpc"),
          subnet_ids: fc.tuple(id("subnet"), id("subnet")).map(([a, b]) => ({ [`${region}a`]: a, [`${region}b`]: b })),
          route_table_ids: some(id("rtb")),
          client_cidrs: fc.uniqueArray(
            fc.integer({ min: 0, max: 255 }).map((it) => `10.${it}.0.0/16`),
            { maxLength: 70 },
          ),
          client_security_group_ids: some(id("sg")),
          endpoints: record({ preset: pick("minimal", "private"), private_dns: fc.boolean() }),
          file_system: record({ protect: fc.boolean() }),
        },
        ["vpc_id", "subnet_ids", "route_table_ids"],
      ),
      scaling: record(
        {
          endpoints: fc.uniqueArray(
            record(
              {
                endpoint: word,
                variant: word,
                invocations_per_instance: fc.integer({ min: 1, max: 99 }),
                schedules,
                ...limits,
              },
              ["endpoint", "variant", "invocations_per_instance", "min", "max"],
            ),
            {
              minLength: 1,
              maxLength: 3,
              selector: ({ endpoint, variant }) => `${String(endpoint)}/${String(variant)}`,
            },
          ),
        },
        ["endpoints"],
      ),
      elevation: fc.uniqueArray(
        record(
          {
            ticket: word.map((it) => `CHG${it}`),
            approver: text,
            from: day,
            until: day.map((it) => it.replace("2026", "2027").replace("-12-", "-01-")),
            sessions: some(fc.stringMatching(/^[\w+=,.@-]{2,64}$/), 16),
            clean_up: fc.boolean(),
            reason: text,
          },
          ["ticket", "approver", "from", "until"],
        ),
        { minLength: 1, maxLength: 2, selector: ({ ticket }) => String(ticket).toLowerCase() },
      ),
      workforce: record({ name, user_pool_id: word.map((it) => `${region}_${it}`), ...role }),
    },
    ["account", "region", "base", "federation"],
  );
});
