/** The number of an account. Source: "AWS account identifiers", AWS General Reference. */
export const ACCOUNT_ID = /^\d{12}$/;

/** Whether a text is the number of an account. */
export function isAccountId(text: string | undefined): text is `${number}` {
  return text !== undefined && ACCOUNT_ID.test(text);
}

/**
 * The ids of one kind of EC2's resources: a prefix such as `subnet`, and 8 or 17 hexadecimal digits.
 * Source: "Resource IDs", Amazon EC2 User Guide.
 */
export function resourceIdPattern(prefix: string): RegExp {
  return new RegExp(`^${prefix}-[0-9a-f]{8}(?:[0-9a-f]{9})?$`);
}

/** The id of a user pool. Source: CreateUserPool, UserPoolType, Amazon Cognito user pools API Reference. */
export const USER_POOL_ID = /^[a-z0-9-]+_[a-zA-Z0-9]{1,55}$/;
