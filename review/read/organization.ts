import type { Policy } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import type { PrincipalAccess } from "../model";
import { opaqueOf, type Attached, type Inventory } from "./inventory";
import { Principal } from "./principal";
import { dropSuperseded } from "./principals";
import { addressName, firstText, keyOf, ownName } from "./naming";
import { valuesAt } from "./paths";
import { field, textOf, type Resource } from "./resource";

/** The types of an organization's policies that decide on requests, and how rows call those of one target, and one by itself. */
const DECIDING: Readonly<Record<string, { readonly ofTarget: string; readonly one: string }>> = {
  SERVICE_CONTROL_POLICY: { ofTarget: "service control policies of", one: "service control policy" },
  RESOURCE_CONTROL_POLICY: { ofTarget: "resource control policies of", one: "resource control policy" },
};

const SERVICE_CONTROL = "SERVICE_CONTROL_POLICY";

/** Types that govern tags, backups and the use of data, and no access. Source: "AWS Organizations policy types". */
const WITHOUT_ACCESS: ReadonlySet<string> = new Set(["TAG_POLICY", "BACKUP_POLICY", "AISERVICES_OPT_OUT_POLICY"]);

/** What each type of policy that AWS itself attaches to every target allows: everything. */
const FULL_ACCESS: Policy = parsePolicy(
  { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
  "FullAWSAccess",
);
/** Their ids. The one of resource control policies cannot be detached. */
const FULL_ACCESS_TYPES: Readonly<Record<string, string>> = {
  "p-FullAWSAccess": SERVICE_CONTROL,
  "p-RCPFullAWSAccess": "RESOURCE_CONTROL_POLICY",
};

const TARGETS = [
  "aws_organizations_account",
  "aws_organizations_organizational_unit",
  "aws_organizations_organization",
] as const;

/** How a policy of an organization bears on access: it decides on requests, it does not, or in a way that is not compared. */
export function organizationPolicyAccess(resource: Resource): "decides" | "none" | "other" {
  const type = typeOf(resource);
  return Object.hasOwn(DECIDING, type) ? "decides" : WITHOUT_ACCESS.has(type) ? "none" : "other";
}

function typeOf(policy: Resource): string {
  return firstText(policy, ["type"]) ?? SERVICE_CONTROL;
}

/** What the two sides say of targets, by key, beside what they say of principals. */
interface Accesses {
  readonly before: Map<string, PrincipalAccess>;
  readonly after: Map<string, PrincipalAccess>;
}

/**
 * Adds what the policies of an organization let through in each target, and those policies by themselves, since they may be
 * attached to targets that are not read.
 *
 * Policies of one target unite: what one of them allows and none denies passes. Source: "SCP evaluation", AWS Organizations
 * User Guide. A policy that is not in the input is the same before and after. AWS attaches `FullAWSAccess` to each target,
 * so where none of the policies at hand allows anything, it is taken to be there.
 */
export function addTargets(before: Inventory, after: Inventory, result: Accesses): void {
  const [was, is] = [new Targets(before), new Targets(after)];
  is.keep(was);
  for (const key of new Set([...was.all.keys(), ...is.all.keys()])) {
    const [earlier, later] = [was.all.get(key), is.all.get(key)];
    const known = earlier ?? later;
    if (!known) continue;
    const sides = [earlier ?? known.empty(), later ?? known.empty()] as const;
    dropSuperseded(sides[0], sides[1]);
    const policies = sides.flatMap((side) => [...side.policies.values()]);
    // One that the input attaches or detaches is not among those that are not at hand.
    const complete = policies.includes(FULL_ACCESS);
    const allows = policies.some((policy) => policy.statements.some(({ effect }) => effect === "Allow"));
    for (const [side, target] of [["before", sides[0]] as const, ["after", sides[1]] as const]) {
      if (!complete && !allows) target.policies.set("FullAWSAccess", FULL_ACCESS);
      target.complete = complete || !allows;
      result[side].set(key, { ...target.access(), exists: true });
    }
  }
  addPolicies(was, is, result);
}

/** One target, or one policy, on one side. */
class Target extends Principal {
  empty(): Target {
    const { key, kind, name, account } = this;
    const empty = new Target(key, kind, name, account);
    for (const address of this.addresses) empty.addresses.add(address);
    return empty;
  }
}

/** The targets of one side, and the policies that are attached to them. */
class Targets {
  readonly all = new Map<string, Target>();
  /** A policy → keys of the targets that it is attached to. */
  readonly carriers = new Map<Resource, Set<string>>();
  readonly policies: readonly Resource[];
  private readonly attachments: readonly Resource[];
  private readonly byId: ReadonlyMap<string, Resource>;

  constructor(private readonly inventory: Inventory) {
    const ofType = (type: string): Resource[] => inventory.resources.filter((resource) => resource.type === type);
    this.policies = ofType("aws_organizations_policy");
    this.attachments = ofType("aws_organizations_policy_attachment");
    this.byId = new Map(this.policies.flatMap((policy) => idOf(policy).map((id) => [id, policy] as const)));
    for (const resource of this.attachments) this.attach(resource);
  }

  /** Attachments that Terraform destroys without detaching stay. */
  keep(before: Targets): void {
    for (const resource of before.attachments) {
      if (!resource.counterpart && field(resource.values, "skip_destroy") === true) this.attach(resource, before);
    }
  }

  /** @param side Where the attachment, and its policy, are to be found. */
  private attach(resource: Resource, side: Targets = this): void {
    const { attached, type, policy } = side.attachedBy(resource);
    const { ofTarget } = DECIDING[type] ?? {};
    if (ofTarget === undefined) return;
    const known = side.targetOf(resource);
    const name = known ?? `${addressName(resource)}.target_id`;
    const key = keyOf(ofTarget, name, "account", resource);
    const target = this.all.get(key) ?? new Target(key, ofTarget, name, undefined);
    this.all.set(key, target);
    target.read(resource);
    target.give(known === undefined ? { id: name, opaque: opaqueOf(resource, "target_id") } : attached, resource);
    if (!policy) return;
    target.sensitive ||= policy.sensitive("content");
    this.carriers.set(policy, (this.carriers.get(policy) ?? new Set()).add(key));
  }

  private attachedBy(resource: Resource): {
    readonly attached: Attached;
    readonly type: string;
    readonly policy?: Resource;
  } {
    const id = firstText(resource, ["policy_id"]);
    const full = id !== undefined && Object.hasOwn(FULL_ACCESS_TYPES, id) ? FULL_ACCESS_TYPES[id] : undefined;
    if (id !== undefined && full !== undefined) return { attached: { id, policy: FULL_ACCESS }, type: full };
    const policy =
      id === undefined
        ? this.inventory.referred(resource, "policy_id", ["aws_organizations_policy"])
        : this.byId.get(id);
    if (!policy) {
      const opaque = id === undefined ? opaqueOf(resource, "policy_id") : { name: id, unknown: false };
      return { attached: { id: opaque.name, opaque }, type: SERVICE_CONTROL };
    }
    if (organizationPolicyAccess(policy) !== "other") {
      return { attached: this.textOf(policy), type: typeOf(policy), policy };
    }
    const name = `${firstText(policy, ["name"]) ?? policy.address} (${typeOf(policy)})`;
    return { attached: { id: name, opaque: { name, unknown: false } }, type: SERVICE_CONTROL };
  }

  /** The text of a policy, by what is the same on both sides. */
  textOf(policy: Resource): Attached {
    const { counterpart, address } = policy;
    const [id = address] = [policy, counterpart].flatMap((one) => (one ? idOf(one) : []));
    const text = firstText(policy, ["content"]);
    if (text === undefined || field(policy.unknown, "content") === true)
      return { id, opaque: opaqueOf(policy, "content") };
    return { id, policy: this.inventory.reader.text(text, firstText(policy, ["name"]) ?? address) };
  }

  /** The root, unit or account that a policy is attached to; undefined where it is known only after apply. */
  private targetOf(resource: Resource): string | undefined {
    const id = firstText(resource, ["target_id"]);
    if (id !== undefined) return id;
    const target = this.inventory.referred(resource, "target_id", TARGETS);
    if (!target) return undefined;
    const [root] = target.type === "aws_organizations_organization" ? valuesAt(target.values, ["roots", "id"]) : [];
    return textOf(root) ?? ownName(target, ["id"]).name;
  }
}

function idOf({ values }: Resource): string[] {
  const id = textOf(field(values, "id"));
  return id === undefined ? [] : [id];
}

/** A policy whose text changes, by itself: the targets that it is attached to are often not read. */
function addPolicies(was: Targets, is: Targets, result: Accesses): void {
  for (const resource of is.policies) {
    const { counterpart } = resource;
    const { one } = DECIDING[typeOf(resource)] ?? {};
    if (!counterpart || one === undefined) continue;
    const attached = [was.textOf(counterpart), is.textOf(resource)] as const;
    if (attached[0].policy !== undefined && attached[0].policy === attached[1].policy) continue;
    const name = firstText(resource, ["name"]) ?? addressName(resource);
    const key = keyOf(one, name, "account", resource);
    const sides = attached.map((side, i) => {
      const target = new Target(key, one, name, undefined);
      target.read(i === 0 ? counterpart : resource);
      target.sensitive = counterpart.sensitive("content") || resource.sensitive("content");
      target.add(side);
      return target;
    }) as [Target, Target];
    dropSuperseded(...sides);
    const texts = sides.flatMap((side) => [...side.policies.values()]);
    const allows = texts.some((text) => text.statements.some(({ effect }) => effect === "Allow"));
    const carriers = [...(was.carriers.get(counterpart) ?? []), ...(is.carriers.get(resource) ?? [])];
    for (const [i, side] of (["before", "after"] as const).entries()) {
      const target = sides[i];
      if (!target) continue;
      if (!allows) target.policies.set("FullAWSAccess", FULL_ACCESS);
      target.complete = !allows;
      result[side].set(key, { ...target.access(), exists: true, carriers });
    }
  }
}
