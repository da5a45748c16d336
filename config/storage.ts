import { z } from "zod";
import { defaultBucketName, DEFAULT_ALIAS, KEY_ALIAS } from "../aws/names";
import { reservedPrefixes } from "./access";
import { adopt } from "./adopt";
import { iamResourceName, parseArn } from "../aws/arn";
import { keyArn, principalArn } from "./arn";
import { bucketName } from "./aws-names";
import { checkName } from "./naming";
import { valueAt, formatPath, type Rule, type Rules, describeValue, textAt, textsIn, wrongValue } from "./raw";
import { nameAt } from "./roles";
import { extraStatements } from "./statement";
import { list, text, wholeNumber } from "./values";

/** What else may use the key, by the prefix of the service (clause K1). */
const KEY_SERVICES = ["secretsmanager", "sns", "elasticfilesystem", "logs"] as const;

const bucket = z.strictObject({
  name: z
    .string({ error: "a bucket name in quotes" })
    .exactOptional()
    .describe(
      "The bucket's name, with sagemaker in it or aws-glue in front (N5). Without it sagemaker-REGION-ACCOUNT, the " +
        "SDK's own default bucket.",
    ),
  key_arn: keyArn
    .exactOptional()
    .describe("A KMS key that exists already; without it the file's own key, or S3's encryption where there is none."),
  access_log: z
    .strictObject({
      bucket: bucketName.describe("The bucket that receives the log; it must exist and let S3 write to it."),
      prefix: text(/^[\w!.*'()/=-]{0,512}$/, "the beginning of the log's keys, such as s3/sagemaker/")
        .default("")
        .describe("What every log object's key begins with."),
    })
    .exactOptional()
    .describe("Where each request to the bucket is logged."),
  old_version_days: wholeNumber(1, 3650).default(90).describe("Days after which an old version of an object goes."),
  unfinished_upload_days: wholeNumber(1, 365).default(7).describe("Days after which an unfinished upload goes."),
  extra_statements: extraStatements,
  force_destroy: z
    .boolean()
    .default(false)
    .describe("Whether the bucket is destroyed with the objects in it; else it must be empty."),
  protect: z.boolean().default(true).describe("Whether Terraform refuses to destroy the bucket (prevent_destroy)."),
});

const key = z.strictObject({
  alias: text(KEY_ALIAS, "a name of 1 to 250 letters, digits or /_-, not beginning with aws/")
    .default(DEFAULT_ALIAS)
    .describe("The name of the key's alias, without alias/."),
  administrator_arns: list(
    principalArn,
    "the ARNs of at least one role or user that manages the key, or nobody could ever change it",
  ).describe("The roles and users of this account that manage the key."),
  services: z
    .array(z.enum(KEY_SERVICES))
    .default([])
    .describe("What else uses the key: secrets, topics, file systems, log groups under /aws/sagemaker/ (K1)."),
  extra_statements: extraStatements,
  deletion_window_days: wholeNumber(7, 30).default(30).describe("Days in which a deletion can be called off."),
  protect: z.boolean().default(true).describe("Whether Terraform refuses to destroy the key (prevent_destroy)."),
});

/** `storage` of an environment file: the bucket (clause P1) and the key (clause K1). */
export const storage = z
  .strictObject({
    bucket: bucket.exactOptional().describe("The bucket for data and model artifacts."),
    key: key.exactOptional().describe("The customer managed key for data at rest."),
    adopt: adopt.exactOptional(),
  })
  .refine(({ bucket: one, key: other }) => one !== undefined || other !== undefined, {
    error: "at least one of bucket and key",
  })
  .meta({ minProperties: 1 });

/** What a checked file says under `storage`. */
export type Storage = z.output<typeof storage>;

/** The alias of the key, given or not; undefined where the file asks for no key. */
export function keyAliasAt(raw: unknown): string | undefined {
  if (valueAt(raw, ["storage", "key"]) === undefined) return undefined;
  return textAt(raw, ["storage", "key", "alias"]) || DEFAULT_ALIAS;
}

/** The bucket's name, given or not; undefined where the file asks for no bucket. */
export function bucketNameAt(raw: unknown): string | undefined {
  if (valueAt(raw, ["storage", "bucket"]) === undefined) return undefined;
  const name = valueAt(raw, ["storage", "bucket", "name"]);
  return typeof name === "string" ? name : defaultBucketName(textAt(raw, ["region"]), textAt(raw, ["account"]));
}

const NAME = ["storage", "bucket", "name"];

const bucketNameWillDo: Rule = function* (raw) {
  const name = valueAt(raw, NAME);
  if (typeof name !== "string") return;
  const { problems, suggestion } = checkName("bucket", name, reservedPrefixes(raw));
  if (problems.length === 0) return;
  const mend = suggestion === undefined ? "" : `; try ${suggestion}`;
  yield {
    path: NAME,
    mark: "value",
    message: `${formatPath(NAME)}: found ${describeValue(name)}; ${problems.join("; ")}${mend}`,
  };
};

const bucketIsListed: Rule = function* (raw) {
  const name = bucketNameAt(raw);
  const names = ["access", "buckets", "names"];
  if (name === undefined || valueAt(raw, names) === undefined) return;
  if (textsIn(raw, names).some(({ value }) => value === name)) return;
  yield wrongValue(
    raw,
    names,
    `a list with ${describeValue(name)} in it, this file's own bucket, else nobody can use it (N5)`,
  );
};

const bucketHasOneKey: Rule = function* (raw) {
  const path = ["storage", "bucket", "key_arn"];
  if (valueAt(raw, path) === undefined || valueAt(raw, ["storage", "key"]) === undefined) return;
  yield wrongValue(raw, path, "nothing, since storage.key makes the key that encrypts the bucket");
};

const logGoesElsewhere: Rule = function* (raw) {
  const path = ["storage", "bucket", "access_log", "bucket"];
  const name = bucketNameAt(raw);
  if (name !== undefined && valueAt(raw, path) === name)
    yield wrongValue(raw, path, "another bucket, or the log logs itself");
};

/** Who uses the data bucket could rewrite the state that defines the roles, or the log of what was done. */
const stateAndLogsAreApart: Rule = function* (raw) {
  const data = bucketNameAt(raw);
  const names = textsIn(raw, ["access", "buckets", "names"]).map(({ value }) => value);
  for (const path of [
    ["backend", "s3", "bucket"],
    ["storage", "bucket", "access_log", "bucket"],
  ]) {
    const name = valueAt(raw, path);
    if (typeof name !== "string" || (path[0] === "storage" && name === data)) continue;
    if (name === data || names.includes(name)) {
      yield wrongValue(
        raw,
        path,
        "a bucket that the roles do not use: they are denied the buckets of state and logs (N5)",
      );
    }
  }
};

/** Whoever manages a key may give himself its use; the roles whose use is limited are no administrators. */
const administratorsAreOthers: Rule = function* (raw) {
  const path = ["storage", "key", "administrator_arns"];
  const using = [nameAt(raw, "roles.admin.name"), nameAt(raw, "roles.execution.name")];
  for (const { path: place, value } of textsIn(raw, path)) {
    const resource = parseArn(value)?.resource;
    if (resource === "root") {
      yield wrongValue(
        raw,
        place,
        "a role or a user; the account itself is always let in, for its own policies to decide",
      );
    } else if (using.includes(iamResourceName(resource ?? "", "role") ?? "")) {
      yield wrongValue(
        raw,
        place,
        "roles and users other than those that use the key, which they could then give away",
      );
    }
  }
};

/** The rules of `storage` that span keys. */
export const storageRules: Rules = {
  "bucket-name": bucketNameWillDo,
  "bucket-not-listed": bucketIsListed,
  "bucket-two-keys": bucketHasOneKey,
  "bucket-logs-itself": logGoesElsewhere,
  "state-or-log-in-use": stateAndLogsAreApart,
  "key-administrator": administratorsAreOthers,
};
