import { readFileSync } from "node:fs";
import { RISKS } from "../../../policy/compare";
import { isMultivalued, publishedAction, publishedMatching, riskOfAction } from "../../../policy/compare/published";
import { byTelling, riskier } from "../../../policy/compare/risk";
import { publishedActionsFile } from "../../../scripts/published-actions";

test.each([
  ["iam:PassRole", "escalation"],
  ["iam:CreateUser", "escalation"],
  ["iam:ListRoles", "read"],
  ["sts:AssumeRoleWithSAML", "escalation"],
  ["sts:GetCallerIdentity", "read"],
  ["s3:PutBucketPolicy", "escalation"],
  ["kms:ScheduleKeyDeletion", "escalation"],
  ["kms:Decrypt", "write"],
  ["s3:DeleteObject", "delete"],
  ["S3:PUTOBJECT", "write"],
  ["sagemaker:AddTags", "write"],
  ["s3:GetObject", "read"],
  ["s3:ListSomethingNew", "read"],
  ["unheard:DeleteAll", "delete"],
  ["unheard:Of", "write"],
])("%s puts at stake: %s", (action, risk) => {
  expect(riskOfAction(action)).toBe(risk);
});

test("risks are ordered from the highest", () => {
  expect(RISKS.toSorted(() => 0).reduceRight(riskier)).toBe("public");
  expect(["s3:GetBucketAcl", "s3:PutBucketAcl", "s3:PutBucketPolicy"].sort(byTelling)[0]).toBe("s3:PutBucketPolicy");
});

test("published actions are known in any case, and by pattern", () => {
  expect(publishedAction("S3:getobject")).toMatchObject({ name: "s3:GetObject", wildcardOnly: false });
  expect(publishedAction("s3:ListAllMyBuckets")?.wildcardOnly).toBe(true);
  expect(publishedAction("s3:NoSuchThing")).toBeUndefined();
  expect(publishedAction("__proto__:x")).toBeUndefined();
  expect(publishedMatching("s3:Get?bject").map(({ name }) => name)).toEqual(["s3:GetObject"]);
  expect(publishedMatching("sqs:*").length).toBeGreaterThan(15);
  expect(publishedMatching("*").length).toBeGreaterThan(20_000);
});

test.each([
  ["aws:TagKeys", true],
  ["sagemaker:VpcSubnets", true],
  ["aws:SourceIp", false],
])("%s takes several values: %p", (key, several) => {
  expect(isMultivalued(key)).toBe(several);
});

test("the list of published actions is the one of the installed data: npm run generate", async () => {
  const { path, content } = await publishedActionsFile();
  expect(readFileSync(`${__dirname}/../../../${path}`, "utf8") === content).toBe(true);
});
