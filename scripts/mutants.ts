import { Command, InvalidArgumentError } from "commander";
import { runCommand } from "../cli/run-command";
import { randomInt } from "node:crypto";
import { CLAUSES } from "../contract/clauses";
import { publishedActions } from "../contract/published";
import { countEdits, score } from "./mutants/lane";

interface Options {
  readonly all?: true;
  readonly statement?: string;
  readonly seed: number;
}

/** How many actions are added to a statement, one at a time, where not all are. */
const SAMPLE = 3;

const program = new Command("mutants")
  .description("Makes every single edit of every statement, and asks whether a case of the contract notices.")
  .option("--all", "add every published action of a statement's services, not a sample")
  .option("--statement <sid>", "only statements whose Sid begins so")
  .option("--seed <number>", "draws the sample of the run that printed it", count, randomInt(2 ** 31))
  .action(mutants);

async function mutants({ all, statement, seed }: Options): Promise<void> {
  const actions = (await publishedActions()).map(({ name }) => name);
  if (!all) console.log(`seed ${seed}, a sample of ${countEdits({ clauses: CLAUSES, actions })} edits`);
  const { edits, noticed, equal, percent } = score({
    clauses: CLAUSES,
    actions,
    ...(!all && { choose: (actions, sid) => sample(actions, sid, seed) }),
    ...(statement !== undefined && { only: statement }),
    onMissed: (words) => {
      console.log(`missed: ${words}`);
    },
  });
  console.log(`${edits} edits, ${noticed} noticed, ${equal} equal: ${percent} %`);
  process.exitCode = edits > 0 && noticed + equal === edits ? 0 : 1;
}

/** Some of a list, the same for the same statement and seed. */
function sample(list: readonly string[], sid: string, seed: number): string[] {
  let state = Array.from(sid).reduce(
    (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2147483647,
    (seed % 2147483646) + 1,
  );
  const drawn = new Set<string>();
  for (let draw = 0; draw < SAMPLE && list.length > 0; draw += 1) {
    state = (state * 48271) % 2147483647;
    drawn.add(list[state % list.length] ?? "");
  }
  return [...drawn];
}

function count(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError("a whole number is expected");
  return Number(text);
}

void runCommand(program);
