import fc from "fast-check";
import { stringify } from "yaml";
import { environmentJsonSchema } from "../../../config/json-schema";
import { hostileText, hostileValue, type Json, near } from "./hostile";

type Fields = Record<string, Json>;

const ACCOUNT = "123456789012";
const iam = (resource: string): string => `arn:aws:iam::${ACCOUNT}:${resource}`;

/** What every environment holds. */
const CORE: Fields = {
  account: ACCOUNT,
  region: "eu-central-1",
  base: "managed",
  federation: { saml: { provider_arns: [iam("saml-provider/customer-saml")] } },
};

/** Parts that are right, each with every option that goes with the others. */
const PARTS: Fields = {
  backend: { s3: { bucket: "acme-terraform-state", region: "eu-west-1", key_prefix: "sagemaker/" } },
  deploy: { assume_role_arn: iam("role/deployer") },
  tags: { owner: "ml-platform", stage: "prod" },
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
    pass_roles: ["AmazonSageMaker-ExecutionRole-New"],
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
      services: ["secretsmanager", "sns", "elasticfilesystem", "logs"],
      deletion_window_days: 7,
      protect: false,
    },
    bucket: {
      name: "acme-sagemaker",
      access_log: { bucket: "acme-logs", prefix: "s3/" },
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
    endpoints: { preset: "private", extra: ["ec2"], adopt: { sts: "vpce-0123456789abcdef0" } },
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
    { ticket: "CHG2", approver: "lead", permanent: true, clean_up: true },
  ],
  workforce: { name: "acme_workforce", user_pool_id: "eu-central-1_AbCdEf123", max_session_hours: 8 },
};

/** The part of JSON Schema that the environment's schema is written in. */
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly pattern?: string;
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
}

type Step = string | number | { readonly key: fc.Arbitrary<string> };

/** A place of the schema, and what may stand there. */
interface Place {
  readonly path: readonly Step[];
  readonly values: fc.Arbitrary<Json>;
}

function valuesOf(schema: Schema): fc.Arbitrary<Json> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.type === "boolean") return fc.boolean();
  if (schema.type === "integer" || schema.type === "number") {
    const { minimum = 0, maximum = 100 } = schema;
    return fc.oneof(
      fc.constantFrom(minimum - 1, minimum, maximum, maximum + 1),
      fc.integer({ min: minimum, max: Math.max(minimum, maximum) }),
    );
  }
  if (schema.type === "array") return fc.array(valuesOf(schema.items ?? {}), { maxLength: 4 });
  if (schema.type === "object") return objectsOf(schema);
  return textsOf(schema);
}

function objectsOf({ properties, required = [], propertyNames, additionalProperties }: Schema): fc.Arbitrary<Json> {
  if (!properties && typeof additionalProperties === "object") {
    const keys = textsOf(propertyNames ?? {});
    return fc.oneof(
      { weight: 5, arbitrary: fc.dictionary(keys, valuesOf(additionalProperties), { maxKeys: 4 }) },
      { weight: 1, arbitrary: fc.dictionary(keys, valuesOf(additionalProperties), { minKeys: 30, maxKeys: 60 }) },
    );
  }
  const known = Object.entries(properties ?? {}).map(([key, one]): [string, fc.Arbitrary<Json>] => [
    key,
    valuesOf(one),
  ]);
  return fc.record(Object.fromEntries(known), { requiredKeys: [...required] });
}

/** Patterns → texts: to take `\p{…}` apart takes a second, and most patterns stand at many places. */
const texts = new Map<string, fc.Arbitrary<string>>();

/** Texts of a schema's patterns, as long as they may be too, and what is nearly one. */
function textsOf({ pattern, allOf = [] }: Schema): fc.Arbitrary<string> {
  const patterns = [pattern, ...allOf.map((one) => one.pattern)].filter((one) => one !== undefined);
  const key = patterns.join("\n");
  const known = texts.get(key) ?? matching(patterns);
  texts.set(key, known);
  return known;
}

function matching(patterns: readonly string[]): fc.Arbitrary<string> {
  const [first] = patterns.filter((one) => !one.startsWith("^(?"));
  const simple = (first ?? patterns[0] ?? "^[a-z]{1,9}$").replace(/\(\?<?!(?:[^()]|\([^()]*\))*\)/g, "");
  const all = patterns.map((one) => new RegExp(one, "u"));
  let drawn: fc.Arbitrary<string>;
  try {
    drawn = fc.stringMatching(new RegExp(simple, "u"), { size: "+1" });
    fc.sample(drawn, 1);
  } catch {
    drawn = fc.stringMatching(/^[a-z0-9-]{1,60}$/);
  }
  const right = drawn.map((text) => (all.every((one) => one.test(text)) ? text : text.replace(/[^a-z0-9]/g, "a")));
  return fc.oneof({ weight: 3, arbitrary: right }, { weight: 2, arbitrary: near(right) });
}

