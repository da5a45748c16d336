import type { Elevation } from "./elevation";
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
  }
}
