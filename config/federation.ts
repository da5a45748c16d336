import { z } from "zod";
import { oidcProviderArn, principalArn, samlProviderArn } from "./arn";
import { permissionSetName } from "./aws-names";
import { valueAt, missingKey, type Rule, type Rules, textAt, textsIn, wrongValue } from "./raw";
import { PARTITIONS, SIGN_IN } from "../aws/partitions";
import { findPartition } from "../aws/regions";
import { list, text } from "./values";

/** What begins a template of Terraform's or a policy variable is refused, and what cannot be seen. */
const claimValue = (what: string, example: string): z.ZodString =>
  text(
    /^(?!.*[$%]\{)[^*?\s\p{C}]{1,255}$/u,
    `${what} without wildcards (* and ?), spaces, control characters or templates ($ or % before {), such as ${example}`,
  );

/** `federation` of an environment file: who may assume the admin role (clause R1). Kinds may be combined. */
export const federation = z.strictObject({
  saml: z
    .strictObject({
      provider_arns: list(samlProviderArn).describe("The SAML providers of this account."),
      audiences: list(
        text(
          new RegExp(String.raw`^https:\/\/(?:[a-z0-9-]+\.)?${SIGN_IN}\/saml(?:\/acs\/[\w-]+)?$`),
          "a sign-in address, such as https://signin.aws.amazon.com/saml or https://eu-west-1.signin.aws.amazon.com/saml",
        ),
      )
        .exactOptional()
        .describe("Where assertions are presented (SAML:aud); without it, the partition's and the region's address."),
    })
    .exactOptional()
    .describe("Sign-in through SAML."),
  oidc: z
    .strictObject({
      provider_arn: oidcProviderArn.describe("The OIDC provider of this account."),
      audiences: list(claimValue("an audience", "sts.amazonaws.com")).describe("Accepted aud claims."),
      subjects: list(claimValue("a subject", "team:data-science")).describe(
        "Accepted sub claims, exactly; without them, anybody whom the provider knows could sign in.",
      ),
    })
    .exactOptional()
    .describe("Sign-in through OpenID Connect."),
  identity_center: z
    .strictObject({
      permission_sets: list(permissionSetName).describe("The permission sets whose people may assume the role."),
    })
    .exactOptional()
    .describe("IAM Identity Center: a permission set's role assumes this one. Such a chained session lasts one hour."),
  principals: z
    .strictObject({
      arns: list(principalArn).describe("Roles, users or whole accounts (root), of this or another account."),
    })
    .exactOptional()
    .describe("Plain principals."),
  session_tags: z.boolean().default(false).describe("Whether who signs in may pass session tags (sts:TagSession)."),
  source_identity: z
    .boolean()
    .default(false)
    .describe("Whether who signs in may set a source identity (sts:SetSourceIdentity)."),
});

/** The keys of which an environment with `base: managed` needs at least one. */
export const FEDERATION_KINDS = ["saml", "oidc", "identity_center", "principals"] as const;

const federationIsGiven: Rule = function* (raw) {
  if (valueAt(raw, ["base"]) !== "managed") return;
  if (FEDERATION_KINDS.some((kind) => valueAt(raw, ["federation", kind]) !== undefined)) return;
  const path = ["federation"];
  const needed = `at least one of ${FEDERATION_KINDS.join(", ")}, since base is managed and somebody must be able to assume the admin role`;
  yield valueAt(raw, path) === undefined ? missingKey(path, needed) : wrongValue(raw, path, needed);
};

const audiencesAreOfThePartition: Rule = function* (raw) {
  const region = textAt(raw, ["region"]);
  const partition = findPartition(region);
  if (!partition) return;
  const domain = PARTITIONS[partition].signIn;
  for (const { path, value } of textsIn(raw, ["federation", "saml", "audiences"])) {
    if (!value.includes(`${domain}/`)) yield wrongValue(raw, path, `an address at ${domain}, where ${region} signs in`);
  }
};

/** The rules of `federation` that span keys. */
export const federationRules: Rules = {
  "nobody-may-enter": federationIsGiven,
  "audience-partition": audiencesAreOfThePartition,
};
