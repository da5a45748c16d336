import type { Policy } from "../../policy/document";
import type { AccessState, OpaquePolicy, PrincipalAccess } from "../model";
import { networkRules } from "./network";
import { PolicyReader } from "./policies";
import { resourcePolicies } from "./resource-policies";
import { field, fieldsOf, listOf, textOf, type Change, type Resource } from "./resource";
import { Inventory } from "./inventory";
import { GRANTS, PRINCIPALS, type PrincipalKind } from "./tables";

/** Kind of principal → the resource type that is one. */
const PRINCIPAL_TYPES = Object.fromEntries(Object.entries(PRINCIPALS).map(([type, kind]) => [kind, type])) as Readonly<
  Record<PrincipalKind, string>
>;

/** The access of everybody and everything before and after a change. */
export function accessOf(change: Change): { before: AccessState; after: AccessState } {
  const reader = new PolicyReader();
  const [before, after] = [new Inventory(change.before, reader), new Inventory(change.after, reader)];
  const principals = [principalsOf(before, listedAlone(after)), principalsOf(after, new Set())] as const;
  addUnattached(before, after, principals);
  const resources = resourcePolicies(before, after);
  return {
    before: { principals: accessByKey(principals[0].drafts), resources: resources.before, rules: networkRules(before) },
    after: { principals: accessByKey(principals[1].drafts), resources: resources.after, rules: networkRules(after) },
  };
}

/** What is collected of one principal. */
interface Draft {
  kind: PrincipalAccess["kind"];
  name: string;
  policies: Policy[];
  opaque: OpaquePolicy[];
  boundary: Policy | OpaquePolicy | undefined;
  unknown: string[];
  addresses: string[];
  sensitive: boolean;
}

interface Principals {
  readonly drafts: Map<string, Draft>;
  /** Managed policies that some principal carries, as policy or boundary. */
  readonly used: Set<Resource>;
}

/** Attributes of `aws_iam_role` that show what a role carries, whoever gave it, by the type that takes all others away. */
const EXCLUSIVE: Readonly<Record<string, string>> = {
  aws_iam_role_policy_attachments_exclusive: "managed_policy_arns",
  aws_iam_role_policies_exclusive: "inline_policy",
};

/**
 * The roles whose policies are listed exclusively, each as `ATTRIBUTE ROLE`: what such a role carries beside the list, it
 * loses, also what no other resource of the plan gave it.
 */
function listedAlone(side: Inventory): ReadonlySet<string> {
  return new Set(
    side.resources.flatMap((resource) => {
      const attribute = Object.hasOwn(EXCLUSIVE, resource.type) ? EXCLUSIVE[resource.type] : undefined;
      if (attribute === undefined) return [];
      return side.names(resource, "role_name", [PRINCIPAL_TYPES.role]).map((name) => `${attribute} ${name}`);
    }),
  );
}

function principalsOf(side: Inventory, alone: ReadonlySet<string>): Principals {
  const shows = (resource: Resource, attribute: string): boolean =>
    resource.configured(attribute) || alone.has(`${attribute} ${textOf(field(resource.values, "name")) ?? ""}`);
  const drafts = new Map<string, Draft>();
  const used = new Set<Resource>();
  const draftOf = (kind: Draft["kind"], name: string, account: string | undefined): Draft => {
    const key = `${account ?? ""}/${kind}/${name}`;
    let draft = drafts.get(key);
    if (!draft) {
      draft = {
        kind,
        name,
        policies: [],
        opaque: [],
        boundary: undefined,
        unknown: [],
        addresses: [],
        sensitive: false,
      };
      drafts.set(key, draft);
    }
    return draft;
  };
  const memberships: { user: string; account: string | undefined; groups: string[] }[] = [];

  for (const resource of side.resources) {
    const { type, address, account, values } = resource;
    if (Object.hasOwn(PRINCIPALS, type)) {
      const kind = PRINCIPALS[type as keyof typeof PRINCIPALS];
      const draft = draftOf(kind, textOf(field(values, "name")) ?? address, account);
      draft.addresses.push(address);
      const boundary = side.attached(resource, "permissions_boundary");
      boundary.used.forEach((policy) => used.add(policy));
      draft.sensitive ||= boundary.sensitive || resource.sensitive("inline_policy");
      draft.boundary = boundary.known[0] ?? boundary.opaque[0];
      if (shows(resource, "inline_policy")) addInline(side, resource, draft);
    }
    for (const grant of Object.hasOwn(GRANTS, type) ? (GRANTS[type] ?? []) : []) {
      if (grant.arn === "managed_policy_arns" && !shows(resource, grant.arn)) continue;
      for (const name of side.names(resource, grant.names, [PRINCIPAL_TYPES[grant.principal]])) {
        const draft = draftOf(grant.principal, name, account);
        draft.addresses.push(address);
        if (grant.policy !== undefined) {
          const text = textOf(field(values, grant.policy));
          draft.sensitive ||= resource.sensitive(grant.policy);
          if (field(resource.unknown, grant.policy) === true) draft.unknown.push(`${address}.${grant.policy}`);
          else if (text !== undefined && text !== "")
            draft.policies.push(side.reader.text(text, textOf(field(values, "name")) ?? address, address));
        }
        if (grant.arn !== undefined) {
          const { known, opaque, used: carried, sensitive } = side.attached(resource, grant.arn);
          draft.sensitive ||= sensitive;
          draft.policies.push(...known);
          draft.opaque.push(...opaque);
          carried.forEach((policy) => used.add(policy));
        }
      }
    }
    memberships.push(...membershipsOf(resource));
  }
  for (const { user, account, groups } of memberships) {
    const member = draftOf("user", user, account);
    for (const group of groups) {
      const from = draftOf("group", group, account);
      member.policies.push(...from.policies);
      member.opaque.push(...from.opaque);
      member.unknown.push(...from.unknown);
      member.sensitive ||= from.sensitive;
    }
  }
  return { drafts, used };
}

