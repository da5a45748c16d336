import { isAccountId } from "../aws/ids";
import { nearest } from "../config/nearest";
import { publishedAction, publishedMatching } from "../policy/actions";
import { resourceFormats } from "../policy/actions/arns";
import { splitArn } from "../policy/pattern";
import type { Question } from "./can-request";

/**
 * What makes a request one that AWS would not send, or not mean so: its decision is right by the policies and says nothing
 * all the same. Source: Service Authorization Reference, "Actions" and "Resource types".
 *
 * @param account The account of the roles, where an environment gives it.
 * @returns Sentences, none where nothing is odd about the request.
 */
export function requestNotes({ action, resource }: Question, account: string | undefined): string[] {
  return [actionNote(action), resourceNote(action, resource), accountNote(resource, account)].flatMap((note) =>
    note === undefined ? [] : [note],
  );
}

function actionNote(action: string): string | undefined {
  if (publishedAction(action)) return undefined;
  const service = action.split(":")[0] ?? "";
  const known = publishedMatching(`${service}:*`).map(({ name }) => name);
  if (known.length === 0) return `AWS publishes no service ${service}`;
  const meant = known.find((name) => name.toLowerCase().startsWith(action.toLowerCase())) ?? nearest(action, known);
  return `AWS publishes no action ${action}${meant === undefined ? "" : `; did you mean ${meant}?`}`;
}

function resourceNote(action: string, resource: string): string | undefined {
  if (resource === "*") return undefined;
  if (publishedAction(action)?.wildcardOnly) return `${action} names no resource: AWS decides it on *`;
  const formats = resourceFormats(action);
  if (formats.length === 0 || formats.some(({ matches }) => matches(resource))) return undefined;
  const shown = formats.slice(0, 3).map(({ text }) => text.replace("%r", "REGION").replace("%a", "ACCOUNT"));
  return `${action} takes no such resource; it takes ${shown.map((text) => `arn:PARTITION:${text}`).join(", ")}`;
}

function accountNote(resource: string, account: string | undefined): string | undefined {
  const owner = splitArn(resource)[4] ?? "";
  if (account === undefined || !isAccountId(owner) || owner === account) return undefined;
  return `the resource belongs to account ${owner}, the environment's is ${account}: its policy must allow it too`;
}
