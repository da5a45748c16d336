import { DATA_SOURCES } from "../../offline/data";
import { attributesOfKey } from "../../offline/resource";
import { RESOURCES } from "../../offline/resources";
import type { ResourceKind } from "../../offline/resources/kind";
import { schemaOf } from "../../offline/schema";
import { placeholders, renderText } from "../../offline/template";

/** What templates may take beside attributes. */
const PLACE = ["account", "partition", "region", "dns_suffix"];

const schemas = new Map(Object.entries(RESOURCES).map(([type, { binding }]) => [type, schemaOf(binding)]));

/** Every attribute that a row names, with the place where it names it. */
function namedBy(kind: ResourceKind): string[] {
  const templates = [
    kind.key,
    kind.id ?? "",
    kind.api.noun,
    kind.taken?.message ?? "",
    JSON.stringify(kind.computed ?? {}),
  ];
  const needs = (kind.needs ?? []).flatMap(({ key, refusal }) => [key, refusal.message]);
  return [
    ...Object.keys(kind.computed ?? {}),
    ...Object.keys(kind.computedBlocks ?? {}),
    ...Object.keys(kind.defaults ?? {}),
    ...Object.keys(kind.imported ?? {}),
    ...Object.keys(kind.policies ?? {}),
    ...Object.keys(kind.derived ?? {}),
    ...(kind.local ?? []),
    ...(kind.unique ?? []),
    ...[...templates, ...needs].flatMap(placeholders).filter((name) => !PLACE.includes(name)),
  ];
}

describe.each(Object.entries(RESOURCES))("%s", (type, kind) => {
  const { type: bound, block } = schemas.get(type) ?? { type: "", block: { attributes: [], blocks: [] } };
  const names = [...block.attributes, ...block.blocks].map(({ name }) => name);

  test("is what its binding describes", () => {
    expect(bound).toBe(type);
  });

  test("names only attributes and blocks of its schema", () => {
    expect(namedBy(kind).filter((name) => !names.includes(name))).toEqual([]);
  });

  test("is found again by its key", () => {
    const attributes = placeholders(kind.key).map((name) => [name, name === "policy_arn" ? "arn:x" : `${name}-x`]);
    const values: Record<string, string> = Object.fromEntries(attributes) as Record<string, string>;
    if ("vpc_endpoint_id" in values) values.vpc_endpoint_id = "vpce-x";
    expect(attributesOfKey({ type, kind }, renderText(kind.key, values, ""))).toEqual(values);
  });

  test("needs only types that are served", () => {
    expect((kind.needs ?? []).filter((need) => !(need.type in RESOURCES))).toEqual([]);
  });

  test("imports only what AWS does not know", () => {
    expect(Object.keys(kind.imported ?? {}).filter((name) => kind.local?.includes(name) !== true)).toEqual([]);
  });
});

test.each(Object.entries(DATA_SOURCES))("data source %s is what its binding describes", (type, { binding }) => {
  // The bindings' class of a data source has the type `aws_x` too.
  expect(schemaOf(binding).type).toBe(type);
});
