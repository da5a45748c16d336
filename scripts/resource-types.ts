import { table } from "../contract/docs/markdown";
import { configurableAttributes } from "../offline/schema-source";
import { accessKinds, TYPES, type AccessKind, type TypeAccess } from "../review/types";
import { HARMLESS_ATTRIBUTES, looksLikeAccess } from "../review/types/attributes";

/** What the page calls each way of carrying access. */
const KINDS: Readonly<Record<AccessKind, string>> = {
  policy: "holds a policy",
  attaches: "gives a principal a policy, or limits it",
  membership: "makes somebody a member",
  federates: "lets somebody in",
  runsAs: "acts as a role",
  exposes: "opens data or a network",
  securityGroups: "is reached through security groups",
  provisions: "makes resources that no plan shows",
};

/** The page that says of every resource type how it bears on access. */
export function resourceTypesPage(): { path: string; content: string } {
  const types = [...TYPES].sort(([a], [b]) => (a < b ? -1 : 1));
  const carrying = types.filter(([type]) => accessKinds(type)?.length);
  const harmless = types.filter(([type]) => !accessKinds(type)?.length);
  const schema = configurableAttributes();
  const explained = types
    .map(([type, access]) => [type, reasons(schema.get(type) ?? [], access)] as const)
    .filter(([, why]) => why);
  const count = (kind: AccessKind): number => carrying.filter(([, access]) => access[kind]).length;
  return {
    path: "docs/resource-types.md",
    content: [
      "# Resource types and access",
      `What a change of each of the ${types.length} resource types of the pinned hashicorp/aws may do to access, as ` +
        "`review/types/` has it. " +
        `${carrying.length} carry access; ${harmless.length} carry none, and no attribute of ` +
        `${harmless.filter(([type]) => !explained.some(([one]) => one === type)).length} of these looks otherwise.`,
      table(
        ["it …", "types"],
        (Object.keys(KINDS) as AccessKind[]).map((kind) => [KINDS[kind], String(count(kind))]),
      ),
      "## Types that carry access",
      table(["type", "it …", "by"], carrying.flatMap(rowsOf)),
      "## Attributes that look like access and carry none",
      table(
        ["type", "why"],
        explained.map(([type, why]) => [`\`${type}\``, why]),
      ),
    ].join("\n\n"),
  };
}

function rowsOf([type, access]: readonly [string, TypeAccess]): string[][] {
  return (Object.keys(KINDS) as AccessKind[]).flatMap((kind) => {
    const attributes = access[kind];
    return attributes ? [[`\`${type}\``, KINDS[kind], attributes.map((name) => `\`${name}\``).join(", ")]] : [];
  });
}

/** The attributes of a type that look like access and carry none, each with the reason why not. */
function reasons(attributes: Iterable<string>, { none = {} }: TypeAccess): string {
  const byName = [...attributes].filter((name) => looksLikeAccess(name) && !Object.hasOwn(none, name));
  const named = byName.flatMap((name) => {
    const because = HARMLESS_ATTRIBUTES.get(name);
    return because === undefined ? [] : [[name, because] as const];
  });
  return [...Object.entries(none), ...named]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, because]) => `\`${name}\`: ${because}`)
    .join("; ");
}
