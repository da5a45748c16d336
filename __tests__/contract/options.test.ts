import { flagsOf } from "../../contract/flags";
import { chosenOptions } from "../../contract/options";
import { check } from "../config/environment";

const PLACE = { account: "123456789012", region: "eu-west-1", partition: "aws" } as const;

test("what is true or false is by default what the file's key is by default", () => {
  const { environment } = check();
  if (!environment) throw new Error("no environment");
  const flags = flagsOf(environment);
  expect(Object.keys(flags).length).toBeGreaterThan(0);
  expect(chosenOptions({ ...PLACE, ...flags })).toEqual(chosenOptions(PLACE));
});

test.each([
  ["robomaker", { "access.robomaker": true }, true],
  ["integrations", { "roles.admin.integrations": false }, false],
  ["readsInAccountOnly", { "access.buckets.reads_in_account_only": true }, true],
  ["ownAccountOnly", { "access.own_account_only": true }, true],
] as const)("%s is read from the file: %j", (flag, changes, expected) => {
  const { environment } = check(changes);
  expect(environment && flagsOf(environment)[flag]).toBe(expected);
});
