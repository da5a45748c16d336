import fc from "fast-check";
import { holdRefusal, must, ssps } from "./command";
import { edited, versions } from "./inputs/edits";
import { files, type InputFile } from "./inputs/files";
import type { Json } from "./inputs/hostile";
import { type Format, FORMATS, holdFormat } from "./formats";

/** Draws a format for each review, since to write all four of each would take four times as long. */
export const format: fc.Arbitrary<Format> = fc.constantFrom(...FORMATS);

/**
 * Reviews files, and holds what every review keeps to.
 *
 * @returns Whether they could be reviewed.
 */
export async function holdReview(args: readonly string[], files: readonly string[], format: Format): Promise<boolean> {
  const outcome = await ssps("review", ...args, "--format", format);
  if (outcome.status === 2) {
    holdRefusal(outcome, files);
    return false;
  }
  must(outcome.status === 0, `status ${outcome.status} without --fail-on`);
  holdFormat[format](outcome.out);
  return true;
}

/**
 * Reviews a file against itself: no change at all, whatever it holds.
 *
 * @param gap What a row says of that which the file leaves out: nobody knows whether it changed. @default there is none
 */
export async function holdSame(file: string, gap?: string): Promise<void> {
  const out = await reviewed(["--before", file, "--after", file]);
  const { verdict, rows } = JSON.parse(out) as { readonly verdict: string; readonly rows: readonly object[] };
  const changed = rows.filter((row) => gap === undefined || !JSON.stringify(row).includes(gap));
  must(changed.length === 0 && (rows.length > 0 || verdict === "none"), `against itself: ${verdict}`);
}

/** The verdict of files that can be reviewed. */
export async function verdictOf(args: readonly string[]): Promise<string> {
  return (JSON.parse(await reviewed(args)) as { verdict: string }).verdict;
}

async function reviewed(args: readonly string[]): Promise<string> {
  const { status, out, err } = await ssps("review", ...args, "--json");
  must(status === 0, `not reviewed: ${err}`);
  return out;
}

/** Two files to compare. */
export interface Versions {
  readonly format: Format;
  readonly before: InputFile;
  readonly after: InputFile;
}

/** Mostly two versions of one document, here and there two that have nothing in common, or that are damaged. */
export function sides(documents: fc.Arbitrary<Json>): fc.Arbitrary<Versions> {
  const text = (document: Json): string => JSON.stringify(document, null, 1);
  const file = files(edited(documents).map(text));
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(format, versions(documents)).map(([chosen, [before, after]]): Versions => ({
        format: chosen,
        before: { text: text(before) },
        after: { text: text(after) },
      })),
    },
    { weight: 1, arbitrary: fc.record({ format, before: file, after: file }) },
  );
}
