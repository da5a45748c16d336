import { publishedAction } from "../../policy/actions";
import { decodedMessage } from "./decoded";
import type { DenialMessage, DenyingPolicy } from "./denial";
import { shortMessages } from "./short";
import { plainText, wrapped } from "./text";

/** The longest text that is looked through, in characters. */
export const MAX_TEXT = 1_048_576;
/** How many different messages of a text are read. */
export const MAX_MESSAGES = 50;
/** How many places of a text are looked at: a log repeats itself. */
const MAX_PLACES = 2_000;
/** How far around the verb the parts of a message stand: an ARN with an object's name in it, twice. */
const BEFORE = 800;
const BEHIND = 4_000;

/** What a text reports. */
export interface Denials {
  /** Each once, in the order of the text. */
  readonly messages: readonly DenialMessage[];
  /** There are more than are read. */
  readonly hasMore: boolean;
}

/** How messages call the kinds of policy, without blanks: lines may break anywhere. */
const POLICIES: readonly (readonly [words: string, policy: DenyingPolicy])[] = [
  ["identity-basedpolic", "identity"],
  ["resource-basedpolic", "resource"],
  ["permissionsboundar", "boundary"],
  ["sessionpolic", "session"],
  ["servicecontrolpolic", "serviceControl"],
  ["resourcecontrolpolic", "resourceControl"],
  ["vpcendpointpolic", "endpoint"],
];

const VERB = new RegExp(wrapped("is not authorized to perform"), "gi");
const USER = new RegExp(wrapped("User:"), "g");

/** A place of a text where a message is. */
interface Place {
  readonly at: number;
  /** Behind the words by which it was found. */
  readonly end: number;
  /** Reads it from between its neighbours. */
  readonly read: (from: number, until: number) => DenialMessage | undefined;
}

/**
 * The denials that a text reports: a message as a console, the command line or CloudTrail prints it, a log full of them, or
 * what `aws sts decode-authorization-message` prints. None where it reports none.
 *
 * @throws RangeError where the text is longer than MAX_TEXT.
 */
export function readDenials(text: string): Denials {
  if (text.length > MAX_TEXT)
    throw new RangeError(`a text of at most ${MAX_TEXT} characters is read, found ${text.length}`);
  const decoded = decodedMessage(text);
  if (decoded) return { messages: [decoded], hasMore: false };
  const places = placesIn(plainText(text));
  const found = new Map<string, DenialMessage>();
  for (const [i, place] of places.entries()) {
    const message = place.read(places[i - 1]?.end ?? 0, places[i + 1]?.at ?? Infinity);
    if (message) found.set(JSON.stringify(message), message);
    if (found.size > MAX_MESSAGES) break;
  }
  return {
    messages: [...found.values()].slice(0, MAX_MESSAGES),
    hasMore: found.size > MAX_MESSAGES || places.length >= MAX_PLACES,
  };
}

function placesIn(plain: string): Place[] {
  const whole = firstMatches(VERB, plain).map((match): Place => {
    const [at, end] = [match.index, match.index + match[0].length];
    return {
      ...{ at, end },
      read: (from, until) =>
        messageAt(plain.slice(Math.max(from, at - BEFORE), at), plain.slice(end, Math.min(end + BEHIND, until))),
    };
  });
  // What says who and why behind such words is no short message.
  const short = shortMessages(plain, MAX_PLACES).filter(
    ({ end }, i, all) => !whole.some(({ at }) => at >= end && at < Math.min(end + BEFORE, all[i + 1]?.at ?? Infinity)),
  );
  return [...whole, ...short.map(({ at, end, message }) => ({ at, end, read: () => message }))].sort(
    (a, b) => a.at - b.at,
  );
}

/** A log repeats itself: the first places are enough. */
function firstMatches(pattern: RegExp, text: string): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  for (const match of text.matchAll(pattern)) if (matches.push(match) >= MAX_PLACES) break;
  return matches;
}

/** @param before What stands in front of the verb. @param behind What stands behind it. */
function messageAt(before: string, behind: string): DenialMessage | undefined {
  const user = firstMatches(USER, before).at(-1);
  const principal = user && before.slice(user.index + user[0].length).replace(/\s+/g, "");
  const called = actionIn(behind);
  if (!called) return undefined;
  const rest = upToNext(behind.slice(called.length));
  const { resource, reason } = resourceOf(rest);
  const words = reason.replace(/\s+/g, "").toLowerCase();
  const policy = POLICIES.map(([name, kind]) => [words.indexOf(name), kind] as const)
    .filter(([position]) => position >= 0)
    .sort(([a], [b]) => a - b)[0]?.[1];
  return {
    ...(principal !== undefined && principal !== "" && { principal }),
    action: called.action,
    ...(resource !== undefined && { resource }),
    ...(policy && { policy }),
    explicit: words.includes("explicitdeny"),
    encoded: words.includes("encodedauthorizationfailuremessage"),
    context: {},
  };
}

/** What stands behind an action and is none of its letters. */
const BEHIND_ACTION = /^(?:on|because|with|as)\b/i;

/** The action that stands behind the verb, and the length of what was read; its lines may break within it. */
function actionIn(behind: string): { readonly action: string; readonly length: number } | undefined {
  const called = /^[\s:]{1,20}([a-z0-9-]{1,64}(?:\n[a-z0-9-]{1,64})?)\s{0,20}:\s{0,20}([a-z0-9]{1,128})/i.exec(behind);
  if (!called) return undefined;
  const [opening, service = "", name = ""] = called;
  const prefix = `${service.replace("\n", "").toLowerCase()}:`;
  const more = /^\n([a-z0-9]{1,128})/i.exec(behind.slice(opening.length));
  const joined =
    more && !BEHIND_ACTION.test(more[1] ?? "") ? publishedAction(`${prefix}${name}${more[1] ?? ""}`) : undefined;
  if (more && joined) return { action: joined.name, length: opening.length + more[0].length };
  return { action: publishedAction(`${prefix}${name}`)?.name ?? `${prefix}${name}`, length: opening.length };
}

const NEXT = new RegExp(String.raw`${USER.source}|An error occurred \(`);

/** A message ends where the next one begins. */
function upToNext(text: string): string {
  const next = text.search(NEXT);
  return next < 0 ? text : text.slice(0, next);
}

const ON_RESOURCE = new RegExp(String.raw`^\s{0,40}${wrapped("on resource")}\s{0,20}:\s{0,40}`, "i");
const REASON = new RegExp(String.raw`\s(?:${wrapped("because")}|${wrapped("with an explicit")})`, "i");

/** The resource, which a console may break over lines, and what follows: why. */
function resourceOf(rest: string): { readonly resource?: string; readonly reason: string } {
  const opening = ON_RESOURCE.exec(rest);
  if (!opening) return { reason: rest.slice(0, 1000) };
  const text = rest.slice(opening[0].length);
  const closing = /^["'\u201c]/.exec(text) ? text.slice(1).search(/["'\u201d]/) : -1;
  const because = text.search(REASON);
  const end = closing >= 0 ? closing + 2 : because >= 0 ? because : (/\S+/.exec(text)?.[0].length ?? 0);
  const written = text.slice(closing >= 0 ? 1 : 0, closing >= 0 ? closing + 1 : end);
  // A break is the console's; a space may be of an object's name.
  const resource = written
    .replace(/\s*[\r\n]\s*/g, "")
    .replace(/[.,;:)\]}>"']+$/, "")
    .trim();
  return { ...(resource !== "" && { resource }), reason: text.slice(end, end + 1000) };
}
