import { Command, InvalidArgumentError } from "commander";
import { randomInt } from "node:crypto";
import type { PolicyKey } from "../contract/clause";
import { CLAUSES } from "../contract/clauses";
import { publishedActions } from "../contract/published";
import { caseGroups, outcomeOf, statementIn, type Outcome } from "./mutants/contract-edits";
import { editsOf, withAction, type Edit } from "./mutants/edits";

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

async function mutants({ all, statement: only = "", seed }: Options): Promise<void> {
  const names = (await publishedActions()).map(({ name }) => name);
  const groups = caseGroups();
  const outcomes: Record<Outcome, number> = { noticed: 0, equal: 0, missed: 0 };
  if (!all) console.log(`seed ${seed}`);
  for (const { sid, documents } of CLAUSES.flatMap(({ statements }) => statements)) {
    if (!sid.startsWith(only)) continue;
    for (const document of documents) {
      const holding = groups.filter((group) => statementIn(group, document, sid));
      const edits = statementEdits(holding, document, sid, (others) => (all ? others : sample(others, sid, seed)));
      if (holding.length === 0) console.log(`missed: ${sid} in ${document}: no case asks for it`);
      for (const edit of edits) {
        const outcome = outcomeOf(holding, document, sid, edit);
        outcomes[outcome] += 1;
        if (outcome === "missed") console.log(`missed: ${sid} in ${document}: ${edit.name}`);
      }
      if (holding.length === 0) outcomes.missed += 1;
    }
  }

  /** The edits of a statement, whatever the options under which the cases see it. */
  function statementEdits(
    holding: ReturnType<typeof caseGroups>,
    document: PolicyKey,
    sid: string,
    choose: (others: readonly string[]) => readonly string[],
  ): Iterable<Edit> {
    const edits = new Map<string, Edit>();
    for (const group of holding) {
      const statement = statementIn(group, document, sid);
      if (!statement) continue;
      for (const edit of editsOf(statement)) edits.set(edit.name, edit);
    }
    const [first] = holding;
    const actions = [(first && statementIn(first, document, sid)?.Action) ?? []].flat();
    const services = new Set(actions.map((action) => action.split(":")[0]));
    const others = names.filter((name) => services.has(name.split(":")[0]) && !actions.includes(name));
    for (const action of choose(others)) edits.set(`with ${action}`, withAction(action));
    return edits.values();
  }

  const { noticed, equal, missed } = outcomes;
  const edits = noticed + equal + missed;
  const score = edits === 0 ? 0 : Math.floor((1000 * (noticed + equal)) / edits) / 10;
  console.log(`${edits} edits, ${noticed} noticed, ${equal} equal: ${score} %`);
  process.exitCode = missed > 0 || edits === 0 ? 1 : 0;
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

void program.parseAsync();
