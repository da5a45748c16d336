import type { Policy } from "../../policy/document";
import { managedPolicy } from "../../policy/managed";
import type { OpaquePolicy } from "../model";
import type { PolicyReader } from "../policy-text";
import { withoutKey } from "./address";
import { addressName, firstText, placeOf } from "./naming";
import { field, fieldsOf, listOf, textOf, textsOf, type Json, type Place, type Resource } from "./resource";
import { contested } from "./contested";
import { literalStatements } from "./partial-policy";
import { PRINCIPALS, type PrincipalKind } from "./principal-types";

/** A managed policy among the resources of a side: its text, or why there is none. */
export interface ManagedPolicy {
  readonly resource: Resource;
  readonly policy?: Policy;
  readonly opaque?: OpaquePolicy;
  /** The text must not be shown. */
  readonly sensitive: boolean;
}

/** One policy that an attribute attaches. */
export interface Attached {
  /** The same for one policy, however it is attached. */
  readonly id: string;
  readonly policy?: Policy;
  readonly opaque?: OpaquePolicy;
  /** Where it is among the resources of the side. */
  readonly managed?: ManagedPolicy;
}

/** A principal that an attribute names. */
export interface PrincipalName {
  readonly name: string;
  readonly place: Place;
  /** False where the name is known only after apply. */
  readonly known: boolean;
}

/** Kind of principal → the resource type that is one. */
const PRINCIPAL_TYPES = Object.fromEntries(Object.entries(PRINCIPALS).map(([type, kind]) => [kind, type])) as Readonly<
  Record<PrincipalKind, string>
>;

/** The resources of one side, with what is needed to follow one from another. */
export class Inventory {
  /** Address without key → instances; the state before a plan has no references, and never asks. */
  private byAddress: ReadonlyMap<string, Resource[]> | undefined;
  private readonly managed = new Map<Resource, ManagedPolicy>();
  private readonly managedByArn = new Map<string, ManagedPolicy>();
  private readonly permissionSets = new Map<string, Resource>();

  constructor(
    readonly resources: readonly Resource[],
    readonly reader: PolicyReader,
  ) {
    for (const resource of resources) {
      if (resource.type === "aws_iam_policy") this.addManaged(resource);
      if (resource.type === PRINCIPAL_TYPES["permission set"]) {
        const arn = firstText(resource, ["arn"]);
        if (arn !== undefined) this.permissionSets.set(arn, resource);
      }
    }
  }

  /** The managed policies of the side. */
  get managedPolicies(): Iterable<ManagedPolicy> {
    return this.managed.values();
  }

  private addManaged(resource: Resource): void {
    const { values, address, accountKey } = resource;
    const [text, arn, name] = [
      firstText(resource, ["policy"]),
      firstText(resource, ["arn"]),
      firstText(resource, ["name"]),
    ];
    const managed: ManagedPolicy = {
      resource,
      sensitive: resource.sensitive("policy"),
      ...(field(resource.unknown, "policy") === true
        ? { opaque: opaqueOf(resource, "policy") }
        : text === undefined
          ? { opaque: { name: managedId(resource), unknown: false } }
          : { policy: this.reader.text(text, name ?? address) }),
    };
    this.managed.set(resource, managed);
    if (arn !== undefined) this.nameManaged(arn, managed);
    // Before a policy exists it has no ARN, but one that is written out can still name it.
    if (name !== undefined)
      this.nameManaged(literalKey(accountKey, textOf(field(values, "path")) ?? "/", name), managed);
  }

  private nameManaged(key: string, managed: ManagedPolicy): void {
    const other = this.managedByArn.get(key);
    const isContested =
      other !== undefined && other.policy !== managed.policy && !isSameAddress(other.resource, managed.resource);
    const opaque = isContested ? contested(managedId(managed.resource), [other, managed]) : undefined;
    const { resource, sensitive } = managed;
    this.managedByArn.set(
      key,
      opaque ? { resource, sensitive: sensitive || (other?.sensitive ?? false), opaque } : managed,
    );
  }

