import type { Names } from "../aws/names";
import type { Partition } from "../aws/partitions";
import type { Flags } from "./flags";

/** What may be chosen for the roles; everything but account and region has a default. */
export interface Choices extends Flags {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** Every region that the account is used in, this one among them. @default this one */
  readonly regions?: readonly string[];
  readonly partition: Partition;
  readonly names?: Partial<Names>;
  /** Paths of the roles; those that people pass stand at the execution role's. @default `/` */
  readonly rolePaths?: Partial<Readonly<Record<"admin" | "execution" | "workforce", string>>>;
  readonly saml?: { readonly providerArns: readonly string[]; readonly audiences?: readonly string[] };
  readonly oidc?: {
    readonly providerArn: string;
    readonly audiences: readonly string[];
    readonly subjects: readonly string[];
  };
  readonly identityCenter?: { readonly permissionSets: readonly string[] };
  readonly principals?: { readonly arns: readonly string[] };
  /** Whether the federation may pass session tags. @default false */
  readonly sessionTags?: boolean;
  /** Whether the federation may set a source identity. @default false */
  readonly sourceIdentity?: boolean;
  /** Exact names of the roles that may be passed. @default every `AmazonSageMaker-ExecutionRole-*` */
  readonly passRoles?: readonly string[];
  /** Exact bucket names. @default every name that holds one of the page's keywords */
  readonly buckets?: readonly string[];
  /** Prefixes of bucket names that nobody touches. @default `ams-` and `mc-` */
  readonly reservedPrefixes?: readonly string[];
  /** Buckets of Terraform's state and of access logs, by their names, that nobody touches. @default none */
  readonly stateAndLogBuckets?: readonly string[];
  /** Who may be subscribed to topics; `*` in an endpoint stands for any text. @default anybody */
  readonly topicSubscriptions?: { readonly protocols: readonly string[]; readonly endpoints: readonly string[] };
  /** The only network of compute, and whether people have root access in notebooks (by default). @default any */
  readonly networkOnly?: {
    readonly subnetIds: readonly string[];
    readonly securityGroupIds: readonly string[];
    readonly rootAccess?: boolean;
  };
  /** VPCs from which notebooks may be opened. @default from anywhere */
  readonly notebookVpcIds?: readonly string[];
  /** Lifecycle configurations that notebooks may run. @default any */
  readonly lifecycleConfigArns?: readonly string[];
  /** What runs with the execution role. @default "notebook" */
  readonly executionProfile?: "notebook" | "jobs" | "full-access";
}
