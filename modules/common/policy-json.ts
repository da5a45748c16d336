import type { PolicyDocument } from "../../policy/document";

/**
 * The JSON text of a policy as Terraform must be given it: `${aws:username}` is IAM's variable, so its `${` is doubled,
 * while a Terraform reference (`${var.name}`, which has no colon behind its first word) stays one.
 *
 * Source: "Strings and templates: escape sequences", Terraform language documentation.
 */
export function policyJson(document: PolicyDocument): string {
  return JSON.stringify(document).replace(/\$\{(?=[A-Za-z0-9-]+:|[*?$]\})/g, "$$$${");
}
