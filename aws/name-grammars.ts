/** A rule of AWS's: what the whole name must match, and the words for it. */
interface NameRule {
  readonly pattern: RegExp;
  /** What is allowed, as a noun phrase. */
  readonly allowed: string;
}

/** What AWS allows as the name of one kind of resource. */
export interface NameGrammar {
  /** Shortest and longest name, in characters. */
  readonly length: readonly [number, number];
  readonly rules: readonly NameRule[];
}

/** A grammar by which names are made, too. */
export interface MakingGrammar extends NameGrammar {
  /** The characters of which a name may well consist. */
  readonly characters: RegExp;
}

/** What of a grammar a name breaks, each as a sentence about the name; none where AWS allows it. */
export function grammarProblems({ length: [shortest, longest], rules }: NameGrammar, name: string): string[] {
  const problems =
    name.length < shortest || name.length > longest
      ? [`has ${name.length} characters; AWS allows ${shortest === longest ? shortest : `${shortest} to ${longest}`}`]
      : [];
  // A name far beyond any limit is not matched any further, nor is there anything to match of an empty one.
  if (name === "" || name.length > 4 * longest) return problems;
  return [
    ...problems,
    ...rules.filter(({ pattern }) => !pattern.test(name)).map(({ allowed }) => `AWS allows ${allowed}`),
  ];
}

/**
 * The names of AWS's resources.
 *
 * Sources: "IAM and AWS STS quotas: name requirements" (IAM User Guide), "Bucket naming rules" (Amazon S3),
 * CreateRepository (Amazon ECR, AWS CodeCommit), CreateSecret (AWS Secrets Manager), CreateLogGroup (CloudWatch Logs),
 * PutMetricData and PutDashboard (CloudWatch), CreateTopic (Amazon SNS).
 */
export const NAME_GRAMMARS = {
  role: {
    length: [1, 64],
    rules: [{ pattern: /^[\w+=,.@-]*$/, allowed: "letters, digits and _ + = , . @ - only" }],
    characters: /[\w+=,.@-]/,
  },
  secret: {
    length: [1, 512],
    rules: [{ pattern: /^[\w/+=.@-]*$/, allowed: "letters, digits and / _ + = . @ - only" }],
    characters: /[\w/+=.@-]/,
  },
  codecommit: {
    length: [1, 100],
    rules: [
      { pattern: /^[\w.-]*$/, allowed: "letters, digits and _ . - only" },
      { pattern: /(?<!\.git)$/, allowed: "not ending in .git" },
    ],
    characters: /[\w.-]/,
  },
  ecr: {
    length: [2, 256],
    rules: [
      { pattern: /^[a-z0-9._/-]*$/, allowed: "lower-case letters, digits and . _ - / only" },
      {
        pattern: /^(?![._/-])(?!.*[._/-]$)(?!.*(?:[./-][._/-]|_[./-]|___))/,
        allowed: "separators stand between letters and digits",
      },
    ],
    characters: /[a-z0-9._/-]/,
  },
  bucket: {
    length: [3, 63],
    rules: [
      { pattern: /^[a-z0-9.-]*$/, allowed: "lower-case letters, digits, . and - only" },
      { pattern: /^(?![.-])(?!.*[.-]$)/, allowed: "first and last a letter or digit" },
      { pattern: /^(?!.*\.\.)/, allowed: "no two periods side by side" },
      { pattern: /^(?!\d{1,3}(?:\.\d{1,3}){3}$)/, allowed: "not formed like an IP address" },
      { pattern: /^(?!xn--|sthree-|amzn-s3-demo-)/, allowed: "not starting with xn--, sthree- or amzn-s3-demo-" },
      {
        pattern: /^(?!.*(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)/,
        allowed: "not ending in -s3alias, --ol-s3, .mrap, --x-s3 or --table-s3",
      },
    ],
    characters: /[a-z0-9-]/,
  },
  "log-group": {
    length: [1, 512],
    rules: [{ pattern: /^[\w./#-]*$/, allowed: "letters, digits and _ . / # - only" }],
    characters: /[\w./#-]/,
  },
  namespace: {
    length: [1, 255],
    rules: [
      { pattern: /^[\w./#: -]*$/, allowed: "letters, digits, spaces and _ . / # : - only" },
      { pattern: /^(?!:)/, allowed: "not starting with a colon" },
    ],
    characters: /[\w./#-]/,
  },
  dashboard: {
    length: [1, 255],
    rules: [{ pattern: /^[\w-]*$/, allowed: "letters, digits, _ and - only" }],
    characters: /[\w-]/,
  },
  topic: {
    length: [1, 256],
    rules: [
      { pattern: /^[\w-]*(?:\.fifo)?$/, allowed: "letters, digits, _ and - only, .fifo at the end of a FIFO topic" },
    ],
    characters: /[\w-]/,
  },
} as const satisfies Record<string, MakingGrammar>;

/**
 * The longest names of what else IAM holds: letters, digits and `_+=,.@-` as in a role's.
 * Sources: "IAM and AWS STS quotas: name requirements", IAM User Guide; CreatePermissionSet, IAM Identity Center API;
 * RoleSessionName, AWS STS API.
 */
export const IAM_NAME_LENGTHS = {
  role: NAME_GRAMMARS.role.length[1],
  managedPolicy: 128,
  permissionSet: 32,
  session: 64,
} as const;

/**
 * The path of a role and its policies: of folders in the characters of names, so that in an ARN it is no pattern, and no
 * longer than {@link MAX_IAM_PATH}. Not below /service-role/, where the consoles of AWS's services make roles, nor below
 * what AWS keeps for itself (/aws-service-role/, /aws-reserved/). Source: as above.
 */
export const ROLE_PATH = /^(?!\/(?:service-role|aws-[^/]*)\/)\/(?:[\w+=,.@-]{1,100}\/){0,5}$/;

/** The longest path of a role, a user or a policy. Source: as above. */
export const MAX_IAM_PATH = 512;

/** The id of a statement in the policy of a resource, such as a key. Source: PutKeyPolicy, AWS KMS API; "Sid", IAM User Guide. */
export const SID = /^[\x20-\x7e]{1,128}$/;

/** A name of IAM's, of `shortest` to `longest` characters: the body of a pattern. */
export function iamName(longest: number, shortest = 1): string {
  return String.raw`[\w+=,.@-]{${shortest},${longest}}`;
}
