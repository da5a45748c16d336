import { SID } from "../../aws/name-grammars";
import { STATEMENT_KEYS, TEXT_KEYS } from "../../config/statement";
import { allowedSize, type PolicyKind } from "../../policy/size";
import type { Rule } from "./module-inputs";

const list = (texts: readonly string[]): string => `[${texts.map((text) => `"${text}"`).join(", ")}]`;

/** A text, or a list of them, as JSON. */
const ONE_OR_MORE = String.raw`^(\"([^\"\\\\]|\\\\.)*\"|\\[(\"([^\"\\\\]|\\\\.)*\",?)+\\])$`;

/**
 * What the check of an environment's file refuses of `extra_statements`, for a module that takes each as JSON.
 *
 * @param statements HCL: the texts of the statements of one policy.
 * @param policy HCL: the contract's statements in that policy, as JSON.
 * @param kind What the policy belongs to, which decides how long it may be.
 */
export function extraStatementRules(statements: string, policy: string, kind: PolicyKind): Rule[] {
  const sids = `jsondecode(${policy}).Statement[*].Sid`;
  // Theirs stand behind the contract's, each behind a comma.
  const whole = `join(",", concat([${policy}], [for one in ${statements} : try(jsonencode(jsondecode(one)), one)]))`;
  const every = (condition: string): string =>
    `alltrue([for one in [for statement in ${statements} : try(jsondecode(statement), {})] : ${condition}])`;
  const oneOf = (key: string): Rule => ({
    condition: every(`can(one.${key}) != can(one.Not${key})`),
    message: `each of extra_statements must have either ${key} or Not${key}.`,
  });
  const namedOnce = `alltrue([for places in { for index, one in ${statements} : try(jsondecode(one).Sid, "#\${index}") => index... } : length(places) == 1])`;
  return [
    {
      condition: `alltrue([for statement in ${statements} : can(jsondecode(statement).Effect)])`,
      message: "each of extra_statements must be a policy's statement as JSON.",
    },
    {
      condition: every(`try(contains(["Allow", "Deny"], one.Effect), true)`),
      message: "Effect of each of extra_statements must be Allow or Deny.",
    },
    {
      condition: every(`try(length(setsubtract(keys(one), ${list(STATEMENT_KEYS)})) == 0, true)`),
      message: `each of extra_statements must have no keys but ${STATEMENT_KEYS.join(", ")}.`,
    },
    ...["Principal", "Action", "Resource"].map(oneOf),
    {
      condition: every(
        `alltrue([for key in ${list(TEXT_KEYS)} : !can(one[key]) || can(regex("${ONE_OR_MORE}", jsonencode(one[key])))])`,
      ),
      message: `${TEXT_KEYS.join(", ")} of each of extra_statements must be a text, or a list of them.`,
    },
    {
      condition: every(
        `alltrue([for key in ["Principal", "NotPrincipal"] : try(one[key] == "*" || can(keys(one[key])), true)])`,
      ),
      message:
        'Principal of each of extra_statements must be "*", or a type such as AWS or Service with its identifiers.',
    },
    {
      condition: every(`!can(one.Sid) || can(regex(${JSON.stringify(SID.source)}, one.Sid))`),
      message: "Sid of each of extra_statements must be a name of 1 to 128 characters.",
    },
    {
      condition: `${every(`!contains(${sids}, try(one.Sid, ""))`)} && ${namedOnce}`,
      message: "each of extra_statements must have a Sid of its own, which no other statement of the policy has.",
    },
    {
      condition: `length(${whole}) <= ${allowedSize(kind)}`,
      message: `extra_statements must leave the policy within ${allowedSize(kind)} characters, which is what AWS allows.`,
    },
  ];
}
