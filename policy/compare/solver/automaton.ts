import {
  compileArnPattern,
  compilePattern,
  ONE,
  resourceSegments,
  splitArn,
  STAR,
  textOf,
  tokenise,
  type Matcher,
  type Token,
} from "../../pattern";
import type { Budget } from "./budget";

/** How a text is read: as one piece, without regard to case, or as an ARN, whose wildcards stay within a segment. */
export type Syntax = "text" | "ignoreCase" | "arn";

/** Wildcards that do not match a colon, beside `STAR` and `ONE` of the patterns. */
const STAR_IN_SEGMENT = -3;
const ONE_IN_SEGMENT = -4;
const COLON = ":".charCodeAt(0);

/** Up to how many wildcards a text is matched directly. */
const DIRECTLY_MATCHED = 8;

/** What finding the state that follows costs where it is not known yet, in steps. */
const STATE_COST = 40;

/** Up to how many characters of a text, and of a pattern, are matched in a step. */
const [TEXT_AT_ONCE, PATTERN_AT_ONCE] = [4, 256];

/** A state of an automaton. `DEAD` accepts nothing whatever follows. */
export type State = number;
export const DEAD: State = 0;
const START: State = 1;

interface Node {
  /** Indices of the tokens that may come next; the number of tokens where the text may end. */
  readonly positions: readonly number[];
  /** Characters that this state treats unlike all others. */
  readonly distinguished: readonly number[];
  readonly next: Map<number, State>;
}

/**
 * A pattern as a deterministic automaton, whose states come into being when they are first reached. The texts that it
 * accepts are those that the matchers of `policy/pattern.ts` accept.
 */
export class Automaton {
  /** The only text that is accepted, where the pattern has no wildcard. */
  readonly text: string | undefined;

  /** What every accepted text begins with: the pattern up to its first wildcard. */
  readonly prefix: string;

  /** Whether every text that begins with `prefix` is accepted: nothing but a free `*` follows it. */
  readonly acceptsPrefix: boolean;

  /** Whether upper and lower case are the same: what `distinguished` gives is lower case then. */
  readonly fold: boolean;

  private readonly written: readonly Token[];
  private readonly tokens: readonly Token[];
  private matcher: Matcher | undefined;
  /** Empty until the start is asked for: most patterns are plain texts, which are only compared. */
  private readonly nodes: Node[] = [];
  private ids: Map<string, State> | undefined;

  /** @param budget Pays for what the automaton does. */
  constructor(
    pattern: string | readonly Token[],
    private readonly syntax: Syntax,
    private readonly budget?: Budget,
  ) {
    this.fold = syntax === "ignoreCase";
    const written = typeof pattern === "string" ? tokenise(this.fold ? pattern.toLowerCase() : pattern) : pattern;
    this.written = written;
    this.tokens = syntax === "arn" ? segmented(written) : written;
    const wildcard = this.tokens.findIndex((token) => token < 0);
    this.prefix = textOf(wildcard < 0 ? this.tokens : this.tokens.slice(0, wildcard));
    this.text = wildcard < 0 ? this.prefix : undefined;
    this.acceptsPrefix = wildcard >= 0 && wildcard === this.tokens.length - 1 && this.tokens[wildcard] === STAR;
  }

  get start(): State {
    if (!this.ids) {
      this.ids = new Map([["", DEAD]]);
      this.nodes.push({ positions: [], distinguished: [], next: new Map() });
      this.enter([0]);
    }
    return START;
  }

  /** Whether a text belongs to the language. */
  matches(text: string): boolean {
    this.budget?.charge(1);
    if (this.text !== undefined) return this.text === (this.fold ? text.toLowerCase() : text);
    this.budget?.charge(Math.ceil(text.length / TEXT_AT_ONCE) * Math.ceil(this.written.length / PATTERN_AT_ONCE));
    this.matcher ??= this.matcherOf();
    return this.matcher(text);
  }

  /** Few wildcards are matched without states, which cost more than they save. */
  private matcherOf(): Matcher {
    if (this.written.filter((token) => token < 0).length > DIRECTLY_MATCHED) return (text) => this.run(text);
    if (this.syntax === "arn") {
      const matches = compileArnPattern(this.written);
      return (text) => matches(splitArn(text));
    }
    const matches = compilePattern(this.written);
    return this.fold ? (text) => matches(text.toLowerCase()) : matches;
  }

