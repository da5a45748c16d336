import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackRights } from "../../deployer";
import type { PolicyDocument } from "../../policy/document";
import { environmentText, type Changes } from "../config/environment";
import type * as Synth from "../../stacks/synth";
import { synthesisedStacks } from "../../stacks/synth";
import { ssps } from "./run";

jest.mock("../../stacks/synth", () => {
  const actual = jest.requireActual<typeof Synth>("../../stacks/synth");
  return { ...actual, synthesisedStacks: jest.fn(actual.synthesisedStacks) };
});

const home = process.cwd();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "deployer-"));
  mkdirSync(join(folder, "environments"));
  process.chdir(folder);
});
beforeEach(() => {
  environment({});
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

function environment(changes: Changes): void {
  writeFileSync("environments/dev.yaml", environmentText(changes));
}

const ASSUMED = { "deploy.assume_role_arn": "arn:aws:iam::123456789012:role/deployer" };

interface Printed {
  readonly stacks: readonly StackRights[];
  readonly trust: Readonly<Record<string, PolicyDocument>>;
  readonly evidence: Readonly<Record<string, unknown>>;
}

async function printed(...args: string[]): Promise<Printed> {
  const { status, out } = await ssps("deployer", "--json", ...args);
  expect(status).toBe(0);
  return JSON.parse(out) as Printed;
}

test("the policies, then action by action why", async () => {
  const { status, out } = await ssps("deployer");
  expect(status).toBe(0);
  expect(out).toMatch(/^dev-base: the deployer\n +\d+ of 5529 characters {2}dev-base-deployer\n\{\n {2}"Version"/);
  expect(out).toMatch(/^ {2}iam:CreateRole +aws_iam_role: create$/m);
  expect(out).toContain("Who may assume the role: --github OWNER/NAME or --gitlab GROUP/NAME prints its trust policy");
});

test("what was read and not recorded says so, and where it was read", async () => {
  environment({ "storage.bucket": {} });
  const { out } = await ssps("deployer", "storage");
  expect(out).toMatch(
    /^ {2}s3:UntagResource +also aws_s3_bucket: update; since 6\.23\.0 .* \(read in the provider's source, not recorded\)$/m,
  );
  const { evidence } = await printed("storage");
  expect(evidence.source).toEqual({ source: expect.stringContaining("logs/group.go") as string, date: "2026-11-27" });
  expect(evidence.recorded).toEqual({ source: expect.stringContaining("moto") as string, date: "2026-11-27" });
});

test.each<[string[], string[]]>([
  [[], ["dev-base", "dev-storage"]],
  [["base"], ["dev-base"]],
  [["dev-storage", "storage"], ["dev-storage"]],
])("stacks %j are %j", async (names, expected) => {
  environment({ "storage.bucket": {} });
  const { stacks } = await printed(...names);
  expect(stacks.map(({ stack }) => stack)).toEqual(expected);
});

test("what planning needs is less", async () => {
  const actions = async (...args: string[]): Promise<string[]> =>
    (await printed(...args)).stacks.flatMap(({ identities }) =>
      identities.flatMap((identity) => identity.actions.map(({ action }) => action)),
    );
  const [applying, planning] = [await actions(), await actions("--plan")];
  expect(applying).toContain("iam:CreateRole");
  expect(planning).not.toContain("iam:CreateRole");
  expect(planning).toContain("iam:GetRole");
});

test.each<[string, Changes, string[], string[]]>([
  ["a pipeline takes the deployer", {}, ["--github", "acme/ml"], ["deployer-trust"]],
  ["a pipeline of GitLab", {}, ["--gitlab", "acme/team/ml", "--branch", "release"], ["deployer-trust"]],
  ["a pipeline takes the caller", ASSUMED, ["--github", "acme/ml"], ["caller-trust"]],
  [
    "a pipeline takes the caller, and it the deployer",
    ASSUMED,
    ["--github", "acme/ml", "--caller-role", "arn:aws:iam::999999999999:role/ci"],
    ["deployer-trust", "caller-trust"],
  ],
  ["nobody is named", ASSUMED, [], []],
])("trust: %s", async (_, changes, args, expected) => {
  environment(changes);
  expect(Object.keys((await printed(...args)).trust)).toEqual(expected);
});

test("the identity provider is where the caller's role is", async () => {
  environment(ASSUMED);
  const { trust } = await printed("--github", "acme/ml", "--caller-role", "arn:aws:iam::999999999999:role/ci");
  expect(trust["caller-trust"]).toMatchObject({
    Statement: {
      Principal: { Federated: "arn:aws:iam::999999999999:oidc-provider/token.actions.githubusercontent.com" },
    },
  });
});

test("a file for each document", async () => {
  environment(ASSUMED);
  const { status, out } = await ssps("deployer", "--github", "acme/ml", "--out", "policies");
  expect(status).toBe(0);
  expect(readdirSync("policies").sort()).toEqual([
    "caller-trust.json",
    "dev-base-caller.json",
    "dev-base-deployer.json",
  ]);
  expect(JSON.parse(readFileSync("policies/dev-base-deployer.json", "utf8"))).toHaveProperty("Statement");
  expect(out).not.toContain('"Version": "2012-10-17",\n  "Statement": [\n');
});

test.each<[string, Changes, string[], string]>([
  ["an unknown environment", {}, ["--env", "nowhere"], 'there is no environment "nowhere"'],
  ["an unknown stack", {}, ["network"], 'there is no stack "network" in environment dev; there are dev-base'],
  ["no repository", {}, ["--github", "acme"], '--github: found "acme"; allowed: OWNER/NAME'],
  ["a pattern", {}, ["--github", "acme/*"], '--github: found "acme/*"'],
  ["a branch with a pattern", {}, ["--github", "a/b", "--branch", "*"], '--branch: found "*"'],
  ["two pipelines", {}, ["--github", "a/b", "--gitlab", "a/b"], "--github and --gitlab: give one of them"],
  ["no role", ASSUMED, ["--caller-role", "arn:aws:iam::999999999999:user/x"], "--caller-role: found"],
  ["a role elsewhere", ASSUMED, ["--caller-role", "arn:aws-cn:iam::999999999999:role/x"], "in the partition aws"],
  ["a caller where none is assumed", {}, ["--caller-role", "arn:aws:iam::999999999999:role/x"], "assumes no role"],
  ["a folder that is a file", {}, ["--out", "environments/dev.yaml"], "cannot make the folder environments/dev.yaml"],
  ["a wrong environment", { region: "nowhere" }, [], "region"],
])("%s is refused", async (_, changes, args, message) => {
  environment(changes);
  const { status, out, err } = await ssps("deployer", ...args);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toContain(message);
});

test("a resource that nothing is known of is said, and is a finding", async () => {
  const stack = { provider: { aws: [{ region: "eu-west-1", allowed_account_ids: ["123456789012"] }] } };
  const config = { ...stack, terraform: { backend: { local: {} } }, resource: { aws_sqs_queue: { q: {} } } };
  jest.mocked(synthesisedStacks).mockReturnValueOnce([{ id: "dev-base", config }]);
  const { status, err } = await ssps("deployer");
  expect(status).toBe(1);
  expect(err).toContain("dev-base: nothing is known of what aws_sqs_queue needs; the policies are without it");
});
