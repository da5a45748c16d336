import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { cdktfProject, type Cdktf } from "./cdktf-cli";

const run = terraformAvailable() ? describe : describe.skip;
const place = { accountId: "123456789012", region: "global" };

run("the shipped example, by the CDKTF command line", () => {
  let terraform: OfflineTerraform;
  let cdktf: Cdktf;

  beforeAll(async () => {
    terraform = await startOffline();
    cdktf = cdktfProject(terraform);
  });
  afterAll(() => terraform.stop());

  const roles = (): number => terraform.cloud.list(place, "aws_iam_role").length;

  // The steps depend on one another. What is deployed is read from the account, what differs from the output.
  test.each([
    ["diff", ["diff", "dev-base"], /15 to add, 0 to change, 0 to destroy/, 0],
    ["deploy", ["deploy", "dev-base", "--auto-approve"], /dev-base/, 2],
    ["diff again", ["diff", "dev-base"], /No changes/, 2],
    ["destroy", ["destroy", "dev-base", "--auto-approve"], /dev-base/, 0],
  ])("%s", async (_, args, expected, count) => {
    const { status, output } = await cdktf(...args);
    expect(output).toMatch(expected);
    expect(status).toBe(0);
    expect(roles()).toBe(count);
  });
});
