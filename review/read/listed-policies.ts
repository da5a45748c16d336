import { blocksOf } from "./expressions";
import { opaqueOf, type Attached, type Inventory } from "./inventory";
import type { Principal, Principals } from "./principal";
import { field, fieldsOf, isOpen, listOf, mayBeWritten, textOf, type Resource } from "./resource";

/** Attributes of a principal that show what it carries, whoever gave it. */
const LISTS = ["managed_policy_arns", "inline_policy"] as const;
type List = (typeof LISTS)[number];

/**
 * Adds what the refreshed lists of a principal show beside what other resources give it: a plan shows them of every role,
 * and account details of everybody. What the configuration does not set, stays as it is.
 *
 * Says besides whether that is all: where the lists are there, where exclusive lists take everything else away, or where
 * the principal is created here.
 */
export function listOthers(
  before: Principals,
  after: Principals,
  was: Principal | undefined,
  is: Principal | undefined,
): void {
  const [earlier, later] = [was?.owner, is?.owner];
  const hadAll = LISTS.every((list) => (earlier && isListed(earlier, list)) ?? false);
  for (const list of LISTS) {
    if (was && earlier && isListed(earlier, list)) addAll(before, was, earlier, list, false);
    if (is && later) addAfter(after, { was, is, later }, list);
    const exclusive = is?.exclusive.has(list) === true && was?.exclusive.has(list) !== true;
    if (is && exclusive && (later === undefined || earlier !== undefined) && !(earlier && isListed(earlier, list))) {
      // Whatever else it carried is taken away, and may have denied.
      const others = list === "inline_policy" ? "other inline policies" : "other managed policies";
      const had = was ?? before.twin(is);
      had.opaque.set(others, { name: others, unknown: false });
    }
    if (was && is && !(earlier && isListed(earlier, list))) addDropped(was, is, list);
  }
  const exclusive = (one: Principal | undefined): boolean => LISTS.every((list) => one?.exclusive.has(list) === true);
  const complete = hadAll || (later !== undefined && earlier === undefined) || (exclusive(was) && exclusive(is));
  if (was) was.complete = complete;
  if (is) is.complete = complete;
}

/** What an exclusive list kept and keeps no longer is taken away. */
function addDropped(was: Principal, is: Principal, list: List): void {
  const [kept, keeps] = [was.exclusive.get(list), is.exclusive.get(list)];
  if (!kept || !keeps) return;
  for (const name of kept.filter((one) => !keeps.includes(one))) {
    const id = `inline ${name}`;
    if (was.policies.has(id) || was.opaque.has(id)) continue;
    was.opaque.set(id, { name: `the inline policy ${name}`, unknown: false });
  }
}

/** Shown as a list, or written as one value or one expression that stands for all that is in it. */
function isListed(owner: Resource, list: List): boolean {
  const value = field(owner.values, list);
  return Array.isArray(value) || typeof value === "string" || field(owner.unknown, list) === true;
}

function addAfter(
  after: Principals,
  { was, is, later }: { was: Principal | undefined; is: Principal; later: Resource },
  list: List,
): void {
  const earlier = was?.owner;
  const configured = later.configured(list);
  const changed =
    earlier !== undefined &&
    earlier !== later &&
    isListed(later, list) &&
    JSON.stringify(field(earlier.values, list)) !== JSON.stringify(field(later.values, list));
  if (changed && !isOpen(field(later.unknown, list))) {
    // Written in the principal itself, the list is exclusive: it detaches what a resource of its own attaches.
    is.contestTaken(list, new Set(attachedBy(after.inventory, later, list).map(({ id }) => id)));
  }
  const kept = is.exclusive.get(list);
  const unknown = configured !== true && field(later.unknown, list) !== undefined && mayBeWritten(later, list);
  // Before a principal is made, the provider does not know its lists; what nobody wrote is empty.
  const isEmpty = configured === false && field(later.unknown, list) === true;
  if (configured === true || unknown || changed || (!earlier && isListed(later, list) && !isEmpty)) {
    addAll(after, is, later, list, true);
  } else if (earlier && kept) {
    for (const attached of attachedBy(after.inventory, earlier, list)) {
      if (kept.some((name) => attached.id === `inline ${name}`)) is.add(attached, false);
    }
  } else if (was && earlier && !later.replaced) {
    // What resources of this plan gave before is theirs to give or take away; the rest stays.
    for (const attached of attachedBy(after.inventory, earlier, list)) {
      if (!was.given.has(attached.id)) is.add(attached, false);
    }
  }
}

function addAll(side: Principals, principal: Principal, owner: Resource, list: List, configured: boolean): void {
  if (configured) principal.sensitive ||= owner.sensitive(list);
  for (const attached of attachedBy(side.inventory, owner, list)) {
    principal.add(attached, false);
    side.carried(attached.managed, principal);
  }
}

function attachedBy(inventory: Inventory, owner: Resource, list: List): Attached[] {
  return list === "inline_policy" ? inlineBlocks(inventory, owner) : inventory.attached(owner, list);
}

/** Inline blocks within a principal: `inline_policy`. */
function inlineBlocks({ reader }: Inventory, resource: Resource): Attached[] {
  const unknown = field(resource.unknown, "inline_policy");
  const written = blocksOf(resource.asWritten("inline_policy"));
  const blocks = listOf(field(resource.values, "inline_policy")).flatMap((block, i): Attached[] => {
    const name = textOf(field(fieldsOf(block), "name"));
    const id = `inline ${name ?? resource.address}`;
    const text = textOf(field(fieldsOf(block), "policy"));
    if (field(fieldsOf(listOf(unknown)[i]), "policy") === true)
      return [{ id, opaque: opaqueOf(resource, "inline_policy", field(fieldsOf(written[i]), "policy")) }];
    return text === undefined || text === "" ? [] : [{ id, policy: reader.text(text, name ?? resource.address) }];
  });
  return unknown === true ? [...blocks, { id: "inline unknown", opaque: opaqueOf(resource, "inline_policy") }] : blocks;
}
