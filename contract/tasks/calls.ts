import { callsOf, findKind } from "./words";
import type { TaskCall } from "./task";

/** Everything that tasks name is in account 111122223333 and region eu-west-1. */
export const OURS = "eu-west-1:111122223333";
export const SM = `arn:aws:sagemaker:${OURS}:`;
export const ROLE = "arn:aws:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Admin";
/** The name of the bucket that tasks read and write. */
export const TASK_BUCKET = "acme-sagemaker-dev";
export const BUCKET = `arn:aws:s3:::${TASK_BUCKET}`;
/** A key, by its id and its ARN. */
export const KEY = "00000000-0000-0000-0000-000000000000";
export const KEY_ARN = `arn:aws:kms:${OURS}:key/${KEY}`;
export const LOGS = `arn:aws:logs:${OURS}:log-group:/aws/sagemaker/TrainingJobs`;
export const TARGET = `arn:aws:application-autoscaling:${OURS}:scalable-target/0123456789abcdef`;
export const MINE = { "aws:ResourceAccount": "111122223333" };
export const AWS = { "aws:ResourceAccount": "763104351884" };

export const call = (action: string, resource: string, context?: TaskCall["context"]): TaskCall => ({
  action,
  resource,
  ...(context && { context }),
});
export const sagemaker = (actions: string, resource: string): TaskCall[] =>
  actions.split(" ").map((action) => call(`sagemaker:${action}`, SM + resource));
export const passing = (service = "sagemaker"): TaskCall =>
  call("iam:PassRole", ROLE, { "iam:PassedToService": `${service}.amazonaws.com` });

/**
 * What an everyday verb calls.
 *
 * @throws Error where there is no such kind, or it knows no such verb.
 */
export function does(verb: string, words: string, name: string): TaskCall[] {
  const kind = findKind(words);
  if (!kind) throw new Error(`contract/tasks/kinds.ts has no ${words}`);
  return callsOf(verb, kind, name, { partition: "aws", account: "111122223333", region: "eu-west-1" });
}

/** Calls that SageMaker makes with the execution role. */
export function byExecutionRole(calls: readonly TaskCall[]): TaskCall[] {
  return calls.map((one) => ({ ...one, by: "execution" }));
}

/** Calls about a key that has the contract's policy. */
export function withKey(calls: readonly TaskCall[]): TaskCall[] {
  return calls.map((one) => ({
    ...one,
    context: { ...one.context, "kms:CallerAccount": "111122223333" },
    resourcePolicy: "key",
  }));
}
