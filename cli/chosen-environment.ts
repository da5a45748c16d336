import { basename, join } from "node:path";
import { checkEnvironment, loadEnvironments, type NamedEnvironment } from "../config/load";
import { filesOf, formatProblem, type Problem } from "../config/problem";
import type { Environment } from "../config/schema";
import { findFiles, readSource, type Source } from "../config/source";
import { synthesisProblems } from "./synthesis-problems";
import { InputError } from "./output";

const FOLDER = "environments";

/** How many problems of a file a command names that is not there to check it. */
const MAX_PROBLEMS = 10;

/**
 * The file of the environment that a command is for.
 *
 * @param name What `--env` says. @default the only environment that there is
 * @throws InputError where there is no such file, or several and none is named.
 */
export function environmentFile(name: string | undefined): string {
  if (name !== undefined) {
    const named = findFiles([FOLDER]).files.find((file) => basename(file) === `${name}.yaml`);
    if (named !== undefined) return named;
    throw new InputError(`there is no environment ${JSON.stringify(name)}: no file ${join(FOLDER, `${name}.yaml`)}`);
  }
  const { files, problems } = findFiles([FOLDER]);
  const [file, ...others] = files;
  if (file === undefined) throw new InputError(problems.map(formatProblem).join("\n"));
  if (others.length > 0) throw new InputError(`say which environment: --env NAME, one of ${files.join(", ")}`);
  return file;
}

/**
 * The environment that a command is for.
 *
 * @throws InputError as `environmentFile`, or where something is wrong with the file.
 */
export function chosenEnvironment(name: string | undefined): NamedEnvironment {
  const file = environmentFile(name);
  // The account's other files have a say in its policies, and none in whether this file is right.
  const { environments, problems } = loadEnvironments(FOLDER);
  const own = problems.filter((problem) => filesOf(problem).includes(file));
  const loaded = environments.find((environment) => environment.file === file);
  if (own.length > 0 || !loaded) throw refusalOf(own);
  return loaded;
}

/**
 * One file by itself, for a command that changes it.
 *
 * @throws InputError where there is no such file, or something is wrong with it.
 */
export function readEnvironment(file: string): { source: Source; environment: Environment } {
  const source = readSource(file);
  if ("message" in source) throw new InputError(formatProblem(source));
  return { source, environment: checkedEnvironment(source) };
}

/** @throws InputError with the problems of the file. */
export function checkedEnvironment(source: Source): Environment {
  const { environment, sections, problems } = checkEnvironment(source);
  const all = environment
    ? synthesisProblems({ name: source.name, file: source.file, environment, ...(sections && { sections }) })
    : problems;
  if (!environment || all.length > 0) throw refusalOf(all);
  return environment;
}

function refusalOf(problems: readonly Problem[]): InputError {
  const more = problems.length - MAX_PROBLEMS;
  return new InputError(
    [
      ...problems.slice(0, MAX_PROBLEMS).map(formatProblem),
      ...(more > 0 ? [`and ${more} more; \`ssps check\` names them all`] : []),
    ].join("\n"),
  );
}
