import { unaskable } from "../../../answers/notes";
import { RESOURCE_GRAMMARS } from "../../../aws/resource-grammars";
import { grammarProblems } from "../../../aws/name-grammars";
import { NAMING } from "../../../config/naming";
import { arnOf, callsOf, findKind, findVerb, namedBy, VERBS } from "../../../contract/tasks/words";
import { KINDS, VERB_SYNONYMS } from "../../../contract/tasks/kinds";

const PLACE = { partition: "aws-cn", account: "111122223333", region: "cn-north-1" } as const;

const sentences = KINDS.flatMap((kind) =>
  Object.keys(kind.verbs).map((verb) => [verb, kind.words[0] ?? "", kind] as const),
);

test.each(sentences)("to %s a %s is what AWS takes", (verb, _, kind) => {
  const calls = callsOf(verb, kind, kind.usualName ?? (kind.words.includes("object") ? "bucket/key" : "churn"), PLACE);
  expect(calls.length).toBeGreaterThan(0);
  expect(calls.map((call) => [call.action, unaskable(call)])).toEqual(calls.map(({ action }) => [action, undefined]));
  expect(JSON.stringify(calls)).not.toMatch(/[{]\w+[}]|arn:aws:/);
});

test.each(KINDS.map((kind) => [kind.words[0], kind] as const))("%s: AWS's grammar of its names is known", (_, kind) => {
  const grammar = kind.naming ? NAMING[kind.naming] : kind.grammar && RESOURCE_GRAMMARS[kind.grammar];
  expect(grammar).toBeDefined();
  expect(grammar && kind.usualName ? grammarProblems(grammar, kind.usualName) : []).toEqual([]);
});

test("no two kinds share a word, no two verbs a synonym", () => {
  const words = KINDS.flatMap((kind) => kind.words);
  expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
  const verbs = [...VERBS, ...Object.values(VERB_SYNONYMS).flat()];
  expect(verbs.filter((verb, i) => verbs.indexOf(verb) !== i)).toEqual([]);
  expect(Object.keys(VERB_SYNONYMS).filter((verb) => !VERBS.includes(verb))).toEqual([]);
});

test("every kind that the page names has a word", () => {
  const named = new Set(KINDS.map(({ naming }) => naming));
  expect(Object.keys(NAMING).filter((kind) => !named.has(kind as keyof typeof NAMING))).toEqual([]);
});

test.each([
  ["secrets", "secret"],
  ["Training-Job", "training job"],
  ["kms key", "key"],
])("%s is a %s", (words, kind) => {
  expect(findKind(words)?.words).toContain(kind);
});

test.each([
  ["upload", "write"],
  ["READ", "read"],
  ["__proto__", undefined],
  ["toString", undefined],
])("%s is the verb %s", (word, verb) => {
  expect(findVerb(word)).toBe(verb);
});

test.each(KINDS.filter(({ arn }) => arn !== "*").map((kind) => [kind.words[0] ?? "", kind] as const))(
  "the ARN of a %s gives its name back",
  (_, kind) => {
    const name = kind.words.includes("object") ? "bucket/a/b" : "churn-1";
    expect(namedBy(arnOf(kind, name, PLACE))).toEqual({ kind, name });
  },
);

test("a hostile ARN names nothing", () => {
  for (const arn of [`arn:aws:secretsmanager:${":".repeat(100_000)}`, `arn${":".repeat(1_000_000)}`]) {
    expect(namedBy(arn)).toBeUndefined();
  }
});
