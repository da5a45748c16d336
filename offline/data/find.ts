import { Failure } from "../failure";
import { fullResource } from "../read";
import { placeOf } from "../resource";
import { isList, isObject, type ObjectValue, type Value } from "../values";
import type { DataContext } from "./kind";

/** All resources of a type in the caller's account and region, as their data source shows them. */
export function allOf(type: string, { cloud, settings, types }: DataContext): ObjectValue[] {
  const found = types.get(type);
  if (found === undefined) throw new Error(`data source of a type that is not served: ${type}`);
  const place = placeOf(found, settings);
  return cloud.list(place, type).map(([key, entry]) => fullResource(found, { cloud, settings }, key, entry));
}

/**
 * Those that a data source's arguments ask for: each given argument must equal the attribute, each tag be there, each
 * `filter` hold.
 */
function matching(type: string, config: ObjectValue, context: DataContext): ObjectValue[] {
  return allOf(type, context).filter((resource) =>
    Object.entries(config).every(([name, value]) => {
      if (value === null || name === "region") return true;
      if (name === "filter")
        return isList(value) && value.every((filter) => isObject(filter) && holds(filter, resource));
      if (name === "tags") return !isObject(value) || hasTags(resource, value);
      return typeof value === "object" || !(name in resource) || resource[name] === value;
    }),
  );
}

/**
 * The one resource that matches.
 *
 * @param noun as the provider's messages have it: `EC2 VPC`.
 * @throws Failure where none or several match.
 */
export function findOne(type: string, noun: string, config: ObjectValue, context: DataContext): ObjectValue {
  const [found, another] = matching(type, config, context);
  if (found === undefined) throw new Failure(`no matching ${noun} found`);
  if (another !== undefined) {
    throw new Failure(`multiple ${noun}s matched; use additional constraints to reduce matches to a single ${noun}`);
  }
  return found;
}

/** EC2's filters: `tag:Name`, or an attribute's name with dashes. */
function holds(filter: ObjectValue, resource: ObjectValue): boolean {
  const name = typeof filter.name === "string" ? filter.name : "";
  const values = isList(filter.values) ? filter.values : [];
  const tag = /^tag:(.+)$/.exec(name)?.[1];
  const held = tag === undefined ? attribute(resource, name) : tagsOf(resource)[tag];
  return values.some((value) => value === held);
}

function attribute(resource: ObjectValue, name: string): Value | undefined {
  const plain = name.replaceAll("-", "_");
  const short = {
    vpc_id: "id",
    subnet_id: "id",
    group_id: "id",
    vpc_endpoint_id: "id",
    group_name: "name",
    cidr: "cidr_block",
  };
  if (plain in resource) return resource[plain];
  return plain in short ? resource[short[plain as keyof typeof short]] : undefined;
}

function hasTags(resource: ObjectValue, tags: ObjectValue): boolean {
  return Object.entries(tags).every(([name, value]) => tagsOf(resource)[name] === value);
}

function tagsOf({ tags }: ObjectValue): ObjectValue {
  return isObject(tags) ? tags : {};
}
