import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseAllDocuments } from "yaml";
import type { Position } from "./problem";
import { asWord, type Path, inQuotes } from "./raw";

/** What a YAML file says. */
export interface YamlContent {
  readonly value: unknown;
  /** Where the key or the value at a path is; of the nearest that exists, where that one does not. */
  readonly locate: (path: Path, at: "key" | "value") => Position;
}

/** Why a YAML file cannot be read. */
export interface YamlFault {
  readonly position: Position;
  /** The stable name of this kind of fault. */
  readonly code: string;
  readonly message: string;
}

/** A stretch of the text, in UTF-16 units from the start. */
type Span = readonly [start: number, end: number];

/** Faults that are worth reading; a broken file has thousands that follow from the first. */
const MAX_FAULTS = 20;

/** Values that an environment's file may hold, aliases expanded; it has a few hundred. */
const MAX_VALUES = 10_000;
const MAX_DEPTH = 32;

/** Where a key and its value are. */
interface Place {
  readonly key: Span;
  readonly value: Span;
}

/**
 * Reads one YAML 1.2 document of plain maps, lists and scalars. What makes YAML a risk is refused: tags, keys that are
 * not text, keys given twice, `__proto__`, merge keys (`<<`), aliases that multiply or contain themselves, depth.
 *
 * @param most How many values the file may hold, aliases expanded.
 * @param empty What to say of a file without any value.
 * @returns The faults, and the content where they leave one.
 */
export function parseYaml(
  text: string,
  { most = MAX_VALUES, empty = EMPTY }: { readonly most?: number; readonly empty?: string } = {},
): { readonly faults: readonly YamlFault[]; readonly content?: YamlContent } {
  const lines = new LineCounter();
  const position = ([start, end]: Span): Position => {
    const { line, col } = lines.linePos(start);
    const last = lines.linePos(Math.max(start, end));
    // A byte order mark takes no column, and what goes on below ends with its first line.
    const mark = line === 1 && text.startsWith("\uFEFF") ? 1 : 0;
    const column = Math.max(1, col - mark);
    const endColumn = last.line === line ? last.col - mark : endOfLine(text, start) - start + column;
    return { line, column, endColumn: Math.max(column, endColumn) };
  };
  const only = (span: Span, code: string, message: string): { faults: YamlFault[] } => ({
    faults: [{ position: position(span), code, message }],
  });
  const documents = parseAllDocuments(text, {
    schema: "core",
    resolveKnownTags: false,
    // Keys given twice are found by the reader: the library's own search takes quadratic time.
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
    logLevel: "silent",
  });
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (!document) return only([0, 0], "empty-file", empty);
  if (document.errors.length > 0) {
    // How often the library says that it is out of stack depends on how much of it is left: once is enough.
    const end = document.errors.findIndex(({ code }) => code === "RESOURCE_EXHAUSTION");
    const errors = end < 0 ? document.errors : document.errors.slice(0, end + 1);
    return {
      faults: errors.slice(0, MAX_FAULTS).map(({ code, pos, message }) => ({
        position: position(pos),
        ...(code === "RESOURCE_EXHAUSTION"
          ? { code: "yaml-too-deep", message: TOO_DEEP }
          : { code: "yaml-broken", message: `broken YAML: ${oneLine(message)}` }),
      })),
    };
  }
  if (!document.contents) return only([0, 0], "empty-file", empty);
  if (second) {
    const begin = second.range[0];
    return only([begin, begin], "yaml-second-document", "a second document begins here; allowed: one in a file");
  }

  const reader = new Reader(most);
  const value = reader.read(document.contents, 0);
  const faults = reader.faults
    .slice(0, MAX_FAULTS)
    .map(({ span, ...fault }) => ({ position: position(span), ...fault }));
  return reader.stopped ? { faults } : { faults, content: { value, locate: locator(value, reader.places, position) } };
}

const TOO_DEEP = `is nested too deeply; allowed: ${MAX_DEPTH} levels`;

/** A message of the library's, which may quote the file: shortened, and on one line. */
function oneLine(message: string): string {
  return inQuotes(message).slice(1, -1).replaceAll('\\"', '"');
}

/** The end of the line that holds an offset, without its line feed. */
function endOfLine(text: string, offset: number): number {
  const end = text.slice(offset).search(/\r?\n/);
  return end < 0 ? text.length : offset + end;
}

