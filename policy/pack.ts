import type { PolicyDocument, PolicyStatement } from "./document";
import { allowedSize, policySize, PolicySizeError } from "./size";

/** Statements that belong together: an edit of one topic touches no other topic's policies. */
export interface Topic {
  /** Name of the topic's policy. */
  readonly name: string;
  readonly statements: readonly PolicyStatement[];
}

/** A managed policy to be. */
export interface PackedPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

/**
 * Makes policies of topics, each at most `limit` characters long (`policySize`). A topic is one policy of its name; one
 * that is too long goes on in `NAME_2`, `NAME_3`, …. Statements stay in order and whole, and each policy is filled
 * before the next is begun, so a statement added at the end leaves the earlier policies as they are.
 *
 * @param limit characters. @default IAM's limit of a managed policy less a tenth
 * @throws PolicySizeError where one statement alone is too long
 */
export function pack(topics: readonly Topic[], limit = allowedSize("managed")): PackedPolicy[] {
  const packed = topics.flatMap(({ name, statements }) =>
    split(name, statements, limit).map((part, i) => ({
      name: i === 0 ? name : `${name}_${i + 1}`,
      document: documentOf(part),
    })),
  );
  const names = packed.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice === undefined) return packed;
  throw new PolicySizeError(`two policies would be called ${twice}: rename one topic, or shorten what comes before it`);
}

function split(name: string, statements: readonly PolicyStatement[], limit: number): PolicyStatement[][] {
  const parts: PolicyStatement[][] = [];
  for (const [i, statement] of statements.entries()) {
    const alone = policySize(documentOf([statement]));
    if (alone > limit) {
      throw new PolicySizeError(
        `${name}: statement ${statement.Sid ?? i + 1} alone has ${alone} characters, ${limit} are allowed: ` +
          "split its actions or resources over several statements",
      );
    }
    const last = parts.at(-1);
    if (last && policySize(documentOf([...last, statement])) <= limit) last.push(statement);
    else parts.push([statement]);
  }
  return parts;
}

function documentOf(statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}
