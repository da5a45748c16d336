import { expectAgreement, forAll, prepare, requests, SEED, TIMEOUT } from "./agree";
import { randomDocument } from "./policies";
import { RequestMaker } from "./requests";

/** Each set of random policies is asked several times. */
const REQUESTS_PER_POLICY = 10;
const COUNT = requests(0.35);

test(
  `random policies, boundaries and resource policies on ${COUNT} requests from seed ${SEED}`,
  async () => {
    await forAll(Math.ceil(COUNT / REQUESTS_PER_POLICY), 400, async (choices) => {
      const prepared = prepare({
        identity: Array.from({ length: 1 + choices.index(2) }, () => randomDocument(choices)),
        ...(choices.chance(20) && { boundary: randomDocument(choices) }),
        ...(choices.chance(20) && { resource: randomDocument(choices, true) }),
      });
      const maker = await RequestMaker.near(prepared.policies, ["s3", "sns"]);
      for (let i = 0; i < REQUESTS_PER_POLICY; i++) {
        const { principal, ...request } = maker.make(choices);
        // A service has no policies of its own.
        const asking = principal?.startsWith("arn:") ? { principal } : {};
        await expectAgreement(prepared, { ...request, ...asking });
      }
    });
  },
  TIMEOUT,
);
