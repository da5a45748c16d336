import { grammarProblems, NAME_GRAMMARS, type MakingGrammar } from "../aws/name-grammars";

/**
 * Names that both the page's convention and AWS's own rules accept: one function for every kind of resource, used by
 * synthesis, by the Terraform modules' validations and by `ssps name`.
 */

/** What a kind of resource may be called: by AWS's grammar, and by the page's convention. */
export interface NamingRule extends MakingGrammar {
  /** The kind in words: "S3 bucket". */
  readonly label: string;
  /** The clause that grants the name. */
  readonly clause: string;
  /** The convention: the name starts with one of these … */
  readonly prefixes?: readonly string[];
  /** … or holds one of these. */
  readonly keywords?: readonly string[];
}

/** The page's spellings of the keyword, since names that differ in case are different names. */
export const SPELLINGS = ["SageMaker", "Sagemaker", "sagemaker"] as const;

/** Every kind that the page names, in the order of its clauses. */
export const NAMING = {
  "execution-role": {
    label: "execution role",
    clause: "N1",
    ...NAME_GRAMMARS.role,
    prefixes: ["AmazonSageMaker-ExecutionRole-"],
  },
  secret: {
    label: "Secrets Manager secret",
    clause: "N2",
    ...NAME_GRAMMARS.secret,
    prefixes: ["AmazonSageMaker-"],
  },
  codecommit: {
    label: "CodeCommit repository",
    clause: "N3",
    ...NAME_GRAMMARS.codecommit,
    prefixes: ["AmazonSageMaker-"],
  },
  ecr: {
    label: "ECR repository",
    clause: "N4",
    ...NAME_GRAMMARS.ecr,
    // New repositories and buckets are lower case only, so of the page's three spellings only one can occur.
    keywords: ["sagemaker"],
  },
  bucket: {
    label: "S3 bucket",
    clause: "N5",
    ...NAME_GRAMMARS.bucket,
    keywords: ["sagemaker"],
    prefixes: ["aws-glue"],
  },
  "log-group": {
    label: "CloudWatch log group",
    clause: "N6",
    ...NAME_GRAMMARS["log-group"],
    prefixes: ["/aws/sagemaker/"],
  },
  namespace: {
    label: "CloudWatch metric namespace",
    clause: "N7",
    ...NAME_GRAMMARS.namespace,
    prefixes: ["/aws/sagemaker/", "AWS/SageMaker/", "aws/SageMaker/", "aws/sagemaker/"],
  },
  dashboard: {
    label: "CloudWatch dashboard",
    clause: "N8",
    ...NAME_GRAMMARS.dashboard,
    prefixes: ["customer_"],
  },
  topic: {
    label: "SNS topic",
    clause: "N9",
    ...NAME_GRAMMARS.topic,
    keywords: SPELLINGS,
  },
} as const satisfies Record<string, NamingRule>;

export type NameKind = keyof typeof NAMING;

/** Whether the roles may write an object by its path, `BUCKET/KEY`: N5's keywords count anywhere in it, folders too. */
export function isWritable(path: string): boolean {
  return SPELLINGS.some((word) => path.includes(word)) || NAMING.bucket.prefixes.some((word) => path.startsWith(word));
}

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
  const rule: NamingRule = NAMING[kind];
  const { length, clause } = rule;
  const problems = grammarProblems(rule, name);
  // A name far beyond any limit is not matched any further.
  if (name.length > 4 * length[1]) return problems;
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
  const inQuotes = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(", ");
  return [
    ...(keywords.length > 0 ? [`hold ${inQuotes(keywords)}`] : []),
    ...(prefixes.length > 0 ? [`start with ${inQuotes(prefixes)}`] : []),
  ].join(" or ");
}

/** The name with what AWS refuses left out and the convention put in front; undefined where even that does not pass. */
function suggestName(kind: NameKind, name: string, reservedPrefixes: readonly string[]): string | undefined {
  const { length, characters, prefixes = [], keywords = [] }: NamingRule = NAMING[kind];
  const lowered = characters.test("A") ? name : name.toLowerCase();
  const kept = Array.from(lowered.slice(0, length[1]), (char) => (characters.test(char) ? char : "-")).join("");
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
