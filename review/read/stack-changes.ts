import type { NotCompared } from "../model";
import { accessKinds } from "../types";
import { fieldAt, type Json, type Resource } from "./resource";
import type { StackReading, UnreadPart } from "./stack";
import { isRead, namingAttributes } from "./tables";
import { subjectOf, uncomparedOf, type Touched, type Uncompared } from "./uncompared";

/** Tells each resource which one is at its address on the other side. */
export function link(before: readonly Resource[], after: readonly Resource[]): void {
  const key = ({ scope, address }: Resource): string => `${scope}#${address}`;
  const earlier = new Map(before.filter(({ address }) => address !== "").map((one) => [key(one), one]));
  for (const resource of after) {
    const other = earlier.get(key(resource));
    if (other?.type !== resource.type) continue;
    (resource as { counterpart: Resource | undefined }).counterpart = other;
    (other as { counterpart: Resource | undefined }).counterpart = resource;
  }
}

/** What stacks change and no comparison of their resources shows. */
export function changesOf(before: StackReading, after: StackReading): Uncompared {
  const { notCompared, ...others } = uncomparedOf(touched(before.resources, after.resources));
  return {
    ...others,
    notCompared: [
      ...changedParts(before.parts, after.parts),
      ...otherCounts(after.resources),
      ...otherOwners(after.resources),
      ...notCompared,
    ],
  };
}

/** What two sets of stacks do not have in common; what is the same in both, an attribute says. */
function touched(before: readonly Resource[], after: readonly Resource[]): Touched[] {
  return [
    ...before.filter(({ counterpart }) => counterpart === undefined).map((one) => ({ before: one })),
    ...after.map((one) => ({ before: one.counterpart, after: one })),
  ].filter(({ before: was, after: is }: Touched) => was?.whole() !== is?.whole());
}

/** Blocks that stay, and of which `count` or `for_each` make others. */
function otherCounts(after: readonly Resource[]): NotCompared[] {
  return after.flatMap((resource) => {
    const { type, counterpart } = resource;
    if (!counterpart || !(isRead(type) || (accessKinds(type) ?? ["unknown"]).length > 0)) return [];
    const [was, is] = [counterpart, resource].map((one) =>
      ["count", "for_each"].every((name) => isOnce(one.asWritten(name))) ? undefined : one.expression("count"),
    );
    if (was === is) return [];
    const text = "how many are made of it changes (count, for_each), which is known only after apply: not compared";
    return [{ subject: subjectOf([resource], false), text }];
  });
}

/** What belongs to somebody or something else after the change, by an expression that no resource of the stack answers. */
function otherOwners(after: readonly Resource[]): NotCompared[] {
  return after.flatMap((resource) => {
    const { type, counterpart } = resource;
    const changed = namingAttributes(type).filter((name) => {
      const isOpen = [counterpart, resource].every((side) => side && fieldAt(side.unknown, name) === true);
      const isFollowed = resource.references(name).some((key) => !/^(?:var|local|data|module|each)\./.test(key));
      return isOpen && !isFollowed && counterpart?.expression(name) !== resource.expression(name);
    });
    if (changed.length === 0) return [];
    const text = `whom or what it belongs to changes (${changed.join(", ")}), which is known only after apply: not compared`;
    return [{ subject: subjectOf([resource], false), text }];
  });
}

/** Without `count` and `for_each`, or with `count = 1`, a block is one resource. */
function isOnce(count: Json): boolean {
  return count === undefined || count === null || count === 1 || count === "1";
}

/** Why the resources of a part are not compared, and what is to be done. */
const UNREAD: Readonly<Record<UnreadPart["kind"], string>> = {
  module: "the call %s; its resources are not in the stack: review a plan to see what they give",
  file: "the file %s; Terraform's own syntax is not read: review a plan to see what its resources give",
};

/** Parts that differ: what they hold is not read. */
function changedParts(before: readonly UnreadPart[], after: readonly UnreadPart[]): NotCompared[] {
  const key = ({ kind, scope, name }: UnreadPart): string => `${kind} ${scope}#${name}`;
  const [earlier, later] = [before, after].map((parts) => new Map(parts.map((part) => [key(part), part]))) as [
    Map<string, UnreadPart>,
    Map<string, UnreadPart>,
  ];
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((id) => {
    const [was, is] = [earlier.get(id), later.get(id)];
    const part = is ?? was;
    if (!part || was?.text === is?.text) return [];
    const { kind, name, place, source } = part;
    const differs = kind === "module" ? "differs, or the files behind it do" : "differs";
    return [
      {
        subject: {
          kind,
          name,
          ...(place.account !== undefined && { account: place.account }),
          ...(source !== undefined && { source }),
          created: !was,
          addresses: kind === "module" ? [`module.${name}`] : [],
        },
        text: UNREAD[kind].replace("%s", !was ? "is new" : !is ? "is gone" : differs),
      },
    ];
  });
}
