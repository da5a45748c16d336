import type { NotCompared, Subject } from "../model";
import { textsOf } from "../texts";
import { TYPES, type AccessKind, type TypeAccess } from "../types";
import { contentOf } from "./content";
import { headOf, valuesAt } from "./paths";
import { field, carriesNoAccess, isOpen, type Json, type Resource } from "./resource";
import { isExposureRead } from "./exposure-rules";
import { organizationPolicyAccess } from "./organization";
import { comparedAttributes, isCompared } from "./tables";
import { WAYS_IN } from "./ways-in";

/** A resource that a change touches, as it was and as it will be. */
export interface Touched {
  readonly before?: Resource | undefined;
  readonly after?: Resource | undefined;
}

/** What a change touches and the review does not compare. */
export interface Uncompared {
  /** One for each type and action, however many resources. */
  readonly notCompared: readonly NotCompared[];
  /** Resources of types that carry no access, or that are made without what would carry it. */
  readonly withoutAccess: number;
  /** How many resources of other providers, which do not manage AWS: `random 3, kubernetes 1`. */
  readonly others: readonly string[];
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

/** What is compared wherever the table of types has it. */
const COMPARED: ReadonlySet<AccessKind> = new Set(["runsAs", "securityGroups"]);

/**
 * Finds among touched resources those that carry access, or may, and whose access is not compared: none of them is passed
 * over in silence.
 */
export function uncomparedOf(touched: readonly Touched[]): Uncompared {
  const rows = new Map<string, TypeChange>();
  const others = new Map<string, number>();
  let withoutAccess = 0;
  for (const { before, after } of touched) {
    const resource = after ?? before;
    if (!resource) continue;
    const [provider = ""] = resource.type.split("_");
    if (provider !== "aws" && provider !== "awscc") {
      if (!isSame(before, after)) others.set(provider, (others.get(provider) ?? 0) + 1);
      continue;
    }
    const compared = comparedOf(resource);
    if (compared === "all") continue;
    const access = TYPES.get(resource.type);
    const text = access ? changeOf(resource.type, access, compared, { before, after }) : UNKNOWN_TYPES[provider];
    if (text === undefined) {
      if ((compared === "none" || !isCompared(resource.type)) && !isSame(before, after)) withoutAccess += 1;
      continue;
    }
    const action = before ? (after ? "update" : "delete") : "create";
    const verdict = effectOf(resource.type, before, after);
    const key = JSON.stringify([resource.type, action, text, verdict]);
    const row = rows.get(key);
    if (row) row.touched.push({ before, after });
    else rows.set(key, { touched: [{ before, after }], created: !before, text: textOf(resource.type, text), verdict });
  }
  return {
    notCompared: [...rows.values()].map(({ touched: all, created, text, verdict }) => ({
      subject: subjectOf(
        all.flatMap(({ before, after }) => after ?? before ?? []),
        created,
      ),
      text,
      ...(verdict && { verdict }),
      ...textsOf(
        all.map(({ before }) => before && contentOf(before)),
        all.map(({ after }) => after && contentOf(after)),
      ),
    })),
    withoutAccess,
    others: [...others].map(([provider, count]) => `${provider} ${count}`),
  };
}

/** The attributes of a resource whose access is compared; `none` where it carries none, whatever its type may. */
function comparedOf(resource: Resource): "all" | "none" | readonly string[] {
  if (resource.type !== "aws_organizations_policy") return comparedAttributes(resource.type);
  const access = organizationPolicyAccess(resource);
  return access === "decides" ? "all" : access === "none" ? "none" : [];
}

/** Resources of one type, changed in one way. */
interface TypeChange {
  readonly touched: Touched[];
  readonly created: boolean;
  readonly text: string;
  readonly verdict: NotCompared["verdict"] | undefined;
}

function textOf(type: string, text: string): string {
  const effect = Object.hasOwn(WAYS_IN, type) ? WAYS_IN[type] : undefined;
  return effect ? `${effect.text}: ${text}; not proven by a request` : `${text}: not compared`;
}

/** Which way a change goes, where the type says; undefined where it does not, or what it is about is not known yet. */
function effectOf(type: string, before: Resource | undefined, after: Resource | undefined): NotCompared["verdict"] {
  const effect = Object.hasOwn(WAYS_IN, type) ? WAYS_IN[type] : undefined;
  if (!effect) return undefined;
  if (!after) return effect.destroyed;
  if (!before) return effect.created;
  const access = TYPES.get(type);
  const names = access
    ? Object.values(access).flatMap((paths) => (Array.isArray(paths) ? (paths as string[]) : []))
    : [];
  const changed = [...new Set(names.map((path) => path.split(".")[0] ?? path))].filter((name) =>
    differs(name, before, after),
  );
  const shrinks =
    effect.destroyed === "narrowed" &&
    changed.length > 0 &&
    changed.every(
      (name) => isPart(field(after.values, name), field(before.values, name)) && !isOpen(field(after.unknown, name)),
    );
  return shrinks ? "narrowed" : effect.changed;
}

/** Whether a list holds nothing that another does not. */
function isPart(list: Json, of: Json): boolean {
  if (!Array.isArray(list) || !Array.isArray(of) || list.length === 0) return false;
  const members = new Set(of.map((one) => JSON.stringify(one)));
  return list.every((one) => members.has(JSON.stringify(one)));
}

/** Providers that manage AWS, and what is said of a type that the table does not hold. */
const UNKNOWN_TYPES = {
  aws: "is of a type that this version does not know",
  awscc: "is made through the Cloud Control provider, whose types are not read",
} as const;

function isSame(before: Resource | undefined, after: Resource | undefined): boolean {
  return before !== undefined && after !== undefined && JSON.stringify(before.values) === JSON.stringify(after.values);
}

/** What of a type's access a change touches; undefined where nothing. */
function changeOf(
  type: string,
  access: TypeAccess,
  compared: readonly string[] | "none",
  { before, after }: Touched,
): string | undefined {
  if (compared === "none") return undefined;
  const found: string[] = [];
  for (const kind of Object.keys(WORDS) as AccessKind[]) {
    const attributes = access[kind];
    if (!attributes || COMPARED.has(kind)) continue;
    const isCompared = (path: string): boolean => compared.includes(headOf(path)) || isExposureRead(type, path);
    const changed = attributes.filter((path) => !isCompared(path) && differs(path, before, after));
    if (changed.length > 0) found.push(`${WORDS[kind]} (${[...new Set(changed.map(headOf))].join(", ")})`);
    else if (attributes.length === 0 && differsButForTags(before, after)) found.push(WORDS[kind]);
  }
  return found.length === 0 ? undefined : found.join("; ");
}

function differsButForTags(before: Resource | undefined, after: Resource | undefined): boolean {
  if (!before || !after) return true;
  const names = new Set([before, after].flatMap(({ values, unknown }) => [values, unknown]).flatMap(Object.keys));
  return [...names].some((name) => !carriesNoAccess(name) && differs(name, before, after));
}

function differs(path: string, before: Resource | undefined, after: Resource | undefined): boolean {
  const parts = path.split(".");
  if (after && valuesAt(after.unknown, parts).some(isOpen) && after.configured(headOf(path)) !== false) {
    const [was, is] = [before?.expression(path), after.expression(path)];
    return is === undefined || was !== is;
  }
  const [was, is] = [before, after].map((one) => valuesAt(one?.values, parts).filter((value) => value !== null));
  // One side alone is made or destroyed: what is not set there gives nobody anything.
  if (!before || !after) return [...(was ?? []), ...(is ?? [])].some((value) => !isEmpty(value));
  return JSON.stringify(was) !== JSON.stringify(is);
}

function isEmpty(value: Json): boolean {
  if (value === undefined || value === null || value === "" || value === false) return true;
  return Array.isArray(value) && value.length === 0;
}

/** A row's subject for resources of one type as a whole. */
export function subjectOf(resources: readonly Resource[], created: boolean): Subject {
  const common = (name: "account" | "region" | "source" | "type"): string | undefined => {
    const values = new Set(resources.map((resource) => resource[name]));
    return values.size === 1 ? [...values][0] : undefined;
  };
  const addresses = resources.map(({ address }) => address);
  const [account, region, source] = [common("account"), common("region"), common("source")];
  return {
    kind: kindOf(common("type")),
    name: addresses.length === 1 ? (addresses[0] ?? "") : `${addresses.length} resources`,
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(source !== undefined && { source }),
    created,
    addresses,
  };
}

/** A kind stands among our own words, so only what Terraform takes for a type's name is one. */
function kindOf(type = ""): string {
  return type === "" || /^[A-Za-z][\w-]{0,99}$/.test(type) ? type : "resource";
}
