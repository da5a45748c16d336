import { isAccountId } from "../aws/ids";
import { nearest } from "../config/nearest";
import { publishedAction, publishedMatching } from "../policy/actions";
import { resourceFormats } from "../policy/actions/arns";
import { splitArn } from "../policy/pattern";
import type { Question } from "./question";
import type { RoleSource } from "./roles";

/**
 * Why there is nothing to decide about a request: AWS publishes no such action, or the action takes no such resource. Of a
 * newer action than the table knows, nobody can say. Source: Service Authorization Reference, "Actions" and "Resource
 * types".
 *
 * @returns A sentence; undefined where AWS would take the request.
 */
export function unaskable({ action, resource }: Pick<Question, "action" | "resource">): string | undefined {
  return actionNote(action) ?? resourceNote(action, resource);
}

/**
 * What makes a request one that AWS would not send, or not mean so: its decision is right by the policies and says nothing
 * all the same.
 *
 * @returns Sentences, none where nothing is odd about the request.
 */
export function requestNotes(
  request: Pick<Question, "action" | "resource">,
  { environment, settings }: RoleSource,
): string[] {
  const { action, resource } = request;
  const { account, region } = settings.values;
  return [
    unaskable(request),
    wholeNote(action, resource),
    environment && accountNote(resource, String(account)),
    environment && regionNote(resource, String(region)),
    /[*?]/.test(resource) && resource !== "*"
      ? "a wildcard in the resource is a character of its name, not a pattern"
      : undefined,
  ].filter((note) => note !== undefined);
}

function actionNote(action: string): string | undefined {
  if (publishedAction(action)) return undefined;
  const service = action.split(":")[0] ?? "";
  const known = publishedMatching(`${service}:*`).map(({ name }) => name);
  if (known.length === 0) return `AWS publishes no service ${service}`;
  const meant = meantAction(action, known);
  return `AWS publishes no action ${action}${meant === undefined ? "" : `; did you mean ${meant}?`}`;
}

/** The action that a mistyped one most likely meant, or the beginning of one. */
function meantAction(action: string, known: readonly string[]): string | undefined {
  const nameOf = (written: string): string => written.slice(written.indexOf(":") + 1);
  const beginnings = known.map((one) => [nameOf(one).slice(0, nameOf(action).length + 1), one] as const);
  const all = new Map([...beginnings.reverse(), ...known.map((one) => [nameOf(one), one] as const)]);
  const meant = nearest(nameOf(action), [...all.keys()]);
  return meant === undefined ? undefined : all.get(meant);
}

function resourceNote(action: string, resource: string): string | undefined {
  if (resource === "*" || publishedAction(action)?.wildcardOnly) return undefined;
  const formats = resourceFormats(action);
  if (formats.length === 0 || formats.some(({ matches }) => matches(resource))) return undefined;
  const shown = formats.slice(0, 3).map(({ text }) => text.replace("%r", "REGION").replace("%a", "ACCOUNT"));
  return `${action} takes no such resource; it takes ${shown.map((text) => `arn:PARTITION:${text}`).join(", ")}`;
}

function wholeNote(action: string, resource: string): string | undefined {
  if (resource === "*" || !publishedAction(action)?.wildcardOnly) return undefined;
  return `${action} names no resource: AWS decides it on *`;
}

function accountNote(resource: string, account: string): string | undefined {
  const owner = splitArn(resource)[4] ?? "";
  if (!isAccountId(owner) || owner === account) return undefined;
  return `the resource belongs to account ${owner}, the environment's is ${account}: its policy must allow it too`;
}

function regionNote(resource: string, region: string): string | undefined {
  const place = splitArn(resource)[3] ?? "";
  if (place === "" || place === region) return undefined;
  return `the resource is in ${place}, the environment in ${region}`;
}
