import { accountFacts, fleetEntry, type FleetEntry, type Locate } from "./fleet";
import { checkFleet } from "./fleet-rules";
import { fleetWarnings } from "./fleet-warnings";
import { checkSchema } from "./issues";
import { type Place, type Position, type Problem, sortProblems } from "./problem";
import type { Issue, Path } from "./raw";
import { checkRules } from "./rules";
import type { Environment } from "./schema";
import { findFiles, readSource, type Source } from "./source";
import { environmentWarnings } from "./warnings";
import { parseYaml } from "./yaml";

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

/**
 * Loads environment files and finds everything that is wrong with them, in one go; never throws for what a file says.
 * A file's text and syntax tree are let go before the next one is read.
 *
 * @param from Files, and folders of which every `*.yaml` is read, and of the folders in them. @default the folder `environments`
 * @param now Milliseconds since 1970, for who wants to be warned of what has expired by then; synthesis does not.
 */
export function loadEnvironments(from: string | readonly string[] = "environments", now?: number): Loaded {
  const { files, problems } = findFiles(typeof from === "string" ? [from] : from);
  const environments: NamedEnvironment[] = [];
  const warnings: Problem[] = [];
  const entries: FleetEntry[] = [];
  for (const file of files) {
    const source = readSource(file);
    if ("message" in source) {
      problems.push(source);
      continue;
    }
    const checked = checkEnvironment(source, now);
    problems.push(...checked.problems);
    warnings.push(...checked.warnings);
    if (checked.entry) entries.push(checked.entry);
    if (checked.environment) {
      const { environment, sections } = checked;
      environments.push({ name: source.name, file, environment, ...(sections && { sections }) });
    }
  }
  problems.push(...checkFleet(entries));
  const right = new Set(environments.map(({ file }) => file));
  warnings.push(...fleetWarnings(entries).filter(({ file }) => right.has(file)));
  const together = environments.map((named) => ({
    ...named,
    environment: { ...named.environment, accountFacts: accountFacts(entries, named.environment.account) },
  }));
  return { environments: together, problems: sortProblems(problems), warnings: sortProblems(warnings) };
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

/** Checks one environment file by itself; `now` as for `loadEnvironments`. */
export function checkEnvironment(source: Source, now?: number): CheckedEnvironment {
  const { file, name } = source;
  const { problems, content } = read(source);
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
  const locate = "message" in source ? undefined : read(source).content?.locate;
  return issues.map((issue) => problemAt(file, issue, locate));
}

/** What a file's text holds and where in it things stand, or what is wrong with the text. */
function read({ file, text }: Source): {
  readonly problems: Problem[];
  readonly content?: { readonly value: unknown; readonly locate: Locate };
} {
  const { faults, content } = parseYaml(text);
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const at = (position: Position): Place => ({ position, source: lines[position.line - 1] ?? "" });
  const problems = faults.map(({ position, code, message }) => ({ file, ...at(position), code, message }));
  if (!content) return { problems };
  return { problems, content: { value: content.value, locate: (path, mark) => at(content.locate(path, mark)) } };
}

function problemAt(file: string, { path, mark, code, message }: Issue, locate?: Locate): Problem {
  return { file, ...locate?.(path, mark), code, message };
}

/** Whether one path leads through the other. */
function overlap(a: Path, b: Path): boolean {
  return a.slice(0, b.length).every((step, index) => step === b[index]);
}
