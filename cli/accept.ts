import { existsSync } from "node:fs";
import { dirname } from "node:path";
import type { Command } from "commander";
import { formatProblem } from "../config/problem";
import { readInstant } from "../config/instant";
import { describeValue } from "../config/raw";
import { YamlEditError } from "../config/yaml-edit";
import { makeFolder } from "../files/folder";
import { updateWhole, writeWhole } from "../files/write";
import { addAccepted, NEW_FILE } from "../pipeline/accepted/add";
import { acceptancesOf, NotAcceptableError, type Decision } from "../pipeline/accepted/from-review";
import { checkAccepted, readAccepted } from "../pipeline/accepted/read";
import type { WrittenAcceptance } from "../pipeline/accepted/schema";
import { readJsonFile, ReviewInputError } from "../review/read";
import { InputError, print, printable, printJson } from "./output";

interface Options {
  readonly from: string;
  readonly row: readonly string[];
  readonly by: string;
  readonly reason: string;
  readonly until?: string;
  readonly file: string;
  readonly json?: true;
}

/** Adds `ssps accept`. */
export function register(program: Command): void {
  program
    .command("accept")
    .summary("record a reviewed widening: who, why, until when")
    .description("Records that somebody looked at rows of a review and wants them: who, why, until when.")
    .requiredOption("--from <file>", "the review, as `ssps review --json` printed it")
    .requiredOption("--row <id...>", "the ids of the rows, as the review gives them")
    .requiredOption("--by <name>", "who accepts: not who proposes the change")
    .requiredOption("--reason <text>", "why")
    .option("--until <date>", "the last day on which it counts, in UTC, such as 2026-12-31 (default: for good)")
    .option("--file <file>", "the file to write", "access/accepted.yaml")
    .option("--json", "print JSON: what was recorded")
    .addHelpText("after", EPILOGUE)
    .action(accept);
}

const EPILOGUE = `
\`ssps review --accepted access/accepted.yaml\` leaves a row out of its exit status as long as what is newly possible lies
within the statements that were accepted. Rows that are not proven or unknown count only while both sides stay the same.

Exit status: 0 recorded, 2 nothing was changed.

Examples:
  ssps review plan.json --json > review.json
  ssps accept --from review.json --row 3f0c2b7a9d41 --by "Ann Example" --reason "CHG0012345: exports" --until 2026-12-31`;

function accept({ from, row, file, json, ...options }: Options): void {
  const decision = decisionOf(options, Date.now());
  const added = refusing(from, () => acceptancesOf(readJsonFile(from), row, decision));
  if (!existsSync(file)) {
    makeFolder(dirname(file));
    writeWhole(file, edited(file, NEW_FILE, added));
  } else {
    updateWhole(file, () => {
      const found = readAccepted(file);
      if ("problems" in found) throw new InputError(found.problems.map(formatProblem).join("\n"));
      return edited(file, found.text, added);
    });
  }
  if (json) printJson({ file, accepted: added });
  else
    for (const { subject } of added)
      print(printable(`${file}: accepted ${subject.kind} ${subject.name} in ${subject.account}, by ${decision.by}`));
}

/** @throws InputError where something is missing, or the time is over already. */
function decisionOf({ by, reason, until }: Pick<Options, "by" | "reason" | "until">, now: number): Decision {
  for (const [option, value] of Object.entries({ by, reason })) {
    if (value.trim() === "") throw new InputError(`--${option}: found nothing; allowed: at least one word`);
  }
  if (until === undefined) return { by, reason };
  const end = readInstant(`${until}T00:00:00Z`);
  if (end === undefined)
    throw new InputError(
      `--until: found ${describeValue(until)}; allowed: a day that the calendar has, such as 2026-12-31`,
    );
  if (now >= end + 24 * 3_600_000) throw new InputError(`--until ${until} is over already; allowed: today or later`);
  return { by, reason, until };
}

/** @throws InputError which names the review's file. */
function refusing(from: string, read: () => WrittenAcceptance[]): WrittenAcceptance[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotAcceptableError) {
      throw new InputError(`${from}${error.message.startsWith(":") ? "" : " "}${error.message}`);
    }
    throw error instanceof ReviewInputError ? new InputError(error.message) : error;
  }
}

/** @throws InputError where the review holds what is no acceptance, or the file has no place for it. */
function edited(file: string, text: string, added: readonly WrittenAcceptance[]): string {
  try {
    const result = addAccepted(text, added);
    const checked = checkAccepted(file, result);
    if ("problems" in checked) {
      throw new InputError(
        `the review holds what cannot be accepted:\n${checked.problems.map(formatProblem).join("\n")}`,
      );
    }
    return result;
  } catch (error) {
    throw error instanceof YamlEditError ? new InputError(`${file}: ${error.message}`) : error;
  }
}
