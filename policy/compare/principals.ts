import { isAccountId } from "../../aws/ids";
import type { Policy, Principal } from "../document";

/** An account of witnesses that no policy names. */
const STRANGER = "999988887777";
const ROLE = /^arn:([a-z-]+):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;
const SESSION = /^arn:([a-z-]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/;

/**
 * Principals that stand for all others where policies name these: each itself, a session of each role, someone else of
 * each account, and of each kind one that no policy names. `undefined` is an anonymous one.
 *
 * @param account The account that owns the resource.
 */
export function representatives(policies: readonly Policy[], account: string | undefined): (string | undefined)[] {
  const ids = namedIn(policies)
    .filter(({ type }) => type !== "*")
    .flatMap(standIns);
  const accounts = new Set([
    ...ids.flatMap((id) => id.split(":")[4] ?? []),
    ...(account === undefined ? [] : [account]),
  ]);
  const partition = partitionOf(policies);
  const taken = new Set(ids);
  const others = [...accounts].filter(isAccountId).map((id) => someoneOf(id, partition, taken));
  const stranger = accounts.has(STRANGER) ? "123443211234" : STRANGER;
  // Someone of the resource's account says more to a reader than a stranger, and a stranger more than nobody.
  return [
    ...new Set([
      ...ids,
      ...others.reverse(),
      someoneOf(stranger, partition, taken),
      "unnamed.amazonaws.com",
      undefined,
    ]),
  ];
}

/** A policy that names accounts by the ARN of their root: `111122223333` and that ARN are one principal to IAM. */
export function withCanonicalPrincipals(policy: Policy, partition: string): Policy {
  const canonical = (principals: readonly Principal[]): Principal[] =>
    principals.map((principal) =>
      principal.type === "AWS" && isAccountId(principal.id)
        ? { type: "AWS", id: `arn:${partition}:iam::${principal.id}:root` }
        : principal,
    );
  const statements = policy.statements.map((statement) => ({
    ...statement,
    ...(statement.principals && { principals: canonical(statement.principals) }),
    ...(statement.notPrincipals && { notPrincipals: canonical(statement.notPrincipals) }),
  }));
  return { ...policy, statements };
}

/** The partition of policies: that of the first ARN among their principals. */
export function partitionOf(policies: readonly Policy[]): string {
  const ids = namedIn(policies).map(({ id }) => id);
  return /^arn:([a-z-]+):/.exec(ids.find((id) => id.startsWith("arn:")) ?? "")?.[1] ?? "aws";
}

function namedIn(policies: readonly Policy[]): Principal[] {
  return policies.flatMap(({ statements }) =>
    statements.flatMap(({ principals, notPrincipals }) => principals ?? notPrincipals ?? []),
  );
}

/** A principal as it appears in requests, and its sessions. */
function standIns({ type, id }: Principal): string[] {
  if (type !== "AWS") return [id];
  const role = ROLE.exec(id);
  if (role) return [id, `arn:${role[1] ?? ""}:sts::${role[2] ?? ""}:assumed-role/${role[3] ?? ""}/session`];
  const session = SESSION.exec(id);
  if (session) return [id, id.replace(/[^/]+$/, "another-session")];
  return [id];
}

function someoneOf(account: string, partition: string, taken: ReadonlySet<string>): string {
  let name = "someone";
  const arn = (): string => `arn:${partition}:iam::${account}:role/${name}`;
  while (taken.has(arn())) name += "-else";
  return arn();
}
