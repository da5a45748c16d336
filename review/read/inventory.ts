import type { Policy } from "../../policy/document";
import { managedPolicy } from "../../policy/managed";
import type { OpaquePolicy } from "../model";
import type { PolicyReader } from "./policies";
import { withoutKey } from "./references";
import { field, listOf, textOf, type Resource } from "./resource";

/** A managed policy of a side: its text, or that it is known only after apply. */
interface ManagedPolicy {
  readonly resource: Resource;
  readonly policy: Policy | undefined;
  /** The text must not be shown. */
  readonly sensitive: boolean;
}

/** What an attribute attaches. */
interface Attached {
  readonly known: readonly Policy[];
  readonly opaque: readonly OpaquePolicy[];
  /** The managed policies among the resources of the side. */
  readonly used: readonly Resource[];
  readonly sensitive: boolean;
}

/** The resources of one side, with what is needed to follow one from another. */
export class Inventory {
  /** Address without key → instances; the state before a change has no references, and never asks. */
  private byAddress: ReadonlyMap<string, Resource[]> | undefined;
  private readonly managed = new Map<Resource, ManagedPolicy>();
  private readonly managedByArn = new Map<string, ManagedPolicy>();

  constructor(
    readonly resources: readonly Resource[],
    readonly reader: PolicyReader,
  ) {
    for (const resource of resources) if (resource.type === "aws_iam_policy") this.addManaged(resource);
  }

  /** The managed policies of the side. */
  get managedPolicies(): readonly ManagedPolicy[] {
    return [...this.managed.values()];
  }

  private addManaged(resource: Resource): void {
    const { values, address, account } = resource;
    const [text, arn, name] = [
      textOf(field(values, "policy")),
      textOf(field(values, "arn")),
      textOf(field(values, "name")),
    ];
    const known = text !== undefined && field(resource.unknown, "policy") !== true;
    const managed = {
      resource,
      policy: known ? this.reader.text(text, name ?? address, address) : undefined,
      sensitive: resource.sensitive("policy"),
    };
    this.managed.set(resource, managed);
    if (arn !== undefined) this.managedByArn.set(arn, managed);
    // Before a policy exists it has no ARN, but one that is written out can still name it.
    else if (name !== undefined)
      this.managedByArn.set(literalKey(account, textOf(field(values, "path")) ?? "/", name), managed);
  }

  /**
   * The one resource that an attribute refers to, of one of the given types. With `for_each` or `count` on both sides,
   * the instance with the same key. Undefined where there is none, or more than one could be meant.
   */
  referred(resource: Resource, attribute: string, types: readonly string[]): Resource | undefined {
    const candidates = resource
      .references(attribute)
      .flatMap((address) => this.instances(address))
      .filter(({ type }) => types.includes(type));
    if (candidates.length === 1) return candidates[0];
    const sameKey = candidates.filter(({ index }) => index !== undefined && index === resource.index);
    return sameKey.length === 1 ? sameKey[0] : undefined;
  }

  private instances(address: string): readonly Resource[] {
    this.byAddress ??= groupedByAddress(this.resources);
    return this.byAddress.get(address) ?? [];
  }

  /** The policies that an attribute with one ARN or several names. */
  attached(resource: Resource, attribute: string): Attached {
    const found = { known: [] as Policy[], opaque: [] as OpaquePolicy[], used: [] as Resource[], sensitive: false };
    const take = (managed: ManagedPolicy | undefined, arn: string, unknown: boolean): void => {
      if (managed) found.used.push(managed.resource);
      found.sensitive ||= managed?.sensitive ?? false;
      if (managed?.policy) found.known.push(managed.policy);
      else found.opaque.push(managed ? { arn: `${managed.resource.address}.policy`, unknown: true } : { arn, unknown });
    };
    const value = field(resource.values, attribute);
    const unknown = field(resource.unknown, attribute);
    const arns = Array.isArray(value) ? listOf(value) : [value];
    arns.forEach((item, i) => {
      const arn = textOf(item);
      if (arn !== undefined && arn !== "" && unknown !== true && listOf(unknown)[i] !== true) {
        const aws = managedPolicy(arn);
        if (aws) found.known.push(aws);
        else take(this.byArn(arn), arn, false);
      }
    });
    const isUnknown = unknown === true || listOf(unknown).includes(true);
    if (isUnknown) {
      const referred = this.referred(resource, attribute, ["aws_iam_policy"]);
      take(referred && this.managed.get(referred), `${resource.address}.${attribute}`, true);
    }
    return found;
  }

  private byArn(arn: string): ManagedPolicy | undefined {
    const known = this.managedByArn.get(arn);
    if (known) return known;
    const match = /^arn:[a-z-]+:iam::(\d{12}):policy(\/(?:.*\/)?)([^/]+)$/.exec(arn);
    if (!match) return undefined;
    const [, account, path = "/", name = ""] = match;
    return (
      this.managedByArn.get(literalKey(account, path, name)) ?? this.managedByArn.get(literalKey(undefined, path, name))
    );
  }

  /** The names that an attribute gives, one or a list; a resource that has no name yet is called by its address. */
  names(resource: Resource, attribute: string, types: readonly string[]): string[] {
    const value = field(resource.values, attribute);
    const texts = (Array.isArray(value) ? listOf(value) : [value]).flatMap((item) => textOf(item) ?? []);
    if (texts.length > 0) return texts;
    if (field(resource.unknown, attribute) === undefined) return [];
    const referred = this.referred(resource, attribute, types);
    if (!referred) return [`${resource.address}.${attribute}`];
    return [textOf(field(referred.values, "name")) ?? referred.address];
  }
}

function groupedByAddress(resources: readonly Resource[]): Map<string, Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const address = withoutKey(resource.address);
    const same = groups.get(address);
    if (same) same.push(resource);
    else groups.set(address, [resource]);
  }
  return groups;
}

function literalKey(account: string | undefined, path: string, name: string): string {
  return `${account ?? ""}:policy${path}${name}`;
}
