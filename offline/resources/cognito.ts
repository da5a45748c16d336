import { clientSecret } from "../rules/cognito";
import { CREATED, type Need, type ResourceKind } from "./kind";

const pool: Need = {
  type: "aws_cognito_user_pool",
  key: "{user_pool_id}",
  refusal: { status: 400, code: "ResourceNotFoundException", message: "User pool {user_pool_id} does not exist." },
};

const service = "Cognito Identity Provider";

/** Amazon Cognito user pools. */
export const cognito: Readonly<Record<string, ResourceKind>> = {
  aws_cognito_user_pool: {
    binding: "cognito-user-pool",
    key: "{id}",
    computed: {
      id: "{region}_{base32:9}",
      arn: "arn:{partition}:cognito-idp:{region}:{account}:userpool/{id}",
      creation_date: CREATED,
      last_modified_date: CREATED,
      endpoint: "cognito-idp.{region}.{dns_suffix}/{id}",
      user_pool_tier: "ESSENTIALS",
    },
    computedBlocks: {
      admin_create_user_config: [{ allow_admin_create_user_only: false, invite_message_template: [] }],
      password_policy: [
        {
          minimum_length: 8,
          password_history_size: 0,
          require_lowercase: true,
          require_numbers: true,
          require_symbols: true,
          require_uppercase: true,
          temporary_password_validity_days: 7,
        },
      ],
      sign_in_policy: [{ allowed_first_auth_factors: ["PASSWORD"] }],
      sms_configuration: [],
      verification_message_template: [{ default_email_option: "CONFIRM_WITH_CODE" }],
    },
    defaults: { deletion_protection: "INACTIVE", mfa_configuration: "OFF" },
    replace: ["alias_attributes", "username_attributes", "username_configuration"],
    api: {
      service,
      noun: "Cognito User Pool ({name})",
      create: "CreateUserPool",
      update: "UpdateUserPool",
      delete: "DeleteUserPool",
    },
  },
  aws_cognito_user_pool_client: {
    binding: "cognito-user-pool-client",
    key: "{user_pool_id}/{id}",
    importId: /^(?<user_pool_id>[^/]+)\/(?<id>[^/]+)$/,
    computed: { id: "{hex:26}", auth_session_validity: 3, enable_token_revocation: true, refresh_token_validity: 30 },
    replace: ["generate_secret", "user_pool_id"],
    sensitive: ["client_secret"],
    api: {
      service,
      noun: "Cognito User Pool Client ({name})",
      create: "CreateUserPoolClient",
      update: "UpdateUserPoolClient",
      delete: "DeleteUserPoolClient",
    },
    needs: [pool],
    derived: { client_secret: clientSecret },
  },
  aws_cognito_user_pool_domain: {
    binding: "cognito-user-pool-domain",
    key: "{domain}",
    computed: {
      aws_account_id: "{account}",
      cloudfront_distribution: "d{hex:13}.cloudfront.net",
      cloudfront_distribution_arn: "d{hex:13}.cloudfront.net",
      cloudfront_distribution_zone_id: "Z2FDTNDATAQYW2",
      managed_login_version: 1,
      s3_bucket: "aws-cognito-prod-{region}-assets",
      version: "{digits:14}",
    },
    replace: ["domain", "user_pool_id"],
    api: {
      service,
      noun: "Cognito User Pool Domain ({domain})",
      create: "CreateUserPoolDomain",
      delete: "DeleteUserPoolDomain",
    },
    taken: {
      status: 400,
      code: "InvalidParameterException",
      message: "Domain already associated with another user pool.",
    },
    needs: [pool],
  },
  aws_cognito_user_group: {
    binding: "cognito-user-group",
    key: "{user_pool_id}/{name}",
    importId: /^(?<user_pool_id>[^/]+)\/(?<name>.+)$/,
    replace: ["name", "user_pool_id"],
    api: {
      service,
      noun: "Cognito User Group ({name})",
      create: "CreateGroup",
      update: "UpdateGroup",
      delete: "DeleteGroup",
    },
    taken: { status: 400, code: "GroupExistsException", message: "A group with the name already exists." },
    needs: [pool],
  },
};
