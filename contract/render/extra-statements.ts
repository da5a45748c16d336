import { parseArn } from "../../aws/arn";
import { inQuotes } from "../../config/raw";
import type { Policy, Statement } from "../../policy/document";
import type { PolicyKind } from "../../policy/size";

/**
 * Why AWS would refuse a resource's policy for statements of others in it; undefined where it would not.
 *
 * Sources: "IAM JSON policy elements: Sid" and "… Principal", IAM User Guide; "Policy has invalid resource" and "… action",
 * Troubleshooting bucket policies, Amazon S3 User Guide.
 *
 * @param bucket The bucket's name, of a bucket's policy.
 */
export function refusalOf(
  { name, statements }: Policy,
  kind: PolicyKind,
  bucket: string | undefined,
): string | undefined {
  const sids = statements.flatMap(({ sid }) => sid ?? []);
  const twice = sids.find((sid, index) => sids.indexOf(sid) < index);
  if (twice !== undefined)
    return `${name}: the Sid ${inQuotes(twice)} is given twice; give each statement one of its own`;
  for (const statement of statements) {
    const title = `${name}: statement ${statement.index + 1}`;
    if (!statement.principals && !statement.notPrincipals)
      return `${title} has no Principal; a resource's policy says whom each statement is about`;
    if (!statement.resources && !statement.notResources)
      return `${title} has no Resource; a resource's policy says what of it each statement is about`;
    if (kind !== "bucket" || bucket === undefined) continue;
    const action = actionOfAnother(statement);
    if (action !== undefined)
      return `${title}: found the action ${inQuotes(action)}; a bucket's policy is about s3 only`;
    const resource = resourceOfAnother(statement, bucket);
    if (resource !== undefined)
      return `${title}: found the resource ${inQuotes(resource)}; a bucket's policy is about ${bucket} and its objects only`;
  }
  return undefined;
}

function actionOfAnother({ actions = [], notActions = [] }: Statement): string | undefined {
  return [...actions, ...notActions].find((action) => /^(?!s3(?:express|-outposts)?:)[a-z0-9-]+:/i.test(action));
}

/** Where a pattern may mean this bucket, AWS is left to say. */
function resourceOfAnother({ resources = [], notResources = [] }: Statement, bucket: string): string | undefined {
  return [...resources, ...notResources].find((resource) => {
    const { service, resource: named } = parseArn(resource) ?? {};
    if (service === undefined || named === undefined || /[*?$]/.test(service)) return false;
    const [name = ""] = named.split("/");
    return service !== "s3" || (name !== bucket && !/[*?$]/.test(name));
  });
}
