import { policyJson } from "../../../modules/common/policy-json";

const of = (Resource: string) =>
  ({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:GetObject", Resource } }) as const;

test.each([
  ["a policy variable", "arn:aws:s3:::b/${aws:username}", "arn:aws:s3:::b/$${aws:username}"],
  ["one with a default", "arn:aws:s3:::b/${aws:username, 'x'}", "arn:aws:s3:::b/$${aws:username, 'x'}"],
  [
    "one of a service",
    "arn:aws:sagemaker:*:*:app/${sagemaker:DomainId}",
    "arn:aws:sagemaker:*:*:app/$${sagemaker:DomainId}",
  ],
  ["an escaped wildcard", "arn:aws:s3:::b/${*}", "arn:aws:s3:::b/$${*}"],
])("%s", (_, written, expected) => {
  for (const json of [policyJson]) {
    expect(JSON.parse(json(of(written)))).toMatchObject({ Statement: { Resource: expected } });
  }
});

test.each(["${var.arn}", '${filebase64("/etc/hostname")}', "%{ if true }x%{ endif }"])(
  "%s is not evaluated",
  (written) => {
    const escaped = written.replaceAll(/[$%]\{/g, (begin) => begin.charAt(0) + begin);
    expect(JSON.parse(policyJson(of(written)))).toMatchObject({ Statement: { Resource: escaped } });
  },
);
