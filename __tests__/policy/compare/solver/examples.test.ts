import { compareIdentity } from "../../../../policy/compare";
import type { Request } from "../../../../policy/document";
import { parsePolicy } from "../../../../policy/parse";

/** The request that shows what an Allow of an action on a resource newly gives. */
function witness(Action: string, Resource: string): Request | undefined {
  const after = parsePolicy({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] }, "p");
  return compareIdentity({ identity: [] }, { identity: [after] }).differences[0]?.witness;
}

test.each<[action: string, pattern: string, resource: string]>([
  ["sts:AssumeRole", "*", "arn:aws:iam::111122223333:role/x"],
  ["iam:CreatePolicy", "*", "arn:aws:iam::111122223333:policy/x"],
  ["iam:CreatePolicy", "arn:aws:iam::444455556666:*", "arn:aws:iam::444455556666:policy/x"],
  ["iam:PassRole", "arn:aws:iam::*:role/app-*", "arn:aws:iam::111122223333:role/app-"],
  ["s3:GetBucketAcl", "*", "arn:aws:s3:::x"],
  ["s3:GetBucketAcl", "arn:aws:s3:::data*", "arn:aws:s3:::data"],
  ["s3:DeleteObject", "arn:aws:s3:::data*", "arn:aws:s3:::datax/x"],
  ["s3:DeleteObject", "arn:aws:s3:::data/*", "arn:aws:s3:::data/x"],
  ["s3:ListAllMyBuckets", "*", "*"],
  [
    "lambda:InvokeFunction",
    "arn:aws:lambda:us-east-1:444455556666:*",
    "arn:aws:lambda:us-east-1:444455556666:function:x",
  ],
])("%s on %s is shown on %s", (action, pattern, resource) => {
  expect(witness(action, pattern)?.resource).toBe(resource);
});
