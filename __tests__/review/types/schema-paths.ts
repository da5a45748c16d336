import { bindingFolders, configurableAttributes, readBinding, type Member } from "../../../offline/schema-source";

/**
 * The attributes of every resource type that can be configured, by their paths; those of a type with an attribute of a
 * form that {@link readBinding} does not know, by their last names.
 */
export function configurablePaths(): Map<string, readonly string[]> {
  const names = configurableAttributes();
  const paths = new Map([...names].map(([type, all]) => [type, [...all]] as const));
  for (const folder of bindingFolders()) {
    if (folder.startsWith("data-") || folder === "provider") continue;
    try {
      const { type, members: all } = readBinding(folder);
      if (names.has(type)) paths.set(type, pathsOf(all));
    } catch {
      // Its attributes stand there by name.
    }
  }
  return paths;
}

function pathsOf(all: readonly Member[]): string[] {
  return all
    .filter(({ optional, required }) => optional || required)
    .flatMap(({ name, shape }) => [
      name,
      ...(shape.kind === "struct" ? pathsOf(shape.members).map((path) => `${name}.${path}`) : []),
    ]);
}
