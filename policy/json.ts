/** A JSON text that cannot be read: says where and why. */
export class JsonError extends Error {
  override readonly name = "JsonError";

  constructor(
    message: string,
    /** Both from 1. */
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

/**
 * Reads JSON as `JSON.parse` does, but refuses an object that holds a key twice, of which `JSON.parse` keeps the last
 * and drops the others silently, and nesting deeper than `maxDepth`.
 *
 * @throws JsonError with line and column
 */
export function parseJson(text: string, maxDepth = 32): unknown {
  return new Reader(text, maxDepth).document();
}

class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
  ) {}

  document(): unknown {
    const value = this.value(0);
    if (this.at < this.text.length) throw this.error("expected the end of the text");
    return value;
  }

  private value(depth: number): unknown {
    if (depth > this.maxDepth) throw this.error(`nested deeper than ${this.maxDepth} levels`);
    this.take(SPACE);
    const value = this.bare(depth);
    this.take(SPACE);
    return value;
  }

  private bare(depth: number): unknown {
    const start = this.text[this.at];
    if (start === "{") return this.object(depth);
    if (start === "[") return this.list(depth);
    if (start === '"') return this.string();
    const token = this.take(NUMBER) ?? this.take(WORD);
    if (token === undefined) throw this.error("expected a value");
    return JSON.parse(token);
  }

  private list(depth: number): unknown[] {
    const items: unknown[] = [];
    this.at++;
    this.take(SPACE);
    if (this.skip("]")) return items;
    do items.push(this.value(depth + 1));
    while (this.skip(","));
    if (!this.skip("]")) throw this.error('expected "," or "]"');
    return items;
  }

  private object(depth: number): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    this.at++;
    this.take(SPACE);
    if (!this.skip("}")) {
      do this.entry(entries, depth);
      while (this.skip(","));
      if (!this.skip("}")) throw this.error('expected "," or "}"');
    }
    // Unlike an assignment, this makes `__proto__` a key like any other.
    return Object.fromEntries(entries);
  }

  private entry(entries: Map<string, unknown>, depth: number): void {
    this.take(SPACE);
    const start = this.at;
    if (this.text[start] !== '"') throw this.error("expected a key in double quotes");
    const key = this.string();
    if (entries.has(key)) throw this.error(`the key ${JSON.stringify(key)} is there twice`, start);
    this.take(SPACE);
    if (!this.skip(":")) throw this.error('expected ":"');
    entries.set(key, this.value(depth + 1));
  }

  private string(): string {
    const start = this.at;
    const token = this.take(STRING);
    if (token === undefined) throw this.error("a text that does not end");
    try {
      return JSON.parse(token) as string;
    } catch {
      throw this.error("a text with a control character or an unknown escape", start);
    }
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const token = pattern.exec(this.text)?.[0];
    if (token !== undefined) this.at += token.length;
    return token;
  }

  private skip(char: string): boolean {
    const found = this.text[this.at] === char;
    if (found) this.at++;
    return found;
  }

  private error(message: string, at = this.at): JsonError {
    const before = this.text.slice(0, at).split("\n");
    return new JsonError(message, before.length, (before.at(-1)?.length ?? 0) + 1);
  }
}
