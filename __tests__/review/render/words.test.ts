import type { Difference } from "../../../policy/compare";
import type { Condition } from "../../../policy/document";
import { OPERATORS } from "../../../policy/operators";
import { conditionInWords, differenceInWords, statementInWords, type Phrase } from "../../../review/render/words";
import { difference, loss, without } from "./sample";

const text = (phrase: Phrase): string =>
  phrase.map((piece) => (typeof piece === "string" ? piece : `<${piece.name}>`)).join("");

const subject = { kind: "role", name: "admin", addresses: [], created: false };
const what = (given: Partial<Difference>) => text(differenceInWords(difference(given), subject).what);
const proof = (given: Difference, of = subject) => text(differenceInWords(given, of).proof);

const condition = (operator: string, values: readonly string[], more: Partial<Condition> = {}): Condition => ({
  operator,
  qualifier: undefined,
  ifExists: false,
  key: "aws:SourceVpc",
  values,
  ...more,
});

const role = { type: "AWS", id: "arn:aws:iam::444455556666:role/x" } as const;
const one = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::a/*"] };

test.each<[string, Partial<Difference>]>([
  ["may now do <s3:GetObject> on <arn:aws:s3:::a/*>", one],
  ["may no longer do <s3:GetObject> on <arn:aws:s3:::a/*>", { ...one, verdict: "narrowed" }],
  ["no longer denied: <s3:GetObject> on <arn:aws:s3:::a/*>", { ...one, cause: "deny" }],
  ["now denied: <s3:GetObject> on <arn:aws:s3:::a/*>", { ...one, cause: "deny", verdict: "narrowed" }],
  ["no longer kept out by the boundary: <s3:GetObject> on <arn:aws:s3:::a/*>", { ...one, cause: "boundary" }],
  ["perhaps may now do <s3:GetObject> on <arn:aws:s3:::a/*>", { ...one, proven: false }],
  ["perhaps may no longer do <s3:GetObject> on <arn:aws:s3:::a/*>", { ...one, proven: false, verdict: "narrowed" }],
  ["may now do any action on any resource", { actions: ["*"], resources: ["*"] }],
  ["may now do <a:A>, <a:B> and <a:C> on <x> and <y>", { actions: ["a:A", "a:B", "a:C"], resources: ["x", "y"] }],
  [
    "may now do <a:0>, <a:1>, <a:2>, <a:3>, <a:4>, <a:5>, <a:6> and 5 more on any resource",
    { actions: Array.from({ length: 12 }, (_, i) => `a:${i}`), resources: ["*"] },
  ],
  ["anyone may now do <s3:GetObject> on <arn:aws:s3:::a/*>", { ...one, principals: [{ type: "*", id: "*" }, role] }],
  [
    "anyone but <arn:aws:iam::444455556666:role/x> no longer denied: <s3:GetObject> on <arn:aws:s3:::a/*>",
    { ...one, cause: "deny", notPrincipals: [role] },
  ],
  [
    "<arn:aws:iam::444455556666:role/x> may now do, without a policy of its own, <s3:GetObject> on <arn:aws:s3:::a/*>",
    { ...one, cause: "named", principals: [role] },
  ],
  [
    "may now do <s3:GetObject> on <arn:aws:s3:::a/*> when <aws:SourceVpc> is <vpc-1> and <aws:SourceVpc> is not <vpc-2>",
    { ...one, conditions: [condition("StringEquals", ["vpc-1"]), condition("StringNotEquals", ["vpc-2"])] },
  ],
])("%s", (expected, given) => {
  expect(what(given)).toBe(expected);
});

test("a trust policy speaks of no resource", () => {
  const trust = without(difference({ principals: [role], actions: ["sts:AssumeRole"] }), "resources");
  expect(text(differenceInWords(trust, subject).what)).toBe(
    "<arn:aws:iam::444455556666:role/x> may now do <sts:AssumeRole>",
  );
});

test("NotAction and NotResource are said as what they leave out", () => {
  const rest = without(difference(), "actions", "resources");
  const words = differenceInWords({ ...rest, notActions: ["iam:*"], notResources: ["arn:x"] }, subject);
  expect(text(words.what)).toBe("may now do any action but <iam:*> on any resource but <arn:x>");
});

test.each<[string, Condition]>([
  ["<aws:SourceVpc> is <vpc-1>", condition("StringEquals", ["vpc-1"])],
  ["<aws:SourceVpc> is <vpc-1> or <vpc-2>", condition("StringEquals", ["vpc-1", "vpc-2"])],
  ["<aws:SourceVpc> is not <vpc-1> nor <vpc-2>", condition("StringNotEquals", ["vpc-1", "vpc-2"])],
  ["<aws:SourceVpc> is absent or matches <vpc-*>", condition("StringLike", ["vpc-*"], { ifExists: true })],
  ["<aws:SourceVpc> is absent", condition("Null", ["true"])],
  ["<aws:SourceVpc> is present", condition("Null", ["False"])],
  ["every value of <aws:SourceVpc> is <a>", condition("StringEquals", ["a"], { qualifier: "ForAllValues" })],
  ["some value of <aws:SourceVpc> is <a>", condition("StringEquals", ["a"], { qualifier: "ForAnyValue" })],
  ["<aws:SourceVpc> is <>", condition("StringEquals", [""])],
])("%s", (expected, given) => {
  expect(text(conditionInWords(given))).toBe(expected);
});

test.each([...OPERATORS.keys()])("%s has words", (operator) => {
  expect(text(conditionInWords(condition(operator, ["x"])))).not.toContain(operator);
});

const request = { action: "a:B", resource: "arn:x", context: {} };

test.each<[string, Difference]>([
  ["role <admin> may now do <a:B> on <arn:x>; before, this request was denied", difference({ witness: request })],
  ["role <admin> may no longer do <a:B> on <arn:x>; before, this request was allowed", loss({ witness: request })],
  [
    "role <admin> may now do <a:B>; before, this request was denied",
    difference({ witness: { ...request, resource: "*" } }),
  ],
  [
    "role <admin> may now do <a:B> on <arn:x> when <k> is <v> and <l> is <v> and <w> and <m> has no value and <n> is <>; before, this request was denied",
    difference({ witness: { ...request, context: { k: "v", l: ["v", "w"], m: [], n: "" } } }),
  ],
  [
    "<arn:p> may now do <a:B> on <arn:x>; before, this request was denied",
    difference({ principals: [role], witness: { ...request, principal: "arn:p" } }),
  ],
  [
    "<arn:p> was denied <a:B> on <arn:x>, and is no longer",
    difference({ cause: "deny", principals: [role], witness: { ...request, principal: "arn:p" } }),
  ],
  [
    "<arn:p> is now denied <a:B> on <arn:x>, and was not before",
    loss({ cause: "deny", notPrincipals: [role], witness: { ...request, principal: "arn:p" } }),
  ],
  [
    "<arn:p> needed a policy of its own to do <a:B> on <arn:x>, and no longer does",
    difference({ cause: "named", principals: [role], witness: { ...request, principal: "arn:p" } }),
  ],
  [
    "<arn:p> now needs a policy of its own to do <a:B> on <arn:x>",
    loss({ cause: "named", principals: [role], witness: { ...request, principal: "arn:p" } }),
  ],
])("%s", (expected, given) => {
  expect(proof(given)).toBe(expected);
});

test.each<[string, Difference["verdict"], "Allow" | "Deny"]>([
  ["before, Allow statement 1 of <p> allowed it only when <aws:SourceVpc> is <vpc-1>", "widened", "Allow"],
  ["now, Deny statement 1 of <p> denies it only when <aws:SourceVpc> is <vpc-1>", "widened", "Deny"],
  ["now, Allow statement 1 of <p> allows it only when <aws:SourceVpc> is <vpc-1>", "narrowed", "Allow"],
  ["before, Deny statement 1 of <p> denied it only when <aws:SourceVpc> is <vpc-1>", "narrowed", "Deny"],
])("%s", (expected, verdict, effect) => {
  const counterpart = {
    policy: "p",
    index: 0,
    sid: undefined,
    effect,
    conditions: [condition("StringEquals", ["vpc-1"])],
  };
  const words = differenceInWords(difference({ verdict, counterpart }), subject);
  expect(text(words.counterpart ?? [])).toBe(expected);
});

test("a counterpart without conditions says nothing", () => {
  const counterpart = { policy: "p", index: 0, sid: undefined, effect: "Allow", conditions: [] } as const;
  expect(differenceInWords(difference({ counterpart }), subject).counterpart).toBeUndefined();
});

test("a policy that is attached to nobody stands for whoever will carry it", () => {
  expect(proof(difference({ witness: request }), { ...subject, kind: "managed policy" })).toBe(
    "who has the managed policy <admin> may now do <a:B> on <arn:x>; before, this request was denied",
  );
});

test("what is not proven is said to be not", () => {
  const message = "it could not be proven that nothing is added: too costly to decide";
  const rest = without(difference({ proven: false, message }), "witness");
  expect(proof(rest)).toBe(`counts as widened, for ${message}`);
  expect(proof({ ...rest, verdict: "narrowed" })).toBe(message);
});

test.each([
  ["Deny statement <X1> of <p>", "X1"],
  ["Deny statement 3 of <p>", undefined],
])("%s", (expected, sid) => {
  expect(text(statementInWords({ policy: "p", index: 2, sid, effect: "Deny" }))).toBe(expected);
});
