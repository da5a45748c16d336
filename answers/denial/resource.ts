import { arnOf, type Place } from "../../contract/tasks/words";
import { KINDS } from "../../contract/tasks/kinds";
import { publishedAction } from "../../policy/actions";
import { resourceFormats } from "../../policy/actions/arns";
import { compilePattern } from "../../policy/pattern";
import type { DenialMessage } from "./denial";

/** The resource of a message as a request has it, or why nobody can know it. */
export type MeantResource = { readonly resource: string; readonly isAny?: true } | { readonly because: string };

/**
 * The resource that a message is about: its ARN; a name completed with the account and the region of the roles, where the
 * action takes one type; `*` of an action without resources; of a message about a ciphertext any key. Where the message names
 * none, any of the one type.
 */
export function resourceMeant({ action, resource: name }: DenialMessage, place: Place): MeantResource {
  if (name === "*" || name?.startsWith("arn:")) return { resource: name };
  if (publishedAction(action)?.wildcardOnly) return { resource: "*" };
  const types = resourceFormats(action).map(
    ({ text }) => `arn:${place.partition}:${text.replace("%r", place.region).replace("%a", place.account)}`,
  );
  if (name === undefined && action.startsWith("kms:")) {
    return { resource: arnOfType(types[0] ?? "", "00000000-0000-0000-0000-000000000000") };
  }
  const kind = KINDS.find(({ verbs }) =>
    Object.values(verbs)
      .flat()
      .some((call) => call.action === action && call.arn === undefined),
  );
  const ofKind = (arn: string): boolean =>
    kind !== undefined && kind.arn !== "*" && compilePattern(arn)(arnOf(kind, "x", place));
  if (name === undefined) {
    const [only] = types.length === 1 ? types : types.filter(ofKind);
    return only === undefined
      ? { because: "the message does not say on which resource" }
      : { resource: arnOfType(only, "any"), isAny: true };
  }
  const completed = types.flatMap((type) => {
    const arn = completedArn(type, name);
    return arn === undefined ? [] : [{ type, arn }];
  });
  const [only] = completed.length === 1 ? completed : completed.filter(({ type }) => ofKind(type));
  if (only) return { resource: only.arn };
  const taken = types.slice(0, 4).join(", ");
  return {
    because: `the message says only ${JSON.stringify(name.slice(0, 80))}, and ${taken === "" ? "no type of resource is known for the action" : `${action} takes ${taken}`}`,
  };
}

/** The ARN of a type by a name, with or without the words that stand before it; undefined where the type takes no such name. */
function completedArn(type: string, name: string): string | undefined {
  const parts = type.split(":");
  const [front, own] = [parts.slice(0, 5).join(":"), parts.slice(5).join(":")];
  const matches = compilePattern(type.replaceAll("*", "?*"));
  const isBucket = type.endsWith(":s3:::*");
  const arns = [`${front}:${name}`, ...(own.split("*").length === 2 ? [arnOfType(type, name)] : [])];
  return arns.find((arn) => matches(arn) && !(isBucket && name.includes("/")));
}

/** The ARN of a thing of a type that is called so. */
function arnOfType(type: string, name: string): string {
  return type.replaceAll("*", name);
}
