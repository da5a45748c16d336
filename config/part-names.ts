import { elevationCleanUpName, elevationPolicyName, elevationsAt } from "./elevation";
import { at, found, type Path, type Rule, show } from "./raw";
import { MAX_POLICIES, ownPolicies } from "./roles";
import { scalingCleanUpNameAt } from "./scaling";
import { workforceNameAt } from "./workforce";

/** A role or policy, behind its kind, and where the file asks for it. */
interface PartName {
  readonly name: string;
  readonly path: Path;
  /** Whether it is attached to the admin role. */
  readonly attached: boolean;
}

/** The roles and policies that the optional parts of a file make. IAM is global: an account has each name once. */
export function partNames(raw: unknown): PartName[] {
  const region = String(at(raw, ["region"]));
  const names: PartName[] = [];
  const attach = (policy: string, path: Path): void => {
    names.push({ name: `policy ${policy}`, path, attached: true });
  };
  const elevations = [...elevationsAt(raw)];
  for (const { path, get } of elevations) {
    const ticket = get("ticket");
    if (typeof ticket === "string") attach(elevationPolicyName(ticket), [...path, "ticket"]);
  }
  const bringing = elevations.find(({ get }) => get("clean_up") === true);
  if (bringing) attach(elevationCleanUpName(region), [...bringing.path, "clean_up"]);
  if (at(raw, ["scaling"]) !== undefined) attach(scalingCleanUpNameAt(raw), ["scaling"]);
  if (at(raw, ["workforce"]) !== undefined) {
    for (const key of ["name", "policy_name", "deny_policy_name"] as const) {
      const name = `${key === "name" ? "role" : "policy"} ${workforceNameAt(raw, key)}`;
      names.push({ name, path: ["workforce", key], attached: false });
    }
  }
  return names;
}

/** How many policies the optional parts of a file attach to the admin role. */
export function attachedByParts(raw: unknown): number {
  return partNames(raw).filter(({ attached }) => attached).length;
}

/** A role carries ten policies: its own, further ones, elevations and the clean-up right together. */
const policiesFit: Rule = function* (raw) {
  const elevations = at(raw, ["elevation"]);
  const count = Array.isArray(elevations) ? elevations.length : 0;
  const extra = at(raw, ["roles", "admin", "extra_policy_arns"]);
  const carried = ownPolicies(raw, "admin") + (Array.isArray(extra) ? extra.length : 0) + attachedByParts(raw);
  const path = count > 0 ? ["elevation"] : ["scaling"];
  if (carried <= MAX_POLICIES || at(raw, path) === undefined) return;
  const others = `since a role carries ${MAX_POLICIES} policies and the admin role has ${carried - count} beside these`;
  const allowed =
    count > 0
      ? `at most ${Math.max(0, MAX_POLICIES - (carried - count))}, ${others}; \`ssps elevate --prune\` removes what has expired`
      : `${carried - MAX_POLICIES} fewer in roles.admin.extra_policy_arns, since scaling attaches a policy too`;
  yield { path, at: "key", message: found(path, show(at(raw, path)), allowed) };
};

/** The rules that count what several parts make together. */
export const partRules: readonly Rule[] = [policiesFit];
