import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Contents } from "../../offline/account";
import type { AccountDetails, LeftOut } from "../../offline/seed";

export const ACCOUNT = "123456789012";

export const ADMIN = "customer_sagemaker_admin_role";
export const EXECUTION = "AmazonSageMaker-ExecutionRole-Admin";

export const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
export const policyArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:policy/${name}`;

/** A statement as AMS may have written it. */
const allow = (action: string | string[], resource: string | string[] = "*") => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: action, Resource: resource }],
});

const trustedBy = (principal: object, action = "sts:AssumeRole", condition?: object) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: principal, Action: action, ...(condition && { Condition: condition }) }],
});

const policy = (name: string, document: object, versions = 1, path = "/") => ({
  PolicyName: name,
  PolicyId: `ANPA${name}`,
  Arn: `arn:aws:iam::${ACCOUNT}:policy${path}${name}`,
  Path: path,
  DefaultVersionId: `v${versions}`,
  AttachmentCount: 1,
  PolicyVersionList: Array.from({ length: versions }, (_, i) => ({
    VersionId: `v${versions - i}`,
    IsDefaultVersion: i === 0,
    Document: i === 0 ? document : allow("sagemaker:List*"),
  })),
});

const attached = (...arns: string[]) =>
  arns.map((arn) => ({ PolicyName: arn.split("/").at(-1) ?? "", PolicyArn: arn }));

const role = (name: string, trust: object | string, more: Partial<AccountDetails["RoleDetailList"][number]>) => ({
  Path: "/",
  RoleName: name,
  RoleId: `AROA${name}`,
  Arn: roleArn(name),
  AssumeRolePolicyDocument: trust as never,
  RolePolicyList: [],
  AttachedManagedPolicies: [],
  Tags: [],
  ...more,
});

export const BOUNDARY = policyArn("AWSManagedServices_IAM_PermissionsBoundary");
export const DENY = policyArn("customer_deny_policy");

/** An account in the shape that AMS leaves. */
export const DETAILS: AccountDetails = {
  UserDetailList: [
    {
      UserName: "ann",
      Path: "/",
      Arn: `arn:aws:iam::${ACCOUNT}:user/ann`,
      AttachedManagedPolicies: [],
      GroupList: [],
    } as never,
  ],
  GroupDetailList: [],
  RoleDetailList: [
    role("ams-access-admin", trustedBy({ AWS: "arn:aws:iam::999999999999:root" }), {}),
    role(
      ADMIN,
      trustedBy({ Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/customer-saml` }, "sts:AssumeRoleWithSAML", {
        StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" },
      }),
      {
        PermissionsBoundary: { PermissionsBoundaryArn: BOUNDARY },
        AttachedManagedPolicies: attached(policyArn("customer_sagemaker_admin_policy"), DENY),
        RolePolicyList: [{ PolicyName: "extra_reads", PolicyDocument: allow("glue:GetTables") }],
        Tags: [
          { Key: "AMS:Managed", Value: "true" },
          { Key: "Owner", Value: "ams" },
        ],
      },
    ),
    // As the API itself gives it, in URL encoding.
    role(EXECUTION, encodeURIComponent(JSON.stringify(trustedBy({ Service: "sagemaker.amazonaws.com" }))), {
      AttachedManagedPolicies: attached("arn:aws:iam::aws:policy/AmazonSageMakerFullAccess", DENY),
      Tags: [{ Key: "AMS:Managed", Value: "true" }],
    }),
    role("data-scientist", trustedBy({ AWS: roleArn("x") }), {
      AttachedManagedPolicies: attached(policyArn("customer_sagemaker_admin_policy")),
    }),
  ],
  Policies: [
    policy(
      "customer_sagemaker_admin_policy",
      allow(["sagemaker:*", "iam:PassRole", "cloudwatch:PutMetricAlarm", "s3:DeleteBucket"]),
      5,
    ),
    policy("customer_deny_policy", {
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: "iam:*", Resource: "*" }],
    }),
    policy("AWSManagedServices_IAM_PermissionsBoundary", allow("*"), 2),
    {
      PolicyName: "AmazonSageMakerFullAccess",
      Arn: "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess",
      Path: "/",
      PolicyVersionList: [{ IsDefaultVersion: true, Document: allow("sagemaker:*") as never }],
    },
  ] as never,
};

