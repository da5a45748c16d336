import { readSync } from "node:fs";
import type { Fields, Json } from "./resource";

/**
 * What is kept of an entry of one of a file's lists.
 *
 * @param list The list's name: `RoleDetailList`.
 */
export type Keep = (list: string, entry: Json) => Json;

/**
 * Reads a JSON object as `JSON.parse` does, but the entries of its lists one after another: of a long file only what is
 * kept of them is ever held, never its whole text, nor the whole tree, which takes several times that.
 *
 * @param handle A file that is open at its start: UTF-8, without a byte order mark.
 * @throws SyntaxError where it is no JSON object.
 */
export function parseByEntries(handle: number, keep: Keep): Fields {
  const cursor = new Cursor(handle);
  const fields = new Map<string, Json>();
  cursor.members("{", "}", () => {
    const name = cursor.value();
    if (typeof name !== "string") throw new SyntaxError("a name is a string");
    cursor.take(":");
    fields.set(name, cursor.isAt("[") ? entriesOf(cursor, (entry) => keep(name, entry)) : cursor.value());
  });
  cursor.end();
  return Object.fromEntries(fields);
}

function entriesOf(cursor: Cursor, keep: (entry: Json) => Json): Json[] {
  const entries: Json[] = [];
  cursor.members("[", "]", () => entries.push(keep(cursor.value())));
  return entries;
}

/** The characters that JSON's structure is of: ASCII, which no part of another character in UTF-8 is. */
const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const BLANK: ReadonlySet<number | undefined> = new Set([0x20, 0x0a, 0x0d, 0x09]);

/** Bytes that are held at first; where one value is longer, more are. */
const WINDOW = 2 ** 16;

/** A place in a file of JSON. It finds where values end; whether they are right, `JSON.parse` says. */
class Cursor {
  private window = Buffer.alloc(WINDOW);
  /** How much of the window is read. */
  private length = 0;
  private at = 0;
  /** Where the value begins that is being read. */
  private start = 0;

  constructor(private readonly handle: number) {}

  /** Reads what stands between two brackets, with commas between them. */
  members(open: string, close: string, read: () => void): void {
    this.take(open);
    if (!this.isAt(close)) {
      read();
      while (this.isAt(",")) {
        this.take(",");
        read();
      }
    }
    this.take(close);
  }

  /** Whether a character comes next, blank space aside. */
  isAt(character: string): boolean {
    return this.skipBlank() === character.charCodeAt(0);
  }

  /** @throws SyntaxError where another character comes next. */
  take(character: string): void {
    if (!this.isAt(character)) throw new SyntaxError(`no ${character}`);
    this.at++;
  }

  /** @throws SyntaxError where anything but blank space comes next. */
  end(): void {
    if (this.skipBlank() !== undefined) throw new SyntaxError("more than one value");
  }

  /** @throws SyntaxError where no value comes next. */
  value(): Json {
    this.start = this.at;
    this.skipValue();
    return JSON.parse(this.window.toString("utf8", this.start, this.at));
  }

  private skipBlank(): number | undefined {
    while (BLANK.has(this.byte())) this.start = ++this.at;
    return this.byte();
  }

  /** To the comma, colon or bracket behind a value. */
  private skipValue(): void {
    let depth = 0;
    for (let byte = this.byte(); byte !== undefined; this.at++, byte = this.byte()) {
      if (byte === QUOTE) this.skipText();
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth++;
      else if (depth === 0 && (byte === COMMA || byte === COLON)) return;
      else if ((byte === CLOSE_LIST || byte === CLOSE_OBJECT) && depth-- === 0) return;
    }
  }

  /** From the quote that begins a string to the one that ends it. */
  private skipText(): void {
    do this.at += this.byte() === BACKSLASH ? 2 : 1;
    while (this.byte() !== undefined && this.byte() !== QUOTE);
  }

  /** The byte at the place; undefined at the end of the file. */
  private byte(): number | undefined {
    while (this.at >= this.length) if (!this.readOn()) return undefined;
    return this.window[this.at];
  }

  /** Reads a piece behind the value that is being read. */
  private readOn(): boolean {
    this.window.copyWithin(0, this.start, this.length);
    this.length -= this.start;
    this.at -= this.start;
    this.start = 0;
    if (this.length === this.window.length) this.window = Buffer.concat([this.window, Buffer.alloc(this.length)]);
    const read = readSync(this.handle, this.window, this.length, this.window.length - this.length, null);
    this.length += read;
    return read > 0;
  }
}
