import { publishedAction } from "../../policy/actions";

/** The longest text that is looked through, in characters. */
export const MAX_TEXT = 1_048_576;
/** How many different messages of a text are read. */
const MAX_MESSAGES = 20;
/** How many places of a text are looked at: a log repeats itself. */
const MAX_PLACES = 2_000;
/** How far around the verb the parts of a message stand: an ARN with an object's name in it, twice. */
const BEFORE = 800;
const BEHIND = 4_000;

/** What kind of policy denied. Source: "Troubleshoot access denied error messages", IAM User Guide. */
export type DenyingPolicy =
  "identity" | "resource" | "boundary" | "session" | "serviceControl" | "resourceControl" | "endpoint";

/** What AWS says of a request that it denied. */
export interface DenialMessage {
  /** ARN of who asked, as far as the message says. */
  readonly principal?: string;
  /** `service:Name`, in AWS's spelling. */
  readonly action: string;
  /** ARN; absent where the message does not name the resource. */
  readonly resource?: string;
  /** Absent where the message does not say. */
  readonly policy?: DenyingPolicy;
  /** A statement denies it; otherwise none allows it, or the message does not say. */
  readonly explicit: boolean;
  /** What only `sts:DecodeAuthorizationMessage` reads. */
  readonly encoded: boolean;
  /** Condition keys of the request, from a decoded message. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** How messages call the kinds of policy. */
const POLICIES: readonly (readonly [words: string, policy: DenyingPolicy])[] = [
  ["identity-based polic", "identity"],
  ["resource-based polic", "resource"],
  ["permissions boundar", "boundary"],
  ["session polic", "session"],
  ["service control polic", "serviceControl"],
  ["resource control polic", "resourceControl"],
  ["vpc endpoint polic", "endpoint"],
];

const VERB = "is not authorized to perform";

/**
 * The denials that a text tells of, each once: a message as a console, the command line or CloudTrail prints it, a log full
 * of them, or what `aws sts decode-authorization-message` prints. None where it tells of none.
 *
 * @throws RangeError where the text is longer than MAX_TEXT.
 */
export function readDenials(text: string): DenialMessage[] {
  if (text.length > MAX_TEXT)
    throw new RangeError(`a text of at most ${MAX_TEXT} characters is read, found ${text.length}`);
  const decoded = decodedMessage(text);
  if (decoded) return [decoded];
  const plain = withoutEntities(text);
  const lower = plain.toLowerCase();
  const found = new Map<string, DenialMessage>();
  let at = lower.indexOf(VERB);
  for (let places = 0; at >= 0 && places < MAX_PLACES && found.size < MAX_MESSAGES; places += 1) {
    const message = messageAt(plain.slice(Math.max(0, at - BEFORE), at), plain.slice(at + VERB.length, at + BEHIND));
    if (message) found.set(JSON.stringify(message), message);
    at = lower.indexOf(VERB, at + 1);
  }
  if (found.size === 0) {
    const short = shortMessage(plain);
    if (short) return [short];
  }
  return [...found.values()];
}

/** @param before What stands in front of the verb. @param behind What stands behind it. */
function messageAt(before: string, behind: string): DenialMessage | undefined {
  const user = before.lastIndexOf("User:");
  const principal = user < 0 ? undefined : before.slice(user + "User:".length).replace(/\s+/g, "");
  const called = /^[\s:]{1,20}([a-z0-9-]{1,64})\s{0,20}:\s{0,20}([a-z0-9]{1,128})/i.exec(behind);
  if (!called) return undefined;
  const action = `${called[1]?.toLowerCase() ?? ""}:${called[2] ?? ""}`;
  const rest = upToNext(behind.slice(called[0].length));
  const { resource, reason } = resourceOf(rest);
  const words = reason.replace(/\s+/g, " ").toLowerCase();
  const policy = POLICIES.map(([name, kind]) => [words.indexOf(name), kind] as const)
    .filter(([position]) => position >= 0)
    .sort(([a], [b]) => a - b)[0]?.[1];
  return {
    ...(principal !== undefined && principal !== "" && { principal }),
    action: publishedAction(action)?.name ?? action,
    ...(resource !== undefined && { resource }),
    ...(policy && { policy }),
    explicit: words.includes("explicit deny"),
    encoded: words.includes("encoded authorization failure message"),
    context: {},
  };
}

/** A message ends where the next one begins. */
function upToNext(text: string): string {
  const next = text.indexOf("User:");
  return next < 0 ? text : text.slice(0, next);
}

/** The resource, which a console may break over lines, and what follows: why. */
function resourceOf(rest: string): { readonly resource?: string; readonly reason: string } {
  const opening = /^\s{1,40}on\s{1,40}resource\s{0,20}:\s{0,40}/i.exec(rest);
  if (!opening) return { reason: rest.slice(0, 1000) };
  const text = rest.slice(opening[0].length);
  const quote = /^["'\u201c]/.exec(text) ? text.slice(1).search(/["'\u201d]/) : -1;
  const because = text.search(/\s(?:because|with\s{1,40}an\s{1,40}explicit)\s/i);
  const end = quote >= 0 ? quote + 2 : because >= 0 ? because : (/\S+/.exec(text)?.[0].length ?? 0);
  const written = text.slice(quote >= 0 ? 1 : 0, quote >= 0 ? quote + 1 : end);
  // A break is the console's; a space may be of an object's name.
  const resource = written
    .replace(/\s*[\r\n]\s*/g, "")
    .replace(/[.,;:)\]}>"']+$/, "")
    .trim();
  return { ...(resource !== "" && { resource }), reason: text.slice(end, end + 1000) };
}

/** Messages that name neither who asked nor for what: of S3 to other accounts, of HEAD requests, as XML. */
function shortMessage(text: string): DenialMessage | undefined {
  const called =
    /\((?:AccessDenied|AccessDeniedException|UnauthorizedOperation|403|Forbidden)\) when calling the (\w{1,64}) operation/i.exec(
      text,
    );
  const isS3 = called ?? /<Code>\s{0,20}AccessDenied\s{0,20}<\/Code>/i.exec(text);
  if (!isS3) return undefined;
  const operation = called?.[1] ?? "GetObject";
  const action = S3_OPERATIONS[operation] ?? `s3:${operation}`;
  return publishedAction(action) ? { action, explicit: false, encoded: false, context: {} } : undefined;
}

/** Operations of S3 whose action is called otherwise. Source: "Required permissions for Amazon S3 API operations". */
const S3_OPERATIONS: Readonly<Record<string, string>> = {
  HeadObject: "s3:GetObject",
  CopyObject: "s3:PutObject",
  UploadPart: "s3:PutObject",
  CreateMultipartUpload: "s3:PutObject",
  CompleteMultipartUpload: "s3:PutObject",
  DeleteObjects: "s3:DeleteObject",
  HeadBucket: "s3:ListBucket",
  ListObjects: "s3:ListBucket",
  ListObjectsV2: "s3:ListBucket",
  ListBuckets: "s3:ListAllMyBuckets",
};

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ quot: '"', "#34": '"', apos: "'", "#39": "'", "#x27": "'", amp: "&", lt: "<", gt: ">" },
  ...{ nbsp: " ", "#160": " " },
};

