import type { StackJob } from "./stacks";

/** Entries that a matrix of GitHub's may have. Source: "Running variations of jobs in a workflow", GitHub Docs. */
export const MAX_MATRIX = 256;

/** The matrix of a GitHub workflow on one line: `strategy: { matrix: ${{ fromJSON(…) }} }`. */
export function githubMatrix(jobs: readonly StackJob[]): string {
  return JSON.stringify({ include: jobs.map(flat) });
}

/** What both pipelines take: a text or a number for every member, none absent. */
function flat({
  stack,
  folder,
  order,
  account,
  region,
  role = "",
  backend,
}: StackJob): Record<string, string | number> {
  return { stack, folder, order, account, region, role, backend };
}

/**
 * A child pipeline of GitLab's: one job for each stack, which extends the hidden job `.stack`, and waits for the jobs of
 * the stacks that it is applied after.
 *
 * @param include The file of the project that holds `.stack`.
 */
export function gitlabPipeline(jobs: readonly StackJob[], include: string): string {
  const present = new Set(jobs.map(({ stack }) => stack));
  const named = jobs.map((job): [string, object] => {
    const variables = Object.entries(flat(job)).map(([name, value]) => [
      name === "stack" ? "STACK" : `STACK_${name.toUpperCase()}`,
      String(value),
    ]);
    const needs = job.after.filter((one) => present.has(one));
    return [job.stack, { extends: ".stack", variables: Object.fromEntries(variables) as object, needs }];
  });
  // A pipeline without a job is an error.
  const nothing = { "no-stack-changes": { script: ["echo 'No stack changes.'"] } };
  const pipeline = { include: [{ local: include }], ...(named.length === 0 ? nothing : Object.fromEntries(named)) };
  return `${JSON.stringify(pipeline, null, 2)}\n`;
}
