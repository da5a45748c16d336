import type { PolicyDocument } from "../../policy/document";
import { literalText } from "./literal";

/** The JSON text of a policy as Terraform must be given it: `${aws:username}` is IAM's variable, and nothing Terraform's. */
export function policyJson(document: PolicyDocument): string {
  return literalText(JSON.stringify(document));
}

/** The same of a policy that holds Terraform references (`${var.name}`, without a colon behind the first word). */
export function policyTemplate(document: PolicyDocument): string {
  return JSON.stringify(document).replace(/\$\{(?=[A-Za-z0-9-]+:|[*?$]\})/g, "$$$${");
}
