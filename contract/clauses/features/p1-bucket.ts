import { allow, clause, deny } from "../../clause";

const OBJECT = "arn:aws:s3:::acme-sagemaker-dev/model.tar.gz";
const bucket = (secure: "true" | "false") =>
  ({
    resourcePolicy: "bucket",
    context: { "aws:ResourceAccount": "111122223333", "aws:SecureTransport": secure },
  }) as const;

/** S3 delivers the access log of a bucket. */
const delivery = (source: string, account: string, options: readonly ["accessLogs"] | readonly [] = ["accessLogs"]) =>
  ({
    as: "withoutRights",
    principal: "logging.s3.amazonaws.com",
    resourcePolicy: "bucket",
    context: {
      "aws:SecureTransport": "true",
      "aws:SourceAccount": account,
      "aws:SourceArn": `arn:aws:s3:::${source}`,
    },
    options,
  }) as const;

export const bucketPolicy = clause({
  id: "P1",
  title: "A bucket with the required keyword",
  quote:
    'If an S3 bucket will be used to store model artifacts and data, then you must request an S3 bucket named with the required keywords ("SageMaker", "Sagemaker", "sagemaker" or "aws-glue") with a Deployment | Advanced stack components | S3 storage | Create RFC.',
  interpretation:
    "The name is held to the keyword and to S3's own rules before anything is made; without one it is sagemaker-REGION-ACCOUNT, the SDK's own default bucket. Versioned, encrypted with the key (K1) or by S3, without public access, every object the account's. The bucket's policy allows nothing, since N5 does, and denies whatever does not come over TLS. By option it receives the access logs of given buckets of the account from S3 itself.",
  statements: [
    {
      sid: "P1TlsOnly",
      documents: ["bucket"],
      effect: "Deny",
      principals: { AWS: ["*"] },
      actions: ["s3:*"],
      resources: ["{bucketArn}", "{bucketArn}/*"],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      sid: "P1AccessLogs",
      documents: ["bucket"],
      principals: { Service: ["logging.s3.amazonaws.com"] },
      actions: ["s3:PutObject"],
      resources: ["{bucketArn}/*"],
      conditions: {
        StringEquals: { "aws:SourceAccount": "{account}" },
        ArnEquals: { "aws:SourceArn": ["{logSourceArns}"] },
      },
      when: "accessLogs",
    },
  ],
  cases: [
    allow("s3:PutObject", OBJECT, delivery("acme-sagemaker-data", "111122223333")),
    deny("s3:GetObject", OBJECT, delivery("acme-sagemaker-data", "111122223333")),
    deny("s3:PutObject", "arn:aws:s3:::other/log", delivery("acme-sagemaker-data", "111122223333")),
    deny("s3:PutObject", OBJECT, delivery("acme-sagemaker-other", "111122223333")),
    deny("s3:PutObject", OBJECT, delivery("acme-sagemaker-data", "444455556666")),
    deny("s3:PutObject", OBJECT, delivery("acme-sagemaker-data", "111122223333", [])),
    deny("s3:PutObject", OBJECT, {
      ...delivery("acme-sagemaker-data", "111122223333"),
      principal: "glue.amazonaws.com",
    }),
    allow("s3:PutObject", OBJECT, bucket("true")),
    allow("s3:PutObject", OBJECT, { ...bucket("true"), as: "execution" }),
    deny("s3:PutObject", OBJECT, bucket("false")),
    deny("s3:GetObject", OBJECT, { ...bucket("false"), as: "executionJobs" }),
    deny("s3:ListBucket", "arn:aws:s3:::acme-sagemaker-dev", bucket("false")),
    deny("s3:GetObject", OBJECT, {
      ...bucket("false"),
      as: "administrator",
      principal: "arn:aws:iam::111122223333:user/ann",
    }),
    deny("s3:GetObject", OBJECT, {
      ...bucket("true"),
      as: "administrator",
      principal: "arn:aws:iam::444455556666:user/eve",
    }),
    deny("s3:GetObject", OBJECT, {
      ...bucket("true"),
      as: "withoutRights",
      principal: "arn:aws:iam::111122223333:user/ann",
    }),
  ],
});
