import type { Contents } from "./account";
import { GLOBAL } from "./account";
import type { ObjectValue, Value } from "./values";

/** A tag as IAM's API writes it. */
interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** A policy document: JSON, or JSON in URL encoding, as the API gives it. */
type Document = ObjectValue | string;

interface Attached {
  readonly PolicyArn: string;
}

interface Inline {
  readonly PolicyName: string;
  readonly PolicyDocument: Document;
}

/** What `aws iam get-account-authorization-details` prints, as far as the offline account keeps it. */
export interface AccountDetails {
  readonly RoleDetailList: readonly {
    readonly RoleName: string;
    readonly Arn: string;
    readonly Path: string;
    readonly AssumeRolePolicyDocument: Document;
    readonly AttachedManagedPolicies?: readonly Attached[];
    readonly RolePolicyList?: readonly Inline[];
    readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn: string };
    readonly Tags?: readonly Tag[];
  }[];
  readonly UserDetailList?: readonly {
    readonly UserName: string;
    readonly Path: string;
    readonly AttachedManagedPolicies?: readonly Attached[];
  }[];
  readonly GroupDetailList?: readonly unknown[];
  readonly Policies: readonly {
    readonly PolicyName: string;
    readonly Arn: string;
    readonly Path: string;
    readonly Description?: string;
    readonly PolicyVersionList: readonly { readonly IsDefaultVersion: boolean; readonly Document: Document }[];
  }[];
}

/** What a role or policy has that the details leave out, by its ARN. */
export type LeftOut = Readonly<
  Record<string, { readonly description?: string; readonly seconds?: number; readonly tags?: readonly Tag[] }>
>;

/**
 * The offline account in which exactly that exists what the details of a real one hold, with what they leave out beside
 * them.
 */
export function seedOf(
  { RoleDetailList, UserDetailList = [], Policies }: AccountDetails,
  leftOut: LeftOut = {},
): Contents {
  const contents: Contents = {};
  const put = (arn: string, type: string, key: string, attributes: Record<string, Value | undefined>): void => {
    const given = Object.entries(attributes).filter((entry): entry is [string, Value] => entry[1] !== undefined);
    const account = ((contents[arn.split(":")[4] ?? ""] ??= {})[GLOBAL] ??= {});
    (account[type] ??= {})[key] = Object.fromEntries(given);
  };
  for (const role of RoleDetailList) {
    const { Arn: arn, RoleName: name } = role;
    put(arn, "aws_iam_role", name, {
      path: role.Path,
      description: leftOut[arn]?.description,
      max_session_duration: leftOut[arn]?.seconds,
      assume_role_policy: policyText(role.AssumeRolePolicyDocument),
      permissions_boundary: role.PermissionsBoundary?.PermissionsBoundaryArn,
      tags: tagMap(role.Tags ?? []),
    });
    for (const { PolicyArn } of role.AttachedManagedPolicies ?? []) {
      put(arn, "aws_iam_role_policy_attachment", `${name}/${PolicyArn}`, { role: name, policy_arn: PolicyArn });
    }
    for (const { PolicyName, PolicyDocument } of role.RolePolicyList ?? []) {
      const inline = { role: name, name: PolicyName, policy: policyText(PolicyDocument) };
      put(arn, "aws_iam_role_policy", `${name}:${PolicyName}`, inline);
    }
  }
  const anyArn = RoleDetailList[0]?.Arn ?? "";
  for (const user of UserDetailList) {
    const { UserName: name } = user;
    put(anyArn, "aws_iam_user", name, { path: user.Path });
    for (const { PolicyArn } of user.AttachedManagedPolicies ?? []) {
      put(anyArn, "aws_iam_user_policy_attachment", `${name}/${PolicyArn}`, { user: name, policy_arn: PolicyArn });
    }
  }
  // AWS's own policies exist in every account.
  for (const policy of Policies.filter(({ Arn }) => !Arn.includes(":iam::aws:"))) {
    const { Arn: arn } = policy;
    const document = policy.PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion)?.Document ?? {};
    put(arn, "aws_iam_policy", arn, {
      name: policy.PolicyName,
      path: policy.Path,
      description: policy.Description ?? leftOut[arn]?.description,
      policy: policyText(document),
      tags: tagMap(leftOut[arn]?.tags ?? []),
    });
  }
  return contents;
}

function policyText(document: Document): string {
  if (typeof document !== "string") return JSON.stringify(document);
  return document.trimStart().startsWith("{") ? document : decodeURIComponent(document);
}

/** Without AWS's own tags (`aws:…`), which the provider neither reads nor takes away. */
function tagMap(tags: readonly Tag[]): Value {
  const own = tags.filter(({ Key }) => !/^aws:/i.test(Key));
  return Object.fromEntries(own.map(({ Key, Value: value }) => [Key, value]));
}
