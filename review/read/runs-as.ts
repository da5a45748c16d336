import type { PrincipalAccess, RoleInUse, RunsAs, OnBothSides } from "../model";
import { TYPES } from "../types";
import { principalName, type Inventory } from "./inventory";
import { firstText, keyOf, named, placeOf } from "./naming";
import { atPath } from "./paths";
import { field, fieldsOf, textOf, textsOf, type Resource } from "./resource";
import { identityOf, mapChanging } from "./map-resources";
import { SESSION_POLICIES } from "./tables";

/** Whether a principal is among those of either side, by its key. */
type IsRead = (key: string) => boolean;

/** What runs as which role, before and after, of every type whose row says that it runs as one. */
export function runsAs(
  before: Inventory,
  after: Inventory,
  principals: OnBothSides<ReadonlyMap<string, PrincipalAccess>>,
): { before: Map<string, RunsAs>; after: Map<string, RunsAs> } {
  const isRead: IsRead = (key) => principals.before.has(key) || principals.after.has(key);
  // What names an instance profile may get another role by it, without any change of its own.
  const profilesChange = [before, after].some(({ resources }) =>
    resources.some(({ type, unchanged }) => type === "aws_iam_instance_profile" && !unchanged),
  );
  const isSame = ({ unchanged }: Resource): boolean => unchanged && !profilesChange;
  const [was, is] = [before, after].map((inventory) => {
    const roles = new Roles(inventory, isRead);
    return mapChanging(inventory, (resource) => read(roles, resource), isSame);
  }) as [Map<string, RunsAs>, Map<string, RunsAs>];
  // Something that goes acts as nobody; who leaves a group is still there.
  const left = before.resources.filter(({ type }) => type === IN_GROUP).map(({ address }) => address);
  for (const [key, one] of was) {
    if (!is.has(key) && left.includes(one.subject.name)) is.set(key, { ...one, roles: [] });
  }
  return { before: was, after: is };
}

/** Attributes whose text, JSON, YAML or `name=value;`, names roles among other things. */
const HOLDING: ReadonlySet<string> = new Set([
  "aws_batch_job_definition.container_properties",
  "aws_batch_job_definition.ecs_properties",
  "aws_batch_job_definition.node_properties",
  "aws_dms_endpoint.extra_connection_attributes",
  "aws_emr_security_configuration.configuration",
  "aws_osis_pipeline.pipeline_configuration_body",
]);

/** The ARNs of roles in a text, each once. Source of the characters: "IAM and AWS STS quotas", AWS IAM User Guide. */
function rolesIn(text: string): string[] {
  return [...new Set(text.match(/arn:[a-z-]{1,20}:iam::\d{12}:role\/[\w+=,.@/-]{1,576}/g) ?? [])];
}

/** Who is in a group of a user pool. */
const IN_GROUP = "aws_cognito_user_in_group";

function read(roles: Roles, resource: Resource): RunsAs | undefined {
  if (resource.type === IN_GROUP) return { subject: identityOf(resource), as: "role", roles: roles.ofGroup(resource) };
  const paths = TYPES.get(resource.type)?.runsAs;
  return (
    paths && { subject: identityOf(resource), as: "role", roles: paths.flatMap((path) => roles.at(resource, path)) }
  );
}

/** Finds the roles of one side that attributes name. */
class Roles {
  /** Instance profiles by name; they are looked through once, and only where something names one. */
  private profiles: ReadonlyMap<string, Resource> | undefined;

  constructor(
    private readonly inventory: Inventory,
    private readonly isRead: IsRead,
  ) {}

  at(resource: Resource, path: string): RoleInUse[] {
    const { values, unknown } = atPath(resource, path);
    const texts = values.flatMap((value) => [...textsOf(value), ...Object.values(fieldsOf(value)).flatMap(textsOf)]);
    const within = HOLDING.has(`${resource.type}.${path}`) ? texts.flatMap(rolesIn) : texts;
    const found = within.map((text) => this.named(resource, path, text));
    return this.within(resource, unknown ? [...found, ...this.referred(resource, path)] : found);
  }

