import { TerraformResource, type TerraformStack } from "cdktf";
import type { Adopt, AdoptingPart, Kept } from "../config/adopt";
import { asWord } from "../config/raw";

/** An address that a stack does not have. */
export class AdoptError extends Error {
  override readonly name = "AdoptError";

  /** @param part The part of the environment that names it. */
  constructor(
    readonly part: AdoptingPart,
    message: string,
  ) {
    super(message);
  }
}

/** The arguments that a resource keeps of how it was found, each as it is. */
const KEPT_AS_FOUND = ["name", "path", "description"] as const satisfies readonly (keyof Kept)[];

/**
 * Has a stack take over what exists: an import block for each entry of `import`, and what `keep` says of a resource in
 * the place of what the project would write. Tags that the file gives elsewhere go before kept ones, since they are
 * wanted.
 *
 * Source: "Import blocks" and "The lifecycle meta-argument", Terraform language documentation.
 *
 * @param fileTags The tags of everything that the environment makes.
 * @throws AdoptError where the stack has no resource of an address.
 */
export function adoptInto(
  stack: TerraformStack,
  part: AdoptingPart,
  { import: imports = {}, keep = {} }: Adopt,
  fileTags: Readonly<Record<string, string>> = {},
): void {
  const resources = new Map(
    stack.node
      .findAll()
      .filter((construct) => construct instanceof TerraformResource)
      .map((resource) => [`${resource.terraformResourceType}.${resource.friendlyUniqueId}`, resource]),
  );
  const resourceAt = (address: string): TerraformResource => {
    const resource = resources.get(address);
    if (resource) return resource;
    const allowed = [...resources.keys()].sort().join(", ");
    throw new AdoptError(
      part,
      `${part}.adopt: the stack ${stack.node.id} has no resource ${asWord(address)}; allowed: ${allowed}`,
    );
  };
  const blocks = Object.entries(imports).map(([to, id]) => {
    resourceAt(to);
    return { to, id };
  });
  if (blocks.length > 0) stack.addOverride("import", blocks);
  for (const [address, kept] of Object.entries(keep)) keepIn(resourceAt(address), kept, fileTags);
}

function keepIn(resource: TerraformResource, kept: Kept, fileTags: Readonly<Record<string, string>>): void {
  for (const argument of KEPT_AS_FOUND) {
    if (kept[argument] !== undefined) resource.addOverride(argument, kept[argument]);
  }
  if (kept.ignore_changes) resource.addOverride("lifecycle.ignore_changes", kept.ignore_changes);
  const { tagsInput = {} } = resource as { readonly tagsInput?: Readonly<Record<string, string>> };
  // IAM compares the keys without regard to case.
  const wanted = new Set([...Object.keys(fileTags), ...Object.keys(tagsInput)].map((key) => key.toLowerCase()));
  const tags = Object.entries(kept.tags ?? {}).filter(([key]) => !wanted.has(key.toLowerCase()));
  if (tags.length > 0) resource.addOverride("tags", Object.fromEntries(tags));
}
