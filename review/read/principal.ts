import type { Policy } from "../../policy/document";
import type { OpaquePolicy, PrincipalAccess } from "../model";
import { contested } from "./contested";
import {
  isSameAddress,
  opaqueOf,
  principalName,
  type Attached,
  type Inventory,
  type ManagedPolicy,
  type PrincipalName,
} from "./inventory";
import { keyOf } from "./naming";
import { valuesAt } from "./paths";
import {
  CARRIED,
  EXCLUSIVE,
  GRANTS,
  PRINCIPALS,
  type ExclusiveType,
  type GrantType,
  type PrincipalKind,
} from "./principal-types";
import { field, fieldsOf, isOpen, listOf, textOf, type Resource } from "./resource";

/** What is collected of one principal on one side. */
export class Principal {
  /** The resource that is the principal itself. */
  owner: Resource | undefined;
  /** By what is the same for one policy, however it is attached: its ARN, `inline NAME`. */
  readonly policies = new Map<string, Policy>();
  readonly opaque = new Map<string, OpaquePolicy>();
  boundary: Policy | OpaquePolicy | undefined;
  /** Groups whose policies are not all at hand. */
  readonly groups = new Set<string>();
  /** Lists that take away everything else: attribute of the principal → names that stay beside what gives them here. */
  readonly exclusive = new Map<string, readonly string[]>();
  /** The same lists, as far as all that they name is known: attribute of the principal → ids of the policies that stay. */
  readonly staying = new Map<string, ReadonlySet<string>>();
  /** The policies that resources of their own give it, by their ids: all that write one of one id. */
  readonly given = new Map<string, readonly (Attached & { readonly by: Resource })[]>();
  complete = false;
  sensitive = false;
  readonly addresses = new Set<string>();
  private source: string | undefined;

  constructor(
    readonly key: string,
    readonly kind: PrincipalAccess["subject"]["kind"],
    readonly name: string,
    readonly account: string | undefined,
    readonly region?: string,
  ) {}

  read({ address, source }: Resource): void {
    if (address !== "") this.addresses.add(address);
    this.source ??= source;
  }

  /** @param replace Whether what has the id already gives way. */
  add({ id, policy, opaque, managed }: Attached, replace = true): void {
    if (!replace && (this.policies.has(id) || this.opaque.has(id))) return;
    if (policy) this.policies.set(id, policy);
    else if (opaque) this.opaque.set(id, opaque);
    this.sensitive ||= managed?.sensitive ?? false;
  }

  /** Adds what a resource of its own gives. One that is made anew gives instead of what it was before. */
  give(attached: Attached, by: Resource): void {
    const { id, policy } = attached;
    const others = (this.given.get(id) ?? []).filter((one) => one.policy !== policy && !isSameAddress(one.by, by));
    const all = [...others, { ...attached, by }];
    this.given.set(id, all);
    this.add(attached);
    if (all.length < 2) return;
    this.policies.delete(id);
    this.opaque.set(id, contested(id, all));
  }

  /**
   * What a resource gives and an exclusive list takes away is there or not, by which of them was applied last.
   *
   * @param list Attribute of the principal.
   * @param staying Ids of the policies that the list leaves.
   */
  contestTaken(list: string, staying: ReadonlySet<string>): void {
    for (const [id, given] of this.given) {
      const isOfList = id.startsWith("inline ") === (list === "inline_policy");
      if (!isOfList || staying.has(id)) continue;
      this.policies.delete(id);
      this.opaque.set(id, { ...contested(id, given), name: `${id}, which an exclusive list takes away again` });
    }
  }

  access(): PrincipalAccess {
    return {
      subject: {
        kind: this.kind,
        name: this.name,
        ...(this.account !== undefined && { account: this.account }),
        ...(this.region !== undefined && { region: this.region }),
        ...(this.source !== undefined && { source: this.source }),
        addresses: [...this.addresses],
      },
      ...(this.owner && { path: pathOf(this.owner) }),
      exists: this.owner !== undefined,
      complete: this.complete,
      policies: [...new Set(this.policies.values())],
      opaque: [...this.opaque.values()],
      groups: [...this.groups],
      sensitive: this.sensitive,
      ...(this.boundary && { boundary: this.boundary }),
    };
  }
}

