import { compile } from "../../policy/decide";
import type { Steps } from "./steps";
import type { RoleRequest } from "../role-request";
import { clausesAbout } from "../clause";
import { ROLE_KINDS, type RoleKind } from "../question";
import { NoSuchRole, roleName, rolePolicies } from "../roles";
import { isAllowed } from "./allowed";

const WORDS: Readonly<Record<RoleKind, string>> = {
  admin: "a person with the admin role may do it: `--as admin`",
  execution: "jobs and notebooks may do it, with the execution role: `--as execution`",
  workforce: "the workforce role may do it (`workforce`, W1): `--as workforce`",
};

/** The other role that may do it, the nearest to everyday work first. */
export const roleSteps: Steps = (roleRequest) => {
  const other = ROLE_KINDS.find((role) => role !== roleRequest.role && mayDo(roleRequest, role));
  return other === undefined ? [] : [WORDS[other]];
};

function mayDo(roleRequest: RoleRequest, role: RoleKind): boolean {
  const { settings } = roleRequest.source;
  const [own, other] = [roleName(settings, roleRequest.role), roleName(settings, role)];
  const { principal, context } = roleRequest.request;
  const [ownArn, otherArn] = [roleRequest.role, role].map((one) => String(settings.values[`${one}RoleArn`]));
  const request = {
    ...roleRequest.request,
    // A session's ARN has the role's name without its path.
    ...(principal !== undefined && { principal: principal.replace(`role/${own}/`, `role/${other}/`) }),
    context: {
      ...context,
      "aws:PrincipalArn": String(context["aws:PrincipalArn"]).replace(ownArn ?? "", otherArn ?? ""),
    },
  };
  try {
    const identity = compile(rolePolicies(roleRequest.source, role, clausesAbout(request.action)));
    return isAllowed({ ...roleRequest, request, role, identity }, {});
  } catch (error) {
    if (error instanceof NoSuchRole) return false;
    throw error;
  }
}
