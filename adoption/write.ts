import { isDeepStrictEqual } from "node:util";
import { Document, isMap, isScalar, isSeq, type YAMLMap } from "yaml";
import { ADOPTING_PARTS } from "../config/adopt";
import { valueAt } from "../config/raw";
import { parseYaml } from "../config/yaml";
import { addTo, removeAt, setAt, YamlEditError } from "../config/yaml-edit";
import type { Adoption } from "./adoption";

const HEAD =
  " Written by `ssps import`: what the account has already, taken over as it is (docs/adoption.md). Once it is applied,\n" +
  " `ssps import --done` takes `import` out again; `keep` stays, since without it resources would be replaced.";

/**
 * An environment file with what adopting takes, in the place of what an earlier import wrote. All else stays as it is:
 * comments, blank lines, quotes.
 *
 * @throws YamlEditError where the file is written in a way that has no place for it.
 */
export function withAdoption(text: string, adoption: Adoption): string {
  const { imports, keep } = adoption;
  const adopt = { import: imports, ...(Object.keys(keep).length > 0 && { keep }) };
  const before = valueOf(text);
  let changed = text;
  let wanted = before;
  for (const { path, value } of adoption.options) {
    changed = setAt(changed, path, value);
    wanted = withValue(wanted, path, value);
  }
  for (const { path, items } of adoption.additions) {
    const listed = valueAt(before, path);
    changed = addTo(changed, path, items);
    wanted = withValue(wanted, path, [...(Array.isArray(listed) ? (listed as unknown[]) : []), ...items]);
  }
  const path = ["roles", "adopt"];
  return sameAs(setAt(changed, path, commented(adopt, adoption.reasons)), withValue(wanted, path, adopt));
}

/** An environment file without the import blocks of any part; nothing else of it changes. */
export function withoutImports(text: string): string {
  const paths = ADOPTING_PARTS.map((part) => [part, "adopt", "import"]);
  const given = paths.filter((path) => valueAt(valueOf(text), path) !== undefined);
  const changed = given.reduce(removeAt, text);
  return sameAs(
    changed,
    given.reduce((before, path) => withValue(before, path, undefined), valueOf(text)),
  );
}

/** The library's node of `adopt`, with a comment for each reason. */
function commented(adopt: object, reasons: Adoption["reasons"]): YAMLMap {
  const { contents } = new Document(adopt);
  if (!isMap(contents)) throw new Error("adopt is a map");
  contents.commentBefore = HEAD;
  const keep = contents.get("keep");
  for (const { key, value } of isMap(keep) ? keep.items : []) {
    const ignored = isMap(value)
      ? value.items.find((pair) => isScalar(pair.key) && pair.key.value === "ignore_changes")
      : undefined;
    const reason = isScalar(key) && typeof key.value === "string" ? reasons[key.value] : undefined;
    if (reason !== undefined && isScalar(ignored?.key)) ignored.key.commentBefore = ` ${reason}`;
    if (isSeq(ignored?.value)) ignored.value.flow = true;
  }
  return contents;
}

function valueOf(text: string): unknown {
  return parseYaml(text).content?.value;
}

/** A copy of a map with a value at a path, or without it; a map that is left empty goes too. */
function withValue(map: unknown, [key = "", ...rest]: readonly string[], value: unknown): unknown {
  const copy = { ...(map as Record<string, unknown>) };
  const inner = rest.length === 0 ? value : withValue(copy[key], rest, value);
  const isEmpty = typeof inner === "object" && inner !== null && Object.keys(inner).length === 0;
  if (inner === undefined || (isEmpty && value === undefined)) Reflect.deleteProperty(copy, key);
  else copy[key] = inner;
  return copy;
}

/** @throws YamlEditError where a text says something else than it should. */
function sameAs(text: string, wanted: unknown): string {
  if (isDeepStrictEqual(plain(valueOf(text)), plain(wanted))) return text;
  throw new YamlEditError("adopt cannot be written without changing the rest; edit the file by hand");
}

/** Without the difference between maps of one prototype and another. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
