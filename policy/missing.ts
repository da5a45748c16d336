import type { CompiledStatement } from "./compile";
import { Context } from "./conditions";
import { decide, denies, evaluate, type Authorization } from "./decide";
import type { Request } from "./document";
import { splitArn } from "./pattern";

/**
 * The context keys that a request lacks and whose value could turn its decision: into an allow, where statements wait
 * for them or a deny holds only for want of them; into a deny, where a deny statement waits for them. Sorted, without
 * duplicates, as the policies spell them.
 *
 * Apart from `decide`, so that deciding stays fast.
 */
export function missingKeys(authorization: Authorization, request: Request): string[] {
  const context = new Context(request.context);
  const arn = splitArn(request.resource);
  const absent = (key: string): boolean => context.values(key) === undefined;
  /** The absent keys that keep a statement from applying; undefined where it does not apply whatever their values. */
  const waitsFor = (candidate: CompiledStatement): string[] | undefined => {
    if (!candidate.resource(arn, context)) return undefined;
    const unmet = candidate.conditions.filter(({ holds }) => !holds(context)).map(({ condition }) => condition.key);
    return unmet.every(absent) ? unmet : undefined;
  };
  /** The absent keys through which a deny applies: a value could end it. */
  const holdsFor = (candidate: CompiledStatement): string[] =>
    candidate.conditions.map(({ condition }) => condition.key).filter(absent);

  const policies = [authorization.identity, authorization.boundary, authorization.resource].filter(
    (compiled) => compiled !== undefined,
  );
  const hasBoundary = authorization.boundary !== undefined;
  const denying = policies.flatMap((compiled) =>
    compiled.candidates(request.action).deny.filter((candidate) => denies(candidate, request, hasBoundary)),
  );
  if (decide(authorization, request).decision === "allow")
    return sorted(denying.flatMap((deny) => waitsFor(deny) ?? []));

  const turned = evaluate(authorization, request, context, (candidate) => {
    const keys = waitsFor(candidate);
    if (candidate.statement.effect === "Allow") return keys !== undefined;
    return keys?.length === 0 && holdsFor(candidate).length === 0;
  });
  if (turned.decision !== "allow") return [];
  const allowing = policies.flatMap((compiled) => {
    const waiting = compiled
      .candidates(request.action)
      .allow.filter(({ principal }) => principal(request.principal) !== "none")
      .map(waitsFor)
      .filter((keys) => keys !== undefined);
    // A policy that allows as it is waits for nothing.
    return waiting.some((keys) => keys.length === 0) ? [] : waiting.flat();
  });
  const applying = denying.filter((deny) => waitsFor(deny)?.length === 0);
  return sorted([...allowing, ...applying.flatMap(holdsFor)]);
}

function sorted(keys: readonly string[]): string[] {
  return [...new Set(keys)].sort();
}
