import { Document, isMap, isScalar, isSeq, parseDocument, visit, type YAMLSeq } from "yaml";
import { append, appendKey, endOfLine, inLinesOf, PRINT, rangeOf, splice } from "../config/yaml-edit";
import { InputError } from "./output";

/** An elevation as `ssps elevate` writes it. */
export interface NewElevation {
  readonly ticket: string;
  readonly approver: string;
  readonly from: string;
  readonly until: string;
  readonly sessions?: readonly string[];
  readonly reason?: string;
  readonly clean_up?: true;
}

/**
 * An environment file with one more elevation behind the others. All else stays as it is, byte for byte: comments, blank
 * lines, quotes, and how lines and the file end.
 *
 * @param text A file that has been checked.
 * @throws InputError where the list is written in a way that has no place for another elevation.
 * @throws YamlEditError where the file has no place for the list.
 */
export function addElevation(text: string, added: NewElevation): string {
  const found = findList(text);
  if (!found) return appendKey(text, new Document({ elevation: [added] }).toString(PRINT));
  const { list } = found;
  if (list.flow) {
    list.add(added);
    return splice(text, rangeOf(list), printFlow(list));
  }
  const { indent, ends } = linesOf(text, list);
  const lines = new Document([added]).toString(PRINT).replace(/^(?=.)/gm, " ".repeat(indent));
  const end = ends.at(-1) ?? text.length;
  return end < text.length ? text.slice(0, end) + inLinesOf(text, lines) + text.slice(end) : append(text, lines);
}

/**
 * An environment file without the elevations of some tickets and the comments above and behind each; without the key,
 * where none is left. All else stays as it is.
 */
export function removeElevations(text: string, tickets: ReadonlySet<string>): string {
  const found = findList(text);
  if (!found) return text;
  const { list, start, keyEnd } = found;
  const removed = list.items.map((item) => {
    const ticket = isMap(item) ? item.get("ticket") : undefined;
    return typeof ticket === "string" && tickets.has(ticket);
  });
  if (!removed.includes(true)) return text;
  const { ends } = linesOf(text, list);
  if (!removed.includes(false)) return text.slice(0, start) + text.slice(ends.at(-1) ?? text.length);
  if (list.flow) {
    list.items = list.items.filter((_, index) => !removed[index]);
    return splice(text, rangeOf(list), printFlow(list));
  }
  const begins = [endOfLine(text, keyEnd), ...ends];
  return removed.reduceRight(
    (kept, isRemoved, index) => (isRemoved ? splice(kept, [begins[index] ?? 0, ends[index] ?? 0], "") : kept),
    text,
  );
}

interface ElevationList {
  readonly list: YAMLSeq;
  /** Where the key `elevation` begins and ends. */
  readonly start: number;
  readonly keyEnd: number;
}

function findList(text: string): ElevationList | undefined {
  const { contents } = parseDocument(text, { schema: "core" });
  if (!isMap(contents)) return undefined;
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === "elevation");
  if (!pair || !isScalar(pair.key)) return undefined;
  if (!isSeq(pair.value)) {
    throw new InputError(
      "elevation is an alias (*) of another value: write its list out, since what is added is in one only",
    );
  }
  visit(pair.value, {
    Alias: (_, { source }) => {
      throw new InputError(`elevation holds the alias *${source}: write out what it stands for`);
    },
  });
  return { list: pair.value, start: pair.key.range[0], keyEnd: pair.key.range[1] };
}

/** Where each item of a list in lines ends: behind its last line and the comments that are indented like its keys. */
function linesOf(text: string, list: YAMLSeq): { readonly indent: number; readonly ends: readonly number[] } {
  const [begin] = rangeOf(list);
  const indent = begin - (text.lastIndexOf("\n", begin - 1) + 1);
  const comment = new RegExp(`[ ]{${indent + 1},}#.*(?:\\n|$)`, "y");
  const ends = list.items.map((item) => {
    let end = endOfLine(text, rangeOf(item)[1]);
    for (comment.lastIndex = end; comment.test(text); end = comment.lastIndex);
    return end;
  });
  return { indent, ends };
}

/** A comment behind the list belongs to the rest of the text. */
function printFlow(list: YAMLSeq): string {
  list.comment = null;
  return new Document(list).toString(PRINT).trimEnd();
}
