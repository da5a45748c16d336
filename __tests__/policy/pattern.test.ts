import fc from "fast-check";
import { compileArnPattern, compilePattern, literal, splitArn, tokenise } from "../../policy/pattern";

/** Matching by dynamic programming: slow, and nothing that the matchers do. */
function matchesNaively(pattern: string, text: string): boolean {
  let row = Array.from({ length: text.length + 1 }, (_, i) => i === 0);
  for (const char of pattern) {
    const next = [char === "*" && row[0] === true];
    for (let i = 1; i <= text.length; i++) {
      next[i] =
        char === "*"
          ? row[i] === true || next[i - 1] === true
          : row[i - 1] === true && (char === "?" || char === text[i - 1]);
    }
    row = next;
  }
  return row[text.length] === true;
}

/** A Resource pattern by its rule: segment by segment, the missing ones completed. */
function matchesArnNaively(pattern: string, arn: string): boolean {
  const segments = pattern.split(":");
  if (segments.length === 1) return matchesNaively(pattern, arn);
  const written = [...segments.slice(0, 5), ...(segments.length > 5 ? [segments.slice(5).join(":")] : [])];
  while (written.length < 6) written.push("*");
  const parts = arn.split(":");
  if (parts.length < 6) return false;
  return written.every((segment, i) => matchesNaively(segment, i < 5 ? (parts[i] ?? "") : parts.slice(5).join(":")));
}

describe("compilePattern", () => {
  test.each([
    ["", "", true],
    ["", "a", false],
    ["*", "", true],
    ["*", "anything:at/all", true],
    ["**", "", true],
    ["?", "", false],
    ["?", "a", true],
    ["?*", "", false],
    ["*?", "a", true],
    ["abc", "abc", true],
    ["abc", "abcd", false],
    ["abc", "ABC", false],
    ["ab*", "ab", true],
    ["ab*", "abc", true],
    ["*bc", "abc", true],
    ["*bc", "abcd", false],
    ["a*c", "ac", true],
    ["ab*bc", "abc", false],
    ["ab*bc", "abbc", true],
    ["*b*", "abc", true],
    ["*b*", "ac", false],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "acb", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["s3:Get*Acl", "s3:GetObjectVersionAcl", true],
    // Regular expressions' own characters are plain.
    ["a.c", "abc", false],
    ["[ab]+(c)|$^\\", "[ab]+(c)|$^\\", true],
  ])("%j on %j: %p", (pattern, text, expected) => {
    expect(compilePattern(pattern)(text)).toBe(expected);
  });

  const char = fc.constantFrom("a", "b", ":", "/", "*", "?");

  test("decides as the naive matcher does", () => {
    const texts = fc.string({ unit: char, maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (pattern, text) => {
        expect(compilePattern(pattern)(text)).toBe(matchesNaively(pattern, text));
      }),
      { numRuns: 5000 },
    );
  });

  test("literal text keeps its wildcards as characters", () => {
    const tokens = [...tokenise("home/*/"), ...literal("a*?")];
    expect(compilePattern(tokens)("home/x/a*?")).toBe(true);
    expect(compilePattern(tokens)("home/x/abc")).toBe(false);
  });

  test.each([
    ["*a".repeat(1000), "a".repeat(999)],
    ["*a*b".repeat(500), "a".repeat(100_000)],
    ["*?a".repeat(300), "a".repeat(599)],
    [`${"*a?".repeat(300)}b`, "a".repeat(5000)],
    [`*${"a".repeat(2000)}b`, "a".repeat(20_000)],
    [`*${"a".repeat(100_000)}?b*c`, "a".repeat(200_000)],
  ])("a pattern made to backtrack is decided", (pattern, text) => {
    expect(compilePattern(pattern)(text)).toBe(false);
  });
});

describe("compileArnPattern", () => {
  const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:AmazonSageMaker-db-AbCdEf";
  const table = "arn:aws:dynamodb:us-east-1:111122223333:table/prod-x";
  const bucket = "arn:aws:s3:::my-bucket/a/b:c";

  test.each([
    ["*", "*", true],
    ["**", "*", true],
    ["?", "*", true],
    ["arn:*", "*", false],
    ["arn:aws:s3:::*", "*", false],
    ["*", bucket, true],
    ["a*", bucket, true],
    ["*:c", bucket, false],
    ["arn:aws:s3:::my-bucket/*", bucket, true],
    ["arn:aws:s3:::*bucket*", bucket, true],
    ["arn:aws:s3:::my-bucket", bucket, false],
    ["arn:aws:s3:::My-bucket/*", bucket, false],
    // The last segment spans colons and slashes …
    ["arn:aws:secretsmanager:*:111122223333:secret:AmazonSageMaker-*", secret, true],
    ["arn:aws:secretsmanager:*:111122223333:*", secret, true],
    ["arn:aws:secretsmanager:*:111122223333:secret?Amazon*", secret, true],
    ["arn:aws:secretsmanager:*:111122223333:*:AmazonSageMaker-*", secret, true],
    // … the others do not.
    ["arn:aws:secretsmanager:*:secret:AmazonSageMaker-*", secret, false],
    ["arn:aws:dynamodb:*:table/prod-*", table, false],
    ["arn:aws:dynamodb:us?east-1:*:table/prod-?", table, true],
    ["arn:aws:dynamodb:us*3333:table/*", table, false],
    // What is missing is completed.
    ["arn:aws:dynamodb", table, true],
    ["arn:aws:dynamodb:us-*", table, true],
    ["arn:aws:dynamodb:us-east-1:111122223333", table, true],
    ["arn:aws:dynamodb:eu-*", table, false],
    ["arn:aws:dynamodb:*:*:*:*", table, false],
  ])("%s on %s: %p", (pattern, arn, expected) => {
    expect(compileArnPattern(pattern)(splitArn(arn))).toBe(expected);
  });

  test("decides as its rule says", () => {
    const part = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "/"), maxLength: 3 });
    const join = (min: number, max: number): fc.Arbitrary<string> =>
      fc.array(part, { minLength: min, maxLength: max }).map((parts) => parts.join(":"));
    fc.assert(
      fc.property(join(1, 8), join(1, 9), (pattern, arn) => {
        expect(compileArnPattern(pattern)(splitArn(arn))).toBe(matchesArnNaively(pattern, arn));
      }),
      { numRuns: 5000 },
    );
  });
});
