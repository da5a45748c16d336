import { execFile } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";
import { VERBS, type Verb } from "../../cli/verbs";
import { helpOf } from "../../scripts/command-pages";
import { newFolder } from "../new-folder";

const run = promisify(execFile);

/** The examples of a command's help, a line that goes on joined to the next. */
function examplesOf(verb: Verb): string[] {
  const [, examples = ""] = helpOf(verb).split(/^Examples?:$/m);
  const [own = ""] = examples.split(/\n\s*\n(?=\S)/);
  return own
    .replace(/\\\n\s*/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

const plan = {
  format_version: "1.2",
  terraform_version: "1.10.0",
  resource_changes: [
    {
      address: "aws_iam_role_policy.p",
      mode: "managed",
      type: "aws_iam_role_policy",
      name: "p",
      provider_name: "registry.terraform.io/hashicorp/aws",
      change: {
        actions: ["create"],
        before: null,
        after: {
          name: "p",
          role: "r",
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
          }),
        },
        after_unknown: { id: true },
      },
    },
  ],
  configuration: {},
};

const key = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::210987654321:root" }, Action: "kms:*", Resource: "*" },
  ],
};
const details = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };

/** What examples run beside `ssps`, each as a script that does the least that the example needs. */
const BESIDE: Readonly<Record<string, string>> = {
  aws: `case "$*" in
    kms*) echo '${JSON.stringify({ Policy: JSON.stringify(key) })}' ;;
    iam*) echo '${JSON.stringify({ PolicyVersion: { Document: key.Statement[0] && { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "sagemaker:*", Resource: "*" } } } })}' ;;
  esac`,
  terraform: `case "$*" in show*) cat saved-plan.json ;; esac`,
  npm: ":",
  jq: "cat",
};

/** Examples that need what a folder of their own has not; what they show is tested where the command is. */
const ELSEWHERE = [
  /--changed-since/, // the project's history
  /^ssps accept/, // the id of a row of that very review
  /^ssps import/, // files of an account
  /^ssps completion/, // writes into the home folder
  /ssps explain/, // a message of AWS's, which the help shortens
];

let folder: string;
beforeAll(async () => {
  folder = newFolder();
  const bin = join(folder, "bin");
  mkdirSync(bin);
  for (const [name, script] of Object.entries({ ...BESIDE, ssps: `exec node ${resolve("dist/cli/ssps.js")} "$@"` })) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  cpSync("environments", join(folder, "environments"), { recursive: true });
  for (const file of ["saved-plan.json", "plan.json", "base.json", "network.json"]) {
    writeFileSync(join(folder, file), JSON.stringify(plan));
  }
  writeFileSync(join(folder, "account-details-1.json"), JSON.stringify(details));
  mkdirSync(join(folder, "access"));
  writeFileSync(join(folder, "access", "accepted.yaml"), "accepted: []\n");
  await sh("ssps synth && mkdir -p main && cp -r cdktf.out main/");
});

/** Runs a line as a shell does, in the folder; its exit status. */
async function sh(line: string): Promise<number> {
  const env = { ...process.env, PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH ?? ""}`, HOME: folder };
  try {
    await run("bash", ["-o", "pipefail", "-c", line], { cwd: folder, env });
    return 0;
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    if (code !== 1) throw new Error(`${line}: ${code}: ${stderr}`, { cause: error });
    return code;
  }
}

const examples = (Object.keys(VERBS) as Verb[]).flatMap(examplesOf);

test("every command has an example", () => {
  expect((Object.keys(VERBS) as Verb[]).filter((verb) => examplesOf(verb).length === 0)).toEqual([]);
});

test.each(examples.filter((line) => !ELSEWHERE.some((pattern) => pattern.test(line))))("%s", async (line) => {
  // A first environment is made where there is none.
  const here = line.startsWith("ssps init") ? line.replace("init", "init --folder first") : line;
  expect([0, 1]).toContain(await sh(here));
});
