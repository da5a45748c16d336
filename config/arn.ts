import type { z } from "zod";
import { ARN_PATTERNS } from "../aws/arn";
import { MAX_IAM_PATH } from "../aws/name-grammars";
import { text, textThat } from "./values";

/** An ARN of what has a path. */
function named(pattern: RegExp, allowed: string): z.ZodString {
  return textThat(pattern, allowed, (arn) => {
    const path = /\/(?:.*\/)?/.exec(arn)?.[0] ?? "";
    return path.length > MAX_IAM_PATH ? `an ARN with a path of at most ${MAX_IAM_PATH} characters` : undefined;
  });
}

/** The ARN of a role. */
export const roleArn = named(
  ARN_PATTERNS.role,
  "the ARN of a role with a name of 1 to 64 characters, such as arn:aws:iam::123456789012:role/deployer",
);

/** The ARN of a managed policy, the account's or AWS's own. */
export const policyArn = named(
  ARN_PATTERNS.managedPolicy,
  "the ARN of a managed policy with a name of 1 to 128 characters, such as arn:aws:iam::123456789012:policy/customer_deny_policy",
);

/** The ARN of a SAML identity provider. */
export const samlProviderArn = text(
  ARN_PATTERNS.samlProvider,
  "the ARN of a SAML provider, such as arn:aws:iam::123456789012:saml-provider/customer-saml",
);

/** The ARN of an OpenID Connect identity provider. */
export const oidcProviderArn = text(
  ARN_PATTERNS.oidcProvider,
  "the ARN of an OIDC provider, such as arn:aws:iam::123456789012:oidc-provider/idp.example.com",
);

/** The ARN of a role, a user or a whole account (`root`), of any account. */
export const principalArn = named(
  ARN_PATTERNS.principal,
  "the ARN of a role, a user or an account's root, without wildcards, such as arn:aws:iam::123456789012:role/people",
);

/** The ARN of a KMS key, not of an alias, which may come to mean another key. */
export const keyArn = text(
  ARN_PATTERNS.key,
  "the ARN of a KMS key, such as arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef",
);

/** The ARN of a notebook lifecycle configuration. */
export const lifecycleConfigArn = text(
  ARN_PATTERNS.lifecycleConfig,
  "the ARN of a lifecycle configuration, such as " +
    "arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance-lifecycle-config/name",
);
