import type { Difference } from "../../../policy/compare";
import type { Condition } from "../../../policy/document";
import { OPERATORS } from "../../../policy/operators";
import type { Subject } from "../../../review/model";
import {
  changeInBrief,
  conditionInWords,
  differenceInWords,
  statementInWords,
  type Phrase,
} from "../../../review/render/words";
import { difference, loss, without } from "./sample";

const text = (phrase: Phrase): string =>
  phrase.map((piece) => (typeof piece === "string" ? piece : `<${piece.name}>`)).join("");

const subject: Subject = { kind: "role", name: "admin", addresses: [], created: false };
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
  ["is no longer denied <s3:GetObject> on <arn:aws:s3:::a/*>", { ...one, cause: "deny" }],
  ["is now denied <s3:GetObject> on <arn:aws:s3:::a/*>", { ...one, cause: "deny", verdict: "narrowed" }],
  ["is no longer kept by its boundary from <s3:GetObject> on <arn:aws:s3:::a/*>", { ...one, cause: "boundary" }],
  ["might now be able to do <s3:GetObject> on <arn:aws:s3:::a/*>", { ...one, proven: false }],
  ["might no longer be denied <s3:GetObject> on <arn:aws:s3:::a/*>", { ...one, cause: "deny", proven: false }],
  [
    "might now be kept by its boundary from <s3:GetObject> on <arn:aws:s3:::a/*>",
    { ...one, cause: "boundary", verdict: "narrowed", proven: false },
  ],
  [
    "<arn:aws:iam::444455556666:role/x> and <lambda.amazonaws.com> are now denied <s3:GetObject> on <arn:aws:s3:::a/*>",
    { ...one, cause: "deny", verdict: "narrowed", principals: [role, { type: "Service", id: "lambda.amazonaws.com" }] },
  ],
  [
    "might no longer be able to do <s3:GetObject> on <arn:aws:s3:::a/*>",
    { ...one, proven: false, verdict: "narrowed" },
  ],
  ["may now do any action on any resource", { actions: ["*"], resources: ["*"] }],
  ["may now do <a:A>, <a:B> and <a:C> on <x> and <y>", { actions: ["a:A", "a:B", "a:C"], resources: ["x", "y"] }],
  [
    "may now do <a:0>, <a:1>, <a:2>, <a:3>, <a:4>, <a:5>, <a:6> and 5 more on any resource",
    { actions: Array.from({ length: 12 }, (_, i) => `a:${i}`), resources: ["*"] },
  ],
  ["anyone may now do <s3:GetObject> on <arn:aws:s3:::a/*>", { ...one, principals: [{ type: "*", id: "*" }, role] }],
  [
    "anyone but <arn:aws:iam::444455556666:role/x> is no longer denied <s3:GetObject> on <arn:aws:s3:::a/*>",
    { ...one, cause: "deny", notPrincipals: [role] },
  ],
  [
    "<arn:aws:iam::444455556666:role/x> may now do, by this policy alone, <s3:GetObject> on <arn:aws:s3:::a/*>",
    { ...one, cause: "named", principals: [role] },
  ],
  [
    "may now do <s3:GetObject> on <arn:aws:s3:::a/*> when <aws:SourceVpc> is <vpc-1> and <aws:SourceVpc> is not <vpc-2>",
    { ...one, conditions: [condition("StringEquals", ["vpc-1"]), condition("StringNotEquals", ["vpc-2"])] },
  ],
])("%s", (expected, given) => {
  expect(what(given)).toBe(expected);
});

const anyone = { type: "*", id: "*" } as const;
const onRole = condition("ArnLike", ["arn:aws:iam::111122223333:role/r"], { key: "aws:PrincipalArn" });

