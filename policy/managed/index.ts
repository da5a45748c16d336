import { brotliDecompressSync } from "node:zlib";
import type { Policy, PolicyDocument } from "../document";
import { parsePolicy } from "../parse";
import data from "./policies.json";

/** The newest text of every AWS-managed policy, and all versions of those that are compared by version. */
export interface ManagedPolicies {
  /** Path and name, as behind `policy/` in the ARN: `service-role/AWSLambdaRole` → its newest version and that text. */
  readonly newest: Readonly<Record<string, { readonly version: string; readonly document: unknown }>>;
  /** The same → version → text. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Where the texts come from and how new they are: AWS changes policies, and adds some, every week. */
export const MANAGED_POLICIES_SOURCE = { source: data.source, date: data.date };

let policies: ManagedPolicies | undefined;
const parsed = new Map<string, Policy>();

/** All of them; they are unpacked when the first one is named. */
export function managedPolicies(): ManagedPolicies {
  policies ??= JSON.parse(unpack(data.brotli)) as ManagedPolicies;
  return policies;
}

/** The text behind what `npm run generate` packed. */
export function unpack(base64: string): string {
  return brotliDecompressSync(Buffer.from(base64, "base64")).toString("utf8");
}

/**
 * The text of an AWS-managed policy.
 *
 * @param arn The policy's ARN. Other partitions publish texts of their own, which are not at hand.
 * @param version `v29`. @default the newest that is known
 * @returns The policy, the same object each time; undefined where its text is not at hand: a customer's, another
 * partition's, or one that AWS published since.
 */
export function managedPolicy(arn: string, version?: string): Policy | undefined {
  const path = /^arn:aws:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  if (path === undefined) return undefined;
  const key = `${path} ${version ?? ""}`;
  const known = parsed.get(key);
  if (known) return known;
  const { newest, versions } = managedPolicies();
  const document = version === undefined ? own(newest, path)?.document : own(own(versions, path) ?? {}, version);
  if (document === undefined) return undefined;
  const policy = parsePolicy(document, path.slice(path.lastIndexOf("/") + 1));
  parsed.set(key, policy);
  return policy;
}

/** The names come from files of strangers, who may write `constructor`. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** AmazonSageMakerFullAccess in the version that the roles here are compared with, 29, as AWS wrote it. */
export function fullAccessDocument(): PolicyDocument {
  return managedPolicies().versions.AmazonSageMakerFullAccess?.v29 as PolicyDocument;
}

/** {@link fullAccessDocument}, read. */
export function fullAccess(): Policy {
  return parsePolicy(fullAccessDocument(), "AmazonSageMakerFullAccess");
}
