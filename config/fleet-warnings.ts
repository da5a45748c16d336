import { accountFacts, type FleetEntry } from "./fleet";
import { isWritable } from "./naming";
import type { Problem } from "./problem";

/** What is worth knowing about files together. */
export function fleetWarnings(entries: readonly FleetEntry[]): Problem[] {
  const owned = new Set(entries.filter(({ base }) => base === "managed").map(({ account }) => account));
  return entries.flatMap((entry): Problem[] => {
    const { file, base, account, state, places } = entry;
    return [
      ...(base === "existing" && !owned.has(account)
        ? [
            {
              file,
              ...places.base,
              code: "no-owner",
              message: `base: no file here owns the roles of account ${account}`,
            },
          ]
        : []),
      ...(state === undefined && entries.length > 1
        ? [{ file, ...places.backend, code: "local-state", message: LOCAL_STATE }]
        : []),
      ...writableElsewhere(entries, entry),
    ];
  });
}

/**
 * The roles of an account are denied the buckets of its own files' states and logs. Where such a bucket lies in another
 * account, which no file says, that account's roles may write what N5 matches.
 */
function* writableElsewhere(
  entries: readonly FleetEntry[],
  { file, account, stateAndLogs }: FleetEntry,
): Iterable<Problem> {
  const owners = entries.filter((entry) => entry.base === "managed" && entry.account !== account);
  for (const { bucket, prefix, path, place } of stateAndLogs) {
    const writing = owners.filter(
      ({ account: other, exactBuckets }) =>
        (exactBuckets ? exactBuckets.includes(bucket) : isWritable(`${bucket}/${prefix}`)) &&
        !accountFacts(entries, other).stateAndLogBuckets.includes(bucket),
    );
    if (writing.length === 0) continue;
    const accounts = [...new Set(writing.map(({ account: other }) => other))].sort().join(", ");
    const message =
      `${path}: if ${bucket} lies in account ${accounts}, the roles there may write ${bucket}/${prefix}…, which N5 ` +
      "matches and no file of that account denies; take a bucket and folder without the page's keywords";
    yield { file, ...place, code: "state-or-log-writable", message };
  }
}

const LOCAL_STATE = "backend: a local state is for one person; several share s3 or cloud";