const BOUNDARY_OF_SET = "aws_ssoadmin_permissions_boundary_attachment";

/** The principals of one side, and who carries which managed policy. */
export class Principals {
  readonly all = new Map<string, Principal>();
  readonly carriers = new Map<Resource, Set<string>>();

  constructor(readonly inventory: Inventory) {
    for (const resource of inventory.resources) this.read(resource);
    for (const principal of this.all.values()) {
      for (const [list, staying] of principal.staying) principal.contestTaken(list, staying);
    }
  }

  get(kind: PrincipalKind, { name, place }: Pick<PrincipalName, "name" | "place">): Principal {
    const key = keyOf(kind, name, "account", place);
    let principal = this.all.get(key);
    if (!principal) this.all.set(key, (principal = new Principal(key, kind, name, place.account)));
    return principal;
  }

  /** The same principal on this side. */
  twin({ key, kind, name, account }: Principal): Principal {
    let principal = this.all.get(key);
    if (!principal) this.all.set(key, (principal = new Principal(key, kind, name, account)));
    return principal;
  }

  carried(managed: ManagedPolicy | undefined, principal: Principal): void {
    if (!managed) return;
    const known = this.carriers.get(managed.resource) ?? new Set();
    this.carriers.set(managed.resource, known.add(principal.key));
  }

  private read(resource: Resource): void {
    const { type } = resource;
    const carried = Object.hasOwn(CARRIED, type) ? CARRIED[type] : undefined;
    if (carried) this.readCarried(resource, carried);
    if (Object.hasOwn(PRINCIPALS, type)) this.readPrincipal(resource, PRINCIPALS[type as keyof typeof PRINCIPALS]);
    for (const grant of Object.hasOwn(GRANTS, type) ? (GRANTS[type] ?? []) : []) {
      const names = this.inventory.principals(resource, grant.names, grant.principal);
      this.noteUnknown(resource, grant, names);
      for (const name of names) {
        const principal = this.get(grant.principal, name);
        principal.read(resource);
        if (grant.policy !== undefined) {
          principal.sensitive ||= resource.sensitive(grant.policy);
          const written = inlinePolicy(this.inventory, resource, grant.policy);
          if (written) principal.give(written, resource);
        }
        for (const attached of grant.arn === undefined ? [] : this.inventory.attached(resource, grant.arn)) {
          principal.give(attached, resource);
          this.carried(attached.managed, principal);
        }
        const referenced = grant.reference === undefined ? [] : valuesAt(resource.values, [grant.reference]);
        for (const reference of referenced) {
          for (const attached of this.inventory.ofEachAccount(resource, grant.reference ?? "", reference))
            principal.give(attached, resource);
        }
      }
    }
    if (type === BOUNDARY_OF_SET) this.readBoundary(resource);
    const exclusive = Object.hasOwn(EXCLUSIVE, type) ? EXCLUSIVE[type] : undefined;
    if (!exclusive) return;
    for (const name of this.inventory.principals(resource, exclusive.names, exclusive.principal)) {
      const principal = this.get(exclusive.principal, name);
      principal.read(resource);
      const kept = exclusive.kept === undefined ? [] : listOf(field(resource.values, exclusive.kept));
      principal.exclusive.set(
        exclusive.attribute,
        kept.flatMap((one) => textOf(one) ?? []),
      );
      const staying = stayingIds(this.inventory, resource, exclusive);
      if (staying) principal.staying.set(exclusive.attribute, staying);
    }
  }

