import { accountFacts, fleetEntry, type FleetEntry, type Locate } from "./fleet";
import { checkFleet } from "./fleet-rules";
import { fleetWarnings } from "./fleet-warnings";
import { checkSchema } from "./issues";
import { readWithDefaults, type ReadDefaults } from "./defaults";
import { filesOf, type Place, type Problem, sortProblems, together } from "./problem";
import type { Issue, Path } from "./raw";
import { checkRules } from "./rules";
import type { Environment } from "./schema";
import { chosenFiles } from "./name-pattern";
import { findFiles, readSource, type Source } from "./source";
import { environmentWarnings } from "./warnings";

/** One environment file that is right. */
export interface NamedEnvironment {
  /** The file's name without its ending: the beginning of the stacks' ids. */
  readonly name: string;
  readonly file: string;
  readonly environment: Environment;
  /** Where each key at the top of the file is, for what is found out later. @default absent */
  readonly sections?: ReadonlyMap<string, Place>;
}

/** What environment files hold. */
export interface Loaded {
  /** The files without a problem of their own; use them only where there are no problems at all. */
  readonly environments: readonly NamedEnvironment[];
  /** Everything that is wrong with all files, by file and place. */
  readonly problems: readonly Problem[];
  /** What is allowed and is still likely a mistake. */
  readonly warnings: readonly Problem[];
}

/** How environment files are loaded. */
export interface LoadOptions {
  /** Milliseconds since 1970, for who wants to be warned of what has expired by then. @default nobody is, as in synthesis */
  readonly now?: number;
  /**
   * Patterns of names. The other files are read as well, for what files of an account say together, but what is wrong
   * with them is not reported. @default every environment
   */
  readonly only?: readonly string[];
  /** Called after each file with how many of how many are read. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Loads environment files and finds everything that is wrong with them, in one go; never throws for what a file says.
 * A file's text and syntax tree are let go before the next one is read.
 *
 * @param from Files, and folders of which every `*.yaml` is read, and of the folders in them. @default the folder `environments`
 */
export function loadEnvironments(
  from: string | readonly string[] = "environments",
  { now, only = [], onProgress }: LoadOptions = {},
): Loaded {
  const paths = typeof from === "string" ? [from] : from;
  const { files, problems } = findFiles(paths);
  const environments: NamedEnvironment[] = [];
  const warnings: Problem[] = [];
  const entries: FleetEntry[] = [];
  const defaults: ReadDefaults = new Map();
  for (const [index, file] of files.entries()) {
    const source = readSource(file);
    if ("message" in source) problems.push(source);
    else {
      const checked = checkEnvironment(source, now, defaults);
      problems.push(...checked.problems);
      warnings.push(...checked.warnings);
      if (checked.entry) entries.push(checked.entry);
      if (checked.environment) {
        const { environment, sections } = checked;
        environments.push({ name: source.name, file, environment, ...(sections && { sections }) });
      }
    }
    onProgress?.(index + 1, files.length);
  }
  problems.push(...checkFleet(entries));
  const right = new Set(environments.map(({ file }) => file));
  warnings.push(...fleetWarnings(entries).filter((warning) => filesOf(warning).some((file) => right.has(file))));
  const factsOf = accountFacts(entries);
  const { chosen, unmatched } = chosenFiles(files, only);
  const chosenOnly = (all: readonly Problem[]): Problem[] =>
    sortProblems(together(only.length > 0 ? all.filter((one) => filesOf(one).some((file) => chosen.has(file))) : all));
  return {
    environments: environments
      .filter(({ file }) => chosen.has(file))
      .map((named) => ({
        ...named,
        environment: { ...named.environment, accountFacts: factsOf(named.environment.account) },
      })),
    problems: [
      ...unmatched.map((message) => ({ file: paths.join(", "), code: "no-such-environment", message })),
      ...chosenOnly(problems),
    ],
    warnings: chosenOnly(warnings),
  };
}

/** What one file holds. */
export interface CheckedEnvironment {
  /** Absent where the file has a problem. */
  readonly environment?: Environment;
  /** Where each key at the top of the file is; absent where it has a problem. */
  readonly sections?: ReadonlyMap<string, Place>;
  /** Absent where the file cannot be read. */
  readonly entry?: FleetEntry;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * Checks one environment file by itself, over the defaults of its folder.
 *
 * @param now As for `loadEnvironments`.
 * @param known Defaults that were read before.
 */
export function checkEnvironment(source: Source, now?: number, known?: ReadDefaults): CheckedEnvironment {
  const { file, name } = source;
  const { problems: faults, content } = readWithDefaults(source, known);
  const problems = faults.map((fault) => asOf(file, fault));
  if (!content) return { problems, warnings: [] };
  const { locate } = content;
  const place = (issue: Issue): Problem => problemAt(file, issue, locate);
  const { environment, issues } = checkSchema(content.value);
  // A value that is wrong by itself is not checked against the rest as well.
  const rules = checkRules(content.value).filter(({ path }) => !issues.some((issue) => overlap(issue.path, path)));
  problems.push(...[...issues, ...rules].map(place));
  const entry = fleetEntry(file, name, content.value, locate);
  if (!environment || problems.length > 0) return { entry, problems, warnings: [] };
  const keys = Object.keys(content.value as object);
  const sections = new Map(keys.map((key) => [key, locate([key], "key")]));
  const warnings = environmentWarnings(content.value, environment, now).map(place);
  return { environment, sections, entry, problems, warnings };
}

/**
 * Problems of a file that was right when it was loaded, which only building its stacks finds out: the file is read once
 * more for their places, since nothing of its text is held.
 */
export function problemsOf(file: string, issues: readonly Issue[]): Problem[] {
  const source = readSource(file);
  const locate = "message" in source ? undefined : readWithDefaults(source).content?.locate;
  return issues.map((issue) => problemAt(file, issue, locate));
}

function problemAt(file: string, { path, mark, code, message }: Issue, locate?: Locate): Problem {
  return asOf(file, { file, ...locate?.(path, mark), code, message });
}

/** A problem of one environment file, wherever it stands. */
function asOf(file: string, problem: Problem): Problem {
  return problem.file === file ? problem : { ...problem, of: [file] };
}

/** Whether one path leads through the other. */
function overlap(a: Path, b: Path): boolean {
  return a.slice(0, b.length).every((step, index) => step === b[index]);
}
