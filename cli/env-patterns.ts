import { Option } from "commander";
import { namePatterns } from "../config/name-pattern";

/** `--env` of a command that is for several environments: patterns separated by commas, and as often as one likes. */
export function envOption(): Option {
  return new Option(
    "--env <patterns>",
    "only environments whose names match, such as dev or 'eu-*,us-prod' (also the variable SSPS_ENV); what is wrong " +
      "with the others does not count",
  ).argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
}

/** The patterns of `--env`, or of the variable. */
export function patternsOf(flags: readonly string[] | undefined): string[] {
  return namePatterns(flags, process.env.SSPS_ENV);
}
