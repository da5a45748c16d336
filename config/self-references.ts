import { iamResourceName, parseArn } from "../aws/arn";
import { type Path, type Rule, type Rules, textAt, textsIn, valueAt, wrongValue } from "./raw";
import { nameAt, ownedNames } from "./roles";
import { workforceNameAt } from "./workforce";

/** ARNs with which a file names what it makes itself, where it must be something else. */

/** Terraform's own role may do what these two must not. */
const deployerIsAnother: Rule = function* (raw) {
  const path = ["deploy", "assume_role_arn"];
  if (namesOneOf(raw, textAt(raw, path), "role", rolesOfPeopleAndJobs(raw))) {
    yield wrongValue(raw, path, "a role other than the two that it makes, which are not allowed to make roles");
  }
};

/** IAM refuses a principal that it does not know yet, and who assumes a role is nobody that the role itself lets in. */
const principalsAreOthers: Rule = function* (raw) {
  const made = [
    ...(valueAt(raw, ["base"]) === "managed" ? rolesOfPeopleAndJobs(raw) : []),
    ...(valueAt(raw, ["workforce"]) === undefined ? [] : [workforceNameAt(raw, "name")]),
  ];
  for (const { path, value } of textsIn(raw, ["federation", "principals", "arns"])) {
    if (!namesOneOf(raw, value, "role", made)) continue;
    yield wrongValue(raw, path, "a principal other than the roles that the file makes, which trust it");
  }
};

/** IAM refuses a policy that it does not know yet; and one that a role has already, it has already. */
const policiesAreOthers: Rule = function* (raw) {
  const made = ownedNames(raw).flatMap(({ kind, name }) => (kind === "policy" ? [name] : []));
  if (valueAt(raw, ["base"]) !== "managed") return;
  const roles: Path[] = [
    ["roles", "admin"],
    ["roles", "execution"],
  ];
  for (const role of roles) {
    const boundary = [...role, "permissions_boundary_arn"];
    const named = [{ path: boundary, value: textAt(raw, boundary) }, ...textsIn(raw, [...role, "extra_policy_arns"])];
    for (const { path, value } of named) {
      if (!namesOneOf(raw, value, "policy", made)) continue;
      yield wrongValue(raw, path, "a policy other than those that the file makes");
    }
  }
};

function rolesOfPeopleAndJobs(raw: unknown): string[] {
  return [nameAt(raw, "roles.admin.name"), nameAt(raw, "roles.execution.name")];
}

/** Whether an ARN means something of the file's own account that has one of the names; IAM ignores case. */
function namesOneOf(raw: unknown, arn: string, kind: "role" | "policy", names: readonly string[]): boolean {
  const { account, resource = "" } = parseArn(arn) ?? {};
  if (account !== textAt(raw, ["account"])) return false;
  const meant = iamResourceName(resource, kind)?.toLowerCase();
  return names.some((name) => meant === name.toLowerCase());
}

/** The rules about what a file names and makes itself. */
export const selfReferenceRules: Rules = {
  "deployer-is-made": deployerIsAnother,
  "principal-is-made": principalsAreOthers,
  "policy-is-made": policiesAreOthers,
};
