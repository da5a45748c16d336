import fc from "fast-check";
import { lane } from "../engine/lane";
import { write } from "../inputs/files";
import { hostileText, type Json, mostly } from "../inputs/hostile";
import { policyDocument } from "../inputs/policies";
import {
  change,
  type Change,
  holdResourceVerdict,
  holdVerdict,
  type ResourceChange,
  resourceChangeOf,
} from "../changes";
import { holdReview, holdSame, sides, type Versions, verdictOf } from "../reviews";

type Input = Versions | { readonly change: Change } | { readonly trust: ResourceChange };

const ACCOUNT = "111122223333";
const NAMES = ["a", "b", "c"];
const POLICIES = ["p", "q"];
const arn = (kind: string, name: string): string => `arn:aws:iam::${ACCOUNT}:${kind}/${name}`;

/** As an object, or as the API gives it, in URL encoding. */
function document(principals: boolean): fc.Arbitrary<Json> {
  return fc
    .tuple(policyDocument(principals), fc.constantFrom("object", "encoded", "encoded", "text"))
    .map(([value, form]) => {
      if (form === "object") return value;
      const text = Buffer.from(JSON.stringify(value)).toString();
      return form === "encoded" ? encodeURIComponent(text) : text;
    });
}

const attached: fc.Arbitrary<Json> = fc.array(
  mostly(fc.constantFrom(...POLICIES.map((name) => arn("policy", name)), "arn:aws:iam::aws:policy/ReadOnlyAccess")).map(
    (PolicyArn) => ({ PolicyName: "x", PolicyArn }),
  ),
  { maxLength: 2 },
);
const inline: fc.Arbitrary<Json> = fc.array(
  fc
    .tuple(mostly(fc.constantFrom(...NAMES)), document(false))
    .map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument })),
  { maxLength: 2 },
);

/** An account has one of each. */
function arnOf(entry: Json): unknown {
  return (entry as { Arn: string }).Arn;
}

function principal(kind: "Role" | "User" | "Group", more: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<Json[]> {
  const entry = fc
    .record({
      name: mostly(fc.constantFrom(...NAMES)),
      attached,
      inline,
      boundary: fc.option(fc.constantFrom(...POLICIES, "unknown"), { nil: undefined, freq: 3 }),
      more: fc.record(more),
    })
    .map(({ name, attached: AttachedManagedPolicies, inline: listed, boundary, more: rest }): Json => ({
      Path: "/",
      [`${kind}Name`]: name,
      Arn: arn(kind.toLowerCase(), name),
      AttachedManagedPolicies,
      [`${kind}PolicyList`]: listed,
      ...(boundary !== undefined && {
        PermissionsBoundary: { PermissionsBoundaryArn: arn("policy", boundary) },
      }),
      ...rest,
    }));
  return fc.uniqueArray(entry, { maxLength: 2, selector: arnOf });
}

const managed: fc.Arbitrary<Json[]> = fc.uniqueArray(
  fc
    .tuple(mostly(fc.constantFrom(...POLICIES)), document(false), fc.boolean())
    .map(([PolicyName, Document, IsDefaultVersion]): Json => ({
      PolicyName,
      Arn: arn("policy", PolicyName),
      PolicyVersionList: [
        { Document: "{}", IsDefaultVersion: !IsDefaultVersion, VersionId: "v1" },
        { Document, IsDefaultVersion, VersionId: "v2" },
      ],
    })),
  { maxLength: 3, selector: arnOf },
);

const details: fc.Arbitrary<Json> = fc.record({
  UserDetailList: principal("User", { GroupList: fc.array(mostly(fc.constantFrom(...NAMES)), { maxLength: 3 }) }),
  GroupDetailList: principal("Group", {}),
  RoleDetailList: principal("Role", { AssumeRolePolicyDocument: document(true), Tags: hostileText }),
  Policies: managed,
  IsTruncated: fc.constant(false),
});

const inputs: fc.Arbitrary<Input> = fc.oneof(
  { weight: 4, arbitrary: sides(details) },
  { weight: 1, arbitrary: fc.record({ change }) },
  { weight: 1, arbitrary: fc.record({ trust: resourceChangeOf("trust") }) },
);

const [BEFORE, AFTER] = ["before.json", "after.json"];

/** What `aws iam get-account-authorization-details` prints. */
export const detailsLane = lane<Input>({
  name: "details",
  share: 8,
  inputs,
  hold: async (input) => {
    if ("change" in input) {
      write(BEFORE, { text: JSON.stringify(holding(input.change.before, input.change.boundaries?.[0])) });
      write(AFTER, { text: JSON.stringify(holding(input.change.after, input.change.boundaries?.[1])) });
      holdVerdict(await verdictOf(["--before", BEFORE, "--after", AFTER]), input.change);
      return;
    }
    if ("trust" in input) {
      const { before, after } = input.trust;
      write(BEFORE, { text: JSON.stringify({ RoleDetailList: [{ ...ROLE, AssumeRolePolicyDocument: before }] }) });
      write(AFTER, { text: JSON.stringify({ RoleDetailList: [{ ...ROLE, AssumeRolePolicyDocument: after }] }) });
      holdResourceVerdict(await verdictOf(["--before", BEFORE, "--after", AFTER]), input.trust);
      return;
    }
    write(BEFORE, input.before);
    write(AFTER, input.after);
    if (await holdReview(["--before", BEFORE, "--after", AFTER], [BEFORE, AFTER], input.format))
      await holdSame(AFTER, GAP);
  },
});

const GAP = "what they leave out is not known, and not compared";

const ROLE = { RoleName: "r", Arn: arn("role", "r") };

/** An account with one role that holds a policy. */
function holding(policy: object, boundary: object | null | undefined): object {
  const limit = arn("policy", "limit");
  return {
    RoleDetailList: [
      {
        ...ROLE,
        AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] },
        RolePolicyList: [{ PolicyName: "p", PolicyDocument: policy }],
        ...(boundary && { PermissionsBoundary: { PermissionsBoundaryArn: limit } }),
      },
    ],
    Policies: boundary
      ? [{ PolicyName: "limit", Arn: limit, PolicyVersionList: [{ Document: boundary, IsDefaultVersion: true }] }]
      : [],
  };
}
