import type { Contents } from "../../offline/account";

type Attributes = Readonly<Record<string, unknown>>;

const json = (text: unknown): unknown => JSON.parse(text as string);
const pathOf = ({ path }: Attributes): string => (typeof path === "string" ? path : "/");
/** Tags as the API gives them. */
export const tagsOf = ({ tags }: Attributes) =>
  Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value: Value as string }));

/** What `aws iam get-role` prints of a role of the offline account. */
export function roleDetail({ name, role }: { readonly name: string; readonly role: Attributes }, account: string) {
  return {
    Path: pathOf(role),
    RoleName: name,
    Arn: `arn:aws:iam::${account}:role${pathOf(role)}${name}`,
    AssumeRolePolicyDocument: json(role.assume_role_policy),
    ...(typeof role.description === "string" && { Description: role.description }),
    MaxSessionDuration: role.max_session_duration ?? 3600,
    Tags: tagsOf(role),
  };
}

/** What `aws iam get-account-authorization-details` would print of an offline account. */
export function detailsOf(contents: Contents, account: string) {
  const shelf = (type: string): [string, Attributes][] => Object.entries(contents[account]?.global?.[type] ?? {});
  const attachedTo = (kind: "role" | "user", name: string) =>
    shelf(`aws_iam_${kind}_policy_attachment`)
      .filter(([, attachment]) => attachment[kind] === name)
      .map(([, attachment]) => ({ PolicyArn: attachment.policy_arn }));
  return {
    UserDetailList: shelf("aws_iam_user").map(([name, user]) => ({
      Path: pathOf(user),
      UserName: name,
      Arn: `arn:aws:iam::${account}:user${pathOf(user)}${name}`,
      AttachedManagedPolicies: attachedTo("user", name),
      GroupList: [],
    })),
    GroupDetailList: [],
    RoleDetailList: shelf("aws_iam_role").map(([name, role]) => {
      // What only get-role says.
      const { Description: _, MaxSessionDuration: __, ...detail } = roleDetail({ name, role }, account);
      return {
        ...detail,
        ...(Boolean(role.permissions_boundary) && {
          PermissionsBoundary: { PermissionsBoundaryArn: role.permissions_boundary },
        }),
        RolePolicyList: shelf("aws_iam_role_policy")
          .filter(([, policy]) => policy.role === name)
          .map(([, policy]) => ({ PolicyName: policy.name, PolicyDocument: json(policy.policy) })),
        AttachedManagedPolicies: attachedTo("role", name),
      };
    }),
    Policies: shelf("aws_iam_policy").map(([arn, policy]) => ({
      PolicyName: policy.name,
      Arn: arn,
      Path: pathOf(policy),
      DefaultVersionId: "v1",
      PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: json(policy.policy) }],
    })),
  };
}
