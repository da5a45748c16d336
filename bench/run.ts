import { Command } from "commander";
import { runCommand } from "../cli/run-command";
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { measure, median, type Program } from "./measure";
import { replaceTable, table, type Row } from "./table";
import { ROOT, Workspace } from "./workspace";

const DIST = join(ROOT, "dist");
const ROUNDS = 5;

/** Starting anew with the stock template takes so long that fewer rounds show enough. */
const SLOW_ROUNDS = 3;

const seconds = (value: number): string => (value < 1 ? `${Math.round(value * 1000)} ms` : `${value.toFixed(1)} s`);
const mebibytes = (value: number): string => `${Math.round(value)} MiB`;
const times = (value: number): string => `${value < 10 ? value.toFixed(2) : Math.round(value)} ×`;

function synthesis(workspace: Workspace): Row[] {
  const folder = workspace.withEveryPart();
  const ours: Program = { args: [join(DIST, "app.js")], cwd: folder };
  measure({ ours }, 1);
  const stacks = workspace.stacksOf(folder);
  const count = stacks.reduce((sum, { resources }) => sum + resources.length, 0);
  const input = workspace.write("stacks.json", JSON.stringify(stacks));
  const floor: Program = {
    args: [join(DIST, "bench/floor.js"), input, join(workspace.folder, "floor")],
    cwd: workspace.folder,
  };
  const against = measure({ ours, floor }, ROUNDS);
  const toFloor = against.ours.seconds / against.floor.seconds;

  const { folder: stockFolder, tsNode } = workspace.stockTemplate(stacks);
  const stock: Program = { args: [tsNode, "main.ts"], cwd: stockFolder };
  const slow = measure({ ours, stock }, SLOW_ROUNDS);
  const [faster, lighter] = [slow.stock.seconds / slow.ours.seconds, slow.stock.mebibytes / slow.ours.mebibytes];
  return [
    {
      what: `one environment with every part (${count} resources)`,
      ours: seconds(against.ours.seconds),
      reference: `${seconds(against.floor.seconds)}: the same resources in bare cdktf, compiled`,
      measured: times(toFloor),
      goal: "at most 1.3 ×",
      inReadme: true,
      reached: toFloor <= 1.3,
    },
    {
      what: "the same, time",
      ours: seconds(slow.ours.seconds),
      reference: `${seconds(slow.stock.seconds)}: the stock template`,
      measured: `${times(faster)} faster`,
      goal: "at least 20 ×",
      inReadme: true,
      reached: faster >= 20,
    },
    {
      what: "the same, memory",
      ours: mebibytes(slow.ours.mebibytes),
      reference: `${mebibytes(slow.stock.mebibytes)}: the stock template`,
      measured: `${times(lighter)} less`,
      goal: "at least 8 ×",
      reached: lighter >= 8,
    },
  ];
}

const smallFleet = (workspace: Workspace): Row[] =>
  fleet(workspace, "dev", "1,000 environments in one process", SLOW_ROUNDS);
const fleetWithEveryPart = (workspace: Workspace): Row[] =>
  fleet(workspace, "prod", "1,000 environments with every part in one process", 1);

function fleet(workspace: Workspace, example: string, what: string, rounds: number): Row[] {
  const main = (count: number): Program => ({
    args: [join(DIST, "app.js")],
    cwd: workspace.withFleet(count, example),
  });
  const { hundred, thousand } = measure({ hundred: main(100), thousand: main(1000) }, rounds);
  const slowdown = thousand.seconds / hundred.seconds;
  return [
    {
      what: `${what}, time`,
      ours: seconds(thousand.seconds),
      reference: `${seconds(hundred.seconds)}: 100 of them`,
      measured: times(slowdown),
      goal: "at most 11 ×",
      reached: slowdown <= 11,
    },
    {
      what: "the same, memory",
      ours: mebibytes(thousand.mebibytes),
      reference: `${mebibytes(hundred.mebibytes)}: 100 of them`,
      measured: mebibytes(thousand.mebibytes),
      goal: "at most 400 MiB",
      reached: thousand.mebibytes <= 400,
    },
  ];
}

