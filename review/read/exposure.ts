import type { Exposure, Opening, OnBothSides } from "../model";
import type { NetworkRule } from "../network-rules";
import { Buckets } from "./buckets";
import { READ } from "./exposure-rules";
import { grantOpenings } from "./granted";
import { TrustingRoles } from "./identity-providers";
import type { Inventory } from "./inventory";
import { addressName, keyOf, ownName, placeOf } from "./naming";
import { atPath } from "./paths";
import { field, scalarText, textOf, textsOf, type Resource } from "./resource";
import { identityOf, mapChanging } from "./map-resources";
import { openingOf, openingsAt, type Guard } from "./openings";

/** What data and networks stand open, before and after, of every type whose row says that it exposes something. */
export function exposures(before: Inventory, after: Inventory): OnBothSides<Map<string, Exposure>> {
  const [was, is] = [before, after].map((side) => {
    const roles = new TrustingRoles(side);
    return mapChanging(side, (resource) => read(side, roles, resource));
  }) as [Map<string, Reading>, Map<string, Reading>];
  const buckets = { before: bucketsOf(before), after: bucketsOf(after) };
  const held = new Buckets(after);
  const result = { before: new Map<string, Exposure>(was), after: new Map<string, Exposure>(is) };
  // What gives something else a security group takes it away where it goes.
  for (const [from, to] of [
    [was, result.after],
    [is, result.before],
  ] as const) {
    for (const [key, { subject, resource }] of from) {
      if (ATTACHING.has(resource.type) && !to.has(key)) to.set(key, { subject, openings: [], groups: [], rules: [] });
    }
  }
  // A guard that goes leaves open what it held shut; before it came, its opposite counts: AWS blocks new buckets whole.
  for (const [key, { resource, guards, subject }] of was) {
    if (guards.length > 0 && !is.has(key) && !isGone(resource, buckets))
      result.after.set(key, { subject, openings: openedBy(resource, guards, held), groups: [], rules: [] });
  }
  for (const [key, reading] of is) {
    const { guards, openings, resource, subject } = reading;
    if (guards.length === 0) continue;
    const stays = openings.filter((one) => guards.every(({ path }) => path !== one.key));
    const open = guards.filter(({ path }) => openings.some((one) => one.key === path));
    result.after.set(key, { ...reading, openings: [...stays, ...openedBy(resource, open, held)] });
    if (was.has(key)) continue;
    const isNew = isGone(resource, { before: buckets.after, after: buckets.before }) || isOfNewBucket(after, resource);
    const shut = new Set(openings.map((one) => one.key));
    const opposite = isNew ? [] : guards.map(openingOf).filter((one) => !shut.has(one.key));
    result.before.set(key, { subject, openings: opposite, groups: [], rules: [] });
  }
  return result;
}

/** Types that give something else a security group. */
const ATTACHING: ReadonlySet<string> = new Set([
  "aws_network_interface_sg_attachment",
  "aws_vpc_endpoint_security_group_association",
]);

/** One side of a resource, and the guards among what it can open. */
interface Reading extends Exposure {
  readonly resource: Resource;
  readonly guards: readonly Guard[];
}

function read(inventory: Inventory, roles: TrustingRoles, resource: Resource): Reading | undefined {
  const paths = READ.get(resource.type);
  if (!paths) return undefined;
  const guards: Guard[] = [];
  for (const { path, rule } of paths.openings) {
    if (rule.as === "switch" && rule.how.guard) guards.push({ path, rule: rule.how });
  }
  const openings = [
    ...paths.openings.flatMap(({ path, rule }) => openingsAt(resource, path, rule)),
    ...grantOpenings(resource),
  ];
  const ranges = paths.openings.flatMap(({ path, rule }) => (rule.as === "ranges" ? [path] : []));
  const groups = paths.groups.flatMap((path) => groupsAt(inventory, resource, path));
  return {
    subject: identityOf(resource),
    openings: roles.named(resource, openings),
    groups,
    rules: rulesOf(inventory, resource, ranges),
    resource,
    guards,
  };
}

