import fc from "fast-check";
import { stringify } from "yaml";
import { environmentJsonSchema } from "../../../config/json-schema";
import { CORE, type Fields, PARTS } from "./environment-parts";
import { hostileText, hostileValue, type Json } from "./hostile";

/** The part of JSON Schema that the environment's schema is written in. */
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly pattern?: string;
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
}

type Step = string | number | { readonly key: fc.Arbitrary<string> };

/** A place of the schema, and what may stand there. */
interface Place {
  readonly path: readonly Step[];
  readonly values: fc.Arbitrary<Json>;
}

function valuesOf(schema: Schema): fc.Arbitrary<Json> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.type === "boolean") return fc.boolean();
  if (schema.type === "integer" || schema.type === "number") {
    const { minimum = 0, maximum = 100 } = schema;
    return fc.oneof(
      fc.constantFrom(minimum - 1, minimum, maximum, maximum + 1),
      fc.integer({ min: minimum, max: Math.max(minimum, maximum) }),
    );
  }
  if (schema.type === "array") return fc.array(valuesOf(schema.items ?? {}), { maxLength: 4 });
  if (schema.type === "object") return objectsOf(schema);
  return textsOf(schema);
}

function objectsOf({ properties, required = [], propertyNames, additionalProperties }: Schema): fc.Arbitrary<Json> {
  if (!properties && typeof additionalProperties === "object") {
    const keys = textsOf(propertyNames ?? {});
    return fc.oneof(
      { weight: 5, arbitrary: fc.dictionary(keys, valuesOf(additionalProperties), { maxKeys: 4 }) },
      { weight: 1, arbitrary: fc.dictionary(keys, valuesOf(additionalProperties), { minKeys: 30, maxKeys: 60 }) },
    );
  }
  const known = Object.entries(properties ?? {}).map(([key, one]): [string, fc.Arbitrary<Json>] => [
    key,
    valuesOf(one),
  ]);
  return fc.record(Object.fromEntries(known), { requiredKeys: [...required] });
}

/** Patterns → texts: to take `\p{…}` apart takes a second, and most patterns stand at many places. */
const texts = new Map<string, fc.Arbitrary<string>>();

/** Texts of a schema's patterns, as long as they may be too. */
function textsOf({ pattern, allOf = [] }: Schema): fc.Arbitrary<string> {
  const patterns = [pattern, ...allOf.map((one) => one.pattern)].filter((one) => one !== undefined);
  const key = patterns.join("\n");
  const known = texts.get(key) ?? matching(patterns);
  texts.set(key, known);
  return known;
}

function matching(patterns: readonly string[]): fc.Arbitrary<string> {
  const [first] = patterns.filter((one) => !one.startsWith("^(?"));
  const simple = (first ?? patterns[0] ?? "^[a-z]{1,9}$").replace(/\(\?<?!(?:[^()]|\([^()]*\))*\)/g, "");
  const all = patterns.map((one) => new RegExp(one, "u"));
  let drawn: fc.Arbitrary<string>;
  try {
    drawn = fc.stringMatching(new RegExp(simple, "u"), { size: "+1" });
    fc.sample(drawn, 1);
  } catch {
    drawn = fc.stringMatching(/^[a-z0-9-]{1,60}$/);
  }
  return drawn.map((text) => (all.every((one) => one.test(text)) ? text : text.replace(/[^a-z0-9]/g, "a")));
}

function placesOf(schema: Schema, path: readonly Step[] = []): Place[] {
  // Of many lists of one form, such as those of every endpoint's statements, one stands for all.
  const distinct = new Map(
    Object.entries(schema.properties ?? {})
      .reverse()
      .map(([key, one]) => {
        const form = one.items ? JSON.stringify({ ...one, description: undefined }) : key;
        return [form, [key, one]] as const;
      }),
  );
  const below = [
    ...[...distinct.values()].flatMap(([key, one]) => placesOf(one, [...path, key])),
    ...(schema.items ? [0, 1].flatMap((index) => placesOf(schema.items ?? {}, [...path, index])) : []),
    ...(typeof schema.additionalProperties === "object"
      ? placesOf(schema.additionalProperties, [...path, { key: textsOf(schema.propertyNames ?? {}) }])
      : []),
  ];
  return path.length === 0 ? below : [{ path, values: valuesOf(schema) }, ...below];
}

