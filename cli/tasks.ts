import type { Command } from "commander";
import { TASKS, type Task } from "../contract/tasks";
import { KINDS } from "../contract/tasks/kinds";
import { print, printJson } from "./output";

/** Adds `ssps tasks`. */
export function register(program: Command): void {
  program
    .command("tasks")
    .summary("the everyday tasks that `ssps can --task` knows")
    .description(
      "Lists the everyday tasks, whether a person and whether jobs and notebooks may do each under the defaults, and the words in which `ssps can` takes a question.",
    )
    .option("--json", "print JSON: tasks, kinds")
    .addHelpText("after", EPILOGUE)
    .action(tasks);
}

const EPILOGUE = `
\`ssps can --task TASK --env NAME\` decides each call of a task in an environment.

Exit status: 0.

Examples:
  ssps tasks
  ssps can --task train --env dev`;

function tasks({ json }: { readonly json?: true }): void {
  if (json) {
    printJson({
      tasks: TASKS.map(({ id, title, admin, execution }) => ({ id, title, admin, execution })),
      kinds: KINDS.map(({ words, verbs }) => ({ words, verbs: Object.keys(verbs) })),
    });
    return;
  }
  const width = Math.max(...TASKS.map(({ id }) => id.length));
  print(`${"task".padEnd(width)}  person  notebook`);
  for (const { id, title, admin, execution } of TASKS) {
    print(`${id.padEnd(width)}  ${mark(admin).padEnd(6)}  ${mark(execution).padEnd(8)}  ${title}`);
  }
  print("");
  print("In words, ssps can VERB KIND NAME:");
  for (const { words, verbs } of KINDS) print(`  ${Object.keys(verbs).join(", ")}: ${words[0] ?? ""}`);
}

function mark(decision: Task["admin"]): string {
  return decision === "allow" ? "yes" : `no ${decision.clause}`;
}
