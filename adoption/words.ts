import { inQuotes } from "../config/raw";

/** Why an argument is left alone that no file shows. */
export const NO_FILE_SAYS = "no file says";

/** `no file says description, tags: …` */
export function reasonsOf(ignored: ReadonlyMap<string, string>): string {
  const unset = [...ignored].filter(([, reason]) => reason === NO_FILE_SAYS).map(([argument]) => argument);
  const others = [...ignored].filter(([, reason]) => reason !== NO_FILE_SAYS);
  return [
    ...(unset.length > 0
      ? [`${NO_FILE_SAYS} ${unset.join(", ")}: left alone (ssps import --commands prints the calls that say it)`]
      : []),
    ...others.map(([argument, reason]) => `${argument}: ${reason}: left alone`),
  ].join("; ");
}

/** What to do before a role that a CloudFormation stack made is taken over. */
export function releaseFromStack(role: string, stack: string): string {
  return (
    `role ${inQuotes(role)} belongs to the CloudFormation stack ${inQuotes(stack)}, which would change or delete it: give it ` +
    "DeletionPolicy: Retain in the stack's template and update the stack, then take it out of the template and update " +
    "the stack again; the role stays"
  );
}

const SHOWN = 5;

/** Names in a message, the first few. */
export function list(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  return `${names.slice(0, SHOWN).map(inQuotes).join(", ")}${more}`;
}

/** Sentences in a message, the first few. */
export function someOf(sentences: readonly string[]): string {
  const more = sentences.length - SHOWN;
  return [...sentences.slice(0, SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}

/** A word of a command as a shell takes it. */
export function shown(word: string): string {
  return /^[\w+=,.@:/-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
