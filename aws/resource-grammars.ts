import type { NameGrammar } from "./name-grammars";

/** Letters, digits and hyphens, as most names of SageMaker's. */
function hyphenated(longest: number, more = ""): NameGrammar {
  return {
    length: [1, longest],
    rules: [
      {
        pattern: new RegExp(`^[A-Za-z0-9${more}-]*$`),
        allowed: `letters, digits and ${more === "" ? "" : `${more} `}- only`,
      },
      { pattern: new RegExp(`^(?![${more}-])(?!.*[${more}-]$)`, "s"), allowed: "first and last a letter or digit" },
    ],
  };
}

/** What AWS makes itself, as a text of one form. */
function made(pattern: RegExp, allowed: string, longest: number): NameGrammar {
  return { length: [1, longest], rules: [{ pattern, allowed }] };
}

/** An id of EC2's or EFS's: a prefix and hexadecimal digits. */
function id(prefix: string, digits: string): NameGrammar {
  const pattern = new RegExp(`^${prefix}-[0-9a-f]{${digits}}$`);
  return made(pattern, `an id such as ${prefix}-0123456789abcdef0`, 64);
}

/**
 * The names of what the page gives no convention for.
 *
 * Sources: the Create calls in the API references of Amazon SageMaker, CloudWatch, AWS Lambda, Athena, SQS and Step Functions,
 * by their models in botocore 1.44; "Creating object key names" and "Bucket restrictions" (Amazon S3); "Key identifiers"
 * (AWS KMS).
 */
export const RESOURCE_GRAMMARS = {
  sagemaker: hyphenated(63),
  "tuning-job": hyphenated(32),
  pipeline: hyphenated(256),
  experiment: hyphenated(120),
  "feature-group": hyphenated(64, "_"),
  domain: made(/^d-[a-z0-9-]{1,61}$/, "an id such as d-0123456789ab", 63),
  object: {
    length: [1, 63 + 1 + 1024],
    rules: [{ pattern: /^[A-Za-z0-9._-]{3,255}\/./s, allowed: "a bucket's name, a slash and a key" }],
  },
  // Buckets that were made before March 2018 in us-east-1 may be called so.
  "old-bucket": made(/^[A-Za-z0-9._-]{3,255}$/, "letters, digits and . _ - only", 255),
  alarm: made(/^\P{Cc}*$/u, "no control characters", 255),
  key: made(
    /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    "a key's id, such as 00000000-0000-0000-0000-000000000000",
    128,
  ),
  "state-machine": made(/^[\w!'()+.=@-]*$/, "letters, digits and _ - . + = @ ! ( ) ' only", 80),
  function: made(/^[\w-]*$/, "letters, digits, _ and - only", 64),
  workgroup: made(/^[\w.-]*$/, "letters, digits and _ . - only", 128),
  queue: made(/^[\w-]*(?:\.fifo)?$/, "letters, digits, _ and - only, .fifo at the end of a FIFO queue", 80),
  "vpc-endpoint": id("vpce", "8,17"),
  "security-group": id("sg", "8,17"),
  "file-system": id("fs", "8,40"),
} as const satisfies Record<string, NameGrammar>;
