import { parseArn } from "./arn";
import { FEDERATION_KINDS } from "./federation";
import { at, found, type Issue, show } from "./issues";
import { NAMING } from "./naming";
import { findPartition } from "./regions";
import { DEFAULT_POLICY_NAMES, DEFAULT_ROLE_NAMES, FULL_ACCESS_POLICY } from "./roles";
import type { Path } from "./yaml";

/** A rule reads what the file says, however much of it is wrong, so that all problems come at once. */
type Rule = (raw: unknown) => Issue[];

/** Policies that a role may carry, before an increase of the quota. Source: "IAM and AWS STS quotas". */
const MAX_POLICIES = 10;

/** What the rules that span keys find wrong in one environment file. */
export function checkRules(raw: unknown): Issue[] {
  return RULES.flatMap((rule) => rule(raw));
}

/** A problem with the value at a path. */
function wrong(raw: unknown, path: Path, allowed: string): Issue {
  return { path, at: "value", message: found(path, show(at(raw, path)), allowed) };
}

/** ARNs of another account make no sense here, other than those of people who are let in and of a shared state. */
const FOREIGN = /^(?:federation\.principals|backend)\./;

/** Tags may say anything. */
const FREE = /^(?:roles\.\w+\.)?tags\./;

/** Every ARN is of the file's partition, and but for FOREIGN of its account and region. */
const arnsAreOurs: Rule = (raw) => {
  const account = String(at(raw, ["account"]));
  const region = at(raw, ["region"]);
  const partition = typeof region === "string" ? findPartition(region) : undefined;
  return [...texts(raw)].flatMap(({ path, value }) => {
    const key = path.join(".");
    const arn = FREE.test(key) ? undefined : parseArn(value);
    if (!arn) return [];
    if (partition && arn.partition !== partition) {
      return [wrong(raw, path, `an ARN of the partition ${partition}, which ${String(region)} belongs to`)];
    }
    if (FOREIGN.test(key)) return [];
    if (/^\d{12}$/.test(account) && /^\d{12}$/.test(arn.account) && arn.account !== account) {
      return [wrong(raw, path, `an ARN of the file's own account, ${account}`)];
    }
    return partition && arn.region && arn.region !== region
      ? [wrong(raw, path, `an ARN of the file's own region, ${String(region)}`)]
      : [];
  });
};

/** Every text below a value, with its path. */
function* texts(value: unknown, path: Path = []): Generator<{ path: Path; value: string }> {
  if (typeof value === "string") yield { path, value };
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* texts(item, [...path, index]);
  else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* texts(item, [...path, key]);
  }
}

const somebodyMayEnter: Rule = (raw) => {
  if (at(raw, ["base"]) !== "managed") return [];
  if (FEDERATION_KINDS.some((kind) => at(raw, ["federation", kind]) !== undefined)) return [];
  const path = ["federation"];
  const needed = `one at least of ${FEDERATION_KINDS.join(", ")}, since base is managed and somebody must be able to assume the admin role`;
  return at(raw, path) === undefined
    ? [{ path, at: "key", message: `federation is missing; allowed: ${needed}` }]
    : [wrong(raw, path, needed)];
};

/** SAML sign-in has another address in each partition. */
const audiencesOfPartition: Rule = (raw) => {
  const region = at(raw, ["region"]);
  const partition = typeof region === "string" ? findPartition(region) : undefined;
  if (!partition) return [];
  const domain = {
    aws: "signin.aws.amazon.com",
    "aws-cn": "signin.amazonaws.cn",
    "aws-us-gov": "signin.amazonaws-us-gov.com",
  }[partition];
  return strings(raw, ["federation", "saml", "audiences"])
    .filter(({ value }) => !value.includes(`${domain}/`))
    .map(({ path }) => wrong(raw, path, `an address at ${domain}, where ${String(region)} signs in`));
};

/** The entries of a list that are text. */
function strings(raw: unknown, path: Path): { path: Path; value: string }[] {
  const list = at(raw, path);
  if (!Array.isArray(list)) return [];
  return list.flatMap((value: unknown, index) =>
    typeof value === "string" ? [{ path: [...path, index], value }] : [],
  );
}

