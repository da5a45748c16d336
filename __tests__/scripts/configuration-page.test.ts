import { parse, stringify } from "yaml";
import { environmentJsonSchema } from "../../config/json-schema";
import { checkEnvironment } from "../../config/load";
import { configurationPage, EXAMPLES } from "../../scripts/configuration-page";

const keys = Object.keys(environmentJsonSchema().properties ?? {});

test("every key of the schema has an example, and no other", () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual([...keys].sort());
});

test.each(keys)("the example of %s is accepted", (key) => {
  const whole = ["account", "region", "base", "federation", key].map((one) => EXAMPLES[one]).join("\n");
  const text = stringify(parse(whole, { uniqueKeys: false }));
  expect(checkEnvironment({ file: "x.yaml", name: "x", text }).problems).toEqual([]);
});

test.each([
  ["account", "text", ""],
  ["base", '`"managed"`, `"existing"`', ""],
  ["roles.admin.max_session_hours", "whole number", "`1`"],
  ["scaling.endpoints[].schedules[].schedule", "text", ""],
  ["network.endpoints.adopt.<service>", "text", ""],
  ["storage.bucket.extra_statements", "list of statements", "`[]`"],
])("%s is %s, %s by default", (name, type, byDefault) => {
  expect(configurationPage().content).toContain(`| \`${name}\` | ${type} | ${byDefault} |`);
});
