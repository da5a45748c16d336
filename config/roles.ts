import { z } from "zod";
import { parseArn } from "../aws/arn";
import { DEFAULT_NAMES, FULL_ACCESS_POLICY, notebookPolicyName } from "../aws/names";
import { MANAGED_POLICIES_PER_ROLE } from "../aws/quotas";
import { ROLE_PATH } from "../aws/name-grammars";
import { adopt } from "./adopt";
import { policyArn } from "./arn";
import { policyName, roleName } from "./aws-names";
import { NAMING } from "./naming";
import { valueAt, type Rule, type Rules, describeValue, textsIn, wrongValue } from "./raw";
import { anyList, tags, text, wholeNumber } from "./values";

/** The roles' names where nothing else is said, by their keys. */
export const DEFAULT_ROLE_NAMES = {
  "roles.admin.name": DEFAULT_NAMES.adminRole,
  "roles.execution.name": DEFAULT_NAMES.executionRole,
} as const;

/** The policies' names where nothing else is said, by their keys. */
export const DEFAULT_POLICY_NAMES = {
  "roles.admin.policy_names.sagemaker": DEFAULT_NAMES.adminPolicy,
  "roles.admin.policy_names.names": DEFAULT_NAMES.adminNamesPolicy,
  "roles.admin.policy_names.integrations": DEFAULT_NAMES.adminIntegrationsPolicy,
  "roles.admin.policy_names.deny": DEFAULT_NAMES.denyPolicy,
  "roles.execution.policy_name": DEFAULT_NAMES.executionPolicy,
} as const;

/** A key that holds a role's or a policy's name. */
export type NameKey = keyof typeof DEFAULT_ROLE_NAMES | keyof typeof DEFAULT_POLICY_NAMES;

/** Where a role stands that nothing else is said of. */
const DEFAULT_ROLE_PATH = "/";

/** What every role offers. */
export const roleOptions = {
  path: text(ROLE_PATH, "a path that begins and ends with /, such as /ml/, other than /service-role/ and AWS's own")
    .default(DEFAULT_ROLE_PATH)
    .describe("The path of the role and its policies, part of their ARNs; a change replaces them."),
  permissions_boundary_arn: policyArn
    .exactOptional()
    .describe("The managed policy that limits what the role can ever be allowed."),
  extra_policy_arns: anyList(policyArn)
    .default([])
    .describe("Further managed policies, such as customer_deny_policy. A role carries at most 10, ours counted."),
  max_session_hours: wholeNumber(1, 12)
    .default(1)
    .describe("The longest session in hours, 1 to 12. In an account that AMS manages, at most 4."),
  tags: tags.exactOptional().describe("Tags of the role and its policies, beside those of the environment."),
};

const admin = z.strictObject({
  name: roleName.default(DEFAULT_ROLE_NAMES["roles.admin.name"]).describe("The name of the role that people assume."),
  policy_names: z
    .strictObject({
      sagemaker: policyName
        .default(DEFAULT_POLICY_NAMES["roles.admin.policy_names.sagemaker"])
        .describe("The policy with SageMaker, PassRole and the reads."),
      names: policyName
        .default(DEFAULT_POLICY_NAMES["roles.admin.policy_names.names"])
        .describe("The policy with what may be done to resources by their names and tags (N2 to N9)."),
      integrations: policyName
        .default(DEFAULT_POLICY_NAMES["roles.admin.policy_names.integrations"])
        .describe("The policy with the integrations kept from AmazonSageMakerFullAccess (D1)."),
      deny: policyName
        .default(DEFAULT_POLICY_NAMES["roles.admin.policy_names.deny"])
        .describe("The policy with the explicit denies (X1 to X3, reserved buckets)."),
    })
    .prefault({})
    .describe("The names of the role's policies, for an account in which they are taken."),
  integrations: z
    .boolean()
    .default(true)
    .describe("Whether the third policy exists: Athena, Redshift, Service Catalog, Lambda, Step Functions, … (D1)."),
  ...roleOptions,
});