/** The text as its writer meant it: without HTML's entities, JSON's escapes and spaces that do not break. */
function withoutEntities(text: string): string {
  return text
    .replace(/&(#?\w{1,6});/g, (entity, name: string) => ENTITIES[name.toLowerCase()] ?? entity)
    .replaceAll('\\"', '"')
    .replaceAll("\\n", "\n")
    .replaceAll("\u00a0", " ");
}

interface Decoded {
  readonly explicitDeny?: unknown;
  readonly context?: {
    readonly principal?: { readonly arn?: unknown };
    readonly action?: unknown;
    readonly resource?: unknown;
    readonly conditions?: { readonly items?: unknown };
  };
}

/** What `sts:DecodeAuthorizationMessage` answers: the document, or the document as a text of `DecodedMessage`. */
function decodedMessage(text: string): DenialMessage | undefined {
  const outer = parsed(text) as { readonly DecodedMessage?: unknown } | undefined;
  const message = (typeof outer?.DecodedMessage === "string" ? parsed(outer.DecodedMessage) : outer) as
    Decoded | undefined;
  const { principal, action, resource, conditions } = message?.context ?? {};
  if (typeof action !== "string" || !/^[a-z0-9-]{1,64}:[a-z0-9]{1,128}$/i.test(action)) return undefined;
  const arn = principal?.arn;
  return {
    ...(typeof arn === "string" && { principal: arn }),
    action: publishedAction(action)?.name ?? action,
    ...(typeof resource === "string" && { resource }),
    explicit: message?.explicitDeny === true,
    encoded: false,
    context: contextOf(conditions?.items),
  };
}

function contextOf(items: unknown): Record<string, string | readonly string[]> {
  if (!Array.isArray(items)) return {};
  const pairs = (items as unknown[]).slice(0, 200).flatMap((item): [string, readonly string[]][] => {
    const { key, values } = (item ?? {}) as { readonly key?: unknown; readonly values?: { readonly items?: unknown } };
    const list = Array.isArray(values?.items) ? (values.items as unknown[]) : [];
    const texts = list.flatMap((one) => {
      const value = ((one ?? {}) as { readonly value?: unknown }).value;
      return typeof value === "string" ? [value] : [];
    });
    return typeof key === "string" && key.includes(":") && texts.length > 0 ? [[key, texts]] : [];
  });
  return Object.fromEntries(pairs);
}

function parsed(text: string): object | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    // A text that is no JSON is read as a text.
    return undefined;
  }
}
