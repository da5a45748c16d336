import type { NotCompared, ReviewInput } from "../model";
import { accessOf } from "./access";
import { notTooDeep, readJsonFile, ReviewInputError } from "./file";
import type { ReadOptions } from "./options";
import { isPlan, readPlan } from "./plan";
import { field, textOf, type Change, type Fields, type Resource } from "./resource";
import { isRead } from "./tables";
import { accessKinds } from "../types";
import { subjectOf, uncomparedOf } from "./uncompared";

/**
 * Reads plans (`terraform show -json`) into the access of everybody before and after; what several plans of one account
 * say of one principal is joined.
 *
 * @throws ReviewInputError where a file is missing, too large, cut off, no plan, or of another format version.
 */
export function readPlans(files: readonly string[], options: ReadOptions = {}): ReviewInput {
  return notTooDeep(files, () => readAll(files, options));
}

function readAll(files: readonly string[], { account }: ReadOptions): ReviewInput {
  const before: Resource[] = [];
  const after: Resource[] = [];
  const drifted: Change[] = [];
  const planned = new Map<string, string>();
  const notices: string[] = [];
  const notCompared: NotCompared[] = [];
  let withoutAccess = 0;
  for (const file of new Set(files)) {
    const value = readJsonFile(file);
    if (!isPlan(value)) {
      throw new ReviewInputError(`${file}: ${kindOf(value)}; make a plan with "terraform show -json PLAN"`);
    }
    const plan = readPlan(value, {
      file,
      ...(files.length > 1 && { source: file }),
      ...(account !== undefined && { account }),
    });
    refuseRepeated(planned, plan.before, file);
    for (const resource of plan.before) before.push(resource);
    for (const resource of plan.after) after.push(resource);
    drifted.push(plan.drift);
    notices.push(...plan.notices);
    const uncompared = uncomparedOf(plan.touched);
    notCompared.push(...uncompared.notCompared);
    withoutAccess += uncompared.withoutAccess;
    if (uncompared.others.length > 0) {
      notices.push(`${file}: resources of other providers, which are not looked at: ${uncompared.others.join(", ")}`);
    }
    for (const { resource, reason } of plan.deferred) {
      if (!isRead(resource.type) && (accessKinds(resource.type) ?? ["unknown"]).length === 0) continue;
      notCompared.push({
        subject: subjectOf([resource], resource.counterpart === undefined),
        text: `waits for a later apply (${reason}): what it gives is not compared`,
      });
    }
  }
  const drift = driftOf(drifted, before);
  return {
    ...accessOf({ before, after }),
    ...(drift && { drift: accessOf(drift) }),
    notices,
    notCompared,
    withoutAccess,
  };
}

/**
 * Two plans of one stack contradict one another: what one takes away, the other keeps.
 *
 * @param planned Objects that were planned already → the file that plans them.
 * @throws ReviewInputError where a plan holds one of them, by the same address.
 */
function refuseRepeated(planned: Map<string, string>, before: readonly Resource[], file: string): void {
  for (const { address, values, accountKey } of before) {
    const id = textOf(field(values, "arn")) ?? textOf(field(values, "id"));
    if (id === undefined) continue;
    const key = `${accountKey} ${address} ${id}`;
    const other = planned.get(key);
    if (other !== undefined && other !== file) {
      throw new ReviewInputError(
        `${file}: plans ${address} (${id}), which ${other} plans too; give one plan of each stack`,
      );
    }
    planned.set(key, file);
  }
}

/** What changed outside of Terraform, beside what did not: what others give a principal counts on both sides. */
function driftOf(drifted: readonly Change[], before: readonly Resource[]): Change | undefined {
  const then = drifted.flatMap((drift) => drift.before);
  const now = drifted.flatMap((drift) => drift.after);
  if (then.length + now.length === 0) return undefined;
  const key = ({ scope, address }: Resource): string => `${scope}#${address}`;
  const touched = new Set([...then, ...now].map(key));
  const untouched = before.filter((resource) => !touched.has(key(resource)));
  return { before: [...untouched, ...then], after: [...untouched, ...now] };
}

function kindOf(value: Fields): string {
  if (field(value, "terraform_version") !== undefined) return "a Terraform state, no plan";
  return "an object of no known kind";
}
