import { Automaton, DEAD, mayMeet, type Syntax } from "../../../../policy/compare/solver/automaton";

test.each<[pattern: string, syntax: Syntax, text: string, expected: boolean]>([
  ["a*c", "text", "abc", true],
  ["a*c", "text", "ABC", false],
  ["a?c", "text", "ac", false],
  ["a*C", "ignoreCase", "AbC", true],
  ["*", "text", "", true],
  ["arn:aws:s3:::a*", "arn", "arn:aws:s3:::a/b:c", true],
  ["arn:aws:*:::a", "arn", "arn:aws:s3:eu:1:a", false],
  ["arn:aws:s3", "arn", "arn:aws:s3:eu:1:a", true],
  ["*a*b*c*d*e*f*g*h*i", "text", "abcdefghi", true],
  ["*a*b*c*d*e*f*g*h*i", "text", "abcdefgh", false],
])("%j as %s matches %j: %p", (pattern, syntax, text, expected) => {
  const automaton = new Automaton(pattern, syntax);
  expect(automaton.matches(text)).toBe(expected);
  // The same by its states, one character after the other.
  let state = automaton.start;
  for (const char of text) state = automaton.step(state, char.charCodeAt(0));
  expect(automaton.accepts(state)).toBe(expected);
});

test.each<[pattern: string, syntax: Syntax, text: string | undefined, prefix: string, acceptsPrefix: boolean]>([
  ["abc", "text", "abc", "abc", false],
  ["aBc", "ignoreCase", "abc", "abc", false],
  ["ab*", "text", undefined, "ab", true],
  ["ab*c", "text", undefined, "ab", false],
  ["ab?", "text", undefined, "ab", false],
  ["*", "text", undefined, "", true],
])("%j as %s: the only text %j, the prefix %j, and all that begins so: %p", (pattern, syntax, ...expected) => {
  const { text, prefix, acceptsPrefix } = new Automaton(pattern, syntax);
  expect([text, prefix, acceptsPrefix]).toEqual(expected);
});

test("a state from which nothing is accepted is dead, and stays so", () => {
  const automaton = new Automaton("ab", "text");
  const state = automaton.step(automaton.start, "x".charCodeAt(0));
  expect(state).toBe(DEAD);
  expect(automaton.step(state, "a".charCodeAt(0))).toBe(DEAD);
});

test.each<[a: string, b: string, expected: boolean]>([
  ["a*", "ab*", true],
  ["a*", "b*", false],
  ["*", "b", true],
  ["ab", "ab", true],
  ["ab", "ac", false],
])("%j and %j may have texts in common: %p", (a, b, expected) => {
  expect(mayMeet(new Automaton(a, "text"), new Automaton(b, "text"))).toBe(expected);
});
