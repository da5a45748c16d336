import type { RESOURCE_GRAMMARS } from "../../aws/resource-grammars";
import type { NameKind } from "../../config/naming";

/** A call that a verb makes of a kind of thing; placeholders stand in braces. */
export interface CallTemplate {
  readonly action: string;
  /** ARN after `arn:PARTITION:`, or "*". @default the kind's own */
  readonly arn?: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** A kind of thing that people name every day, and what they do with it. */
export interface Kind {
  /** What people call it, the usual word first. */
  readonly words: readonly string[];
  /** ARN after `arn:PARTITION:`; `{region}`, `{account}` and `{name}` are filled in. */
  readonly arn: string;
  /** The page's convention for the name, where there is one. */
  readonly naming?: NameKind;
  /** What AWS allows as the name, where the page has no convention for it. */
  readonly grammar?: keyof typeof RESOURCE_GRAMMARS;
  /** What its names look like, as a regular expression. @default any text */
  readonly name?: string;
  /** What stands for the name of a thing that people do not name. */
  readonly usualName?: string;
  /** Verb → the calls that it makes. */
  readonly verbs: Readonly<Record<string, readonly CallTemplate[]>>;
}

/** Calls by their actions, each on the kind's own ARN. */
export function calls(service: string, names: string): CallTemplate[] {
  return names.split(" ").map((name) => ({ action: `${service}:${name}` }));
}
