import Ajv from "ajv";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderSarif } from "../../../review/render/sarif";
import { difference, everyVerdict, HOSTILE, hostileRow, loss, review, row, without } from "./sample";

/** The standard's schema, as the npm package @microsoft/jest-sarif 1.0.0-beta.0 (MIT) ships it; of JSON Schema draft 4. */
const published = JSON.parse(readFileSync(join(__dirname, "sarif-2.1.0.schema.json"), "utf8")) as object;
const schema = without(published as { $schema: string; id: string }, "$schema", "id");
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(
  schema,
);

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string; readonly index?: number };
      readonly region: { readonly startLine: number };
    };
    readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly invocations: readonly { readonly toolExecutionNotifications: readonly { message: { text: string } }[] }[];
    readonly artifacts: readonly { readonly location: { readonly uri: string } }[];
    readonly results: readonly Result[];
  }[];
}

/** The one run of a log, once the standard's schema has accepted it. */
function runOf(
  of: Parameters<typeof renderSarif>[0],
  sources = ["plan.json"],
  locate?: Parameters<typeof renderSarif>[2],
): Log["runs"][number] {
  const text = renderSarif(of, sources, locate);
  expect(text).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
  const log = JSON.parse(text) as Log;
  validate(log);
  expect(validate.errors).toBeNull();
  const [run] = log.runs;
  if (!run) throw new Error("no run");
  return run;
}

test("the schema at hand is strict enough to refuse", () => {
  expect(validate({ version: "2.1.0", runs: [{ tool: { driver: {} } }] })).toBe(false);
});

test("without a change there is no result", () => {
  expect(runOf(review([])).results).toEqual([]);
});

const unproven = without(loss({ proven: false, message: "it could not be proven" }), "witness");

test.each([
  ["access/widened-public", "error", [row({ differences: [difference({ risk: "public" })] })]],
  ["access/widened-cross-account", "error", [row({ differences: [difference({ risk: "crossAccount" })] })]],
  ["access/widened-escalation", "error", [row()]],
  ["access/widened-delete", "warning", [row({ differences: [difference({ risk: "delete" })] })]],
  ["access/widened-write", "warning", [row({ differences: [difference({ risk: "write" })] })]],
  ["access/widened-read", "warning", [row({ differences: [difference({ risk: "read" })] })]],
  ["access/unknown", "warning", [row({ differences: [], unknown: ["p"] })]],
  ["access/changed", "note", [row({ differences: [unproven] })]],
  ["access/narrowed", "note", [row({ differences: [loss()] })]],
])("%s is of level %s", (ruleId, level, rows) => {
  const { tool, results } = runOf(review(rows));
  expect(results).toMatchObject([{ ruleId, level }]);
  expect(tool.driver.rules[results[0]?.ruleIndex ?? -1]?.id).toBe(ruleId);
});

test("a result says what changes, by what, with the request, and where", () => {
  const [result] = runOf(
    review([row({ notes: [{ verdict: "widened", risk: "write", proven: true, text: "arn is attached" }] })]),
  ).results;
  expect(result?.message.text).toBe(
    'role "admin_role", widened (escalation): "arn is attached"; may now do "iam:PassRole" on "arn:aws:iam::111122223333:role/*" ' +
      '(by Allow statement "N1PassRole" of "admin_policy"; role "admin_role" may now do "iam:PassRole" on "arn:aws:iam::111122223333:role/x" ' +
      'when "iam:PassedToService" is "glue.amazonaws.com"; before, this request was denied).',
  );
  expect(result?.locations).toMatchObject([
    { logicalLocations: [{ fullyQualifiedName: "aws_iam_role.admin", kind: "resource" }] },
  ]);
});

test("a result of many differences says how many it leaves out", () => {
  const [result] = runOf(review([row({ differences: Array(12).fill(difference()) })])).results;
  expect(result?.message.text).toMatch(/; and 7 more\.$/);
});

