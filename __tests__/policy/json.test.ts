import fc from "fast-check";
import { JsonError, parseJson } from "../../policy/json";

test("reads what JSON.parse reads", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 1, "\t"), (text, indent) => {
      const pretty = JSON.stringify(JSON.parse(text), undefined, indent);
      expect(parseJson(pretty)).toEqual(JSON.parse(pretty));
    }),
  );
});

test("refuses what JSON.parse refuses", () => {
  const accepts = (parse: (text: string) => unknown, text: string): boolean => {
    try {
      parse(text);
      return true;
    } catch (error) {
      if (error instanceof JsonError || error instanceof SyntaxError) return false;
      throw error;
    }
  };
  const soup = fc.string({
    unit: fc.constantFrom(...Array.from('{}[]:,"\\u0e+-.1 tn\n'), "true", "null"),
    maxLength: 12,
  });
  fc.assert(
    fc.property(soup, (text) => {
      expect(accepts(parseJson, text)).toBe(accepts(JSON.parse, text));
    }),
    { numRuns: 5000 },
  );
});

test("__proto__ is a key like any other", () => {
  const value = parseJson('{"__proto__": {"polluted": true}}');
  expect(Object.keys(value as object)).toEqual(["__proto__"]);
  expect(value).not.toHaveProperty("polluted");
});
