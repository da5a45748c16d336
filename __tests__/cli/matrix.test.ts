import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { newFolder } from "../new-folder";
import { ssps } from "./run";

let before: string;
beforeEach(() => {
  before = process.cwd();
  process.chdir(newFolder());
});
afterEach(() => {
  process.chdir(before);
});

function write(name: string, content: unknown): void {
  mkdirSync(dirname(name), { recursive: true });
  writeFileSync(name, typeof content === "string" ? content : JSON.stringify(content));
}

interface Parts {
  readonly after?: readonly string[];
  readonly account?: unknown;
  readonly region?: string;
  readonly role?: string;
  readonly backend?: object;
}

const stack = ({ account = "123456789012", region = "eu-west-1", role, backend = { s3: {} } }: Parts) => ({
  provider: {
    aws: [{ allowed_account_ids: [account], region, ...(role !== undefined && { assume_role: [{ role_arn: role }] }) }],
  },
  terraform: { backend },
});

/** Writes stacks as cdktf lays them out. */
function synthesise(stacks: Readonly<Record<string, Parts>>, folder = "cdktf.out"): void {
  const entries = Object.entries(stacks).map(([id, { after = [] }]) => [id, { dependencies: after }]);
  write(join(folder, "manifest.json"), { stacks: Object.fromEntries(entries) as object });
  for (const [id, parts] of Object.entries(stacks)) write(join(folder, "stacks", id, "cdk.tf.json"), stack(parts));
}

const ROLE = "arn:aws:iam::210987654321:role/deployer";
const FLEET: Readonly<Record<string, Parts>> = {
  "prod-network": { account: "210987654321", role: ROLE, after: ["prod-storage", "prod-base"] },
  "prod-storage": { account: "210987654321", role: ROLE, after: ["prod-base"] },
  "prod-base": { account: "210987654321", role: ROLE },
  "dev-base": { backend: { local: { path: "x" } } },
};

interface Job {
  readonly stack: string;
  readonly order: number;
}

const job = (out: string): readonly Job[] => (JSON.parse(out) as { include: Job[] }).include;

test("one job a stack, in the order in which they are applied, as GitHub's matrix on one line", async () => {
  synthesise(FLEET);
  const { status, out } = await ssps("matrix");
  expect(status).toBe(0);
  expect(out.split("\n")).toHaveLength(2);
  const prod = { account: "210987654321", region: "eu-west-1", role: ROLE, backend: "s3" };
  const dev = { account: "123456789012", region: "eu-west-1", role: "", backend: "local" };
  expect(job(out)).toEqual([
    { stack: "dev-base", folder: "stacks/dev-base", order: 0, ...dev },
    { stack: "prod-base", folder: "stacks/prod-base", order: 0, ...prod },
    { stack: "prod-storage", folder: "stacks/prod-storage", order: 1, ...prod },
    { stack: "prod-network", folder: "stacks/prod-network", order: 2, ...prod },
  ]);
});

test("as data, it says what each waits for", async () => {
  synthesise(FLEET);
  const { jobs } = JSON.parse((await ssps("matrix", "--json")).out) as { jobs: { stack: string; after: string[] }[] };
  expect(jobs.map((one) => [one.stack, one.after])).toEqual([
    ["dev-base", []],
    ["prod-base", []],
    ["prod-storage", ["prod-base"]],
    ["prod-network", ["prod-storage", "prod-base"]],
  ]);
});