  private run(text: string): boolean {
    let state = this.start;
    for (let i = 0; i < text.length && state !== DEAD && !this.acceptsAll(state); i++) {
      state = this.step(state, text.charCodeAt(i));
    }
    return this.accepts(state);
  }

  /** The state after one more character. */
  step(state: State, written: number): State {
    if (state === DEAD) return DEAD;
    const code = this.fold ? lowerCase(written) : written;
    const node = this.nodes[state];
    if (!node) throw new RangeError(`no state ${state}`);
    let next = node.next.get(code);
    if (next === undefined) {
      this.budget?.charge(STATE_COST + node.positions.length);
      const reached: number[] = [];
      for (const position of node.positions) {
        const token = this.tokens[position];
        if (token === STAR || (token === STAR_IN_SEGMENT && code !== COLON)) reached.push(position);
        else if (token === ONE || token === code || (token === ONE_IN_SEGMENT && code !== COLON))
          reached.push(position + 1);
      }
      next = this.enter(reached);
      node.next.set(code, next);
    }
    return next;
  }

  /** Whether the text may end here. */
  accepts(state: State): boolean {
    return this.nodes[state]?.positions.at(-1) === this.tokens.length;
  }

  /** Whether every text is accepted from here on. */
  acceptsAll(state: State): boolean {
    const [first] = this.nodes[state]?.positions ?? [];
    return first === this.tokens.length - 1 && this.tokens[first] === STAR;
  }

  /** Whether only the characters of `distinguished` lead on from here. */
  closed(state: State): boolean {
    return (this.nodes[state]?.positions ?? []).every((position) => (this.tokens[position] ?? 0) >= 0);
  }

  /** The characters that this state treats unlike all others. */
  distinguished(state: State): readonly number[] {
    return this.nodes[state]?.distinguished ?? [];
  }

  private enter(reached: readonly number[]): State {
    const positions = this.close(reached);
    const key = positions.join();
    let id = this.ids?.get(key);
    if (id === undefined) {
      id = this.nodes.length;
      const distinguished = new Set<number>();
      for (const position of positions) {
        const token = this.tokens[position];
        if (token === undefined) continue;
        if (token >= 0) distinguished.add(token);
        else if (token === STAR_IN_SEGMENT || token === ONE_IN_SEGMENT) distinguished.add(COLON);
      }
      this.nodes.push({ positions, distinguished: [...distinguished], next: new Map() });
      this.ids?.set(key, id);
    }
    return id;
  }

  /** Adds what is reached without a character: past a star. Whatever waits before a free star is covered by the star. */
  private close(reached: readonly number[]): number[] {
    const all = new Set<number>();
    let last = 0;
    for (let position of reached) {
      all.add(position);
      for (
        let token = this.tokens[position];
        token === STAR || token === STAR_IN_SEGMENT;
        token = this.tokens[position]
      ) {
        if (token === STAR) last = Math.max(last, position);
        all.add(++position);
      }
    }
    return [...all].filter((position) => position >= last).sort((a, b) => a - b);
  }
}

/** Whether what one pattern accepts and what the other accepts may begin alike. */
export function mayMeet(a: Automaton, b: Automaton): boolean {
  if (a.fold !== b.fold) return true;
  const length = Math.min(a.prefix.length, b.prefix.length);
  return a.prefix.slice(0, length) === b.prefix.slice(0, length);
}

/** A character in lower case, if that is one character as well. */
function lowerCase(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
  const lower = String.fromCharCode(code).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : code;
}

/** The tokens of an ARN pattern, the wildcards of its first five segments bound to their segment. */
function segmented(tokens: readonly Token[]): Token[] {
  const segments = resourceSegments(tokens);
  const last = segments.length - 1;
  return segments.flatMap((segment, i) => {
    const bound =
      i === last
        ? segment
        : segment.map((token) => (token === STAR ? STAR_IN_SEGMENT : token === ONE ? ONE_IN_SEGMENT : token));
    return i === 0 ? bound : [COLON, ...bound];
  });
}
