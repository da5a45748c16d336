import { PARTITIONS } from "../aws/partitions";
import { partitionOf } from "../aws/regions";
import type { ConditionBlock } from "../policy/document";
import type { Evidence } from "./calls/type-calls";
import type { Need, Operation } from "./needs";
import type { Stack } from "./stack";

/**
 * What Terraform needs for a stack's state and its lock, and to become the deployer: with the credentials that it is
 * given, since a backend knows nothing of the role that the provider assumes.
 *
 * Source: "S3" backend, Terraform language: "Permissions required"; a recorded run with `use_lockfile`.
 */
export function callerNeeds(stack: Stack, operation: Operation): Need[] {
  const { assumedRole } = stack;
  const assume = assumedRole === undefined ? [] : [need("sts:AssumeRole", assumedRole, "provider", "assume_role")];
  return [...stateNeeds(stack, operation), ...assume];
}

function stateNeeds({ backend: { s3 }, place: { account }, assumedRole }: Stack, operation: Operation): Need[] {
  if (!s3) return [];
  const { bucket, key, region, kms_key_id } = s3;
  const partition = partitionOf(region);
  const bucketArn = `arn:${partition}:s3:::${bucket}`;
  const [state, lock] = [`${bucketArn}/${key}`, `${bucketArn}/${key}.tflock`];
  const keyed = (): string => {
    if (kms_key_id?.startsWith("arn:")) return kms_key_id;
    // An id is of a key in the account of whoever calls.
    return `arn:${partition}:kms:${region}:${assumedRole === undefined ? account : "*"}:key/${kms_key_id ?? ""}`;
  };
  const viaS3 = { StringEquals: { "kms:ViaService": `s3.${region}.${PARTITIONS[partition].dnsSuffix}` } };
  return [
    need("s3:ListBucket", bucketArn, "backend", "distinguishes a state that is missing from one that is forbidden"),
    need("s3:GetObject", state, "backend", "the state"),
    ...(operation === "apply" ? [need("s3:PutObject", state, "backend", "the state")] : []),
    ...["s3:GetObject", "s3:PutObject", "s3:DeleteObject"].map((action) =>
      need(action, lock, "backend", "the lock, which planning takes too"),
    ),
    ...(kms_key_id === undefined
      ? []
      : ["kms:Decrypt", "kms:GenerateDataKey"].map((action) =>
          need(action, keyed(), "backend", "the key of the state", "documentation", viaS3),
        )),
  ];
}

function need(
  action: string,
  resource: string,
  of: string,
  because: string,
  evidence: Evidence = "recorded",
  conditions: ConditionBlock = {},
): Need {
  return { action, resource, conditions, reason: { of, phases: [], evidence, because } };
}