const execution = z.strictObject({
  name: roleName
    .default(DEFAULT_ROLE_NAMES["roles.execution.name"])
    .describe("The name of the role that SageMaker uses; people can pass AmazonSageMaker-ExecutionRole-* only (N1)."),
  policy_name: text(/^[\w+=,.@-]{1,126}$/, "a policy name of 1 to 126 letters, digits or +=,.@_-")
    .default(DEFAULT_POLICY_NAMES["roles.execution.policy_name"])
    .describe("The name of its policy; a second one, with what a notebook needs beside a job, has _2 behind it (J2)."),
  profile: z
    .enum(["notebook", "jobs", "full-access"])
    .default("notebook")
    .describe(
      "What runs with the role. notebook: the SDK in a notebook can start jobs (J2); jobs: training, processing and " +
        "hosting only (J1); full-access: AmazonSageMakerFullAccess, which undoes the limits of the admin role.",
    ),
  vpc: z
    .boolean()
    .default(true)
    .describe("Whether jobs and notebooks run in a VPC, and so need network interfaces (J1)."),
  glue: z
    .boolean()
    .default(true)
    .describe("Whether AWS Glue is trusted with the role, and its jobs write their logs and metrics with it (R2, J1)."),
  step_functions_sync: z
    .boolean()
    .default(false)
    .describe(
      "Whether Step Functions waits for SageMaker's jobs (.sync) with the role, which then writes the four managed " +
        "rules of EventBridge that report their end; with profile notebook only (J2).",
    ),
  source_account: z
    .boolean()
    .default(false)
    .describe(
      "Whether SageMaker must say that it acts for this account (aws:SourceAccount, R2). Notebooks, labelling and " +
        "tuning do not say it, and stop working.",
    ),
  ...roleOptions,
});

/** `roles` of an environment file: the two roles and what may be chosen for them. */
export const roles = z.strictObject({
  admin: admin.prefault({}).describe("The role that people assume."),
  execution: execution.prefault({}).describe("The execution role, which SageMaker uses."),
  adopt: adopt.exactOptional(),
});

/** The path that a file gives a role, the default where it says nothing. */
export function rolePathAt(raw: unknown, role: "admin" | "execution"): string {
  const value = valueAt(raw, ["roles", role, "path"]);
  return typeof value === "string" ? value : DEFAULT_ROLE_PATH;
}

/** The name that a key gives, the default where the file says nothing. */
export function nameAt(raw: unknown, key: NameKey): string {
  const value = valueAt(raw, key.split("."));
  return typeof value === "string" ? value : { ...DEFAULT_ROLE_NAMES, ...DEFAULT_POLICY_NAMES }[key];
}

const [PASSABLE] = NAMING["execution-role"].prefixes;

/** The execution role is of no use if nobody may pass it to SageMaker. */
const executionRoleIsPassable: Rule = function* (raw) {
  const name = nameAt(raw, "roles.execution.name");
  const list = ["access", "pass_roles"];
  if (valueAt(raw, list) === undefined) {
    const allowed = `a name that begins with ${PASSABLE}, or one listed in access.pass_roles, else people cannot pass the role (N1)`;
    if (!name.startsWith(PASSABLE)) yield wrongValue(raw, ["roles", "execution", "name"], allowed);
  } else if (!textsIn(raw, list).some(({ value }) => value === name)) {
    yield wrongValue(
      raw,
      list,
      `a list with ${describeValue(name)} in it, the execution role's name, else people cannot pass it (N1)`,
    );
  }
};

/** A name that the two roles or their policies have, by the key that gives it. */
interface OwnedName {
  readonly kind: "role" | "policy";
  readonly key: NameKey;
  readonly name: string;
}

/**
 * The names of the two roles and of all their policies, but for those that the file's options leave out. IAM is global:
 * an account has each name once.
 */
