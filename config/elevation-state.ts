import type { Elevation } from "./elevation";
import { readInstant } from "./instant";
import type { Issue } from "./raw";

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
export function elevationWarnings(elevations: readonly Elevation[], now?: number): Issue[] {
  return elevations.flatMap((elevation, index): Issue[] => {
    const { ticket, until, sessions, permanent } = elevation;
    const path = ["elevation", index];
    const warn = (key: string, message: string): Issue => ({
      path: [...path, key],
      at: "value",
      message: `elevation.${index}.${key}: ${message}`,
    });
    return [
      ...(permanent ? [warn("permanent", `${ticket} never ends`)] : []),
      ...(permanent || sessions
        ? []
        : [warn("ticket", `${ticket} holds for everybody who assumes the admin role; sessions narrows it`)]),
      ...(now !== undefined && elevationState(elevation, now) === "expired"
        ? [warn("until", `${ticket} expired at ${until ?? ""}; \`ssps elevate --prune\` removes it`)]
        : []),
    ];
  });
}
