import fc from "fast-check";
import { compile, decide, type Authorization } from "../../policy/decide";
import type { Policy, PolicyDocument, Request } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import { Choices } from "./choices";
import { PRINCIPAL, simulate, type Documents } from "./simulate";

/** Requests of a whole run over all lanes: `npm run test:full` sets 100,000. */
const TOTAL = Number(process.env.ORACLE_REQUESTS ?? 2000);

/** Where the generators start: the same every time unless asked otherwise. */
export const SEED = Number(process.env.ORACLE_SEED ?? 1);

/** Milliseconds that a lane of the full run may take on a busy machine. */
export const TIMEOUT = 900_000;

/** How many requests a lane makes that carries `share` of the run. */
export const requests = (share: number): number => Math.ceil(TOTAL * share);

/** Documents made ready for both sides. */
export interface Prepared {
  readonly documents: Documents;
  readonly policies: readonly Policy[];
  readonly authorization: Authorization;
}

export function prepare(documents: Documents): Prepared {
  const parse = (list: readonly (PolicyDocument | undefined)[]): Policy[] =>
    list.flatMap((document, i) => (document ? parsePolicy(document, `policy ${i}`) : []));
  const [identity, boundary, resource] = [documents.identity, [documents.boundary], [documents.resource]].map(parse);
  return {
    documents,
    policies: [identity, boundary, resource].flatMap((list) => list ?? []),
    authorization: {
      identity: compile(identity ?? []),
      ...(boundary?.length && { boundary: compile(boundary) }),
      ...(resource?.length && { resource: compile(resource) }),
      ...(documents.resourceAccount && { resourceAccount: documents.resourceAccount }),
    },
  };
}

/** Fails, with both answers, where `decide` and the oracle disagree. */
export async function expectAgreement({ documents, policies, authorization }: Prepared, asked: Request): Promise<void> {
  const verdict = await simulate(documents, asked);
  if (!verdict || hasUnresolvedNegation(policies, verdict.request)) return;
  const ours = decide(authorization, { principal: PRINCIPAL, ...verdict.request });
  if (ours.decision !== verdict.decision) {
    const policy = JSON.stringify(documents).slice(0, 2000);
    throw new Error(
      `ours: ${ours.decision}, oracle: ${verdict.decision}, on ${JSON.stringify(verdict.request)} with ${policy}`,
    );
  }
}

/**
 * Whether a policy variable without a value stands in a negated condition or in NotResource. AWS: negated operators "do
 * match against a null value", and such a resource "will not match any resource". The oracle drops the statement instead.
 *
 * Source: "Policy variables with no value", IAM User Guide; see docs/oracle.md.
 */
function hasUnresolvedNegation(policies: readonly Policy[], { context }: Request): boolean {
  const keys = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  const unresolved = (text: string): boolean =>
    [...text.matchAll(/\$\{([^{},]*\w)\}/g)].some(([, name = ""]) => !keys.has(name.toLowerCase()));
  return policies
    .flatMap(({ statements }) => statements)
    .filter(({ version }) => version === "2012-10-17")
    .some(({ notResources = [], conditions }) => {
      const negated = conditions.filter(({ operator }) => operator.includes("Not")).flatMap(({ values }) => values);
      return [...notResources, ...negated].some(unresolved);
    });
}

/** Runs a generator `runs` times from the seed; a failure is shrunk and shown with its seed. */
export async function forAll(
  runs: number,
  length: number,
  property: (choices: Choices) => Promise<void>,
): Promise<void> {
  const numbers = fc.array(fc.nat({ max: 9999 }), { minLength: length, maxLength: length });
  await fc.assert(
    fc.asyncProperty(numbers, (list) => property(new Choices(list))),
    { seed: SEED, numRuns: runs },
  );
}