/** To take the schema apart takes seconds, which only the lanes that draw from it pay. */
let places: readonly Place[] | undefined;

const place: fc.Arbitrary<Place> = fc
  .constant(undefined)
  .chain(() => fc.constantFrom(...(places ??= placesOf(environmentJsonSchema()))));

type Edit = (document: Fields) => void;

/** One value of the schema set anew, or something hostile in its place, or a hostile text put into the one that is there. */
const edit: fc.Arbitrary<Edit> = place.chain(({ path, values }) => {
  const steps = fc.tuple(...path.map((step) => (typeof step === "object" ? step.key : fc.constant(step))));
  const value = fc.oneof(
    { weight: 5, arbitrary: values.map((one) => (): Json => one) },
    { weight: 1, arbitrary: hostileValue.map((one) => (): Json => one) },
    {
      weight: 3,
      arbitrary: fc.tuple(hostileText, fc.nat(40)).map(
        ([text, at]) =>
          (held: Json): Json =>
            typeof held === "string" ? held.slice(0, at) + text + held.slice(at) : text,
      ),
    },
  );
  return fc.tuple(steps, value).map(([keys, make]) => (document: Fields): void => {
    let parent: Fields = document;
    // A part that is not there comes with what it needs beside the value.
    const [part] = keys;
    if (typeof part === "string" && keys.length > 1 && !Object.hasOwn(document, part))
      put(document, part, structuredClone(PARTS[part] ?? {}));
    for (const [index, key] of keys.slice(0, -1).entries()) {
      const next = Object.hasOwn(parent, key) ? parent[key] : undefined;
      if (typeof next === "object" && next !== null) parent = next as Fields;
      else put(parent, key, (parent = siblingIn(parent, typeof keys[index + 1] === "number")));
    }
    const last = keys.at(-1) ?? "";
    put(parent, last, make(Object.hasOwn(parent, last) ? (parent[last] ?? null) : null));
  });
});

/** What stands where nothing is yet: a copy of the entry before it, or an empty list or map. */
function siblingIn(parent: Fields | Json[], isList: boolean): Fields {
  const last = Array.isArray(parent) ? parent.at(-1) : undefined;
  if (typeof last === "object" && last !== null) return structuredClone(last) as Fields;
  return (isList ? [] : {}) as Fields;
}

function put(parent: Fields, key: string | number, value: Json): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

/** An unknown key anywhere near the top. */
const unknownKey: fc.Arbitrary<Edit> = fc
  .tuple(hostileText, hostileValue, fc.nat(9))
  .map(([key, value, at]) => (document: Fields) => {
    const inner = Object.values(document).filter(
      (one): one is Fields => typeof one === "object" && one !== null && !Array.isArray(one),
    );
    put(inner[at] ?? document, key, value);
  });

/** Environments: some of the parts, with a few values changed. */
export const environments: fc.Arbitrary<Json> = fc
  .tuple(
    fc.subarray(Object.keys(PARTS)),
    fc.oneof(
      { weight: 1, arbitrary: fc.constant<Edit[]>([]) },
      { weight: 5, arbitrary: fc.tuple(edit) },
      {
        weight: 4,
        arbitrary: fc.array(fc.oneof({ weight: 20, arbitrary: edit }, { weight: 1, arbitrary: unknownKey }), {
          minLength: 2,
          maxLength: 3,
        }),
      },
    ),
  )
  .map(([parts, edits]) => {
    const document = structuredClone({
      ...CORE,
      ...Object.fromEntries(parts.map((part) => [part, PARTS[part] ?? null])),
    });
    for (const change of edits) change(document);
    return document;
  });

/** The same said in one of YAML's ways, with a comment here and there. */
export function yamlTexts(documents: fc.Arbitrary<Json>): fc.Arbitrary<string> {
  return fc.tuple(documents, fc.constantFrom("json", "lines", "block", "quoted", "wide")).map(([document, form]) => {
    if (form === "json") return JSON.stringify(document);
    if (form === "lines") return JSON.stringify(document, null, 2);
    try {
      return `# an environment\n${stringify(document, {
        aliasDuplicateObjects: false,
        ...(form === "quoted" && { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" }),
        ...(form === "wide" && { indent: 4, lineWidth: 0, indentSeq: false }),
      } as const)}`;
    } catch (error) {
      // Nested too deeply for the library to write.
      if (!(error instanceof RangeError)) throw error;
      return JSON.stringify(document);
    }
  });
}
