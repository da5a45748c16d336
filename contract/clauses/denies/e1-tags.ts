import { allow, clause, deny } from "../../clause";

const SECRETS = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:";
const IN_ACCOUNT = { context: { "aws:ResourceAccount": "111122223333" } };

export const tags = clause({
  id: "E1",
  title: "No self-grant through tags",
  quote: "Describe, Get secrets when the SageMaker resource tag is set to true.",
  interpretation:
    "A tag opens secrets (N2) and objects (N5) for reading, so whoever may read by tag must not be able to set the tag: " +
    "secrets are tagged under the page's prefix only, objects not at all. Holds by absence.",
  statements: [],
  absent: [
    "s3:DeleteObjectTagging",
    "s3:DeleteObjectVersionTagging",
    "s3:PutObjectTagging",
    "s3:PutObjectVersionTagging",
    "s3:ReplicateTags",
    "secretsmanager:UntagResource",
    "tag:TagResources",
    "tag:UntagResources",
  ],
  cases: [
    allow("secretsmanager:TagResource", `${SECRETS}AmazonSageMaker-db-AbCdEf`),
    deny("secretsmanager:TagResource", `${SECRETS}payroll-AbCdEf`),
    deny("secretsmanager:TagResource", `${SECRETS}payroll-AbCdEf`, {
      context: { "aws:RequestTag/SageMaker": "true", "aws:TagKeys": ["SageMaker"] },
    }),
    deny("s3:PutObjectTagging", "arn:aws:s3:::acme-sagemaker-dev/iris.csv", IN_ACCOUNT),
    deny("s3:PutObjectTagging", "arn:aws:s3:::payroll/2026.csv", IN_ACCOUNT),
    deny("s3:PutObjectVersionTagging", "arn:aws:s3:::payroll/2026.csv", IN_ACCOUNT),
    deny("s3:PutObjectTagging", "arn:aws:s3:::acme-sagemaker-dev/iris.csv", { ...IN_ACCOUNT, as: "execution" }),
    deny("tag:TagResources", "*"),
    deny("tag:TagResources", "*", { as: "execution" }),
  ],
});
