import { Automaton, DEAD, type State, type Syntax } from "./language-automaton";
import { textOf } from "./pattern";

export { Automaton, type Syntax } from "./language-automaton";

/** What a search may cost, in steps of an automaton. One budget may serve many searches. */
export interface Budget {
  steps: number;
}

/** Steps of a search that is given no budget: some tenths of a second. */
export const DEFAULT_STEPS = 1_000_000;

/** A text that was looked for, or word that there is none; `proven` is false where the search was cut short. */
export type WitnessSearch = { readonly witness: string } | { readonly witness: undefined; readonly proven: boolean };

/** What a text must and must not match. */
export interface LanguageQuery {
  /** Patterns that must all match. */
  readonly all: readonly (string | Automaton)[];
  /** Patterns none of which may match. */
  readonly none: readonly (string | Automaton)[];
  /** How the patterns given as text are read. @default "text" */
  readonly syntax?: Syntax;
  /** @default DEFAULT_STEPS of its own */
  readonly budget?: Budget;
}

/**
 * Finds a shortest text that every pattern of `all` and none of `none` matches. With `ignoreCase` it is lower case.
 *
 * Patterns are automata over their own characters and "any other character", which is shown as a readable one. A
 * breadth-first search over their joint states ends with a shortest text or with the proof that there is none.
 */
export function findWitness(query: LanguageQuery): WitnessSearch {
  const { syntax = "text", budget = { steps: DEFAULT_STEPS } } = query;
  const compile = (pattern: string | Automaton): Automaton =>
    typeof pattern === "string" ? new Automaton(pattern, syntax) : pattern;
  const all = query.all.map(compile);
  const none = query.none.map(compile);

  const only = all.find(({ text }) => text !== undefined)?.text;
  if (only !== undefined) {
    const found =
      all.every((automaton) => automaton.matches(only)) && !none.some((automaton) => automaton.matches(only));
    return found ? { witness: only } : { witness: undefined, proven: true };
  }
  return search(all, none, budget);
}

/**
 * Whether every text of pattern `a` is matched by one of `bs`; `undefined` where that was too costly to decide.
 */
export function containedIn(a: string, bs: readonly string[], syntax: Syntax = "text"): boolean | undefined {
  if (bs.includes(a)) return true;
  const found = findWitness({ all: [a], none: bs, syntax });
  if (found.witness !== undefined) return false;
  return found.proven ? true : undefined;
}

/** Whether some text is matched by both patterns; `undefined` where that was too costly to decide. */
export function intersects(a: string, b: string, syntax: Syntax = "text"): boolean | undefined {
  const found = findWitness({ all: [a, b], none: [], syntax });
  if (found.witness !== undefined) return true;
  return found.proven ? false : undefined;
}

/** One joint state: where every automaton stands, and how the search came here. */
interface Joint {
  readonly all: readonly State[];
  readonly none: readonly State[];
  readonly from: Joint | undefined;
  readonly code: number;
}

function search(all: readonly Automaton[], none: readonly Automaton[], budget: Budget): WitnessSearch {
  const start: Joint = {
    all: all.map((automaton) => automaton.start),
    none: none.map((automaton) => automaton.start),
    from: undefined,
    code: 0,
  };
  const seen = new Set<string>();
  let level: Joint[] = [start];
  while (level.length > 0) {
    const next: Joint[] = [];
    for (const joint of level) {
      if (accepted(all, none, joint)) return { witness: wordOf(joint) };
      const codes = choices(all, none, joint);
      budget.steps -= codes.length * (all.length + none.length) + 1;
      if (budget.steps < 0) return { witness: undefined, proven: false };
      for (const code of codes) {
        const reached = step(all, none, joint, code);
        if (!reached) continue;
        const key = `${reached.all.join()}/${reached.none.join()}`;
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(reached);
      }
    }
    level = next;
  }
  return { witness: undefined, proven: true };
}

function accepted(all: readonly Automaton[], none: readonly Automaton[], joint: Joint): boolean {
  return (
    all.every((automaton, i) => automaton.accepts(joint.all[i] ?? DEAD)) &&
    !none.some((automaton, i) => automaton.accepts(joint.none[i] ?? DEAD))
  );
}

/** The state after a character, unless no text that is looked for can follow. */
function step(all: readonly Automaton[], none: readonly Automaton[], from: Joint, code: number): Joint | undefined {
  const states: State[] = [];
  for (const [i, automaton] of all.entries()) {
    const state = automaton.step(from.all[i] ?? DEAD, code);
    if (state === DEAD) return undefined;
    states.push(state);
  }
  const forbidden: State[] = [];
  for (const [i, automaton] of none.entries()) {
    const state = automaton.step(from.none[i] ?? DEAD, code);
    if (automaton.acceptsAll(state)) return undefined;
    forbidden.push(state);
  }
  return { all: states, none: forbidden, from, code };
}

/** Characters shown for "any other", the most readable first. */
const READABLE = Array.from("x0abcdefghijklmnopqrstuvwyz123456789-_./ABCDEFGHIJKLMNOPQRSTUVWXYZ", (c) =>
  c.charCodeAt(0),
);

/** The characters worth trying: those that some automaton tells apart here, and one that none does. */
function choices(all: readonly Automaton[], none: readonly Automaton[], joint: Joint): readonly number[] {
  for (const [i, automaton] of all.entries()) {
    const state = joint.all[i] ?? DEAD;
    if (automaton.closed(state)) return automaton.told(state);
  }
  const told = new Set<number>();
  for (const [i, automaton] of all.entries()) for (const code of automaton.told(joint.all[i] ?? DEAD)) told.add(code);
  for (const [i, automaton] of none.entries()) for (const code of automaton.told(joint.none[i] ?? DEAD)) told.add(code);
  return [other(told), ...told];
}

function other(told: ReadonlySet<number>): number {
  const readable = READABLE.find((code) => !told.has(code));
  if (readable !== undefined) return readable;
  let code = 0x100;
  while (told.has(code)) code++;
  return code;
}

function wordOf(end: Joint): string {
  const codes: number[] = [];
  for (let joint = end; joint.from; joint = joint.from) codes.push(joint.code);
  return textOf(codes.reverse());
}
