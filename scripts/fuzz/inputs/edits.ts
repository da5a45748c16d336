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

/** The document with the change; it is not changed itself. */
function apply(document: Json, { at, how, key, value }: Edit): Json {
  const root: Record<string, Json> = { document: structuredClone(document) };
  const places: { readonly parent: Parent; readonly name: string | number }[] = [];
  const visit = (parent: Parent): void => {
    for (const name of Array.isArray(parent) ? parent.keys() : Object.keys(parent)) {
      places.push({ parent, name });
      const child = (parent as Record<string | number, Json>)[name];
      if (typeof child === "object" && child !== null) visit(child);
    }
  };
  visit(root);
  const { parent, name } = places[at % places.length] ?? { parent: root, name: "document" };
  const held = (parent as Record<string | number, Json>)[name] ?? null;
  if (how === "replace") put(parent, name, value);
  else if (how === "wrap") put(parent, name, [held]);
  else if (how === "add" && typeof held === "object" && held !== null && !Array.isArray(held)) put(held, key, value);
  else if (how === "add" && Array.isArray(held)) held.push(value);
  else if (how === "repeat" && Array.isArray(held)) held.push(...structuredClone(held));
  else if (how === "repeat" && Array.isArray(parent)) parent.push(structuredClone(held));
  else if (how === "rename" && !Array.isArray(parent) && parent !== root) {
    Reflect.deleteProperty(parent, name);
    put(parent, key, held);
  } else if (how === "remove" && Array.isArray(parent)) parent.splice(Number(name), 1);
  else if (how === "remove") Reflect.deleteProperty(parent, name);
  return root.document ?? null;
}

/** Sets a property of its own, whatever its name. */
function put(parent: Parent, name: string | number, value: Json): void {
  Object.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
}