  /** The role of the group of a user pool that somebody is put into. */
  ofGroup(membership: Resource): RoleInUse[] {
    const [name, pool, user] = ["group_name", "user_pool_id", "username"].map((one) =>
      textOf(field(membership.values, one)),
    );
    const path = user === undefined ? "group_name" : `for ${user}`;
    const named = this.inventory.resources.filter(
      ({ type, values }) =>
        type === "aws_cognito_user_group" &&
        textOf(field(values, "name")) === name &&
        textOf(field(values, "user_pool_id")) === pool,
    );
    const group = this.inventory.referred(membership, "group_name", ["aws_cognito_user_group"]) ?? named[0];
    const roles = group ? this.at(group, "role_arn").map((role) => ({ ...role, path })) : [];
    return roles.length > 0
      ? roles
      : [{ path, name: `of the group ${name ?? `${membership.address}.group_name`}`, unknown: false }];
  }

  /** The roles, as far as a session policy of the resource lets through. */
  private within({ type, values, unknown, address }: Resource, roles: readonly RoleInUse[]): RoleInUse[] {
    const attribute = Object.hasOwn(SESSION_POLICIES, type) ? SESSION_POLICIES[type] : undefined;
    const text = attribute === undefined ? undefined : textOf(field(values, attribute));
    if (attribute !== undefined && field(unknown, attribute) === true) {
      return roles.map(({ path, name }) => ({ path, name: `${name} within ${address}.${attribute}`, unknown: true }));
    }
    if (text === undefined || text === "") return [...roles];
    const within = this.inventory.reader.text(text, address);
    return roles.map((role) => ({ ...role, name: `${role.name} within a session policy`, within }));
  }

  private named(resource: Resource, path: string, text: string): RoleInUse {
    const { name: whole, account } = named(text);
    const [kind = "", ...rest] = whole.includes("/") ? whole.split("/") : ["", whole];
    const name = rest.at(-1) ?? whole;
    if (kind === "instance-profile" || (kind === "" && isProfile(path))) {
      const profile = this.profile(resource, name);
      return profile
        ? this.ofProfile(profile, path)
        : { path, name: `of the instance profile ${name}`, unknown: false };
    }
    const place = placeOf(resource, { ...(account !== undefined && { account }) });
    const key = keyOf("role", name, "account", place);
    // Where nothing names a plan's account, its roles are of the account that the ARN names.
    const local = keyOf("role", name, "account", resource);
    const isLocal = !this.isRead(key) && resource.accountKey.startsWith("?") && this.isRead(local);
    return { path, name: text, unknown: false, key: isLocal ? local : key };
  }

  /** Roles and instance profiles that have no ARN yet. */
  private referred(resource: Resource, path: string): RoleInUse[] {
    const one = this.inventory.referred(resource, path, ["aws_iam_role", "aws_iam_instance_profile"]);
    if (one?.type === "aws_iam_role") return [roleOf(one, path)];
    if (one) return [this.ofProfile(one, path)];
    const expression = resource.expression(path);
    const name = `${resource.address}.${path}`;
    return [{ path, name, unknown: true, ...(expression !== undefined && { expression }) }];
  }

  private ofProfile(profile: Resource, path: string): RoleInUse {
    const [role] = this.at(profile, "role");
    return role ? { ...role, path } : { path, name: `of ${profile.address}`, unknown: false };
  }

  private profile(resource: Resource, name: string): Resource | undefined {
    this.profiles ??= new Map(
      this.inventory.resources
        .filter(({ type }) => type === "aws_iam_instance_profile")
        .map((one) => [profileKey(one, firstText(one, ["name"]) ?? one.address), one]),
    );
    return this.profiles.get(profileKey(resource, name));
  }
}

function roleOf(role: Resource, path: string): RoleInUse {
  const { name, place } = principalName(role);
  return { path, name, unknown: false, key: keyOf("role", name, "account", place) };
}

function profileKey({ accountKey }: Resource, name: string): string {
  return `${accountKey}/${name}`;
}

function isProfile(path: string): boolean {
  return /instance_profile(?:_name|_arn)?$/.test(path);
}