test.each<[string, Partial<Difference>]>([
  ["<arn:aws:iam::111122223333:role/r> may now do <s3:GetObject> on <arn:aws:s3:::a/*>", { conditions: [onRole] }],
  [
    "<arn:aws:iam::111122223333:role/r> may now do <s3:GetObject> on <arn:aws:s3:::a/*> when <aws:SourceVpc> is <vpc-1>",
    { conditions: [condition("StringEquals", ["vpc-1"]), onRole] },
  ],
  [
    "anyone may now do <s3:GetObject> on <arn:aws:s3:::a/*> when <aws:PrincipalArn> is absent or matches <arn:aws:iam::111122223333:role/r>",
    { conditions: [{ ...onRole, ifExists: true }] },
  ],
  [
    "anyone may now do <s3:GetObject> on <arn:aws:s3:::a/*> when <aws:PrincipalArn> does not match <arn:aws:iam::111122223333:role/r>",
    { conditions: [{ ...onRole, operator: "ArnNotLike" }] },
  ],
])("whom a condition means is named: %s", (expected, given) => {
  expect(what({ ...one, principals: [anyone], ...given })).toBe(expected);
});

test("the request of whom a condition means is theirs", () => {
  const context = { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/r", "aws:SourceVpc": "vpc-1" };
  const witness = { principal: "arn:aws:iam::111122223333:role/r", action: "a:B", resource: "arn:x", context };
  expect(proof(difference({ principals: [anyone], conditions: [onRole], witness }))).toBe(
    "<arn:aws:iam::111122223333:role/r> may now do <a:B> on <arn:x> when <aws:SourceVpc> is <vpc-1>; before, this request was denied",
  );
});

test("a trust policy names no resource", () => {
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
])("%s", (expected, given) => {
  expect(proof(given)).toBe(expected);
});

const asker = "arn:aws:iam::111122223333:role/r";
const named = { principals: [{ type: "AWS", id: asker }], cause: "named" } as const;
const onKey = { principal: asker, action: "a:B", resource: "arn:x", context: {} };

// A policy that names a principal of another account allows it nothing by itself; which account it is, may not be known.
test.each<[string, Difference, Partial<Subject>]>([
  [
    `<${asker}> may now do <a:B> on <arn:x> by this policy alone; before, its own policies or its boundary had to allow it as well`,
    difference({ ...named, witness: onKey }),
    { account: "111122223333" },
  ],
  [
    `<${asker}> may no longer do <a:B> on <arn:x> by this policy alone; now its own policies or its boundary must allow it as well`,
    loss({ ...named, witness: onKey }),
    { account: "111122223333" },
  ],
  [
    `<${asker}> may now do <a:B> on <arn:x> where its own policies allow it`,
    difference({ ...named, witness: onKey }),
    { account: "444455556666" },
  ],
  [
    `<${asker}> may now do <a:B> on <arn:aws:kms:eu-west-1:444455556666:key/k> where its own policies allow it`,
    difference({ ...named, witness: { ...onKey, resource: "arn:aws:kms:eu-west-1:444455556666:key/k" } }),
    {},
  ],
  [
    `<${asker}> may now do <a:B> on <arn:x> by this policy alone, if both are of one account; before, its own policies or its boundary had to allow it as well`,
    difference({ ...named, witness: onKey }),
    {},
  ],
])("%s", (expected, given, of) => {
  expect(proof(given, { ...subject, kind: "KMS key", ...of })).toBe(expected);
});

test.each<[string, Partial<Difference>]>([
  ["may now do <s3:GetObject> on <arn:aws:s3:::a/*>", one],
  ["may now do <a:A> and 2 more on <x> and <y>", { actions: ["a:A", "a:B", "a:C"], resources: ["x", "y"] }],
  [
    "may now do <s3:GetObject> on <arn:aws:s3:::a/*> under conditions",
    { ...one, conditions: [condition("Bool", ["true"])] },
  ],
])("in brief: %s", (expected, given) => {
  expect(text(changeInBrief(difference(given)))).toBe(expected);
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
  expect(proof(rest)).toBe(`counts as widened, because ${message}`);
  expect(proof({ ...rest, verdict: "narrowed" })).toBe(message);
});

test.each([
  ["Deny statement <X1> of <p>", "X1"],
  ["Deny statement 3 of <p>", undefined],
])("%s", (expected, sid) => {
  expect(text(statementInWords({ policy: "p", index: 2, sid, effect: "Deny" }))).toBe(expected);
});
