import { z } from "zod";
import { resourceIdPattern } from "../aws/ids";
import { TAGS_PER_RESOURCE } from "../aws/quotas";
import { TAG_KEY, tagValue } from "../aws/tags";

/**
 * A text of a given form.
 *
 * @param allowed What a message says is allowed, as a noun phrase: "12 digits in quotes".
 */
export function text(pattern: RegExp, allowed: string): z.ZodString {
  return z.string({ error: allowed }).regex(pattern, { error: allowed });
}

/** The id of a resource of EC2, by its prefix and what it is called: `subnet`, "subnet". */
export function resourceId(prefix: string, noun: string): z.ZodString {
  return text(resourceIdPattern(prefix), `the id of a ${noun}, such as ${prefix}-0123456789abcdef0`);
}

/**
 * A text of a given form that must be right besides.
 *
 * @param instead What is allowed instead of a text of the form that is not right; undefined where it is.
 */
export function textThat(
  pattern: RegExp,
  allowed: string,
  instead: (value: string) => string | undefined,
): z.ZodString {
  return text(pattern, allowed).superRefine((value, context) => {
    const message = pattern.test(value) ? instead(value) : undefined;
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });
}

/**
 * A list of texts, none given twice.
 *
 * @param allowed What a message says is allowed where there is no list, or an empty one.
 */
export function anyList(item: z.ZodString, allowed = "a list"): z.ZodArray<z.ZodString> {
  return z
    .array(item, { error: allowed })
    .superRefine((items, context) => {
      items.forEach((value, index) => {
        if (items.indexOf(value) < index)
          context.addIssue({ code: "custom", path: [index], message: "each entry once" });
      });
    })
    .meta({ uniqueItems: true });
}

/** A list of texts with at least one entry, none given twice. */
export function list(item: z.ZodString, allowed = "a list with at least one entry"): z.ZodArray<z.ZodString> {
  return anyList(item, allowed).min(1, { error: allowed }).meta({ uniqueItems: true });
}

/** A whole number within bounds. */
export function wholeNumber(min: number, max: number): z.ZodInt {
  const error = `a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** A map that holds exactly one of its keys. */
export function hasOneKey(value: object): boolean {
  return Object.keys(value).length === 1;
}

/** The tags of a resource. */
export const tags = z
  .record(
    text(TAG_KEY, "a tag key of 1 to 128 letters, digits, spaces or _.:/=+-@, not blank and not beginning with aws:"),
    text(tagValue(0), "a tag value in quotes, of at most 256 letters, digits, spaces or _.:/=+-@"),
  )
  .refine((map) => Object.keys(map).length <= TAGS_PER_RESOURCE, { error: `at most ${TAGS_PER_RESOURCE} tags` });
