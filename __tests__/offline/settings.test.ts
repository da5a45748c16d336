import { readSettings } from "../../offline/settings";
import type { ObjectValue } from "../../offline/values";

const caller = { accountId: "123456789012", region: "eu-west-1" };

test.each<[string, ObjectValue, object]>([
  ["nothing", {}, { accountId: "123456789012", region: "eu-west-1", partition: "aws", dnsSuffix: "amazonaws.com" }],
  ["a region", { region: "us-east-1" }, { region: "us-east-1", partition: "aws" }],
  ["a region of China", { region: "cn-north-1" }, { partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" }],
  ["a region of GovCloud", { region: "us-gov-west-1" }, { partition: "aws-us-gov", dnsSuffix: "amazonaws.com" }],
  [
    "a role to assume",
    { assume_role: [{ role_arn: "arn:aws:iam::999999999999:role/x" }] },
    { accountId: "999999999999" },
  ],
  ["default tags", { default_tags: [{ tags: { a: "b" } }] }, { defaultTags: { a: "b" } }],
  ["the caller's account allowed", { allowed_account_ids: ["1", "123456789012"] }, { accountId: "123456789012" }],
])("a provider block with %s", (_, config, expected) => {
  expect(readSettings(config, caller)).toMatchObject(expected);
});

test.each<[string, ObjectValue, string]>([
  ["another account allowed", { allowed_account_ids: ["111122223333"] }, "AWS account ID not allowed: 123456789012"],
  ["the account forbidden", { forbidden_account_ids: ["123456789012"] }, "AWS account ID not allowed: 123456789012"],
  [
    "a role of an account that is not allowed",
    { allowed_account_ids: ["123456789012"], assume_role: [{ role_arn: "arn:aws:iam::999999999999:role/x" }] },
    "AWS account ID not allowed: 999999999999",
  ],
  ["an unknown region", { region: "mars-1" }, "invalid AWS Region: mars-1"],
])("a provider block with %s is refused", (_, config, message) => {
  expect(() => readSettings(config, caller)).toThrow(message);
});
