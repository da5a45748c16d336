import {
  caseAuthorization,
  caseDocuments,
  caseRequest,
  caseSettings,
  EVERYTHING,
} from "../../contract/cases/authorization";
import { closedWorld } from "../../contract/cases/closed-world";
import { allow, deny, type Case } from "../../contract/clause";
import { CLAUSES } from "../../contract/clauses";
import { publishedActions } from "../../contract/published";
import { decide, type Authorization } from "../../policy/decide";

const written = CLAUSES.flatMap(({ cases }) => cases);
const world = closedWorld(written);
const foreign = world.cases.slice(written.length);

const kept = new Map<string, readonly [Authorization, Authorization]>();

function authorizations(asked: Case): readonly [own: Authorization, withEverything: Authorization] {
  const key = JSON.stringify([asked.as, asked.options, asked.resourcePolicy, asked.endpointPolicy]);
  const known = kept.get(key);
  if (known) return known;
  const settings = caseSettings(asked);
  const documents = caseDocuments(settings, asked.options);
  const made = [
    caseAuthorization(asked, settings, documents),
    caseAuthorization(asked, settings, documents, [EVERYTHING]),
  ] as const;
  kept.set(key, made);
  return made;
}

const described = ({ as, principal, action, resource, context, options }: Case): string =>
  JSON.stringify([as, principal, action, resource, context, options]);

test("no case asks the other way round for what another one says", () => {
  const said = (expect: Case["expect"]) => written.filter((one) => one.expect === expect).map(described);
  const allowed = new Set(said("allow"));
  const both = written.filter((one) => one.expect === "deny" && !one.resourcePolicy && !one.endpointPolicy);
  expect(both.map(described).filter((words) => allowed.has(words))).toEqual([]);
});

test("what differs from an allowed request in one point is denied", () => {
  const allowed = foreign.filter((one) => decide(authorizations(one)[0], caseRequest(one)).decision === "allow");
  expect(allowed.map(described)).toEqual([]);
  expect(foreign.length).toBeGreaterThan(2_000);
});

test("published actions that no case allows are denied, those that no case denies are not", async () => {
  const names = new Map<string, string[]>();
  for (const { name } of await publishedActions()) {
    const [service = ""] = name.split(":");
    names.set(service, [...(names.get(service) ?? []), name]);
  }
  const wrong = new Set<string>();
  const asked = new Set<string>();
  for (const one of world.cases) {
    const [service = ""] = one.action.split(":");
    // Cases that differ in their action ask for the same others.
    const place = JSON.stringify({ ...one, action: service, expect: "" });
    if (asked.has(place)) continue;
    asked.add(place);
    const [own, withEverything] = authorizations(one);
    const request = caseRequest(one);
    for (const action of names.get(service) ?? []) {
      const other = { ...request, action };
      if (world.isPromisedDenied(one, action) && decide(own, other).decision === "allow") {
        wrong.add(`allowed: ${described({ ...one, action })}`);
      }
      if (world.isDeniedNowhere(one, action) && decide(withEverything, other).decision === "explicitDeny") {
        wrong.add(`denied: ${described({ ...one, action })}`);
      }
    }
  }
  expect([...wrong]).toEqual([]);
});

describe("what is foreign to an allowed request", () => {
  const KEY = "arn:aws:kms:eu-west-1:111122223333:key/k";
  const SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:AmazonSageMaker-x";
  const table: [string, Case[], string[]][] = [
    ["another account", [allow("sns:Publish", "arn:aws:sns:eu-west-1:111122223333:x")], ["444455556666"]],
    ["another name", [allow("secretsmanager:GetSecretValue", SECRET)], ["444455556666", "Amazonpayroll-x"]],
    [
      "not a name that another case allows",
      [
        allow("secretsmanager:GetSecretValue", SECRET),
        allow("secretsmanager:GetSecretValue", SECRET.replace("SageMaker", "")),
      ],
      ["444455556666"],
    ],
    [
      "another region, where the action is held to one",
      [allow("cognito-idp:ListGroups", "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/p")],
      ["444455556666", ":payroll/p", "us-east-1"],
    ],
    [
      "no value of a condition, another one, a longer one",
      [allow("iam:PassRole", "*", { context: { "iam:PassedToService": "sagemaker.amazonaws.com" } })],
      ["{}", "payroll", "sagemaker.amazonaws.comx"],
    ],
    [
      "another principal",
      [allow("kms:Encrypt", KEY, { as: "withoutRights", principal: "logs.eu-west-1.amazonaws.com" })],
      ["ec2.amazonaws.com", "logs.us-east-1.amazonaws.com"],
    ],
    ["nothing, of a denied request", [deny("sns:Publish", "arn:aws:sns:eu-west-1:111122223333:x")], []],
  ];
  test.each(table)("%s", (_, cases, expected) => {
    const found = closedWorld(cases).cases.slice(cases.length);
    const texts = found.map((one) => JSON.stringify({ context: {}, ...one }));
    for (const words of expected) expect(texts.filter((text) => text.includes(words))).not.toEqual([]);
    expect(found.every(({ expect: expected }) => expected === "deny")).toBe(true);
    if (expected.length === 0) expect(found).toEqual([]);
  });
});
