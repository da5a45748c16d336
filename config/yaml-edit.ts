import {
  Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { formatPath } from "./raw";

/**
 * Changes to an environment file that leave all else as it is, byte for byte: comments, blank lines, quotes, and how lines
 * and the file end.
 */

/** A file is written in a way that has no place for a change; the message says how to mend it. */
export class YamlEditError extends Error {
  override readonly name = "YamlEditError";
}

/** How values are printed: no line is broken. */
export const PRINT = { lineWidth: 0 } as const;

/** Why no key can stand behind the others of a file, and how to mend it; undefined where one can. */
export function noPlaceBehind(text: string): string | undefined {
  const { contents, directives } = parseDocument(text, { schema: "core" });
  if (!isMap(contents)) return undefined;
  if (contents.flow) return "the file is one map in braces: write each of its keys on a line of its own";
  const [start] = rangeOf(contents);
  // A byte order mark is no column.
  if (/[^\uFEFF]/.test(text.slice(start - columnOf(text, start), start)))
    return "the file's keys are indented: begin each at the start of its line";
  return directives.docEnd ? "the file's last line (...) ends the document: take it out" : undefined;
}

/**
 * The file with a value at a path of keys, in the place of what stands there. Where the maps on the way are missing, they
 * are made.
 *
 * @param text A file that has been checked.
 * @param value Data, or a node of the library's, whose comments are written too.
 * @throws YamlEditError where there is no place for it.
 */
export function setAt(text: string, path: readonly string[], value: unknown): string {
  const { maps, found } = walk(text, path);
  const place = maps.at(-1);
  if (!place) return appendKey(text, printed(nested(path, value)));
  if (outermostFlow(maps)) {
    place.set(path[maps.length - 1], nestedValue(path.slice(maps.length), value));
    return reprint(text, maps);
  }
  const lines = printed(nested(path.slice(maps.length - 1), value));
  if (found) return splice(text, linesOf(text, found), inLinesOf(text, indented(lines, found.indent)));
  if (maps.length === 1) return appendKey(text, lines);
  const indent = columnOf(text, startOf(place.items[0]?.key));
  const end = endWithComments(text, lastOf(place), indent);
  const added = indented(lines, indent);
  return end < text.length || text.endsWith("\n")
    ? splice(text, [end, end], inLinesOf(text, added))
    : append(text, added);
}

/**
 * The file with more items at the end of the list at a path; the list is made where it is missing.
 *
 * @throws YamlEditError where there is no place for them.
 */
export function addTo(text: string, path: readonly string[], items: readonly unknown[]): string {
  const { maps, found } = walk(text, path);
  const list = found?.value;
  if (!found || !isSeq(list)) return setAt(text, path, items);
  if (list.flow || outermostFlow(maps)) {
    for (const item of items) list.add(item);
    return outermostFlow(maps) ? reprint(text, maps) : splice(text, rangeOf(list), flowText(list));
  }
  const lines = new Document(items).toString(PRINT);
  const end = endWithComments(text, lastOf(list), found.indent + 1);
  const added = indented(lines, columnOf(text, startOf(list)));
  return end < text.length || text.endsWith("\n")
    ? splice(text, [end, end], inLinesOf(text, added))
    : append(text, added);
}

/**
 * The file without the key at a path, with its value and the comments in it; with the maps above that hold nothing else.
 *
 * @throws YamlEditError where its place is not the only one of its kind.
 */
export function removeAt(text: string, path: readonly string[]): string {
  const { maps, found } = walk(text, path);
  if (!found) return text;
  const place = maps.at(-1);
  if (path.length > 1 && place?.items.length === 1) return removeAt(text, path.slice(0, -1));
  if (outermostFlow(maps)) {
    place?.delete(path.at(-1));
    return reprint(text, maps);
  }
  return splice(text, linesOf(text, found), "");
}

/** A key that stands on a line of its own. */
interface Found {
  readonly key: Node;
  readonly value: unknown;
  /** Columns before the key. */
  readonly indent: number;
}

/** The maps on the way to a path, outermost first, as far as they exist, and the key itself where it does. */
function walk(text: string, path: readonly string[]): { maps: YAMLMap[]; found?: Found } {
  const { contents } = parseDocument(text, { schema: "core" });
  const maps: YAMLMap[] = [];
  let node: unknown = contents;
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) {
      const key = formatPath(path.slice(0, depth));
      throw new YamlEditError(`${key} is an alias (*) of another value: write out what it stands for`);
    }
    if (!isMap(node)) break;
    if (depth === 0 && node.flow) throw new YamlEditError(noPlaceBehind(text));
    maps.push(node);
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
    if (!pair || !isNode(pair.key)) break;
    if (depth === path.length - 1) {
      return { maps, found: { key: pair.key, value: pair.value, indent: columnOf(text, startOf(pair.key)) } };
    }
    node = pair.value;
  }
  return { maps };
}

