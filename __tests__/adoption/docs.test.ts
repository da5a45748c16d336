import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadEnvironments } from "../../config/load";
import { seedOf } from "../../offline/seed";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { newFolder } from "../new-folder";
import { ACCOUNT, DETAILS, TOLD, UNTOLD } from "./ams-account";

const run = terraformAvailable() ? describe : describe.skip;

const page = readFileSync("docs/adoption.md", "utf8");
const blocks = [...page.matchAll(/<!-- run -->\n+```sh\n([^]*?)```/g)].map(([, block = ""]) => block.trim());

const ENVIRONMENT = `account: "${ACCOUNT}"
region: eu-west-1
base: managed
ams: ended
federation: { saml: { provider_arns: ["arn:aws:iam::${ACCOUNT}:saml-provider/customer-saml"] } }
`;

/**
 * What the page's commands call: npx and npm lead to this build, and aws prints what the account holds. In the place of
 * cdktf, which takes seconds and has its own tests, stands what it does: synthesise, then Terraform.
 */
const NPX = `#!/bin/sh
tool=$1 verb=$2
case $tool in ssps) shift; exec node ${resolve("dist/cli/ssps.js")} "$@";; cdktf) ;; *) exit 1;; esac
node ${resolve("dist/app.js")} && cd cdktf.out/stacks/"$3" && terraform init -no-color > /dev/null || exit
case $verb in diff) terraform plan -no-color;; deploy) terraform apply -no-color -auto-approve;; *) exit 1;; esac
`;
const NPM = `#!/bin/sh\nexec node ${resolve("dist/app.js")}\n`;
const AWS = `#!/bin/sh
case $2 in
  get-account-authorization-details) cat fixtures/account-details.json;;
  get-role) cat fixtures/get-role."$4".json;;
  *) cat fixtures/"$2"."\${4##*/}".json;;
esac
`;

run("docs/adoption.md, command by command", () => {
  let terraform: OfflineTerraform;
  const folder = newFolder();

  beforeAll(async () => {
    terraform = await startOffline({ seed: seedOf(DETAILS, UNTOLD) });
    for (const name of ["bin", "environments", "fixtures"]) mkdirSync(join(folder, name));
    for (const [name, text] of Object.entries({ npx: NPX, npm: NPM, aws: AWS })) {
      writeFileSync(join(folder, "bin", name), text);
      chmodSync(join(folder, "bin", name), 0o755);
    }
    for (const [name, value] of Object.entries({ "account-details.json": DETAILS, ...TOLD })) {
      writeFileSync(join(folder, "fixtures", name), JSON.stringify(value));
    }
    writeFileSync(join(folder, "environments/prod.yaml"), ENVIRONMENT);
  });
  afterAll(() => terraform.stop());

  /** Runs a block of the page. */
  const shell = (script: string): Promise<{ status: number | null; output: string }> =>
    new Promise((done, fail) => {
      const env = { ...terraform.env, PATH: `${join(folder, "bin")}:${process.env.PATH ?? ""}` };
      const quiet = { CI: "1", FORCE_COLOR: "0", DISABLE_VERSION_CHECK: "1", CHECKPOINT_DISABLE: "1" };
      spawn("sh", ["-c", `{ ${script}\n} > log 2>&1`], { cwd: folder, env: { ...env, ...quiet }, stdio: "ignore" })
        .once("error", fail)
        .once("close", (status) => {
          done({ status, output: readFileSync(join(folder, "log"), "utf8") });
        });
    });

  // The steps depend on one another.
  let step = 0;
  test.each<[string, RegExp]>([
    ["the calls are made", /^$/],
    ["the file is written", /6 import blocks/],
    ["the review tells what changes", /### Everyday tasks/],
    ["the plan imports, and destroys nothing", /Plan: 6 to import, 11 to add, 3 to change, 0 to destroy/],
    ["it is applied, and the plan after it is clean", /took the import blocks out[^]*No changes/],
  ])("%s", async (_, expected) => {
    const { status, output } = await shell(blocks[step++] ?? "");
    expect(output).toMatch(expected);
    expect(status).toBe(0);
  });

  test("drift is told, by the account as it was", async () => {
    const { status, output } = await shell(blocks.at(-1) ?? "");
    expect(output).toMatch(/## Access review: widened/);
    expect(status).toBe(1);
  });
});

test("the parallel file of the page is right beside one with the page's names", () => {
  const [, name = "", text = ""] = /```yaml\n# environments\/(\S+)\n([^]*?)```/.exec(page) ?? [];
  const folder = newFolder();
  writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, "prod.yaml"), ENVIRONMENT);
  expect(loadEnvironments(folder).problems).toEqual([]);
});
