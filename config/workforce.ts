import { z } from "zod";
import { USER_POOL_ID } from "../aws/ids";
import { MANAGED_POLICIES_PER_ROLE } from "../aws/quotas";
import { DEFAULT_NAMES } from "../aws/names";
import { adopt } from "./adopt";
import { policyName, roleName } from "./aws-names";
import { FEDERATION_KINDS } from "./federation";
import { valueAt, missingKey, type Rule, type Rules, textAt, wrongValue } from "./raw";
import { ownedNames, roleOptions } from "./roles";
import { text } from "./values";

/** The names where nothing else is said, by their keys. */
const NAMES = {
  name: DEFAULT_NAMES.workforceRole,
  policy_name: DEFAULT_NAMES.workforcePolicy,
  deny_policy_name: DEFAULT_NAMES.workforceDenyPolicy,
} as const;

/** `workforce` of an environment file: the role that manages a private workforce (clause W1); `{}` is enough. */
export const workforce = z.strictObject({
  name: roleName.default(NAMES.name).describe("The name of the role."),
  policy_name: policyName.default(NAMES.policy_name).describe("The name of its policy."),
  deny_policy_name: policyName
    .default(NAMES.deny_policy_name)
    .describe("The name of the policy with its explicit denies."),
  user_pool_id: text(USER_POOL_ID, "the id of a user pool, such as eu-west-1_AbCdEf123")
    .exactOptional()
    .describe("The workforce's user pool in Cognito, to which the role is held."),
  any_user_pool: z
    .boolean()
    .default(false)
    .describe("Whether the role reaches every user pool of the region, in the place of user_pool_id."),
  ...roleOptions,
  adopt: adopt.exactOptional(),
});

/** What a checked file says under `workforce`. */
export type Workforce = z.output<typeof workforce>;

/** The name that a key gives, the default where the file says nothing. */
export function workforceNameAt(raw: unknown, key: keyof typeof NAMES): string {
  const value = valueAt(raw, ["workforce", key]);
  return typeof value === "string" ? value : NAMES[key];
}

/** Only a rule of its own where another file owns the roles: else the admin role's rule says the same. */
const federationIsGiven: Rule = function* (raw) {
  if (
    valueAt(raw, ["base"]) === "managed" ||
    FEDERATION_KINDS.some((kind) => valueAt(raw, ["federation", kind]) !== undefined)
  ) {
    return;
  }
  yield missingKey(
    ["federation"],
    `at least one of ${FEDERATION_KINDS.join(", ")}, since somebody must be able to assume the workforce role`,
  );
};

const poolIsOfTheRegion: Rule = function* (raw) {
  const path = ["workforce", "user_pool_id"];
  const pool = valueAt(raw, path);
  const region = textAt(raw, ["region"]);
  if (typeof pool === "string" && !pool.startsWith(`${region}_`)) {
    yield wrongValue(raw, path, `a user pool of the file's own region, whose id begins with ${region}_`);
  }
};

/** Every user pool of the region is more than a workforce has: it must be asked for. */
const poolIsChosen: Rule = function* (raw) {
  if (valueAt(raw, ["workforce"]) === undefined) return;
  const [pool, any] = [
    ["workforce", "user_pool_id"],
    ["workforce", "any_user_pool"],
  ] as const;
  if (valueAt(raw, pool) === undefined && valueAt(raw, any) !== true) {
    yield missingKey(
      pool,
      "the id of the workforce's user pool, or any_user_pool: true, which reaches every pool (W1)",
    );
  } else if (valueAt(raw, pool) !== undefined && valueAt(raw, any) === true) {
    yield wrongValue(raw, any, "false beside user_pool_id, which holds the role to one pool");
  }
};

/** IAM compares names without regard to case. */
const namesAreFree: Rule = function* (raw) {
  const taken = (of: "role" | "policy"): Map<string, string> =>
    new Map(
      ownedNames(raw)
        .filter(({ kind }) => kind === of)
        .map(({ key, name }) => [name.toLowerCase(), key]),
    );
  const [roles, policies] = [taken("role"), taken("policy")];
  for (const key of Object.keys(NAMES) as (keyof typeof NAMES)[]) {
    const names = key === "name" ? roles : policies;
    const name = workforceNameAt(raw, key).toLowerCase();
    const other = names.get(name);
    if (other !== undefined) {
      yield wrongValue(raw, ["workforce", key], `a name other than that of ${other}; IAM ignores case`);
    } else names.set(name, `workforce.${key}`);
  }
};

const policiesFit: Rule = function* (raw) {
  const path = ["workforce", "extra_policy_arns"];
  const extra = valueAt(raw, path);
  const most = MANAGED_POLICIES_PER_ROLE - 2;
  if (Array.isArray(extra) && extra.length > most) {
    yield wrongValue(
      raw,
      path,
      `at most ${most}, since a role carries ${MANAGED_POLICIES_PER_ROLE} policies and has 2 of its own`,
    );
  }
};

/** Looks only at a file that asks for such a role. */
const ifPresent =
  (rule: Rule): Rule =>
  (raw) =>
    valueAt(raw, ["workforce"]) === undefined ? [] : rule(raw);

/** The rules of `workforce` that span keys. */
export const workforceRules: Rules = {
  "workforce-nobody-may-enter": ifPresent(federationIsGiven),
  "user-pool-not-chosen": ifPresent(poolIsChosen),
  "user-pool-region": ifPresent(poolIsOfTheRegion),
  "workforce-name-twice": ifPresent(namesAreFree),
  "workforce-too-many-policies": ifPresent(policiesFit),
};
