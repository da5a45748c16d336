import { managedPolicies, managedPolicy, MANAGED_POLICIES_SOURCE, fullAccessDocument } from "../../../policy/managed";
import { parsePolicy } from "../../../policy/parse";

const ARN = "arn:aws:iam::aws:policy";

test("every policy that AWS publishes is there, and can be read", () => {
  const { newest } = managedPolicies();
  expect(Object.keys(newest).length).toBeGreaterThan(1_500);
  for (const [path, { document }] of Object.entries(newest)) {
    expect(parsePolicy(document, path).statements.length).toBeGreaterThan(0);
  }
  expect(MANAGED_POLICIES_SOURCE.date).toMatch(/^20\d\d-\d\d-\d\d$/);
});

test.each([
  [`${ARN}/AdministratorAccess`, undefined, "AdministratorAccess"],
  [`${ARN}/service-role/AWSLambdaBasicExecutionRole`, undefined, "AWSLambdaBasicExecutionRole"],
  [`${ARN}/job-function/ViewOnlyAccess`, undefined, "ViewOnlyAccess"],
  [`${ARN}/AmazonSageMakerFullAccess`, "v28", "AmazonSageMakerFullAccess"],
])("%s %s is known", (arn, version, name) => {
  expect(managedPolicy(arn, version)?.name).toBe(name);
  expect(managedPolicy(arn, version)).toBe(managedPolicy(arn, version));
});

test.each([
  ["without its path", `${ARN}/AWSLambdaBasicExecutionRole`],
  ["of another partition", "arn:aws-cn:iam::aws:policy/AdministratorAccess"],
  ["of a customer's", "arn:aws:iam::111122223333:policy/AdministratorAccess"],
  ["that AWS has not published", `${ARN}/FromTheFuture`],
  ["named like a property of every object", `${ARN}/constructor`],
  ["without a name", `${ARN}/`],
  ["that is none", ""],
])("a policy %s is not at hand: %s", (_why, arn) => {
  expect(managedPolicy(arn)).toBeUndefined();
});

test("a version that never was is not at hand", () => {
  expect(managedPolicy(`${ARN}/AmazonSageMakerFullAccess`, "v999")).toBeUndefined();
  expect(managedPolicy(`${ARN}/AmazonSageMakerFullAccess`, "constructor")).toBeUndefined();
});

test("the roles are compared with version 29 of AmazonSageMakerFullAccess: 44 statements", () => {
  expect(fullAccessDocument().Statement).toHaveLength(44);
});
