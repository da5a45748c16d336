import type { CompiledStatement } from "../policy/compile";
import { Context } from "../policy/conditions";
import type { Condition, Request } from "../policy/document";
import { splitArn } from "../policy/pattern";
import type { Answer } from "./answer";

/** Statements that take the resource before those that do not. */
export function nearestFirst(statements: readonly CompiledStatement[], request: Request): CompiledStatement[] {
  const [arn, context] = [splitArn(request.resource), new Context(request.context)];
  const takes = ({ resource }: CompiledStatement): boolean => resource(arn, context);
  return [...statements.filter(takes), ...statements.filter((statement) => !takes(statement))];
}

/**
 * What would have to be otherwise: values of the keys that are missing; where none is, the context for the nearest
 * statement to allow, or else the resource.
 *
 * @param nearest The statement that comes nearest to allowing; undefined where the request is not denied for want of one.
 * @param waiting Statements that may wait for the missing keys, the nearest first.
 */
export function whatWouldTurn(
  nearest: CompiledStatement | undefined,
  waiting: readonly CompiledStatement[],
  missing: readonly string[],
  request: Request,
): Pick<Answer, "wants" | "allowed"> {
  const context = new Context(request.context);
  const takes = nearest?.resource(splitArn(request.resource), context) === true;
  if (missing.length > 0) {
    const conditions = waiting.flatMap(({ statement }) => statement.conditions);
    return { wants: shown(conditions.filter(({ key }) => missing.includes(key))), allowed: [] };
  }
  if (!nearest) return { wants: [], allowed: [] };
  if (!takes) return { wants: [], allowed: nearest.statement.resources ?? [] };
  const unmet = nearest.conditions.filter(({ holds }) => !holds(context)).map(({ condition }) => condition);
  return { wants: shown(unmet), allowed: [] };
}

/** Each condition once. */
function shown(conditions: readonly Condition[]): Answer["wants"] {
  const texts = new Map(
    conditions.map(({ key, operator, values }) => [JSON.stringify([key, operator, values]), { key, operator, values }]),
  );
  return [...texts.values()];
}
