import { ssps } from "./run";

test.each([
  ["push", "churn:sagemaker-v1"],
  ["pull", "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training"],
  ["push", "sagemaker-churn@sha256:0123"],
])("can %s %s: the repository's name alone decides, not a tag or a registry", async (verb, name) => {
  const { status, out, err } = await ssps("can", verb, name, "--env", "dev");
  expect([status, out]).toEqual([2, ""]);
  expect(err).toContain("give the repository's name alone, without registry, tag and digest");
});

test("a line feed in a name forges no line", async () => {
  const { status, out, err } = await ssps("can", "read", "s3://x\nallow", "--env", "dev");
  expect([status, out]).toEqual([2, ""]);
  expect(err).toContain("no name holds a control character");
});
