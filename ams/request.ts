import type { Environment } from "../config/schema";
import type { EnvironmentDocuments } from "../contract/documents";
import type { PolicyDocument } from "../policy/document";
import type { ChangeType } from "./change-types";

/** What JSON can say. */
export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** A request for change (RFC), ready to be given to AMS. */
export interface Rfc {
  readonly changeType: ChangeType;
  /** What the console calls the subject. */
  readonly title: string;
  /** The execution parameters. */
  readonly parameters: Readonly<Record<string, Json>>;
  /** Policies that the request carries or that AMS should end up with, by what they are. */
  readonly policies?: Readonly<Record<string, PolicyDocument>>;
  /** What whoever sends it should know. */
  readonly notes: readonly string[];
}

/** What a request is made from. */
export interface RfcSource {
  /** The environment's name. */
  readonly name: string;
  readonly environment: Environment;
  /** What the contract says for it. */
  readonly documents: EnvironmentDocuments;
  readonly inputs: Inputs;
}

/** What an environment's file cannot know, since AMS makes it or the identity provider has it. */
export interface Inputs {
  /** Address of the identity provider's metadata, `s3://bucket/key`. */
  readonly metadata?: string;
  /** Name of the SAML provider, where the environment has several. */
  readonly provider?: string;
  /** Groups of the VPC endpoints. */
  readonly securityGroupIds?: readonly string[];
  /** ARN of the key that AMS has made. */
  readonly keyArn?: string;
  /** Service → id of the VPC endpoint that AMS has made. */
  readonly endpointIds?: Readonly<Record<string, string>>;
  /** Ticket of an elevation, where the environment has several. */
  readonly ticket?: string;
}

/** The request cannot be made from what is there; the message says what is missing and how to give it. */
export class CannotAsk extends Error {
  override readonly name = "CannotAsk";
}

/**
 * A part of the environment's file that a request is about.
 *
 * @throws CannotAsk where the file does not have it.
 */
export function needed<T>(part: T | undefined, key: string, { name }: RfcSource): T {
  if (part === undefined) throw new CannotAsk(`${name}.yaml has no ${key}, which the request is about`);
  return part;
}

/** The environment's tags, as most change types take them; AMS takes none without a value. */
export function tagsOf({ environment: { tags = {} } }: RfcSource): { Tags?: Json } {
  const list = Object.entries(tags)
    .filter(([, value]) => value !== "")
    .map(([Key, Value]) => ({ Key, Value }));
  return list.length > 0 ? { Tags: list } : {};
}

/** The command that creates a request; AMS starts nothing before it is submitted. */
export function commandOf({ changeType, title, parameters }: Rfc): string {
  return [
    "aws amscm create-rfc",
    `--change-type-id ${changeType.id}`,
    `--change-type-version ${changeType.version}`,
    `--title ${shellWord(title)}`,
    `--execution-parameters ${shellWord(JSON.stringify(parameters))}`,
  ].join(" ");
}

/** A word of a POSIX shell. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
