import type { Clause, PolicyKey } from "../../contract/clause";
import { compilePattern } from "../../policy/pattern";
import { caseGroups, type Group, outcomeOf, type Outcome, statementIn } from "./contract-edits";
import { editsOf, withAction, type Edit } from "./edits";

/** What became of all edits. */
export interface Score extends Readonly<Record<Outcome, number>> {
  readonly edits: number;
  /** Of 100, with one decimal, rounded down: how many of the edits some case noticed or change no decision. */
  readonly percent: number;
}

export interface Lane {
  /** Whose statements are edited, each with all cases. */
  readonly clauses: readonly Clause[];
  /** Every action that AWS publishes: `service:Name`. */
  readonly actions: readonly string[];
  /** Which of the actions that a statement of this Sid could be given are given to it, one at a time. @default all */
  readonly choose?: (actions: readonly string[], sid: string) => readonly string[];
  /** Only statements whose Sid begins so. @default all */
  readonly only?: string;
  /** Called with every edit that no case notices. */
  readonly onMissed?: (words: string) => void;
}

/** How many single edits of every statement there are. */
export function countEdits({ clauses, actions }: Pick<Lane, "clauses" | "actions">): number {
  const groups = caseGroups(clauses.flatMap(({ cases }) => cases));
  const editsIn = (document: PolicyKey, sid: string): number => {
    const holding = groups.filter((group) => statementIn(group, document, sid));
    return statementEdits(holding, document, sid, (all) => all, actions).length;
  };
  return clauses
    .flatMap(({ statements }) => statements)
    .flatMap(({ sid, documents }) => documents.map((document) => editsIn(document, sid)))
    .reduce((sum, edits) => sum + edits, 0);
}

/** Makes every single edit of every statement, in each of its documents, and asks whether a case notices. */
export function score({ clauses, actions, choose = (all) => all, only = "", onMissed }: Lane): Score {
  const groups = caseGroups(clauses.flatMap(({ cases }) => cases));
  const outcomes: Record<Outcome, number> = { noticed: 0, equal: 0, missed: 0 };
  for (const { sid, documents } of clauses.flatMap(({ statements }) => statements)) {
    if (!sid.startsWith(only)) continue;
    for (const document of documents) {
      const holding = groups.filter((group) => statementIn(group, document, sid));
      if (holding.length === 0) {
        outcomes.missed += 1;
        onMissed?.(`${sid} in ${document}: no case asks for it`);
      }
      for (const edit of statementEdits(holding, document, sid, (others) => choose(others, sid), actions)) {
        const outcome = outcomeOf(holding, document, sid, edit);
        outcomes[outcome] += 1;
        if (outcome === "missed") onMissed?.(`${sid} in ${document}: ${edit.name}`);
      }
    }
  }
  const { noticed, equal, missed } = outcomes;
  const edits = noticed + equal + missed;
  return { ...outcomes, edits, percent: edits === 0 ? 0 : Math.floor((1000 * (noticed + equal)) / edits) / 10 };
}

/** The edits of a statement, whatever the options under which the cases see it. */
function statementEdits(
  holding: readonly Group[],
  document: PolicyKey,
  sid: string,
  choose: (others: readonly string[]) => readonly string[],
  published: readonly string[],
): Edit[] {
  const edits = new Map<string, Edit>();
  const patterns = new Set<string>();
  for (const group of holding) {
    const statement = statementIn(group, document, sid);
    if (!statement) continue;
    for (const edit of editsOf(statement)) edits.set(edit.name, edit);
    for (const action of [statement.Action ?? []].flat()) patterns.add(action);
  }
  const services = new Set([...patterns].map((action) => action.split(":")[0]));
  const matchers = [...patterns].map((pattern) => compilePattern(pattern.toLowerCase()));
  const others = published.filter(
    (name) => services.has(name.split(":")[0]) && !matchers.some((matches) => matches(name.toLowerCase())),
  );
  for (const action of choose(others)) edits.set(`with ${action}`, withAction(action));
  return [...edits.values()];
}
