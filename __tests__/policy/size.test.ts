import type { PolicyDocument } from "../../policy/document";
import { allowedSize, checkSize, policySize, PolicySizeError } from "../../policy/size";

const document = (length: number): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "x".repeat(length) },
});

test("white space between tokens is not counted, white space within a text is", () => {
  const empty = policySize(document(0));
  expect(empty).toBe(
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":""}}'.length,
  );
  const pretty = JSON.parse(JSON.stringify(document(5), undefined, 2)) as PolicyDocument;
  expect(policySize(pretty)).toBe(empty + 5);
  expect(policySize({ Statement: { Effect: "Allow", Action: "a:b", Resource: "a b" } })).toBe(
    policySize({ Statement: { Effect: "Allow", Action: "a:b", Resource: "a-b" } }),
  );
});

test.each([
  ["managed", 5529],
  ["trust", 2048],
  ["inline", 10_240],
] as const)("a %s policy may have %d characters", (kind, allowed) => {
  expect(allowedSize(kind)).toBe(allowed);
  const fits = allowed - policySize(document(0));
  expect(() => {
    checkSize(kind, "p", document(fits));
  }).not.toThrow();
  expect(() => {
    checkSize(kind, "p", document(fits + 1));
  }).toThrow(PolicySizeError);
});

test("the error says what to do", () => {
  expect(() => {
    checkSize("managed", "customer_sagemaker_admin_policy", document(6000));
  }).toThrow(
    "customer_sagemaker_admin_policy has 6093 characters, 5529 are allowed (a tenth of IAM's 6144 is kept free): " +
      "shorten the names and lists that the environment sets for it",
  );
});
