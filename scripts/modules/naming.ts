import { conventionOf, NAMING, type NameKind, type NamingRule } from "../../config/naming";
import { hclValue } from "./hcl";
import { matches } from "./re2";
import type { Rule } from "../../modules/common/module-inputs";

/**
 * A name's convention and AWS's own rules for it, as conditions of an input that may be null.
 *
 * @param unlessConvention Terraform condition under which the convention need not be followed.
 */
export function namingRules(kind: NameKind, input: string, unlessConvention?: string): Rule[] {
  const { rules, length, clause, prefixes = [], keywords = [] }: NamingRule = NAMING[kind];
  const [shortest, longest] = length;
  const value = `var.${input}`;
  const followed = [
    ...prefixes.map((prefix) => `startswith(${value}, ${hclValue(prefix)})`),
    ...keywords.map((keyword) => `strcontains(${value}, ${hclValue(keyword)})`),
  ].join(" || ");
  return [
    {
      condition: `length(${value}) >= ${shortest} && length(${value}) <= ${longest}`,
      message: `${input} must have ${shortest} to ${longest} characters.`,
    },
    ...rules.map(({ pattern, allowed }) => ({
      condition: matches(pattern, value),
      message: `${input} is not a name that AWS allows: ${allowed}.`,
    })),
    {
      condition: [...(unlessConvention === undefined ? [] : [unlessConvention]), followed].join(" || "),
      message: `${input} must ${conventionOf(kind)}, since clause ${clause} grants only such names.`,
    },
  ].map(({ condition, message }) => ({ condition: `${value} == null ? true : ${condition}`, message }));
}
