/**
 * Names that both the page's convention and AWS's own rules accept: one function for every kind of resource, used by
 * synthesis, by the Terraform modules' validations and by `ssps name`.
 */

/** A rule of AWS's: what the whole name must match, and the words for it. */
interface AwsRule {
  readonly pattern: RegExp;
  readonly says: string;
}

/** What a kind of resource may be called. */
export interface NamingRule {
  /** The kind in words: "S3 bucket". */
  readonly label: string;
  /** The clause of the access contract that grants the name. */
  readonly clause: string;
  /** Shortest and longest name, in characters. */
  readonly length: readonly [number, number];
  readonly aws: readonly AwsRule[];
  /** The convention: the name starts with one of these … */
  readonly prefixes?: readonly string[];
  /** … or holds one of these. */
  readonly keywords?: readonly string[];
  /** Characters that a suggestion keeps. */
  readonly keeps: RegExp;
}

const SPELLINGS = ["SageMaker", "Sagemaker", "sagemaker"] as const;

/**
 * Every kind that the page names, in the order of its clauses.
 *
 * Sources: "Bucket naming rules" (Amazon S3), CreateRepository (Amazon ECR, AWS CodeCommit), CreateSecret (AWS Secrets
 * Manager), CreateLogGroup (CloudWatch Logs), PutMetricData and PutDashboard (CloudWatch), CreateTopic (Amazon SNS),
 * CreateRole (IAM).
 */
