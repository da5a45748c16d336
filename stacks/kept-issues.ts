import type { TerraformResource } from "cdktf";
import { TAGS_PER_RESOURCE } from "../aws/quotas";
import type { Kept } from "../config/adopt";
import { didYouMean } from "../config/nearest";
import { describeValue, type Finding, findingMessage, type Issue, type Path, unknownKey } from "../config/raw";

/** The arguments that a resource keeps of how it was found, each as it is. */
export const KEPT_AS_FOUND = ["name", "path", "description"] as const satisfies readonly (keyof Kept)[];

/**
 * What Terraform or AWS would refuse of what a resource keeps.
 *
 * @param path Where the environment's file says it.
 * @param fileTags The tags of everything that the environment makes.
 */
export function keptIssues(
  resource: TerraformResource,
  as: Kept,
  path: Path,
  fileTags: Readonly<Record<string, string>>,
): Issue[] {
  return [
    ...unknownArguments(resource, as, path),
    ...refusedTexts(resource, as, path),
    ...refusedTags(resource, as, path, fileTags),
  ];
}

/** The tags that a resource has by itself. */
export function tagsOf(resource: TerraformResource): Readonly<Record<string, string>> {
  return (resource as { readonly tagsInput?: Readonly<Record<string, string>> }).tagsInput ?? {};
}

/** What a resource would keep and does not have: Terraform refuses it, under `ignore_changes` too. */
function unknownArguments(resource: TerraformResource, as: Kept, path: Path): Issue[] {
  const known = argumentsOf(resource);
  const wrong = (finding: Finding): Issue => ({ code: "adopt-unknown-argument", ...finding });
  const { ignore_changes: ignored = [], ...found } = as;
  // The environment's file names roles and policies, since others refer to them by name.
  const isNamed = resource.terraformResourceType.startsWith("aws_iam_");
  const keepable = [...KEPT_AS_FOUND, "tags"].filter((name) => known.includes(name) && !(isNamed && name === "name"));
  return [
    ...Object.keys(found)
      .filter((argument) => !keepable.includes(argument))
      .map((argument) => wrong(unknownKey(path, argument, [...keepable, "ignore_changes"]))),
    ...ignored.flatMap((argument, index) => {
      if (known.includes(argument)) return [];
      const at = [...path, "ignore_changes", index];
      const message = findingMessage(at, describeValue(argument), known.join(", ")) + didYouMean(argument, known);
      return [wrong({ path: at, mark: "value", message })];
    }),
  ];
}

/** The arguments that Terraform knows of a resource; the provider's bindings list them all, set or not. */
function argumentsOf(resource: TerraformResource): readonly string[] {
  // A protected method, of which no public one says the same.
  const { synthesizeAttributes } = resource as unknown as {
    synthesizeAttributes: () => Readonly<Record<string, unknown>>;
  };
  return Object.keys(synthesizeAttributes.call(resource)).sort();
}

/** Source: CreateSecurityGroup, Amazon EC2 API Reference: fewer characters than IAM allows. */
const SECURITY_GROUP_TEXT = /^(?!sg-)[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/;

function refusedTexts({ terraformResourceType: type }: TerraformResource, as: Kept, path: Path): Issue[] {
  if (!/^aws_(?:vpc_)?security_group/.test(type)) return [];
  return (["name", "description"] as const).flatMap((argument): Issue[] => {
    const text = as[argument];
    if (text === undefined || SECURITY_GROUP_TEXT.test(text)) return [];
    const at = [...path, argument];
    const allowed = "1 to 255 letters, digits, spaces or ._-:/()#,@[]+=&;{}!$*, not beginning with sg-";
    return [
      { code: "invalid-value", path: at, mark: "value", message: findingMessage(at, describeValue(text), allowed) },
    ];
  });
}

function refusedTags(
  resource: TerraformResource,
  { tags = {} }: Kept,
  path: Path,
  fileTags: Readonly<Record<string, string>>,
): Issue[] {
  const all = new Set(
    [...Object.keys(fileTags), ...Object.keys(tagsOf(resource)), ...Object.keys(tags)].map((key) => key.toLowerCase()),
  );
  if (all.size <= TAGS_PER_RESOURCE) return [];
  const at = [...path, "tags"];
  const allowed = `at most ${TAGS_PER_RESOURCE} tags on one resource, with those that the file gives it`;
  return [{ code: "too-many-tags", path: at, mark: "key", message: findingMessage(at, String(all.size), allowed) }];
}
