import type { PolicyVersion } from "../../document";
import {
  ARN_SEGMENTS,
  compilePattern,
  literal,
  ONE,
  patternSegments,
  STAR,
  textOf,
  tokenise,
  type Token,
} from "../../pattern";
import { hasVariable, resolve, type Lookup } from "../../variables";
import { Automaton, mayMeet, type Syntax } from "./automaton";
import type { Budget } from "./budget";
import { findWitness } from "./wildcard-search";

/** One pattern of a list: of actions, of resources, of a condition's values. */
export interface Pattern {
  /** As the policy writes it. */
  readonly written: string;
  /** What it matches; with a policy variable: what it matches at most, with any value of the variable. */
  readonly automaton: Automaton;
  readonly variable: Variable | undefined;
}

/** What is known of a pattern whose matches depend on the request, through a policy variable. */
interface Variable {
  /** The pattern with its variables in one spelling: equal texts match alike in every request. */
  readonly text: string;
  /** The pattern with a stand-in for each variable, where containment of these proves containment for every value. */
  readonly symbolic: Automaton | undefined;
}

/** What a pattern is compared with: an action, a resource's ARN, or a condition key's value in one of four ways. */
export type PatternKind = "action" | "resource" | "like" | "equals" | "equalsIgnoreCase" | "arn";

const SYNTAX: Readonly<Record<PatternKind, Syntax>> = {
  action: "ignoreCase",
  resource: "arn",
  like: "text",
  equals: "text",
  equalsIgnoreCase: "ignoreCase",
  arn: "arn",
};

/** Stand-ins for variables are taken from Unicode's private use area; patterns that use it have none. */
const FIRST_STAND_IN = 0xe000;
const PRIVATE_USE = /[\ue000-\uf8ff]/;

/** What comparing two patterns costs beside the search for a text, in steps. */
const CONTAINS_COST = 4;

/** Compiles each pattern once for all the statements of a comparison. */
export class Patterns {
  private readonly made = new Map<string, Pattern | undefined>();
  private readonly standIns = new Map<string, Token>();
  private readonly filledIn = new Map<string, Patterns>();
  private readonly contained = new Map<Automaton, Map<Automaton, boolean>>();

  /** @param bindings Values of the policy variables: where they are given, no pattern keeps a variable. */
  constructor(
    readonly budget: Budget,
    private readonly bindings?: Lookup,
  ) {}

  /** The same patterns with values for policy variables, by their key in lower case; any other has no value. */
  bound(values: ReadonlyMap<string, readonly string[]>): Patterns {
    const key = JSON.stringify([...values]);
    const patterns = this.filledIn.get(key) ?? new Patterns(this.budget, (name) => values.get(name.toLowerCase())?.[0]);
    this.filledIn.set(key, patterns);
    return patterns;
  }

  /** Undefined where the pattern matches nothing: a variable in it has no value, or it is no ARN. */
  compile(written: string, kind: PatternKind, version: PolicyVersion): Pattern | undefined {
    const variable = kind !== "action" && hasVariable(written, version);
    const key = `${kind}${variable ? "$" : ""} ${written}`;
    if (!this.made.has(key)) {
      this.made.set(
        key,
        variable ? this.withVariables(written, kind) : fixed(written, read(written, kind), kind, this.budget),
      );
    }
    return this.made.get(key);
  }

  /** Whether one pattern matches what the other does, in every request; false also where that is not known. */
  contains(outer: Pattern, inner: Pattern): boolean {
    this.budget.charge(CONTAINS_COST);
    if (outer === inner || outer.variable?.text === (inner.variable?.text ?? "")) return true;
    if (outer.variable) return this.languageContains(outer.variable.symbolic, inner.variable?.symbolic);
    if (inner.automaton.text !== undefined) return outer.automaton.matches(inner.automaton.text);
    // One text that only the inner pattern matches says so at little cost.
    const example = inner.written.replaceAll("*", "x").replaceAll("?", "x");
    if (!outer.automaton.matches(example) && inner.automaton.matches(example)) return false;
    return this.languageContains(outer.automaton, inner.automaton);
  }

  private languageContains(outer: Automaton | undefined, inner: Automaton | undefined): boolean {
    if (!outer || !inner || !mayMeet(outer, inner)) return false;
    if (outer.acceptsPrefix && outer.fold === inner.fold && inner.prefix.startsWith(outer.prefix)) return true;
    const known = this.contained.get(outer) ?? new Map<Automaton, boolean>();
    this.contained.set(outer, known);
    let contains = known.get(inner);
    if (contains === undefined) {
      const found = findWitness({ all: [inner], none: [outer], budget: this.budget });
      contains = found.witness === undefined && found.proven;
      known.set(inner, contains);
    }
    return contains;
  }

