import { Lazy, Tokenization } from "cdktf";
import { forgettingTokens } from "../../stacks/forget-tokens";

const token = (): string => Lazy.stringValue({ produce: () => "value" });
const known = (text: string): boolean => Tokenization.reverseString(text).tokens.length > 0;

test("tokens that are made within are forgotten, others stay", () => {
  const before = token();
  const within = forgettingTokens(token);
  expect(known(before)).toBe(true);
  expect(() => known(within)).toThrow("Unrecognized Token Key");
});

test("they are forgotten after an error too", () => {
  let within = "";
  expect(() =>
    forgettingTokens(() => {
      within = token();
      throw new Error("stop");
    }),
  ).toThrow("stop");
  expect(() => known(within)).toThrow("Unrecognized Token Key");
});
