import { join } from "node:path";
import type { Command } from "commander";
import { readInstant } from "../config/instant";
import { loadEnvironments, type NamedEnvironment } from "../config/load";
import { filesOf, formatProblem, type Problem } from "../config/problem";
import { describeValue } from "../config/raw";
import { makeFolder } from "../files/folder";
import { writeWhole } from "../files/write";
import { compareReports } from "../report/comparison";
import { renderComparison } from "../report/render/comparison";
import { renderOverview, type Broken } from "../report/render/overview";
import { renderReport } from "../report/render/page";
import { reportOf, summaryOf, type Report, type Summary } from "../report/report";
import { ExitStatus, InputError, print, printable, printError, printJson } from "./output";
import { synthesisProblems } from "./synthesis-problems";

interface Options {
  readonly env?: string;
  readonly compare?: readonly string[];
  readonly out: string;
  readonly at?: string;
  readonly json?: true;
}

/** Adds `ssps report`. */
export function register(program: Command): void {
  program
    .command("report")
    .summary("one page per environment: who may do what, and everything around it")
    .description(
      "Writes one self-contained HTML page per environment, and one for all: parts and stacks, who may do what, everyday " +
        "tasks, policy sizes, elevations on a time line, differences to AmazonSageMakerFullAccess, warnings, policies.",
    )
    .option("--env <name>", "only this environment")
    .option("--compare <name...>", "two environments side by side instead, and what differs in words")
    .option("--out <folder>", "where the pages are written", "reports")
    .option(
      "--at <instant>",
      "the instant at which elevations are looked at, such as 2026-12-01T08:00:00Z (default: now)",
    )
    .option("--json", "print what the pages say as JSON instead of writing them")
    .addHelpText("after", EPILOGUE)
    .action(report);
}

const EPILOGUE = `
Exit status: 0 the pages are written, 2 a file is wrong (the pages of the others are written).

Examples:
  ssps report
  ssps report --env dev --out pages
  ssps report --compare dev prod`;

function report({ env, compare, out, at, json }: Options): void {
  const now = at === undefined ? Date.now() : readInstant(at);
  if (now === undefined) {
    throw new InputError(`--at: found ${describeValue(at)}; allowed: an instant in UTC, such as 2026-12-01T08:00:00Z`);
  }
  if (compare) {
    if (env !== undefined) throw new InputError("--env is for one environment and --compare for two: leave one out");
    if (compare.length !== 2)
      throw new InputError(`--compare: found ${compare.length}; allowed: the names of two environments`);
  }
  const wanted = compare ?? (env === undefined ? undefined : [env]);
  const { right, broken } = load(wanted, now);
  for (const problem of broken.flatMap(({ problems }) => problems)) printError(formatProblem(problem));
  process.exitCode = broken.length > 0 ? ExitStatus.badInput : ExitStatus.fine;
  // One after another: only the page of all needs something of each, and a fleet's reports are large.
  const reports = function* (): Generator<Report> {
    for (const { named, warnings } of right) yield reportOf(named, warnings, now);
  };
  if (compare) writeComparison([...reports()], compare, out, json);
  else if (json) printJson({ environments: [...reports()].map(jsonReport), broken: broken.map(({ file }) => file) });
  else writePages(reports(), broken, { out, now, overview: env === undefined });
}

interface Right {
  readonly named: NamedEnvironment;
  readonly warnings: readonly Problem[];
}

/** The environments that are wanted, and which of their files are wrong. One broken file stops no other. */
function load(wanted: readonly string[] | undefined, now: number): { right: Right[]; broken: Broken[] } {
  const { environments, problems, warnings } = loadEnvironments("environments", { now });
  const all = [...problems, ...environments.flatMap(synthesisProblems)];
  const files = [...new Set([...environments.map(({ file }) => file), ...all.flatMap(filesOf)])].sort();
  const nameOf = (file: string): string => file.replace(/^.*[/\\]/, "").replace(/\.yaml$/, "");
  for (const name of wanted ?? []) {
    if (files.some((file) => nameOf(file) === name)) continue;
    throw new InputError(`there is no environment ${describeValue(name)}; there are: ${files.map(nameOf).join(", ")}`);
  }
  const chosen = files.filter((file) => wanted === undefined || wanted.includes(nameOf(file)));
  const of = (file: string, list: readonly Problem[]): Problem[] =>
    list.filter((problem) => filesOf(problem).includes(file));
  const broken = chosen.map((file) => ({ file, problems: of(file, all) })).filter((one) => one.problems.length > 0);
  const wrong = new Set(broken.map(({ file }) => file));
  const right = environments
    .filter(({ file }) => chosen.includes(file) && !wrong.has(file))
    .map((named) => ({ named, warnings: of(named.file, warnings) }));
  return { right, broken };
}

function writePages(
  reports: Iterable<Report>,
  broken: readonly Broken[],
  { out, now, overview }: { readonly out: string; readonly now: number; readonly overview: boolean },
): void {
  const write = (file: string, content: string): void => {
    const path = join(out, file);
    writeWhole(path, content);
    print(`wrote ${printable(path)}`);
  };
  makeFolder(out);
  const summaries: Summary[] = [];
  for (const one of reports) {
    write(`${one.name}.html`, renderReport(one));
    summaries.push(summaryOf(one));
  }
  if (overview) write("index.html", renderOverview(summaries, broken, now));
}

/** Lines of one difference on a terminal. */
const MAX_LINES = 6;

function writeComparison(reports: readonly Report[], names: readonly string[], out: string, json?: true): void {
  const [first, second] = names.map((name) => reports.find((one) => one.name === name));
  if (!first || !second) return;
  const comparison = compareReports(first, second);
  if (json) {
    printJson({ environments: names, differences: comparison.differences });
    return;
  }
  for (const { words, only } of comparison.differences) {
    print(printable(words));
    for (const [index, texts] of only.entries()) {
      for (const text of texts.slice(0, MAX_LINES)) print(printable(`  only ${names[index] ?? ""}: ${text}`));
      if (texts.length > MAX_LINES) print(`  and ${texts.length - MAX_LINES} more, which the page has`);
    }
  }
  if (comparison.differences.length === 0) print(`${first.name} and ${second.name} differ in nothing but their names`);
  makeFolder(out);
  const path = join(out, `${first.name}-and-${second.name}.html`);
  writeWhole(path, renderComparison(comparison));
  print(`wrote ${printable(path)}`);
}

/** What the page says, without what the environment's file says already. */
function jsonReport({ environment, now, differences = [], ...rest }: Report): object {
  const { account, region } = environment;
  return {
    ...{ account, region, at: new Date(now).toISOString() },
    ...rest,
    differences: differences.map(({ statement: { sid = null, effect, actions, resources }, ...row }) => ({
      ...row,
      statement: { sid, effect, actions, resources },
    })),
  };
}
