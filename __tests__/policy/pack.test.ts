import fc from "fast-check";
import type { PolicyStatement } from "../../policy/document";
import { pack, type Topic } from "../../policy/pack";
import { policySize } from "../../policy/size";

const statement = (Sid: string, length = 50): PolicyStatement => ({
  Sid,
  Effect: "Allow",
  Action: `s3:${"x".repeat(length)}`,
  Resource: "*",
});
const sids = (topics: readonly Topic[], limit: number): Record<string, (string | undefined)[]> =>
  Object.fromEntries(
    pack(topics, limit).map(({ name, document }) => [name, [document.Statement].flat().map(({ Sid }) => Sid)]),
  );

test.each([
  ["a topic is one policy", 400, { a: ["A1", "A2"], b: ["B1"] }],
  ["a topic too long goes on in numbered policies", 200, { a: ["A1"], a_2: ["A2"], b: ["B1"] }],
])("%s", (_, limit, expected) => {
  const topics = [
    { name: "a", statements: [statement("A1"), statement("A2")] },
    { name: "b", statements: [statement("B1")] },
  ];
  expect(sids(topics, limit)).toEqual(expected);
});

test("a policy is filled up to the limit", () => {
  const two = [statement("A1"), statement("A2")];
  const size = policySize({ Version: "2012-10-17", Statement: two });
  expect(pack([{ name: "a", statements: two }], size)).toHaveLength(1);
  expect(pack([{ name: "a", statements: two }], size - 1)).toHaveLength(2);
});

test("a topic without statements is no policy", () => {
  expect(pack([{ name: "a", statements: [] }])).toEqual([]);
});

test("the default limit is that of a managed policy less a tenth", () => {
  const statements = [statement("A1", 2700), statement("A2", 2700), statement("A3", 2700)];
  expect(pack([{ name: "a", statements }]).map(({ name }) => name)).toEqual(["a", "a_2", "a_3"]);
});

test.each([
  [
    "one statement alone is too long",
    [{ name: "a", statements: [statement("Long", 300)] }],
    "a: statement Long alone has 400 characters, 200 are allowed: split its actions or resources over several statements",
  ],
  [
    "a numbered policy would take another topic's name",
    [
      { name: "a", statements: [statement("A1"), statement("A2")] },
      { name: "a_2", statements: [statement("B1")] },
    ],
    "two policies would be called a_2: rename one topic, or shorten what comes before it",
  ],
])("%s", (_, topics, message) => {
  expect(() => pack(topics, 200)).toThrow(message);
});

const topics = fc.array(fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 6 }), { maxLength: 3 }).map((lengths) =>
  lengths.map((list, t) => ({
    name: `topic${"abc".charAt(t)}`,
    statements: list.map((length, i) => statement(`S${t}x${i}`, length)),
  })),
);

test("every statement is kept, in order, within the limit", () => {
  fc.assert(
    fc.property(topics, fc.integer({ min: 260, max: 600 }), (list, limit) => {
      const packed = pack(list, limit);
      expect(packed.flatMap(({ document }) => document.Statement)).toEqual(
        list.flatMap(({ statements }) => statements),
      );
      for (const { document } of packed) expect(policySize(document)).toBeLessThanOrEqual(limit);
    }),
  );
});

test("a statement added at the end of a topic leaves all other policies as they are", () => {
  fc.assert(
    fc.property(topics, fc.nat(2), (list, at) => {
      const more = list.map((topic, t) =>
        t === at ? { ...topic, statements: [...topic.statements, statement("Added")] } : topic,
      );
      const [before, after] = [pack(list, 300), pack(more, 300)];
      const last = before.filter(({ name }) => name.startsWith(list[at]?.name ?? "none")).at(-1);
      for (const policy of before.filter((one) => one !== last)) expect(after).toContainEqual(policy);
    }),
  );
});
