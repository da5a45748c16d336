import type { CompiledStatement } from "../../policy/compile";
import { Context } from "../../policy/conditions";
import type { Condition, Request } from "../../policy/document";
import type { Steps } from "./steps";
import { isAllowed } from "./allowed";

/** The time of a request has an option of its own. */
const TIME = "aws:currenttime";
const isTime = (key: string): boolean => key.toLowerCase() === TIME;

/** With which values of condition keys the request is allowed: one key if that is enough. */
export const contextSteps: Steps = (roleRequest, { wants }) => {
  const contexts = [...wants.map((condition) => contextOf([condition])), contextOf(wants)];
  const context = contexts.find((one) => isAllowed(roleRequest, { context: one }));
  return context ? [stepOf(context)] : [];
};

function stepOf(context: Request["context"]): string {
  const pairs = Object.entries(context).map(([key, value]) => [key, String(value)] as const);
  const words = pairs.map(([key, value]) => (isTime(key) ? `at ${value}` : `where ${key} is ${value}`));
  const options = pairs.map(([key, value]) => (isTime(key) ? `--at ${value}` : `--context ${key}=${value}`));
  return `it is allowed ${words.join(" and ")}: ${options.join(" ")}`;
}

/** What says who asks: nobody becomes another by asking otherwise. */
const WHO = /^aws:principal/i;

/** A value that meets each condition, the first that it takes; what a wildcard stands for is any text. */
function contextOf(conditions: readonly Pick<Condition, "key" | "operator" | "values">[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { key, operator, values: accepted } of conditions) {
    const [first] = accepted;
    if (operator !== "Null" && !WHO.test(key) && first !== undefined && !Object.hasOwn(values, key))
      values[key] = first.replaceAll("*", "any");
  }
  return values;
}

/** A context in which statements of an action apply, for each that waits for something. */
export function contextsFor(statements: readonly CompiledStatement[], request: Request): Record<string, string>[] {
  const context = new Context(request.context);
  return statements.map(({ conditions }) =>
    contextOf(conditions.filter(({ holds }) => !holds(context)).map(({ condition }) => condition)),
  );
}
