import { SOURCE_READ } from "./source-read";
import recorded from "./recorded.json";
import type { Evidence, TypeCalls } from "./type-calls";

/** Where the recording comes from, and how old it is. */
export const RECORDING = { source: recorded.source, date: recorded.recorded };

/** What the provider calls before it does anything. */
export const PROVIDER_CALLS: readonly string[] = recorded.provider;

const RECORDED: Readonly<Record<string, TypeCalls>> = recorded.types as Record<string, TypeCalls>;

/** The calls of a resource type; undefined where nothing is known of it. */
export function callsOf(type: string): { readonly calls: TypeCalls; readonly evidence: Evidence } | undefined {
  const further = own(SOURCE_READ, type);
  const calls = own(RECORDED, type);
  if (!calls) return further && { calls: further, evidence: "source" };
  return { calls: { ...calls, also: [...(calls.also ?? []), ...(further?.also ?? [])] }, evidence: "recorded" };
}

/** The calls of a data source; undefined where nothing is known of it. */
export function dataCallsOf(type: string): readonly string[] | undefined {
  return own(recorded.data as Record<string, { readonly read: readonly string[] }>, type)?.read;
}

/** The types come from a stack, and may be called anything. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