test("a result keeps its fingerprint when its differences change, and shares it with no other", () => {
  const fingerprints = [
    row(),
    row({ differences: [loss()] }),
    row({ name: "other" }),
    row({ kind: "user" }),
    row({ account: "111122223333" }),
    row({ account: "444455556666" }),
    row({ region: "eu-west-1" }),
  ].map((one) => runOf(review([one])).results[0]?.partialFingerprints["subject/v2"]);
  expect(fingerprints[0]).toBe(fingerprints[1]);
  expect(new Set(fingerprints).size).toBe(6);
});

test.each([
  ["plan.json", "plan.json"],
  ["./plans/base.json", "plans/base.json"],
  ["a b#?.json", "a%20b%23%3F.json"],
  ["/abs/plan.json", "file:///abs/plan.json"],
  ["../x.json", "../x.json"],
])("the file %s is at %s", (source, uri) => {
  const { artifacts, results } = runOf(everyVerdict, [source, "second.json"]);
  expect(artifacts.map(({ location }) => location.uri)).toEqual([uri, "second.json"]);
  expect(results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
});

test("what two plans show alike is there once: a file, an address", () => {
  const addresses = ["aws_iam_role.x", "aws_iam_role.x", "a\nb", "a\\u{a}b"];
  const { artifacts, results } = runOf(review([row({ addresses })]), ["plan.json", "./plan.json", "plan.json"]);
  expect(artifacts).toEqual([{ location: { uri: "plan.json" } }]);
  expect(results[0]?.locations[0]?.logicalLocations.map((one) => one.fullyQualifiedName)).toEqual([
    "aws_iam_role.x",
    "a\\u{a}b",
  ]);
});

test("a result points at the plan that it is from, and at what its author wrote where that is told", () => {
  const rows = [row({ name: "told" }), row({ name: "from", source: "b.json" }), row({ name: "neither" })];
  const { results } = runOf(review(rows), ["a.json", "b.json"], ({ subject: { name } }) =>
    name === "told" ? { file: "environments/dev.yaml", line: 12 } : undefined,
  );
  expect(results.map(({ locations }) => locations[0]?.physicalLocation)).toEqual([
    { artifactLocation: { uri: "environments/dev.yaml" }, region: { startLine: 12 } },
    { artifactLocation: { uri: "b.json", index: 1 }, region: { startLine: 1 } },
    { artifactLocation: { uri: "a.json", index: 0 }, region: { startLine: 1 } },
  ]);
});

test("account and region are in the message", () => {
  const [result] = runOf(review([row({ account: "111122223333", region: "eu-west-1" })])).results;
  expect(result?.message.text).toMatch(/^role "admin_role" in account "111122223333" in "eu-west-1", widened/);
});

test("notices are told by the tool, and make no result", () => {
  const { invocations, results } = runOf(review([], { notices: ["plan.json: not whole {0}"] }));
  expect(invocations[0]?.toolExecutionNotifications).toMatchObject([
    { message: { text: "plan.json: not whole {{0}}" } },
  ]);
  expect(results).toEqual([]);
});

test("whatever the texts are, the log keeps to the standard's schema", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(...HOSTILE.map(([, name]) => name.slice(0, 200))),
    fc.string({ maxLength: 2 }),
  );
  const texts = fc.array(text, { maxLength: 4 });
  fc.assert(
    fc.property(
      texts,
      texts,
      texts,
      fc.array(text, { minLength: 1, maxLength: 3 }),
      (names, addresses, notices, sources) => {
        const rows = names.map((name) => ({
          ...hostileRow(name),
          subject: { ...row({ name, source: name }).subject, addresses },
        }));
        runOf(review(rows, { notices, drift: rows }), sources);
      },
    ),
    { numRuns: 300 },
  );
});

test.each(HOSTILE)("%s acts in no message", (_, name) => {
  const [result] = runOf(review([hostileRow(name)])).results;
  const text = result?.message.text ?? "";
  expect(text.replaceAll("{{", "").replaceAll("}}", "")).not.toMatch(/[{}]/);
  expect(text).not.toMatch(/(?<!\\)(?:\\\\)*[[\]]/);
  expect(text.length).toBeLessThan(20_000);
});
