import { textOf } from "../../pattern";
import { Automaton, DEAD, mayMeet, type State, type Syntax } from "./automaton";
import { Budget } from "./budget";

/** Steps of a search that is given no budget: some tenths of a second. */
const DEFAULT_STEPS = 1_000_000;

/** A text that was looked for, or word that there is none; `proven` is false where the search was cut short. */
export type WitnessSearch = { readonly witness: string } | { readonly witness: undefined; readonly proven: boolean };

/** A pattern, or several of which one must match. */
export type Language = string | Automaton | readonly Automaton[];

/** What a text must and must not match. */
export interface LanguageQuery {
  /** Languages that the text must all belong to. */
  readonly all: readonly Language[];
  /** Patterns none of which may match. */
  readonly none: readonly (string | Automaton)[];
  /** How the patterns given as text are read. @default "text" */
  readonly syntax?: Syntax;
  /** @default DEFAULT_STEPS of its own */
  readonly budget?: Budget;
}

/**
 * Finds a shortest text that every language of `all` and none of `none` holds. Where case does not matter it is in
 * lower case.
 *
 * Patterns are automata over their own characters and "any other character", which is shown as a readable one. A
 * breadth-first search over their joint states ends with a shortest text or with the proof that there is none.
 */
export function findWitness(query: LanguageQuery): WitnessSearch {
  const { syntax = "text", budget = new Budget(DEFAULT_STEPS) } = query;
  const compile = (pattern: string | Automaton): Automaton =>
    typeof pattern === "string" ? new Automaton(pattern, syntax, budget) : pattern;
  const all = query.all.map(
    (language) =>
      (Array.isArray(language) ? language : [compile(language as string | Automaton)]) as readonly Automaton[],
  );
  if (!budget.spend(all.length * (all.length + query.none.length))) return { witness: undefined, proven: false };
  // What begins otherwise than all texts that are looked for is never met.
  const single = all.flatMap((language) => (language.length === 1 ? language : []));
  if (single.some((one, i) => single.some((other, j) => i < j && !mayMeet(one, other)))) {
    return { witness: undefined, proven: true };
  }
  const none = query.none.map(compile).filter((one) => single.every((other) => mayMeet(one, other)));

  const listed = all.find((language) =>
    language.every(({ text, fold }) => text !== undefined && !(fold && mixed(all, none))),
  );
  if (listed) {
    const found = listed.find(
      ({ text = "" }) =>
        all.every((language) => language.some((automaton) => automaton.matches(text))) &&
        !none.some((automaton) => automaton.matches(text)),
    );
    return found?.text === undefined ? { witness: undefined, proven: true } : { witness: found.text };
  }
  return new Search(all, none, budget).run();
}

function mixed(all: readonly (readonly Automaton[])[], none: readonly Automaton[]): boolean {
  const fold = all[0]?.[0]?.fold;
  const other = (automaton: Automaton): boolean => automaton.fold !== fold;
  return all.some((language) => language.some(other)) || none.some(other);
}

/** One joint state: where every automaton stands, and how the search came here. */
interface Joint {
  readonly all: readonly (readonly State[])[];
  readonly none: readonly State[];
  readonly from: Joint | undefined;
  readonly code: number;
}

/** What a transition costs beside its automata, each of which is stepped and remembered. */
const STEP_OVERHEAD = 8;

class Search {
  /** Some automata know case and others do not: upper and lower case are tried each. */
  private readonly mixed: boolean;
  private readonly size: number;

  constructor(
    private readonly all: readonly (readonly Automaton[])[],
    private readonly none: readonly Automaton[],
    private readonly budget: Budget,
  ) {
    this.mixed = mixed(all, none);
    this.size = all.flat().length + none.length;
  }

