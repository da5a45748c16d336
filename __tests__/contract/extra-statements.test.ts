import { sizeProblems } from "../../contract/render/sizes";
import { documentsOf } from "../../contract/documents";
import { synthesise } from "../../stacks/synth";
import { check } from "../config/environment";
import { newFolder } from "../new-folder";
import { reviewSides, rowsOf } from "../review/building";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const THEIRS = {
  Sid: "Let the backup in",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::210987654321:role/backup" },
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::acme-sagemaker/${aws:username}/*",
};

const PARTS = {
  storage: {
    bucket: { name: "acme-sagemaker", extra_statements: [THEIRS] },
    key: { administrator_arns: ["arn:aws:iam::123456789012:role/kms-admin"], extra_statements: [THEIRS] },
  },
  network: {
    vpc_id: "vpc-0123456789abcdef0",
    subnet_ids: { "eu-west-1a": "subnet-0123456789abcdef0" },
    endpoints: { extra_statements: { api: [THEIRS] } },
  },
};

test("statements of others stand behind ours, in bucket, key and endpoint", () => {
  const { environment, problems } = check(PARTS);
  expect(problems).toEqual([]);
  if (!environment) return;
  const { bucket, key, endpoints } = documentsOf(environment);
  for (const document of [bucket?.document, key, endpoints.api]) {
    expect(document?.Statement.at(-1)).toEqual(THEIRS);
    expect(document?.Statement.length).toBeGreaterThan(1);
  }
  expect(endpoints.runtime?.Statement).not.toContainEqual(THEIRS);
});

const storage = (statement: object) => ({ storage: { bucket: { extra_statements: [statement] } } });

test.each<[string, object, RegExp]>([
  [
    "an unknown key",
    { ...THEIRS, Principle: "*" },
    /unknown key "Principle".*did you mean Principal\?|unknown key "Principle"/,
  ],
  ["another effect", { ...THEIRS, Effect: "Maybe" }, /Allow, Deny/],
  ["a number", { ...THEIRS, Action: 1 }, /a text in quotes, or a list of them/],
])("the file refuses %s", (_, statement, message) => {
  expect(
    check(storage(statement))
      .problems.map((one) => one.message)
      .join(),
  ).toMatch(message);
});

test.each([
  ["no action", { Effect: "Deny", Principal: "*", Resource: "*" }],
  ["two of a pair", { ...THEIRS, NotAction: "s3:*" }],
])("a statement with %s is refused with the policy", (_, statement) => {
  const { environment } = check(storage(statement));
  const [problem] = environment ? sizeProblems({ name: "e", file: "e.yaml", environment }) : [];
  expect(problem).toMatchObject({ file: "e.yaml", code: "policy-wrong" });
});

test("the review compares them like everything else, and policy variables stay IAM's", () => {
  const stackOf = (parts: object): unknown => {
    const { environment } = check(parts as never);
    if (!environment) throw new Error("not right");
    const [, stack] = synthesise([{ name: "e", environment }], join(newFolder(), "cdktf.out"));
    return JSON.parse(readFileSync(stack?.file ?? "", "utf8"));
  };
  const without = { storage: { bucket: { name: "acme-sagemaker" } } };
  const with_ = { storage: { bucket: { name: "acme-sagemaker", extra_statements: [THEIRS] } } };
  expect(rowsOf(reviewSides(stackOf(without), stackOf(with_)))).toEqual([
    expect.stringMatching(/^S3 bucket acme-sagemaker.*: widened$/),
  ]);
  expect(JSON.stringify(stackOf(with_))).toContain("$${aws:username}");
});
