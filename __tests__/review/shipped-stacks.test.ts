import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { compareAccess } from "../../review/compare/access";
import type { Review } from "../../review/model";
import { readSides } from "../../review/read";
import { synthesise } from "../../stacks/synth";
import { newFolder } from "../new-folder";

const [before, after] = [newFolder(), newFolder()];
beforeAll(() => {
  const { environments } = loadEnvironments();
  for (const folder of [before, after]) synthesise(environments, folder);
});

const review = (): Review => compareAccess(readSides(before, after));

test("the shipped environments against themselves are no change", () => {
  expect(review()).toMatchObject({ verdict: "none", rows: [], notices: [] });
});

test("a policy attached to dev's admin role is one row, which names its account and stack", () => {
  const file = join(after, "stacks", "dev-base", "cdk.tf.json");
  const stack = JSON.parse(readFileSync(file, "utf8")) as { resource: Record<string, Record<string, unknown>> };
  const more = { role: "${aws_iam_role.admin.name}", policy_arn: "arn:aws:iam::aws:policy/AmazonS3FullAccess" };
  stack.resource.aws_iam_role_policy_attachment = { ...stack.resource.aws_iam_role_policy_attachment, more };
  writeFileSync(file, JSON.stringify(stack));
  expect(review().rows.map(({ subject: { kind, name, account, source } }) => [kind, name, account, source])).toEqual([
    ["role", "customer_sagemaker_admin_role", "123456789012", "dev-base"],
  ]);
});
