import type { PolicyDocument } from "../../policy/document";
import { literalText } from "./literal";

/** The JSON text of a policy as Terraform must be given it: `${aws:username}` is IAM's variable, and nothing Terraform's. */
export function policyJson(document: PolicyDocument): string {
  return literalText(JSON.stringify(document));
}
