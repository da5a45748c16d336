import { checkFleet, fleetEntry, type FleetEntry } from "./fleet";
import { checkSchema } from "./issues";
import { type Problem, sortProblems } from "./problem";
import type { Issue, Path } from "./raw";
import { checkRules } from "./rules";
import type { Environment } from "./schema";
import { findFiles, readSource, type Source } from "./source";
import { environmentWarnings, fleetWarnings } from "./warnings";
import { parseYaml, type YamlContent } from "./yaml";

/** One environment file that is right. */
export interface NamedEnvironment {
  /** The file's name without its ending: the beginning of the stacks' ids. */
  readonly name: string;
  readonly file: string;
  readonly environment: Environment;
}

/** What environment files hold. */
export interface Loaded {
  /** The files without a problem of their own; use them only where there are no problems at all. */
  readonly environments: readonly NamedEnvironment[];
  /** Everything that is wrong with all files, by file and place. */
  readonly problems: readonly Problem[];
  /** What is allowed and may still not be meant. */
  readonly warnings: readonly Problem[];
}

/**
 * Loads environment files and finds everything that is wrong with them, in one go; never throws for what a file says.
 * A file's text and syntax tree are let go before the next one is read.
 *
 * @param from Files, and folders of which every `*.yaml` is read. @default the folder `environments`
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
    if (checked.environment) environments.push({ name: source.name, file, environment: checked.environment });
  }
  problems.push(...checkFleet(entries));
  const right = new Set(environments.map(({ file }) => file));
  for (const { entry, at, message } of fleetWarnings(entries)) {
    if (right.has(entry.file)) warnings.push({ file: entry.file, position: entry.positions[at], message });
  }
  return { environments, problems: sortProblems(problems), warnings: sortProblems(warnings) };
}

/** What one file holds. */
export interface CheckedEnvironment {
  /** Absent where the file has a problem. */
  readonly environment?: Environment;
  /** Absent where the file cannot be read. */
  readonly entry?: FleetEntry;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Checks one environment file by itself; `now` as for `loadEnvironments`. */
export function checkEnvironment({ file, name, text }: Source, now?: number): CheckedEnvironment {
  const { faults, content } = parseYaml(text);
  const problems: Problem[] = faults.map((fault) => ({ file, ...fault }));
  if (!content) return { problems, warnings: [] };
  const { environment, issues } = checkSchema(content.value);
  // What is wrong by itself is not also told how it fits the rest.
  const rules = checkRules(content.value).filter(({ path }) => !issues.some((issue) => overlap(issue.path, path)));
  problems.push(...[...issues, ...rules].map((issue) => place(file, issue, content)));
  const entry = fleetEntry(file, name, content);
  if (!environment || problems.length > 0) return { entry, problems, warnings: [] };
  const warnings = environmentWarnings(content.value, environment, now).map((issue) => place(file, issue, content));
  return { environment, entry, problems, warnings };
}

/** Whether one path leads through the other. */
function overlap(a: Path, b: Path): boolean {
  return a.slice(0, b.length).every((step, index) => step === b[index]);
}

function place(file: string, { path, at, message }: Issue, { locate }: YamlContent): Problem {
  return { file, position: locate(path, at), message };
}
