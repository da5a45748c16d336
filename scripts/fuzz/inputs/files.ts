import fc from "fast-check";
import { writeFileSync } from "node:fs";
import { hostileText } from "./hostile";

/** A file as somebody hands it in. */
export interface InputFile {
  readonly text: string;
  /** @default UTF-8 */
  readonly encoding?: "utf16le" | "latin1";
}

/** What befalls a text on its way: each changes something at a place that a number chooses. */
const FAULTS: Readonly<Record<string, (text: string, at: number, hostile: string) => string>> = {
  cut: (text, at) => text.slice(0, at % (text.length + 1)),
  insert: (text, at, hostile) => text.slice(0, at % (text.length + 1)) + hostile + text.slice(at % (text.length + 1)),
  lineBefore: (text) => `planted: a line that a wrapper prints\n${text}`,
  lineBehind: (text) => `${text}\nplanted\n`,
  byteOrderMark: (text) => `\ufeff${text}`,
  windows: (text) => text.replaceAll("\n", "\r\n"),
  /** The same key a second time. */
  keyTwice: (text, at) => atNth(text, /"(?:[^"\\]|\\.)*"(?=\s*:)/g, at, (key) => `${key}:null,${key}`),
  numberHuge: (text, at) => atNth(text, /\b\d+\b(?!")/g, at, () => "123456789012345678901234567890e400"),
  deep: (text, at) => atNth(text, /null|true|false|""/g, at, () => `${"[".repeat(at % 3000)}${"]".repeat(at % 3000)}`),
  deeper: (text, at) => atNth(text, /null|true|false|""/g, at, () => "[".repeat(at % 100_000)),
  loneSurrogate: (text, at) => atNth(text, /"(?=\w)/g, at, () => '"\\ud800'),
};

/** Mostly the texts as they are, here and there damaged. */
export function files(texts: fc.Arbitrary<string>): fc.Arbitrary<InputFile> {
  const damaged = fc
    .tuple(
      texts,
      fc.array(fc.tuple(fc.constantFrom(...Object.keys(FAULTS)), fc.nat(), hostileText), {
        minLength: 1,
        maxLength: 2,
      }),
    )
    .map(([text, faults]) => ({
      text: faults.reduce((now, [fault, at, hostile]) => FAULTS[fault]?.(now, at, hostile) ?? now, text),
    }));
  const foreign = fc
    .tuple(texts, fc.constantFrom("utf16le" as const, "latin1" as const), fc.boolean())
    .map(([text, encoding, mark]): InputFile => ({ text: mark ? `\ufeff${text}` : text, encoding }));
  return fc.oneof(
    { weight: 16, arbitrary: texts.map((text): InputFile => ({ text })) },
    { weight: 4, arbitrary: damaged },
    { weight: 1, arbitrary: foreign },
  );
}

export function write(path: string, { text, encoding }: InputFile): void {
  writeFileSync(path, text, encoding ?? "utf8");
}

function atNth(text: string, pattern: RegExp, number: number, edit: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  const chosen = found[number % found.length];
  if (!chosen) return text;
  return text.slice(0, chosen.index) + edit(chosen[0]) + text.slice(chosen.index + chosen[0].length);
}
