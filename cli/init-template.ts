import { findPartition } from "../aws/regions";

/** What a first environment file is made of. Everything is text as the user gave it, not yet checked. */
export interface Answers {
  readonly account: string;
  readonly region: string;
  /** Who may assume the admin role: one of three kinds, each a list. */
  readonly samlProviders?: readonly string[];
  readonly permissionSets?: readonly string[];
  readonly principals?: readonly string[];
}

/**
 * A first environment file with a comment on each choice. The texts are put in quotes, so that none can be anything
 * but a value.
 *
 * @param name The environment's name.
 */
export function environmentFile(name: string, answers: Answers): string {
  const { account } = answers;
  const partition = findPartition(answers.region);
  const region = partition ? answers.region : JSON.stringify(answers.region);
  // A session that IAM Identity Center begins is chained, and lasts one hour.
  const hours = (answers.samlProviders ?? answers.principals) ? 4 : 1;
  const arn = (resource: string): string => JSON.stringify(`arn:${partition ?? "aws"}:iam::${account}:${resource}`);
  return `# yaml-language-server: $schema=./environment.schema.json
# One file for each account and region; its name, here "${name}", begins the names of the stacks. \`npx ssps check\` checks it.

account: ${JSON.stringify(account)} # in quotes, since an id may begin with 0
region: ${region} # the partition (aws, aws-cn, aws-us-gov) follows from it

# An account has the roles once. This file owns them; a file for another region of the account says \`existing\`.
base: managed

# Terraform's state. A file on this machine is enough to try; people who share it need s3 or cloud:
#   s3: { bucket: acme-terraform-state, region: ${region}, key_prefix: ssps/ }
backend: { local: {} }

# The role in this account that Terraform assumes; without it, Terraform uses the credentials that it finds.
# deploy: { assume_role_arn: ${arn("role/deployer")} }

tags:
  owner: ml-platform

# Who may assume customer_sagemaker_admin_role: one or more of saml, oidc, identity_center, principals.
federation:
${federation(answers)}

roles:
  admin:
    max_session_hours: ${hours}
    # permissions_boundary_arn: ${arn("policy/boundary")}
    # extra_policy_arns: [${arn("policy/customer_deny_policy")}]
  execution:
    profile: notebook # jobs, where no notebook runs with the role
`;
}

function federation({ samlProviders, permissionSets, principals }: Answers): string {
  const kinds: readonly (readonly [string, string, readonly string[] | undefined])[] = [
    ["saml", "provider_arns", samlProviders],
    ["identity_center", "permission_sets", permissionSets],
    ["principals", "arns", principals],
  ];
  return kinds
    .flatMap(([kind, key, values]) =>
      values ? [`  ${kind}:`, `    ${key}:`, ...values.map((value) => `      - ${JSON.stringify(value)}`)] : [],
    )
    .join("\n");
}
