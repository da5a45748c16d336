import { type Elevation, MAX_ELEVATION_DAYS } from "./elevation";
import { readInstant } from "./instant";
import type { Path, Warn } from "./raw";

/** Where an elevation stands at an instant. */
export type ElevationState = "coming" | "running" | "expired" | "permanent";

/** @param now Milliseconds since 1970. */
export function elevationState({ from, until, permanent }: Elevation, now: number): ElevationState {
  if (permanent) return "permanent";
  if (now < (readInstant(from) ?? 0)) return "coming";
  return now < (readInstant(until) ?? 0) ? "running" : "expired";
}

/**
 * What is worth knowing about elevations.
 *
 * @param now Milliseconds since 1970. @default nothing is said about what has expired
 */
export function elevationWarnings(elevations: readonly Elevation[], warn: Warn, now?: number): void {
  for (const [index, elevation] of elevations.entries()) {
    const { ticket, until, sessions, permanent } = elevation;
    const path = (key: string): Path => ["elevation", index, key];
    if (permanent) warn("elevation-permanent", path("permanent"), `${ticket} never ends`);
    else if (!sessions) {
      const message = `${ticket} holds for everybody who assumes the admin role; sessions narrows it`;
      warn("elevation-for-all", path("ticket"), message);
    }
    if (now !== undefined && elevationState(elevation, now) === "expired") {
      const message = `${ticket} expired at ${until ?? ""}; \`ssps elevate --prune\` removes it`;
      warn("elevation-expired", path("until"), message);
    }
    if (sessions?.some((name) => name.toLowerCase() === elevation.approver.toLowerCase())) {
      warn("elevation-self-approved", path("approver"), `${ticket} is approved by a session that it is for`);
    }
    const first = firstOfChain(elevations, elevation);
    if (first !== elevation && daysBetween(first.from, until) > MAX_ELEVATION_DAYS) {
      const message =
        `${ticket} goes on from ${first.ticket} without a break: together they last more than ${MAX_ELEVATION_DAYS} ` +
        "days, which is a permanent right without its flag and reason";
      warn("elevation-back-to-back", path("from"), message);
    }
  }
}

/** The elevation with which an unbroken time begins that another ends. */
function firstOfChain(elevations: readonly Elevation[], last: Elevation): Elevation {
  const start = ({ from }: Elevation): number => readInstant(from) ?? 0;
  const earlier = elevations
    .filter((other) => other !== last && continues(other, last) && start(other) < start(last))
    .sort((a, b) => start(a) - start(b));
  const [first] = earlier;
  return first ? firstOfChain(elevations, first) : last;
}

/** Whether one temporary elevation begins before another for the same sessions has ended. */
function continues(before: Elevation, after: Elevation): boolean {
  const [start, end, next] = [before.from, before.until, after.from].map(readInstant);
  if (start === undefined || end === undefined || next === undefined || next < start || next > end) return false;
  const names = after.sessions;
  return !before.sessions || !names || before.sessions.some((name) => names.includes(name));
}

function daysBetween(from: string | undefined, until: string | undefined): number {
  return ((readInstant(until) ?? 0) - (readInstant(from) ?? 0)) / 86_400_000;
}

/**
 * Warns of sessions by name where whoever assumes the role may choose the name: plain principals and Identity Center.
 */
export function sessionNameWarnings(
  elevations: readonly Elevation[],
  federation: { readonly principals?: unknown; readonly identity_center?: unknown },
  warn: Warn,
): void {
  const chosen = (["principals", "identity_center"] as const).filter((kind) => federation[kind] !== undefined);
  if (chosen.length === 0) return;
  for (const [index, { ticket, sessions }] of elevations.entries()) {
    if (!sessions) continue;
    const message = `${ticket} is for named sessions, and who enters by federation.${chosen.join(" or federation.")} chooses the name`;
    warn("elevation-session-names", ["elevation", index, "sessions"], message);
  }
}
