import { publishedAction, type AccessLevel } from "../actions";

/**
 * What a difference puts at stake, most first: access for anyone, for other accounts, a way to more rights (passing and
 * assuming roles, writing policies, administering keys), deleting, writing, reading.
 */
export const RISKS = ["public", "crossAccount", "escalation", "delete", "write", "read"] as const;
export type Risk = (typeof RISKS)[number];

/** The higher of two risks. */
export function riskier(a: Risk, b: Risk): Risk {
  return RISKS.indexOf(a) <= RISKS.indexOf(b) ? a : b;
}

const DELETES = /^(batch|force|admin)?(delete|remove|destroy|terminate|purge|deregister|detach|disassociate)/;
const READS = /^(batch)?(get|list|describe|head|search|query|scan|select|view|lookup)/;
const CRYPTOGRAPHY = /^(encrypt|decrypt|reencrypt|generate|sign|verify|derive)/;
const TRUST = /^assumerole|^tagsession$|^setsourceidentity$/;

/** What an action itself puts at stake, whoever may use it. */
export type ActionRisk = Exclude<Risk, "public" | "crossAccount">;

/** The risk of one action, in any case, by what AWS publishes of it or else by its name. */
export function riskOfAction(action: string): ActionRisk {
  return judge(action.toLowerCase(), publishedAction(action)?.level);
}

/** @param lower `service:name`, in lower case. */
function judge(lower: string, published: AccessLevel | undefined): ActionRisk {
  const [service = "", name = ""] = lower.split(":");
  const level = published ?? (READS.test(name) ? "read" : "write");
  if (level === "permissions" || name === "passrole" || (service === "sts" && TRUST.test(name))) return "escalation";
  if (level === "read" || level === "list") return "read";
  if (service === "iam" || (service === "kms" && level === "write" && !CRYPTOGRAPHY.test(name))) return "escalation";
  return DELETES.test(name) ? "delete" : "write";
}

const FAMOUS = /:(passrole|assumerole|(put|attach|create|set)\w*policy(version)?|createaccesskey|creategrant)$/i;

/** Whether every reader knows an action as a way to more rights. */
export function isFamous(action: string): boolean {
  return FAMOUS.test(action);
}

/** Short names first, then by the alphabet. */
export function shortFirst(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

/** Orders actions of one risk for a reader: those everyone knows, then short names. */
export function familiarFirst(actions: readonly string[]): string[] {
  const famous = new Set(actions.filter(isFamous));
  return [...[...famous].sort(shortFirst), ...actions.filter((action) => !famous.has(action)).sort(shortFirst)];
}
