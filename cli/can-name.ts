import { RESOURCE_GRAMMARS } from "../aws/resource-grammars";
import { readImage } from "../aws/image";
import { grammarProblems, type NameGrammar } from "../aws/name-grammars";
import { NAMING } from "../config/naming";
import { describeValue } from "../config/raw";
import { nameOf, type Named, type Place } from "../contract/tasks/words";
import type { Kind } from "../contract/tasks/kind";
import { InputError } from "./output";

/** The longest name that anything has, an object's: `bucket/key`. Source: "Creating object key names", S3 User Guide. */
const MAX_NAME = RESOURCE_GRAMMARS.object.length[1];

/** A thing as a request names it. */
export interface Placed {
  /** The name alone, or the full ARN that was given. */
  readonly name: string;
  readonly place: Place;
  /** Whoever asked named the account and the region, too. */
  readonly isWhole: boolean;
}

/**
 * Reads how somebody calls a thing: its name, its ARN, or of an image what `docker push` takes.
 *
 * @throws InputError where AWS has nothing of this kind that is called so; the message says what it allows.
 */
export function readName(verb: string, { kind, name }: Named, place: Place): Placed {
  if (name.length > MAX_NAME)
    throw new InputError(`a name of ${name.length} characters; AWS allows at most ${MAX_NAME}`);
  if (/\p{Cc}/u.test(name)) throw new InputError(`no name holds a control character; found ${describeValue(name)}`);
  if (kind.grammar === "key" && /^(?:arn:.*:)?alias\//.test(name)) throw new InputError(noAlias(verb, name));
  const placed = name.startsWith("arn:") ? { name, place, isWhole: true } : byName(kind, name, place);
  const short = placed.isWhole ? (nameOf(kind, placed.name) ?? placed.name) : placed.name;
  if (short === name && name.startsWith("arn:")) {
    throw new InputError(`${describeValue(name)} is no ARN of ${labelOf(kind)}; one is ${arnForm(kind)}`);
  }
  const [problem] = problemsOf(verb, kind, short);
  if (problem === undefined) return placed;
  const why = problem.startsWith("AWS") ? problem : `it ${problem}`;
  throw new InputError(`${describeValue(short)} is no name for ${labelOf(kind)}: ${why}`);
}

function byName(kind: Kind, name: string, place: Place): Placed {
  if (kind.naming === "execution-role") return { name: name.replace(/^\//, ""), place, isWhole: false };
  if (kind.naming !== "ecr") return { name, place, isWhole: false };
  const image = readImage(name);
  if ("problem" in image) throw new InputError(`${describeValue(name)} is no image of ECR: ${image.problem}`);
  const { repository, registry } = image;
  return { name: repository, place: { ...place, ...registry }, isWhole: registry !== undefined };
}

function problemsOf(verb: string, kind: Kind, name: string): string[] {
  if (kind.naming === "execution-role")
    return grammarProblems(NAMING["execution-role"], name.slice(name.lastIndexOf("/") + 1));
  // Whoever makes a bucket is held to today's rules; others were made under earlier ones.
  const isOld = kind.naming === "bucket" && verb !== "create";
  const grammar: NameGrammar | undefined = isOld
    ? RESOURCE_GRAMMARS["old-bucket"]
    : kind.naming
      ? NAMING[kind.naming]
      : kind.grammar && RESOURCE_GRAMMARS[kind.grammar];
  return grammar ? grammarProblems(grammar, name) : [];
}

function noAlias(verb: string, alias: string): string {
  return `${describeValue(alias)}: KMS decides on the key behind an alias: give its id, which \`aws kms describe-key --key-id ALIAS\` prints, or no name for the environment's own: ssps can ${verb} key`;
}

/** What an ARN of a kind looks like. */
function arnForm({ arn }: Kind): string {
  return `arn:PARTITION:${arn.replace(/\{(\w+)\}/g, (_, part: string) => part.toUpperCase())}`;
}

/** What a kind is called, with its article. */
function labelOf({ words: [word = ""] }: Kind): string {
  return `${/^[aeio]/.test(word) ? "an" : "a"} ${word}`;
}
