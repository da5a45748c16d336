import type { PartOption } from "../options";
import type { PartSettings } from "../settings";

/** What an optional part adds to an environment's settings, from what is chosen for it. */

/** What else may use a key, by the prefix of the service, and the option of its policy for it. */
const SERVICES = {
  secretsmanager: "secretsManager",
  sns: "sns",
  elasticfilesystem: "elasticFileSystem",
  logs: "logs",
} as const satisfies Record<string, PartOption>;

export type KeyService = keyof typeof SERVICES;
export const KEY_SERVICES = Object.keys(SERVICES) as KeyService[];

/** @param administratorArns Roles and users that manage the key. */
export function keySettings(administratorArns: readonly string[], services: readonly KeyService[]): PartSettings {
  return {
    values: { keyAdministratorArns: administratorArns },
    options: services.map((service) => SERVICES[service]),
  };
}

/** @param userPoolId The only user pool of the workforce. @default any of the account and region */
export function workforceSettings(userPoolId: string | undefined): PartSettings {
  return userPoolId === undefined ? {} : { values: { userPoolId }, options: ["userPool"] };
}
