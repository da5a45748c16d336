import { defaultBucketName, DEFAULT_NAMES } from "../aws/names";
import { PARTITIONS, type Partition } from "../aws/partitions";
import { partitionOf } from "../aws/regions";
import type { Environment } from "../config/schema";
import type { Request } from "../policy/document";
import { CASE_ACCOUNT, CASE_REGION } from "./cases/authorization";
import { TASK_BUCKET, type TaskCall } from "./tasks";

/** Where tasks are done: what stands in the place of the names of `contract/tasks/`. */
export interface TaskPlace {
  readonly account: string;
  readonly region: string;
  readonly partition: Partition;
  /** The path and the name of the execution role, as they stand in its ARN: `/NAME`. */
  readonly executionRole: string;
  /** The bucket of the work. */
  readonly bucket: string;
}

/** The place of the tasks in an account of which nothing else is known. */
export function usualTaskPlace(account: string): TaskPlace {
  const executionRole = `/${DEFAULT_NAMES.executionRole}`;
  return { account, region: CASE_REGION, partition: "aws", executionRole, bucket: TASK_BUCKET };
}

/** The place of the tasks in an environment. */
export function taskPlaceOf({ account, region, roles, storage, access }: Environment): TaskPlace {
  const own = storage?.bucket && (storage.bucket.name ?? defaultBucketName(region, account));
  const bucket = own ?? access.buckets.names?.[0] ?? TASK_BUCKET;
  const { path, name } = roles.execution;
  return { account, region, partition: partitionOf(region), executionRole: `${path}${name}`, bucket };
}

/**
 * A call of a task as somebody makes it there.
 *
 * @param principal ARN of who makes it.
 */
export function taskRequest(
  { action, resource, context = {} }: TaskCall,
  principal: string,
  place: TaskPlace,
): Request {
  const there = inPlace(resource, place);
  const owner = there.split(":")[4];
  return {
    principal,
    action,
    resource: there,
    context: {
      "aws:CurrentTime": "2026-06-01T12:00:00Z",
      "aws:RequestedRegion": place.region,
      "aws:SecureTransport": "true",
      "aws:PrincipalArn": principal,
      "aws:PrincipalAccount": place.account,
      ...(owner && { "aws:ResourceAccount": owner }),
      ...taskContext(context, place),
    },
  };
}

/** What a call of a task names, in a place. */
export function inPlace(text: string, { partition, account, region, executionRole, bucket }: TaskPlace): string {
  return text
    .replace(/^arn:aws:/, `arn:${partition}:`)
    .replaceAll(CASE_ACCOUNT, account)
    .replaceAll(CASE_REGION, region)
    .replaceAll(`:role/${DEFAULT_NAMES.executionRole}`, `:role${executionRole}`)
    .replaceAll(`:::${TASK_BUCKET}`, `:::${bucket}`);
}

/** The context of a call of a task, in a place. */
export function taskContext(context: NonNullable<TaskCall["context"]>, place: TaskPlace): Request["context"] {
  const there = (key: string, value: string): string => {
    const text = inPlace(value, place);
    // The one key whose services are called by the partition's domain; `iam:PassedToService` is everywhere the same.
    return key === "kms:ViaService" ? text.replace(/amazonaws\.com$/, PARTITIONS[place.partition].dnsSuffix) : text;
  };
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [
      key,
      typeof value === "string" ? there(key, value) : value.map((one) => there(key, one)),
    ]),
  );
}