function decisions(workspace: Workspace): Row[] {
  const program = (kind: string): Program => ({
    args: [join(DIST, "bench/decisions.js"), kind],
    cwd: workspace.folder,
  });
  const measured = measure(
    { ours: program("ours"), oracle: program("oracle"), published: program("published") },
    SLOW_ROUNDS,
  );
  const [ours, oracle, published] = [measured.ours, measured.oracle, measured.published].map(({ output }) =>
    Number(output),
  );
  const perSecond = (rate = NaN): string => `${Math.round(rate).toLocaleString("en")} a second`;
  const ratio = (ours ?? NaN) / (oracle ?? NaN);
  return [
    {
      what: "access decisions on the admin role",
      ours: perSecond(ours),
      reference: `${perSecond(oracle)}: iam-simulate`,
      measured: times(ratio),
      goal: "at least 300 ×, 500,000 a second",
      inReadme: true,
      reached: ratio >= 300 && (ours ?? 0) >= 500_000,
    },
    {
      what: "every action that AWS publishes, decided once",
      ours: seconds((published ?? NaN) / 1000),
      reference: "",
      measured: seconds((published ?? NaN) / 1000),
      goal: "at most 1 s",
      reached: (published ?? Infinity) <= 1000,
    },
  ];
}

/** How many resources the reviewed plan has. */
const PLANNED = 10_000;

function review(workspace: Workspace): Row[] {
  const folder = workspace.withEveryPart();
  measure({ synthesis: { args: [join(DIST, "app.js")], cwd: folder } }, 1);
  const plan = workspace.planOf(folder, PLANNED);
  const size = statSync(plan).size / 2 ** 20;
  const parse = workspace.write("parse.js", 'JSON.parse(require("node:fs").readFileSync(process.argv[2], "utf8"))');
  const { parsed, reviewed } = measure(
    {
      parsed: { args: [parse, plan], cwd: folder },
      reviewed: { args: [join(DIST, "cli/ssps.js"), "review", plan], cwd: folder },
    },
    ROUNDS,
  );
  const allowed = 1.5 * parsed.seconds + 0.2;
  const sizes = reviewed.mebibytes / size;
  return [
    {
      what: `\`ssps review\` of a plan of ${PLANNED.toLocaleString("en")} resources (11 roles change), time`,
      ours: seconds(reviewed.seconds),
      reference: `${seconds(parsed.seconds)}: Node parsing the file`,
      measured: seconds(reviewed.seconds),
      goal: `at most 1.5 × that + 200 ms: ${seconds(allowed)}`,
      inReadme: true,
      reached: reviewed.seconds <= allowed,
    },
    {
      what: "the same, memory",
      ours: mebibytes(reviewed.mebibytes),
      reference: `${mebibytes(size)}: the file`,
      measured: `${times(sizes)} the file`,
      goal: "at most 6 ×",
      reached: sizes <= 6,
    },
  ];
}

/** How many roles the compared account has. */
const ROLES = 5_000;

function account(workspace: Workspace): Row[] {
  const { before, after } = workspace.accountDetailsOf(ROLES, 2);
  const compact = workspace.accountDetailsOf(ROLES, 0);
  const [size, compactSize] = [before, compact.before].map((file) => statSync(file).size / 2 ** 20) as [number, number];
  const cwd = workspace.folder;
  const parse = workspace.write(
    "parse-both.js",
    'for (const file of process.argv.slice(2)) JSON.parse(require("node:fs").readFileSync(file, "utf8"))',
  );
  const review = (sides: { before: string; after: string }): Program => ({
    args: [join(DIST, "cli/ssps.js"), "review", "--before", sides.before, "--after", sides.after],
    cwd,
  });
  const { parsed, reviewed, reviewedCompact } = measure(
    {
      parsed: { args: [parse, before, after], cwd },
      reviewed: review({ before, after }),
      reviewedCompact: review(compact),
    },
    SLOW_ROUNDS,
  );
  const allowed = 3 * parsed.seconds + 0.3;
  const memory = (what: string, held: number, files: number): Row => ({
    what,
    ours: mebibytes(held),
    reference: `${mebibytes(files)}: both files`,
    measured: `${times(held / files)} the files`,
    goal: "at most 6 ×",
    reached: held <= 6 * files,
  });
  return [
    {
      what: `\`ssps review\` of two files of account details with ${ROLES.toLocaleString("en")} roles, one of which differs`,
      ours: seconds(reviewed.seconds),
      reference: `${seconds(parsed.seconds)}: Node parsing both files`,
      measured: seconds(reviewed.seconds),
      goal: `at most 3 × that + 300 ms: ${seconds(allowed)}`,
      reached: reviewed.seconds <= allowed,
    },
    memory("the same, memory", reviewed.mebibytes, 2 * size),
    memory("the same without blank space in the files, memory", reviewedCompact.mebibytes, 2 * compactSize),
  ];
}

