import { allow, clause, deny } from "../../clause";

const MINE = { "aws:ResourceAccount": "111122223333" };
const FOREIGN = { "aws:ResourceAccount": "444455556666" };
const AWS = { "aws:ResourceAccount": "763104351884" };
const JUMP_START = ["jumpstart-cache-prod-eu-west-1", "jumpstart-private-cache-prod-eu-west-1"];
const STATE = { context: MINE, options: ["stateAndLogBuckets"] } as const;
const TAGGED = { "s3:ExistingObjectTag/SageMaker": "TRUE" };

export const s3 = clause({
  id: "N5",
  title: "S3 objects",
  quote:
    "Get, Put, Delete object, abort multipart upload S3 objects when resources have the following prefixes: *SageMaker*, *Sagemaker*, *sagemaker* and aws-glue.",
  interpretation:
    "A * in an S3 ARN spans /, so *sagemaker* also matches a key in any bucket: writes are therefore held to buckets of " +
    "the account. Reads are not, since AWS's samples lie in buckets of others; an option holds them too. JumpStart's " +
    "content, in AWS's own buckets of the account's regions, is read all the same: their names are compared whole, since " +
    "anyone may register one that goes on. aws-glue is a prefix. Reserved prefixes (ams-, mc-) are denied altogether, and so " +
    "are the buckets of Terraform's state and of access logs that the account's files name: *sagemaker* would match a " +
    "folder in them, and whoever writes the state that defines a role writes the role. " +
    "Objects are read by tag in the account only. The environment may list exact buckets instead of the patterns.",
  statements: [
    {
      sid: "N5Read",
      documents: ["adminNames", "execution", "workforce"],
      actions: ["s3:GetObject"],
      resources: ["{objectArns}"],
      unless: "readsInAccountOnly",
    },
    {
      sid: "N5ReadInAccount",
      documents: ["adminNames", "execution", "workforce"],
      actions: ["s3:GetObject"],
      resources: ["{objectArns}"],
      conditions: { StringEquals: { "aws:ResourceAccount": "{account}" } },
      when: "readsInAccountOnly",
    },
    {
      sid: "N5JumpStart",
      documents: ["adminNames", "execution"],
      actions: ["s3:GetObject"],
      resources: ["{jumpStartObjectArns}"],
      when: "jumpStart",
    },
    {
      sid: "N5Write",
      documents: ["adminNames", "execution", "workforce"],
      actions: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"],
      resources: ["{objectArns}"],
      conditions: { StringEquals: { "aws:ResourceAccount": "{account}" } },
    },
    {
      sid: "N5ReadByTag",
      quote: "Get S3 objects when the SageMaker tag is set to true.",
      documents: ["adminNames", "execution"],
      actions: ["s3:GetObject"],
      resources: ["arn:{partition}:s3:::*"],
      conditions: {
        StringEqualsIgnoreCase: { "s3:ExistingObjectTag/SageMaker": "true" },
        StringEquals: { "aws:ResourceAccount": "{account}" },
      },
    },
    {
      sid: "N5ReservedBuckets",
      documents: ["deny", "workforceDeny"],
      effect: "Deny",
      actions: ["s3:*"],
      resources: ["{reservedBucketArns}"],
      when: "reservedBuckets",
    },
    {
      sid: "N5StateAndLogBuckets",
      documents: ["deny", "workforceDeny"],
      effect: "Deny",
      actions: ["s3:*"],
      resources: ["{stateAndLogArns}"],
      when: "stateAndLogBuckets",
    },
  ],
  cases: [
    allow("s3:PutObject", "arn:aws:s3:::acme-sagemaker-dev/model.tar.gz", { context: MINE }),
    allow("s3:DeleteObject", "arn:aws:s3:::acme-sagemaker-dev/model.tar.gz", { context: MINE }),
    allow("s3:AbortMultipartUpload", "arn:aws:s3:::acme-sagemaker-dev/model.tar.gz", { context: MINE }),
    allow("s3:PutObject", "arn:aws:s3:::acme-data/SageMaker/model.tar.gz", { context: MINE }),
    allow("s3:PutObject", "arn:aws:s3:::acme-data/Sagemaker/model.tar.gz", { context: MINE }),
    allow("s3:GetObject", "arn:aws:s3:::acme-SageMaker/iris.csv", { context: MINE }),
    allow("s3:GetObject", "arn:aws:s3:::acme-Sagemaker/iris.csv", { context: MINE }),
    allow("s3:PutObject", "arn:aws:s3:::aws-glue-scripts/job.py", { context: MINE }),
    allow("s3:GetObject", "arn:aws:s3:::aws-glue-scripts-111122223333/job.py", { context: MINE }),
    allow("s3:GetObject", "arn:aws:s3:::sagemaker-sample-files/iris.csv", { context: FOREIGN }),
    allow("s3:GetObject", "arn:aws:s3:::acme-data/iris.csv", { context: { ...MINE, ...TAGGED } }),
    allow("s3:PutObject", "arn:aws:s3:::acme-sagemaker-dev/model.tar.gz", { as: "execution", context: MINE }),
    allow("s3:GetObject", "arn:aws:s3:::sagemaker-sample-files/iris.csv", { as: "executionJobs", context: FOREIGN }),
    allow("s3:GetObject", "arn:aws:s3:::acme-data/iris.csv", {
      as: "executionJobs",
      context: { ...MINE, ...TAGGED },
    }),
    allow("s3:GetObject", "arn:aws:s3:::acme-sagemaker-dev/iris.csv", {
      context: MINE,
      options: ["readsInAccountOnly"],
    }),
    allow("s3:GetObject", "arn:aws:s3:::acme-sagemaker-dev/iris.csv", {
      as: "executionJobs",
      context: MINE,
      options: ["readsInAccountOnly"],
    }),
    deny("s3:GetObject", "arn:aws:s3:::sagemaker-sample-files/iris.csv", {
      context: FOREIGN,
      options: ["readsInAccountOnly"],
    }),
    ...JUMP_START.flatMap((bucket) =>
      (["admin", "execution", "executionJobs"] as const).flatMap((as) => [
        allow("s3:GetObject", `arn:aws:s3:::${bucket}/model.tar.gz`, { as, context: AWS }),
        allow("s3:ListBucket", `arn:aws:s3:::${bucket}`, { as, context: AWS }),
        allow("s3:GetObject", `arn:aws:s3:::${bucket}/model.tar.gz`, {
          as,
          context: AWS,
          options: ["readsInAccountOnly"],
        }),
        ...["AbortMultipartUpload", "DeleteObject", "PutObject", "PutObjectAcl"].map((name) =>
          deny(`s3:${name}`, `arn:aws:s3:::${bucket}/model.tar.gz`, { as, context: AWS }),
        ),
        deny("s3:GetBucketAcl", `arn:aws:s3:::${bucket}`, { as, context: AWS }),
        deny("s3:GetObject", `arn:aws:s3:::${bucket}1/model.tar.gz`, { as, context: FOREIGN }),
        deny("s3:GetObject", `arn:aws:s3:::${bucket.replace("eu-west-1", "us-east-1")}/model.tar.gz`, {
          as,
          context: AWS,
        }),
      ]),
    ),
    ...(["execution", "executionJobs"] as const).flatMap((as) =>
      JUMP_START.map((bucket) => deny("s3:ListBucket", `arn:aws:s3:::${bucket}1`, { as, context: FOREIGN })),
    ),
    deny("s3:PutObject", "arn:aws:s3:::elsewhere/sagemaker/model.tar.gz", { context: FOREIGN }),
    deny("s3:PutObject", "arn:aws:s3:::acme-sagemaker-dev/model.tar.gz"),
    deny("s3:PutObject", "arn:aws:s3:::payroll/2026.csv", { context: MINE }),
    deny("s3:GetObject", "arn:aws:s3:::payroll/2026.csv", { context: MINE }),
    deny("s3:GetObject", "arn:aws:s3:::elsewhere/iris.csv", { context: { ...FOREIGN, ...TAGGED } }),
    ...(["admin", "execution", "executionJobs"] as const).flatMap((as) =>
      ["AbortMultipartUpload", "DeleteObject", "GetBucketAcl", "PutObject"].map((name) =>
        deny(`s3:${name}`, "arn:aws:s3:::acme-data/iris.csv", { as, context: { ...MINE, ...TAGGED } }),
      ),
    ),
    ...["GetBucketLocation", "ListBucket"].flatMap((name) => [
      deny(`s3:${name}`, "arn:aws:s3:::acme-data", { as: "executionJobs", context: { ...MINE, ...TAGGED } }),
      ...JUMP_START.map((bucket) => deny(`s3:${name}`, `arn:aws:s3:::${bucket}/x`, { as: "executionJobs" })),
    ]),
    deny("s3:PutObject", "arn:aws:s3:::my-aws-glue-scripts/job.py", { context: MINE }),
    deny("s3:GetObject", "arn:aws:s3:::ams-logs/sagemaker/x", { context: MINE }),
    deny("s3:PutObject", "arn:aws:s3:::mc-sagemaker/x", { as: "execution", context: MINE }),
    deny("s3:ListBucket", "arn:aws:s3:::ams-logs", { context: MINE }),
    ...(["admin", "execution", "executionJobs", "workforce"] as const).flatMap((as) => [
      deny("s3:PutObject", "arn:aws:s3:::acme-state/sagemaker/dev-base.tfstate", { as, ...STATE }),
      deny("s3:GetObject", "arn:aws:s3:::acme-state/sagemaker/dev-base.tfstate", { as, ...STATE }),
      deny("s3:DeleteObject", "arn:aws:s3:::acme-logs/s3/sagemaker/x", { as, ...STATE }),
      deny("s3:ListBucket", "arn:aws:s3:::acme-state", { as, ...STATE }),
      allow("s3:PutObject", "arn:aws:s3:::acme-state-2/sagemaker/x", { as, ...STATE }),
    ]),
    ...(["admin", "execution", "executionJobs", "workforce"] as const).flatMap((as) => [
      ...["my-SageMaker", "Sagemaker-x", "sagemaker", "aws-glue-x"].flatMap((bucket) => [
        ...["AbortMultipartUpload", "DeleteObject", "PutObject"].flatMap((name) => [
          allow(`s3:${name}`, `arn:aws:s3:::${bucket}/x`, { as, context: MINE }),
          deny(`s3:${name}`, `arn:aws:s3:::${bucket}/x`, { as, context: FOREIGN }),
        ]),
        allow("s3:GetObject", `arn:aws:s3:::${bucket}/x`, { as }),
        allow("s3:GetObject", `arn:aws:s3:::${bucket}/x`, { as, context: FOREIGN }),
        allow("s3:GetObject", `arn:aws:s3:::${bucket}/x`, { as, context: MINE, options: ["readsInAccountOnly"] }),
        deny("s3:GetObject", `arn:aws:s3:::${bucket}/x`, { as, context: FOREIGN, options: ["readsInAccountOnly"] }),
      ]),
      deny("s3:GetObject", "arn:aws:s3:::payroll/x", { as, context: MINE }),
      deny("s3:GetObject", "arn:aws:s3:::payroll/x", { as, context: MINE, options: ["readsInAccountOnly"] }),
      ...["ams-sagemaker", "mc-sagemaker"].map((bucket) =>
        deny("s3:GetObject", `arn:aws:s3:::${bucket}/x`, { as, context: MINE }),
      ),
      deny("s3:ListBucket", "arn:aws:s3:::acme-logs", { as, ...STATE }),
    ]),
    ...(["admin", "workforce"] as const).map((as) =>
      allow("s3:ListBucket", "arn:aws:s3:::acme-logs-2", { as, options: STATE.options }),
    ),
    deny("s3:PutObject", "arn:aws:s3:::acme-SAGEMAKER/model.tar.gz", { context: MINE }),
    deny("s3:PutObject", "arn:aws-cn:s3:::acme-sagemaker-dev/model.tar.gz", { context: MINE }),
    deny("s3:PutObject", "arn:aws:s3:eu-west-1:111122223333:accesspoint/sagemaker/object/x", { context: MINE }),
    deny("s3:DeleteObject", "arn:aws:s3:::elsewhere/sagemaker/model.tar.gz", { context: FOREIGN }),
    deny("s3:AbortMultipartUpload", "arn:aws:s3:::elsewhere/sagemaker/model.tar.gz", { context: FOREIGN }),
    deny("s3:PutObject", "arn:aws:s3:::elsewhere/sagemaker/model.tar.gz", { as: "executionJobs", context: FOREIGN }),
    deny("s3:GetObject", "arn:aws:s3:::sagemaker-sample-files/iris.csv", {
      as: "executionJobs",
      context: FOREIGN,
      options: ["readsInAccountOnly"],
    }),
    deny("s3:GetObject", "arn:aws:s3:::acme-data/iris.csv", {
      context: { ...MINE, "s3:ExistingObjectTag/SageMaker": "false" },
    }),
    deny("s3:GetObject", "arn:aws:s3:::elsewhere/iris.csv", {
      as: "execution",
      context: { ...FOREIGN, ...TAGGED },
    }),
    deny("s3:GetObject", "arn:aws:s3:::acme-data/iris.csv", { as: "executionJobs", context: MINE }),
    deny("s3:GetObject", "arn:aws:s3:::payroll/2026.csv", { context: MINE, options: ["readsInAccountOnly"] }),
    deny("s3:GetObject", "arn:aws:s3:eu-west-1:111122223333:accesspoint/acme/object/iris.csv", {
      as: "execution",
      context: { ...MINE, ...TAGGED },
    }),
    deny("s3:GetObject", "arn:aws:s3:eu-west-1:111122223333:accesspoint/acme/object/iris.csv", {
      context: { ...MINE, ...TAGGED },
    }),
    deny("s3:PutBucketPolicy", "arn:aws:s3:::acme-sagemaker-dev", { context: MINE }),
    deny("s3:DeleteObjectVersion", "arn:aws:s3:::acme-sagemaker-dev/model.tar.gz", { context: MINE }),
  ],
});
