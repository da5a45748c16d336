import type { Note } from "../model";

/** What it means for access that a resource is made, destroyed, or changed in another way than losing members of a list. */
export interface Effect {
  readonly created: Note["verdict"];
  readonly destroyed: Note["verdict"];
  readonly changed: Note["verdict"];
  /** What a reader has to know. */
  readonly text: string;
}

/** Somebody gets in, or gets more: what goes takes it away. */
function gives(text: string): Effect {
  return { created: "widened", destroyed: "narrowed", changed: "widened", text };
}

/** A policy whose text is in another account: it may allow, and may have denied. */
function attaches(text: string): Effect {
  return { created: "widened", destroyed: "widened", changed: "widened", text };
}

/**
 * Resource types of which it is known which way they change access, while the policies behind them are elsewhere: an
 * account that is assigned, a user that gets a key, an identity provider. None of it is proven by a request.
 */
export const WAYS_IN: Readonly<Record<string, Effect>> = {
  aws_identitystore_group_membership: gives("who is in a group that permission sets may be assigned to"),
  aws_iam_service_specific_credential: gives("a way in for a user, with all that the user may do"),
  aws_iam_signing_certificate: gives("a way in for a user, with all that the user may do"),
  aws_iam_user_ssh_key: gives("a way in for a user, with all that the user may do"),
  aws_iam_openid_connect_provider: gives("whom the account trusts: every role that names it may be taken"),
  aws_iam_saml_provider: gives("whom the account trusts: every role that names it may be taken"),
  aws_rolesanywhere_trust_anchor: gives("whom the account trusts: roles may be taken with its certificates"),
  aws_rolesanywhere_profile: gives("which roles may be taken with certificates"),
  aws_eks_access_entry: gives("who gets into a cluster"),
  aws_eks_access_policy_association: gives("what somebody may do in a cluster"),
  aws_lakeformation_permissions: gives("who may read or change data"),
  aws_ram_principal_association: gives("whom resources are shared with"),
  aws_ram_resource_association: gives("which resources are shared"),
  aws_organizations_account: attaches("which policies of an organization apply to an account, and who administers it"),
};