/** The keys of a path around a value. */
function nested(path: readonly string[], value: unknown): YAMLMap {
  const [key = "", ...rest] = path;
  const map = new Document({}).contents as unknown as YAMLMap;
  map.flow = false;
  map.set(key, nestedValue(rest, value));
  return map;
}

function nestedValue(path: readonly string[], value: unknown): unknown {
  if (path.length > 0) return nested(path, value);
  return isNode(value) ? value : new Document(value).contents;
}

function printed(map: YAMLMap): string {
  return new Document(map).toString(PRINT);
}

function indented(lines: string, indent: number): string {
  return lines.replace(/^(?=.)/gm, " ".repeat(indent));
}

/** The outermost of the maps that is written in braces: what is in it is printed anew with it. */
function outermostFlow(maps: readonly YAMLMap[]): YAMLMap | undefined {
  return maps.find(({ flow }) => flow);
}

function reprint(text: string, maps: readonly YAMLMap[]): string {
  const map = outermostFlow(maps);
  if (!map) throw new Error("one of the maps is in braces");
  const [start, end] = rangeOf(map);
  return splice(text, [start, end], flowText(map));
}

/** A comment behind the node belongs to the rest of the text. */
function flowText(node: YAMLMap | YAMLSeq): string {
  node.comment = null;
  return new Document(node).toString({ ...PRINT, collectionStyle: "flow" }).trimEnd();
}

/** The lines of a key and its value, with the comments that are indented like the value's. */
function linesOf(text: string, { key, value, indent }: Found): readonly [number, number] {
  const end = endWithComments(text, isNode(value) ? lastOf(value) : rangeOf(key)[1], indent + 1);
  return [startOf(key) - indent, end];
}

/** Where the last thing in a node ends. */
function lastOf(node: Node): number {
  const last = isCollection(node) && !node.flow ? node.items.at(-1) : undefined;
  if (isNode(last)) return lastOf(last);
  if (typeof last !== "object" || last === null) return rangeOf(node)[1];
  const { key, value } = last as { key: unknown; value: unknown };
  return isNode(value) && rangeOf(value)[1] > rangeOf(value)[0] ? lastOf(value) : rangeOf(key)[1];
}

/** The end of a line, behind the comments below it that are indented as much or more. */
function endWithComments(text: string, position: number, indent: number): number {
  let end = endOfLine(text, position);
  const comment = new RegExp(`[ ]{${indent},}#.*(?:\\n|$)`, "y");
  for (comment.lastIndex = end; end < text.length && comment.test(text); end = comment.lastIndex);
  return end;
}

function startOf(node: unknown): number {
  return rangeOf(node)[0];
}

function columnOf(text: string, position: number): number {
  return position - (text.lastIndexOf("\n", position - 1) + 1);
}

/** Where a node of a parsed file begins and ends. */
export function rangeOf(node: unknown): readonly [number, number] {
  if (!isNode(node) || !node.range) throw new Error("a node of a parsed file has a place");
  return [node.range[0], node.range[1]];
}

/** The end of the line that holds a position, behind its line feed; a position behind one is at the end already. */
export function endOfLine(text: string, position: number): number {
  if (text[position - 1] === "\n") return position;
  const next = text.indexOf("\n", position);
  return next < 0 ? text.length : next + 1;
}

export function splice(text: string, [start, end]: readonly [number, number], replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/**
 * A file with a key behind the others, after a blank line.
 *
 * @throws YamlEditError where there is no place for it.
 */
export function appendKey(text: string, lines: string): string {
  const reason = noPlaceBehind(text);
  if (reason !== undefined) throw new YamlEditError(reason);
  return append(text, `\n${lines}`);
}

/** A text with more lines behind it; its last line ends with a line feed only if the last one did before. */
export function append(text: string, lines: string): string {
  if (text === "" || text.endsWith("\n")) return text + inLinesOf(text, lines);
  return text + inLinesOf(text, `\n${lines.replace(/\n$/, "")}`);
}

/** Lines that end as those of a text do. */
export function inLinesOf(text: string, lines: string): string {
  return /^[^\n]*\r\n/.test(text) ? lines.replaceAll("\n", "\r\n") : lines;
}
