import type { Fields, Json } from "./resource";

/**
 * The objects of a text: one, a list of them, as `jq -s` writes it, or one after another, as `cat` does. Looking for where
 * one of these ends takes as long as parsing them, so it is not done to a text that is one.
 *
 * @param whole What `jsonOf` says of the text.
 * @returns Undefined where it holds anything else, or anything besides.
 */
export function severalObjects(text: string, whole: Json = jsonOf(text)): Fields[] | undefined {
  try {
    const values =
      whole === undefined ? oneAfterAnother(text).map(jsonIn) : Array.isArray(whole) ? (whole as Json[]) : [whole];
    return values.length > 0 && values.every(isObject) ? values : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What a text is as a whole; undefined where it is no JSON. */
export function jsonOf(text: string): Json {
  try {
    return jsonIn(text);
  } catch {
    return undefined;
  }
}

function jsonIn(text: string): Json {
  return JSON.parse(text);
}

function isObject(value: Json): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A string, or a bracket; what else JSON is made of does not matter to where an object ends. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}]/gs;

/** The texts of the objects of a text; the last one ends where the text does, whatever stands there. */
function oneAfterAnother(text: string): string[] {
  const objects: string[] = [];
  let [depth, start] = [0, 0];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === "{") depth++;
    if (token !== "}" || --depth > 0) continue;
    objects.push(text.slice(start, index + 1));
    start = index + 1;
  }
  const rest = text.slice(start);
  return rest.trim() === "" ? objects : [...objects, rest];
}
