import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The provider's schema, as far as the installed bindings (`@cdktf/provider-aws`) still hold it.
 *
 * Each binding is TypeScript that was generated from the provider's schema, compiled; the TypeScript itself is in the
 * inline source map at the end of `index.js`. The generator writes every attribute in the same few forms, which are
 * read here with regular expressions. A form that it does not know is an error, never a guess.
 */

/** An attribute or block, as the generated code has it. */
export interface Member {
  readonly name: string;
  readonly computed: boolean;
  readonly optional: boolean;
  readonly required: boolean;
  readonly shape: Shape;
}

/** A type in the generated code: scalars, collections of scalars, or structs. */
export type Shape =
  | { readonly kind: "scalar"; readonly of: "string" | "number" | "bool" }
  | { readonly kind: "list" | "set" | "map"; readonly of: "string" | "number" | "bool" }
  | {
      readonly kind: "struct";
      /** Nested blocks are written `name { … }`; the others are attributes that hold objects. */
      readonly block: boolean;
      readonly nesting: "single" | "list" | "set";
      /** The generator drops the list around a struct of which there can be only one. */
      readonly single: boolean;
      readonly members: readonly Member[];
    };

/** A binding: the type's name (`aws_iam_role`; `aws` for the provider itself), the provider's version, the members. */
export interface Binding {
  readonly type: string;
  readonly providerVersion: string;
  readonly members: readonly Member[];
}

const bindings = dirname(require.resolve("@cdktf/provider-aws/package.json"));

/**
 * Reads one binding by its folder's name: `iam-role`, `data-aws-region`, `provider`.
 *
 * @throws where the installed bindings have no such folder, or where it has an unexpected form.
 */
export function readBinding(folder: string): Binding {
  return parseBinding(folder, bindingSource(folder));
}

