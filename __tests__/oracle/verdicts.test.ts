import { fullAccessDocument } from "../../policy/managed";
import { compareIdentity } from "../../policy/compare";
import type { PolicyDocument, PolicyStatement } from "../../policy/document";
import { forAll, prepare, requests, SEED, TIMEOUT, type Prepared } from "./agree";
import type { Choices } from "./choices";
import { randomDocument } from "./policies";
import { RequestMaker } from "./requests";
import { simulate } from "./simulate";

/** Each pair of policies is asked about with several requests, each decided twice. */
const REQUESTS_PER_PAIR = 10;
const COUNT = requests(0.05);

const statementsOf = ({ Statement }: PolicyDocument): readonly PolicyStatement[] =>
  "Effect" in Statement ? [Statement] : Statement;

/** The document with one statement dropped, taken over from another, or made a deny. */
function changed(document: PolicyDocument, other: PolicyDocument, choices: Choices): PolicyDocument {
  const statements = statementsOf(document);
  const at = choices.index(statements.length);
  const kept = statements.filter((_, i) => i !== at);
  const [dropped] = statements.slice(at);
  const Statement = choices.pick([
    [...statements, choices.pick(statementsOf(other))],
    kept.length > 0 ? kept : statements,
    [
      ...kept,
      ...(dropped
        ? [{ ...dropped, Effect: dropped.Effect === "Allow" ? "Deny" : "Allow" } satisfies PolicyStatement]
        : []),
    ],
    [...kept, choices.pick(statementsOf(other))],
  ]);
  return { ...document, Statement };
}

/** No verdict on the pair may be less than what the oracle decides about a request, before and after. */
async function expectSound(before: Prepared, after: Prepared, choices: Choices): Promise<void> {
  const { verdict, differences } = compareIdentity({ identity: before.policies }, { identity: after.policies });
  const maker = await RequestMaker.near([...before.policies, ...after.policies], ["s3"]);
  const made = Array.from({ length: REQUESTS_PER_PAIR }, () => maker.make(choices));
  for (const { action, resource, context } of made) {
    const [had, has] = await Promise.all(
      [before, after].map(({ documents }) => simulate(documents, { action, resource, context })),
    );
    // The oracle leaves out keys that AWS does not send; only where it decided the very same request does it count.
    if (!had || !has || JSON.stringify(had.request) !== JSON.stringify(has.request)) continue;
    const [was, is] = [had, has].map(({ decision }) => decision === "allow");
    const shown = JSON.stringify({ verdict, request: has.request, before: before.documents, after: after.documents });
    if (!was && is && verdict !== "widened") throw new Error(`the oracle sees a widening: ${shown.slice(0, 3000)}`);
    if (was && !is && verdict === "none") throw new Error(`the oracle sees a change: ${shown.slice(0, 3000)}`);
  }
  if (verdict === "none" && differences.length > 0) throw new Error("a verdict of none with differences");
}

test.each([
  ["random policies", (choices: Choices) => randomDocument(choices), 60],
  ["AmazonSageMakerFullAccess v29", () => fullAccessDocument(), 40],
])(
  `no verdict on changes of %s is less than the oracle's, ${COUNT} requests from seed ${SEED}`,
  async (_, base, percent) => {
    const pairs = Math.max(1, Math.ceil((COUNT * percent) / 100 / REQUESTS_PER_PAIR));
    await forAll(pairs, 400, async (choices) => {
      const before = base(choices);
      const after = changed(before, randomDocument(choices), choices);
      await expectSound(prepare({ identity: [before] }), prepare({ identity: [after] }), choices);
    });
  },
  TIMEOUT,
);
