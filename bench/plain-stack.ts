/** A stack as plain data: what the programs that ours is measured against are made from. */
export interface PlainStack {
  readonly id: string;
  readonly region: string;
  readonly resources: readonly {
    /** `aws_iam_role` */
    readonly type: string;
    readonly name: string;
    /** In the bindings' spelling: `assumeRolePolicy`. */
    readonly config: object;
  }[];
}

/** A synthesised stack, as far as it is read here. */
interface Synthesised {
  readonly provider?: { readonly aws?: readonly { readonly region?: string }[] };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/** A resource as a synthesised stack holds it, in Terraform's spelling. */
export interface StackResource {
  readonly type: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Takes the resources out of a synthesised stack. */
export function stackResources(synthesised: unknown): StackResource[] {
  const { resource = {} } = synthesised as Synthesised;
  return Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).map(([name, attributes]) => ({ type, name, attributes })),
  );
}

/** The same for the bindings. */
export function plainStack(id: string, synthesised: unknown): PlainStack {
  const { provider } = synthesised as Synthesised;
  return {
    id,
    region: provider?.aws?.[0]?.region ?? "",
    resources: stackResources(synthesised).map(({ type, name, attributes }) => ({
      type,
      name,
      config: camelCased(attributes),
    })),
  };
}

/** cdktf's metadata, and what the bindings take as an object. */
const LEFT_OUT = new Set(["//", "depends_on"]);

/** Keys that hold a map of the user's own keys, which keep their spelling. */
const MAPS = new Set(["tags", "tags_all"]);

function camelCased(attributes: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([key]) => !LEFT_OUT.has(key))
      .map(([key, value]) => [
        key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
        MAPS.has(key) ? value : inner(value),
      ]),
  );
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inner);
  return typeof value === "object" && value !== null ? camelCased(value as Record<string, unknown>) : value;
}
