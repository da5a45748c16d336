import type { Policy } from "../../policy/document";
import type { OpaquePolicy } from "../model";
import { sourceOf } from "../policy-text";

/** One of several texts under one name, or why there is none. */
interface Text {
  readonly policy?: Policy;
  readonly opaque?: OpaquePolicy;
}

/**
 * What several resources write under one name: which of them is in force in the end, nobody can say. Each may be, so all
 * that they say is compared besides.
 */
export function contested(name: string, by: readonly Text[]): OpaquePolicy {
  const policies = by.flatMap(({ policy, opaque }) => policy ?? opaque?.literal ?? []);
  const [first] = policies;
  const isOneVersion = policies.every(({ version }) => version === first?.version);
  return {
    name: `${name}, which several resources write`,
    unknown: true,
    contested: true,
    expression: JSON.stringify(distinctTexts(by).map(textOf).sort()),
    ...(first && isOneVersion && { literal: merged(policies, first) }),
  };
}

/** Each text once. */
export function distinctTexts<T extends Text>(texts: readonly T[]): T[] {
  return [...new Map(texts.map((one) => [textOf(one), one])).values()];
}

function textOf({ policy, opaque }: Text): string {
  return policy ? sourceOf(policy) : JSON.stringify(opaque);
}

function merged(policies: readonly Policy[], { name, version }: Policy): Policy {
  return { name, version, statements: policies.flatMap(({ statements }) => statements) };
}
