import fc from "fast-check";
import { edited } from "./edits";
import { type Json, mostly } from "./hostile";

/** Documents as people write them, and as they should not. */
const ACTIONS = [
  "*",
  "s3:*",
  "s3:GetObject",
  "s3:Get*",
  "S3:put?bject",
  "iam:PassRole",
  "sts:AssumeRole",
  "kms:Decrypt",
  "sagemaker:*",
  "sagemaker:Create*Job",
  "lambda:InvokeFunction",
  "*:*",
  "s3:***Get***",
];
const RESOURCES = [
  "*",
  "arn:aws:s3:::a",
  "arn:aws:s3:::a/*",
  "arn:aws:s3:::*/b/*/c*",
  "arn:aws:s3:::${aws:username}/*",
  "arn:*:iam::*:role/x?",
  "arn:aws:iam::111122223333:role/x",
  "arn:aws:kms:eu-west-1:111122223333:key/1",
];
const PRINCIPALS: Json[] = [
  "*",
  { AWS: "*" },
  { AWS: "111122223333" },
  { AWS: ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:role/x"] },
  { AWS: "arn:aws:sts::111122223333:assumed-role/x/session" },
  { AWS: "AROAEXAMPLEPLANTED" },
  { Service: "sagemaker.amazonaws.com" },
  { Federated: "arn:aws:iam::111122223333:saml-provider/idp" },
  { CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" },
  { Service: ["a.amazonaws.com"], AWS: [] },
];
const OPERATORS = [
  "StringEquals",
  "StringNotEquals",
  "StringLike",
  "StringNotLike",
  "StringEqualsIgnoreCase",
  "StringLikeIfExists",
  "ForAnyValue:StringLike",
  "ForAllValues:StringEquals",
  "ForAllValues:StringNotLikeIfExists",
  "NumericLessThan",
  "NumericEquals",
  "DateGreaterThan",
  "DateLessThanEquals",
  "Bool",
  "BoolIfExists",
  "Null",
  "IpAddress",
  "NotIpAddress",
  "ArnLike",
  "ArnNotEquals",
  "BinaryEquals",
  "stringequals",
];
const KEYS = [
  "aws:username",
  "aws:PrincipalArn",
  "AWS:principalarn",
  "aws:SourceIp",
  "aws:CurrentTime",
  "aws:TagKeys",
  "aws:RequestTag/team",
  "s3:prefix",
  "iam:PassedToService",
  "aws:SecureTransport",
];
const VALUES: Json[] = [
  "x",
  "x*",
  "",
  "${aws:username}",
  "${aws:username, 'x'}",
  "10.0.0.0/8",
  "2001:db8::/32",
  "10.0.0.0/99",
  "2026-12-01T08:00:00Z",
  "true",
  true,
  "5",
  5,
  "1e400",
  "arn:aws:iam::*:role/*",
];

const oneOrMore = (texts: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.oneof(texts, fc.array(texts, { minLength: 1, maxLength: 4 }));

const text = (pool: readonly string[]): fc.Arbitrary<string> => mostly(fc.constantFrom(...pool));

const condition: fc.Arbitrary<Json> = fc.dictionary(
  text(OPERATORS),
  fc.dictionary(text(KEYS), oneOrMore(fc.constantFrom(...VALUES)), { minKeys: 1, maxKeys: 2 }),
  { maxKeys: 3 },
);

/** @param principals Whether the statements are a resource's, which name principals. */
function statement(principals: boolean): fc.Arbitrary<Json> {
  return fc
    .record({
      effect: fc.constantFrom("Allow", "Allow", "Deny"),
      sid: fc.option(text(["A", "B"]), { nil: undefined }),
      not: fc.tuple(...Array.from({ length: 3 }, () => fc.nat(7))),
      actions: oneOrMore(text(ACTIONS)),
      resources: oneOrMore(text(RESOURCES)),
      principal: fc.constantFrom(...PRINCIPALS),
      condition: fc.option(condition, { nil: undefined }),
    })
    .map(({ effect, sid, not: [notAction, notResource, notPrincipal], actions, resources, principal, condition }) => ({
      ...(sid !== undefined && { Sid: sid }),
      Effect: effect,
      ...(principals && { [notPrincipal === 0 && effect === "Deny" ? "NotPrincipal" : "Principal"]: principal }),
      [notAction === 0 ? "NotAction" : "Action"]: actions,
      [notResource === 0 ? "NotResource" : "Resource"]: resources,
      ...(condition !== undefined && { Condition: condition }),
    }));
}

/** Policy documents, near ones among them. */
export function policyDocument(principals: boolean): fc.Arbitrary<Json> {
  const documents = fc.record({
    Version: fc.constantFrom("2012-10-17", "2012-10-17", "2012-10-17", "2008-10-17"),
    Statement: fc.oneof(
      { weight: 5, arbitrary: fc.array(statement(principals), { maxLength: 4 }) },
      { weight: 1, arbitrary: statement(principals) },
    ),
  });
  return fc.oneof({ weight: 5, arbitrary: documents }, { weight: 1, arbitrary: edited(documents, 2) });
}

/** As the text of an attribute. */
export function policyText(principals: boolean): fc.Arbitrary<string> {
  return mostly(policyDocument(principals).map((document) => JSON.stringify(document)));
}
