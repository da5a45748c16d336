import { TerraformResource, type TerraformStack } from "cdktf";
import type { Adopt, AdoptingPart, Kept } from "../config/adopt";
import { type Issue, unknownKey } from "../config/raw";
import { KEPT_AS_FOUND, keptIssues, tagsOf } from "./kept-issues";

/** What a part would take over or keep, and its stack does not have. */
export class AdoptError extends Error {
  override readonly name = "AdoptError";

  /** @param issues Each with its place in the environment's file. */
  constructor(readonly issues: readonly Issue[]) {
    super(issues.map(({ message }) => message).join("\n"));
  }
}

/**
 * Has a stack take over what exists: an import block for each entry of `import`, and what `keep` says of a resource in
 * the place of what the project would write. Tags that the file gives elsewhere go before kept ones, since they are
 * wanted.
 *
 * Source: "Import blocks" and "The lifecycle meta-argument", Terraform language documentation.
 *
 * @param fileTags The tags of everything that the environment makes.
 * @throws AdoptError where the stack has no resource of an address, or a resource no argument of a name.
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
  const addresses = [...resources.keys()].sort();
  const kept = Object.entries(keep).flatMap(([address, as]) => {
    const resource = resources.get(address);
    return resource ? [{ resource, as, path: [part, "adopt", "keep", address] }] : [];
  });
  const issues = [
    ...Object.entries({ import: imports, keep }).flatMap(([key, named]) =>
      Object.keys(named)
        .filter((address) => !resources.has(address))
        .map((address): Issue => ({
          code: "adopt-unknown-address",
          ...unknownKey([part, "adopt", key], address, addresses),
        })),
    ),
    ...kept.flatMap(({ resource, as, path }) => keptIssues(resource, as, path, fileTags)),
  ];
  if (issues.length > 0) throw new AdoptError(issues);
  const blocks = Object.entries(imports).map(([to, id]) => ({ to, id }));
  if (blocks.length > 0) stack.addOverride("import", blocks);
  for (const { resource, as } of kept) keepIn(resource, as, fileTags);
}

function keepIn(resource: TerraformResource, kept: Kept, fileTags: Readonly<Record<string, string>>): void {
  for (const argument of KEPT_AS_FOUND) {
    if (kept[argument] !== undefined) resource.addOverride(argument, kept[argument]);
  }
  if (kept.ignore_changes) resource.addOverride("lifecycle.ignore_changes", kept.ignore_changes);
  // IAM compares the keys without regard to case.
  const wanted = new Set([...Object.keys(fileTags), ...Object.keys(tagsOf(resource))].map((key) => key.toLowerCase()));
  const tags = Object.entries(kept.tags ?? {}).filter(([key]) => !wanted.has(key.toLowerCase()));
  if (tags.length > 0) resource.addOverride("tags", Object.fromEntries(tags));
}
