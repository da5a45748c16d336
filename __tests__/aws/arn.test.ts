import { ARN_PATTERNS, parseArn } from "../../aws/arn";
import { isAccountId, resourceIdPattern } from "../../aws/ids";

type Kind = keyof typeof ARN_PATTERNS;

test.each<[kind: Kind, arn: string, expected: boolean]>([
  ["role", "arn:aws:iam::123456789012:role/deployer", true],
  ["role", "arn:aws-cn:iam::123456789012:role/service/team/deployer", true],
  ["role", `arn:aws:iam::123456789012:role/${"r".repeat(65)}`, false],
  ["role", "arn:aws:iam::123456789012:user/jane", false],
  ["role", "arn:aws-iso:iam::123456789012:role/deployer", false],
  ["role", "arn:aws:iam::12345678901:role/deployer", false],
  ["role", "arn:aws:iam::123456789012:role/*", false],
  ["managedPolicy", "arn:aws:iam::aws:policy/ReadOnlyAccess", true],
  ["managedPolicy", "arn:aws:iam::123456789012:policy/p", true],
  ["managedPolicy", "arn:aws:iam::123456789012:role/p", false],
  ["samlProvider", "arn:aws:iam::123456789012:saml-provider/idp", true],
  ["samlProvider", "arn:aws:iam::123456789012:saml-provider/", false],
  ["oidcProvider", "arn:aws:iam::123456789012:oidc-provider/idp.example.com/ml", true],
  ["oidcProvider", "arn:aws:iam::123456789012:oidc-provider/", false],
  ["principal", "arn:aws:iam::123456789012:root", true],
  ["principal", "arn:aws:iam::123456789012:user/jane", true],
  ["principal", "arn:aws:iam::123456789012:group/team", false],
  ["key", "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef", true],
  ["key", "arn:aws:kms:eu-west-1:123456789012:alias/x", false],
  ["lifecycleConfig", "arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance-lifecycle-config/a", true],
  ["lifecycleConfig", "arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance/a", false],
])("the ARN of a %s may be %s: %p", (kind, arn, expected) => {
  expect(ARN_PATTERNS[kind].test(arn)).toBe(expected);
});

test.each<[text: string, resource: string | undefined]>([
  ["arn:aws:s3:::bucket/key:with:colons", "bucket/key:with:colons"],
  ["arn:aws:iam::123456789012:role/x", "role/x"],
  ["arn:aws:s3:::", undefined],
  ["arn:aws:s3", undefined],
  ["bucket", undefined],
])("the resource of %s is %s", (text, resource) => {
  expect(parseArn(text)?.resource).toBe(resource);
});

test.each<[id: string, pattern: RegExp, expected: boolean]>([
  ["vpc-01234567", resourceIdPattern("vpc"), true],
  ["vpc-0123456789abcdef0", resourceIdPattern("vpc"), true],
  ["vpc-0123456789", resourceIdPattern("vpc"), false],
  ["subnet-01234567", resourceIdPattern("vpc"), false],
])("%s by %s: %p", (id, pattern, expected) => {
  expect(pattern.test(id)).toBe(expected);
});

test.each([
  ["123456789012", true],
  ["12345678901", false],
  ["1234567890123", false],
  [undefined, false],
])("%s is an account: %p", (id, expected) => {
  expect(isAccountId(id)).toBe(expected);
});