function placesOf(schema: Schema, path: readonly Step[] = []): Place[] {
  const below = [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, one]) => placesOf(one, [...path, key])),
    ...(schema.items ? [0, 1].flatMap((index) => placesOf(schema.items ?? {}, [...path, index])) : []),
    ...(typeof schema.additionalProperties === "object"
      ? placesOf(schema.additionalProperties, [...path, { key: textsOf(schema.propertyNames ?? {}) }])
      : []),
  ];
  return path.length === 0 ? below : [{ path, values: valuesOf(schema) }, ...below];
}

/** To take the schema apart takes seconds, which only the lanes that draw from it pay. */
let places: readonly Place[] | undefined;

const place: fc.Arbitrary<Place> = fc
  .constant(undefined)
  .chain(() => fc.constantFrom(...(places ??= placesOf(environmentJsonSchema()))));

type Edit = (document: Fields) => void;

/** One value of the schema set anew, or something hostile in its place, or a hostile text put into the one that is there. */
const edit: fc.Arbitrary<Edit> = place.chain(({ path, values }) => {
  const steps = fc.tuple(...path.map((step) => (typeof step === "object" ? step.key : fc.constant(step))));
  const value = fc.oneof(
    { weight: 5, arbitrary: values.map((one) => (): Json => one) },
    { weight: 1, arbitrary: hostileValue.map((one) => (): Json => one) },
    {
      weight: 3,
      arbitrary: fc.tuple(hostileText, fc.nat(40)).map(
        ([text, at]) =>
          (held: Json): Json =>
            typeof held === "string" ? held.slice(0, at) + text + held.slice(at) : text,
      ),
    },
  );
  return fc.tuple(steps, value).map(([keys, make]) => (document: Fields): void => {
    let parent: Fields = document;
    for (const key of keys.slice(0, -1)) {
      const next = Object.hasOwn(parent, key) ? parent[key] : undefined;
      if (typeof next === "object" && next !== null) parent = next as Fields;
      else put(parent, key, (parent = {}));
    }
    const last = keys.at(-1) ?? "";
    put(parent, last, make(Object.hasOwn(parent, last) ? (parent[last] ?? null) : null));
  });
});

function put(parent: Fields, key: string | number, value: Json): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

/** An unknown key anywhere near the top. */
const unknownKey: fc.Arbitrary<Edit> = fc
  .tuple(hostileText, hostileValue, fc.nat(9))
  .map(([key, value, at]) => (document: Fields) => {
    const inner = Object.values(document).filter(
      (one): one is Fields => typeof one === "object" && one !== null && !Array.isArray(one),
    );
    put(inner[at] ?? document, key, value);
  });

/** Environments: some of the parts, with a few values changed. */
export const environments: fc.Arbitrary<Json> = fc
  .tuple(
    fc.subarray(Object.keys(PARTS)),
    fc.oneof(
      { weight: 1, arbitrary: fc.constant<Edit[]>([]) },
      {
        weight: 9,
        arbitrary: fc.array(fc.oneof({ weight: 20, arbitrary: edit }, { weight: 1, arbitrary: unknownKey }), {
          minLength: 1,
          maxLength: 3,
        }),
      },
    ),
  )
  .map(([parts, edits]) => {
    const document = structuredClone({
      ...CORE,
      ...Object.fromEntries(parts.map((part) => [part, PARTS[part] ?? null])),
    });
    for (const change of edits) change(document);
    return document;
  });

/** The same said in one of YAML's ways, with a comment here and there. */
export function yamlTexts(documents: fc.Arbitrary<Json>): fc.Arbitrary<string> {
  return fc.tuple(documents, fc.constantFrom("json", "lines", "block", "quoted", "wide")).map(([document, form]) => {
    if (form === "json") return JSON.stringify(document);
    if (form === "lines") return JSON.stringify(document, null, 2);
    try {
      return `# an environment\n${stringify(document, {
        aliasDuplicateObjects: false,
        ...(form === "quoted" && { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" }),
        ...(form === "wide" && { indent: 4, lineWidth: 0, indentSeq: false }),
      } as const)}`;
    } catch (error) {
      // Nested too deeply for the library to write.
      if (!(error instanceof RangeError)) throw error;
      return JSON.stringify(document);
    }
  });
}
