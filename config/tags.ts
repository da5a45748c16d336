import { TAGS_PER_RESOURCE } from "../aws/quotas";
import { elevationsAt } from "./elevation";
import { valueAt, findingMessage, type Path, type Rule, type Rules, describeValue } from "./raw";

/** The tags that one kind of resource carries: those of the file, with more beside them. */
interface Tagged {
  /** What carries them, as a noun phrase. */
  readonly what: string;
  /** Key → where the file gives it; undefined where the project gives it. */
  readonly keys: ReadonlyMap<string, Path | undefined>;
  /** Where to look for what is too much. */
  readonly path: Path;
  /** IAM compares the keys without regard to case; to other services `Owner` and `owner` are two. */
  readonly ofIam: boolean;
}

/** Everything that a file asks for and that carries more tags than one file's own, or is IAM's. */
function* tagged(raw: unknown): Generator<Tagged> {
  const common = keysBelow(raw, ["tags"]);
  const of = (
    what: string,
    path: Path,
    more: readonly (readonly [string, Path | undefined])[],
    ofIam = true,
  ): Tagged => ({
    ...{ what, path, ofIam, keys: new Map([...common, ...more]) },
  });
  const ofRole = (role: Path): Tagged =>
    of(`the role and the policies of ${role.join(".")}`, [...role, "tags"], keysBelow(raw, [...role, "tags"]));
  if (valueAt(raw, ["base"]) === "managed") for (const role of ["admin", "execution"]) yield ofRole(["roles", role]);
  if (valueAt(raw, ["workforce"]) !== undefined) yield ofRole(["workforce"]);
  for (const { path, get } of elevationsAt(raw)) {
    const own = ["ticket", "approver", ...(get("reason") === undefined ? [] : ["reason"])];
    yield of(
      "the policy of an elevation",
      path,
      own.map((key) => [key, undefined]),
    );
  }
  if (valueAt(raw, ["scaling"]) !== undefined) yield of("the policy of scaling", ["scaling"], []);
  for (const part of ["endpoints", "file_system"]) {
    const path = ["network", part];
    if (valueAt(raw, path) !== undefined) yield of(`what ${path.join(".")} makes`, path, [["Name", undefined]], false);
  }
}

function keysBelow(raw: unknown, path: Path): [string, Path][] {
  const map = valueAt(raw, path);
  if (typeof map !== "object" || map === null || Array.isArray(map)) return [];
  return Object.keys(map).map((key) => [key, [...path, key]]);
}

const keysDifferByMore: Rule = function* (raw) {
  const reported = new Set<string>();
  for (const { what, keys, ofIam } of tagged(raw)) {
    if (!ofIam) continue;
    const seen = new Map<string, [string, Path | undefined]>();
    for (const [key, path] of keys) {
      const other = seen.get(key.toLowerCase());
      seen.set(key.toLowerCase(), [key, path]);
      if (!other) continue;
      // The one that stands in the file is the one to change.
      const place = path ?? other[1];
      const [mine, theirs] = path ? [key, other[0]] : [other[0], key];
      if (!place || reported.has(`${mine} ${theirs}`)) continue;
      reported.add(`${mine} ${theirs}`);
      const allowed = `a key that differs from ${describeValue(theirs)} by more than case, which IAM ignores; ${what} would carry both`;
      yield { path: place, mark: "key", message: findingMessage(place, describeValue(mine), allowed) };
    }
  }
};

const tagsFit: Rule = function* (raw) {
  for (const { what, keys, path } of tagged(raw)) {
    if (keys.size <= TAGS_PER_RESOURCE) continue;
    const place = valueAt(raw, path) === undefined ? ["tags"] : path;
    const allowed = `at most ${TAGS_PER_RESOURCE} tags on one resource; ${what} would carry those of the file and its own`;
    yield { path: place, mark: "key", message: findingMessage(place, String(keys.size), allowed) };
  }
};

/** The rules of tags that span keys. */
export const tagRules: Rules = { "tag-case": keysDifferByMore, "too-many-tags": tagsFit };
