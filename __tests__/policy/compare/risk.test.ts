import { RISKS } from "../../../policy/compare";
import { familiarFirst, riskier, riskOfAction } from "../../../policy/compare/risk";

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
  expect(familiarFirst(["s3:GetBucketAcl", "s3:PutBucketAcl", "s3:PutBucketPolicy"])[0]).toBe("s3:PutBucketPolicy");
});
