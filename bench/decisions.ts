import { runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import {
  caseAuthorization,
  caseDocuments,
  casePolicies,
  caseRequest,
  caseSettings,
} from "../contract/cases/authorization";
import { CLAUSES } from "../contract/clauses";
import { publishedActions } from "../contract/published";
import { compile, decide } from "../policy/decide";
import type { Request } from "../policy/document";
import { parsePolicy } from "../policy/parse";

/**
 * Decides the requests of the contract's cases on the admin role over and over, and prints how many a second:
 * `decisions.js ours` or `decisions.js oracle`. `decisions.js published` prints the milliseconds for one decision of
 * each action that AWS publishes, with policies that have decided nothing before.
 */
const AS = { as: "admin" } as const;
const settings = caseSettings(AS);
const documents = caseDocuments(settings);
const requests = CLAUSES.flatMap(({ cases }) => cases)
  .filter((it) => it.as === "admin" && it.resourcePolicy === undefined && it.options === undefined)
  .map(caseRequest);

/** How long each side is asked, in milliseconds. */
const DURATION = 2000;

function ours(): number {
  const authorization = caseAuthorization(AS, settings, documents);
  return rateOf((request) => {
    decide(authorization, request);
  });
}

/** Calls in rounds over all requests until the time is over; the first round warms up. */
function rateOf(call: (request: Request) => void): number {
  requests.forEach(call);
  let calls = 0;
  const start = performance.now();
  while (performance.now() - start < DURATION) {
    requests.forEach(call);
    calls += requests.length;
  }
  return (calls * 1000) / (performance.now() - start);
}

async function oracle(): Promise<number> {
  const { identity = [] } = casePolicies(AS, settings, documents);
  const simulations = requests.map(({ principal = "", action, resource, context }): Simulation => ({
    request: {
      principal,
      action,
      resource: { resource, accountId: principal.split(":")[4] ?? "" },
      contextVariables: withoutUnknownKeys(context),
    },
    identityPolicies: identity.map((policy, i) => ({ name: `policy ${i}`, policy })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }));
  for (const simulation of simulations) await runSimulation(simulation, {});
  let calls = 0;
  const start = performance.now();
  while (performance.now() - start < DURATION) {
    for (const simulation of simulations) await runSimulation(simulation, {});
    calls += simulations.length;
  }
  return (calls * 1000) / (performance.now() - start);
}

/** The simulator throws on a tag key that its data lacks (docs/oracle.md). */
function withoutUnknownKeys(context: Request["context"]): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(context)
      .filter(([key]) => !key.startsWith("secretsmanager:ResourceTag/"))
      .map(([key, value]) => [key, typeof value === "string" ? value : [...value]]),
  );
}

async function published(): Promise<number> {
  const actions = (await publishedActions()).map(({ name }) => name);
  const { identity = [] } = casePolicies(AS, settings, documents);
  const start = performance.now();
  const policies = compile(identity.map((document, i) => parsePolicy(document, `policy ${i}`)));
  for (const action of actions) decide({ identity: policies }, { action, resource: "*", context: {} });
  return performance.now() - start;
}

async function main(): Promise<void> {
  const kind = process.argv[2];
  console.log(kind === "ours" ? ours() : kind === "oracle" ? await oracle() : await published());
}

void main();
