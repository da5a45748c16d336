/** A role's inline policy: as long as IAM's policies usually are, every role its own. */
function policyOf(role: number, action: string): object {
  return {
    Version: "2012-10-17",
    Statement: Array.from({ length: 8 }, (_, i) => ({
      Sid: `Statement${i}`,
      Effect: "Allow",
      Action: [`s3:${action}`, "s3:ListBucket", "s3:GetBucketLocation", "kms:Decrypt", "kms:DescribeKey"],
      Resource: [`arn:aws:s3:::team-${role}-data-${i}`, `arn:aws:s3:::team-${role}-data-${i}/*`],
      Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" }, Bool: { "aws:SecureTransport": "true" } },
    })),
  };
}

/**
 * What `aws iam get-account-authorization-details` prints of an account with many roles, 34 MB for 5,000.
 *
 * @param changed One role has another action.
 */
export function accountDetails(roles: number, changed: boolean): object {
  return {
    UserDetailList: [],
    GroupDetailList: [],
    Policies: [],
    RoleDetailList: Array.from({ length: roles }, (_, role) => ({
      Path: "/",
      RoleName: `team-${role}`,
      RoleId: `AROA${String(role).padStart(17, "0")}`,
      Arn: `arn:aws:iam::111122223333:role/team-${role}`,
      CreateDate: "2024-01-01T00:00:00+00:00",
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "sagemaker.amazonaws.com" }, Action: "sts:AssumeRole" }],
      },
      InstanceProfileList: [],
      RolePolicyList: [
        { PolicyName: "data", PolicyDocument: policyOf(role, changed && role === 0 ? "PutObject" : "GetObject") },
      ],
      AttachedManagedPolicies: [],
      Tags: [],
    })),
  };
}
