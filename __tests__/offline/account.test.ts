import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cloud } from "../../offline/account";
import { seedOf } from "../../offline/seed";
import { newFolder } from "../new-folder";

const place = { accountId: "123456789012", region: "global" };
let folder: string;
let file: string;

beforeEach(() => {
  folder = newFolder();
  file = join(folder, "account.json");
});

test("what one process writes, the next one reads", () => {
  new Cloud(file).put(place, "aws_iam_role", "r", { description: "d" });
  expect(new Cloud(file).get(place, "aws_iam_role", "r")).toEqual({ description: "d" });
  expect(readdirSync(folder)).toEqual(["account.json"]);
});

test("an edit by hand is seen at once", () => {
  const cloud = new Cloud(file);
  cloud.put(place, "aws_iam_role", "r", { description: "before" });
  expect(cloud.get(place, "aws_iam_role", "r")).toEqual({ description: "before" });
  writeFileSync(file, readFileSync(file, "utf8").replace("before", "edited"));
  expect(cloud.get(place, "aws_iam_role", "r")).toEqual({ description: "edited" });
});

test("removing the last resource leaves nothing behind", () => {
  const cloud = new Cloud(undefined, { "123456789012": { global: { aws_iam_role: { a: {}, b: {} } } } });
  cloud.remove(place, "aws_iam_role", "a");
  expect(cloud.list(place, "aws_iam_role")).toEqual([["b", {}]]);
  cloud.remove(place, "aws_iam_role", "b");
  cloud.remove(place, "aws_iam_role", "b");
  expect(cloud.snapshot()).toEqual({});
});

test("a role may bear a name that JavaScript knows", () => {
  const cloud = new Cloud();
  expect(cloud.get(place, "aws_iam_role", "constructor")).toBeUndefined();
  cloud.put(place, "aws_iam_role", "constructor", {});
  expect(cloud.get(place, "aws_iam_role", "constructor")).toEqual({});
});

test.each([
  ["{", /is no JSON/],
  ["[]", /the file must hold an object by an account id/],
  ['{ "123456789012": 1 }', /123456789012 must hold an object by a region/],
  ['{ "123456789012": { "global": { "aws_iam_role": [] } } }', /aws_iam_role must hold an object by a key/],
  [
    '{ "1": { "global": { "aws_iam_role": { "r": "x" } } } }',
    /global → aws_iam_role → r must hold an object of attributes/,
  ],
])("the file %s gives a message", (text, message) => {
  writeFileSync(file, text);
  expect(() => new Cloud(file).get(place, "aws_iam_role", "r")).toThrow(message);
});

test("AWS's own tags are none that a provider reads", () => {
  const role = {
    ...{ RoleName: "r", Path: "/", Arn: `arn:aws:iam::${place.accountId}:role/r`, AssumeRolePolicyDocument: {} },
    Tags: [
      { Key: "aws:cloudformation:stack-name", Value: "ams" },
      { Key: "team", Value: "ml" },
    ],
  };
  const cloud = new Cloud(undefined, seedOf({ RoleDetailList: [role], Policies: [] }));
  expect(cloud.get(place, "aws_iam_role", "r")?.tags).toEqual({ team: "ml" });
});
