import { theirStatements } from "../../adoption/resource-policies";
import { documentsOf } from "../../contract/documents";
import { check } from "../config/environment";

const { environment } = check({
  storage: { bucket: {}, key: { administrator_arns: ["arn:aws:iam::123456789012:role/kms-admin"] } },
  network: { vpc_id: "vpc-0123456789abcdef0", subnet_ids: { "eu-west-1a": "subnet-0123456789abcdef0" }, endpoints: {} },
});
if (!environment) throw new Error("not right");
const { bucket, key, endpoints } = documentsOf(environment);

const THEIRS = {
  Sid: "Backup",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::210987654321:root" },
  Action: "s3:GetObject",
  Resource: "*",
};
const OF_KEY = { ...THEIRS, Action: "kms:Decrypt" };
const ALL = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };

const policyOf = (...statements: unknown[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const endpoint = (...statements: unknown[]) => ({
  VpcEndpoints: [
    { ServiceName: "com.amazonaws.eu-west-1.sagemaker.api", PolicyDocument: policyOf(...statements) },
    { ServiceName: "com.amazonaws.eu-west-1.rds", PolicyDocument: policyOf(THEIRS) },
  ],
});
const found = (fields: Readonly<Record<string, unknown>>) => theirStatements([{ file: "f.json", fields }], environment);

test.each([
  ["a bucket's", { Policy: policyOf(THEIRS) }, "storage.bucket.extra_statements", THEIRS],
  [
    "a bucket's, beside ours",
    { Policy: policyOf(...(bucket?.document.Statement ?? []), THEIRS) },
    "storage.bucket.extra_statements",
    THEIRS,
  ],
  [
    "a key's, beside ours",
    { Policy: policyOf(...(key?.Statement ?? []), OF_KEY) },
    "storage.key.extra_statements",
    OF_KEY,
  ],
  [
    "an endpoint's, beside ours",
    endpoint(...(endpoints.api?.Statement ?? []), THEIRS),
    "network.endpoints.extra_statements.api",
    THEIRS,
  ],
])("%s: what is not ours is kept", (_, fields, path, statement) => {
  expect(found(fields)).toEqual([{ path: path.split("."), items: [statement] }]);
});

test.each([
  ["ours, under other names", { Policy: policyOf(...(key?.Statement ?? []).map((one) => ({ ...one, Sid: "x" }))) }],
  ["AWS's own policy of an endpoint", endpoint(ALL)],
])("%s: nothing is to be kept", (_, fields) => {
  expect(found(fields)).toEqual([]);
});

test("a policy that is none is refused", () => {
  expect(() => found({ Policy: "{" })).toThrow(/^f\.json: /);
});
