import v29 from "../../policy/AmazonSageMakerFullAccess.v29.json";
import type { PolicyDocument } from "../../policy/document";
import { expectAgreement, forAll, prepare, requests, SEED, TIMEOUT } from "./agree";
import { RequestMaker } from "./requests";

const COUNT = requests(0.25);

test(
  `AmazonSageMakerFullAccess v29 on ${COUNT} requests from seed ${SEED}`,
  async () => {
    const prepared = prepare({ identity: [v29 as PolicyDocument] });
    const maker = await RequestMaker.near(prepared.policies);
    await forAll(COUNT, 40, (choices) => expectAgreement(prepared, maker.make(choices)));
  },
  TIMEOUT,
);