  /**
   * The one resource that an attribute refers to, of one of the given types. With `for_each` or `count` on both sides,
   * the instance with the same key. Undefined where there is none, or more than one could be meant.
   */
  referred(resource: Resource, attribute: string, types: readonly string[]): Resource | undefined {
    const candidates = this.allReferred(resource, attribute, types);
    if (candidates.length === 1) return candidates[0];
    const sameKey = candidates.filter(({ index }) => index !== undefined && index === resource.index);
    return sameKey.length === 1 ? sameKey[0] : undefined;
  }

  /** Every resource of the given types that an attribute refers to. */
  allReferred(resource: Resource, attribute: string, types: readonly string[]): Resource[] {
    const addresses = resource.references(attribute);
    if (addresses.length === 0) return [];
    this.byAddress ??= groupedByAddress(this.resources);
    return addresses
      .flatMap((address) => this.byAddress?.get(addressKey(resource.scope, address)) ?? [])
      .filter(({ type }) => types.includes(type));
  }

  /** The policies that an attribute with one ARN or several names. */
  attached(resource: Resource, attribute: string): Attached[] {
    const value = field(resource.values, attribute);
    const unknown = field(resource.unknown, attribute);
    const known = (Array.isArray(value) ? listOf(value) : [value]).flatMap((item, i) => {
      const arn = textOf(item);
      const isKnown = unknown !== true && listOf(unknown)[i] !== true;
      return arn !== undefined && arn !== "" && isKnown ? [this.byArn(arn, resource)] : [];
    });
    if (unknown !== true && !listOf(unknown).includes(true)) return known;
    const one = this.referred(resource, attribute, ["aws_iam_policy"]);
    const several =
      Array.isArray(value) || one === undefined ? this.allReferred(resource, attribute, ["aws_iam_policy"]) : [one];
    const found = several.flatMap((policy) => this.managed.get(policy) ?? []);
    // Of a list, each reference is a member; of one ARN, only one of them can be meant.
    if (one !== undefined || (found.length > 0 && isList(resource, attribute))) {
      return [...known, ...found.map(attachedOf)];
    }
    const name = `${resource.address}.${attribute}`;
    return [...known, { id: name, opaque: opaqueOf(resource, attribute) }];
  }

  /** The policy that an attribute within a block names by its ARN; one that is known only after apply is opaque. */
  byText(resource: Resource, attribute: string, arn: string | undefined): Attached[] {
    if (arn !== undefined && arn !== "") return [this.byArn(arn, resource)];
    const name = `${resource.address}.${attribute}`;
    return [{ id: name, opaque: opaqueOf(resource, attribute) }];
  }

  /**
   * The policies that a block with name and path means: of every account that was read, its own.
   *
   * @param reference The block: `{ name, path }`.
   */
  ofEachAccount(resource: Resource, attribute: string, reference: Json): Attached[] {
    const name = textOf(field(fieldsOf(reference), "name"));
    if (name === undefined) {
      const policies = this.allReferred(resource, attribute, ["aws_iam_policy"]);
      const found = policies.flatMap((policy) => this.managed.get(policy) ?? []);
      return found.length > 0 ? found.map(attachedOf) : this.byText(resource, attribute, undefined);
    }
    const path = textOf(field(fieldsOf(reference), "path")) ?? "/";
    const found = [...this.managed.values()].filter(
      ({ resource: policy }) => firstText(policy, ["name"]) === name && (firstText(policy, ["path"]) ?? "/") === path,
    );
    const id = `${path === "/" ? "" : path}${name}`;
    return found.length > 0
      ? found.map(attachedOf)
      : [{ id, opaque: { name: `the policy ${id} of each account`, unknown: false } }];
  }