export const NAMING = {
  "execution-role": {
    label: "execution role",
    clause: "N1",
    length: [1, 64],
    aws: [{ pattern: /^[\w+=,.@-]*$/, says: "letters, digits and _ + = , . @ - only" }],
    prefixes: ["AmazonSageMaker-ExecutionRole-"],
    keeps: /[\w+=,.@-]/,
  },
  secret: {
    label: "Secrets Manager secret",
    clause: "N2",
    length: [1, 512],
    aws: [{ pattern: /^[\w/+=.@-]*$/, says: "letters, digits and / _ + = . @ - only" }],
    prefixes: ["AmazonSageMaker-"],
    keeps: /[\w/+=.@-]/,
  },
  codecommit: {
    label: "CodeCommit repository",
    clause: "N3",
    length: [1, 100],
    aws: [
      { pattern: /^[\w.-]*$/, says: "letters, digits and _ . - only" },
      { pattern: /(?<!\.git)$/, says: "not ending in .git" },
    ],
    prefixes: ["AmazonSageMaker-"],
    keeps: /[\w.-]/,
  },
  ecr: {
    label: "ECR repository",
    clause: "N4",
    length: [2, 256],
    aws: [
      { pattern: /^[a-z0-9._/-]*$/, says: "lower-case letters, digits and . _ - / only" },
      {
        pattern: /^(?![._/-])(?!.*[._/-]$)(?!.*(?:[./-][._/-]|_[./-]|___))/,
        says: "separators stand between letters and digits",
      },
    ],
    keywords: ["sagemaker"],
    keeps: /[a-z0-9._/-]/,
  },
  bucket: {
    label: "S3 bucket",
    clause: "N5",
    length: [3, 63],
    aws: [
      { pattern: /^[a-z0-9.-]*$/, says: "lower-case letters, digits, . and - only" },
      { pattern: /^(?![.-])(?!.*[.-]$)/, says: "first and last a letter or digit" },
      { pattern: /^(?!.*\.\.)/, says: "no two periods side by side" },
      { pattern: /^(?!\d{1,3}(?:\.\d{1,3}){3}$)/, says: "not formed like an IP address" },
      { pattern: /^(?!xn--|sthree-|amzn-s3-demo-)/, says: "not starting with xn--, sthree- or amzn-s3-demo-" },
      {
        pattern: /^(?!.*(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)/,
        says: "not ending in -s3alias, --ol-s3, .mrap, --x-s3 or --table-s3",
      },
    ],
    // New buckets are lower case only, so of the page's three spellings only one can occur.
    keywords: ["sagemaker"],
    prefixes: ["aws-glue"],
    keeps: /[a-z0-9-]/,
  },
  "log-group": {
    label: "CloudWatch log group",
    clause: "N6",
    length: [1, 512],
    aws: [{ pattern: /^[\w./#-]*$/, says: "letters, digits and _ . / # - only" }],
    prefixes: ["/aws/sagemaker/"],
    keeps: /[\w./#-]/,
  },
  namespace: {
    label: "CloudWatch metric namespace",
    clause: "N7",
    length: [1, 255],
    aws: [
      { pattern: /^[\w./#: -]*$/, says: "letters, digits, spaces and _ . / # : - only" },
      { pattern: /^(?!:)/, says: "not starting with a colon" },
    ],
    prefixes: ["/aws/sagemaker/", "AWS/SageMaker/", "aws/SageMaker/", "aws/sagemaker/"],
    keeps: /[\w./#-]/,
  },
  dashboard: {
    label: "CloudWatch dashboard",
    clause: "N8",
    length: [1, 255],
    aws: [{ pattern: /^[\w-]*$/, says: "letters, digits, _ and - only" }],
    prefixes: ["customer_"],
    keeps: /[\w-]/,
  },
  topic: {
    label: "SNS topic",
    clause: "N9",
    length: [1, 256],
    aws: [{ pattern: /^[\w-]*(?:\.fifo)?$/, says: "letters, digits, _ and - only, .fifo at the end of a FIFO topic" }],
    keywords: SPELLINGS,
    keeps: /[\w-]/,
  },
} as const satisfies Record<string, NamingRule>;

export type NameKind = keyof typeof NAMING;

/** What is wrong with a name, and one that would do. */
export interface NameVerdict {
  /** Empty where the name follows the convention and AWS's rules. */
  readonly problems: readonly string[];
  /** A similar name that passes; absent where the name passes. */
  readonly suggestion?: string;
}

/**
 * Checks a name against the convention and AWS's rules.
 *
 * @param reservedPrefixes Prefixes that an explicit deny keeps everybody from (clause N5); only buckets have them.
 */
export function checkName(kind: NameKind, name: string, reservedPrefixes: readonly string[] = []): NameVerdict {
  const problems = nameProblems(kind, name, reservedPrefixes);
  if (problems.length === 0) return { problems };
  const suggestion = suggestName(kind, name, reservedPrefixes);
  return { problems, ...(suggestion !== undefined && { suggestion }) };
}

function nameProblems(kind: NameKind, name: string, reservedPrefixes: readonly string[]): string[] {
  const { length, aws, clause }: NamingRule = NAMING[kind];
  const [shortest, longest] = length;
  const problems: string[] = [];
  if (name.length < shortest || name.length > longest) {
    problems.push(`has ${name.length} characters; AWS allows ${shortest} to ${longest}`);
  }
  // A name far beyond any limit is not matched any further.
  if (name.length > 4 * longest) return problems;
  for (const { pattern, says } of aws) if (!pattern.test(name)) problems.push(`AWS allows ${says}`);
  if (!followsConvention(kind, name)) problems.push(`clause ${clause} grants names that ${conventionOf(kind)}`);
  const reserved = reservedPrefixes.find((prefix) => name.startsWith(prefix));
  if (kind === "bucket" && reserved !== undefined) problems.push(`the prefix "${reserved}" is reserved`);
  return problems;
}

function followsConvention(kind: NameKind, name: string): boolean {
  const { prefixes = [], keywords = [] }: NamingRule = NAMING[kind];
  // A metric namespace may also be the prefix itself, without anything below it.
  const whole = kind === "namespace" && prefixes.includes(`${name}/`);
  return whole || prefixes.some((prefix) => name.startsWith(prefix)) || keywords.some((word) => name.includes(word));
}

/** The convention of a kind in words: `start with "customer_"`. */
export function conventionOf(kind: NameKind): string {
  const { prefixes = [], keywords = [] }: NamingRule = NAMING[kind];
  const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(", ");
  return [
    ...(keywords.length > 0 ? [`hold ${quoted(keywords)}`] : []),
    ...(prefixes.length > 0 ? [`start with ${quoted(prefixes)}`] : []),
  ].join(" or ");
}

/** The name with what AWS refuses left out and the convention put in front; undefined where even that does not pass. */
function suggestName(kind: NameKind, name: string, reservedPrefixes: readonly string[]): string | undefined {
  const { length, keeps, prefixes = [], keywords = [] }: NamingRule = NAMING[kind];
  const lowered = keeps.test("A") ? name : name.toLowerCase();
  const kept = Array.from(lowered.slice(0, length[1]), (char) => (keeps.test(char) ? char : "-")).join("");
  const core = kept.replace(/[-._/]{2,}/g, "-").replace(/^[-._/#]+|[-._/#]+$/g, "");
  const front = keywords.at(-1) === undefined ? (prefixes[0] ?? "") : `${keywords.at(-1)}-`;
  const plain = core.replaceAll(".", "-");
  const candidates = [core, plain, `${front}${core}`, `${front}${plain}`, `${front}main`].map((candidate) =>
    candidate.slice(0, length[1]),
  );
  return candidates
    .map((candidate) => (kind === "log-group" || kind === "namespace" ? candidate : candidate.replace(/[-._/]+$/, "")))
    .find((candidate) => nameProblems(kind, candidate, reservedPrefixes).length === 0);
}
