import fc from "fast-check";
import { compile, decide } from "../../policy/decide";
import type { Condition, ConditionBlock, Policy, PolicyDocument, Request } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import { pair, requests } from "../../__tests__/policy/compare/generate";
import { holdRefusal, must, ssps } from "./command";
import { edited, versions } from "./inputs/edits";
import { files, type InputFile } from "./inputs/files";
import type { Json } from "./inputs/hostile";
import { type Format, FORMATS, holdFormat } from "./formats";

/** Draws a format for each review, since to write all four of each would take four times as long. */
export const format: fc.Arbitrary<Format> = fc.constantFrom(...FORMATS);

/**
 * Reviews files, and holds what every review keeps to.
 *
 * @returns Whether they could be reviewed.
 */
export async function holdReview(args: readonly string[], files: readonly string[], format: Format): Promise<boolean> {
  const outcome = await ssps("review", ...args, "--format", format);
  if (outcome.status === 2) {
    holdRefusal(outcome, files);
    return false;
  }
  must(outcome.status === 0, `status ${outcome.status} without --fail-on`);
  holdFormat[format](outcome.out);
  return true;
}

/** Reviews a file against itself: no change at all, whatever it holds. */
export async function holdSame(file: string): Promise<void> {
  const verdict = await verdictOf(["--before", file, "--after", file]);
  must(verdict === "none", `against itself: ${verdict}`);
}

/** The verdict of files that can be reviewed. */
export async function verdictOf(args: readonly string[]): Promise<string> {
  return (JSON.parse(await reviewed(args)) as { verdict: string }).verdict;
}

async function reviewed(args: readonly string[]): Promise<string> {
  const { status, out, err } = await ssps("review", ...args, "--json");
  must(status === 0, `not reviewed: ${err}`);
  return out;
}

/** Two files to compare. */
export interface Sides {
  readonly format: Format;
  readonly before: InputFile;
  readonly after: InputFile;
}

/** Mostly two versions of one document, here and there two that have nothing in common, or that are damaged. */
export function sides(documents: fc.Arbitrary<Json>): fc.Arbitrary<Sides> {
  const text = (document: Json): string => JSON.stringify(document, null, 1);
  const file = files(edited(documents).map(text));
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(format, versions(documents)).map(([chosen, [before, after]]): Sides => ({
        format: chosen,
        before: { text: text(before) },
        after: { text: text(after) },
      })),
    },
    { weight: 1, arbitrary: fc.record({ format, before: file, after: file }) },
  );
}

/** Two versions of a principal's policy, its boundary where it has one, and what requests are made of. */
export interface Change {
  readonly conditions: boolean;
  readonly before: PolicyDocument;
  readonly after: PolicyDocument;
  readonly boundary?: PolicyDocument;
  readonly numbers: readonly number[];
}

export const change: fc.Arbitrary<Change> = fc.boolean().chain((conditions) => {
  const policies = pair({ conditions, principals: false });
  return fc
    .tuple(
      policies,
      fc.option(policies, { nil: undefined, freq: 3 }),
      fc.array(fc.nat(), { minLength: 80, maxLength: 80 }),
    )
    .map(([[before, after], limit, numbers]) => ({
      conditions,
      before: written(before),
      after: written(after),
      ...(limit && { boundary: written(limit[0]) }),
      numbers,
    }));
});

/** A verdict is never below what requests show that are decided before and after. */
export function holdVerdict(verdict: string, { conditions, before, after, boundary, numbers }: Change): void {
  const allowed = (document: PolicyDocument): ((request: Request) => boolean) => {
    const authorization = {
      identity: compile([parsePolicy(document, "p")]),
      ...(boundary && { boundary: compile([parsePolicy(boundary, "b")]) }),
    };
    return (request) => decide(authorization, request).decision === "allow";
  };
  const [was, is] = [allowed(before), allowed(after)];
  for (const request of requests({ conditions, principals: false }, numbers)) {
    const [gained, lost] = [is(request) && !was(request), was(request) && !is(request)];
    must(!gained || verdict === "widened", `${verdict}, and newly allowed: ${JSON.stringify(request)}`);
    must(!lost || verdict !== "none", `${verdict}, and no longer allowed: ${JSON.stringify(request)}`);
  }
}

/** A policy without principals as AWS writes it. */
function written({ version, statements }: Policy): PolicyDocument {
  return {
    Version: version,
    Statement: statements.map(({ effect, actions, notActions, resources, notResources, conditions }) => ({
      Effect: effect,
      ...(actions && { Action: actions }),
      ...(notActions && { NotAction: notActions }),
      ...(resources && { Resource: resources }),
      ...(notResources && { NotResource: notResources }),
      ...(conditions.length > 0 && { Condition: conditionBlock(conditions) }),
    })),
  };
}

function conditionBlock(conditions: readonly Condition[]): ConditionBlock {
  const block: Record<string, Record<string, readonly string[]>> = {};
  for (const { qualifier, operator, ifExists, key, values } of conditions) {
    const name = `${qualifier === undefined ? "" : `${qualifier}:`}${operator}${ifExists ? "IfExists" : ""}`;
    block[name] = { ...block[name], [key]: values };
  }
  return block;
}