/** Inline blocks within `aws_iam_role`. */
function addInline(side: Inventory, resource: Resource, draft: Draft): void {
  listOf(field(resource.values, "inline_policy")).forEach((block, i) => {
    const text = textOf(field(fieldsOf(block), "policy"));
    const unknown = fieldsOf(listOf(field(resource.unknown, "inline_policy"))[i]);
    if (field(unknown, "policy") === true) draft.unknown.push(`${resource.address}.inline_policy`);
    else if (text)
      draft.policies.push(
        side.reader.text(text, textOf(field(fieldsOf(block), "name")) ?? resource.address, resource.address),
      );
  });
  if (field(resource.unknown, "inline_policy") === true) draft.unknown.push(`${resource.address}.inline_policy`);
}

function membershipsOf({
  type,
  values,
  account,
}: Resource): { user: string; account: string | undefined; groups: string[] }[] {
  const texts = (name: string): string[] => listOf(field(values, name)).flatMap((item) => textOf(item) ?? []);
  const one = (name: string): string[] => textOf(field(values, name))?.split("\n") ?? [];
  if (type === "aws_iam_user_group_membership") {
    return one("user").map((user) => ({ user, account, groups: texts("groups") }));
  }
  if (type === "aws_iam_group_membership") {
    return texts("users").map((user) => ({ user, account, groups: one("group") }));
  }
  return [];
}

/**
 * A managed policy that nobody in the plan carries may be attached elsewhere: a change to its text is a row of its own.
 * One that is new is attached to nobody yet.
 */
function addUnattached(earlier: Inventory, later: Inventory, [before, after]: readonly [Principals, Principals]): void {
  const addresses = new Map(earlier.managedPolicies.map((managed) => [nameOf(managed.resource), managed]));
  for (const managed of later.managedPolicies) {
    const previous = addresses.get(nameOf(managed.resource));
    if (!previous || before.used.has(previous.resource) || after.used.has(managed.resource)) continue;
    for (const [{ drafts }, { resource, policy, sensitive }] of [
      [before, previous],
      [after, managed],
    ] as const) {
      const name = nameOf(resource);
      drafts.set(`${resource.account ?? ""}/managed policy/${name}`, {
        kind: "managed policy",
        name,
        policies: policy ? [policy] : [],
        opaque: [],
        boundary: undefined,
        unknown: policy ? [] : [`${resource.address}.policy`],
        addresses: [resource.address],
        sensitive,
      });
    }
  }
}

function nameOf({ values, address }: Resource): string {
  return textOf(field(values, "name")) ?? address;
}

function accessByKey(drafts: ReadonlyMap<string, Draft>): Map<string, PrincipalAccess> {
  return new Map(
    [...drafts].map(([key, { boundary, addresses, ...draft }]) => [
      key,
      {
        ...draft,
        policies: [...new Set(draft.policies)],
        addresses: [...new Set(addresses)],
        ...(boundary && { boundary }),
      },
    ]),
  );
}
