import { UNKNOWN, isObject, isWhollyKnown, type ObjectValue, type Value } from "./values";

/** `tags_all` of a plan: the default tags, overridden by the resource's own. */
export function planTagsAll(defaultTags: ObjectValue, tags: Value | undefined): Value {
  if (tags === UNKNOWN || (isObject(tags) && !isWhollyKnown(tags))) return UNKNOWN;
  return { ...defaultTags, ...(isObject(tags) ? tags : {}) };
}

/**
 * `tags` of a state, from all the tags that a resource has: those that the default tags explain are left out, unless
 * the resource repeated them. Without any, null stays null, since the SDK separates null from empty only in configuration.
 */
export function readTags(defaultTags: ObjectValue, all: ObjectValue, before: Value | undefined): Value {
  const own = isObject(before) ? before : {};
  const rest = Object.entries(all).filter(([name, value]) => defaultTags[name] !== value || Object.hasOwn(own, name));
  return rest.length === 0 && !isObject(before) ? null : Object.fromEntries(rest);
}
