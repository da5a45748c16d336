import fc from "fast-check";
import type { Syntax } from "../../../../policy/compare/solver/automaton";
import { Budget } from "../../../../policy/compare/solver/budget";
import { findWitness } from "../../../../policy/compare/solver/wildcard-search";
import { compileArnPattern, compilePattern, splitArn } from "../../../../policy/pattern";

describe("findWitness", () => {
  test.each<[string[], string[], string | undefined]>([
    [["s3:Get*"], ["s3:GetObject"], "s3:Get"],
    [["s3:*"], ["s3:Get*", "s3:"], "s3:x"],
    [["a*", "*b"], [], "ab"],
    [["a?"], ["a*"], undefined],
    [["*"], ["?*"], ""],
    [["*"], ["", "?*"], undefined],
    [["?"], ["x"], "0"],
    [["literal"], ["l*l"], undefined],
    [["literal"], ["l*x"], "literal"],
    [["a*c"], ["ab*", "a?b*c"], "ac"],
    [[], ["", "?"], "xx"],
  ])("all of %j, none of %j → %j", (all, none, witness) => {
    expect(findWitness({ all, none })).toEqual(witness === undefined ? { witness, proven: true } : { witness });
  });

  test("says so where the budget ends the search", () => {
    const all = ["*a????????????????????b"];
    expect(findWitness({ all, none: ["*b"], budget: new Budget(2000) })).toEqual({ witness: undefined, proven: false });
  });

  test("patterns made to backtrack are decided", () => {
    const hostile = "*a".repeat(500);
    const contained = findWitness({ all: [`${hostile}b`], none: [`${hostile}*`] });
    expect(contained).toEqual({ witness: undefined, proven: true });
    expect(findWitness({ all: [`${hostile}*`], none: [`${hostile}b`] }).witness).toBeDefined();
  });
});

describe("one pattern within others", () => {
  test.each<[string, string[], Syntax, boolean]>([
    ["s3:Get*", ["s3:*"], "text", true],
    ["s3:*", ["s3:Get*"], "text", false],
    ["S3:getobject", ["s3:Get*"], "ignoreCase", true],
    ["S3:getobject", ["s3:Get*"], "text", false],
    ["a*", ["a", "a?*"], "text", true],
    ["a??", ["a?", "a?b*"], "text", false],
    ["arn:aws:s3:::a/*", ["arn:aws:s3:::*"], "arn", true],
    ["arn:*", ["arn:*:*:*:*:*"], "arn", true],
    ["arn:aws:s3:::a:b", ["arn:aws:s3:::*b"], "arn", true],
    ["arn:aws:s3:eu:1:b", ["arn:aws:s3:*:b"], "arn", false],
    ["arn:aws:s3:eu:1:b", ["arn:aws:s3"], "arn", true],
    ["arn:aws:s3:eu:1:b", ["arn:aws:s3*"], "arn", true],
    ["arn:aws:s3:eu:1:b", ["arn:aws:s3:*"], "arn", true],
    ["arn:aws:s3:eu:1:b", ["arn:aws:*:*1:b"], "arn", false],
  ])("%s in %j as %s: %p", (a, bs, syntax, expected) => {
    expect(findWitness({ all: [a], none: bs, syntax }).witness === undefined).toBe(expected);
  });
});

test.each<[string, string, boolean]>([
  ["a*", "*b", true],
  ["a*", "b*", false],
  ["?", "??*", false],
  ["*x*", "*y*", true],
])("%s and %s intersect: %p", (a, b, expected) => {
  expect(findWitness({ all: [a, b], none: [] }).witness !== undefined).toBe(expected);
});

/** The matcher of the policy engine for a syntax: what the automata must agree with. */
const engine: Record<Syntax, (pattern: string) => (text: string) => boolean> = {
  text: (pattern) => compilePattern(pattern),
  ignoreCase: (pattern) => {
    const matches = compilePattern(pattern.toLowerCase());
    return (text) => matches(text.toLowerCase());
  },
  arn: (pattern) => {
    const matches = compileArnPattern(pattern);
    return (text) => matches(splitArn(text));
  },
};

/** Every text of at most so many characters. */
function words(length: number): string[] {
  if (length === 0) return [""];
  return ["", ...words(length - 1).flatMap((word) => ["a", "b", ":", "x"].map((first) => first + word))];
}

describe.each<[Syntax, string]>([
  ["text", "ab*?"],
  ["ignoreCase", "aBb*?"],
  ["arn", "a:::*?"],
])("as %s, the automata agree with the policy engine", (syntax, alphabet) => {
  const pattern = fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), maxLength: 12 });
  const patterns = fc.array(pattern, { maxLength: 3 });

  test("a witness matches as promised, and none is overlooked", () => {
    const texts = words(5);
    const sample = [...texts, "a:a:a:a:a:a", "a::::::", ":::::", "::::::", "a:b:::x:b", ":::::a:b"];
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 3 }), patterns, (all, none) => {
        const searched = (text: string): boolean =>
          all.every((one) => engine[syntax](one)(text)) && !none.some((one) => engine[syntax](one)(text));
        const found = findWitness({ all, none, syntax });
        if (found.witness === undefined) {
          expect(found.proven).toBe(true);
          expect(sample.filter(searched)).toEqual([]);
        } else {
          expect(searched(found.witness)).toBe(true);
          const { length } = found.witness;
          expect(sample.filter((text) => text.length < length && searched(text))).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
