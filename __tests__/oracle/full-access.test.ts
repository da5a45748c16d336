import { fullAccessDocument } from "../../policy/managed";

import { expectAgreement, forAll, prepare, requests, SEED, TIMEOUT } from "./agree";
import { RequestMaker } from "./requests";

const COUNT = requests(0.25);

test(
  `AmazonSageMakerFullAccess v29 on ${COUNT} requests from seed ${SEED}`,
  async () => {
    const prepared = prepare({ identity: [fullAccessDocument()] });
    const maker = await RequestMaker.near(prepared.policies);
    await forAll(COUNT, 40, (choices) => expectAgreement(prepared, maker.make(choices)));
  },
  TIMEOUT,
);
