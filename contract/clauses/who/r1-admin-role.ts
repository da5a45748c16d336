import { allow, clause, deny } from "../../clause";

const ROLE = "arn:aws:iam::111122223333:role/customer_sagemaker_admin_role";
const SAML = "arn:aws:iam::111122223333:saml-provider/customer-saml";
const OIDC = "arn:aws:iam::111122223333:oidc-provider/idp.example.com/ml";
const RESERVED = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com";

const saml = (audience: string) => ({ as: "adminTrust", principal: SAML, context: { "SAML:aud": audience } }) as const;
const oidc = (context: Record<string, string>) =>
  ({ as: "adminTrust", principal: OIDC, context, options: ["oidc"] }) as const;
const identityCenter = (arn: string) =>
  ({ as: "adminTrust", principal: arn, context: { "aws:PrincipalArn": arn }, options: ["identityCenter"] }) as const;
const principal = (arn: string) => ({ as: "adminTrust", principal: arn, options: ["principals"] }) as const;

export const adminRole = clause({
  id: "R1",
  title: "The admin role and its federation",
  quote:
    "After SageMaker is provisioned in your account, you must onboard the customer_sagemaker_admin_role role in your federation solution.",
  interpretation:
    "SAML by default, its audience a list of the partition's sign-in end points. OIDC needs an audience and a subject, " +
    "both compared as exact text. IAM Identity Center cannot assume a role directly: its permission set's role does, so " +
    "sessions are chained and last an hour (a permission set whose own name goes on with `_` matches too: give it " +
    "another name). Session tags and a source identity only where the environment asks for them.",
  statements: [
    {
      sid: "R1Saml",
      documents: ["adminTrust"],
      principals: { Federated: ["{samlProviders}"] },
      actions: ["sts:AssumeRoleWithSAML", "{sessionActions}"],
      conditions: { StringEquals: { "SAML:aud": ["{samlAudiences}"] } },
      when: "saml",
    },
    {
      sid: "R1Oidc",
      documents: ["adminTrust"],
      principals: { Federated: ["{oidcProvider}"] },
      actions: ["sts:AssumeRoleWithWebIdentity", "{sessionActions}"],
      conditions: {
        StringEquals: { "{oidcIssuer}:aud": ["{oidcAudiences}"], "{oidcIssuer}:sub": ["{oidcSubjects}"] },
      },
      when: "oidc",
    },
    {
      sid: "R1IdentityCenter",
      documents: ["adminTrust"],
      principals: { AWS: ["arn:{partition}:iam::{account}:root"] },
      actions: ["sts:AssumeRole", "{sessionActions}"],
      conditions: { ArnLike: { "aws:PrincipalArn": ["{identityCenterRoles}"] } },
      when: "identityCenter",
    },
    {
      sid: "R1Principals",
      documents: ["adminTrust"],
      principals: { AWS: ["{trustedPrincipals}"] },
      actions: ["sts:AssumeRole", "{sessionActions}"],
      when: "principals",
    },
  ],
  cases: [
    allow("sts:AssumeRoleWithSAML", ROLE, saml("https://signin.aws.amazon.com/saml")),
    allow("sts:AssumeRoleWithSAML", ROLE, saml("https://eu-west-1.signin.aws.amazon.com/saml")),
    deny("sts:AssumeRoleWithSAML", ROLE, saml("https://signin.example.com/saml")),
    deny("sts:AssumeRoleWithSAML", ROLE, saml("https://signin.amazonaws.cn/saml")),
    deny("sts:AssumeRoleWithSAML", ROLE, { as: "adminTrust", principal: SAML }),
    deny("sts:AssumeRoleWithSAML", ROLE, {
      ...saml("https://signin.aws.amazon.com/saml"),
      principal: "arn:aws:iam::111122223333:saml-provider/other",
    }),
    deny("sts:TagSession", ROLE, saml("https://signin.aws.amazon.com/saml")),
    deny("sts:SetSourceIdentity", ROLE, saml("https://signin.aws.amazon.com/saml")),
    allow(
      "sts:AssumeRoleWithWebIdentity",
      ROLE,
      oidc({ "idp.example.com/ml:aud": "sagemaker", "idp.example.com/ml:sub": "team:data-science" }),
    ),
    deny(
      "sts:AssumeRoleWithWebIdentity",
      ROLE,
      oidc({ "idp.example.com/ml:aud": "sagemaker", "idp.example.com/ml:sub": "team:data-science-and-more" }),
    ),
    deny(
      "sts:AssumeRoleWithWebIdentity",
      ROLE,
      oidc({ "idp.example.com/ml:aud": "sagemaker", "idp.example.com/ml:sub": "team:payroll" }),
    ),
    deny(
      "sts:AssumeRoleWithWebIdentity",
      ROLE,
      oidc({ "idp.example.com/ml:aud": "payroll", "idp.example.com/ml:sub": "team:data-science" }),
    ),
    deny("sts:AssumeRoleWithWebIdentity", ROLE, oidc({ "idp.example.com/ml:aud": "sagemaker" })),
    deny("sts:AssumeRoleWithWebIdentity", ROLE, oidc({ "idp.example.com/ml:sub": "team:data-science" })),
    allow("sts:AssumeRole", ROLE, identityCenter(`${RESERVED}/eu-west-1/AWSReservedSSO_DataScience_0123456789abcdef`)),
    allow("sts:AssumeRole", ROLE, identityCenter(`${RESERVED}/AWSReservedSSO_DataScience_0123456789abcdef`)),
    deny("sts:AssumeRole", ROLE, identityCenter(`${RESERVED}/AWSReservedSSO_Billing_0123456789abcdef`)),
    deny("sts:AssumeRole", ROLE, identityCenter("arn:aws:iam::111122223333:role/AWSReservedSSO_DataScience_lookalike")),
    deny(
      "sts:AssumeRole",
      ROLE,
      identityCenter(
        "arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_DataScience_0123456789abcdef",
      ),
    ),
    allow("sts:AssumeRole", ROLE, principal("arn:aws:iam::111122223333:role/broker")),
    deny("sts:AssumeRole", ROLE, principal("arn:aws:iam::111122223333:role/other")),
    deny("sts:AssumeRole", ROLE, principal("arn:aws:iam::444455556666:role/broker")),
    deny("sts:AssumeRole", ROLE, {
      ...identityCenter(`${RESERVED}/AWSReservedSSO_DataScience_0123456789abcdef`),
      principal: "arn:aws:iam::444455556666:role/broker",
    }),
    deny("sts:AssumeRole", ROLE, { as: "adminTrust", principal: "arn:aws:iam::111122223333:role/broker" }),
    deny("sts:AssumeRole", ROLE, { as: "adminTrust", principal: "sagemaker.amazonaws.com" }),
  ],
});
