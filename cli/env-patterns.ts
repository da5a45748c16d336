import { Option } from "commander";
import { namePatterns } from "../config/name-pattern";
import { InputError } from "./output";

/** `--env` of a command that is for several environments: patterns separated by commas, and as often as one likes. */
export function envOption(): Option {
  return new Option(
    "--env <patterns>",
    "only environments whose names match, such as dev or 'eu-*,us-prod' (also the variable SSPS_ENV); what is wrong " +
      "with the others does not count",
  ).argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
}

/**
 * The patterns of `--env`, or of the variable.
 *
 * @throws InputError where one is given and holds none: a pipeline whose own variable is empty would take every environment.
 */
export function patternsOf(flags: readonly string[] | undefined): string[] {
  const variable = process.env.SSPS_ENV;
  const patterns = namePatterns(flags, variable);
  const given = flags ? "--env" : variable ? "SSPS_ENV" : undefined;
  if (given !== undefined && patterns.length === 0) {
    throw new InputError(
      `${given}: found no name; allowed: names or patterns such as dev or 'eu-*,us-prod', or leave it out for all`,
    );
  }
  return patterns;
}