  private byArn(arn: string, { accountKey }: Resource): Attached {
    const aws = managedPolicy(arn);
    if (aws) return { id: arn, policy: aws };
    const match = /^arn:[a-z-]+:iam::(\d{12}):policy(\/(?:.*\/)?)([^/]+)$/.exec(arn);
    const [, account = "", path = "/", name = ""] = match ?? [];
    const managed =
      this.managedByArn.get(arn) ??
      this.managedByArn.get(literalKey(account, path, name)) ??
      (accountKey.startsWith("?") ? this.managedByArn.get(literalKey(accountKey, path, name)) : undefined);
    return managed ? attachedOf(managed) : { id: arn, opaque: { name: arn, unknown: false } };
  }

  /** The principals that an attribute gives, one or a list; one that has no name yet is called by its address. */
  principals(resource: Resource, attribute: string, kind: PrincipalKind): PrincipalName[] {
    const texts = textsOf(field(resource.values, attribute)).flatMap((text) => text.split("\n"));
    const known = texts
      .filter((text) => text !== "")
      .map((text) => {
        const set = kind === "permission set" ? this.permissionSets.get(text) : undefined;
        return set ? principalName(set) : { name: text, place: resource, known: true };
      });
    const unknown = field(resource.unknown, attribute);
    if (unknown !== true && !listOf(unknown).includes(true)) return known;
    const type = PRINCIPAL_TYPES[kind];
    const one = this.referred(resource, attribute, [type]);
    const several = one ? [one] : isList(resource, attribute) ? this.allReferred(resource, attribute, [type]) : [];
    if (several.length > 0) return [...known, ...several.map(principalName)];
    return [...known, { name: `${addressName(resource)}.${attribute}`, place: resource, known: false }];
  }
}

/** What a principal is called: by its name, as the other side of its address calls it, else by its address. */
export function principalName(resource: Resource): PrincipalName {
  const name = firstText(resource, ["name"]) ?? (resource.counterpart && firstText(resource.counterpart, ["name"]));
  return { name: name ?? addressName(resource), place: placeOf(resource, {}), known: true };
}

/** @param written The policy's text, where it is not the whole attribute. */
export function opaqueOf(
  resource: Resource,
  attribute: string,
  written: Json = resource.asWritten(attribute),
): OpaquePolicy {
  const deferral = resource.deferral(attribute);
  const name = `${resource.address}.${attribute}${deferral === undefined ? "" : ` (deferred: ${deferral})`}`;
  const expression = resource.expression(attribute);
  const literal = typeof written === "string" ? literalStatements(written, resource.address) : undefined;
  return { name, unknown: true, ...(expression !== undefined && { expression }), ...(literal && { literal }) };
}

function attachedOf(managed: ManagedPolicy): Attached {
  const { resource, policy, opaque } = managed;
  return { id: managedId(resource), managed, ...(policy && { policy }), ...(opaque && { opaque }) };
}

/** Whether two resources of one side are one, made anew. */
export function isSameAddress(a: Resource, b: Resource): boolean {
  return a === b || (a.address !== "" && a.address === b.address && a.scope === b.scope);
}

/** The same for one managed policy on both sides. */
function managedId(resource: Resource): string {
  const arn = firstText(resource, ["arn"]) ?? (resource.counterpart && firstText(resource.counterpart, ["arn"]));
  return arn ?? `${resource.accountKey} ${firstText(resource, ["name"]) ?? addressName(resource)}`;
}

/** Attributes that hold a list; before they are known, a plan shows no value that would say so. */
function isList(resource: Resource, attribute: string): boolean {
  return Array.isArray(field(resource.values, attribute)) || attribute.endsWith("s");
}

function groupedByAddress(resources: readonly Resource[]): Map<string, Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const key = addressKey(resource.scope, withoutKey(resource.address));
    const same = groups.get(key);
    if (same) same.push(resource);
    else groups.set(key, [resource]);
  }
  return groups;
}

function addressKey(scope: string, address: string): string {
  return `${scope}#${address}`;
}

function literalKey(accountKey: string, path: string, name: string): string {
  return `${accountKey}:policy${path}${name}`;
}
