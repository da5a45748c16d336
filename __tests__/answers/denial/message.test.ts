import { MAX_TEXT, readDenials } from "../../../answers/denial/message";

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
  expect(readDenials(text).length).toBeLessThanOrEqual(20);
});

test("a text that is longer than a log's part is refused", () => {
  expect(() => readDenials("x".repeat(MAX_TEXT + 1))).toThrow("a text of at most 1048576 characters is read");
});