  private withVariables(written: string, kind: PatternKind): Pattern | undefined {
    const pieces = takeApart(written);
    if (this.bindings || !pieces.some(isVariable)) {
      const tokens = resolve(written, this.bindings ?? (() => undefined));
      return (
        tokens && fixed(written, WILDCARDS.has(kind) ? tokens : literal(cased(textOf(tokens), kind)), kind, this.budget)
      );
    }
    const syntax = SYNTAX[kind];
    const tokens = (variable: (name: string) => Token): Token[] =>
      pieces.flatMap((piece) => {
        if (isVariable(piece)) return [variable(piece.variable)];
        return piece.escaped ? literal(piece.text) : read(piece.text, kind);
      });
    const upper = tokens(() => STAR);
    // A value may hold colons: only in the last segment of an ARN do the other segments stay where they are.
    const before = upper.slice(0, tokens(() => VARIABLE).indexOf(VARIABLE));
    const shifts = syntax === "arn" && patternSegments(before).length < ARN_SEGMENTS;
    // `?` is one character and a value any number of them, so a stand-in says nothing about it.
    const comparable = !shifts && !PRIVATE_USE.test(written) && !upper.includes(ONE);
    return {
      written,
      automaton: shifts
        ? new Automaton([...before, STAR], "text", this.budget)
        : new Automaton(upper, syntax, this.budget),
      variable: {
        text: `${kind} ${JSON.stringify(pieces)}`,
        symbolic: comparable
          ? new Automaton(
              tokens((name) => this.standIn(name)),
              syntax,
              this.budget,
            )
          : undefined,
      },
    };
  }

  private standIn(variable: string): Token {
    let token = this.standIns.get(variable);
    if (token === undefined) {
      token = FIRST_STAND_IN + this.standIns.size;
      this.standIns.set(variable, token);
    }
    return token;
  }
}

/** No token of a pattern: marks the place of a variable. */
const VARIABLE: Token = -100;

/** The kinds in whose patterns `*` and `?` are wildcards. */
const WILDCARDS: ReadonlySet<PatternKind> = new Set(["action", "resource", "like", "arn"]);

function cased(text: string, kind: PatternKind): string {
  return SYNTAX[kind] === "ignoreCase" ? text.toLowerCase() : text;
}

function read(text: string, kind: PatternKind): Token[] {
  return WILDCARDS.has(kind) ? tokenise(cased(text, kind)) : literal(cased(text, kind));
}

function fixed(written: string, tokens: readonly Token[], kind: PatternKind, budget: Budget): Pattern | undefined {
  const comparable = kind === "arn" ? arnTokens(tokens) : tokens;
  return comparable && { written, automaton: new Automaton(comparable, SYNTAX[kind], budget), variable: undefined };
}

/** The ARNs that a value of `ArnLike` matches: it must have all segments, or be `*`, and what is no ARN never matches. */
function arnTokens(tokens: readonly Token[]): readonly Token[] | undefined {
  if (tokens.length === 1 && tokens[0] === STAR) return tokenise("arn:*:*:*:*:*");
  const [first = [], ...others] = patternSegments(tokens);
  if (others.length < ARN_SEGMENTS - 1 || !compilePattern(first)("arn")) return undefined;
  return [...literal("arn"), ...tokens.slice(first.length)];
}

type Piece = { readonly text: string; readonly escaped: boolean } | { readonly variable: string };

function isVariable(piece: Piece): piece is { readonly variable: string } {
  return "variable" in piece;
}

/** A pattern at its policy variables; the escapes `${*}`, `${?}` and `${$}` are text. */
function takeApart(pattern: string): Piece[] {
  return pattern.split(/(\$\{[^{}]*\})/).map((piece, i): Piece => {
    if (i % 2 === 0) return { text: piece, escaped: false };
    const name = piece.slice(2, -1);
    if (name === "*" || name === "?" || name === "$") return { text: name, escaped: true };
    // The key is known in any case, the default value is text.
    const key = (name.split(",")[0] ?? "").trim().toLowerCase();
    return { variable: `${key}${name.includes(",") ? name.slice(name.indexOf(",")) : ""}` };
  });
}

/** The keys of the policy variables in a pattern, in lower case. */
export function variablesOf(pattern: string, version: PolicyVersion): string[] {
  if (!hasVariable(pattern, version)) return [];
  return takeApart(pattern).flatMap((piece) => (isVariable(piece) ? [piece.variable.split(",")[0]?.trim() ?? ""] : []));
}
