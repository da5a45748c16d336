import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseAllDocuments } from "yaml";
import type { Position } from "./problem";
import type { Path } from "./raw";

/** What a YAML file says. */
export interface YamlContent {
  readonly value: unknown;
  /** Where the key or the value at a path is; of the nearest that exists, where that one does not. */
  readonly locate: (path: Path, at: "key" | "value") => Position;
}

/** Why a YAML file cannot be read. */
export interface YamlFault {
  readonly position: Position;
  readonly message: string;
}

/** Faults that are worth reading; a broken file has thousands that follow from the first. */
const MAX_FAULTS = 20;

/** Values that a file may hold, aliases expanded; an environment has a few hundred. */
const MAX_VALUES = 10_000;
const MAX_DEPTH = 32;

/** Where a key and its value begin, in UTF-16 units from the start. */
interface Place {
  readonly key: number;
  readonly value: number;
}

/**
 * Reads one YAML 1.2 document of plain maps, lists and scalars. What makes YAML a risk is refused: tags, keys that are
 * not text, keys given twice, `__proto__`, aliases that multiply or contain themselves, depth. Merge keys (`<<`) are
 * ordinary keys.
 *
 * @returns The faults, and the content where they leave one.
 */
export function parseYaml(text: string): { readonly faults: readonly YamlFault[]; readonly content?: YamlContent } {
  const lines = new LineCounter();
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const only = (offset: number, message: string): { faults: YamlFault[] } => ({
    faults: [{ position: position(offset), message }],
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
  if (!document) return only(0, EMPTY);
  if (document.errors.length > 0) {
    // How often the library says that it is out of stack depends on how much of it is left: once is enough.
    const end = document.errors.findIndex(({ code }) => code === "RESOURCE_EXHAUSTION");
    const errors = end < 0 ? document.errors : document.errors.slice(0, end + 1);
    return {
      faults: errors.slice(0, MAX_FAULTS).map(({ code, pos, message }) => ({
        position: position(pos[0]),
        message: code === "RESOURCE_EXHAUSTION" ? TOO_DEEP : `broken YAML: ${shorten(message)}`,
      })),
    };
  }
  if (!document.contents) return only(0, EMPTY);
  if (second) return only(second.range[0], "a second document begins here; allowed: one in a file");

  const reader = new Reader();
  const value = reader.read(document.contents, 0);
  const faults = reader.faults
    .slice(0, MAX_FAULTS)
    .map(({ offset, message }) => ({ position: position(offset), message }));
  return reader.stopped ? { faults } : { faults, content: { value, locate: locator(value, reader.places, position) } };
}

const TOO_DEEP = `is nested too deeply; allowed: ${MAX_DEPTH} levels`;

/** A text of the file's for a message. */
function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

const EMPTY = "is empty; `ssps init` writes a first environment file";

/** Map or list → key or index → where it stands. */
type Places = ReadonlyMap<object, ReadonlyMap<string | number, Place>>;

function locator(value: unknown, places: Places, position: (offset: number) => Position): YamlContent["locate"] {
  return (path, at) => {
    let current = value;
    let place: Place = { key: 0, value: 0 };
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
  readonly faults: { readonly offset: number; readonly message: string }[] = [];
  readonly places = new Map<object, Map<string | number, Place>>();
  /** Whether a fault makes the rest meaningless. */
  stopped = false;
  private readonly anchors = new Map<string, { readonly value: unknown; readonly count: number }>();
  private count = 0;

  read(node: Node | null, depth: number): unknown {
    if (this.stopped || !node) return null;
    const offset = start(node);
    const before = this.count;
    this.count += 1;
    if (node.tag !== undefined) this.fault(offset, `found the tag ${shorten(node.tag)}; tags are not allowed`);
    const value = this.readContent(node, depth);
    if (this.count > MAX_VALUES) {
      this.stop(offset, `there are more than ${MAX_VALUES} values, aliases expanded; an environment needs far fewer`);
    }
    if (!isAlias(node) && node.anchor !== undefined) {
      this.anchors.set(node.anchor, { value, count: this.count - before });
    }
    return value;
  }

  private readContent(node: Node, depth: number): unknown {
    if (isScalar(node)) return node.value;
    if (depth >= MAX_DEPTH) this.stop(start(node), TOO_DEEP);
    else if (isMap(node)) return this.readMap(node.items as Pair<Node, Node | null>[], depth);
    else if (isSeq(node)) return this.readList(node.items as Node[], depth);
    else if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      if (!target) this.stop(start(node), `the alias *${shorten(node.source)} has no anchor that ends before it`);
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
      const offset = start(key);
      const name = isScalar(key) ? key.value : undefined;
      if (key.tag !== undefined) this.fault(offset, `found the tag ${shorten(key.tag)}; tags are not allowed`);
      if (typeof name !== "string") this.fault(offset, "a key must be text; put it in quotes");
      else if (name === "__proto__") this.fault(offset, "the key __proto__ is not allowed");
      else if (places.has(name)) this.fault(offset, `the key ${shorten(name)} is given twice`);
      else {
        places.set(name, { key: offset, value: value ? start(value) : offset });
        map[name] = this.read(value, depth + 1);
      }
    }
    return map;
  }

  private readList(items: readonly Node[], depth: number): unknown[] {
    const list = items.map((item) => this.read(item, depth + 1));
    this.places.set(list, new Map(items.map((item, index) => [index, { key: start(item), value: start(item) }])));
    return list;
  }

  private fault(offset: number, message: string): void {
    this.faults.push({ offset, message });
  }

  private stop(offset: number, message: string): void {
    if (!this.stopped) this.fault(offset, message);
    this.stopped = true;
  }
}

/** Where a node begins; nodes that were parsed have a range. */
function start(node: Node): number {
  return node.range?.[0] ?? 0;
}
