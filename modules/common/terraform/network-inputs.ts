import { z } from "zod";
import { text } from "../../../config/values";

export { tags } from "./role-inputs";

/** The front of names. */
export function namePrefix(things: string, endings: string): z.ZodType {
  return text(/^(?!sg-)[\w-]{1,200}$/, "the beginning of names: 1 to 200 letters, digits, _ or -, not sg-")
    .default("sagemaker")
    .describe(`The front of the ${things}' names, before -${endings}.`);
}

/** Ids by names of the caller's, so that an id need not be known in the plan. */
export function namesById(id: z.ZodString): z.ZodDefault<z.ZodRecord<z.ZodString, z.ZodString>> {
  return z.record(text(/^[\w.-]{1,128}$/, "a name of 1 to 128 letters, digits, _ . or -"), id).default({});
}
