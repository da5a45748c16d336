import { TYPES } from "../types";
import { headOf } from "./paths";
import { field, carriesNoAccess, isOpen, type Json, type Resource } from "./resource";

/** What of a resource is known only after apply and cannot be identified by anything else, or is sensitive. */
const NOT_KNOWN = { unknown: true } as const;

/**
 * What a resource holds that may carry access, for a digest: its attributes with their values, or where one is known only
 * after apply, its expression with all that it refers to.
 */
export function contentOf(resource: Resource): Json {
  const { none: _, ...carrying } = TYPES.get(resource.type) ?? {};
  const lists: (readonly string[])[] = Object.values(carrying);
  // A type that is not known, and a way of giving access that has no attribute of its own, may carry it anywhere.
  const isAnywhere = lists.length === 0 || lists.some((paths) => paths.length === 0);
  const { values, unknown } = resource;
  const names = isAnywhere ? Object.keys({ ...values, ...unknown }) : lists.flat().map(headOf);
  const compared = [...new Set(names)].filter((name) => !carriesNoAccess(name)).sort();
  return [resource.address, compared.map((name) => [name, valueOf(resource, name)])];
}

function valueOf(resource: Resource, name: string): Json {
  if (resource.sensitive(name)) return NOT_KNOWN;
  if (!isOpen(field(resource.unknown, name)) || resource.configured(name) === false)
    return field(resource.values, name);
  return resource.expression(name) ?? NOT_KNOWN;
}
