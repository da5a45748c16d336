import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startOffline, terraformAvailable } from "../../offline/terraform";
import { compareAccess } from "../../review/compare/access";
import { rowVerdict } from "../../review/row";
import { readPlans } from "../../review/read";
import { newFolder } from "../new-folder";

const run = terraformAvailable() ? test : test.skip;

run("what moves has no row, what is imported is compared with what it was", async () => {
  const place = { accountId: "123456789012", region: "global" };
  const document = (Action: string, Principal?: object) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action, ...(Principal ? { Principal } : { Resource: "*" }) }],
    });
  const terraform = await startOffline();
  const folder = newFolder();
  const ok = async (...args: string[]): Promise<string> => {
    const { status, stdout, stderr } = await terraform.run(folder, args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout;
  };
  try {
    cpSync(join(__dirname, "plans-moved/before"), folder, { recursive: true });
    await ok("init");
    await ok("apply", "-auto-approve");
    terraform.cloud.put(place, "aws_iam_role", "imported", {
      name: "imported",
      assume_role_policy: document("sts:AssumeRole", { Service: "sagemaker.amazonaws.com" }),
    });
    terraform.cloud.put(place, "aws_iam_role_policy", "imported:inline", {
      name: "inline",
      role: "imported",
      policy: document("s3:GetObject"),
    });
    cpSync(join(__dirname, "plans-moved/after"), folder, { recursive: true });
    await ok("plan", "-out=plan.bin");
    const plan = join(folder, "plan.json");
    writeFileSync(plan, await ok("show", "-json", "plan.bin"));
    const { rows } = compareAccess(readPlans([plan]));
    expect(rows.map((row) => [row.subject.kind, row.subject.name, rowVerdict(row)])).toEqual([
      ["role", "imported", "widened"],
    ]);
    expect(rows[0]?.comparison.differences.map(({ witness }) => witness?.action)).toEqual(["s3:PutObject"]);
  } finally {
    await terraform.stop();
  }
});
