import { DEFAULT_NAMES } from "../../aws/names";
import { PARTITIONS, type Partition } from "../../aws/partitions";
import type { CallTemplate, Kind } from "./kind";
import { KINDS, VERB_SYNONYMS } from "./kinds";

/** One call: what a request names. */
export interface Call {
  readonly action: string;
  /** Full ARN, or "*". */
  readonly resource: string;
  /** Condition keys beside those that every request carries. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** Where things are called so: what completes a name. */
export interface Place {
  readonly partition: Partition;
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** The path and the name of the execution role, as in its ARN. @default /AmazonSageMaker-ExecutionRole-Admin */
  readonly executionRole?: string;
}

/** The verb that a word stands for, whatever its case; undefined where it is none. */
export function findVerb(word: string): string | undefined {
  const lower = word.toLowerCase();
  if (VERBS.includes(lower)) return lower;
  return Object.keys(VERB_SYNONYMS).find((verb) => VERB_SYNONYMS[verb]?.includes(lower));
}

/** Every verb of every kind, each once. */
export const VERBS: readonly string[] = [...new Set(KINDS.flatMap(({ verbs }) => Object.keys(verbs)))];

/** The kind that words stand for: `training job`, `training-job`, `secrets`; undefined where they stand for none. */
export function findKind(words: string): Kind | undefined {
  const plain = words.toLowerCase().replaceAll(/[-_]/g, " ");
  return KINDS.find((kind) => kind.words.includes(plain) || kind.words.includes(plain.replace(/s$/, "")));
}

/** A thing by its kind and its name. */
export interface Named {
  readonly kind: Kind;
  readonly name: string;
}

/** The thing of everyday that an ARN names; undefined where it names none. */
export function namedBy(arn: string): Named | undefined {
  for (const kind of KINDS) {
    const name = nameOf(kind, arn);
    if (name !== undefined) return { kind, name };
  }
  return undefined;
}

/** The name of a thing of a kind by its ARN; undefined where the ARN is of another kind. */
export function nameOf(kind: Kind, arn: string): string | undefined {
  return kind.arn === "*" ? undefined : arnPattern(kind).exec(arn)?.[1];
}

function arnPattern({ arn, name = ".+?" }: Kind): RegExp {
  const pattern = arn
    .replace("{name}", `(${name})`)
    .replace(/\{\w+\}/g, "[^:]*")
    // The characters that Secrets Manager puts behind a name are optional in an ARN that somebody writes.
    .replace("-AbCdEf", "(?:-[A-Za-z0-9]{6})?");
  return new RegExp(`^arn:[^:]*:${pattern}$`, "s");
}

/** The ARN of a thing by its name. */
export function arnOf(kind: Kind, name: string, place: Place): string {
  return filled(kind.arn, name, place);
}

/**
 * The calls that a verb makes of a thing.
 *
 * @param name What people call it, or its full ARN; of an object `bucket/key`.
 * @throws Error where the kind knows no such verb.
 */
export function callsOf(verb: string, kind: Kind, name: string, place: Place): Call[] {
  const templates = kind.verbs[verb];
  if (!templates) throw new Error(`nobody can ${verb} a ${kind.words[0] ?? "thing"}`);
  return templates.map((template) => callOf(template, kind, name, place));
}

function callOf({ action, arn = "{own}", context }: CallTemplate, kind: Kind, name: string, place: Place): Call {
  const own = name.startsWith("arn:") ? name : arnOf(kind, name, place);
  const short = name.startsWith("arn:") ? (namedBy(name)?.name ?? name) : name;
  const values = Object.entries(context ?? {}).map(([key, value]) => [key, text(value, short, place)]);
  return {
    action,
    resource: arn === "{own}" ? own : filled(arn, short, place),
    ...(context && { context: Object.fromEntries(values) as Record<string, string> }),
  };
}

function filled(arn: string, name: string, place: Place): string {
  return arn === "*" ? arn : `arn:${place.partition}:${text(arn, name, place)}`;
}

function text(template: string, name: string, place: Place): string {
  const { region, account, partition, executionRole = `/${DEFAULT_NAMES.executionRole}` } = place;
  const values: Readonly<Record<string, string>> = {
    ...{ region, account, executionRole, name },
    dnsSuffix: PARTITIONS[partition].dnsSuffix,
  };
  return template.replace(/\{(\w+)\}/g, (placeholder, key: string) => values[key] ?? placeholder);
}
