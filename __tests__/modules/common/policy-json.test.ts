import { policyJson } from "../../../modules/common/policy-json";

const withResource = (Resource: string) =>
  policyJson({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:GetObject", Resource } });

test.each([
  ["a policy variable", "arn:aws:s3:::b/${aws:username}", "arn:aws:s3:::b/$${aws:username}"],
  ["one with a default", "arn:aws:s3:::b/${aws:username, 'x'}", "arn:aws:s3:::b/$${aws:username, 'x'}"],
  [
    "one of a service",
    "arn:aws:sagemaker:*:*:app/${sagemaker:DomainId}",
    "arn:aws:sagemaker:*:*:app/$${sagemaker:DomainId}",
  ],
  ["an escaped wildcard", "arn:aws:s3:::b/${*}", "arn:aws:s3:::b/$${*}"],
  ["a Terraform reference", "${var.arn}", "${var.arn}"],
])("%s", (_, written, expected) => {
  expect(JSON.parse(withResource(written))).toMatchObject({ Statement: { Resource: expected } });
});
