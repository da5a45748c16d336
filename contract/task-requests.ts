import { defaultBucketName, DEFAULT_NAMES } from "../aws/names";
import type { Partition } from "../aws/partitions";
import { partitionOf } from "../aws/regions";
import type { Environment } from "../config/schema";
import type { Request } from "../policy/document";
import { CASE_ACCOUNT, CASE_REGION } from "./cases/authorization";
import { TASK_BUCKET, type TaskCall } from "./tasks";

/** Where tasks are done: what stands in the place of the names of `contract/tasks.ts`. */
export interface TaskPlace {
  readonly account: string;
  readonly region: string;
  readonly partition: Partition;
  /** The path and the name of the execution role, as they stand in its ARN: `/NAME`. */
  readonly executionRole: string;
  /** The bucket of the work. */
  readonly bucket: string;
  /** When, as an instant in UTC. @default an instant outside of every elevation */
  readonly at?: string;
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
  const here = (text: string): string =>
    text
      .replace(/^arn:aws:/, `arn:${place.partition}:`)
      .replaceAll(CASE_ACCOUNT, place.account)
      .replaceAll(CASE_REGION, place.region)
      .replaceAll(`:role/${DEFAULT_NAMES.executionRole}`, `:role${place.executionRole}`)
      .replaceAll(`:::${TASK_BUCKET}`, `:::${place.bucket}`);
  const owner = here(resource).split(":")[4];
  return {
    principal,
    action,
    resource: here(resource),
    context: {
      "aws:CurrentTime": place.at ?? "2026-06-01T12:00:00Z",
      "aws:RequestedRegion": place.region,
      "aws:SecureTransport": "true",
      "aws:PrincipalArn": principal,
      "aws:PrincipalAccount": place.account,
      ...(owner && { "aws:ResourceAccount": owner }),
      ...Object.fromEntries(
        Object.entries(context).map(([key, value]) => [key, typeof value === "string" ? here(value) : value.map(here)]),
      ),
    },
  };
}
