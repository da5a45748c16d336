import { z } from "zod";
import { logGroupAddress, LOG_GROUPS, LOG_RETENTION_DAYS } from "../aws/log-groups";
import { adopt } from "./adopt";
import { keyArn } from "./arn";
import { type Path, type Rule, type Rules, textsIn, valueAt, wrongValue } from "./raw";
import { list, text } from "./values";

/** `logs` of an environment file: the log groups of SageMaker (clause P5). */
export const logs = z.strictObject({
  groups: list(
    text(
      /^\/aws\/sagemaker\/[A-Za-z][\w-]{0,99}(?:\/[\w-]{1,99}){0,3}$/,
      "a log group under /aws/sagemaker/, such as /aws/sagemaker/TrainingJobs",
    ),
  )
    .default([...LOG_GROUPS])
    .describe(
      "The log groups; SageMaker writes those of an endpoint to /aws/sagemaker/Endpoints/NAME. One that exists already " +
        "is taken over by adopt.",
    ),
  retention_days: z
    .literal([...LOG_RETENTION_DAYS], { error: `one of ${LOG_RETENTION_DAYS.join(", ")} days` })
    .default(365)
    .describe("Days after which CloudWatch Logs deletes an event."),
  key_arn: keyArn
    .exactOptional()
    .describe(
      "A KMS key that exists already and lets CloudWatch Logs use it; without it the file's own key, where " +
        "storage.key.services has logs, else the encryption of CloudWatch Logs.",
    ),
  protect: z.boolean().default(true).describe("Whether Terraform refuses to destroy the groups (prevent_destroy)."),
  adopt: adopt.exactOptional(),
});

/** What a checked file says under `logs`. */
export type Logs = z.output<typeof logs>;

const GROUPS: Path = ["logs", "groups"];

/** The log groups that a file asks for, given or not, each with its place. */
export function logGroupsAt(raw: unknown): { readonly path: Path; readonly value: string }[] {
  if (valueAt(raw, ["logs"]) === undefined) return [];
  if (valueAt(raw, GROUPS) === undefined) return LOG_GROUPS.map((value) => ({ path: ["logs"], value }));
  return textsIn(raw, GROUPS);
}

const addressesAreDistinct: Rule = function* (raw) {
  const seen = new Map<string, string>();
  for (const { path, value } of textsIn(raw, GROUPS)) {
    const address = logGroupAddress(value);
    const other = seen.get(address);
    if (other !== undefined && other !== value) {
      yield wrongValue(
        raw,
        path,
        `a name that differs from ${other} in more than / and _, which Terraform takes for one`,
      );
    }
    seen.set(address, value);
  }
};

/** The rules of `logs` that span keys. */
export const logsRules: Rules = { "log-group-address": addressesAreDistinct };
