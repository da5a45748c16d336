import fc from "fast-check";
import { beyond, compareIdentity, compareResource, newAccess, type NewAccess } from "../../../policy/compare";
import { compile, decide } from "../../../policy/decide";
import type { PolicyStatement, Request } from "../../../policy/document";
import { parsePolicy } from "../../../policy/parse";
import { numbers, pair, requests } from "./generate";
import { PAIRS, runs } from "./properties";

const policy = (...statements: readonly PolicyStatement[]) =>
  parsePolicy({ Version: "2012-10-17", Statement: statements }, "p");
const allow = (Action: string | readonly string[], Resource = "*"): PolicyStatement => ({
  Effect: "Allow",
  Action,
  Resource,
});
const deny = (Action: string, Resource = "*"): PolicyStatement => ({ Effect: "Deny", Action, Resource });

interface Side {
  readonly statements: readonly PolicyStatement[];
  readonly boundary?: readonly PolicyStatement[];
}

/** What is newly possible between two sides of a principal. */
function newly(before: Side, after: Side): NewAccess {
  const [a, b] = [before, after].map(({ statements, boundary }) => ({
    identity: [policy(...statements)],
    ...(boundary && { boundary: [policy(...boundary)] }),
  })) as [{ identity: ReturnType<typeof policy>[] }, { identity: ReturnType<typeof policy>[] }];
  const { differences } = compareIdentity(a, b);
  const boundary = "boundary" in b ? { boundary: b.boundary as ReturnType<typeof policy>[] } : {};
  return newAccess(differences, { policies: b.identity, ...boundary });
}

const side = (...statements: readonly PolicyStatement[]): Side => ({ statements });
const within = (boundary: PolicyStatement, ...statements: readonly PolicyStatement[]): Side => ({
  statements,
  boundary: [boundary],
});

const get = allow("s3:GetObject", "arn:aws:s3:::acme/*");
const any = allow("s3:*", "arn:aws:s3:::acme/*");

describe("what was accepted of a principal counts", () => {
  test.each<[string, before: Side, accepted: Side, now: Side, beyond: readonly string[]]>([
    ["the same", side(get), side(any), side(any), []],
    ["narrower actions", side(get), side(any), side(allow("s3:Get*", "arn:aws:s3:::acme/*")), []],
    [
      "narrower resources",
      side(get),
      side(get, allow("s3:PutObject")),
      side(get, allow("s3:PutObject", "arn:aws:s3:::a/*")),
      [],
    ],
    ["split into two statements", side(get), side(any), side(get, allow("s3:Put*", "arn:aws:s3:::acme/*")), []],
    [
      "a condition more",
      side(get),
      side(any),
      side({ ...any, Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } }),
      [],
    ],
    [
      "a condition less",
      side(get),
      side({ ...any, Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } }),
      side(any),
      ["s3:*"],
    ],
    [
      "one action more",
      side(get),
      side(get, allow("s3:PutObject")),
      side(get, allow(["s3:PutObject", "s3:DeleteObject"])),
      ["s3:DeleteObject"],
    ],
    ["another bucket", side(get), side(any), side(allow("s3:*", "arn:aws:s3:::*")), ["s3:*"]],
    // What a Deny held back when it was accepted was not seen as possible.
    ["without the Deny beside it", side(get), side(any, deny("s3:Delete*")), side(any), ["s3:Delete*"]],
    ["with one more Deny", side(get), side(any), side(any, deny("s3:Delete*")), []],
    ["a lost Deny again", side(any, deny("s3:*")), side(any), side(any), []],
    ["half of a lost Deny", side(any, deny("s3:*")), side(any), side(any, deny("s3:Delete*")), []],
    // What a lost Deny sets free is what something allows.
    ["more behind a lost Deny", side(get, deny("s3:*")), side(get), side(any), ["s3:*"]],
    [
      "another lost Deny",
      side(any, deny("s3:Put*"), deny("s3:Get*")),
      side(any, deny("s3:Get*")),
      side(any),
      ["s3:Get*"],
    ],
    ["a lost boundary again", within(get, any), side(any), side(any), []],
    ["a wider boundary", within(get, any), within(allow("s3:Get*"), any), within(allow("s3:*"), any), ["s3:*"]],
    ["a narrower boundary", within(get, any), within(allow("s3:*"), any), within(allow("s3:Get*"), any), []],
    [
      "without a boundary that held back nothing",
      within(allow("s3:*"), get),
      within(allow("s3:*"), any),
      side(any),
      [],
    ],
    ["more behind a lost boundary", within(get, get), side(any), side(allow("*")), ["*"]],
  ])("%s", (_what, before, accepted, now, expected) => {
    const left = beyond(newly(before, accepted), newly(before, now));
    expect([...new Set(left.flatMap(({ actions = [] }) => actions))]).toEqual(expected);
  });
});

