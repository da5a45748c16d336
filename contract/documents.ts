import { elevationPolicyName, elevationCleanUpName, defaultScalingCleanUpName, defaultBucketName } from "../aws/names";
import { type Elevation } from "../config/elevation";
import type { EndpointService } from "../config/endpoints";
import { madeEndpoints, type Network } from "../config/network";
import type { Environment } from "../config/schema";
import { elevationSettings, type Window } from "./render/elevation-window";
import { endpointDocument } from "./render/endpoint-document";
import { settingsOf, windowOf } from "./render/from-environment";
import { keySettings, type KeyService } from "./render/part-settings";
import type { PolicyStatement } from "../policy/document";
import { type ContractDocument, partDocument, policyDocuments } from "./render/documents";
import type { Settings } from "./settings";
import { type NamedDocument, type WorkforcePolicies, workforcePolicies } from "./render/workforce-policies";

/** The documents of a role, as its construct takes them: `new AdminRole(stack, "admin-role", adminRole(settings))`. */
export interface RoleDocuments<Policies> {
  readonly name: string;
  /** Who may assume the role. */
  readonly trust: ContractDocument;
  readonly policies: Policies;
}

/** The policies of the admin role, by the keys of `roles.admin.policy_names`. */
export interface AdminPolicies {
  readonly sagemaker: NamedDocument;
  readonly names: NamedDocument;
  /** Absent where the environment drops what is kept from AmazonSageMakerFullAccess. */
  readonly integrations?: NamedDocument;
  /** The explicit denies, which the execution role carries too. */
  readonly deny: NamedDocument;
}

/** The policies of the execution role, beside the explicit denies. */
export interface ExecutionPolicies {
  readonly execution: NamedDocument;
  /** Absent but for the profile `notebook`. */
  readonly notebook?: NamedDocument;
}

/** @throws Error where nobody could assume the role. */
export function adminRole(settings: Settings): RoleDocuments<AdminPolicies> {
  const { names } = settings;
  const { admin, adminNames, adminIntegrations, deny, adminTrust } = policyDocuments(settings);
  return {
    name: names.adminRole,
    trust: assumable(adminTrust),
    policies: {
      sagemaker: { name: names.adminPolicy, document: admin },
      names: { name: names.adminNamesPolicy, document: adminNames },
      ...(adminIntegrations && {
        integrations: { name: names.adminIntegrationsPolicy, document: adminIntegrations },
      }),
      deny: { name: names.denyPolicy, document: deny },
    },
  };
}

export function executionRole(settings: Settings): RoleDocuments<ExecutionPolicies> {
  const { names } = settings;
  const { execution, executionNotebook, executionTrust } = policyDocuments(settings);
  return {
    name: names.executionRole,
    trust: executionTrust,
    policies: {
      execution: { name: names.executionPolicy, document: execution },
      ...(executionNotebook && { notebook: { name: names.executionNotebookPolicy, document: executionNotebook } }),
    },
  };
}

/**
 * @param userPoolId The only user pool of the workforce. @default any of the account and region
 * @throws Error where nobody could assume the role.
 */
export function workforceRole(settings: Settings, userPoolId?: string): RoleDocuments<WorkforcePolicies> {
  return {
    name: settings.names.workforceRole,
    trust: assumable(policyDocuments(settings).adminTrust),
    policies: workforcePolicies(settings, userPoolId),
  };
}

/** The trust policy that people enter by, where it lets in anybody at all. */
function assumable(trust: ContractDocument): ContractDocument {
  if (trust.Statement.length > 0) return trust;
  throw new Error("nobody could assume the admin role: choose saml, oidc, identityCenter or principals");
}

/**
 * The policy of a bucket (clause P1).
 *
 * @param logSources Names of the buckets whose access logs it receives. @default none
 */
export function bucketPolicy(settings: Settings, name: string, logSources: readonly string[] = []): ContractDocument {
  const arn = (bucket: string): string => `arn:${String(settings.values.partition)}:s3:::${bucket}`;
  return partDocument("bucket", settings, {
    values: { bucketArn: arn(name), logSourceArns: logSources.map(arn) },
    options: logSources.length > 0 ? ["accessLogs"] : [],
  });
}

/**
 * The policy of a key (clause K1).
 *
 * @param administratorArns ARNs of the roles and users that manage the key, at least one.
 * @param services What else uses the key, by the prefix of the service. @default nothing
 * @throws Error where nobody manages the key.
 */