  run(): WitnessSearch {
    const seen = new Set<string>();
    let level: Joint[] = [
      {
        all: this.all.map((language) => language.map(({ start }) => start)),
        none: this.none.map(({ start }) => start),
        from: undefined,
        code: 0,
      },
    ];
    while (level.length > 0) {
      const next: Joint[] = [];
      for (const joint of level) {
        if (this.accepted(joint)) return { witness: wordOf(joint) };
        const codes = this.choices(joint);
        if (!this.budget.spend((codes.length * 2 + 1) * (this.size + STEP_OVERHEAD))) {
          return { witness: undefined, proven: false };
        }
        for (const code of codes) {
          const reached = this.step(joint, code);
          if (!reached) continue;
          const key = keyOf(reached);
          if (seen.has(key)) continue;
          seen.add(key);
          next.push(reached);
        }
      }
      level = next;
    }
    return { witness: undefined, proven: true };
  }

  private accepted(joint: Joint): boolean {
    return (
      this.all.every((language, i) => language.some((automaton, j) => automaton.accepts(joint.all[i]?.[j] ?? DEAD))) &&
      !this.none.some((automaton, i) => automaton.accepts(joint.none[i] ?? DEAD))
    );
  }

  /** The state after a character, unless no text that is looked for can follow. */
  private step(from: Joint, code: number): Joint | undefined {
    const all: State[][] = [];
    for (const [i, language] of this.all.entries()) {
      const states = language.map((automaton, j) => automaton.step(from.all[i]?.[j] ?? DEAD, code));
      if (states.every((state) => state === DEAD)) return undefined;
      all.push(states);
    }
    const none: State[] = [];
    for (const [i, automaton] of this.none.entries()) {
      const state = automaton.step(from.none[i] ?? DEAD, code);
      if (automaton.acceptsAll(state)) return undefined;
      none.push(state);
    }
    return { all, none, from, code };
  }

  /** The characters worth trying: those that some automaton distinguishes here, and one that none does. */
  private choices(joint: Joint): readonly number[] {
    const distinguished = new Set<number>();
    const add = (automaton: Automaton, state: State): void => {
      for (const code of automaton.distinguished(state)) {
        distinguished.add(code);
        if (automaton.fold && this.mixed) for (const variant of otherCase(code)) distinguished.add(variant);
      }
    };
    for (const [i, language] of this.all.entries()) {
      const states = joint.all[i] ?? [];
      if (!language.every((automaton, j) => automaton.closed(states[j] ?? DEAD))) continue;
      for (const [j, automaton] of language.entries()) add(automaton, states[j] ?? DEAD);
      return [...distinguished];
    }
    for (const [i, language] of this.all.entries()) {
      for (const [j, automaton] of language.entries()) add(automaton, joint.all[i]?.[j] ?? DEAD);
    }
    for (const [i, automaton] of this.none.entries()) add(automaton, joint.none[i] ?? DEAD);
    return [otherThan(distinguished), ...distinguished];
  }
}

/** A joint state as a text, as short as can be: millions of them are kept. */
function keyOf({ all, none }: Joint): string {
  const halves: number[] = [];
  for (const states of [...all, none]) for (const state of states) halves.push(state & 0xffff, state >>> 16);
  return String.fromCharCode(...halves);
}

/** Characters shown for "any other", the most readable first. */
const READABLE = Array.from("x0abcdefghijklmnopqrstuvwyz123456789-_./ABCDEFGHIJKLMNOPQRSTUVWXYZ", (c) =>
  c.charCodeAt(0),
);

function otherThan(distinguished: ReadonlySet<number>): number {
  const readable = READABLE.find((code) => !distinguished.has(code));
  if (readable !== undefined) return readable;
  let code = 0x100;
  while (distinguished.has(code)) code++;
  return code;
}

/** The signs of kelvin, ångström and ohm are upper case of a letter that has another upper case too. */
const SIGNS = new Map([
  [0x6b, 0x212a],
  [0xe5, 0x212b],
  [0x3c9, 0x2126],
]);

function otherCase(code: number): number[] {
  const upper = String.fromCharCode(code).toUpperCase();
  const sign = SIGNS.get(code);
  return [...(upper.length === 1 ? [upper.charCodeAt(0)] : []), ...(sign === undefined ? [] : [sign])];
}

function wordOf(end: Joint): string {
  const codes: number[] = [];
  for (let joint = end; joint.from; joint = joint.from) codes.push(joint.code);
  return textOf(codes.reverse());
}
