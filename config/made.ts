import { elevationPolicyName, elevationCleanUpName } from "../aws/names";
import { MANAGED_POLICIES_PER_ROLE } from "../aws/quotas";
import { elevationsAt } from "./elevation";
import { logGroupsAt } from "./logs";
import { endpointsWithNames } from "./network";
import {
  valueAt,
  findingMessage,
  formatPath,
  type Path,
  type Rule,
  type Rules,
  describeValue,
  textAt,
  textsIn,
} from "./raw";
import { ownedNames, countOwnPolicies } from "./roles";
import { scalingCleanUpNameAt, scalingTargetsAt } from "./scaling";
import { bucketNameAt, keyAliasAt } from "./storage";
import { workforceNameAt } from "./workforce";

/** Where a name can be given once only: in all of AWS, in an account, or in a region of an account. */
export type Scope = "aws" | "account" | "region";

/** Something that a file makes under a name. */
export interface Made {
  /** The name behind its kind: `policy customer_sagemaker_admin_policy`. */
  readonly name: string;
  /** Where the file asks for it. */
  readonly path: Path;
  readonly scope: Scope;
  /** Whether it is a policy that an optional part attaches to the admin role. */
  readonly attached?: true;
}

/** The two roles and their policies, which an owner makes: those that the file's options leave out are not made. */
export function rolesMade(raw: unknown): Made[] {
  return ownedNames(raw).map(({ kind, key, name }) => ({
    ...{ name: `${kind} ${name}`, path: key.split("."), scope: "account" },
  }));
}

/** What the optional parts make, whoever owns the roles. */
export function partsMade(raw: unknown): Made[] {
  return [
    ...attachedPolicies(raw),
    ...ofWorkforce(raw),
    ...ofStorage(raw),
    ...ofScaling(raw),
    ...ofNetwork(raw),
    ...ofLogs(raw),
  ];
}

/** IAM is global: an account has each name once. */
function* attachedPolicies(raw: unknown): Generator<Made> {
  const policy = (name: string, path: Path): Made => ({
    ...{ name: `policy ${name}`, path, scope: "account", attached: true },
  });
  const elevations = [...elevationsAt(raw)];
  for (const { path, get } of elevations) {
    const ticket = get("ticket");
    if (typeof ticket === "string") yield policy(elevationPolicyName(ticket), [...path, "ticket"]);
  }
  const bringing = elevations.find(({ get }) => get("clean_up") === true);
  if (bringing) yield policy(elevationCleanUpName(textAt(raw, ["region"])), [...bringing.path, "clean_up"]);
  if (valueAt(raw, ["scaling"]) !== undefined) yield policy(scalingCleanUpNameAt(raw), ["scaling"]);
}

function ofWorkforce(raw: unknown): Made[] {
  if (valueAt(raw, ["workforce"]) === undefined) return [];
  return (["name", "policy_name", "deny_policy_name"] as const).map((key) => ({
    name: `${key === "name" ? "role" : "policy"} ${workforceNameAt(raw, key)}`,
    path: ["workforce", key],
    scope: "account",
  }));
}

function* ofStorage(raw: unknown): Generator<Made> {
  const [bucket, alias] = [bucketNameAt(raw), keyAliasAt(raw)];
  if (bucket !== undefined) yield { name: `bucket ${bucket}`, path: ["storage", "bucket", "name"], scope: "aws" };
  if (alias !== undefined) yield { name: `key alias ${alias}`, path: ["storage", "key", "alias"], scope: "region" };
}

function* ofScaling(raw: unknown): Generator<Made> {
  for (const { path, target } of scalingTargetsAt(raw)) {
    if (target !== undefined) yield { name: `scaling of ${target}`, path, scope: "region" };
  }
}

/** A VPC has the private name of a service once, and a route table one route to a gateway. */
function* ofNetwork(raw: unknown): Generator<Made> {
  const vpc = textAt(raw, ["network", "vpc_id"]);
  for (const { service, path, gateway } of endpointsWithNames(raw)) {
    if (!gateway) yield { name: `private DNS name of ${service} in ${vpc}`, path, scope: "region" };
    else {
      for (const { value, path: place } of textsIn(raw, ["network", "route_table_ids"])) {
        yield { name: `route to ${service} in ${value}`, path: place, scope: "region" };
      }
    }
  }
}

function ofLogs(raw: unknown): Made[] {
  return logGroupsAt(raw).map(({ path, value }) => ({ name: `log group ${value}`, path, scope: "region" }));
}

/** How many policies the optional parts of a file attach to the admin role. */
export function countAttachedByParts(raw: unknown): number {
  return [...attachedPolicies(raw)].length;
}

/** A role carries ten policies: its own, further ones, elevations and the clean-up right together. */
const policiesFit: Rule = function* (raw) {
  const elevations = valueAt(raw, ["elevation"]);
  const count = Array.isArray(elevations) ? elevations.length : 0;
  const extra = valueAt(raw, ["roles", "admin", "extra_policy_arns"]);
  const carried =
    countOwnPolicies(raw, "admin") + (Array.isArray(extra) ? extra.length : 0) + countAttachedByParts(raw);
  const path = count > 0 ? ["elevation"] : ["scaling"];
  if (carried <= MANAGED_POLICIES_PER_ROLE || valueAt(raw, path) === undefined) return;
  const others = `since a role carries ${MANAGED_POLICIES_PER_ROLE} policies and the admin role has ${carried - count} beside these`;
  const allowed =
    count > 0
      ? `at most ${Math.max(0, MANAGED_POLICIES_PER_ROLE - (carried - count))}, ${others}; \`ssps elevate --prune\` removes what has expired`
      : `${carried - MANAGED_POLICIES_PER_ROLE} fewer in ${formatPath(["roles", "admin", "extra_policy_arns"])}, since scaling attaches a policy too`;
  yield { path, mark: "key", message: findingMessage(path, describeValue(valueAt(raw, path)), allowed) };
};

/** The rules that count what several parts make together. */
export const partRules: Rules = { "too-many-attached-policies": policiesFit };
