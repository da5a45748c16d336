import fc from "fast-check";
import { hostileText, hostileValue, type Json } from "./hostile";

/** One change of a JSON document at one of its places. */
interface Edit {
  readonly at: number;
  readonly how: "replace" | "remove" | "repeat" | "wrap" | "rename" | "add";
  readonly key: string;
  readonly value: Json;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("replace", "remove", "repeat", "wrap", "rename", "add"),
  key: hostileText,
  value: hostileValue,
});

/** Documents with up to so many changes, most often none. */
export function edited(documents: fc.Arbitrary<Json>, most = 3): fc.Arbitrary<Json> {
  return fc.oneof(
    { weight: 1, arbitrary: documents },
    {
      weight: 2,
      arbitrary: fc
        .tuple(documents, fc.array(edit, { minLength: 1, maxLength: most }))
        .map(([document, edits]) => edits.reduce(apply, document)),
    },
  );
}

/** Two versions of a document, the second with a few changes of the first. */
export function versions(documents: fc.Arbitrary<Json>): fc.Arbitrary<readonly [before: Json, after: Json]> {
  return fc
    .tuple(documents, fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([document, edits]) => [document, edits.reduce(apply, document)] as const);
}

type Parent = Json[] | Record<string, Json>;

interface Place {
  readonly parent: Parent;
  readonly name: string | number;
}

/** A copy of a document, and every place in it: without recursion, since some are nested more deeply than calls may be. */
function copied(document: Json): { readonly root: Record<string, Json>; readonly places: readonly Place[] } {
  const root: Record<string, Json> = { document };
  const places: Place[] = [];
  const left: Parent[] = [root];
  for (let parent = left.pop(); parent; parent = left.pop()) {
    for (const name of Array.isArray(parent) ? parent.keys() : Object.keys(parent)) {
      places.push({ parent, name });
      const child = (parent as Record<string | number, Json>)[name];
      if (typeof child !== "object" || child === null) continue;
      const copy = Array.isArray(child) ? [...child] : { ...child };
      put(parent, name, copy);
      left.push(copy);
    }
  }
  return { root, places };
}

/** The document with the change; it is not changed itself. */
function apply(document: Json, { at, how, key, value }: Edit): Json {
  const { root, places } = copied(document);
  const { parent, name } = places[at % places.length] ?? { parent: root, name: "document" };
  const held = (parent as Record<string | number, Json>)[name] ?? null;
  if (how === "replace") put(parent, name, value);
  else if (how === "wrap") put(parent, name, [held]);
  else if (how === "add" && typeof held === "object" && held !== null && !Array.isArray(held)) put(held, key, value);
  else if (how === "add" && Array.isArray(held)) held.push(value);
  else if (how === "repeat" && Array.isArray(held)) held.push(...held.map(copyOf));
  else if (how === "repeat" && Array.isArray(parent)) parent.push(copyOf(held));
  else if (how === "rename" && !Array.isArray(parent) && parent !== root) {
    Reflect.deleteProperty(parent, name);
    put(parent, key, held);
  } else if (how === "remove" && Array.isArray(parent)) parent.splice(Number(name), 1);
  else if (how === "remove") Reflect.deleteProperty(parent, name);
  return root.document ?? null;
}

function copyOf(document: Json): Json {
  return copied(document).root.document ?? null;
}

/** Sets a property of its own, whatever its name. */
function put(parent: Parent, name: string | number, value: Json): void {
  Object.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
}
