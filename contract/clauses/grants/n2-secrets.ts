import { allow, clause, deny } from "../../clause";

const SECRETS = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:";

export const secrets = clause({
  id: "N2",
  title: "Secrets by name",
  quote: "Describe, Create, Get, Update secrets with a AmazonSageMaker-* prefix.",
  interpretation:
    "PutSecretValue belongs to updating. TagResource goes with creating, on the prefix only. DeleteSecret is not on the page and stays out. Secrets of the account only.",
  statements: [
    {
      sid: "N2SecretsByName",
      documents: ["adminNames"],
      actions: [
        "secretsmanager:CreateSecret",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:TagResource",
        "secretsmanager:UpdateSecret",
      ],
      resources: ["arn:{partition}:secretsmanager:*:{account}:secret:AmazonSageMaker-*"],
    },
    {
      sid: "N2SecretsByTag",
      quote: "Describe, Get secrets when the SageMaker resource tag is set to true.",
      documents: ["adminNames"],
      actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      resources: ["arn:{partition}:secretsmanager:*:{account}:secret:*"],
      conditions: { StringEquals: { "secretsmanager:ResourceTag/SageMaker": "true" } },
    },
  ],
  cases: [
    allow("secretsmanager:CreateSecret", `${SECRETS}AmazonSageMaker-db-AbCdEf`),
    allow("secretsmanager:UpdateSecret", `${SECRETS}AmazonSageMaker-db-AbCdEf`),
    allow("secretsmanager:PutSecretValue", `${SECRETS}AmazonSageMaker-db-AbCdEf`),
    allow("secretsmanager:GetSecretValue", `${SECRETS}payroll-AbCdEf`, {
      context: { "secretsmanager:ResourceTag/SageMaker": "true" },
    }),
    allow("secretsmanager:DescribeSecret", `${SECRETS}payroll-AbCdEf`, {
      context: { "secretsmanager:ResourceTag/SageMaker": "true" },
    }),
    allow(
      "secretsmanager:UpdateSecret",
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:AmazonSageMaker-x-AbCdEf",
    ),
    ...["CreateSecret", "DescribeSecret", "GetSecretValue", "PutSecretValue", "TagResource"].map((action) =>
      deny(`secretsmanager:${action}`, `${SECRETS}payroll-AbCdEf`),
    ),
    ...["CreateSecret", "PutSecretValue", "TagResource", "UpdateSecret"].map((action) =>
      deny(`secretsmanager:${action}`, `${SECRETS}payroll-AbCdEf`, {
        context: { "secretsmanager:ResourceTag/SageMaker": "true" },
      }),
    ),
    ...["DescribeSecret", "GetSecretValue"].map((action) =>
      allow(`secretsmanager:${action}`, `${SECRETS}AmazonSageMaker-db-AbCdEf`),
    ),
    deny("secretsmanager:UpdateSecret", `${SECRETS}payroll-AbCdEf`),
    deny("secretsmanager:UpdateSecret", `${SECRETS}MyAmazonSageMaker-db-AbCdEf`),
    deny(
      "secretsmanager:UpdateSecret",
      "arn:aws-cn:secretsmanager:eu-west-1:111122223333:secret:AmazonSageMaker-x-AbCdEf",
    ),
    deny("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:444455556666:secret:payroll-AbCdEf", {
      context: { "secretsmanager:ResourceTag/SageMaker": "true" },
    }),
    deny("secretsmanager:GetSecretValue", `${SECRETS}payroll-AbCdEf`, {
      context: { "secretsmanager:ResourceTag/SageMaker": "TRUE" },
    }),
    deny("secretsmanager:GetSecretValue", `${SECRETS}payroll-AbCdEf`, {
      context: { "secretsmanager:ResourceTag/Team": "true" },
    }),
    deny("secretsmanager:GetSecretValue", `${SECRETS}payroll-AbCdEf`, {
      context: { "secretsmanager:ResourceTag/SageMaker": "false" },
    }),
    deny("secretsmanager:DeleteSecret", `${SECRETS}AmazonSageMaker-db-AbCdEf`),
    deny(
      "secretsmanager:GetSecretValue",
      "arn:aws:secretsmanager:eu-west-1:444455556666:secret:AmazonSageMaker-db-AbCdEf",
    ),
    deny("secretsmanager:GetSecretValue", `${SECRETS}amazonsagemaker-db-AbCdEf`),
  ],
});
