import Ajv from "ajv";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { environmentJsonSchema, type JsonSchema } from "../../config/json-schema";
import { type Changes, environmentText } from "./environment";

const schema = environmentJsonSchema();
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);

test("the shipped example is valid", () => {
  expect(validate(parse(readFileSync("environments/dev.yaml", "utf8")))).toBe(true);
});

test.each<[string, Changes]>([
  ["an unknown key", { regoin: 1 }],
  ["an unknown key below", { "roles.admin.nam": "x" }],
  ["no account", { account: undefined }],
  ["an account as a number", { account: 123456789012 }],
  ["a mistyped region", { region: "eu-wset-1" }],
  ["two backends", { backend: { local: {}, cloud: { organization: "acme" } } }],
  ["a long session", { "roles.admin.max_session_hours": 13 }],
  ["an unknown profile", { "roles.execution.profile": "job" }],
  ["a policy twice", { "roles.admin.extra_policy_arns": ["arn:aws:iam::aws:policy/x", "arn:aws:iam::aws:policy/x"] }],
  ["a wildcard in a principal", { "federation.principals": { arns: ["*"] } }],
])("%s is not", (_name, changes) => {
  expect(validate(JSON.parse(environmentText(changes)))).toBe(false);
});

test("every key has a description for editors", () => {
  expect([...undescribed(schema)]).toEqual([]);
});

function* undescribed(part: JsonSchema, path = "environment"): Generator<string> {
  if (part.description === undefined) yield path;
  for (const [key, value] of Object.entries(part.properties ?? {})) yield* undescribed(value, `${path}.${key}`);
}
