import { accountFacts, type FleetEntry } from "./fleet";
import { isWritable } from "./naming";
import type { Problem } from "./problem";

/** What is worth knowing about files together. */
export function fleetWarnings(entries: readonly FleetEntry[]): Problem[] {
  const owned = new Set(entries.filter(({ base }) => base === "managed").map(({ account }) => account));
  const writing = writers(entries);
  return entries.flatMap((entry): Problem[] => {
    const { file, base, account, state, places } = entry;
    return [
      ...(base === "existing" && !owned.has(account)
        ? [
            {
              of: [file],
              ...places.base,
              code: "no-owner",
              message: `base: no file here owns the roles of account ${account}`,
            },
          ]
        : []),
      ...(state === undefined && entries.length > 1
        ? [{ of: [file], ...places.backend, code: "local-state", message: LOCAL_STATE }]
        : []),
      ...writableElsewhere(writing, entry),
    ];
  });
}

/** Accounts whose roles may write what begins so in a bucket, if the bucket lies there: their files do not deny it. */
type Writers = (bucket: string, prefix: string) => readonly string[];

/** Looks each bucket up once, whoever asks: a thousand files name a few. */
function writers(entries: readonly FleetEntry[]): Writers {
  const owners = entries.filter(({ base }) => base === "managed");
  const factsOf = accountFacts(entries);
  const known = new Map<string, readonly string[]>();
  return (bucket, prefix) => {
    const matched = isWritable(`${bucket}/${prefix}`);
    const key = `${bucket} ${matched}`;
    const before = known.get(key);
    if (before) return before;
    const writing = owners.filter(
      ({ account, exactBuckets }) =>
        (exactBuckets ? exactBuckets.includes(bucket) : matched) &&
        !factsOf(account).stateAndLogBuckets.includes(bucket),
    );
    const accounts = [...new Set(writing.map(({ account }) => account))].sort();
    known.set(key, accounts);
    return accounts;
  };
}

/** How many accounts a message names. */
const MAX_ACCOUNTS = 5;

/**
 * The roles of an account are denied the buckets of its own files' states and logs. Where such a bucket lies in another
 * account, which no file says, that account's roles may write what N5 matches.
 */
function* writableElsewhere(writing: Writers, { file, account, stateAndLogs }: FleetEntry): Iterable<Problem> {
  for (const { bucket, prefix, path, place } of stateAndLogs) {
    const all = writing(bucket, prefix);
    const others = all.slice(0, MAX_ACCOUNTS + 1).filter((other) => other !== account);
    const shown = others.slice(0, MAX_ACCOUNTS);
    if (shown.length === 0) continue;
    const accounts = shown.join(", ") + (all.length > MAX_ACCOUNTS + 1 ? " or others" : "");
    const message =
      `${path}: if ${bucket} lies in account ${accounts}, the roles there may write ${bucket}/${prefix}…, which N5 ` +
      "matches and no file of that account denies; take a bucket and folder without the page's keywords";
    yield { of: [file], ...place, code: "state-or-log-writable", message };
  }
}

const LOCAL_STATE = "backend: a local state is for one person; several share s3 or cloud";
