import { MANAGED_POLICIES_PER_ROLE, POLICY_SIZES } from "../../aws/quotas";
import { GLOBAL, type Place } from "../account";
import type { Change, Context, Rule } from "../resources/kind";
import { isList, isObject, type ObjectValue, type Value } from "../values";

/** IAM's quotas and conflicts; the texts are those of the API. */
const NO_SUCH_ENTITY = { status: 404, code: "NoSuchEntity" } as const;
const LIMIT_EXCEEDED = { status: 409, code: "LimitExceeded" } as const;
const DELETE_CONFLICT = { status: 409, code: "DeleteConflict" } as const;

/** Every resource type that attaches a managed policy. */
const ATTACHMENTS = [
  "aws_iam_role_policy_attachment",
  "aws_iam_user_policy_attachment",
  "aws_iam_group_policy_attachment",
  "aws_iam_policy_attachment",
] as const;

const account = ({ settings }: Context): Place => ({ accountId: settings.accountId, region: GLOBAL });

/** A policy's size as IAM counts it. */
function size(policy: Value | undefined): number {
  return typeof policy === "string" ? policy.replace(/\s/g, "").length : 0;
}

/** ARNs of the managed policies that a role carries: attached to it, or listed in the role itself. */
function attachedTo(role: Value | undefined, context: Context): string[] {
  const single = context.cloud.list(account(context), "aws_iam_role_policy_attachment");
  const listed = typeof role === "string" ? context.cloud.get(account(context), "aws_iam_role", role) : undefined;
  const shared = context.cloud
    .list(account(context), "aws_iam_policy_attachment")
    .filter(([, held]) => role !== undefined && isList(held.roles) && held.roles.includes(role));
  const arns = [
    ...shared.map(([, held]) => held.policy_arn),
    ...single.filter(([, held]) => held.role === role).map(([, held]) => held.policy_arn),
    ...(isList(listed?.managed_policy_arns) ? listed.managed_policy_arns : []),
  ];
  return [...new Set(arns.filter((arn) => typeof arn === "string"))].sort();
}

/** Inline policies of a role: of their own, or written in the role itself. */
function inlineOf(role: Value | undefined, context: Context): ObjectValue[] {
  const own = context.cloud.list(account(context), "aws_iam_role_policy").map(([, held]) => held);
  const within = typeof role === "string" ? context.cloud.get(account(context), "aws_iam_role", role) : undefined;
  const written = isList(within?.inline_policy) ? within.inline_policy.filter(isObject) : [];
  const all = [...own.filter((held) => held.role === role), ...written];
  return [...new Map(all.map((held) => [held.name, held])).values()];
}

/** Managed policies of AWS exist in every account; others only where they were made. */
function policyExists(arn: Value | undefined, context: Context): boolean {
  if (typeof arn !== "string") return false;
  if (arn.startsWith(`arn:${context.settings.partition}:iam::aws:policy/`)) return true;
  return context.cloud.get(account(context), "aws_iam_policy", arn) !== undefined;
}

export const trustQuota: Rule = ({ action, resource }) =>
  action !== "delete" && size(resource.assume_role_policy) > POLICY_SIZES.trust
    ? { ...LIMIT_EXCEEDED, message: `Cannot exceed quota for ACLSizePerRole: ${POLICY_SIZES.trust}` }
    : undefined;

export const policyQuota: Rule = ({ action, resource }) =>
  action !== "delete" && size(resource.policy) > POLICY_SIZES.managed
    ? { ...LIMIT_EXCEEDED, message: `Cannot exceed quota for PolicySize: ${POLICY_SIZES.managed}` }
    : undefined;

export const inlineQuota: Rule = (change) => {
  const { action, resource } = change;
  if (action === "delete") return undefined;
  const others = inlineOf(resource.role, change).filter((held) => held.name !== resource.name);
  const total = [resource, ...others].reduce((sum, held) => sum + size(held.policy), 0);
  if (total <= POLICY_SIZES.inline) return undefined;
  return { ...LIMIT_EXCEEDED, message: `Maximum policy size of ${POLICY_SIZES.inline} bytes exceeded for role {role}` };
};

/** A boundary is a managed policy. */
export const boundaryExists: Rule = (change) => {
  const boundary = change.resource.permissions_boundary ?? null;
  if (change.action === "delete" || boundary === null || boundary === "" || policyExists(boundary, change)) {
    return undefined;
  }
  return { ...NO_SUCH_ENTITY, message: "Scope ARN: {permissions_boundary} does not exist or is not attachable." };
};

