import fc from "fast-check";
import { spawnSync } from "node:child_process";
import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseByEntries, type Keep } from "../../../review/read/entries";
import { newFolder } from "../../new-folder";

const SSPS = join(__dirname, "../../../dist/cli/ssps.js");
const folder = newFolder();
const path = join(folder, "details.json");

function read(text: string, keep: Keep = (_, entry) => entry): unknown {
  writeFileSync(path, text);
  const handle = openSync(path, "r");
  try {
    return parseByEntries(handle, keep);
  } finally {
    closeSync(handle);
  }
}

/** What reading gives, or that it fails. */
function outcome(run: () => unknown): unknown {
  try {
    return { value: run() };
  } catch (error) {
    if (error instanceof SyntaxError) return "no JSON";
    throw error;
  }
}

/** `JSON.parse`, of objects. */
function parsed(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new SyntaxError("no object");
  return value;
}

const key = fc.oneof(fc.constantFrom("__proto__", "a", "b", 'q"', "\\", "é\u{1F600}"), fc.string());
const value = fc.jsonValue({ maxDepth: 2 });
const object = fc
  .tuple(
    fc.dictionary(key, fc.oneof(value, fc.array(value)), { noNullPrototype: true, maxKeys: 5 }),
    fc.constantFrom(undefined, 1, "\t"),
  )
  .map(([value, indent]) => JSON.stringify(value, undefined, indent));

test("an object is what JSON.parse makes of it, wherever a piece of the file ends", () => {
  fc.assert(
    fc.property(object, fc.nat(200), (text, back) => {
      const shifted = " ".repeat(2 ** 16 - back) + text;
      expect(read(shifted)).toStrictEqual(JSON.parse(text));
    }),
    { numRuns: 200 },
  );
});

test("a text that is damaged is read as JSON.parse reads it, or not at all", () => {
  const edit = fc.tuple(
    fc.nat(),
    fc.nat(2),
    fc.constantFrom("", ",", ":", '"', "\\", "{", "}", "[", "]", " ", "1", "a"),
  );
  fc.assert(
    fc.property(object, edit, (text, [place, length, put]) => {
      const at = place % (text.length + 1);
      const damaged = text.slice(0, at) + put + text.slice(at + length);
      const inUtf8 = Buffer.from(damaged).toString();
      expect(outcome(() => read(damaged))).toStrictEqual(outcome(() => parsed(inUtf8)));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  "",
  " ",
  "[]",
  "1",
  '"a"',
  "null",
  "{",
  "}",
  "{]",
  '{"a"}',
  '{"a":}',
  '{"a":[1,]}',
  "{} {}",
  "{1:2}",
  '{"a":"',
])("%j is no object", (text) => {
  expect(() => read(text)).toThrow(SyntaxError);
});

test("of each entry of a list, only what is to be kept is", () => {
  const keep: Keep = (list, entry) => `${list} ${JSON.stringify(entry)}`;
  expect(read('{ "a": [1, {"b": [2]}], "c": {"d": [3]}, "a": [4] }', keep)).toEqual({ a: ["a 4"], c: { d: [3] } });
});

test("a value longer than a piece of the file is read whole", () => {
  const long = { text: '\\"x,]}'.repeat(100_000), list: ["y".repeat(300_000)] };
  expect(read(JSON.stringify(long))).toEqual(long);
});

test("a review holds of each policy one text, and never the trees of two long files", () => {
  const role = (name: string, action: string) => ({
    Arn: `arn:aws:iam::111122223333:role/${name}`,
    RoleName: name,
    RolePolicyList: [
      {
        PolicyName: "data",
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: Array.from({ length: 50 }, (_, i) => ({
            Effect: "Allow",
            Action: [`s3:${action}`, "s3:ListBucket", "kms:Decrypt"],
            Resource: [`arn:aws:s3:::data-${i}`, `arn:aws:s3:::data-${i}/*`],
          })),
        },
      },
    ],
  });
  const [before, after] = ["GetObject", "PutObject"].map((action) => {
    const file = join(folder, `${action}.json`);
    const roles = Array.from({ length: 2000 }, (_, i) => role(`team-${i}`, i === 0 ? action : "GetObject"));
    writeFileSync(file, JSON.stringify({ RoleDetailList: roles, Policies: [] }));
    return file;
  });
  const { status, stdout } = spawnSync(
    process.execPath,
    ["--max-old-space-size=36", SSPS, "review", "--before", before ?? "", "--after", after ?? ""],
    { encoding: "utf8" },
  );
  expect([status, stdout]).toEqual([0, expect.stringContaining("team-0")]);
});
