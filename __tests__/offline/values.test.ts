import { schemaOf } from "../../offline/schema";
import { conform, equal, fromWire, isWhollyKnown, toWire, UNKNOWN, type Value } from "../../offline/values";

test.each<[string, number[]]>([
  ["nothing is known", [0xd4, 0x00, 0x00]],
  ["it is known not to be null", [0xc7, 0x03, 0x0c, 0x81, 0x01, 0xc2]],
])("a value of which %s is unknown", (_, bytes) => {
  expect(fromWire({ msgpack: Uint8Array.from(bytes) })).toBe(UNKNOWN);
});

test.each<[string, Value]>([
  ["null", null],
  ["an unknown value in a list", ["a", UNKNOWN]],
  ["an object", { number: 1.5, whole: 3600, bool: false, text: "ä", nested: [{ a: null }] }],
])("%s goes over the wire and back", (_, value) => {
  expect(fromWire(toWire(value))).toEqual(value);
});

test.each<[Value, Value, boolean]>([
  [["a", "b"], ["b", "a"], true],
  [["a", "b"], ["a"], false],
  [["a", "a"], ["a", "b"], false],
  [[UNKNOWN], [UNKNOWN], true],
])("the sets %p and %p are equal: %s", (left, right, expected) => {
  expect(equal(left, right, ["set", "string"])).toBe(expected);
});

test.each<[Value, Value, boolean]>([
  [["a", "b"], ["b", "a"], false],
  [{ a: 1 }, { a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [UNKNOWN, UNKNOWN, false],
])("the values %p and %p are equal: %s", (left, right, expected) => {
  expect(equal(left, right)).toBe(expected);
});

test.each<[Value, boolean]>([
  [{ a: ["b"] }, true],
  [{ a: [UNKNOWN] }, false],
])("%p is wholly known: %s", (value, expected) => {
  expect(isWhollyKnown(value)).toBe(expected);
});

test("an object takes the shape of its schema", () => {
  const { block } = schemaOf("s3-bucket-versioning");
  expect(conform(block, { bucket: "b", versioning_configuration: [{ status: "Enabled" }], other: 1 })).toEqual({
    bucket: "b",
    expected_bucket_owner: null,
    id: null,
    mfa: null,
    region: null,
    versioning_configuration: [{ mfa_delete: null, status: "Enabled" }],
  });
});

test("a policy may be written as an object in the account", () => {
  const { block } = schemaOf("iam-policy");
  expect(conform(block, { policy: { Statement: [] } }).policy).toBe('{"Statement":[]}');
});
