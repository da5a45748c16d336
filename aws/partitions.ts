/** The partitions of AWS whose SageMaker this project knows: each has accounts, regions and domains of its own. */
export type Partition = "aws" | "aws-cn" | "aws-us-gov";

/** What differs between partitions, beside their regions. */
interface PartitionFacts {
  /** What the names of service principals and of most end points end in. */
  readonly dnsSuffix: string;
  /** Where people sign in to the console, and so the domain of SAML's audiences. */
  readonly signIn: string;
}

/**
 * Sources: "Amazon Resource Names (ARNs): partitions", AWS General Reference; "AWS Sign-In endpoints and quotas"; the
 * `dnsSuffix` of each partition in botocore's `partitions.json`.
 */
export const PARTITIONS: Readonly<Record<Partition, PartitionFacts>> = {
  aws: { dnsSuffix: "amazonaws.com", signIn: "signin.aws.amazon.com" },
  "aws-cn": { dnsSuffix: "amazonaws.com.cn", signIn: "signin.amazonaws.cn" },
  "aws-us-gov": { dnsSuffix: "amazonaws.com", signIn: "signin.amazonaws-us-gov.com" },
};

/** Any of the partitions, within a pattern. */
export const PARTITION = `(?:${Object.keys(PARTITIONS).join("|")})`;

/** The sign-in domain of any of them, within a pattern. */
export const SIGN_IN = `(?:${Object.values(PARTITIONS)
  .map(({ signIn }) => signIn.replaceAll(".", String.raw`\.`))
  .join("|")})`;
