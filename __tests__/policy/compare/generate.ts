import fc from "fast-check";
import type { Policy, PolicyStatement, Request } from "../../../policy/document";
import { parsePolicy } from "../../../policy/parse";

/** What random statements are made of: few names that overlap in many ways. */
const ACTIONS = [
  "*",
  "s3:*",
  "s3:Get*",
  "s3:GetObject",
  "s3:Get?bject",
  "s3:*Object",
  "S3:getobject",
  "s3:PutObject",
  "s?:*",
  "iam:*",
  "iam:PassRole",
  "*:Pass*",
];
const RESOURCES = [
  "*",
  "arn:aws:s3:::*",
  "arn:aws:s3:::a",
  "arn:aws:s3:::a*",
  "arn:aws:s3:::?",
  "arn:aws:s3:::a/*",
  "arn:aws:s3:::*/b",
  "arn:aws:s3",
  "arn:*:s3:*:*:a*b",
  "arn:aws:iam::111122223333:role/*",
  "arn:aws:iam::*:role/a",
];
const VARIABLE_RESOURCES = [
  "arn:aws:s3:::a/${aws:username}",
  "arn:aws:s3:::${aws:username}/*",
  "arn:aws:s3:::${aws:username, 'a'}/b",
];
const CONDITIONS: PolicyStatement["Condition"][] = [
  { StringEquals: { "k:a": "x" } },
  { StringEquals: { "k:a": ["x", "xy"] } },
  { StringEqualsIgnoreCase: { "K:A": "X" } },
  { StringLike: { "k:a": "x*" } },
  { StringLike: { "k:a": ["*y", "?"] } },
  { StringNotLike: { "k:a": "x*" } },
  { StringNotEquals: { "k:a": ["x", "z"] } },
  { StringEqualsIfExists: { "k:a": "x" } },
  { StringLikeIfExists: { "k:a": "x*" } },
  { Null: { "k:a": "true" } },
  { Null: { "k:a": "false" } },
  { StringEquals: { "k:a": "${aws:username}" } },
  { StringLike: { "k:a": "${aws:username}*" } },
  { "ForAllValues:StringEquals": { "aws:TagKeys": ["x", "y"] } },
  { "ForAllValues:StringLike": { "aws:TagKeys": "x*" } },
  { "ForAnyValue:StringEquals": { "aws:TagKeys": "x" } },
  { "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["x", "y"] } },
  { "ForAllValues:StringNotEquals": { "aws:TagKeys": "y" } },
  { NumericLessThan: { "k:n": "10" } },
  { NumericLessThanEquals: { "k:n": "10" } },
  { NumericGreaterThan: { "k:n": ["9.5", "20"] } },
  { NumericNotEquals: { "k:n": "10.0" } },
  { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } },
  { DateGreaterThanEquals: { "aws:CurrentTime": "2025-12-31T23:00:00-01:00" } },
  { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
  { IpAddress: { "aws:SourceIp": ["10.1.0.0/16", "2001:db8::/32"] } },
  { NotIpAddress: { "aws:SourceIp": "10.1.0.0/16" } },
  { Bool: { "aws:SecureTransport": "true" } },
  { Bool: { "aws:SecureTransport": "false" } },
  { BoolIfExists: { "aws:SecureTransport": "true" } },
  { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } },
  { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::a" } },
  { ArnNotLike: { "aws:SourceArn": "arn:aws:s3:::a*" } },
  { StringEquals: { "k:a": "x" }, IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
  { StringLike: { "k:a": "x*" }, StringNotEquals: { "k:a": "xz" } },
];

/** The values that requests carry for each condition key: on either side of every condition above, and none. */
const VALUES: Readonly<Record<string, readonly (string | readonly string[] | undefined)[]>> = {
  "k:a": [undefined, "x", "X", "xy", "xz", "y", "z", ""],
  "aws:TagKeys": [undefined, "x", "y", "z", "xx", ["x", "y"], ["x", "z"], ["y", "z"], []],
  "k:n": [undefined, "9", "9.7", "10", "11", "21", "many"],
  "aws:CurrentTime": [undefined, "2025-12-31T00:00:00Z", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "1767225600"],
  "aws:SourceIp": [undefined, "10.0.0.1", "10.1.0.1", "11.0.0.1", "2001:db8::1", "2001:db9::1"],
  "aws:SecureTransport": [undefined, "true", "false"],
  "aws:SourceArn": [undefined, "arn:aws:s3:::a", "arn:aws:s3:::ab", "arn:aws:s3:::b", "arn:aws:sns:::a"],
  "aws:username": [undefined, "a", "x", "b"],
};
const REQUEST_ACTIONS = [
  "s3:GetObject",
  "s3:PutObject",
  "s3:GetXbject",
  "s3:ListBucket",
  "sx:Y",
  "iam:PassRole",
  "iam:GetRole",
  "sqs:PassOn",
];
const REQUEST_RESOURCES = [
  "*",
  "arn:aws:s3:::a",
  "arn:aws:s3:::b",
  "arn:aws:s3:::ab",
  "arn:aws:s3:::a/b",
  "arn:aws:s3:::a/c",
  "arn:aws:s3:::b/b",
  "arn:aws:s3:::x/y",
  "arn:aws-cn:s3:eu:1:axb",
  "arn:aws:iam::111122223333:role/a",
  "arn:aws:iam::444455556666:role/a",
  "arn:aws:iam::111122223333:role/b",
];
const PRINCIPALS: PolicyStatement["Principal"][] = [
  "*",
  { AWS: "arn:aws:iam::444455556666:root" },
  { AWS: "arn:aws:iam::111122223333:root" },
  { AWS: "arn:aws:iam::111122223333:role/a" },
  { AWS: ["arn:aws:iam::111122223333:role/a", "arn:aws:iam::444455556666:root"] },
  { AWS: "arn:aws:sts::111122223333:assumed-role/a/session" },
  { Service: ["s3.amazonaws.com", "sns.amazonaws.com"] },
  { Service: "s3.amazonaws.com" },
];
const REQUEST_PRINCIPALS = [
  undefined,
  "arn:aws:iam::111122223333:role/a",
  "arn:aws:iam::111122223333:role/b",
  "arn:aws:sts::111122223333:assumed-role/a/session",
  "arn:aws:sts::111122223333:assumed-role/a/other",
  "arn:aws:iam::444455556666:role/a",
  "arn:aws:iam::777777777777:role/a",
  "s3.amazonaws.com",
  "sns.amazonaws.com",
  "ec2.amazonaws.com",
];

/** What random policies hold beside actions and resources. */
export interface Kind {
  readonly conditions: boolean;
  readonly principals: boolean;
}

function some(pool: readonly string[], most = 3): fc.Arbitrary<string[]> {
  return fc.uniqueArray(fc.constantFrom(...pool), { minLength: 1, maxLength: most });
}

function statement({ conditions, principals }: Kind): fc.Arbitrary<PolicyStatement> {
  const resources = conditions ? [...RESOURCES, ...VARIABLE_RESOURCES] : RESOURCES;
  const rarely = { arbitrary: fc.constant(true), weight: 1 };
  const usually = { arbitrary: fc.constant(false), weight: 5 };
  return fc
    .record({
      deny: fc.oneof(rarely, { arbitrary: fc.constant(false), weight: 3 }),
      not: fc.tuple(fc.oneof(rarely, usually), fc.oneof(rarely, usually), fc.oneof(rarely, usually)),
      actions: some(ACTIONS),
      resources: some(resources),
      principal: fc.constantFrom(...PRINCIPALS),
      condition: conditions ? fc.option(fc.constantFrom(...CONDITIONS), { nil: undefined }) : fc.constant(undefined),
    })
    .map(({ deny, not: [notAction, notResource, notPrincipal], actions, resources: listed, principal, condition }) => ({
      Effect: deny ? "Deny" : "Allow",
      ...(notAction ? { NotAction: actions } : { Action: actions }),
      ...(notResource ? { NotResource: listed } : { Resource: listed }),
      // AWS takes NotPrincipal with Deny only.
      ...(principals &&
        principal !== undefined &&
        (deny && notPrincipal ? { NotPrincipal: principal } : { Principal: principal })),
      ...(condition && { Condition: condition }),
    }));
}

/** One change of a list of statements. */
type Mutation = (statements: readonly PolicyStatement[]) => PolicyStatement[];

function mutation(kind: Kind): fc.Arbitrary<Mutation> {
  const at = (statements: readonly PolicyStatement[], i: number): number =>
    statements.length === 0 ? 0 : i % statements.length;
  const change =
    (i: number, edit: (statement: PolicyStatement) => PolicyStatement[]): Mutation =>
    (statements) =>
      statements.flatMap((one, j) => (j === at(statements, i) ? edit(one) : [one]));
  const list = (value: string | readonly string[] | undefined): readonly string[] =>
    typeof value === "string" ? [value] : (value ?? []);
  const index = fc.nat(40);
  const replaced = (
    one: PolicyStatement,
    element: "Action" | "Resource",
    edit: (values: readonly string[]) => readonly string[],
  ): PolicyStatement[] => {
    if (one[element] === undefined) return [one];
    const values = edit(list(one[element]));
    return values.length === 0 ? [] : [{ ...one, [element]: values }];
  };
  return fc.oneof(
    fc
      .tuple(index, statement(kind))
      .map(([i, one]): Mutation => (statements) => [...statements.slice(0, i), one, ...statements.slice(i)]),
    index.map((i) => change(i, () => [])),
    fc.constant<Mutation>((statements) => [...statements].reverse()),
    // Split: one statement for each action or resource.
    index.map((i) =>
      change(i, (one) => (one.Action === undefined ? [one] : list(one.Action).map((Action) => ({ ...one, Action })))),
    ),
    index.map((i) =>
      change(i, (one) =>
        one.Resource === undefined ? [one] : list(one.Resource).map((Resource) => ({ ...one, Resource })),
      ),
    ),
    // Merge: the actions and resources of two.
    index.map((i): Mutation => (statements) => {
      const [a, b] = [statements[at(statements, i)], statements[at(statements, i + 1)]];
      if (!a || !b || a === b || a.Effect !== b.Effect || !a.Action || !b.Action || !a.Resource || !b.Resource)
        return [...statements];
      const merged = {
        ...a,
        Action: [...list(a.Action), ...list(b.Action)],
        Resource: [...list(a.Resource), ...list(b.Resource)],
      };
      return [...statements.filter((one) => one !== a && one !== b), merged];
    }),
    // Narrow, widen, and change a list.
    fc
      .tuple(index, fc.constantFrom("Action", "Resource"), index)
      .map(([i, element, j]) =>
        change(i, (one) => replaced(one, element, (values) => values.filter((_, k) => k !== j % values.length))),
      ),
    fc
      .tuple(index, fc.constantFrom(...ACTIONS))
      .map(([i, action]) => change(i, (one) => replaced(one, "Action", (values) => [...values, action]))),
    fc
      .tuple(index, fc.constantFrom(...RESOURCES))
      .map(([i, resource]) => change(i, (one) => replaced(one, "Resource", (values) => [...values, resource]))),
    fc
      .tuple(index, index, fc.constantFrom("*", "?"))
      .map(([i, cut, wildcard]) =>
        change(i, (one) =>
          replaced(one, "Action", (values) =>
            values.map((value) =>
              /^[\w-]+:\w+$/.test(value) ? `${value.slice(0, value.indexOf(":") + 1 + (cut % 8))}${wildcard}` : value,
            ),
          ),
        ),
      ),
    index.map((i) => change(i, (one) => [{ ...one, Effect: one.Effect === "Allow" ? "Deny" : "Allow" }])),
    // Loosen and tighten conditions.
    index.map((i) => change(i, ({ Condition: _, ...one }) => [one])),
    ...(kind.conditions
      ? [
          fc
            .tuple(index, fc.constantFrom(...CONDITIONS))
            .map(([i, condition]) => change(i, (one) => [condition ? { ...one, Condition: condition } : one])),
        ]
      : []),
    ...(kind.principals
      ? [
          fc
            .tuple(index, fc.constantFrom(...PRINCIPALS))
            .map(([i, principal]) =>
              change(i, ({ NotPrincipal: _, ...one }) => [principal ? { ...one, Principal: principal } : one]),
            ),
        ]
      : []),
  );
}

/** Two policies, before and after: two random ones, or one and what a few changes make of it. */
export function pair(kind: Kind, base?: readonly PolicyStatement[]): fc.Arbitrary<[Policy, Policy]> {
  const statements = fc.array(statement(kind), { maxLength: 4 });
  const mutated = fc
    .tuple(base ? fc.constant([...base]) : statements, fc.array(mutation(kind), { minLength: 1, maxLength: 3 }))
    .map(
      ([before, mutations]) =>
        [before, mutations.reduce<readonly PolicyStatement[]>((now, mutate) => mutate(now), before)] as const,
    );
  const both = base ? mutated : fc.oneof(fc.tuple(statements, statements), mutated);
  return both.map(([before, after]) => [policy(before), policy(after)]);
}

function policy(statements: readonly PolicyStatement[]): Policy {
  return parsePolicy({ Version: "2012-10-17", Statement: statements }, "p");
}

/** Numbers that requests are made of: cheap to draw and to shrink. */
export const numbers = fc.array(fc.nat(), { minLength: 200, maxLength: 200 });

/** Requests that look at policies like these from all sides: a number's digits choose each of their parts. */
export function requests({ conditions, principals }: Kind, drawn: readonly number[]): Request[] {
  return drawn.map((number) => {
    let left = number;
    const digit = <T>(choices: readonly T[]): T | undefined => {
      const chosen = choices[left % choices.length];
      left = Math.floor(left / choices.length);
      return chosen;
    };
    const [action = "", resource = ""] = [digit(REQUEST_ACTIONS), digit(REQUEST_RESOURCES)];
    const principal = principals ? digit(REQUEST_PRINCIPALS) : undefined;
    const entries = Object.entries(conditions ? VALUES : {}).flatMap(([key, values]) => {
      const value = digit(values);
      return value === undefined ? [] : [[key, value] as const];
    });
    return {
      ...(principal === undefined ? {} : { principal }),
      action,
      resource,
      context: Object.fromEntries(entries),
    };
  });
}

/** Requests that statements speak of: their own actions, resources and values, wildcards filled in, here and there crossed. */
export function requestsAbout(policies: readonly Policy[], drawn: readonly number[]): Request[] {
  const statements = policies.flatMap((one) => one.statements);
  const pick = <T>(list: readonly T[], number: number): T | undefined => list[number % list.length];
  const fill = (pattern: string, number: number): string =>
    pattern.replaceAll("*", pick(["", "x", "sagemaker", "A"], number) ?? "").replaceAll("?", "x");
  return drawn.flatMap((number) => {
    const one = pick(statements, number);
    const other = number % 5 === 0 ? pick(statements, number >> 3) : one;
    if (!one || !other) return [];
    const context = one.conditions.flatMap(({ key, values, operator }, i) =>
      (number >> i) % 4 === 0
        ? []
        : [[key, operator === "Null" ? "x" : fill(pick(values, number >> 5) ?? "x", number >> 7)] as const],
    );
    return [
      {
        action: fill(pick(one.actions ?? one.notActions ?? [], number >> 4) ?? "a:B", number >> 6),
        resource: fill(pick(other.resources ?? other.notResources ?? [], number >> 8) ?? "*", number >> 9),
        context: Object.fromEntries(context),
      },
    ];
  });
}
