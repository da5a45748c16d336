import { reasonOf } from "../files/reason";
import { createReadStream } from "node:fs";
import { InputError } from "./output";

/** The longest line that is read, in bytes. */
const MAX_LINE = 1_048_576;

/** One line of a file, parsed. */
export interface JsonLine {
  /** `FILE:LINE`, from 1. */
  readonly place: string;
  readonly value: unknown;
}

/**
 * Reads JSON Lines one after another, so that a file may be larger than memory.
 *
 * @param path A file, or `-` for standard input.
 * @throws InputError where the file cannot be read, a line is too long or no JSON.
 */
export async function* readJsonLines(path: string): AsyncGenerator<JsonLine> {
  const name = path === "-" ? "standard input" : path;
  const stream = path === "-" ? process.stdin : createReadStream(path);
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  const parse = (line: Buffer): JsonLine => {
    const place = `${name}:${++number}`;
    try {
      return { place, value: JSON.parse(line.toString("utf8")) };
    } catch (error) {
      throw new InputError(`${place}: not JSON: ${reasonOf(error)}`);
    }
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, start)) {
        yield parse(rest.subarray(start, end));
        start = end + 1;
      }
      rest = rest.subarray(start);
      if (rest.length > MAX_LINE) throw new InputError(`${name}:${number + 1}: a line of more than ${MAX_LINE} bytes`);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`cannot read ${name}: ${reasonOf(error)}`);
  }
  if (rest.length > 0) yield parse(rest);
}