/** What only the other calls tell. */
export const LEFT_OUT: LeftOut = {
  [roleArn(ADMIN)]: { description: "Created by AMS", seconds: 14_400 },
  [roleArn(EXECUTION)]: { description: "", seconds: 3600 },
  [policyArn("customer_sagemaker_admin_policy")]: {
    description: "SageMaker for ${aws:username}",
    tags: [{ Key: "AMS:Managed", Value: "true" }],
  },
};

/** The outputs of the other calls, by the names that `ssps import --commands` gives the files. */
export const TOLD = {
  [`get-role.${ADMIN}.json`]: {
    Role: { Arn: roleArn(ADMIN), Description: "Created by AMS", MaxSessionDuration: 14_400 },
  },
  [`get-role.${EXECUTION}.json`]: { Role: { Arn: roleArn(EXECUTION), MaxSessionDuration: 3600 } },
  "get-policy.customer_sagemaker_admin_policy.json": {
    Policy: { Arn: policyArn("customer_sagemaker_admin_policy"), Description: "SageMaker for ${aws:username}" },
  },
  "list-policy-tags.customer_sagemaker_admin_policy.json": { Tags: [{ Key: "AMS:Managed", Value: "true" }] },
};

export const REGION = "eu-west-1";
export const BUCKET = "customer-sagemaker-data";
export const KEY_ID = "01234567-89ab-cdef-0123-456789abcdef";

/** A statement of somebody else's, in the bucket's policy and in the key's. */
const BACKUP = {
  Sid: "Backup",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::210987654321:role/backup" },
};
export const OF_BUCKET = { ...BACKUP, Action: "s3:GetObject", Resource: `arn:aws:s3:::${BUCKET}/*` };
export const OF_KEY = { ...BACKUP, Action: "kms:Decrypt", Resource: "*" };
const OF_ACCOUNT = {
  ...{ Sid: "Account", Effect: "Allow", Action: "kms:*", Resource: "*" },
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
};

const policyText = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const BUCKET_POLICY = policyText(OF_BUCKET);
const KEY_POLICY = policyText(OF_ACCOUNT, OF_KEY);

/** The bucket and the key that AMS made. */
export const STORAGE: Contents = {
  [ACCOUNT]: {
    [REGION]: {
      aws_s3_bucket: { [BUCKET]: { bucket: BUCKET, tags: { "AMS:Managed": "true" } } },
      aws_s3_bucket_policy: { [BUCKET]: { bucket: BUCKET, policy: BUCKET_POLICY } },
      aws_s3_bucket_versioning: {
        [BUCKET]: { bucket: BUCKET, versioning_configuration: [{ status: "Suspended" }] },
      },
      aws_kms_key: {
        [KEY_ID]: {
          ...{ key_id: KEY_ID, description: "Made by AMS", policy: KEY_POLICY },
          tags: { "AMS:Managed": "true" },
        },
      },
      aws_kms_alias: {
        "alias/customer-sagemaker": { name: "alias/customer-sagemaker", target_key_id: KEY_ID },
      },
    },
  },
};

/** `aws s3api get-bucket-policy` and `aws kms get-key-policy` of them. */
export const STORAGE_POLICIES = {
  "get-bucket-policy.json": { Policy: BUCKET_POLICY },
  "get-key-policy.json": { Policy: KEY_POLICY },
};

/** What the file says of them, by hand. */
export const STORAGE_OF_FILE = `storage:
  bucket: { name: ${BUCKET} }
  key: { administrator_arns: ["arn:aws:iam::${ACCOUNT}:role/kms-admin"] }
  adopt:
    import:
      aws_s3_bucket.bucket: ${BUCKET}
      aws_s3_bucket_policy.bucket: ${BUCKET}
      aws_s3_bucket_versioning.bucket: ${BUCKET}
      aws_kms_key.key: ${KEY_ID}
      aws_kms_alias.key: alias/customer-sagemaker
    keep:
      aws_s3_bucket.bucket: { tags: { "AMS:Managed": "true" } }
      aws_kms_key.key: { description: Made by AMS, tags: { "AMS:Managed": "true" } }
`;

/** Writes files into a folder of their own; answers their paths. */
export function written(files: Readonly<Record<string, unknown>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), "adoption-"));
  return Object.entries(files).map(([name, value]) => {
    const path = join(folder, name);
    writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
    return path;
  });
}