function comparisons(workspace: Workspace): Row[] {
  const program = (kind: string): Program => ({
    args: [join(DIST, "bench/comparisons.js"), kind],
    cwd: workspace.folder,
  });
  const measured = measure(
    { different: program("different"), edited: program("edited"), hostile: program("hostile") },
    SLOW_ROUNDS,
  );
  const [different = [], edited = [], hostile = []] = [measured.different, measured.edited, measured.hostile].map(
    ({ output }) => (JSON.parse(output) as number[]).map((milliseconds) => milliseconds / 1000),
  );
  const { whole } = measure({ whole: program("review") }, 1);
  const [review = 0] = (JSON.parse(whole.output) as number[]).map((milliseconds) => milliseconds / 1000);
  const typical = median(different);
  const slowest = Math.max(...hostile);
  return [
    {
      what: "two different policies of up to 6,144 characters compared",
      ours: seconds(typical),
      reference: `${seconds(median(edited))}: a policy with itself less a statement`,
      measured: seconds(typical),
      goal: "at most 10 ms",
      reached: typical <= 0.01,
    },
    {
      what: "the same, the slowest of those made to take long",
      ours: seconds(slowest),
      reference: "",
      measured: seconds(slowest),
      goal: "at most 500 ms",
      reached: slowest <= 0.5,
    },
    {
      what: "a review of 60 roles with 40 patterns of many wildcards each",
      ours: seconds(review),
      reference: "",
      measured: seconds(review),
      goal: "at most 30 s",
      reached: review <= 30,
    },
  ];
}

function coldStarts(workspace: Workspace): Row[] {
  const cwd = workspace.withFleet(1, "dev");
  const ssps = (...args: string[]): Program => ({ args: [join(DIST, "cli/ssps.js"), ...args], cwd, alsoFine: 1 });
  const empty = workspace.write("empty.js", "");
  const { node, ...commands } = measure(
    {
      node: { args: [empty], cwd },
      "`ssps can`": ssps("can", "s3:GetObject", "arn:aws:s3:::acme-sagemaker/iris.csv"),
      // Each way on from there is decided, too.
      "`ssps can`, denied": ssps("can", "s3:PutObject", "arn:aws:s3:::acme-data/iris.csv"),
      "`ssps check`": ssps("check"),
      "`ssps name`": ssps("name", "bucket", "acme-sagemaker"),
    },
    2 * ROUNDS,
  );
  return Object.entries(commands).map(([command, measured]) => ({
    what: `${command}, cold start`,
    ours: seconds(measured.seconds),
    reference: `${seconds(node.seconds)}: Node with an empty file`,
    measured: seconds(measured.seconds),
    goal: "at most 250 ms",
    ...(command === "`ssps can`" && { inReadme: true as const }),
    reached: measured.seconds <= 0.25,
  }));
}

/** The machine, and the versions of what was measured. */
function conditions(): string {
  const load = createRequire(__filename);
  const version = (name: string): string =>
    `${name} ${(load(join(ROOT, "node_modules", name, "package.json")) as { version: string }).version}`;
  const [cpu] = cpus();
  const versions = ["cdktf", "@cdktf/provider-aws", "@cloud-copilot/iam-simulate"].map(version).join(", ");
  return `Whole processes, side by side, medians: ${cpus().length} × ${cpu?.model.trim() ?? "unknown"}, Node ${process.version}, ${versions}.`;
}

/** Where the results stand: all of them beside the programs, and those that a newcomer asks about in the README. */
const PAGES: readonly (readonly [path: string, shows: (row: Row) => boolean])[] = [
  ["bench/README.md", () => true],
  ["README.md", ({ inReadme }) => inReadme ?? false],
];

/** `npm run bench` prints the table; with `-- --write` it goes into the pages as well. */
async function main({ write }: { readonly write?: true }): Promise<void> {
  const workspace = new Workspace();
  try {
    const rows = [
      synthesis,
      smallFleet,
      fleetWithEveryPart,
      decisions,
      review,
      account,
      comparisons,
      coldStarts,
    ].flatMap((part) => part(workspace));
    const layout = { ...(await resolveConfig(join(ROOT, "README.md"))), parser: "markdown" };
    const markdown = async (shown: readonly Row[]): Promise<string> =>
      (await format(table(shown, conditions()), layout)).trim();
    console.log(await markdown(rows));
    if (!write) return;
    for (const [page, shows] of PAGES) {
      const path = join(ROOT, page);
      const text = replaceTable(readFileSync(path, "utf8"), await markdown(rows.filter(shows)));
      writeFileSync(`${path}.new`, text);
      renameSync(`${path}.new`, path);
    }
  } finally {
    workspace.remove();
  }
}

void runCommand(
  new Command("bench")
    .description("Measures what the README claims.")
    .option("--write", "put the table into the pages as well")
    .action(main),
);
