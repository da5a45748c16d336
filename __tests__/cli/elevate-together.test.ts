import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../new-folder";

const SSPS = resolve("dist/cli/ssps.js");
const FILE = "environments/dev.yaml";

const TEXT = `account: "123456789012"
region: eu-west-1
base: managed
federation:
  saml: { provider_arns: ["arn:aws:iam::123456789012:saml-provider/idp"] }
`;

let folder: string;
beforeEach(() => {
  folder = newFolder();
  mkdirSync(join(folder, "environments"));
  writeFileSync(join(folder, FILE), TEXT);
});

interface Elevating {
  readonly pid: number | undefined;
  readonly ended: Promise<{ readonly status: number | null; readonly out: string }>;
}

function elevate(ticket: string): Elevating {
  const args = [SSPS, "elevate", "--ticket", ticket, "--approver", "lead", "--for", "1d", "--session", "ann"];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (out += String(chunk)));
  return {
    pid: child.pid,
    ended: new Promise((end) =>
      child.on("close", (status) => {
        end({ status, out });
      }),
    ),
  };
}

const ticketsIn = (file: string): string[] =>
  [...readFileSync(join(folder, file), "utf8").matchAll(/ticket: (\S+)/g)].map(([, ticket = ""]) => ticket).sort();

test("who elevates at once with others is added, or said that it is not; with one ticket, one is", async () => {
  const tickets = ["CHG1", "CHG2", "CHG3", "CHG4", "CHG5", "SAME", "SAME"];
  const outcomes = await Promise.all(tickets.map((ticket) => elevate(ticket).ended));
  expect(outcomes.slice(0, 5).map(({ status }) => status)).toEqual([0, 0, 0, 0, 0]);
  expect(
    outcomes
      .slice(5)
      .map(({ status }) => status)
      .sort(),
  ).toEqual([0, 2]);
  expect(ticketsIn(FILE)).toEqual(["CHG1", "CHG2", "CHG3", "CHG4", "CHG5", "SAME"]);
  expect(readdirSync(join(folder, "environments"))).toEqual(["dev.yaml"]);
});

test("who was killed while it had the turn keeps nobody waiting", async () => {
  const { pid } = spawnSync("true");
  writeFileSync(join(folder, `${FILE}.${pid}.tmp`), "half of a fi");
  expect((await elevate("CHG1").ended).status).toBe(0);
  expect(ticketsIn(FILE)).toEqual(["CHG1"]);
  expect(readdirSync(join(folder, "environments"))).toEqual(["dev.yaml"]);
});

test("a file behind a symbolic link is one file, by whichever name it is changed", async () => {
  mkdirSync(join(folder, "kept"));
  writeFileSync(join(folder, "kept/real.yaml"), TEXT);
  spawnSync("rm", [join(folder, FILE)]);
  symlinkSync("../kept/real.yaml", join(folder, FILE));
  const outcomes = await Promise.all(["CHG1", "CHG2"].map((ticket) => elevate(ticket).ended));
  // Where the link may not lead out of the folder, nothing changes, and it is said.
  const added = outcomes.filter(({ status }) => status === 0).length;
  expect(ticketsIn("kept/real.yaml")).toHaveLength(added);
  expect(statSync(join(folder, "kept/real.yaml")).isFile()).toBe(true);
});
