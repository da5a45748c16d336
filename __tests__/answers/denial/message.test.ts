import { MAX_MESSAGES, MAX_TEXT, readDenials } from "../../../answers/denial/message";

const VERB = "is not authorized to perform";

/** Texts that would take a careless reader long. */
test.each([
  ["the verb, over and over", VERB.repeat(37_000)],
  [
    "whole messages, each another",
    Array.from({ length: 9000 }, (_, i) => `User: a${i} ${VERB}: s3:GetObject on resource: x${i}`).join(" "),
  ],
  ["blanks", `User: a ${VERB}: s3:GetObject on resource: ${" \n".repeat(400_000)}`],
  ["brackets", `User: a ${VERB}: s3:GetObject on resource: ${")".repeat(900_000)}`],
  ["ampersands", "&".repeat(1_000_000)],
  ["braces", "{".repeat(1_000_000)],
  ["nested JSON", `{"context":${"[".repeat(500_000)}`],
  ["codes", "<Code>".repeat(170_000)],
])("%s", (_, text) => {
  expect(readDenials(text).messages.length).toBeLessThanOrEqual(MAX_MESSAGES);
});

test("a text that is longer than a log's part is refused", () => {
  expect(() => readDenials("x".repeat(MAX_TEXT + 1))).toThrow("a text of at most 1048576 characters is read");
});

const WHOLE = `User: arn:aws:sts::123456789012:assumed-role/r/ann ${VERB}: sagemaker:CreateDomain on resource: arn:aws:sagemaker:eu-west-1:123456789012:domain/d-1 with an explicit deny in an identity-based policy`;

describe.each(["\n", "\r\n", "\n  ", "\n> "])("wrapped by %j", (glue) => {
  test.each(Array.from({ length: 60 }, (_, i) => i + 20))("after %d letters", (width) => {
    const lines = WHOLE.match(new RegExp(`.{1,${width}}`, "g")) ?? [];
    expect(readDenials(lines.join(glue))).toEqual(readDenials(WHOLE));
  });
});

test("of too many different messages the first are read", () => {
  const texts = Array.from({ length: MAX_MESSAGES + 1 }, (_, i) => WHOLE.replace("d-1", `d-${i}`));
  const { messages, hasMore } = readDenials(texts.join("\n"));
  expect([messages.length, hasMore]).toEqual([MAX_MESSAGES, true]);
  expect(readDenials(WHOLE)).toMatchObject({ messages: [{ principal: /arn\S+/.exec(WHOLE)?.[0] }], hasMore: false });
});
