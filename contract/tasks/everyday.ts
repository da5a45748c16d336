import { DEFAULT_NAMES } from "../../aws/names";
import { PARTITIONS, type Partition } from "../../aws/partitions";
import { KINDS, type Kind } from "./kinds";

/** Where things are called so: what completes a name. */
export interface Place {
  readonly partition: Partition;
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** Name of the execution role. @default AmazonSageMaker-ExecutionRole-Admin */
  readonly executionRole?: string;
}

/** A thing by its kind and its name. */
export interface Named {
  readonly kind: Kind;
  readonly name: string;
}

/** The thing of everyday that an ARN names; undefined where it names none. */
export function namedBy(arn: string): Named | undefined {
  for (const kind of KINDS) {
    const name = kind.arn === "*" ? undefined : arnPattern(kind).exec(arn)?.[1];
    if (name !== undefined) return { kind, name };
  }
  return undefined;
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

function filled(arn: string, name: string, place: Place): string {
  return arn === "*" ? arn : `arn:${place.partition}:${text(arn, name, place)}`;
}

function text(template: string, name: string, place: Place): string {
  const { region, account, partition, executionRole = DEFAULT_NAMES.executionRole } = place;
  const values: Readonly<Record<string, string>> = {
    ...{ region, account, executionRole, name },
    dnsSuffix: PARTITIONS[partition].dnsSuffix,
  };
  return template.replace(/\{(\w+)\}/g, (placeholder, key: string) => values[key] ?? placeholder);
}
