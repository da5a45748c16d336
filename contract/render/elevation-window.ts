import type { PartSettings } from "../settings";

/** When an elevation holds. Both instants are literal, in UTC: nothing here reads a clock. */
export interface Window {
  readonly from: string;
  readonly until: string;
  /** Names of the sessions that it is for. @default every session of the role */
  readonly sessions?: readonly string[];
}

/**
 * What an elevation chooses for its policy (clause D2). `aws:userid` says whose session it is: the role's id, a colon,
 * the session's name.
 *
 * @param window When it holds. @default it never ends
 * @param scalingAlarmsOnly Whether alarms may start scaling policies only.
 */
export function elevationSettings(window?: Window, scalingAlarmsOnly = false): PartSettings {
  const alarms = scalingAlarmsOnly ? (["scalingAlarms"] as const) : [];
  if (!window) return { options: alarms };
  const { from, until, sessions } = window;
  return {
    values: {
      elevationFrom: from,
      elevationUntil: until,
      ...(sessions && { elevationSessions: sessions.map((name) => `*:${name}`) }),
    },
    options: ["temporary", ...(sessions ? (["sessions"] as const) : []), ...alarms],
  };
}
