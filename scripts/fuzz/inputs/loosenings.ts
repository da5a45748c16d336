import fc from "fast-check";
import type { PolicyStatement, PolicyVersion, Request } from "../../../policy/document";

/** Two statements that differ in little, and a request to which only the second applies. */
interface Loosening {
  readonly tight: PolicyParts;
  readonly loose: PolicyParts;
  readonly request?: Partial<Request>;
}

/** Parts of a statement, and the version of the policy that it stands in. */
type PolicyParts = Omit<Partial<PolicyStatement>, "Effect"> & { readonly Version?: PolicyVersion };

const ROLE = "arn:aws:iam::111122223333:role/a";
const SESSION = "arn:aws:sts::111122223333:assumed-role/a/session";
const [OBJECT, ITS_ARN] = ["s3:GetObject", "arn:aws:s3:::a/b"];

/** What chance seldom draws, a row for each way in which one text is a little wider than another. */
export const LOOSENINGS: readonly Loosening[] = [
  { tight: { Action: OBJECT }, loose: { Action: "s3:GetObject*" }, request: { action: "s3:GetObjectAcl" } },
  { tight: { Action: "s3:Get?bject" }, loose: { Action: "s3:Get*ject" }, request: { action: "s3:GetXXject" } },
  { tight: { NotAction: [OBJECT, "s3:PutObject"] }, loose: { NotAction: "s3:PutObject" } },
  {
    tight: { Resource: "arn:aws:s3:::a/?" },
    loose: { Resource: "arn:aws:s3:::a/?*" },
    request: { resource: "arn:aws:s3:::a/bb" },
  },
  { tight: { Resource: "arn:aws:s3:::A/b" }, loose: { Resource: ITS_ARN } },
  { tight: { NotResource: ["arn:aws:s3:::a/*", "arn:aws:s3:::c"] }, loose: { NotResource: "arn:aws:s3:::c" } },
  // Policy variables are literal in the older version.
  ...[
    { Resource: "arn:aws:s3:::a/${aws:username}" },
    { Condition: { StringEquals: { "k:a": "${aws:username}" } } },
  ].map((one): Loosening => ({
    tight: { ...one, Version: "2008-10-17" },
    loose: { ...one, Version: "2012-10-17" },
    request: { context: { "aws:username": "b", "k:a": "b" } },
  })),
  ...(
    [
      [{ StringEquals: { "k:a": "x" } }, { StringEqualsIfExists: { "k:a": "x" } }, {}],
      [{ StringEquals: { "k:a": "x" } }, { StringEquals: { "k:a": ["x", "y"] } }, { "k:a": "y" }],
      [{ StringEquals: { "k:a": "x" } }, { StringEqualsIgnoreCase: { "k:a": "x" } }, { "k:a": "X" }],
      [{ StringEquals: { "k:a": "x*" } }, { StringLike: { "k:a": "x*" } }, { "k:a": "xy" }],
      [{ StringEquals: { "k:a": "x" } }, { StringEquals: { "k:b": "x" } }, { "k:b": "x" }],
      [{ StringNotEquals: { "k:a": ["x", "y"] } }, { StringNotEquals: { "k:a": "x" } }, { "k:a": "y" }],
      [{ StringNotLike: { "k:a": "x*" } }, { StringNotLike: { "k:a": "x?" } }, { "k:a": "x" }],
      [
        { "ForAnyValue:StringEquals": { "aws:TagKeys": "x" } },
        { "ForAllValues:StringEquals": { "aws:TagKeys": "x" } },
        {},
      ],
      [
        { "ForAllValues:StringEquals": { "aws:TagKeys": ["x", "y"] } },
        { "ForAnyValue:StringEquals": { "aws:TagKeys": ["x", "y"] } },
        { "aws:TagKeys": ["x", "z"] },
      ],
      [{ Null: { "k:a": "true" } }, { StringNotEquals: { "k:a": "x" } }, { "k:a": "y" }],
      [{ Null: { "k:a": "false" }, Bool: { "k:c": "true" } }, { Bool: { "k:c": "true" } }, { "k:c": "true" }],
      [{ Bool: { "k:c": "true" } }, { BoolIfExists: { "k:c": "true" } }, {}],
      [{ NumericLessThan: { "k:n": "10" } }, { NumericLessThanEquals: { "k:n": "10" } }, { "k:n": "10.0" }],
      [
        { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } },
        { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:01Z" } },
        { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
      ],
      [
        { IpAddress: { "aws:SourceIp": "10.2.0.0/16" } },
        { IpAddress: { "aws:SourceIp": "10.2.0.0/15" } },
        { "aws:SourceIp": "10.3.255.255" },
      ],
      [
        { NotIpAddress: { "aws:SourceIp": "10.2.0.0/15" } },
        { NotIpAddress: { "aws:SourceIp": "10.2.0.0/16" } },
        { "aws:SourceIp": "10.3.255.255" },
      ],
      [
        { ArnLike: { "aws:SourceArn": "arn:aws:s3:::a" } },
        { ArnLike: { "aws:SourceArn": "arn:aws:s3:::?" } },
        { "aws:SourceArn": "arn:aws:s3:::b" },
      ],
    ] as const
  ).map(([tight, loose, context]): Loosening => ({
    tight: { Condition: tight },
    loose: { Condition: loose },
    request: { context },
  })),
];

/** Who is named, and by which step: an account lets its own policies decide, a role needs none, a session has no limit. */
export const NAMINGS: readonly Loosening[] = (
  [
    [{ AWS: "111122223333" }, { AWS: ROLE }, ROLE],
    [{ AWS: "111122223333" }, { AWS: ["111122223333", ROLE] }, SESSION],
    [{ AWS: ROLE }, { AWS: [ROLE, SESSION] }, SESSION],
    [{ AWS: ROLE }, "*", ROLE],
    [{ AWS: ROLE }, { AWS: "111122223333" }, "arn:aws:iam::111122223333:role/b"],
    [{ AWS: SESSION }, { AWS: ROLE }, "arn:aws:sts::111122223333:assumed-role/a/other"],
    [{ Service: "s3.amazonaws.com" }, { Service: ["s3.amazonaws.com", "sns.amazonaws.com"] }, "sns.amazonaws.com"],
    [{ AWS: "111122223333" }, { AWS: ["111122223333", "444455556666"] }, "arn:aws:iam::444455556666:role/x"],
  ] as const
).map(([tight, loose, principal]): Loosening => ({
  tight: { Principal: tight },
  loose: { Principal: loose },
  request: { principal },
}));

/** What stands beside it on both sides, and is about something else. */
const OTHERS: readonly Omit<PolicyStatement, "Principal">[] = [
  { Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:sqs:eu-west-1:111122223333:q" },
  { Effect: "Deny", Action: "sqs:Delete*", Resource: "*" },
  { Effect: "Allow", Action: OBJECT, Resource: "arn:aws:s3:::z/*", Condition: { Bool: { "k:c": "false" } } },
  { Effect: "Deny", Action: ["s3:Get*", "s3:PutObject"], Resource: "arn:aws:s3:::z/*" },
];

/** Two policies, the second of which allows a request that the first does not. */
export interface Loosened {
  readonly versions: readonly [PolicyVersion, PolicyVersion];
  readonly before: readonly PolicyStatement[];
  readonly after: readonly PolicyStatement[];
  readonly request: Request;
}

/** A Deny with NotPrincipal goes, which denied those whom it spares where they have a boundary. */
const FREED: fc.Arbitrary<Loosened> = fc.constantFrom(ROLE, SESSION).map((principal): Loosened => {
  const allow = statementOf({ Principal: { AWS: principal } }, "Allow");
  const deny = statementOf({ NotPrincipal: { AWS: ["111122223333", ROLE, SESSION] } }, "Deny");
  return {
    versions: ["2012-10-17", "2012-10-17"],
    before: [allow, deny],
    after: [allow],
    request: { principal, action: OBJECT, resource: ITS_ARN, context: {} },
  };
});

/** @param principals Whether the statements are a resource's, which name principals. */
export function loosened(principals: boolean): fc.Arbitrary<Loosened> {
  const planted = fc
    .record({
      row: fc.constantFrom(...LOOSENINGS, ...(principals ? [...NAMINGS, ...NAMINGS] : [])),
      others: fc.shuffledSubarray([...OTHERS]),
      place: fc.nat(OTHERS.length),
      denied: fc.boolean(),
    })
    .map(({ row, ...how }) => loosenedBy(row, { ...how, principals }));
  return principals ? fc.oneof({ weight: 9, arbitrary: planted }, { weight: 1, arbitrary: FREED }) : planted;
}

/** How a row is planted. */
interface Planting {
  readonly principals: boolean;
  /** Whether the statement denies, beside one that allows: who is denied less is allowed more. */
  readonly denied: boolean;
  readonly others: typeof OTHERS;
  /** After how many of the others it stands. */
  readonly place: number;
}

export function loosenedBy(
  { tight, loose, request }: Loosening,
  { principals, denied, others, place }: Planting,
): Loosened {
  const named = principals ? { Principal: { AWS: ROLE } } : {};
  const beside = others.map((one): PolicyStatement => ({ ...one, ...named }));
  const allowed: PolicyStatement = {
    Effect: "Allow",
    ...(principals && { Principal: { AWS: [ROLE, SESSION] } }),
    Action: "s3:*",
    Resource: "*",
  };
  const side = (parts: PolicyParts): PolicyStatement[] => [
    ...beside.slice(0, place),
    ...(denied ? [allowed] : []),
    statementOf({ ...named, ...parts }, denied ? "Deny" : "Allow"),
    ...beside.slice(place),
  ];
  const [from, to] = denied ? [loose, tight] : [tight, loose];
  return {
    versions: [from.Version ?? "2012-10-17", to.Version ?? "2012-10-17"],
    before: side(from),
    after: side(to),
    request: { ...(principals && { principal: ROLE }), action: OBJECT, resource: ITS_ARN, context: {}, ...request },
  };
}

function statementOf({ Version: _, ...parts }: PolicyParts, effect: PolicyStatement["Effect"]): PolicyStatement {
  return {
    Effect: effect,
    ...(parts.NotAction === undefined && { Action: OBJECT }),
    ...(parts.NotResource === undefined && { Resource: ITS_ARN }),
    ...parts,
  };
}
