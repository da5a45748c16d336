import { z } from "zod";
import { environmentSchema } from "./schema";

/** As much of JSON Schema as describes environment files. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly enum?: readonly (string | number | boolean)[];
  readonly const?: string | number | boolean;
  readonly anyOf?: readonly JsonSchema[];
}

/** The JSON Schema (draft 7, which editors understand best) of an environment file, for completion while typing. */
export function environmentJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(environmentSchema, { io: "input", target: "draft-7" });
  return {
    $schema: schema.$schema,
    title: "SageMaker environment",
    description: "One account and region: who may use SageMaker there, with which roles.",
    ...schema,
  } as JsonSchema;
}
