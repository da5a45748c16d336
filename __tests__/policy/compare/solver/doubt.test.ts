import { doubtful } from "../../../../policy/compare/solver/doubt";

type Kind = Parameters<typeof doubtful>[1];

test.each<[kind: Kind, value: string, pattern: string | undefined]>([
  ["boolean", "true", undefined],
  ["boolean", "True", "true"],
  ["boolean", " false", "false"],
  ["boolean", "yes", undefined],
  ["presence", "TRUE", "true"],
  ["number", "10", undefined],
  ["number", "-1.5", undefined],
  ["number", "1e3", "*"],
  ["number", "+1", "*"],
  ["number", "NaN", "*"],
  ["number", "ten", undefined],
  ["date", "2026-01-01", undefined],
  ["date", "2026-01-01T00:00:00Z", undefined],
  ["date", "2026-01-01T00:00", "*"],
  ["date", "2026", "*"],
  ["date", "tomorrow", undefined],
  ["address", "10.0.0.0/8", undefined],
  ["address", " 10.0.0.0/8", "*"],
  ["address", "here", undefined],
])("%s %j may match %s", (kind, value, pattern) => {
  const doubt = doubtful(value, kind);
  expect(doubt?.automaton.matches(pattern === "*" ? "anything" : (pattern ?? ""))).toBe(
    pattern === undefined ? undefined : true,
  );
  if (pattern !== undefined && pattern !== "*") expect(doubt?.automaton.text).toBe(pattern);
});
