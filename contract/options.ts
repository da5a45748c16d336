import { jumpStartBuckets } from "../aws/content-buckets";
import { RESERVED_PREFIXES } from "../aws/names";
import type { Choices } from "./choices";
import { type Flag, FLAGS, type OptionRow } from "./flags";

/** An option of the roles, which the choices of an environment decide. */
interface RoleOptionRow extends RoleOptionDecision, OptionRow {}

interface RoleOptionDecision {
  readonly isOn: (choices: Choices) => boolean;
  /** Choices that turn it on, in account 111122223333 and region eu-west-1. */
  readonly on?: Partial<Choices>;
  /** Choices that turn it off. @default leaving out what turns it on */
  readonly off?: Partial<Choices>;
}

const FLAG_ROWS = Object.fromEntries(
  (Object.keys(FLAGS) as Flag[]).map((flag): [Flag, RoleOptionRow] => {
    const { words, hcl, byDefault } = FLAGS[flag];
    const isOn = (choices: Choices): boolean => choices[flag] ?? byDefault;
    return [flag, { words, hcl, isOn, on: { [flag]: true }, off: { [flag]: false } }];
  }),
) as Record<Flag, RoleOptionRow>;

const ACCOUNT = "111122223333";

const ROLE_OPTIONS = {
  ...FLAG_ROWS,
  saml: {
    words: "`federation.saml`",
    isOn: ({ saml }) => saml !== undefined,
    hcl: "var.saml != null",
  },
  oidc: {
    words: "`federation.oidc`",
    isOn: ({ oidc }) => oidc !== undefined,
    on: {
      oidc: {
        providerArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/idp.example.com/ml`,
        audiences: ["sagemaker"],
        subjects: ["team:data-science"],
      },
    },
    hcl: "var.oidc != null",
  },
  identityCenter: {
    words: "`federation.identity_center`",
    isOn: ({ identityCenter }) => identityCenter !== undefined,
    on: { identityCenter: { permissionSets: ["DataScience"] } },
    hcl: "var.identity_center != null",
  },
  principals: {
    words: "`federation.principals`",
    isOn: ({ principals }) => principals !== undefined,
    on: { principals: { arns: [`arn:aws:iam::${ACCOUNT}:role/broker`] } },
    hcl: "var.principals != null",
  },
  notebook: {
    words: "profile `notebook`",
    isOn: ({ executionProfile = "notebook" }) => executionProfile === "notebook",
    on: { executionProfile: "notebook" },
    off: { executionProfile: "jobs" },
    hcl: 'var.profile == "notebook"',
  },
  jumpStart: {
    words: "a region with JumpStart",
    isOn: ({ region, regions = [region] }) => regions.some((one) => jumpStartBuckets(one).length > 0),
    hcl: "length(local.jump_start_bucket_arns) > 0",
  },
  reservedBuckets: {
    words: "`access.buckets.reserved_prefixes`",
    isOn: ({ reservedPrefixes = RESERVED_PREFIXES }) => reservedPrefixes.length > 0,
    off: { reservedPrefixes: [] },
    hcl: "length(var.buckets.reserved_prefixes) > 0",
  },
  stateAndLogBuckets: {
    words: "buckets of state or access logs in the account's files",
    isOn: ({ stateAndLogBuckets = [] }) => stateAndLogBuckets.length > 0,
    on: { stateAndLogBuckets: ["acme-state", "acme-logs"] },
    hcl: "length(var.reserved_bucket_names) > 0",
  },
  topicSubscriptions: {
    words: "`access.topic_subscriptions`",
    isOn: ({ topicSubscriptions }) => topicSubscriptions !== undefined,
    on: { topicSubscriptions: { protocols: ["email"], endpoints: ["*@acme.example"] } },
    hcl: "var.topic_subscriptions != null",
  },
  networkOnly: {
    words: "`access.network_only`",
    isOn: ({ networkOnly }) => networkOnly !== undefined,
    on: { networkOnly: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] } },
    hcl: "var.network_only != null",
  },
  noRootAccess: {
    words: "`access.network_only.root_access: false`",
    isOn: ({ networkOnly }) => networkOnly?.rootAccess === false,
    on: {
      networkOnly: {
        subnetIds: ["subnet-0123456789abcdef0"],
        securityGroupIds: ["sg-0123456789abcdef0"],
        rootAccess: false,
      },
    },
    hcl: "try(!var.network_only.root_access, false)",
  },
  notebookVpcs: {
    words: "`access.notebook_vpc_ids`",
    isOn: ({ notebookVpcIds }) => notebookVpcIds !== undefined,
    on: { notebookVpcIds: ["vpc-0123456789abcdef0"] },
    hcl: "var.notebook_vpc_ids != null",
  },
  lifecycleConfigs: {
    words: "`access.notebook_lifecycle_config_arns`",
    isOn: ({ lifecycleConfigArns }) => lifecycleConfigArns !== undefined,
    on: { lifecycleConfigArns: [`arn:aws:sagemaker:eu-west-1:${ACCOUNT}:notebook-instance-lifecycle-config/approved`] },
    hcl: "var.notebook_lifecycle_config_arns != null",
  },
} as const satisfies Record<string, RoleOptionRow>;

/** The same for the policies of optional parts, each of which chooses for its own document. */
const PART_OPTIONS = {
  scalingAlarms: { words: "`scaling_alarms_only`", hcl: "var.scaling_alarms_only" },
  temporary: { words: "a time window", hcl: "!var.permanent" },
  sessions: { words: "named sessions", hcl: "var.sessions != null" },
  accessLogs: { words: "buckets that log into this one", hcl: "length(var.log_source_buckets) > 0" },
  secretsManager: { words: "Secrets Manager using the key", hcl: 'contains(var.services, "secretsmanager")' },
  sns: { words: "SNS using the key", hcl: 'contains(var.services, "sns")' },
  elasticFileSystem: { words: "EFS using the key", hcl: 'contains(var.services, "elasticfilesystem")' },
  logs: { words: "CloudWatch Logs using the key", hcl: 'contains(var.services, "logs")' },
  userPool: { words: "a given user pool", hcl: "!var.any_user_pool" },
} as const satisfies Record<string, OptionRow>;

/** A choice of the environment for its roles. */
export type RoleOption = keyof typeof ROLE_OPTIONS;

/** A choice of an optional part. */
export type PartOption = keyof typeof PART_OPTIONS;

export type Option = RoleOption | PartOption;

const ALL: Readonly<Record<Option, OptionRow>> = { ...ROLE_OPTIONS, ...PART_OPTIONS };

/** Condition on a plain Terraform module's inputs → whether the option is on. */
export const OPTION_SWITCHES = Object.fromEntries(
  Object.entries(ALL).map(([option, { hcl }]) => [option, hcl]),
) as Readonly<Record<Option, string>>;

/** The options that a statement's `when` or `unless` names. */
export function optionList(options: Option | readonly Option[] = []): readonly Option[] {
  return typeof options === "string" ? [options] : options;
}

/** What the docs' tables call an option. */
export function optionWords(option: Option): string {
  return ALL[option].words;
}

export function isPartOption(option: string): option is PartOption {
  return option in PART_OPTIONS;
}

/** The options of the roles that the choices turn on. */
export function chosenOptions(choices: Choices): RoleOption[] {
  return (Object.keys(ROLE_OPTIONS) as RoleOption[]).filter((option) => ROLE_OPTIONS[option].isOn(choices));
}

/**
 * An example of choices that turn an option of the roles on or off.
 *
 * @throws Error where the row gives none.
 */
export function exampleChoices(option: RoleOption, on: boolean): Partial<Choices> {
  const { on: turnedOn, off }: RoleOptionRow = ROLE_OPTIONS[option];
  const choices = on ? turnedOn : off;
  if (!choices) throw new Error(`contract/options.ts has no example that turns ${option} ${on ? "on" : "off"}`);
  return choices;
}

/** Choices in which one option of the roles is the other way round, and everything else as before. */
export interface OtherChoice {
  readonly option: RoleOption;
  /** Whether the option is on now. */
  readonly on: boolean;
  readonly choices: Choices;
}

/** For each option of the roles that can be turned, the choices with it turned. */
export function otherChoices(choices: Choices): OtherChoice[] {
  return (Object.keys(ROLE_OPTIONS) as RoleOption[]).flatMap((option): OtherChoice[] => {
    const row: RoleOptionRow = ROLE_OPTIONS[option];
    const on = row.isOn(choices);
    const change = on ? row.off : row.on;
    if (change) return [{ option, on, choices: { ...choices, ...change } }];
    const given = on && row.on ? Object.keys(row.on) : [];
    const rest = Object.entries(choices).filter(([key]) => !given.includes(key));
    return given.length === 0 ? [] : [{ option, on, choices: Object.fromEntries(rest) as unknown as Choices }];
  });
}
