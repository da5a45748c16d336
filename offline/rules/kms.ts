import type { Context, Rule } from "../resources/kind";
import { isList, isObject, type ObjectValue, type Value } from "../values";

/** A key's id, from the id or the ARN that arguments take. */
export function keyId(idOrArn: Value | undefined): string | undefined {
  return typeof idOrArn === "string" ? idOrArn.replace(/^arn:.*:key\//, "") : undefined;
}

function findKey(idOrArn: Value | undefined, { cloud, settings }: Context): ObjectValue | undefined {
  const id = keyId(idOrArn);
  const place = { accountId: settings.accountId, region: settings.region };
  return id === undefined ? undefined : cloud.get(place, "aws_kms_key", id);
}

/** The key that an argument names must exist; keys of other accounts are taken on trust. */
export const keyExists =
  (attribute: string): Rule =>
  (change) => {
    const named = change.resource[attribute];
    const foreign =
      typeof named === "string" && named.startsWith("arn:") && !named.includes(`:${change.settings.accountId}:`);
    if (change.action === "delete" || foreign || findKey(named, change) !== undefined) return undefined;
    return { status: 400, code: "NotFoundException", message: `Key '{${attribute}}' does not exist` };
  };

export const targetKeyArn = (alias: ObjectValue, context: Context): Value => {
  const { partition, region, accountId } = context.settings;
  return (
    findKey(alias.target_key_id, context)?.arn ??
    `arn:${partition}:kms:${region}:${accountId}:key/${keyId(alias.target_key_id) ?? ""}`
  );
};

/** What a key without a policy of its own is given. Source: "Default key policy", AWS KMS Developer Guide. */
export const keyPolicy = (key: ObjectValue, { cloud, settings }: Context): Value => {
  const { accountId, partition, region } = settings;
  const separate =
    typeof key.key_id === "string" ? cloud.get({ accountId, region }, "aws_kms_key_policy", key.key_id) : undefined;
  const own = separate?.policy ?? key.policy ?? "";
  if (own !== "") return own;
  return JSON.stringify({
    Id: "key-default-1",
    Statement: [
      {
        Action: "kms:*",
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Resource: "*",
        Sid: "Enable IAM User Permissions",
      },
    ],
    Version: "2012-10-17",
  });
};

/**
 * KMS refuses a policy that would lock everybody out: somebody of the account must still be able to change it. The
 * provider's `bypass_policy_lockout_safety_check` switches that off.
 */
export const policyKeepsAccess: Rule = ({ action, resource, settings }) => {
  const { policy, bypass_policy_lockout_safety_check: bypass } = resource;
  if (action === "delete" || bypass === true || typeof policy !== "string" || policy === "") return undefined;
  const { Statement: held = null } = JSON.parse(policy) as { Statement?: Value };
  const statements = listOf(held).filter(isObject);
  const keeps = statements.some(({ Effect: effect, Action: actions, Principal: principal }) => {
    const text = JSON.stringify(principal ?? null);
    const ours = text === '"*"' || text.includes('"*"') || text.includes(settings.accountId);
    const writes = listOf(actions).some(
      (name) => typeof name === "string" && /^(?:\*|kms:(?:\*|Put\*|PutKeyPolicy))$/i.test(name),
    );
    return effect === "Allow" && ours && writes;
  });
  if (keeps) return undefined;
  const message = "The new key policy will not allow you to update the key policy in the future.";
  return { status: 400, code: "MalformedPolicyDocumentException", message };
};

function listOf(value: Value | undefined): readonly Value[] {
  return isList(value) ? value : [value ?? null];
}