/** The folders of all bindings: resources, data sources and the provider. */
export function bindingFolders(): string[] {
  return readdirSync(join(bindings, "lib"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/**
 * The attributes of every resource type that can be configured, at any depth, by their last name. It reads more than
 * {@link readBinding}, which has to know each attribute's type.
 */
export function configurableAttributes(): Map<string, ReadonlySet<string>> {
  const types = new Map<string, ReadonlySet<string>>();
  for (const folder of bindingFolders()) {
    if (folder.startsWith("data-") || folder === "provider") continue;
    const source = bindingSource(folder);
    const type = /static readonly tfResourceType = "(\w+)"/.exec(source)?.[1];
    if (type === undefined) continue;
    const attributes = source.matchAll(/\/\/ (\w+) - computed: \w+, optional: (\w+), required: (\w+)/g);
    const configurable = [...attributes].filter(([, , optional, required]) => [optional, required].includes("true"));
    types.set(type, new Set(configurable.map(([, name = ""]) => name)));
  }
  return types;
}

/** The TypeScript of one binding. */
function bindingSource(folder: string): string {
  const compiled = readFileSync(join(bindings, "lib", folder, "index.js"), "utf8");
  const marker = "sourceMappingURL=data:application/json;base64,";
  const start = compiled.lastIndexOf(marker);
  if (start < 0) throw new Error(`${folder}: the bindings hold no inline source map`);
  const map = JSON.parse(Buffer.from(compiled.slice(start + marker.length), "base64").toString("utf8")) as {
    sourcesContent: string[];
  };
  return map.sourcesContent[0] ?? "";
}

/** Reads the TypeScript of one binding. */
export function parseBinding(folder: string, source: string): Binding {
  const main = section(source, /^export class \w+ extends cdktf\.Terraform(?:Resource|DataSource|Provider) \{/m);
  if (main === undefined) throw new Error(`${folder}: no construct of a resource, data source or provider`);
  return {
    type: capture(main, /static readonly tfResourceType = "(\w+)"/, folder),
    providerVersion: capture(main, /providerVersion: '([\d.]+)'/, folder),
    members: members(source, main, section(main, /^ {2}protected synthesizeHclAttributes\(\)/m, "\n  }\n") ?? ""),
  };
}

function capture(text: string, pattern: RegExp, folder: string): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`${folder}: no ${pattern.source} in the bindings`);
  return found;
}

/** The text from a heading to the end of its top-level block. */
function section(source: string, heading: RegExp, end = "\n}\n"): string | undefined {
  const start = source.search(heading);
  if (start < 0) return undefined;
  const stop = source.indexOf(end, start);
  return source.slice(start, stop < 0 ? undefined : stop);
}

/** Members of a struct or of the construct: those that can be configured, then those that are only computed. */
function members(source: string, classText: string, synthesis: string): Member[] {
  const flags = new Map<string, { computed: boolean; optional: boolean; required: boolean; accessor: string }>();
  const parts = classText.split(/^ {2}\/\/ (\w+) - computed: (\w+), optional: (\w+), required: (\w+)$/m);
  for (let i = 1; i < parts.length; i += 5) {
    const [name = "", computed, optional, required, accessor = ""] = parts.slice(i, i + 5);
    flags.set(name, {
      computed: computed === "true",
      optional: optional === "true",
      required: required === "true",
      accessor,
    });
  }
  const result: Member[] = [];
  const entry = /^ +(\w+): \{\n +value: (.*),\n +isBlock: \w+,\n +type: "(\w+)",\n +storageClassType: "(\w+)",/gm;
  for (const [, name = "", value = "", type = "", storage = ""] of synthesis.matchAll(entry)) {
    // Structs of the provider block have no accessors, so no flags: all their members are optional.
    const { computed, optional, required } = flags.get(name) ?? { computed: false, optional: true, required: false };
    result.push({ name, computed, optional, required, shape: configuredShape(source, name, value, type, storage) });
    flags.delete(name);
  }
  for (const [name, { computed, optional, required, accessor }] of flags) {
    result.push({ name, computed, optional, required, shape: computedShape(source, name, accessor) });
  }
  return result;
}

const SCALARS: Readonly<Record<string, "string" | "number" | "bool">> = {
  string: "string",
  number: "number",
  boolean: "bool",
};

/** From an entry of `synthesizeHclAttributes`. */
function configuredShape(source: string, name: string, value: string, type: string, storage: string): Shape {
  const struct = /\b(\w+)ToHclTerraform\b/.exec(value.replace(/cdktf\.\w+ToHclTerraform/g, ""))?.[1];
  if (struct !== undefined) {
    const listed = /cdktf\.listMapperHcl\(\w+, (true|false)\)/.exec(value)?.[1];
    return {
      kind: "struct",
      block: listed !== "false",
      nesting: type === "struct" ? "single" : type === "set" ? "set" : "list",
      single: listed === undefined,
      members: structMembers(source, struct),
    };
  }
  const scalar = SCALARS[storage.replace(/(List|Map)$/, "")];
  if (scalar !== undefined) {
    if (type === "simple") return { kind: "scalar", of: scalar };
    if (type === "list" || type === "set" || type === "map") return { kind: type, of: scalar };
  }
  throw new Error(`attribute "${name}": unknown type ${type} of ${storage} in the bindings`);
}

/** From the accessor of an attribute that cannot be configured. */
function computedShape(source: string, name: string, accessor: string): Shape {
  const struct = /= new (\w+?)(List|OutputReference)\(this, "\w+"(?:, (true|false))?\)/.exec(accessor);
  if (struct !== null) {
    const [, className = "", , wrapsSet] = struct;
    return {
      kind: "struct",
      block: false,
      nesting: wrapsSet === "true" ? "set" : "list",
      single: false,
      members: structMembers(source, className.charAt(0).toLowerCase() + className.slice(1)),
    };
  }
  const map = /new cdktf\.(String|Number|Boolean)Map\(|get(String|Number|Boolean)MapAttribute\(/.exec(accessor);
  const mapped = SCALARS[(map?.[1] ?? map?.[2] ?? "").toLowerCase()];
  if (mapped !== undefined) return { kind: "map", of: mapped };
  const getter = /get(String|Number|Boolean|List|NumberList)Attribute\(/.exec(accessor)?.[1] ?? "";
  const scalar = SCALARS[getter.toLowerCase()];
  if (scalar !== undefined) return { kind: "scalar", of: scalar };
  if (getter.endsWith("List")) {
    // Terraform's sets are read through `tolist`.
    const kind = accessor.includes("cdktf.Fn.tolist(") ? "set" : "list";
    return { kind, of: getter === "NumberList" ? "number" : "string" };
  }
  throw new Error(`attribute "${name}": no known accessor in the bindings`);
}

function structMembers(source: string, struct: string): Member[] {
  const className = struct.charAt(0).toUpperCase() + struct.slice(1);
  const classText = section(source, new RegExp(`^export class ${className}OutputReference extends `, "m")) ?? "";
  const synthesis = section(source, new RegExp(`^export function ${struct}ToHclTerraform\\(`, "m")) ?? "";
  return members(source, classText, synthesis);
}
