import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentSchema } from "../../config/schema";
import { synthesise } from "../../stacks/synth";
import { newFolder } from "../new-folder";

const environment = (account: string) =>
  environmentSchema.parse({
    account,
    region: "eu-west-1",
    base: "managed",
    federation: { saml: { provider_arns: [`arn:aws:iam::${account}:saml-provider/customer-saml`] } },
  });
const dev = { name: "dev", environment: environment("123456789012") };
const prod = { name: "prod", environment: environment("210987654321") };

const folder = (): string => join(newFolder(), "cdktf.out");
const stacksOf = (outdir: string): string[] =>
  Object.keys((JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as { stacks: object }).stacks);

test("a fleet is one manifest, and nothing is left aside", () => {
  const outdir = folder();
  const summaries = synthesise([dev, prod], outdir);
  expect(summaries.map(({ id }) => id)).toEqual(["dev-base", "prod-base"]);
  expect(stacksOf(outdir)).toEqual(["dev-base", "prod-base"]);
  expect(readdirSync(join(outdir, ".."))).toEqual(["cdktf.out"]);
  for (const { file, policies } of summaries) {
    expect(existsSync(file)).toBe(true);
    expect(policies.length).toBeGreaterThan(0);
  }
});

test("a stack that nobody asks for any more goes, what Terraform keeps beside the others stays", () => {
  const outdir = folder();
  synthesise([dev, prod], outdir);
  const lock = join(outdir, "stacks", "dev-base", ".terraform.lock.hcl");
  writeFileSync(lock, "");
  synthesise([dev], outdir);
  expect(readdirSync(join(outdir, "stacks"))).toEqual(["dev-base"]);
  expect(stacksOf(outdir)).toEqual(["dev-base"]);
  expect(existsSync(lock)).toBe(true);
});

test("a run that fails leaves the output as it was", () => {
  const outdir = folder();
  synthesise([dev], outdir);
  const before = readFileSync(join(outdir, "stacks", "dev-base", "cdk.tf.json"), "utf8");
  const roles = { ...prod.environment.roles };
  const long = {
    ...roles.admin,
    extra_policy_arns: Array.from({ length: 7 }, (_, i) => `arn:aws:iam::210987654321:policy/p${i}`),
  };
  const broken = { ...prod, environment: { ...prod.environment, roles: { ...roles, admin: long } } };
  expect(() => synthesise([{ ...dev, environment: environment("999999999999") }, broken], outdir)).toThrow(
    /customer_sagemaker_admin_role would carry 11 managed policies; IAM allows 10: remove 1 of its 7 extra policies/,
  );
  expect(readFileSync(join(outdir, "stacks", "dev-base", "cdk.tf.json"), "utf8")).toBe(before);
  expect(readdirSync(join(outdir, ".."))).toEqual(["cdktf.out"]);
});

test("the same environments give the same bytes", () => {
  const [one, two] = [folder(), folder()];
  mkdirSync(join(two, "stacks", "old"), { recursive: true });
  synthesise([dev], one);
  synthesise([dev], two);
  const text = (outdir: string): string => readFileSync(join(outdir, "stacks", "dev-base", "cdk.tf.json"), "utf8");
  expect(text(two)).toBe(text(one));
});