/** The openings of guards that are not there, with what they would hold shut. */
function openedBy(resource: Resource, guards: readonly Guard[], buckets: Buckets): Opening[] {
  return guards.map((guard) => {
    const held = buckets.heldBy(resource, guard.path);
    return { ...openingOf(guard), ...(held && { held }) };
  });
}

const GROUPS = ["aws_security_group", "aws_default_security_group"];

/** The security groups that an attribute names, by their keys. */
function groupsAt(inventory: Inventory, resource: Resource, path: string): string[] {
  const { values, unknown } = atPath(resource, path);
  const known = values.flatMap(textsOf).map((text) => {
    // A group is named by its id, or within an ARN.
    const id = text.split("/").at(-1) ?? text;
    return keyOf("security group", id, "region", placeOf(resource, {}));
  });
  if (!unknown) return known;
  const referred = inventory.allReferred(resource, path, GROUPS);
  const named = referred.map((group) => keyOf("security group", ownName(group, ["id"]).name, "region", group));
  return [...known, ...(named.length > 0 ? named : [`${addressName(resource)}.${path}`])];
}

/** What is reached by ranges of addresses: the public endpoint of a cluster, whatever names a prefix list, lists of clients. */
function rulesOf(inventory: Inventory, resource: Resource, paths: readonly string[]): NetworkRule[] {
  switch (resource.type) {
    case "aws_eks_cluster":
      return clusterRules(resource);
    case "aws_ec2_managed_prefix_list":
      return listRules(resource, resource, "entry.cidr");
    case "aws_ec2_managed_prefix_list_entry":
      return listRules(
        inventory.referred(resource, "prefix_list_id", ["aws_ec2_managed_prefix_list"]),
        resource,
        "cidr",
      );
    case "aws_network_acl":
    case "aws_default_network_acl":
    case "aws_network_acl_rule":
    case "aws_network_acl_association":
      return [];
    default:
      return paths.flatMap((path) => listRules(undefined, resource, path));
  }
}

/** A list that is new lets nobody in: what names it is new as well. */
function listRules(list: Resource | undefined, resource: Resource, path: string): NetworkRule[] {
  if (list && !list.counterpart) return [];
  const { values, unknown } = atPath(resource, path);
  const known = values.flatMap(textsOf).map((peer) => ruleOfPeer(resource, peer, -1));
  return unknown ? [...known, { ...ruleOfPeer(resource, `${resource.address}.${path}`, -1), unknown: true }] : known;
}

function clusterRules(resource: Resource): NetworkRule[] {
  const open = atPath(resource, "vpc_config.endpoint_public_access");
  const ranges = atPath(resource, "vpc_config.public_access_cidrs");
  if (open.values.some((value) => scalarText(value) === "false")) return [];
  if (open.unknown || ranges.unknown)
    return [{ ...ruleOfPeer(resource, `${resource.address}.vpc_config`, HTTPS), unknown: true }];
  const peers = ranges.values.flatMap(textsOf);
  return (peers.length > 0 ? peers : ["0.0.0.0/0"]).map((peer) => ruleOfPeer(resource, peer, HTTPS));
}

const HTTPS = 443;

function ruleOfPeer({ address }: Resource, peer: string, port: number): NetworkRule {
  const what = port < 0 ? { protocol: -1 } : { protocol: 6, ports: [port, port] as const };
  return { direction: "ingress", ...what, peer, unknown: false, address };
}

/** The buckets of one side by name. */
function bucketsOf({ resources }: Inventory): ReadonlySet<string> {
  return new Set(
    resources.flatMap((one) => (one.type === "aws_s3_bucket" ? (textOf(field(one.values, "bucket")) ?? []) : [])),
  );
}

/** Whether what a guard belongs to is there on one side only. */
function isGone({ values }: Resource, { before, after }: OnBothSides<ReadonlySet<string>>): boolean {
  const bucket = textOf(field(values, "bucket"));
  return bucket !== undefined && before.has(bucket) && !after.has(bucket);
}

function isOfNewBucket(inventory: Inventory, resource: Resource): boolean {
  const bucket = inventory.referred(resource, "bucket", ["aws_s3_bucket"]);
  return bucket !== undefined && bucket.counterpart === undefined;
}
