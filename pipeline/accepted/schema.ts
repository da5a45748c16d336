import { z } from "zod";
import { ACCOUNT_ID } from "../../aws/ids";
import type { JsonSchema } from "../../config/json-schema";
import { text } from "../../config/values";

/** A statement as AWS writes it; whether it is right, the policy language's own reader says. */
const statements = z.array(z.record(z.string(), z.unknown(), { error: "a statement" }), {
  error: "a list of statements",
});

const digest = text(/^sha256:[0-9a-f]{64}$/, "sha256: and 64 hexadecimal digits");

const words = (noun: string): z.ZodString =>
  text(/\S/, `${noun}, in at least one word`).max(1000, { error: "at most 1000 characters" });

/** A day that the calendar has: `2026-12-31`. */
const day = z.iso.date({ error: "a day such as 2026-12-31" });

const acceptance = z
  .strictObject({
    subject: z
      .strictObject({
        kind: words("a kind of principal or resource, as the review calls it").describe(
          "`role`, `S3 bucket`, …, as the review calls it.",
        ),
        name: words("a name").describe("Its name."),
        account: text(ACCOUNT_ID, "an account id: 12 digits in quotes").describe("Its account: 12 digits, in quotes."),
        region: words("a region").exactOptional().describe("Its region, where the service has regions."),
      })
      .describe("Whose access, or access to what, was accepted."),
    by: words("who accepted it").describe("Who accepted it."),
    reason: words("why it was accepted").describe("Why."),
    until: day.exactOptional().describe("The last day on which it counts, in UTC; without it, it counts for good."),
    newly_allowed: statements.exactOptional().describe("The Allow statements that were accepted as newly possible."),
    no_longer_denied: statements.exactOptional().describe("The Deny statements that were accepted as gone."),
    outside_boundary: statements
      .exactOptional()
      .describe("What was accepted that a permissions boundary no longer keeps out."),
    allowed_by: statements
      .exactOptional()
      .describe("What allowed, after the change, what no Deny or boundary holds back any more."),
    denied: statements.exactOptional().describe("The Deny statements that held back something of it after the change."),
    boundary: statements.exactOptional().describe("The boundary's statements about it after the change."),
    texts: z
      .strictObject({
        before: digest.describe("A digest of what was there before the change."),
        after: digest.describe("A digest of what is there after it."),
      })
      .exactOptional()
      .describe("Instead of statements, where none says what is newly possible: both sides must be these."),
  })
  .superRefine((value, context) => {
    const accesses = value.newly_allowed ?? value.no_longer_denied ?? value.outside_boundary;
    if ((accesses === undefined) === (value.texts === undefined)) {
      const message = "either texts, or at least one of newly_allowed, no_longer_denied and outside_boundary";
      context.addIssue({ code: "custom", message });
    }
  });

/** The file of accepted widenings, `access/accepted.yaml`. */
export const acceptedSchema = z.strictObject({
  accepted: z.array(acceptance, { error: "a list of acceptances" }).describe("What somebody looked at and wanted."),
});

/** One entry of the file, as it is written. */
export type WrittenAcceptance = z.output<typeof acceptance>;

/** The JSON Schema (draft 7) of the file, for completion while typing. */
export function acceptedJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(acceptedSchema, { io: "input", target: "draft-7" });
  return {
    $schema: schema.$schema,
    title: "Accepted widenings",
    description: "Changes of access that somebody looked at and wanted; `ssps accept` writes them.",
    ...schema,
  } as JsonSchema;
}
