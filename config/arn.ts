import type { z } from "zod";
import { text, textThat } from "./values";

const IAM = "^arn:(?:aws|aws-cn|aws-us-gov):iam::";

/**
 * A path and a name of IAM's, as `service/team/name`.
 * Source: "IAM and AWS STS quotas: name requirements", IAM User Guide; the path alone may have 512 characters.
 */
const pathAndName = (longest: number): string => String.raw`(?:[\w+=,.@-]+/)*[\w+=,.@-]{1,${longest}}$`;
const ROLE = pathAndName(64);

const MAX_PATH = 512;

/** An ARN of what has a path. */
function named(pattern: RegExp, allowed: string): z.ZodString {
  return textThat(pattern, allowed, (arn) => {
    const path = /\/(?:.*\/)?/.exec(arn)?.[0] ?? "";
    return path.length > MAX_PATH ? `an ARN with a path of at most ${MAX_PATH} characters` : undefined;
  });
}

/** The ARN of a role. */
export const roleArn = named(
  new RegExp(`${IAM}\\d{12}:role/${ROLE}`),
  "the ARN of a role with a name of 1 to 64 characters, such as arn:aws:iam::123456789012:role/deployer",
);

/** The ARN of a managed policy, the account's or AWS's own. */
export const policyArn = named(
  new RegExp(`${IAM}(?:\\d{12}|aws):policy/${pathAndName(128)}`),
  "the ARN of a managed policy with a name of 1 to 128 characters, such as arn:aws:iam::123456789012:policy/customer_deny_policy",
);

/** The ARN of a SAML identity provider. */
export const samlProviderArn = text(
  new RegExp(`${IAM}\\d{12}:saml-provider/[\\w.-]{1,128}$`),
  "the ARN of a SAML provider, such as arn:aws:iam::123456789012:saml-provider/customer-saml",
);

/** The ARN of an OpenID Connect identity provider. */
export const oidcProviderArn = text(
  new RegExp(`${IAM}\\d{12}:oidc-provider/[\\w.:~%-]+(?:/[\\w.:~%-]+)*$`),
  "the ARN of an OIDC provider, such as arn:aws:iam::123456789012:oidc-provider/idp.example.com",
);

/** The ARN of a role, a user or a whole account (`root`), of any account. */
export const principalArn = named(
  new RegExp(`${IAM}\\d{12}:(?:root$|(?:role|user)/${ROLE})`),
  "the ARN of a role, a user or an account's root, without wildcards, such as arn:aws:iam::123456789012:role/people",
);

/** The ARN of a KMS key, not of an alias, which may come to mean another key. */
export const keyArn = text(
  /^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:\d{12}:key\/[a-z0-9-]{1,64}$/,
  "the ARN of a KMS key, such as arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef",
);

/** The ARN of a notebook lifecycle configuration. */
export const lifecycleConfigArn = text(
  /^arn:(?:aws|aws-cn|aws-us-gov):sagemaker:[a-z0-9-]+:\d{12}:notebook-instance-lifecycle-config\/[a-zA-Z0-9-]{1,63}$/,
  "the ARN of a lifecycle configuration, such as " +
    "arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance-lifecycle-config/name",
);
