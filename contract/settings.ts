import { jumpStartBuckets, sampleBuckets } from "../aws/content-buckets";
import { DEFAULT_NAMES, type Names, notebookPolicyName, RESERVED_PREFIXES } from "../aws/names";
import { type Partition, PARTITIONS } from "../aws/partitions";
import { chosenOptions, type Flags, type Option, type PartOption } from "./options";

/** What may be chosen for the roles; everything but account and region has a default. */
export interface Choices extends Flags {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** Every region that the account is used in, this one among them. @default this one */
  readonly regions?: readonly string[];
  readonly partition: Partition;
  readonly names?: Partial<Names>;
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
  readonly execution?: {
    /** @default "notebook" */
    readonly profile?: "notebook" | "jobs" | "full-access";
    /** Whether Step Functions waits for jobs, with the profile `notebook`. @default false */
    readonly stepFunctionsSync?: boolean;
    /** Whether jobs and notebooks run in a VPC. @default true */
    readonly vpc?: boolean;
    /** Whether AWS Glue jobs run with the role, which then writes their logs and metrics. @default true */
    readonly glue?: boolean;
    /** Whether SageMaker must name the account; notebooks, labelling and tuning do not. @default false */
    readonly sourceAccount?: boolean;
  };
}

/** What fills a clause's placeholders and switches its statements. */
export interface Settings {
  readonly names: Names;
  readonly options: ReadonlySet<Option>;
  /** Placeholder → text, or the entries that a lone placeholder becomes. */
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

/** What an optional part adds to an environment's settings when its own document is rendered. */
export interface PartSettings {
  readonly values?: Settings["values"];
  readonly options?: readonly PartOption[];
}

/** The page's keywords, each in the spellings that it lists. */
const KEYWORDS = ["SageMaker", "Sagemaker", "sagemaker"] as const;

/**
 * Works out the settings from what was chosen.
 *
 * Bucket names with one of the page's keywords are the pattern `*sagemaker*`, and since `*` spans `/`, that pattern
 * also matches a key in any bucket; writes are therefore always held to the account.
 */
export function settings(choices: Choices): Settings {
  const { account, region, partition } = choices;
  const { executionPolicy = DEFAULT_NAMES.executionPolicy } = choices.names ?? {};
  const executionNotebookPolicy = notebookPolicyName(executionPolicy);
  const names = { ...DEFAULT_NAMES, executionNotebookPolicy, ...choices.names };
  const role = (name: string): string => `arn:${partition}:iam::${account}:role/${name}`;
  const bucket = (pattern: string): string => `arn:${partition}:s3:::${pattern}`;
  const named = [...KEYWORDS.map((keyword) => `*${keyword}*`), "aws-glue*"];
  const jumpStart = [...new Set((choices.regions ?? [region]).flatMap(jumpStartBuckets))];
  const content = [...jumpStartBuckets(region), ...sampleBuckets(region)];
  const reserved = choices.reservedPrefixes ?? RESERVED_PREFIXES;
  const issuer = choices.oidc?.providerArn.split(":oidc-provider/")[1];

  return {
    names,
    options: new Set(chosenOptions(choices)),
    values: {
      account,
      region,
      partition,
      dnsSuffix: PARTITIONS[partition].dnsSuffix,
      adminRoleArn: role(names.adminRole),
      executionRoleArn: role(names.executionRole),
      passableRoles: (choices.passRoles ?? ["AmazonSageMaker-ExecutionRole-*"]).map(role),
      passableServices: ["sagemaker", "glue", "states", ...(choices.robomaker ? ["robomaker"] : [])].map(
        (service) => `${service}.amazonaws.com`,
      ),
      bucketArns: (choices.buckets ?? named).map(bucket),
      objectArns: (choices.buckets?.map((name) => `${name}/*`) ?? named).map(bucket),
      jumpStartBucketArns: jumpStart.map(bucket),
      jumpStartObjectArns: jumpStart.map((name) => bucket(`${name}/*`)),
      contentArns: content.flatMap((name) => [bucket(name), bucket(`${name}/*`)]),
      reservedBucketArns: reserved.map((prefix) => bucket(`${prefix}*`)),
      stateAndLogArns: (choices.stateAndLogBuckets ?? []).flatMap((name) => [bucket(name), bucket(`${name}/*`)]),
      topicProtocols: choices.topicSubscriptions?.protocols ?? [],
      topicEndpoints: choices.topicSubscriptions?.endpoints ?? [],
      subnetIds: choices.networkOnly?.subnetIds ?? [],
      subnetArns: (choices.networkOnly?.subnetIds ?? []).map(
        (id) => `arn:${partition}:ec2:${region}:${account}:subnet/${id}`,
      ),
      securityGroupIds: choices.networkOnly?.securityGroupIds ?? [],
      notebookVpcIds: choices.notebookVpcIds ?? [],
      lifecycleConfigArns: choices.lifecycleConfigArns ?? [],
      samlProviders: choices.saml?.providerArns ?? [],
      samlAudiences: choices.saml?.audiences ?? samlAudiences(partition, region),
      oidcProvider: choices.oidc?.providerArn ?? "",
      oidcIssuer: issuer ?? "",
      oidcAudiences: choices.oidc?.audiences ?? [],
      oidcSubjects: choices.oidc?.subjects ?? [],
      identityCenterRoles: (choices.identityCenter?.permissionSets ?? []).flatMap((set) => [
        role(`aws-reserved/sso.amazonaws.com/AWSReservedSSO_${set}_*`),
        role(`aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_${set}_*`),
      ]),
      trustedPrincipals: choices.principals?.arns ?? [],
      sessionActions: [
        ...(choices.sessionTags ? ["sts:TagSession"] : []),
        ...(choices.sourceIdentity ? ["sts:SetSourceIdentity"] : []),
      ],
    },
  };
}

/**
 * The audiences of SAML sign-in in a partition: the global end point, where there is one, and the region's.
 * Source: "SAML 2.0 federation: configure SAML assertions", IAM User Guide; "AWS Sign-In endpoints".
 */
function samlAudiences(partition: Partition, region: string): string[] {
  const domain = PARTITIONS[partition].signIn;
  return [`https://${domain}/saml`, `https://${region}.${domain}/saml`];
}