test("as GitLab's child pipeline, each waits for those that are there", async () => {
  synthesise(FLEET);
  const pipeline = parse((await ssps("matrix", "--format", "gitlab", "--include", "ci/stack.yml")).out) as Record<
    string,
    unknown
  >;
  expect(Object.keys(pipeline)).toEqual(["include", "dev-base", "prod-base", "prod-storage", "prod-network"]);
  expect(pipeline.include).toEqual([{ local: "ci/stack.yml" }]);
  expect(pipeline["prod-network"]).toEqual({
    extends: ".stack",
    variables: {
      STACK: "prod-network",
      STACK_FOLDER: "stacks/prod-network",
      STACK_ORDER: "2",
      STACK_ACCOUNT: "210987654321",
      STACK_REGION: "eu-west-1",
      STACK_ROLE: ROLE,
      STACK_BACKEND: "s3",
    },
    needs: ["prod-storage", "prod-base"],
  });
  const half = parse((await ssps("matrix", "--format", "gitlab", "--shard", "2/2")).out) as Record<
    string,
    { needs: string[] }
  >;
  expect(half["prod-network"]?.needs).toEqual(["prod-storage"]);
});

describe("a fleet of more than a matrix holds", () => {
  const fleet = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`e${String(i).padStart(3, "0")}-base`, {}]));

  test("is refused, with the way out", async () => {
    synthesise(fleet);
    const { status, err } = await ssps("matrix");
    expect({ status, err }).toEqual({
      status: 2,
      err: "error: 300 stacks; a matrix of GitHub's has at most 256: --shard 1/2 and so on\n",
    });
  });

  test("is whole in its parts", async () => {
    synthesise(fleet);
    const parts = await Promise.all(
      ["1/2", "2/2"].map(async (part) => job((await ssps("matrix", "--shard", part)).out)),
    );
    expect(parts.flat().map((one) => one.stack)).toEqual(Object.keys(fleet));
  });
});

describe("what is refused", () => {
  test.each<[string, () => void, string[], RegExp]>([
    [
      "nothing synthesised",
      () => undefined,
      [],
      /cdktf\.out\/manifest\.json is not there; synthesise first: npm run synth/,
    ],
    [
      "no stack",
      () => {
        synthesise({});
      },
      [],
      /cdktf\.out: holds no stack/,
    ],
    [
      "a stack that is not there",
      () => {
        synthesise(FLEET);
        rmSync("cdktf.out/stacks/dev-base", { recursive: true });
      },
      [],
      /dev-base\/cdk\.tf\.json is not there/,
    ],
    [
      "a cut-off file",
      () => {
        synthesise(FLEET);
        write("cdktf.out/manifest.json", "{");
      },
      [],
      /manifest\.json: not JSON, or cut off/,
    ],
    [
      "stacks in a circle",
      () => {
        synthesise({ a: { after: ["b"] }, b: { after: ["a"] } });
      },
      [],
      /a waits for b waits for a: a circle/,
    ],
    [
      "a name that would be a command",
      () => {
        synthesise({ "a; id": {} });
      },
      [],
      /found a stack "a; id"; allowed: letters/,
    ],
    [
      "a way out of the folder",
      () => {
        synthesise({ "../x": {} });
      },
      [],
      /found a stack "\.\.\/x"/,
    ],
    [
      "a role that would be a command",
      () => {
        synthesise({ a: { role: "$(id)" } });
      },
      [],
      /the role to assume: found "\$\(id\)"; allowed: the ARN of a role/,
    ],
    [
      "no account",
      () => {
        synthesise({ a: { account: 12 } });
      },
      [],
      /the account \(allowed_account_ids\): found none; allowed: 12 digits/,
    ],
    [
      "a region that is none",
      () => {
        synthesise({ a: { region: "here\nthere" } });
      },
      [],
      /the region: found "here\\nthere"/,
    ],
    [
      "a shard of none",
      () => {
        synthesise(FLEET);
      },
      ["--shard", "3/2"],
      /--shard: found "3\/2"; allowed: INDEX\/COUNT/,
    ],
    [
      "a format of none",
      () => {
        synthesise(FLEET);
      },
      ["--format", "jenkins"],
      /--format: found "jenkins"; allowed: github, gitlab, json/,
    ],
  ])("%s", async (_what, prepare, options, message) => {
    prepare();
    const { status, out, err } = await ssps("matrix", ...options);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toMatch(message);
  });
});