/** The name at a path, the default where none is given. */
export function nameAt(raw: unknown, key: keyof typeof DEFAULT_ROLE_NAMES | keyof typeof DEFAULT_POLICY_NAMES): string {
  const value = at(raw, key.split("."));
  return typeof value === "string" ? value : { ...DEFAULT_ROLE_NAMES, ...DEFAULT_POLICY_NAMES }[key];
}

const [PASSABLE] = NAMING["execution-role"].prefixes;

/** The service role is of no use if nobody may pass it to SageMaker (N1). */
const executionRoleIsPassable: Rule = (raw) => {
  const name = nameAt(raw, "roles.execution.name");
  const path = ["roles", "execution", "name"];
  const listPath = ["access", "pass_roles"];
  if (at(raw, listPath) === undefined) {
    return name.startsWith(PASSABLE)
      ? []
      : [
          wrong(
            raw,
            path,
            "a name that begins with AmazonSageMaker-ExecutionRole-, or one listed in access.pass_roles, else people cannot pass the role (N1)",
          ),
        ];
  }
  const listed = strings(raw, listPath);
  return listed.length === 0 || listed.some(({ value }) => value === name)
    ? []
    : [
        wrong(
          raw,
          listPath,
          `a list with ${show(name)} among others, the execution role's name, else people cannot pass it (N1)`,
        ),
      ];
};

/** IAM tells names apart without regard to case. */
const namesAreDistinct: Rule = (raw) =>
  [DEFAULT_ROLE_NAMES, DEFAULT_POLICY_NAMES].flatMap((kind) => {
    const seen = new Map<string, string>();
    return (Object.keys(kind) as (keyof typeof DEFAULT_ROLE_NAMES | keyof typeof DEFAULT_POLICY_NAMES)[]).flatMap(
      (key) => {
        const name = nameAt(raw, key).toLowerCase();
        const first = seen.get(name);
        if (first === undefined) seen.set(name, key);
        // Of two equal names, the one that the file gives is the one to change.
        const given = [key, first].find((one) => one !== undefined && at(raw, one.split(".")) !== undefined);
        return first === undefined || given === undefined
          ? []
          : [
              wrong(
                raw,
                given.split("."),
                `a name other than that of ${given === key ? first : key}; IAM ignores case`,
              ),
            ];
      },
    );
  });

/** A role carries ten managed policies at most, ours counted. */
const policiesFit: Rule = (raw) => {
  const own = {
    admin: at(raw, ["roles", "admin", "integrations"]) === false ? 3 : 4,
    execution: at(raw, ["roles", "execution", "profile"]) === "full-access" ? 3 : 2,
  };
  return (["admin", "execution"] as const).flatMap((role) => {
    const path = ["roles", role, "extra_policy_arns"];
    const extra = at(raw, path);
    const most = MAX_POLICIES - own[role];
    return Array.isArray(extra) && extra.length > most
      ? [
          wrong(
            raw,
            path,
            `at most ${most}, since a role carries ${MAX_POLICIES} policies and has ${own[role]} of its own`,
          ),
        ]
      : [];
  });
};

/** What undoes the admin role's limits is never one entry in a list of others. */
const fullAccessIsOptedIn: Rule = (raw) =>
  strings(raw, ["roles", "execution", "extra_policy_arns"])
    .filter(({ value }) => parseArn(value)?.resource === `policy/${FULL_ACCESS_POLICY}`)
    .map(({ path }) =>
      wrong(raw, path, "other policies; to give the role this one, set roles.execution.profile to full-access"),
    );

const bucketsAreNotReserved: Rule = (raw) => {
  const path = ["access", "buckets", "reserved_prefixes"];
  const reserved = at(raw, path) === undefined ? ["ams-", "mc-"] : strings(raw, path).map(({ value }) => value);
  return strings(raw, ["access", "buckets", "names"]).flatMap((bucket) => {
    const prefix = reserved.find((one) => bucket.value.startsWith(one));
    return prefix === undefined
      ? []
      : [
          wrong(
            raw,
            bucket.path,
            `a name that does not begin with ${show(prefix)}, which ${path.join(".")} denies to everybody (N5)`,
          ),
        ];
  });
};

const RULES: readonly Rule[] = [
  arnsAreOurs,
  somebodyMayEnter,
  audiencesOfPartition,
  executionRoleIsPassable,
  namesAreDistinct,
  policiesFit,
  fullAccessIsOptedIn,
  bucketsAreNotReserved,
];
