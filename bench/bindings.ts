import type { Construct } from "constructs";
import { createRequire } from "node:module";

/** A resource of the provider's bindings. */
export type ResourceClass = new (scope: Construct, id: string, config: object) => Construct;

const load = createRequire(__filename);

/** The class of a resource type: `aws_iam_role` → `IamRole`, loaded by itself. */
export function resourceClass(type: string): ResourceClass {
  const folder = type.replace(/^aws_/, "").replaceAll("_", "-");
  const exported = Object.values(load(`@cdktf/provider-aws/lib/${folder}`) as object) as unknown[];
  const found = exported.find((it) => (it as { tfResourceType?: string }).tfResourceType === type);
  if (!found) throw new Error(`no binding for ${type}`);
  return found as ResourceClass;
}
