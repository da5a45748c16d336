import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { parseByEntries, type Keep } from "./entries";
import type { Fields, Json } from "./resource";
import { jsonOf, severalObjects } from "./several";

/** Input that cannot be reviewed: says what was found, what is allowed and how to mend it. */
export class ReviewInputError extends Error {
  override readonly name = "ReviewInputError";
}

/** Longest file that is read, in bytes: a plan of tens of thousands of resources. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Reads a JSON object from a file: UTF-8, or UTF-16 as PowerShell writes it, with or without a byte order mark. Lines that
 * a wrapper of Terraform puts before and after the object (`[command]terraform show -json …`) are left out.
 *
 * @param keep What is kept of the entries of its lists. @default all
 * @throws ReviewInputError where the file is missing, too large, or holds no JSON object.
 */
export function readJsonFile(file: string, keep?: Keep): Fields {
  const [fields = {}] = readJsonObjects(file, undefined, keep);
  return fields;
}

/**
 * The same of a file that may hold several objects, in a list or one after another.
 *
 * @param isOneOfSeveral Whether an object may be one of several. @default none may
 * @throws ReviewInputError as `readJsonFile`, and where one of several may not be.
 */
export function readJsonObjects(file: string, isOneOfSeveral?: (fields: Fields) => boolean, keep?: Keep): Fields[] {
  const kept = keep && opened(file, (handle, isPlain) => (isPlain ? byEntries(handle, keep) : undefined));
  if (kept) return [kept];
  const text = readText(file);
  const whole = jsonOf(text);
  if (isOneOfSeveral) {
    const several = severalObjects(text, whole);
    if (several?.every(isOneOfSeveral)) return several.map((fields) => (keep ? keepOf(fields, keep) : fields));
  }
  const value = whole ?? parsed(text, file);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const found = Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`;
    throw new ReviewInputError(`${file}: ${found}, where an object is expected`);
  }
  return [keep ? keepOf(value as Fields, keep) : (value as Fields)];
}

/** A file's text, whatever its encoding. @throws ReviewInputError where the file is missing or too large. */
export function readText(file: string): string {
  return decode(readBounded(file));
}

/** @throws ReviewInputError in the place of what JavaScript throws where values nest without end. */
export function notTooDeep<T>(files: readonly string[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ReviewInputError(`${files.join(", ")}: values in it are nested too deeply to be read`);
  }
}

function keepOf(fields: Fields, keep: Keep): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((entry) => keep(name, entry)) : value,
    ]),
  );
}

/** Undefined where the file is no UTF-8, or more than an object; what is wrong, if anything, the whole text says. */
function byEntries(handle: number, keep: Keep): Fields | undefined {
  try {
    return parseByEntries(handle, keep);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function parsed(text: string, file: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    for (const json of withoutWrapper(text)) {
      try {
        return JSON.parse(json);
      } catch {
        // The fault of the whole text is the one to report.
      }
    }
    const reason = error instanceof Error ? error.message : "unreadable";
    throw new ReviewInputError(
      `${file}: not JSON, or cut off (${reason.slice(0, 120)}); a plan is made with "terraform show -json PLAN > FILE"`,
    );
  }
}

/** A line of a program's log written as JSON; it names its level, as a plan or account details never do. */
const LOG_LINES = /^(?:\{"@?(?:level|time)":[^\n]{0,4000}\}\r?\n)+/;

/**
 * From the first line that starts an object to the last line that ends one, without what a pipeline's wrapper wrote around.
 * What lies before a later line that starts one, other than a log's lines, is no wrapper's: two documents in one file, of
 * which none may be dropped.
 */
function withoutWrapper(text: string): string[] {
  const start = text.startsWith("{") ? 0 : text.indexOf("\n{") + 1;
  const json = text.slice(start, text.lastIndexOf("}") + 1).replace(LOG_LINES, "");
  return json.startsWith("{") && json.length < text.length ? [json] : [];
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return bigEndian(bytes.subarray(2));
  // JSON starts with an ASCII character: a zero beside it is UTF-16 without a mark.
  if (bytes.length > 1 && bytes[0] !== 0 && bytes[1] === 0) return bytes.toString("utf16le");
  if (bytes.length > 1 && bytes[0] === 0 && bytes[1] !== 0) return bigEndian(bytes);
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return bytes.toString("utf8", start);
}

function bigEndian(bytes: Buffer): string {
  return bytes
    .subarray(0, bytes.length - (bytes.length % 2))
    .swap16()
    .toString("utf16le");
}

function readBounded(file: string): Buffer {
  return opened(file, (handle) => readFileSync(handle));
}

/** @param read Gets the open file, and whether it is a plain one, which can be read twice. */
function opened<T>(file: string, read: (handle: number, isPlain: boolean) => T): T {
  let handle: number;
  try {
    handle = openSync(file, "r");
  } catch {
    throw new ReviewInputError(`${file}: no such file, or it cannot be read`);
  }
  try {
    const stat = fstatSync(handle);
    if (stat.isDirectory()) throw new ReviewInputError(`${file}: a folder, where a file is expected`);
    if (stat.size > MAX_BYTES) {
      throw new ReviewInputError(
        `${file}: ${stat.size} bytes; files of at most ${MAX_BYTES} bytes are read: review one stack at a time`,
      );
    }
    return read(handle, stat.isFile());
  } finally {
    closeSync(handle);
  }
}
