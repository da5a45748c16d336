import { jumpStartBuckets, sampleBuckets } from "../aws/content-buckets";
import { DEFAULT_NAMES, type Names, notebookPolicyName, RESERVED_PREFIXES } from "../aws/names";
import { type Partition, PARTITIONS } from "../aws/partitions";
import { NAMING, SPELLINGS } from "../config/naming";
import type { Choices } from "./choices";
import { chosenOptions, type Option, type PartOption } from "./options";

export type { Choices } from "./choices";

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
  const role = (name: string, path = "/"): string => `arn:${partition}:iam::${account}:role${path}${name}`;
  const { rolePaths: paths = {} } = choices;
  const bucket = (pattern: string): string => `arn:${partition}:s3:::${pattern}`;
  const named = [...SPELLINGS.map((word) => `*${word}*`), ...NAMING.bucket.prefixes.map((prefix) => `${prefix}*`)];
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
      adminRoleArn: role(names.adminRole, paths.admin),
      executionRoleArn: role(names.executionRole, paths.execution),
      workforceRoleArn: role(names.workforceRole, paths.workforce),
      passableRoles: (choices.passRoles ?? NAMING["execution-role"].prefixes.map((prefix) => `${prefix}*`)).map(
        (name) => role(name, paths.execution),
      ),
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
