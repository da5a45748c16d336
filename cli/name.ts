import { Argument, type Command } from "commander";
import { RESERVED_PREFIXES } from "../aws/names";
import { checkName, conventionOf, NAMING, type NameKind } from "../config/naming";
import { CLAUSES } from "../contract/clauses";
import { ExitStatus, paint, print, printable, printJson } from "./output";

interface Options {
  readonly json?: boolean;
  readonly reserved: string[];
}

/** Adds `ssps name`. */
export function register(program: Command): void {
  program
    .command("name")
    .summary("does a name follow the convention?")
    .description("Says whether a name follows the page's convention and AWS's own rules, and under which clause.")
    .addArgument(new Argument("<kind>", "what is named").choices(Object.keys(NAMING)))
    .argument("<name>", "the name")
    .option("--reserved <prefix...>", "beginnings of bucket names that nobody may use", [...RESERVED_PREFIXES])
    .option("--json", "print the verdict as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  ssps name bucket acme-data\n\nExit status: 0 the name will do, 1 it will not, 2 the kind is unknown.",
    )
    .action(name);
}

function name(kind: NameKind, wanted: string, { json, reserved }: Options): void {
  const { label, clause } = NAMING[kind];
  const { problems, suggestion } = checkName(kind, wanted, reserved);
  const says = CLAUSES.find(({ id }) => id === clause)?.quote;
  process.exitCode = problems.length === 0 ? ExitStatus.fine : ExitStatus.finding;
  if (json) {
    printJson({
      ok: problems.length === 0,
      kind,
      name: wanted,
      clause,
      says,
      problems,
      suggestion: suggestion ?? null,
    });
    return;
  }
  const shown = printable(wanted);
  if (problems.length === 0) {
    print(`${paint("yes", "green")}: ${label} ${shown} (clause ${clause}: names that ${conventionOf(kind)})`);
    return;
  }
  print(`${paint("no", "red")}: ${label} ${shown}`);
  for (const problem of problems) print(`  ${problem}`);
  if (says) print(`  clause ${clause}: "${says}"`);
  if (suggestion !== undefined) print(`  try: ${suggestion}`);
}
