import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountDetails, Untold } from "../../offline/seed";

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
    { UserName: "ann", Path: "/", Arn: `arn:aws:iam::${ACCOUNT}:user/ann`, AttachedManagedPolicies: [] } as never,
  ],
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
export const UNTOLD: Untold = {
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

/** Writes files into a folder of their own; answers their paths. */
export function written(files: Readonly<Record<string, unknown>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), "adoption-"));
  return Object.entries(files).map(([name, value]) => {
    const path = join(folder, name);
    writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
    return path;
  });
}
