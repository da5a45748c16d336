import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { VERBS } from "../../cli/verbs";
import { newFolder } from "../new-folder";

/** The Nodes to try: this one, and the one that CDK Terrain's folder brings, where that is installed. */
const OTHER = resolve("cdktn/node_modules/node/bin/node");
if (!existsSync(OTHER)) {
  if (process.env.CI !== undefined) throw new Error("npm --prefix cdktn ci, which a pipeline must run");
  process.stderr.write("skipped: a second Node is not there (npm --prefix cdktn ci)\n");
}
const NODES = [process.execPath, ...(existsSync(OTHER) ? [OTHER] : [])].map((node): [string, string] => [
  execFileSync(node, ["--version"], { encoding: "utf8" }).trim(),
  node,
]);

/** An empty folder, and the package in it as npm installs it for somebody who asks for nothing else. */
const folder = newFolder();
const COMMAND = join(folder, "node_modules/sagemaker-ssps/dist/cli/ssps.js");
beforeAll(() => {
  const [{ filename }] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  ) as [{ filename: string }];
  writeFileSync(join(folder, "package.json"), "{}");
  const options = ["--prefer-offline", "--no-audit", "--no-fund", "--silent"];
  execFileSync("npm", ["install", ...options, join(folder, filename)], { cwd: folder, stdio: "pipe" });
});

/** Runs a command of the installed package in a folder; answers what it printed, deprecations of Node included. */
function ssps(node: string, cwd: string, ...args: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(node, [COMMAND, ...args], { cwd, encoding: "utf8" });
  return { status, out: stdout, err: stderr };
}

const INIT = [
  "init",
  ...["--account", "123456789012", "--region", "eu-west-1"],
  ...["--saml-provider", "arn:aws:iam::123456789012:saml-provider/customer-saml"],
];

test("npm links the command, and installs nothing of CDKTF", () => {
  expect(
    execFileSync(join(folder, "node_modules/.bin/ssps"), ["--version"], { cwd: folder, encoding: "utf8" }),
  ).toMatch(/^\d/);
  const installed = readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."));
  expect(installed.sort()).toEqual(["commander", "sagemaker-ssps", "yaml", "zod"]);
});

describe.each(NODES)("with Node %s", (_, node) => {
  const cwd = join(folder, _);
  beforeAll(() => {
    mkdirSync(cwd);
    writeFileSync(join(cwd, "plan.json"), JSON.stringify({ format_version: "1.2", resource_changes: [] }));
  });

  // The steps depend on one another.
  test.each<[string[], RegExp]>([
    [INIT, /^wrote environments\/dev\.yaml/],
    [["check"], /^1 environment, 0 problems, 0 warnings\n$/],
    [["synth"], /^dev-base {2}cdktf\.out\/stacks\/dev-base\/cdk\.tf\.json\n/],
    [["deployer", "--env", "dev"], /iam:CreateRole/],
    [["review", "plan.json"], /No change/i],
    [["review", "--before", "cdktf.out", "--after", "cdktf.out"], /No change/i],
    [
      ["can", "sagemaker:CreateTrainingJob", "arn:aws:sagemaker:eu-west-1:123456789012:training-job/x", "--env", "dev"],
      /^allow/,
    ],
  ])("ssps %j prints what it should, and no deprecation", (args, expected) => {
    const { status, out, err } = ssps(node, cwd, ...args);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toMatch(expected);
  });

  test.each(Object.keys(VERBS))("ssps help %s", (verb) => {
    expect(ssps(node, cwd, "help", verb)).toMatchObject({ status: 0, err: "" });
  });
});