describe("what was accepted of a resource counts", () => {
  const account = "111122223333";
  const named = (role: string, Action = "s3:GetObject"): PolicyStatement => ({
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${role}` },
    Action,
    Resource: "arn:aws:s3:::acme/*",
  });
  const tls: PolicyStatement = {
    ...deny("s3:*"),
    Principal: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const one = named("111122223333:role/one");
  const accessOf = (before: readonly PolicyStatement[], after: readonly PolicyStatement[]): NewAccess => {
    const [a, b] = [policy(...before), policy(...after)];
    return newAccess(compareResource(a, b, { kind: "resource", account }).differences, { policies: [b] });
  };

  test.each<[string, before: PolicyStatement[], accepted: PolicyStatement[], now: PolicyStatement[], covered: boolean]>(
    [
      ["the same principal", [one], [one, named("444455556666:root")], [one, named("444455556666:root")], true],
      ["another principal", [one], [one, named("444455556666:root")], [one, named("777788889999:root")], false],
      ["anyone", [one], [one, named("444455556666:root")], [one, { ...one, Principal: "*" }], false],
      [
        "a role of another account that was accepted",
        [one],
        [one, named("444455556666:root")],
        [one, named("444455556666:role/x")],
        true,
      ],
      [
        "fewer actions",
        [one],
        [one, named("444455556666:root", "s3:*")],
        [one, named("444455556666:root", "s3:Get*")],
        true,
      ],
      ["a Deny that goes", [one, tls], [one], [one], true],
      ["a Deny that goes, and someone new", [one, tls], [one], [one, named("444455556666:root")], false],
      // Accepting that something is no longer denied does not allow it.
      ["an Allow in the place of a Deny that goes", [tls], [], [{ ...one, Principal: "*", Action: "s3:*" }], false],
    ],
  )("%s", (_what, before, accepted, now, covered) => {
    const left = beyond(accessOf(before, accepted), accessOf(before, now), { kind: "resource", account });
    expect(left.length === 0).toBe(covered);
  });
});

test("what may be allowed by policies that are not at hand was seen only where there were such", () => {
  const [before, after] = [policy(get, deny("s3:*")), policy(get)];
  const { differences } = compareIdentity({ identity: [before] }, { identity: [after] });
  const [seen, unseen] = [false, true].map((one) => newAccess(differences, { policies: [after], unseen: one })) as [
    NewAccess,
    NewAccess,
  ];
  expect(beyond(unseen, seen)).toEqual([]);
  expect(beyond(seen, unseen)).not.toEqual([]);
});

describe("whatever is drawn, what counts as accepted was seen", () => {
  test.each([false, true])("conditions: %s", (conditions) => {
    const kind = { conditions, principals: false };
    let counted = 0;
    fc.assert(
      fc.property(pair(kind), pair(kind), numbers, ([before, accepted], [now, limit], drawn) => {
        const was = { identity: [before] };
        // A third has a boundary, and a third is a part of what was accepted, so that many count.
        const [first = 0] = drawn;
        const bounded = first % 3 === 0 ? { boundary: [limit] } : {};
        const part = { ...accepted, statements: accepted.statements.slice(first % 2) };
        const [then, after] = [
          { identity: [accepted], ...bounded },
          { identity: [first % 3 === 1 ? part : now], ...bounded },
        ];
        const seen = (side: typeof then): NewAccess =>
          newAccess(compareIdentity(was, side).differences, { policies: side.identity, ...bounded });
        if (beyond(seen(then), seen(after)).length > 0) return;
        counted += 1;
        const allows = ({ identity, boundary }: typeof then) => {
          const compiled = { identity: compile(identity), ...(boundary && { boundary: compile(boundary) }) };
          return (request: Request): boolean => decide(compiled, request).decision === "allow";
        };
        const [atFirst, atAcceptance, atLast] = [allows(was), allows(then), allows(after)];
        for (const request of requests(kind, drawn)) {
          if (atLast(request) && !atFirst(request)) expect(atAcceptance(request)).toBe(true);
        }
      }),
      runs(Math.ceil(PAIRS / 3)),
    );
    expect(counted).toBeGreaterThan(3);
  });
});