export function keyPolicy(
  settings: Settings,
  administratorArns: readonly string[],
  services: readonly KeyService[] = [],
): ContractDocument {
  return partDocument("key", settings, keySettings(administratorArns, services));
}

/** A resource's policy with the statements of others that stay in it, behind ours. */
function withExtra(document: ContractDocument, extra: readonly PolicyStatement[] = []): ContractDocument {
  return extra.length === 0 ? document : { ...document, Statement: [...document.Statement, ...extra] };
}

/** Service → the policy of its VPC endpoint (clause P4). */
export type EndpointPolicies = Readonly<Partial<Record<EndpointService, ContractDocument>>>;

export function endpointPolicies(settings: Settings, services: readonly EndpointService[]): EndpointPolicies {
  return Object.fromEntries(services.map((service) => [service, endpointDocument(service, settings)]));
}

/**
 * The autoscaling rights of one elevation (clause D2).
 *
 * @param window When it holds. @default it never ends
 */
export function elevationPolicy(settings: Settings, window?: Window, scalingAlarmsOnly = false): ContractDocument {
  return partDocument("elevation", settings, elevationSettings(window, scalingAlarmsOnly));
}

/** The right to remove what scales (clause D3). */
export function cleanUpPolicy(settings: Settings): ContractDocument {
  return partDocument("cleanUp", settings);
}

/** The documents of the two roles. */
export interface ManagedRoles {
  readonly admin: RoleDocuments<AdminPolicies>;
  readonly execution: RoleDocuments<ExecutionPolicies>;
}

/** What the contract says for one environment. */
export interface EnvironmentDocuments {
  readonly settings: Settings;
  /** Absent where another environment owns the two roles. */
  readonly roles?: ManagedRoles;
  /** The bucket's name and its policy. */
  readonly bucket?: NamedDocument;
  readonly key?: ContractDocument;
  readonly endpoints: EndpointPolicies;
  /** In the file's order of its elevations. */
  readonly elevations: readonly { readonly elevation: Elevation; readonly policy: NamedDocument }[];
  /** The right to remove what scales, which two stacks give. */
  readonly cleanUps: { readonly scaling?: NamedDocument; readonly elevation?: NamedDocument };
  readonly workforce?: RoleDocuments<WorkforcePolicies>;
}

/** Everything that the contract says for an environment: made once, and handed down to whatever needs a document. */
export function documentsOf(environment: Environment): EnvironmentDocuments {
  const { account, region, base, storage, network, scaling, elevation = [], workforce } = environment;
  const settings = settingsOf(environment);
  const bucketName = storage?.bucket && (storage.bucket.name ?? defaultBucketName(region, account));
  const cleanUp = (name: string): NamedDocument => ({ name, document: cleanUpPolicy(settings) });
  return {
    settings,
    ...(base === "managed" && { roles: { admin: adminRole(settings), execution: executionRole(settings) } }),
    ...(bucketName !== undefined && {
      bucket: {
        name: bucketName,
        document: withExtra(bucketPolicy(settings, bucketName), storage?.bucket?.extra_statements),
      },
    }),
    ...(storage?.key && {
      key: withExtra(
        keyPolicy(settings, storage.key.administrator_arns, storage.key.services),
        storage.key.extra_statements,
      ),
    }),
    endpoints: endpointsOf(settings, network),
    elevations: elevation.map((entry) => ({
      elevation: entry,
      policy: {
        name: elevationPolicyName(entry.ticket),
        document: elevationPolicy(settings, windowOf(entry), entry.scaling_alarms_only),
      },
    })),
    cleanUps: {
      ...(scaling && { scaling: cleanUp(scaling.clean_up_policy_name ?? defaultScalingCleanUpName(region)) }),
      ...(elevation.some(({ clean_up }) => clean_up) && { elevation: cleanUp(elevationCleanUpName(region)) }),
    },
    ...(workforce && { workforce: workforceRole(settings, workforce.user_pool_id) }),
  };
}

function endpointsOf(settings: Settings, network: Network | undefined): EndpointPolicies {
  const services = network ? madeEndpoints(network) : [];
  const extra = network?.endpoints?.extra_statements ?? {};
  const policies = endpointPolicies(settings, services);
  return Object.fromEntries(
    services.flatMap((service) => {
      const policy = policies[service];
      return policy ? [[service, withExtra(policy, extra[service])] as const] : [];
    }),
  );
}
