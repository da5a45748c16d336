import { ssps } from "./run";

/** The environment with every part: a bucket, a key and VPC endpoints of its own. */
const ENV = ["--env", "prod", "--json"] as const;
const KEY = "arn:aws:kms:eu-central-1:210987654321:key/0";
const OBJECT = "arn:aws:s3:::acme-sagemaker-prod/model.tar.gz";
const THROUGH_S3 = ["--context", "kms:ViaService=s3.eu-central-1.amazonaws.com"];
const OTHERS = ["--context", "aws:ResourceAccount=444455556666"];

test.each([
  ["the role's policy allows", "s3:PutObject", OBJECT, [], "allow", "identity", "N5"],
  [
    "the bucket's policy denies",
    "s3:PutObject",
    OBJECT,
    ["--context", "aws:SecureTransport=false"],
    "explicitDeny",
    "resource",
    "P1",
  ],
  ["the key's policy allows", "kms:Decrypt", KEY, THROUGH_S3, "allow", "resource", "K1"],
  ["the key's policy allows the execution role", "kms:Encrypt", KEY, ["--as", "execution"], "allow", "resource", "K1"],
  ["neither side allows", "kms:Decrypt", KEY, [], "implicitDeny", "identity", "K1"],
  [
    "the gateway leads to the account's buckets only",
    "s3:GetObject",
    "arn:aws:s3:::x-sagemaker/y",
    OTHERS,
    "implicitDeny",
    "endpoint",
    "P4",
  ],
  [
    "no endpoint of the file leads there",
    "sns:Publish",
    "arn:aws:sns:eu-central-1:210987654321:x-sagemaker",
    [],
    "allow",
    "identity",
    "N9",
  ],
])("%s", async (_, action, resource, more, decision, side, clause) => {
  const { out, status } = await ssps("can", action, resource, ...ENV, ...more);
  expect(JSON.parse(out)).toMatchObject({ decision, side, clause, environment: "prod", account: "210987654321" });
  expect(status).toBe(decision === "allow" ? 0 : 1);
});

test("a key of another region is not the environment's", async () => {
  const { out } = await ssps("can", "kms:Decrypt", KEY.replace("central-1", "west-1"), ...ENV, ...THROUGH_S3);
  expect(JSON.parse(out)).toMatchObject({
    decision: "implicitDeny",
    assumed: [expect.stringContaining("not at hand")],
  });
});

test("an environment without a key: the part that would make one", async () => {
  const { out } = await ssps(
    ...["can", "kms:Decrypt", "arn:aws:kms:eu-west-1:123456789012:key/0", "--env", "dev", "--json"],
  );
  expect(JSON.parse(out)).toMatchObject({
    decision: "implicitDeny",
    clause: "K1",
    next: [expect.stringContaining("`storage.key`")],
  });
});

test("a person reads which side decided, what was assumed and what to do next", async () => {
  const { out } = await ssps("can", "s3:GetObject", "arn:aws:s3:::x-sagemaker/y", "--env", "prod", ...OTHERS);
  expect(out).toContain("  decided  by the VPC endpoint's policy\n");
  expect(out).toContain("  assumed  where it goes through the VPC endpoint of s3 that environments/prod.yaml makes, ");
  expect(out).toContain("  next     outside of the VPC it is allowed");
});
