import type { NamedEnvironment } from "../../config/load";
import type { Problem } from "../../config/problem";
import { parsePolicy, PolicyError } from "../../policy/parse";
import { checkSize, type PolicyKind, PolicySizeError } from "../../policy/size";
import { documentsOf } from "../documents";
import { environmentPolicies } from "./environment-policies";
import { refusalOf } from "./extra-statements";

/**
 * What is wrong with an environment only once its policies are written out: names and lists that make one longer than AWS
 * allows, and statements of others that AWS refuses in it. The documents are those that the stacks are built from, of every part and whoever owns the roles.
 */
export function sizeProblems({ file, environment, sections }: NamedEnvironment): Problem[] {
  const bucket = environment.storage?.bucket?.name;
  return environmentPolicies(documentsOf(environment)).flatMap(
    ({ kind, name, document, sections: keys }): Problem[] => {
      const place = keys.map((key) => sections?.get(key)).find((found) => found !== undefined);
      try {
        checkSize(kind, name, document);
        // Statements of others come as the file has them; ours are right.
        const message = TAKES_OTHERS.includes(kind) ? refusalOf(parsePolicy(document, name), kind, bucket) : undefined;
        return message === undefined ? [] : [{ of: [file], file, ...place, code: "policy-wrong", message }];
      } catch (error) {
        if (!(error instanceof PolicySizeError || error instanceof PolicyError)) throw error;
        const code = error instanceof PolicySizeError ? "policy-too-long" : "policy-wrong";
        return [{ of: [file], file, ...place, code, message: error.message }];
      }
    },
  );
}

/** Policies that hold `extra_statements` beside ours. */
const TAKES_OTHERS: readonly PolicyKind[] = ["bucket", "key", "endpoint"];
