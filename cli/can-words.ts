import { describeValue } from "../config/raw";
import { nearest } from "../config/nearest";
import {
  callsOf,
  findKind,
  findVerb,
  namedBy,
  VERBS,
  type Call,
  type Named,
  type Place,
} from "../contract/tasks/words";
import type { Kind } from "../contract/tasks/kind";
import { findTask } from "../contract/tasks/find";
import { KINDS, VERB_SYNONYMS } from "../contract/tasks/kinds";
import type { Task } from "../contract/tasks/task";
import { readName } from "./can-name";
import { InputError } from "./output";

/** Words between a verb, a kind and a name that say nothing. */
const FILLERS = ["a", "an", "the", "to", "from", "into", "in", "of", "on", "my", "our", "with"];

/** What `read s3://acme-sagemaker-dev/train.csv` or `create endpoint churn` asks for. */
export interface Sentence {
  readonly calls: readonly Call[];
  /** The account and the region are not the asker's words, but completed. */
  readonly completed: boolean;
}

/**
 * Reads a question in words: a verb, a kind of thing, and its name.
 *
 * @throws InputError where the verb or the kind is none of everyday work, or the name is missing.
 */
export function readWords(words: readonly string[], place: Place): Sentence {
  const [first = "", ...others] = words;
  const verb = findVerb(first);
  if (verb === undefined) throw noVerb(words);
  const rest = others.filter((word, i) => i === others.length - 1 || !FILLERS.includes(word.toLowerCase()));
  const { kind, name } = namedThing(verb, rest);
  const label = kind.words[0] ?? "";
  if (!kind.verbs[verb]) {
    throw new InputError(
      `${label}: nobody can ${verb} one; what can be asked is to ${Object.keys(kind.verbs).join(", ")} it`,
    );
  }
  const isUnnamed = kind.arn === "*" && name === "";
  const placed = isUnnamed ? { name, place, isWhole: false } : readName(verb, { kind, name }, place);
  return { calls: callsOf(verb, kind, placed.name, placed.place), completed: !placed.isWhole };
}

function namedThing(verb: string, rest: readonly string[]): Named {
  const whole = findKind(rest.join(" "));
  if (whole) {
    if (whole.usualName !== undefined || whole.arn === "*") return { kind: whole, name: whole.usualName ?? "" };
    throw new InputError(
      `which ${whole.words[0] ?? ""}? give its name: ssps can ${verb} ${rest.join(" ")} NAME${nearestTasks([verb, ...rest])}`,
    );
  }
  const [name] = rest.slice(-1);
  if (name === undefined)
    throw new InputError(`what to ${verb} is missing: ssps can ${verb} KIND NAME, or s3://BUCKET/KEY`);
  const before = rest.slice(0, -1);
  const kind = before.length > 0 ? readKind(before.join(" "), verb) : undefined;
  if (name.toLowerCase().startsWith("s3://")) return s3Thing(verb, name.slice("s3://".length));
  if (name.startsWith("arn:")) {
    const named = kind ?? namedBy(name)?.kind;
    if (named) return { kind: named, name };
    throw new InputError(
      `${describeValue(name)} is of no everyday kind; ask for an action: ssps can SERVICE:ACTION ARN`,
    );
  }
  return { kind: kind ?? usualKind(verb, name), name };
}

/** An address of S3: a bucket, or an object in it. */
function s3Thing(verb: string, path: string): Named {
  const slash = path.indexOf("/");
  const key = slash < 0 ? "" : path.slice(slash + 1);
  const [object, bucket] = [findKind("object"), findKind("bucket")];
  if (!object || !bucket) throw new Error("contract/tasks/kinds.ts has no objects or buckets");
  if (path === "" || slash === 0) throw new InputError("the bucket's name is missing: s3://BUCKET/KEY");
  if (key !== "" && object.verbs[verb]) return { kind: object, name: path };
  return { kind: bucket, name: slash < 0 ? path : path.slice(0, slash) };
}

function readKind(words: string, verb: string): Kind {
  const kind = findKind(words);
  if (kind) return kind;
  const all = KINDS.flatMap((one) => one.words);
  const meant = nearest(words, all);
  throw new InputError(
    `${describeValue(words)} is no kind of everyday work${meant === undefined ? "." : `; did you mean ${meant}?`} To ${verb} are: ${kindsOf(verb)}`,
  );
}

/** What a verb is about where nobody says: images are pushed, pulled and nothing else so often. */
const USUAL_KINDS: Readonly<Record<string, string>> = {
  push: "image",
  pull: "image",
  invoke: "endpoint",
  open: "notebook",
  list: "bucket",
  pass: "role",
};

function usualKind(verb: string, name: string): Kind {
  const usual = findKind(USUAL_KINDS[verb] ?? "");
  const knowing = KINDS.filter(({ verbs }) => verbs[verb]);
  const kind = usual ?? (knowing.length === 1 ? knowing[0] : undefined);
  if (kind) return kind;
  throw new InputError(
    `what is ${describeValue(name)}? ssps can ${verb} KIND NAME, with one of: ${kindsOf(verb)}; an object is s3://BUCKET/KEY${nearestTasks([verb, name])}`,
  );
}

function kindsOf(verb: string): string {
  return KINDS.filter(({ verbs }) => verbs[verb])
    .map(({ words }) => words[0] ?? "")
    .join(", ");
}

/** Words before a question that say only that it is one. */
const OPENINGS = ["am", "are", "can", "could", "do", "may", "i", "we", "allowed", "please", "to"];

/** A question without `may I` and its mark. */
export function withoutOpening(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !OPENINGS.includes(word.toLowerCase()));
  return start <= 0
    ? words
    : words.slice(start).map((word, i, rest) => (i < rest.length - 1 ? word : word.replace(/\?$/, "")));
}

/** The task that words without a verb of everyday work mean; undefined where they mean none clearly. */
export function taskInWords(words: readonly string[]): Task | undefined {
  return findVerb(words[0] ?? "") === undefined ? findTask(words.join(" ")).found : undefined;
}

/** How to ask for the tasks that words are near to, to go behind a message; empty where they are near to none. */
function nearestTasks(words: readonly string[]): string {
  const ids = findTask(words.join(" ")).nearest.map(({ id }) => id);
  return ids.length === 0 ? "" : `, or for a task: ssps can --task ${ids.slice(0, 3).join(", or ")}`;
}

function noVerb(words: readonly string[]): InputError {
  const [word = ""] = words;
  const known = [...VERBS, ...Object.values(VERB_SYNONYMS).flat()];
  const meant = word.length <= 64 ? nearest(word, known) : undefined;
  return new InputError(
    `${describeValue(word)} is neither an action, such as s3:GetObject, nor a verb of everyday work` +
      `${meant === undefined ? "." : `; did you mean ${meant}?`} Verbs: ${VERBS.join(", ")}${nearestTasks(words)}`,
  );
}