const MERGE_KEY =
  "the merge key << is not read; write the keys out that it brings, or give the whole value by an alias (key: *anchor)";

const EMPTY = "is empty; `ssps init` writes a first environment file";

/** Map or list → key or index → where it stands. */
type Places = ReadonlyMap<object, ReadonlyMap<string | number, Place>>;

function locator(value: unknown, places: Places, position: (span: Span) => Position): YamlContent["locate"] {
  return (path, at) => {
    let current = value;
    let place: Place = { key: [0, 0], value: [0, 0] };
    for (const step of path) {
      const next = isContainer(current) ? places.get(current)?.get(step) : undefined;
      // What is missing is reported at the key of the map that lacks it.
      if (!next) return position(place.key);
      place = next;
      current = (current as Record<string | number, unknown>)[step];
    }
    return position(place[at]);
  };
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Turns the library's nodes into plain values. */
class Reader {
  readonly faults: { readonly span: Span; readonly code: string; readonly message: string }[] = [];
  readonly places = new Map<object, Map<string | number, Place>>();
  /** Whether a fault makes the rest meaningless. */
  stopped = false;
  private readonly anchors = new Map<string, { readonly value: unknown; readonly count: number }>();
  private count = 0;

  constructor(private readonly most: number) {}

  read(node: Node | null, depth: number): unknown {
    if (this.stopped || !node) return null;
    const before = this.count;
    this.count += 1;
    this.refuseTag(node);
    const value = this.readContent(node, depth);
    if (this.count > this.most) {
      const message = `there are more than ${this.most} values, aliases expanded; such a file needs far fewer`;
      this.stop(span(node), "yaml-too-big", message);
    }
    if (!isAlias(node) && node.anchor !== undefined) {
      this.anchors.set(node.anchor, { value, count: this.count - before });
    }
    return value;
  }

  private readContent(node: Node, depth: number): unknown {
    if (isScalar(node)) return node.value;
    if (depth >= MAX_DEPTH) this.stop(span(node), "yaml-too-deep", TOO_DEEP);
    else if (isMap(node)) return this.readMap(node.items as Pair<Node, Node | null>[], depth);
    else if (isSeq(node)) return this.readList(node.items as Node[], depth);
    else if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      if (!target) {
        const message = `the alias ${asWord(`*${node.source}`)} has no anchor that ends before it`;
        this.stop(span(node), "yaml-alias", message);
      }
      this.count += target?.count ?? 0;
      return target?.value;
    }
    return null;
  }

  private readMap(pairs: readonly Pair<Node, Node | null>[], depth: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    const places = new Map<string | number, Place>();
    this.places.set(map, places);
    for (const { key, value } of pairs) {
      const at = span(key);
      const name = isScalar(key) ? key.value : undefined;
      this.refuseTag(key);
      if (typeof name !== "string") this.fault(at, "yaml-key", "a key must be text; put it in quotes");
      else if (name === "__proto__") this.fault(at, "yaml-key", "the key __proto__ is not allowed");
      else if (name === "<<") this.fault(at, "yaml-merge-key", MERGE_KEY);
      else if (places.has(name)) this.fault(at, "yaml-duplicate-key", `the key ${asWord(name)} is given twice`);
      else {
        places.set(name, { key: at, value: value ? span(value) : at });
        map[name] = this.read(value, depth + 1);
      }
    }
    return map;
  }

  private readList(items: readonly Node[], depth: number): unknown[] {
    const list = items.map((item) => this.read(item, depth + 1));
    this.places.set(list, new Map(items.map((item, index) => [index, { key: span(item), value: span(item) }])));
    return list;
  }

  private refuseTag(node: Node): void {
    if (node.tag === undefined) return;
    this.fault(span(node), "yaml-tag", `found the tag ${asWord(node.tag)}; tags are not allowed`);
  }

  private fault(at: Span, code: string, message: string): void {
    this.faults.push({ span: at, code, message });
  }

  private stop(at: Span, code: string, message: string): void {
    if (!this.stopped) this.fault(at, code, message);
    this.stopped = true;
  }
}

/** Where a node is; nodes that were parsed have a range. */
function span(node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  return [start, end];
}
