import { HARMLESS } from "./harmless";

/** Names of attributes that usually carry access: one that is in no row of the table needs a reason. */
const SMELLS: readonly RegExp[] = [
  // Policies, whom they name, and what gives them.
  /polic(y|ies)|(^|_)roles?($|_)|principal|permission|(^|_)grants?($|_)|grantee|account_ids|parent_id|feature_set/,
  // Networks and sharing.
  /(^|_)acls?($|_)|public|cidr|security_groups?($|_)|(^|_)shar(ed?|ing)($|_)|accepter|auto_accept|squash/,
  // Who signs in, and how.
  /auth(?!or_|ority)|credential|identit|trust|jwt|(^|_)issuer$|oidc|saml|sign_in|sign_on|(^|_)sso($|_)|federat|mfa_|flows$/,
  /(^|_)scopes?$|callback|anonym|guest|no_password|api_key|key_group|(^|_)key_(name|pair)$|(^|_)ssh|user_groups?(_|$)/,
  // What one may do.
  /access($|_(config|endpoint|string|mode|type))|visibility$|privileg|instance_profile|(^|_)iam($|_)|is_enabled/,
  /(^|_)allow(?!ed_(instance|publishers|features|pattern))|(^|_)admin_(account|group|user_list)/,
  // Texts that hold any of it.
  /^(template_)?body$|^(extra_connection_attributes|parameters)$|^(iam|server|node|container|ecs|eks|saml)_properties$/,
];

/** Whether an attribute's name is one that usually carries access. */
export function looksLikeAccess(name: string): boolean {
  return SMELLS.some((smell) => smell.test(name));
}

/** Attribute → why it carries no access. */
export const HARMLESS_ATTRIBUTES: ReadonlyMap<string, string> = new Map(
  HARMLESS.flatMap(([because, names]) => names.map((name) => [name, because] as const)),
);
