import { ROLE_KINDS, type Question, type RoleKind } from "../answers/question";
import { describeValue } from "../config/raw";
import type { Request } from "../policy/document";
import { parseDate } from "../policy/operators";
import { MAX_TEXT } from "../policy/parse";
import { InputError } from "./output";

const FIELDS = ["action", "resource", "context", "principal", "as", "at"] as const;
type Field = (typeof FIELDS)[number];

/**
 * Reads a request from parsed JSON.
 *
 * @throws InputError where a field is missing, unknown or not valid.
 */
export function readQuestion(value: unknown): Question {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InputError('a request is an object: {"action": "s3:GetObject", "resource": "arn:aws:s3:::bucket/key"}');
  }
  for (const field of Object.keys(value)) {
    if (!FIELDS.some((known) => known === field)) {
      throw new InputError(`unknown field ${describeValue(field)}; a request holds ${FIELDS.join(", ")}`);
    }
  }
  const fields = value as Partial<Record<Field, unknown>>;
  const text = (field: Field): string | undefined => {
    const found = fields[field];
    if (found === undefined || typeof found === "string") return found;
    throw new InputError(`${field} must be text, found ${JSON.stringify(found).slice(0, 80)}`);
  };
  const [principal, as, at] = [text("principal"), text("as"), text("at")];
  return {
    action: readAction(text("action") ?? missing("action")),
    resource: readResource(text("resource") ?? missing("resource")),
    context: readContext(fields.context ?? {}),
    ...(principal !== undefined && { principal: bounded("principal", principal) }),
    ...(as !== undefined && { role: readRoleKind(as) }),
    ...(at !== undefined && { at: readInstant(at) }),
  };
}

function missing(field: Field): never {
  throw new InputError(`no ${field}`);
}

/** @throws InputError where the text is no single action. */
export function readAction(text: string): string {
  if (/^[a-z0-9-]{1,64}:[a-z0-9]{1,128}$/i.test(text)) return text;
  const pattern = /[*?]/.test(text) ? "; a pattern stands for many actions, ask about one of them" : "";
  throw new InputError(`the action must be service:Name, such as s3:GetObject; found ${describeValue(text)}${pattern}`);
}

/** @throws InputError where the text is neither an ARN nor `*`. */
export function readResource(text: string): string {
  if (text === "*" || /^arn:[a-z-]+:[a-z0-9-]+:[^:]*:[^:]*:./is.test(text)) return bounded("resource", text);
  throw new InputError(
    `the resource must be an ARN, such as arn:aws:s3:::bucket/key, or * for an action that takes none; found ${describeValue(text)}`,
  );
}

/** @throws InputError where the text names no role. */
export function readRoleKind(text: string): RoleKind {
  const role = ROLE_KINDS.find((known) => known === text);
  if (role) return role;
  throw new InputError(`a request is decided as one of ${ROLE_KINDS.join(", ")}; found ${describeValue(text)}`);
}

/**
 * @returns Milliseconds since 1970.
 * @throws InputError where the text is no instant.
 */
export function readInstant(text: string): number {
  const instant = parseDate(text);
  if (instant !== undefined) return instant;
  throw new InputError(`an instant is written 2026-12-01T08:00:00Z; found ${describeValue(text)}`);
}

/**
 * Reads `KEY=VALUE`s; a key that is given again has several values.
 *
 * @throws InputError where a text is none.
 */
export function readKeyValues(texts: readonly string[]): Request["context"] {
  const values = new Map<string, string[]>();
  for (const text of texts) {
    const equals = text.indexOf("=");
    if (equals < 0) {
      throw new InputError(
        `--context takes KEY=VALUE, such as iam:PassedToService=sagemaker.amazonaws.com; found ${describeValue(text)}`,
      );
    }
    const key = readKey(text.slice(0, equals));
    values.set(key, [...(values.get(key) ?? []), bounded(key, text.slice(equals + 1))]);
  }
  return Object.fromEntries([...values].map(([key, list]) => [key, list.length === 1 ? (list[0] ?? "") : list]));
}

function readContext(value: unknown): Request["context"] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InputError('context must be an object: {"aws:SourceVpc": "vpc-0123456789abcdef0"}');
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, held]: [string, unknown]): [string, string | string[]] => {
      const list = Array.isArray(held) ? (held as unknown[]) : [held];
      const isText = (item: unknown): item is string | number | boolean =>
        ["string", "number", "boolean"].includes(typeof item);
      if (!list.every(isText)) {
        throw new InputError(`context ${describeValue(key)} must be text or a list of texts`);
      }
      const texts = list.map((item) => bounded(key, String(item)));
      return [readKey(key), Array.isArray(held) ? texts : (texts[0] ?? "")];
    }),
  );
}

function readKey(text: string): string {
  if (/^[a-z0-9-]+:\S/i.test(text)) return bounded("condition key", text);
  throw new InputError(`a condition key is service:Name, such as aws:SourceVpc; found ${describeValue(text)}`);
}

/** @throws InputError where a text is too long to be matched with the patterns of policies. */
function bounded(what: string, text: string): string {
  if (text.length <= MAX_TEXT) return text;
  throw new InputError(`${describeValue(what)} has ${text.length} characters; allowed: at most ${MAX_TEXT}`);
}
