import { spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Server } from "node:net";
import { join, resolve } from "node:path";
import { loadEnvironments } from "../../config/load";
import type { Contents } from "../../offline/account";
import { seedOf } from "../../offline/seed";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { newFolder } from "../new-folder";
import { ACCOUNT, ADMIN, DETAILS, LEFT_OUT } from "./ams-account";
import { offlineAws } from "./aws-cli";

const run = terraformAvailable() ? describe : describe.skip;

const page = readFileSync("docs/adoption.md", "utf8");

/** The blocks of a section that are to be run, in their order. */
function blocksOf(title: string): string[] {
  const [, section = ""] = page.split(`\n${title}\n`);
  const end = section.search(/^##/m);
  const text = end < 0 ? section : section.slice(0, end);
  return [...text.matchAll(/<!-- run -->\n+```sh\n([^]*?)```/g)].map(([, block = ""]) => block.trim());
}

const ENVIRONMENT = `account: "${ACCOUNT}"
region: eu-west-1
base: managed
ams: ended
federation: { saml: { provider_arns: ["arn:aws:iam::${ACCOUNT}:saml-provider/customer-saml"] } }
`;

const [, PARALLEL_FILE = "", PARALLEL = ""] = /```yaml\n# environments\/(\S+)\n([^]*?)```/.exec(page) ?? [];

/**
 * What the page's commands call: npx and npm lead to this build, and aws asks the offline account. In the place of cdktf,
 * which takes seconds and has its own tests, stands what it does: synthesise, then Terraform.
 */
const NPX = `#!/bin/sh
tool=$1 verb=$2
case $tool in ssps) shift; exec node ${resolve("dist/cli/ssps.js")} "$@";; cdktf) ;; *) exit 1;; esac
node ${resolve("dist/app.js")} && cd cdktf.out/stacks/"$3" && terraform init -no-color > /dev/null || exit
case $verb in
  diff) terraform plan -no-color;;
  deploy) terraform apply -no-color -auto-approve;;
  destroy) terraform destroy -no-color -auto-approve;;
  *) exit 1;;
esac
`;
const NPM = `#!/bin/sh\nexec node ${resolve("dist/app.js")}\n`;

interface Done {
  readonly status: number | null;
  readonly output: string;
}

/** A folder as its user has it, and the account that its commands reach. */
class Desk {
  private constructor(
    readonly folder: string,
    readonly terraform: OfflineTerraform,
    private readonly aws: Server,
    private readonly bin: string,
  ) {}

  static async open(folder: string, seed: Contents): Promise<Desk> {
    const bin = newFolder();
    const terraform = await startOffline({ seed });
    for (const [name, text] of Object.entries({ npx: NPX, npm: NPM })) {
      writeFileSync(join(bin, name), text);
      chmodSync(join(bin, name), 0o755);
    }
    return new Desk(folder, terraform, await offlineAws(terraform.cloud, bin), bin);
  }

  /** Runs a block of the page; it stops at the first command that fails. */
  sh(script = "exit 9"): Promise<Done> {
    return new Promise((done, fail) => {
      const env = { ...this.terraform.env, PATH: `${this.bin}:${process.env.PATH ?? ""}` };
      const quiet = { CI: "1", FORCE_COLOR: "0", CHECKPOINT_DISABLE: "1" };
      const log = join(this.bin, "log");
      spawn("sh", ["-ec", `{ ${script}\n} > ${log} 2>&1`], {
        cwd: this.folder,
        env: { ...env, ...quiet },
        stdio: "ignore",
      })
        .once("error", fail)
        .once("close", (status) => {
          done({ status, output: readFileSync(log, "utf8") });
        });
    });
  }

  /** The folder and the account as they are now, once more. */
  async copy(): Promise<Desk> {
    const folder = newFolder();
    cpSync(this.folder, folder, { recursive: true });
    return Desk.open(folder, this.terraform.cloud.snapshot());
  }

  roles(): string[] {
    const place = { accountId: ACCOUNT, region: "global" };
    return this.terraform.cloud.list(place, "aws_iam_role").map(([name]) => name);
  }

  async close(): Promise<void> {
    this.aws.close();
    await this.terraform.stop();
  }
}

function folderOf(environments: Readonly<Record<string, string>>): string {
  const folder = newFolder();
  mkdirSync(join(folder, "environments"));
  for (const [name, text] of Object.entries(environments)) writeFileSync(join(folder, "environments", name), text);
  return folder;
}

const SEED = seedOf(DETAILS, LEFT_OUT);

run("docs/adoption.md, command by command", () => {
  const [calls, importing, review, plan, apply, tidyUp] = blocksOf("## In place");

  describe("in place", () => {
    let desk: Desk;
    let applied: Desk;
    beforeAll(async () => {
      desk = await Desk.open(folderOf({ "prod.yaml": ENVIRONMENT }), SEED);
    });
    afterAll(async () => {
      await desk.close();
      await applied.close();
    });

    // The steps depend on one another.
    test.each<[string, string | undefined, RegExp]>([
      ["the calls are made", calls, /^$/],
      ["the file is written", importing, /6 import blocks/],
      ["the review says what changes", review, /### Everyday tasks/],
      ["the plan imports, and destroys nothing", plan, /Plan: 6 to import, 11 to add, 3 to change, 0 to destroy/],
      ["it is applied, and the plan after it is clean", apply, /took the import blocks out[^]*No changes/],
    ])("%s", async (_, block, expected) => {
      const { status, output } = await desk.sh(block);
      expect(output).toMatch(expected);
      expect(status).toBe(0);
    });

    test("every way back together gives everybody the access that they had", async () => {
      applied = await desk.copy();
      const back = await desk.copy();
      for (const block of blocksOf("### How to go back")) {
        expect(await back.sh(`(${block})`)).toMatchObject({ status: 0 });
      }
      expect(await back.sh("terraform -chdir=cdktf.out/stacks/prod-base state list")).toEqual({
        status: 0,
        output: "",
      });
      const compare = "npx ssps review --before account-details.json --after now.json";
      expect(await back.sh(`aws iam get-account-authorization-details > now.json; ${compare}`)).toMatchObject({
        status: 0,
        output: expect.stringContaining("No change to access") as string,
      });
      await back.close();
    });

    test("drift is what others left, until it is tidied up, and what somebody does by hand", async () => {
      const [drift] = blocksOf("## Drift");
      const left = await applied.sh(drift);
      expect(left).toMatchObject({ status: 1, output: expect.stringContaining("Access review: widened") as string });
      expect(await applied.sh(tidyUp)).toEqual({ status: 0, output: "" });
      expect(await applied.sh(drift)).toMatchObject({
        status: 0,
        output: expect.stringContaining("No change to access") as string,
      });
      const byHand = `aws iam attach-role-policy --role-name ${ADMIN} --policy-arn arn:aws:iam::aws:policy/AdministratorAccess`;
      expect(await applied.sh(`${byHand}; ${drift ?? ""}`)).toMatchObject({ status: 1 });
    });
  });

  describe("by parallel names", () => {
    let desk: Desk;
    beforeAll(async () => {
      desk = await Desk.open(folderOf({ [PARALLEL_FILE]: PARALLEL }), SEED);
    });
    afterAll(() => desk.close());

    const [compare, deploy, pairs, retire, remove] = blocksOf("## Parallel names");
    const [allowAgain, destroy] = blocksOf("### How to go back to the old names");

    // The steps depend on one another, and going back from one of them comes before the next.
    test.each<[string, string | undefined, RegExp, number?]>([
      ["what differs is said", compare, /differences, \d+ unexplained/, 1],
      ["the new roles are made beside the old ones", deploy, /Apply complete! Resources: 15 added, 0 changed/],
      ["the pair for the identity provider", pairs, /customer-saml,arn:aws:iam::\d+:role\/sagemaker_admin_role"/],
      ["the old roles are denied everything", retire, /"RoleName":"customer_sagemaker_admin_role"/],
      ["that is taken back", allowAgain, /^$/],
      ["it was taken back", allowAgain, /NoSuchEntity: .*AWSDenyAll cannot be found/, 254],
      ["the old roles are deleted", remove, /^$/],
    ])("%s", async (_, block, expected, exit = 0) => {
      const { status, output } = await desk.sh(block);
      expect(output).toMatch(expected);
      expect(status).toBe(exit);
    });

    test("the old roles are gone, and the new ones until they are destroyed", async () => {
      const others = ["ams-access-admin", "data-scientist"];
      expect(desk.roles().sort()).toEqual(["AmazonSageMaker-ExecutionRole-Next", ...others, "sagemaker_admin_role"]);
      expect(await desk.sh(destroy)).toMatchObject({ status: 0 });
      expect(desk.roles().sort()).toEqual(others);
    });
  });

  test("no block of the page stands where no test runs it", () => {
    const sections = [
      "## In place",
      "### How to go back",
      "## Parallel names",
      "### How to go back to the old names",
      "## Drift",
    ];
    expect(sections.flatMap(blocksOf)).toHaveLength(page.match(/<!-- run -->/g)?.length ?? 0);
  });
});

test("the parallel file of the page is right beside one with the page's names", () => {
  const folder = newFolder();
  writeFileSync(join(folder, PARALLEL_FILE), PARALLEL);
  writeFileSync(join(folder, "prod.yaml"), ENVIRONMENT);
  expect(loadEnvironments(folder).problems).toEqual([]);
});