export const attachPolicyExists: Rule = (change) =>
  change.action === "delete" || policyExists(change.resource.policy_arn, change)
    ? undefined
    : { ...NO_SUCH_ENTITY, message: "Policy {policy_arn} does not exist or is not attachable." };

export const attachmentQuota: Rule = (change) => {
  const { action, resource } = change;
  if (action === "delete") return undefined;
  const all = new Set<Value | undefined>([...attachedTo(resource.role, change), resource.policy_arn]);
  if (all.size <= MANAGED_POLICIES_PER_ROLE) return undefined;
  return { ...LIMIT_EXCEEDED, message: `Cannot exceed quota for PoliciesPerRole: ${MANAGED_POLICIES_PER_ROLE}` };
};

/**
 * A role goes only when it carries nothing. The provider strips it first of what its state lists, and of everything
 * where `force_detach_policies` is set; what was attached since the last refresh stands in the way.
 */
export const roleIsFree: Rule = (change) => {
  const { action, resource } = change;
  if (action !== "delete" || resource.force_detach_policies === true) return undefined;
  const listed = (value: Value | undefined): boolean => isList(value) && value.length > 0;
  if (!listed(resource.managed_policy_arns) && attachedTo(resource.name, change).length > 0) {
    return { ...DELETE_CONFLICT, message: "Cannot delete entity, must detach all policies first." };
  }
  if (!listed(resource.inline_policy) && inlineOf(resource.name, change).length > 0) {
    return { ...DELETE_CONFLICT, message: "Cannot delete entity, must delete policies first." };
  }
  return undefined;
};

/** A policy goes only when nothing carries it. */
export const notAttached: Rule = (change: Change) => {
  if (change.action !== "delete") return undefined;
  const held = ATTACHMENTS.some((type) =>
    change.cloud.list(account(change), type).some(([, { policy_arn: arn }]) => arn === change.resource.arn),
  );
  return held ? { ...DELETE_CONFLICT, message: "Cannot delete a policy attached to entities." } : undefined;
};

/** `aws_iam_role_policies_exclusive` deletes every inline policy that it does not list. */
export const keepInlinePolicies = ({ cloud, resource, ...rest }: Change): void => {
  const names = isList(resource.policy_names) ? resource.policy_names : [];
  const place = account({ cloud, ...rest });
  for (const [key, held] of cloud.list(place, "aws_iam_role_policy")) {
    if (held.role === resource.role_name && !names.includes(held.name ?? null)) {
      cloud.remove(place, "aws_iam_role_policy", key);
    }
  }
};

/** `aws_iam_role_policy_attachments_exclusive` attaches every policy that it lists and detaches every other. */
export const keepAttachments = ({ cloud, resource, ...rest }: Change): void => {
  const type = "aws_iam_role_policy_attachment";
  const role = typeof resource.role_name === "string" ? resource.role_name : "";
  const arns = isList(resource.policy_arns) ? resource.policy_arns.filter((arn) => typeof arn === "string") : [];
  const place = account({ cloud, ...rest });
  for (const [key, held] of cloud.list(place, type)) {
    if (held.role === role && !arns.some((arn) => arn === held.policy_arn)) cloud.remove(place, type, key);
  }
  for (const arn of arns) cloud.put(place, type, `${role}/${arn}`, { role, policy_arn: arn });
};

/** How many users, groups and roles carry a policy. */
export const attachmentCount = (policy: ObjectValue, context: Context): Value =>
  ATTACHMENTS.flatMap((type) => context.cloud.list(account(context), type)).filter(
    ([, held]) => held.policy_arn === policy.arn,
  ).length;

/** The provider reads a role's policies back into the role. */
export const rolePolicyArns = (role: ObjectValue, context: Context): Value => attachedTo(role.name, context);

/** What the two exclusive resources find, beside what they list. */
export const exclusivePolicyArns = ({ role_name: role }: ObjectValue, context: Context): Value =>
  attachedTo(role, context);

export const exclusivePolicyNames = ({ role_name: role }: ObjectValue, context: Context): Value =>
  inlineOf(role, context).map(({ name }) => name ?? null);

export const roleInlinePolicies = (role: ObjectValue, context: Context): Value =>
  inlineOf(role.name, context).map(({ name, policy }) => ({ name: name ?? null, policy: policy ?? null }));