describe("--changed-since", () => {
  /** A project whose code writes a stack for each line of a file. */
  const CODE = `
const fs = require("fs");
const out = process.env.CDKTF_OUTDIR;
const stacks = {};
for (const id of fs.readFileSync("environments", "utf8").trim().split("\\n")) {
  stacks[id] = { dependencies: [] };
  fs.mkdirSync(out + "/stacks/" + id, { recursive: true });
  fs.writeFileSync(out + "/stacks/" + id + "/cdk.tf.json", JSON.stringify({
    provider: { aws: [{ region: "eu-west-1", allowed_account_ids: ["123456789012"] }] },
    terraform: { backend: { s3: {} } }, resource: id.startsWith("prod") ? "PROD" : "ALL" }));
}
fs.writeFileSync(out + "/manifest.json", JSON.stringify({ stacks }));
`;
  function git(...args: readonly string[]): void {
    const { status, stderr } = spawnSync("git", args, { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  }

  beforeEach(() => {
    git("init", "-q", "-b", "main");
    write("synth.js", CODE);
    write("environments", "dev-base\nprod-base\n");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "first");
  });

  const since = (ref: string, ...options: readonly string[]) =>
    ssps("matrix", "--changed-since", ref, "--synth", "node synth.js", ...options);

  test.each<[string, () => void, readonly string[]]>([
    ["nothing", () => undefined, []],
    [
      "an environment that is new",
      () => {
        write("environments", "dev-base\nprod-base\ntest-base\n");
      },
      ["test-base"],
    ],
    [
      "code that some stacks use",
      () => {
        write("synth.js", CODE.replace('"PROD"', '"other"'));
      },
      ["prod-base"],
    ],
    [
      "code that writes the same",
      () => {
        write("synth.js", `${CODE}// a comment`);
      },
      [],
    ],
    [
      "one that goes",
      () => {
        write("environments", "dev-base\n");
      },
      [],
    ],
  ])("%s", async (_what, change, expected) => {
    change();
    const { status, out } = await since("main");
    expect(status).toBe(0);
    expect(job(out).map((one) => one.stack)).toEqual(expected);
  });

  test("a stack that goes is said", async () => {
    write("environments", "dev-base\n");
    const { out, err } = await since("HEAD", "--json");
    expect(err).toContain(
      "warning: prod-base is no longer synthesised: what it holds stays until somebody destroys it",
    );
    expect(JSON.parse(out)).toEqual({ jobs: [], removed: ["prod-base"] });
  });

  test("without a change, GitLab's pipeline has a job that says so", async () => {
    const pipeline = parse((await since("main", "--format", "gitlab")).out) as Record<string, unknown>;
    expect(pipeline["no-stack-changes"]).toEqual({ script: ["echo 'No stack changes.'"] });
  });

  test.each(["nope", "--help", "HEAD~5", "main; id"])("%s is no commit", async (ref) => {
    const { status, out, err } = await ssps("matrix", `--changed-since=${ref}`, "--synth", "node synth.js");
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain(`--changed-since: found ${JSON.stringify(ref)}, which is no commit here; allowed:`);
  });

  test("a side that cannot be synthesised says why, and no worktree is left", async () => {
    write("synth.js", 'throw new Error("no such part")');
    // A folder for temporary files of its own: other tests make some, too.
    const temporary = newFolder();
    const usual = process.env.TMPDIR;
    process.env.TMPDIR = temporary;
    const { status, err } = await since("main");
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
    expect(status).toBe(2);
    expect(err).toMatch(/the working tree cannot be synthesised by node synth\.js: [\s\S]*no such part/);
    expect(readdirSync(temporary)).toEqual([]);
    expect(readFileSync(".git/HEAD", "utf8")).toBe("ref: refs/heads/main\n");
    expect(spawnSync("git", ["worktree", "list"], { encoding: "utf8" }).stdout.trim().split("\n")).toHaveLength(1);
  });
});
