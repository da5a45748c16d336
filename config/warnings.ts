import { REGIONS } from "../aws/regions";
import { parseArn } from "./arn";
import { elevationWarnings } from "./elevation-state";
import type { FleetEntry } from "./fleet";
import { nearest } from "./nearest";
import { networkWarnings } from "./network";
import { at, type Issue, type Path } from "./raw";
import { FULL_ACCESS_POLICY } from "./roles";
import type { Environment } from "./schema";

/**
 * What is allowed in an environment and may still not be meant.
 *
 * @param now Milliseconds since 1970, for who asks what has expired. @default nothing is said of it
 */
export function environmentWarnings(raw: unknown, environment: Environment, now?: number): Issue[] {
  const { base, network, elevation = [] } = environment;
  return [
    ...regionWarnings(raw),
    ...(base === "existing" ? ineffectiveKeys(raw) : roleWarnings(environment)),
    ...(network ? networkWarnings(network) : []),
    ...elevationWarnings(elevation, now),
  ];
}

/** A region that AWS opens after this list was made is right all the same. */
function regionWarnings(raw: unknown): Issue[] {
  return [["region"], ["backend", "s3", "region"]].flatMap((path): Issue[] => {
    const region = at(raw, path);
    if (typeof region !== "string" || REGIONS.includes(region)) return [];
    const meant = nearest(region, REGIONS);
    const mend = meant === undefined ? "" : `; did you mean ${meant}?`;
    return [{ path, at: "value", message: `${path.join(".")}: AWS has no region ${region} that is known here${mend}` }];
  });
}

function roleWarnings({ federation, roles, access }: Environment): Issue[] {
  const warnings: Issue[] = [];
  const warn = (path: Path, message: string): void => {
    warnings.push({ path, at: "value", message: `${path.join(".")}: ${message}` });
  };
  if (roles.execution.profile === "full-access") {
    warn(
      ["roles", "execution", "profile"],
      `${FULL_ACCESS_POLICY} lets whoever opens a notebook do more than the admin role; notebook and jobs do not`,
    );
  }
  for (const [index, arn] of roles.admin.extra_policy_arns.entries()) {
    if (parseArn(arn)?.resource === `policy/${FULL_ACCESS_POLICY}`) {
      warn(["roles", "admin", "extra_policy_arns", index], "allows most of what the contract's clauses leave out");
    }
  }
  if (roles.execution.source_account) {
    warn(["roles", "execution", "source_account"], "notebooks, labelling and tuning jobs cannot use the role");
  }
  const { saml, oidc, principals } = federation;
  if (!saml && !oidc && !principals && roles.admin.max_session_hours > 1) {
    warn(
      ["roles", "admin", "max_session_hours"],
      "a session that begins with IAM Identity Center is chained, and lasts one hour whatever stands here",
    );
  }
  for (const [index, arn] of (principals?.arns ?? []).entries()) {
    if (parseArn(arn)?.resource === "root") {
      warn(
        ["federation", "principals", "arns", index],
        "everybody whom that account's own policies allow may assume the role",
      );
    }
  }
  if (access.robomaker) warn(["access", "robomaker"], "AWS RoboMaker ended on 2025-09-10");
  return warnings;
}

/** Keys that only the owner of the roles can act on, and the parts that look at them too. */
function ineffectiveKeys(raw: unknown): Issue[] {
  const used = { federation: ["workforce"], access: ["storage", "workforce"] };
  return (["federation", "access"] as const)
    .filter((key) => at(raw, [key]) !== undefined && !used[key].some((part) => at(raw, [part]) !== undefined))
    .map((key) => ({
      path: [key],
      at: "key",
      message: `${key}: has no effect with base: existing; the file that owns the roles decides`,
    }));
}

/** What is worth knowing about files together, as a problem's place and text. */
export function fleetWarnings(
  entries: readonly FleetEntry[],
): { entry: FleetEntry; at: "base" | "backend"; message: string }[] {
  const owned = new Set(entries.filter(({ base }) => base === "managed").map(({ account }) => account));
  return entries.flatMap((entry) => [
    ...(entry.base === "existing" && !owned.has(entry.account)
      ? [
          {
            entry,
            at: "base" as const,
            message: `base: no file here owns the roles of account ${String(entry.account)}`,
          },
        ]
      : []),
    ...(entry.state === undefined && entries.length > 1
      ? [
          {
            entry,
            at: "backend" as const,
            message: "backend: a local state is for one person; several share s3 or cloud",
          },
        ]
      : []),
  ]);
}
