import { SOURCE_READ } from "./source-read";
import recorded from "./recorded.json";
import { PHASES, type AlsoCall, type TypeCalls } from "./type-calls";

/** Where the recording comes from, and how old it is. */
export const RECORDING = { source: recorded.source, date: recorded.recorded };

/** What the provider calls before it does anything. */
export const PROVIDER_CALLS: readonly string[] = recorded.provider;

const RECORDED: Readonly<Record<string, TypeCalls>> = recorded.types as Record<string, TypeCalls>;

/** The calls of a resource type, what no recording shows under `also`; undefined where nothing is known of it. */
export function callsOf(type: string): TypeCalls | undefined {
  const further = own(SOURCE_READ, type);
  const calls = own(RECORDED, type);
  if (!calls && !further) return undefined;
  return {
    ...(calls ?? { create: [], read: [], update: [], delete: [] }),
    also: [...(calls?.also ?? []), ...(further ? sourceRead(further) : []), ...(further?.also ?? [])],
  };
}

/** Calls that were read in the provider's source, each under the phases in which it is made. */
function sourceRead(calls: TypeCalls): AlsoCall[] {
  const actions = new Set(PHASES.flatMap((phase) => calls[phase]));
  return [...actions].map((action) => ({
    ...{ action, phases: PHASES.filter((phase) => calls[phase].includes(action)), evidence: "source" },
    reason: "the recording is of a provider without this type",
  }));
}

/** The calls of a data source; undefined where nothing is known of it. */
export function dataCallsOf(type: string): readonly string[] | undefined {
  return own(recorded.data as Record<string, { readonly read: readonly string[] }>, type)?.read;
}

/** The types come from a stack, and may be called anything. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
