import { nearest } from "../../config/nearest";

const KEYS = ["region", "roles", "base", "backend", "federation"];

test.each([
  ["regoin", "region"],
  ["regions", "region"],
  ["REGION", "region"],
  ["rolls", "roles"],
  ["bas", "base"],
  ["federatoin", "federation"],
  ["x", undefined],
  ["storage", undefined],
  ["r".repeat(100_000), undefined],
])("%s → %s", (word, expected) => {
  expect(nearest(word, KEYS)).toBe(expected);
});
