import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readContent, type Content, type Read } from "./content";
import { wrongValue } from "./raw";
import { DEFAULTS, MAX_BYTES, readTextFile, type Source } from "./source";

/** The folder at which the search for defaults ends. */
const TOP = "environments";

/** Files of defaults that were read already, by path: a thousand environments share a few. */
export type ReadDefaults = Map<string, Read>;

/**
 * What an environment file says over the defaults (`defaults.yaml`) of its folder, and of those above up to
 * `environments`, the nearest first. A fault of theirs is one of every file below them.
 *
 * @param known What was read before; filled with what is read now.
 */
export function readWithDefaults(source: Source, known: ReadDefaults = new Map()): Read {
  const layers = [readContent(source), ...defaultsOf(source.file).map((file) => readDefaults(file, known))];
  const problems = layers.flatMap((layer) => layer.problems);
  const contents = layers.flatMap(({ content }) => content ?? []);
  // Where one of them cannot be read, nobody knows what the file would say with it.
  const [top, ...below] = contents;
  if (!top || contents.length < layers.length) return { problems };
  return { problems, content: below.reduce(over, top) };
}

/** The files of defaults for an environment file, the nearest first. */
function defaultsOf(file: string): string[] {
  const folders = [dirname(file)];
  const steps = resolve(dirname(file)).split("/").reverse();
  const above = steps.indexOf(TOP);
  for (let i = 0; i < above; i += 1) folders.push(join(folders[i] ?? "", ".."));
  return folders.map((folder) => join(folder, DEFAULTS)).filter((path) => existsSync(path));
}

function readDefaults(file: string, known: ReadDefaults): Read {
  const before = known.get(file);
  if (before) return before;
  const text = readTextFile(file, MAX_BYTES);
  const read = typeof text === "string" ? asMap(readContent({ file, text }, EMPTY)) : { problems: [text] };
  known.set(file, read);
  return read;
}

const EMPTY = "is empty; write what the environments below it share, or delete it";

/** Defaults that are no map would silently be none. */
function asMap({ problems, content }: Read): Read {
  if (!content || isMap(content.value)) return { problems, ...(content && { content }) };
  const { message } = wrongValue(content.value, [], "keys and values");
  return { problems: [...problems, { ...content.locate([], "value"), code: "wrong-type", message }] };
}

type Map_ = Readonly<Record<string, unknown>>;

/**
 * One content over another: maps are merged key by key, anything else takes the place of what stands below, and an empty
 * value (`key: null`) takes it away. Each place is that in the file which holds the value.
 */
function over(upper: Content, lower: Content): Content {
  /** A map that was merged → key → the content that the key is from. */
  const owners = new Map<unknown, ReadonlyMap<string, Content>>();
  const merge = (above: unknown, below: unknown): unknown => {
    if (!isMap(above) || !isMap(below)) return above;
    const merged: Record<string, unknown> = {};
    const owner = new Map<string, Content>();
    for (const key of new Set([...Object.keys(above), ...Object.keys(below)])) {
      const [isAbove, isBelow] = [Object.hasOwn(above, key), Object.hasOwn(below, key)];
      if (isAbove && isBelow && above[key] === null) continue;
      merged[key] = isAbove && isBelow ? merge(above[key], below[key]) : (isAbove ? above : below)[key];
      owner.set(key, isAbove ? upper : lower);
    }
    owners.set(merged, owner);
    return merged;
  };
  const value = merge(upper.value, lower.value);
  return {
    value,
    locate: (path, mark) => {
      let owner = upper;
      let at: unknown = value;
      for (const step of path) {
        // Below a map that is of one file alone, that file knows its places. What is missing is missing there, too.
        const next = owners.get(at)?.get(String(step));
        if (!next) break;
        owner = next;
        at = (at as Map_)[step];
      }
      return owner.locate(path, mark);
    },
  };
}

function isMap(value: unknown): value is Map_ {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
