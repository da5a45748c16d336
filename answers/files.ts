import { compile, decide, type Authorization } from "../policy/decide";
import type { Policy } from "../policy/document";
import { missingKeys } from "../policy/missing";
import { refusals } from "../policy/refused";
import type { Decider } from "./answer";
import { instant } from "./instant";
import { nearestFirst, whatWouldTurn } from "./nearest";

/**
 * Decides on given policies, and assumes nothing about the context. A policy that names principals is the resource's,
 * any other the principal's own.
 *
 * @param at The instant of requests that give none; undefined, where requests say nothing of the time.
 */
export function policyDecider(policies: readonly Policy[], at: number | undefined): Decider {
  const notes = policies.flatMap(refusals);
  const [ofResource, ofPrincipal] = [policies.filter(namesPrincipals), policies.filter((it) => !namesPrincipals(it))];
  const authorization: Authorization = {
    ...((ofPrincipal.length > 0 || ofResource.length === 0) && { identity: compile(ofPrincipal) }),
    ...(ofResource.length > 0 && { resource: compile(ofResource) }),
  };
  const all = [authorization.identity, authorization.resource].filter((one) => one !== undefined);
  return ({ action, resource, context, principal, at: own = at }) => {
    const request = {
      ...(principal !== undefined && { principal }),
      ...{ action, resource },
      context: { ...(own !== undefined && instant(own)), ...context },
    };
    const { decision, statement } = decide(authorization, request);
    const missing = missingKeys(authorization, request);
    const implicit = decision === "implicitDeny";
    const waiting = all.flatMap((compiled) => {
      const { allow, deny } = compiled.candidates(action);
      return implicit ? allow : deny;
    });
    const isOfResource = authorization.resource?.statements.some((one) => one.statement === statement) ?? false;
    return {
      ...{ action, resource, role: null, account: null, environment: null, decision },
      side: isOfResource || !authorization.identity ? "resource" : "identity",
      ...{ policy: statement?.policy ?? null, sid: statement?.sid ?? null },
      ...{ clause: null, title: null, says: null, missing },
      ...whatWouldTurn(undefined, nearestFirst(waiting, request), missing, request),
      ...{ assumed: [], notes, next: [] },
    };
  };
}

function namesPrincipals({ statements }: Policy): boolean {
  return statements.some(({ principals, notPrincipals }) => (principals ?? notPrincipals) !== undefined);
}