export function ownedNames(raw: unknown): OwnedName[] {
  const names = (kind: OwnedName["kind"], defaults: object): OwnedName[] =>
    (Object.keys(defaults) as NameKey[]).map((key) => ({ kind, key, name: nameAt(raw, key) }));
  const [third, first] = ["roles.admin.policy_names.integrations", "roles.execution.policy_name"] as const;
  const notebook = (valueAt(raw, ["roles", "execution", "profile"]) ?? "notebook") === "notebook";
  const integrations = valueAt(raw, ["roles", "admin", "integrations"]) !== false;
  return [
    ...names("role", DEFAULT_ROLE_NAMES),
    ...names("policy", DEFAULT_POLICY_NAMES).filter(({ key }) => integrations || key !== third),
    ...(notebook ? [{ kind: "policy", key: first, name: notebookPolicyName(nameAt(raw, first)) } as const] : []),
  ];
}

const namesAreDistinct: Rule = function* (raw) {
  for (const kind of ["role", "policy"] as const) {
    const seen = new Map<string, NameKey>();
    for (const { key, name: owned } of ownedNames(raw).filter((one) => one.kind === kind)) {
      const name = owned.toLowerCase();
      const first = seen.get(name);
      if (first === undefined) seen.set(name, key);
      else {
        // The one that the file gives is the one to change.
        const [given, other] = valueAt(raw, key.split(".")) === undefined ? [first, key] : [key, first];
        yield wrongValue(raw, given.split("."), `a name other than that of ${other}; IAM ignores case`);
      }
    }
  }
};

/** How many policies a role carries that this project makes it of. */
export function countOwnPolicies(raw: unknown, role: "admin" | "execution"): number {
  return role === "admin"
    ? 3 + (valueAt(raw, ["roles", "admin", "integrations"]) === false ? 0 : 1)
    : 2 + (valueAt(raw, ["roles", "execution", "profile"]) === "jobs" ? 0 : 1);
}

const policiesFit: Rule = function* (raw) {
  for (const role of ["admin", "execution"] as const) {
    const path = ["roles", role, "extra_policy_arns"];
    const extra = valueAt(raw, path);
    const own = countOwnPolicies(raw, role);
    const most = MANAGED_POLICIES_PER_ROLE - own;
    if (Array.isArray(extra) && extra.length > most) {
      yield wrongValue(
        raw,
        path,
        `at most ${most}, since a role carries ${MANAGED_POLICIES_PER_ROLE} policies and has ${own} of its own`,
      );
    }
  }
};

/** What undoes the admin role's limits is never one entry in a list of others. */
const fullAccessIsOptedIn: Rule = function* (raw) {
  for (const { path, value } of textsIn(raw, ["roles", "execution", "extra_policy_arns"])) {
    if (parseArn(value)?.resource === `policy/${FULL_ACCESS_POLICY}`) {
      yield wrongValue(
        raw,
        path,
        "other policies; to give the role this one, set roles.execution.profile to full-access",
      );
    }
  }
};

/** Waiting for jobs is what a notebook's role does: a job starts none. */
const syncNeedsNotebook: Rule = function* (raw) {
  const path = ["roles", "execution", "step_functions_sync"];
  const profile = valueAt(raw, ["roles", "execution", "profile"]) ?? "notebook";
  if (valueAt(raw, path) !== true || profile === "notebook") return;
  yield wrongValue(
    raw,
    path,
    `false with profile ${describeValue(profile)}; the role writes the rules with profile "notebook" only (J2)`,
  );
};

/** The rules of `roles` that span keys. */
export const rolesRules: Rules = {
  "role-not-passable": executionRoleIsPassable,
  "name-twice": namesAreDistinct,
  "too-many-policies": policiesFit,
  "full-access": fullAccessIsOptedIn,
  "sync-needs-notebook": syncNeedsNotebook,
};
