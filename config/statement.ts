import { z } from "zod";
import { SID } from "../aws/name-grammars";
import { text } from "./values";

const ONE_OR_MORE = "a text in quotes, or a list of them";
const texts = z.union([z.string(), z.array(z.string()).min(1, ONE_OR_MORE)], { error: ONE_OR_MORE });

/** As AWS writes a principal: everybody, or a type with its identifiers. */
const principal = z.union([z.literal("*"), z.record(z.string(), texts)], {
  error: '"*", or a type such as AWS or Service with its identifiers',
});

const actionsAndResources = {
  Action: texts.exactOptional(),
  NotAction: texts.exactOptional(),
  Resource: texts.exactOptional(),
  NotResource: texts.exactOptional(),
};

/** A statement of a resource's policy, as AWS writes it; whether it is a whole one is checked with the policy. */
const statement = z.strictObject({
  Sid: text(SID, "a name of 1 to 128 characters").exactOptional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: principal.exactOptional(),
  NotPrincipal: principal.exactOptional(),
  ...actionsAndResources,
  Condition: z.record(z.string(), z.record(z.string(), texts)).exactOptional(),
});

/** What a statement may hold. */
export const STATEMENT_KEYS = Object.keys(statement.shape);

/** Keys of it whose values are a text, or a list of them. */
export const TEXT_KEYS = Object.keys(actionsAndResources);

/** Statements that others put into a resource's own policy, and that stay there beside ours. */
export const extraStatements = z
  .array(statement, { error: "a list of statements" })
  .default([])
  .describe("Statements of others that stay in the policy, beside ours, each as AWS writes it.");

/** The same as an input of a plain module, where a list holds values of one form. */
export const extraStatementTexts = z
  .array(z.string({ error: "a statement as JSON" }))
  .default([])
  .describe("Statements of others that stay in the policy, beside ours, each as JSON: jsonencode({ Effect = ... }).");
