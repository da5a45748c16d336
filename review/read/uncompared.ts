import type { NotCompared, Subject } from "../model";
import { TYPES, type AccessKind, type TypeAccess } from "../types";
import { field, type Json, type Resource } from "./resource";
import { comparedAttributes, isRead } from "./tables";

/** A resource that a change touches, as it was and as it will be. */
export interface Touched {
  readonly before?: Resource | undefined;
  readonly after?: Resource | undefined;
}

/** What a change touches and the review does not compare. */
export interface Uncompared {
  readonly notCompared: readonly NotCompared[];
  /** Resources of types that carry no access, or that are made without what would carry it. */
  readonly withoutAccess: number;
}

/** What a resource type does, for a reader, beside the attributes that do it. */
const WORDS: Readonly<Record<AccessKind, string>> = {
  policy: "holds a policy",
  attaches: "attaches or limits policies",
  membership: "assigns access",
  federates: "lets somebody in",
  runsAs: "acts as a role",
  exposes: "opens data or a network",
  securityGroups: "is reached through security groups",
  provisions: "makes resources that are not in the plan",
};

/**
 * Finds among touched resources those that carry access, or may, and are of types whose access is not compared: none of
 * them is passed over in silence.
 */
export function uncomparedOf(touched: readonly Touched[]): Uncompared {
  const notCompared: NotCompared[] = [];
  let withoutAccess = 0;
  for (const { before, after } of touched) {
    const resource = after ?? before;
    if (!resource?.type.startsWith("aws_")) continue;
    const compared = comparedAttributes(resource.type);
    if (compared === "all") continue;
    const access = TYPES.get(resource.type);
    const text = access ? changeOf(access, compared, before, after) : "is of a type that this version does not know";
    if (text === undefined) withoutAccess += isRead(resource.type) || isSame(before, after) ? 0 : 1;
    else notCompared.push({ subject: subjectOf(resource, before === undefined), text: `${text}: not compared` });
  }
  return { notCompared, withoutAccess };
}

function isSame(before: Resource | undefined, after: Resource | undefined): boolean {
  return before !== undefined && after !== undefined && JSON.stringify(before.values) === JSON.stringify(after.values);
}

/** What of a type's access a change touches; undefined where nothing. */
function changeOf(
  access: TypeAccess,
  compared: readonly string[],
  before: Resource | undefined,
  after: Resource | undefined,
): string | undefined {
  const found: string[] = [];
  for (const kind of Object.keys(WORDS) as AccessKind[]) {
    const attributes = access[kind];
    // Who reaches something new through a security group, the group's rules say.
    if (!attributes || (kind === "securityGroups" && !(before && after))) continue;
    const names = [...new Set(attributes.map((path) => path.split(".")[0] ?? path))].filter(
      (name) => !compared.includes(name),
    );
    const changed = names.filter((name) => differs(name, before, after));
    if (changed.length > 0) found.push(`${WORDS[kind]} (${changed.join(", ")})`);
    else if (attributes.length === 0) found.push(WORDS[kind]);
  }
  return found.length === 0 ? undefined : found.join("; ");
}

function differs(attribute: string, before: Resource | undefined, after: Resource | undefined): boolean {
  if (after && isOpen(field(after.unknown, attribute)) && after.configured(attribute) !== false) {
    const [was, is] = [before?.expression(attribute), after.expression(attribute)];
    return is === undefined || was !== is;
  }
  const [was, is] = [before, after].map((one) => (one ? field(one.values, attribute) : undefined));
  // One side alone is made or destroyed: what is not set there gives nobody anything.
  if (!before || !after) return !isEmpty(was) || !isEmpty(is);
  return JSON.stringify(was ?? null) !== JSON.stringify(is ?? null);
}

function isOpen(mark: Json): boolean {
  return mark === true || (typeof mark === "object" && mark !== null && JSON.stringify(mark).includes("true"));
}

function isEmpty(value: Json): boolean {
  if (value === undefined || value === null || value === "" || value === false) return true;
  return Array.isArray(value) && value.length === 0;
}

/** A row's subject for a resource as a whole. */
export function subjectOf(resource: Resource, created: boolean): Subject {
  const { type, address, account, region, source } = resource;
  return {
    kind: type,
    name: address,
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(source !== undefined && { source }),
    created,
    addresses: [address],
  };
}
