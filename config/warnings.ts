import { parseArn } from "../aws/arn";
import { findPartition, REGIONS } from "../aws/regions";
import { elevationWarnings, sessionNameWarnings } from "./elevation-state";
import { didYouMean } from "./nearest";
import { type EndpointService, hasEndpoint } from "./endpoints";
import { madeEndpoints, networkWarnings } from "./network";
import { valueAt, formatPath, type Issue, type Warn } from "./raw";
import { scheduleWarnings } from "./scaling";
import { FULL_ACCESS_POLICY } from "../aws/names";
import type { Environment } from "./schema";

/**
 * What is allowed in an environment and is still likely a mistake.
 *
 * @param now Milliseconds since 1970, for who asks what has expired. @default nothing is said of it
 */
export function environmentWarnings(raw: unknown, environment: Environment, now?: number): Issue[] {
  const { base, network, scaling, elevation = [] } = environment;
  const warnings: Issue[] = [];
  const warn: Warn = (code, path, message, mark = "value") => {
    warnings.push({ code, path, mark, message: `${formatPath(path)}: ${message}` });
  };
  regionWarnings(raw, warn);
  if (base === "existing") ineffectiveKeys(raw, warn);
  else roleWarnings(environment, warn);
  networkOnlyWarnings(environment, warn);
  logKeyWarnings(environment, warn);
  if (network) networkWarnings(network, warn);
  if (scaling) scheduleWarnings(scaling, warn, now);
  elevationWarnings(elevation, warn, now);
  sessionNameWarnings(elevation, environment.federation, warn);
  // Whoever owns the other two roles.
  if (environment.workforce?.any_user_pool) {
    warn(
      "any-user-pool",
      ["workforce", "any_user_pool"],
      "the role reaches every user pool of the region, not the workforce's alone; user_pool_id holds it",
    );
  }
  return warnings;
}

/** A region that AWS opens after this list was made is right all the same. */
function regionWarnings(raw: unknown, warn: Warn): void {
  for (const path of [["region"], ["backend", "s3", "region"]]) {
    const region = valueAt(raw, path);
    if (typeof region !== "string" || REGIONS.includes(region)) continue;
    warn("unknown-region", path, `AWS has no region ${region} that is known here${didYouMean(region, REGIONS)}`);
  }
}

function roleWarnings({ federation, roles, access }: Environment, warn: Warn): void {
  if (roles.execution.profile === "full-access") {
    warn(
      "full-access",
      ["roles", "execution", "profile"],
      `${FULL_ACCESS_POLICY} lets whoever opens a notebook do more than the admin role; notebook and jobs do not`,
    );
  }
  for (const [index, arn] of roles.admin.extra_policy_arns.entries()) {
    if (parseArn(arn)?.resource === `policy/${FULL_ACCESS_POLICY}`) {
      const path = ["roles", "admin", "extra_policy_arns", index];
      warn("full-access", path, "allows most of what the contract's clauses leave out");
    }
  }
  if (roles.execution.source_account) {
    const path = ["roles", "execution", "source_account"];
    warn("source-account", path, "notebooks, labelling and tuning jobs cannot use the role");
  }
  const { saml, oidc, principals } = federation;
  if (!saml && !oidc && !principals && roles.admin.max_session_hours > 1) {
    warn(
      "chained-session",
      ["roles", "admin", "max_session_hours"],
      "a session that begins with IAM Identity Center is chained, and lasts one hour whatever stands here",
    );
  }
  for (const [index, arn] of (principals?.arns ?? []).entries()) {
    if (parseArn(arn)?.resource !== "root") continue;
    const path = ["federation", "principals", "arns", index];
    warn("whole-account", path, "everybody whom that account's own policies allow may assume the role");
  }
  if (access.robomaker) warn("service-ended", ["access", "robomaker"], "AWS RoboMaker ended on 2025-09-10");
}

/** A key that is made and not used for the logs is likely meant for them. */
function logKeyWarnings({ logs, storage }: Environment, warn: Warn): void {
  const key = storage?.key;
  if (!logs || logs.key_arn !== undefined || !key || key.services.includes("logs")) return;
  warn(
    "log-key",
    ["storage", "key"],
    "does not encrypt the log groups; services: [logs] lets CloudWatch Logs use it (K1)",
  );
}

/** What notebooks call beside what the preset `private` brings: repositories (N3), topics (N9), state machines (D1). */
const CALLED_BY_NOTEBOOKS: readonly EndpointService[] = ["git-codecommit", "sns", "states"];

/** Notebooks that E5 holds to a network reach a service through an endpoint there, or not at all. */
function networkOnlyWarnings({ access, network, region }: Environment, warn: Warn): void {
  const partition = findPartition(region);
  if (!access.network_only || partition === undefined) return;
  const { endpoints } = network ?? {};
  const reached: readonly string[] = endpoints
    ? [...madeEndpoints({ endpoints }), ...Object.keys(endpoints.adopt)]
    : [];
  const absent = CALLED_BY_NOTEBOOKS.filter((service) => hasEndpoint(service, partition) && !reached.includes(service));
  if (absent.length === 0) return;
  warn(
    "endpoints-missing",
    endpoints ? ["network", "endpoints"] : ["access", "network_only"],
    `notebooks are held to subnets from which no endpoint of this file leads to ${absent.join(", ")} (E5); ` +
      "name them in network.endpoints.extra (and in adopt where they exist), unless the VPC has another way there",
  );
}

/** Keys that only the owner of the roles can act on, and the parts that look at them too. */
function ineffectiveKeys(raw: unknown, warn: Warn): void {
  const used = { federation: ["workforce"], access: ["storage", "workforce"] };
  for (const key of ["federation", "access"] as const) {
    if (valueAt(raw, [key]) === undefined || used[key].some((part) => valueAt(raw, [part]) !== undefined)) continue;
    warn("no-effect", [key], "has no effect with base: existing; the file that owns the roles decides", "key");
  }
}
