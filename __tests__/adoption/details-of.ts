import type { Contents } from "../../offline/account";

type Attributes = Readonly<Record<string, unknown>>;

/** What `aws iam get-account-authorization-details` would print of an offline account. */
export function detailsOf(contents: Contents, account: string) {
  const shelf = (type: string): [string, Attributes][] => Object.entries(contents[account]?.global?.[type] ?? {});
  const json = (text: unknown): unknown => JSON.parse(text as string);
  const path = ({ path: given }: Attributes): string => (typeof given === "string" ? given : "/");
  return {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: shelf("aws_iam_role").map(([name, role]) => ({
      Path: path(role),
      RoleName: name,
      Arn: `arn:aws:iam::${account}:role${path(role)}${name}`,
      AssumeRolePolicyDocument: json(role.assume_role_policy),
      ...(Boolean(role.permissions_boundary) && {
        PermissionsBoundary: { PermissionsBoundaryArn: role.permissions_boundary },
      }),
      RolePolicyList: shelf("aws_iam_role_policy")
        .filter(([, policy]) => policy.role === name)
        .map(([, policy]) => ({ PolicyName: policy.name, PolicyDocument: json(policy.policy) })),
      AttachedManagedPolicies: shelf("aws_iam_role_policy_attachment")
        .filter(([, attachment]) => attachment.role === name)
        .map(([, attachment]) => ({ PolicyArn: attachment.policy_arn })),
      Tags: [],
    })),
    Policies: shelf("aws_iam_policy").map(([arn, policy]) => ({
      PolicyName: policy.name,
      Arn: arn,
      Path: path(policy),
      DefaultVersionId: "v1",
      PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: json(policy.policy) }],
    })),
  };
}
