import { ONE, plan, reviewPlans, rowsOf, type Values } from "../building";

const a = `arn:aws:iam::${ONE}:role/a`;
const b = `arn:aws:iam::${ONE}:role/b`;
const user = `saml/${ONE}/idp/user/u`;

/** A data access policy with one rule. */
const data = (permissions: string[], principals: string[], type = "collection", resource = `${type}/logs`): string =>
  JSON.stringify([
    { Rules: [{ ResourceType: type, Resource: [resource], Permission: permissions }], Principal: principals },
  ]);
const network = (more: Values, resource = "collection/logs", type = "collection"): string =>
  JSON.stringify([{ Rules: [{ ResourceType: type, Resource: [resource] }], ...more }]);
const open = network({ AllowFromPublic: true });
const through = (...endpoints: string[]): string => network({ AllowFromPublic: false, SourceVPCEs: endpoints });
const encryption = (key: string): string =>
  JSON.stringify({
    Rules: [{ ResourceType: "collection", Resource: ["collection/*"] }],
    AWSOwnedKey: false,
    KmsARN: key,
  });

function rows(type: string, kind: string, before: string | null, after: string | null): string[] {
  const of = (policy: string | null): Values | null => (policy === null ? null : { name: "p", type: kind, policy });
  return rowsOf(reviewPlans(plan([{ address: `${type}.p`, before: of(before), after: of(after) }])));
}

const DESCRIBE = ["aoss:DescribeCollectionItems"];

test.each<[string, string | null, string | null, string | undefined]>([
  ["comes", null, data(DESCRIBE, [a]), "widened"],
  ["goes", data(DESCRIBE, [a]), null, "narrowed"],
  ["gives more", data(DESCRIBE, [a]), data(["aoss:*"], [a]), "widened"],
  ["gives less", data(["aoss:*"], [a]), data(DESCRIBE, [a]), "narrowed"],
  ["names another principal beside", data(DESCRIBE, [a]), data(DESCRIBE, [a, b]), "widened"],
  ["names a user of a SAML provider beside", data(DESCRIBE, [a]), data(DESCRIBE, [a, user]), "widened"],
  ["is about more collections", data(DESCRIBE, [a]), data(DESCRIBE, [a], "collection", "collection/*"), "widened"],
  ["the same in another order", data(DESCRIBE, [a, b]), data(DESCRIBE, [b, a]), undefined],
  [
    "documents of an index",
    data(["aoss:ReadDocument"], [a], "index", "index/logs/*"),
    data(["aoss:*"], [a], "index", "index/logs/*"),
    "widened",
  ],
  ["is no list of rules", data(DESCRIBE, [a]), "[{}]", "unknown"],
  ["is no JSON", data(DESCRIBE, [a]), "[", "unknown"],
])("a data access policy: %s", (_, before, after, verdict) => {
  const expected = verdict === undefined ? [] : [`OpenSearch Serverless access policy p: ${verdict}`];
  expect(rows("aws_opensearchserverless_access_policy", "data", before, after)).toEqual(expected);
});

test.each<[string, string | null, string | null, string | undefined]>([
  ["opens to everybody", through("vpce-1"), open, "widened"],
  ["shuts to endpoints", open, through("vpce-1"), "narrowed"],
  ["lets one more endpoint through", through("vpce-1"), through("vpce-1", "vpce-2"), "widened"],
  [
    "lets a service through",
    through("vpce-1"),
    network({ AllowFromPublic: false, SourceVPCEs: ["vpce-1"], SourceServices: ["bedrock.amazonaws.com"] }),
    "widened",
  ],
  [
    "opens the dashboards",
    through("vpce-1"),
    network({ AllowFromPublic: true }, "collection/logs", "dashboard"),
    "widened",
  ],
  ["comes and is open", null, open, "widened"],
  ["does not say from where", through("vpce-1"), network({}), "unknown"],
])("a network policy: %s", (_, before, after, verdict) => {
  const expected = verdict === undefined ? [] : [`OpenSearch Serverless security policy network/p: ${verdict}`];
  expect(rows("aws_opensearchserverless_security_policy", "network", before, after)).toEqual(expected);
});

test("a policy of encryption gives nobody anything", () => {
  expect(rows("aws_opensearchserverless_security_policy", "encryption", encryption("k1"), encryption("k2"))).toEqual(
    [],
  );
  expect(rows("aws_opensearchserverless_security_policy", "encryption", null, encryption("k1"))).toEqual([]);
});

test("what everybody newly reaches is shown by a request", () => {
  const change = (policy: string): Values => ({ name: "p", type: "network", policy });
  const [row] = reviewPlans(
    plan([
      { address: "aws_opensearchserverless_security_policy.p", before: change(through("vpce-1")), after: change(open) },
    ]),
  ).rows;
  const [difference] = row?.comparison.differences ?? [];
  expect(difference).toMatchObject({ risk: "public", proven: true });
  expect(difference?.witness?.action).toBe("aoss:APIAccessAll");
});
