import type { AccessState } from "../model";

/** How many of one service in one account are kept: a request needs one that fits. */
const MAX_KEPT = 4;

/** ARNs by service, as witnesses take them. */
export type KnownArns = ReadonlyMap<string, readonly string[]>;

/**
 * What there is in each account, of all that has a policy: requests that prove something are about these and not about
 * made-up names. The same in whatever order it was read.
 *
 * @returns Account → service → ARNs.
 */
export function knownArns(before: AccessState, after: AccessState): ReadonlyMap<string, KnownArns> {
  const found = new Map<string, Set<string>>();
  for (const { exists, arn, subject } of [...after.resources.values(), ...before.resources.values()]) {
    if (!exists || arn === undefined || subject.account === undefined) continue;
    const key = `${subject.account} ${arn.split(":", 3)[2] ?? ""}`;
    found.set(key, (found.get(key) ?? new Set()).add(arn));
  }
  const accounts = new Map<string, Map<string, readonly string[]>>();
  for (const [key, arns] of found) {
    const [account = "", service = ""] = key.split(" ");
    const services = accounts.get(account) ?? new Map<string, readonly string[]>();
    accounts.set(account, services.set(service, [...arns].sort().slice(0, MAX_KEPT)));
  }
  return accounts;
}
