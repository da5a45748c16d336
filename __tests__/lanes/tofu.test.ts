import { spawnSync } from "node:child_process";

test("the lane for OpenTofu says in one line which binary is missing", () => {
  const env = { ...process.env, TERRAFORM_BINARY_NAME: "no-such-tofu" };
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "test:tofu"], { env, encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^error: no-such-tofu is not on the PATH: [^\n]+\n$/);
});