  /** Whom a resource gave something before, it may give it still where it is known only after apply whom it names. */
  private noteUnknown(
    resource: Resource,
    { names, principal: kind }: GrantType,
    known: readonly PrincipalName[],
  ): void {
    if (!resource.counterpart || known.every((one) => one.known)) return;
    for (const earlier of this.inventory.principals(resource.counterpart, names, kind)) {
      if (known.some(({ name }) => name === earlier.name)) continue;
      const principal = this.get(kind, earlier);
      principal.read(resource);
      principal.opaque.set(`${names} of ${resource.address}`, opaqueOf(resource, names));
    }
  }

  private readCarried(resource: Resource, { kind, policy }: { readonly kind: string; readonly policy: string }): void {
    const { name } = principalName(resource);
    const key = keyOf(kind, name, "region", resource);
    const principal = new Principal(key, kind, name, resource.account, resource.region);
    this.all.set(key, principal);
    principal.read(resource);
    principal.owner = resource;
    principal.complete = true;
    principal.sensitive = resource.sensitive(policy);
    const written = inlinePolicy(this.inventory, resource, policy);
    if (written) principal.give(written, resource);
  }

  /** The boundary of a permission set: an AWS-managed policy, or one of each account. */
  private readBoundary(resource: Resource): void {
    for (const name of this.inventory.principals(resource, "permission_set_arn", "permission set")) {
      const principal = this.get("permission set", name);
      principal.read(resource);
      const [block] = valuesAt(resource.values, ["permissions_boundary"]);
      const [reference] = valuesAt(block, ["customer_managed_policy_reference"]);
      const arn = textOf(field(fieldsOf(block), "managed_policy_arn"));
      if (!reference && arn === undefined && !JSON.stringify(resource.unknown).includes("true")) continue;
      const [boundary] = reference
        ? this.inventory.ofEachAccount(resource, "permissions_boundary", reference)
        : this.inventory.byText(resource, "permissions_boundary", arn);
      principal.boundary = boundary?.policy ?? boundary?.opaque;
    }
  }

  private readPrincipal(resource: Resource, kind: PrincipalKind): void {
    const principal = this.get(kind, principalName(resource));
    principal.read(resource);
    principal.owner = resource;
    const [boundary] = this.inventory.attached(resource, "permissions_boundary");
    if (!boundary) return;
    this.carried(boundary.managed, principal);
    principal.sensitive ||= boundary.managed?.sensitive ?? false;
    principal.boundary = boundary.policy ?? boundary.opaque;
  }
}

/** Where a role or user stands: an ARN says it where nothing else does. */
function pathOf({ values }: Resource): string {
  const path =
    textOf(field(values, "path")) ?? /:(?:role|user)(\/.*\/|\/)/.exec(textOf(field(values, "arn")) ?? "")?.[1];
  return path?.startsWith("/") && path.endsWith("/") ? path : "/";
}

/** An inline policy that is a resource of its own; undefined where its text is empty. */
function inlinePolicy({ reader }: Inventory, resource: Resource, attribute: string): Attached | undefined {
  const name = textOf(field(resource.values, "name"));
  const id = `inline ${name ?? resource.address}`;
  if (field(resource.unknown, attribute) === true) return { id, opaque: opaqueOf(resource, attribute) };
  const text = textOf(field(resource.values, attribute));
  return text === undefined || text === "" ? undefined : { id, policy: reader.text(text, name ?? resource.address) };
}

/** The ids of the policies that an exclusive list leaves, unless one of them is known only after apply or written as an expression. */
function stayingIds(
  inventory: Inventory,
  resource: Resource,
  { kept, arns }: ExclusiveType,
): ReadonlySet<string> | undefined {
  const attribute = kept ?? arns ?? "";
  const texts = listOf(field(resource.values, attribute)).map(textOf);
  const isWhole = texts.every((text) => text !== undefined && !text.includes("${"));
  if (!isWhole || !Array.isArray(field(resource.values, attribute)) || isOpen(field(resource.unknown, attribute)))
    return undefined;
  if (kept !== undefined) return new Set(texts.map((text) => `inline ${text}`));
  return new Set(inventory.attached(resource, attribute).map(({ id }) => id));
}
