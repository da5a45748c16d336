import type { Elevation } from "../../config/elevation";
import { partitionOf } from "../../aws/regions";
import type { AccountFacts } from "../../config/fleet";
import type { Environment } from "../../config/schema";
import type { Window } from "./elevation-window";
import { flagsOf } from "../flags";
import { settings, type Choices, type Settings } from "../settings";

/** The settings that an environment's file chooses. */
export function settingsOf(environment: Environment): Settings {
  return settings(choicesOf(environment));
}

/** What an environment's file chooses. */
export function choicesOf(environment: Environment): Choices {
  const { account, region, federation, access, workforce } = environment;
  const { admin, execution } = environment.roles;
  const facts = environment.accountFacts ?? ownFacts(environment);
  const { saml, oidc, identity_center, principals } = federation;
  return {
    ...flagsOf(environment),
    account,
    region,
    regions: facts.regions,
    partition: partitionOf(region),
    names: {
      adminRole: admin.name,
      adminPolicy: admin.policy_names.sagemaker,
      adminNamesPolicy: admin.policy_names.names,
      adminIntegrationsPolicy: admin.policy_names.integrations,
      denyPolicy: admin.policy_names.deny,
      executionRole: execution.name,
      executionPolicy: execution.policy_name,
      ...(workforce && {
        workforceRole: workforce.name,
        workforcePolicy: workforce.policy_name,
        workforceDenyPolicy: workforce.deny_policy_name,
      }),
    },
    rolePaths: { admin: admin.path, execution: execution.path, ...(workforce && { workforce: workforce.path }) },
    ...(saml && {
      saml: { providerArns: saml.provider_arns, ...(saml.audiences && { audiences: saml.audiences }) },
    }),
    ...(oidc && { oidc: { providerArn: oidc.provider_arn, audiences: oidc.audiences, subjects: oidc.subjects } }),
    ...(identity_center && { identityCenter: { permissionSets: identity_center.permission_sets } }),
    ...(principals && { principals: { arns: principals.arns } }),
    sessionTags: federation.session_tags,
    sourceIdentity: federation.source_identity,
    ...(access.pass_roles && { passRoles: access.pass_roles }),
    ...(access.buckets.names && { buckets: access.buckets.names }),
    reservedPrefixes: access.buckets.reserved_prefixes,
    stateAndLogBuckets: facts.stateAndLogBuckets,
    ...(access.topic_subscriptions && { topicSubscriptions: access.topic_subscriptions }),
    ...(access.network_only && {
      networkOnly: {
        subnetIds: access.network_only.subnet_ids,
        securityGroupIds: access.network_only.security_group_ids,
        rootAccess: access.network_only.root_access,
      },
    }),
    ...(access.notebook_vpc_ids && { notebookVpcIds: access.notebook_vpc_ids }),
    ...(access.notebook_lifecycle_config_arns && { lifecycleConfigArns: access.notebook_lifecycle_config_arns }),
    executionProfile: execution.profile,
  };
}

/** What one file says by itself. */
function ownFacts({ region, backend, storage }: Environment): AccountFacts {
  const buckets = ["s3" in backend ? backend.s3.bucket : undefined, storage?.bucket?.access_log?.bucket];
  return { regions: [region], stateAndLogBuckets: buckets.filter((bucket) => bucket !== undefined) };
}

/**
 * When an elevation holds; undefined where it never ends.
 *
 * @throws Error where the configuration's rules have let an elevation without an end through.
 */
export function windowOf({ ticket, from, until, sessions, permanent }: Elevation): Window | undefined {
  if (permanent) return undefined;
  if (from === undefined || until === undefined) throw new Error(`elevation ${ticket} has no end and is not permanent`);
  return { from, until, ...(sessions && { sessions }) };
}
