import type { Command } from "commander";
import { elevationState } from "../config/elevation-state";
import { loadEnvironments } from "../config/load";
import { networkCost } from "../config/network";
import { formatProblem, formatProblemWithSource, type Problem } from "../config/problem";
import { envOption, patternsOf } from "./env-patterns";
import { ExitStatus, paint, print, printable, printJson } from "./output";
import { progressOf } from "./progress";
import { synthesisProblems } from "./synthesis-problems";

/** Adds `ssps check`. */
export function register(program: Command): void {
  program
    .command("check")
    .summary("check environment files")
    .description("Checks environment files: every problem of every file, then warnings and what networks cost.")
    .argument("[file...]", "files, or folders of them", ["environments"])
    .addOption(envOption())
    .option("--json", "print JSON: environments, problems, warnings, elevations")
    .addHelpText("after", EPILOGUE)
    .action(check);
}

const EPILOGUE = `
Exit status: 0 no problem, 2 a problem.

Examples:
  ssps check environments/dev.yaml environments/prod.yaml
  ssps check --env 'prod*'`;

interface Options {
  readonly env?: readonly string[];
  readonly json?: true;
}

function check(paths: readonly string[], { env, json }: Options): void {
  const now = Date.now();
  const progress = progressOf("checking");
  const loaded = loadEnvironments(paths, { now, only: patternsOf(env), onProgress: progress.at });
  const { environments, warnings } = loaded;
  const synthesis = environments.flatMap((named, index) => {
    progress.at(index, environments.length);
    return synthesisProblems(named);
  });
  progress.end();
  const problems = [...loaded.problems, ...synthesis];
  const elevations = environments.flatMap(({ name, environment }) =>
    (environment.elevation ?? []).map((elevation) => ({
      environment: name,
      state: elevationState(elevation, now),
      ...elevation,
    })),
  );
  process.exitCode = problems.length > 0 ? ExitStatus.badInput : ExitStatus.fine;
  if (json) {
    printJson({
      environments: environments.map(({ name, file, environment: { network } }) => ({
        name,
        file,
        ...(network && { network_cost: networkCost(network) }),
      })),
      problems: problems.map(flat),
      warnings: warnings.map(flat),
      elevations,
    });
    return;
  }
  const format = process.stdout.isTTY ? formatProblemWithSource : formatProblem;
  for (const problem of problems) print(printable(format(problem)));
  for (const warning of warnings) print(printable(format({ ...warning, message: `warning: ${warning.message}` })));
  for (const { file, environment } of problems.length > 0 ? [] : environments) {
    const cost = environment.network && networkCost(environment.network);
    if (cost) print(`${printable(file)}: network: ${cost}`);
  }
  // What has expired is a warning, and has its place.
  for (const { environment, state, ticket, from, until } of problems.length > 0 ? [] : elevations) {
    if (state === "running") print(`${environment}: elevation ${ticket} running until ${until ?? ""}`);
    if (state === "coming") print(`${environment}: elevation ${ticket} coming at ${from ?? ""}`);
  }
  const counts = `${count(problems.length, "problem")}, ${count(warnings.length, "warning")}`;
  if (problems.length > 0) print(paint(counts, "red"));
  else
    print(`${count(environments.length, "environment")}, ${paint(counts, warnings.length > 0 ? "yellow" : "green")}`);
}

function flat({ file, position, code, message }: Problem): object {
  return { file, ...position, code, message };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
