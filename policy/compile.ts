import { compileCondition, type ConditionTest, type Context } from "./conditions";
import type { Condition, Policy, Request, Statement } from "./document";
import { compileArnPattern, compilePattern, type Arn, type Matcher } from "./pattern";
import { compilePrincipals, type PrincipalTest } from "./principals";
import { hasVariable, resolve } from "./variables";

/** A statement with everything that does not depend on the request worked out once. */
export interface CompiledStatement {
  readonly statement: Statement;
  /** Takes the action in lower case. */
  readonly action: Matcher;
  readonly resource: (arn: Arn, context: Context) => boolean;
  readonly conditions: readonly { readonly condition: Condition; readonly holds: ConditionTest }[];
  /** How the statement names the request's principal; "any" where it names none (identity policies). */
  readonly principal: PrincipalTest;
}

/** The statements that look at one action. */
export interface Candidates {
  readonly deny: readonly CompiledStatement[];
  readonly allow: readonly CompiledStatement[];
}

/** How many actions' candidates are kept: more than AWS publishes, and a bound for hostile input. */
const KEPT_ACTIONS = 32_768;

/**
 * Policies made ready for many decisions. Which statements look at an action is worked out at the first request for it
 * and kept, so a decision looks at a handful of statements, however many the policies hold.
 */
export class CompiledPolicies {
  readonly statements: readonly CompiledStatement[];
  private readonly kept = new Map<string, Candidates>();

  constructor(policies: readonly Policy[]) {
    this.statements = policies.flatMap((policy) => policy.statements.map(compileStatement));
  }

  /** @param action `service:Name`, in any case. */
  candidates(action: Request["action"]): Candidates {
    const kept = this.kept.get(action);
    if (kept) return kept;
    const lower = action.toLowerCase();
    const found = this.statements.filter((statement) => statement.action(lower));
    const candidates = {
      deny: found.filter(({ statement }) => statement.effect === "Deny"),
      allow: found.filter(({ statement }) => statement.effect === "Allow"),
    };
    if (this.kept.size >= KEPT_ACTIONS) this.kept.clear();
    this.kept.set(action, candidates);
    return candidates;
  }
}

/** Makes policies ready for `decide`. */
export function compile(policies: readonly Policy[]): CompiledPolicies {
  return new CompiledPolicies(policies);
}

/** A comparison asks two sides, which share most of their statements. */
const compiled = new WeakMap<Statement, CompiledStatement>();

function compileStatement(statement: Statement): CompiledStatement {
  let known = compiled.get(statement);
  if (!known) {
    known = compileAnew(statement);
    compiled.set(statement, known);
  }
  return known;
}

function compileAnew(statement: Statement): CompiledStatement {
  return {
    statement,
    action: compileActions(statement),
    resource: whenAsked(() => compileResources(statement)),
    conditions: statement.conditions.map((condition) => ({
      condition,
      holds: compileCondition(condition, statement.version),
    })),
    principal: compilePrincipals(statement),
  };
}

/** Resources are compiled when a request first comes that far: of a role's statements few do for one request. */
function whenAsked(make: () => CompiledStatement["resource"]): CompiledStatement["resource"] {
  let made: CompiledStatement["resource"] | undefined;
  return (arn, context) => (made ??= make())(arn, context);
}

function compileActions({ actions, notActions }: Statement): Matcher {
  const lower = (actions ?? notActions ?? []).map((pattern) => pattern.toLowerCase());
  const names = new Set(lower.filter((pattern) => !/[*?]/.test(pattern)));
  const patterns = lower.filter((pattern) => !names.has(pattern)).map((pattern) => compilePattern(pattern));
  const listed: Matcher = (action) => names.has(action) || patterns.some((matches) => matches(action));
  return actions ? listed : (action) => !listed(action);
}

function compileResources(statement: Statement): CompiledStatement["resource"] {
  const { resources, notResources, version } = statement;
  const patterns = resources ?? notResources;
  // Trust policies have no Resource: the role that holds them is meant.
  if (!patterns) return () => true;
  const fixed = patterns
    .filter((pattern) => !hasVariable(pattern, version))
    .map((pattern) => compileArnPattern(pattern));
  const perRequest = patterns.filter((pattern) => hasVariable(pattern, version));
  const listed = (arn: Arn, context: Context): boolean => {
    for (const matches of fixed) if (matches(arn)) return true;
    return perRequest.some((pattern) => {
      const tokens = resolve(pattern, context.variable);
      return tokens !== undefined && compileArnPattern(tokens)(arn);
    });
  };
  return resources ? listed : (arn, context) => !listed(arn, context);
}
