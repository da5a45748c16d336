import type { Configuration } from "./review-changes";

type Values = Readonly<Record<string, unknown>>;

/** A resource of CloudFormation. */
interface Resource {
  readonly Type: string;
  readonly Properties: Values;
}

/** How a resource of hashicorp/aws is one of CloudFormation, or a part of one: parts of one logical id are one. */
interface Translation {
  readonly type: string;
  /** The logical id, where several resources of Terraform make one. @default its address */
  readonly id?: (values: Values) => string;
  readonly properties: (values: Values) => Values;
}

const parsed = (text: unknown): unknown => (typeof text === "string" ? JSON.parse(text) : undefined);
const list = (value: unknown): readonly Values[] => (Array.isArray(value) ? (value as Values[]) : []);
const idOf = (kind: string, name: unknown): string => `${kind}${JSON.stringify(name).replace(/\W/g, "")}`;

/** A setting under another name: `acl` → `AccessControl`. */
const renamed = (names: Readonly<Record<string, string>>) => (values: Values) =>
  Object.fromEntries(Object.entries(names).map(([from, to]) => [to, values[from]]));

const bucket = (properties: Translation["properties"]): Translation => ({
  type: "AWS::S3::Bucket",
  id: ({ bucket: name }) => idOf("Bucket", name),
  properties: (values) => ({ BucketName: values.bucket, ...properties(values) }),
});
const ofSet = (properties: Translation["properties"]): Translation => ({
  type: "AWS::SSO::PermissionSet",
  id: ({ permission_set_arn: arn, arn: own }) => idOf("Set", own ?? arn),
  properties,
});
const ofScp = (properties: Translation["properties"]): Translation => ({
  type: "AWS::Organizations::Policy",
  id: ({ id, policy_id: policy }) => idOf("Scp", policy ?? id),
  properties,
});

const INSTANCE = "arn:aws:sso:::instance/ssoins-1";

const TRANSLATIONS: Readonly<Record<string, Translation>> = {
  aws_iam_role: {
    type: "AWS::IAM::Role",
    properties: ({ name, managed_policy_arns, inline_policy }) => ({
      RoleName: name,
      ManagedPolicyArns: managed_policy_arns,
      Policies: list(inline_policy).map(({ name: called, policy }) => ({
        PolicyName: called,
        PolicyDocument: parsed(policy),
      })),
    }),
  },
  aws_iam_user: { type: "AWS::IAM::User", properties: renamed({ name: "UserName" }) },
  aws_iam_user_policy: {
    type: "AWS::IAM::Policy",
    properties: ({ user, name, policy }) => ({ Users: [user], PolicyName: name, PolicyDocument: parsed(policy) }),
  },
  aws_iam_access_key: { type: "AWS::IAM::AccessKey", properties: renamed({ user: "UserName", status: "Status" }) },
  aws_iam_openid_connect_provider: {
    type: "AWS::IAM::OIDCProvider",
    properties: renamed({ url: "Url", client_id_list: "ClientIdList" }),
  },
  aws_lambda_function: {
    type: "AWS::Lambda::Function",
    properties: renamed({ function_name: "FunctionName", role: "Role" }),
  },
  aws_lambda_function_url: {
    type: "AWS::Lambda::Url",
    properties: renamed({ function_name: "TargetFunctionArn", authorization_type: "AuthType" }),
  },
  aws_s3_bucket_policy: {
    type: "AWS::S3::BucketPolicy",
    properties: ({ bucket: name, policy }) => ({ Bucket: name, PolicyDocument: parsed(policy) }),
  },
  aws_s3_bucket_ownership_controls: bucket(({ rule }) => ({
    OwnershipControls: { Rules: list(rule).map(renamed({ object_ownership: "ObjectOwnership" })) },
  })),
  aws_s3_bucket_public_access_block: bucket((values) => ({
    PublicAccessBlockConfiguration: renamed({
      block_public_acls: "BlockPublicAcls",
      block_public_policy: "BlockPublicPolicy",
      ignore_public_acls: "IgnorePublicAcls",
      restrict_public_buckets: "RestrictPublicBuckets",
    })(values),
  })),
  aws_s3_bucket_acl: bucket(({ acl }) => ({ AccessControl: acl === "public-read" ? "PublicRead" : "Private" })),
  aws_organizations_policy: ofScp(({ name, type, content }) => ({
    Name: name,
    Type: type,
    Content: parsed(content),
  })),
  aws_organizations_policy_attachment: ofScp(({ target_id }) => ({ TargetIds: [target_id] })),
  aws_ssoadmin_permission_set: ofSet(({ name }) => ({ InstanceArn: INSTANCE, Name: name })),
  aws_ssoadmin_permission_set_inline_policy: ofSet(({ inline_policy }) => ({ InlinePolicy: parsed(inline_policy) })),
  aws_ssoadmin_permissions_boundary_attachment: ofSet(({ permissions_boundary }) => ({
    PermissionsBoundary: { ManagedPolicyArn: list(permissions_boundary)[0]?.managed_policy_arn },
  })),
  aws_ssoadmin_account_assignment: {
    type: "AWS::SSO::Assignment",
    properties: ({ permission_set_arn, principal_id, principal_type, target_id }) => ({
      ...{ InstanceArn: INSTANCE, PermissionSetArn: permission_set_arn, TargetType: "AWS_ACCOUNT" },
      ...{ PrincipalId: principal_id, PrincipalType: principal_type, TargetId: target_id },
    }),
  },
  aws_db_instance: {
    type: "AWS::RDS::DBInstance",
    properties: renamed({ identifier: "DBInstanceIdentifier", publicly_accessible: "PubliclyAccessible" }),
  },
  aws_opensearch_domain: {
    type: "AWS::OpenSearchService::Domain",
    properties: ({ domain_name, access_policies }) => ({
      DomainName: domain_name,
      AccessPolicies: parsed(access_policies),
    }),
  },
  aws_efs_file_system_policy: {
    type: "AWS::EFS::FileSystem",
    properties: ({ policy }) => ({ FileSystemPolicy: parsed(policy) }),
  },
  aws_network_acl_rule: {
    type: "AWS::EC2::NetworkAclEntry",
    properties: renamed({
      ...{ network_acl_id: "NetworkAclId", rule_number: "RuleNumber", rule_action: "RuleAction" },
      ...{ egress: "Egress", protocol: "Protocol", cidr_block: "CidrBlock" },
    }),
  },
  // CloudFormation sets the metadata options of an instance in its launch template.
  aws_instance: {
    type: "AWS::EC2::LaunchTemplate",
    properties: ({ ami, metadata_options }) => ({
      LaunchTemplateData: { ImageId: ami, MetadataOptions: { HttpTokens: list(metadata_options)[0]?.http_tokens } },
    }),
  },
  aws_vpc_endpoint_service: {
    type: "AWS::EC2::VPCEndpointService",
    properties: renamed({ acceptance_required: "AcceptanceRequired" }),
  },
  aws_cognito_identity_pool: {
    type: "AWS::Cognito::IdentityPool",
    properties: renamed({
      identity_pool_name: "IdentityPoolName",
      allow_unauthenticated_identities: "AllowUnauthenticatedIdentities",
    }),
  },
};

/** A side of a change as a CloudFormation template. @throws Error where a resource's type has no translation. */
export function templateOf(configuration: Configuration): { readonly Resources: Readonly<Record<string, Resource>> } {
  const resources = new Map<string, Resource>(Object.entries(ofTheRole(configuration)));
  for (const [address, value] of Object.entries(configuration.resources ?? {})) {
    const [type = ""] = address.split(".");
    const translation = Object.hasOwn(TRANSLATIONS, type) ? TRANSLATIONS[type] : undefined;
    if (!translation) throw new Error(`${type} has no translation into CloudFormation`);
    const values = value as Values;
    const id = translation.id?.(values) ?? idOf("", address);
    const known = resources.get(id)?.Properties;
    resources.set(id, { Type: translation.type, Properties: { ...known, ...translation.properties(values) } });
  }
  return { Resources: Object.fromEntries(resources) };
}

/** The role and what belongs to it, a bucket's policy, a security group. */
function ofTheRole({
  policies,
  managed,
  boundary,
  trust,
  bucket: policy,
  ingress,
}: Configuration): Readonly<Record<string, Resource>> {
  const role: Resource = {
    Type: "AWS::IAM::Role",
    Properties: {
      RoleName: "scientist",
      ...(trust && { AssumeRolePolicyDocument: trust }),
      ...(managed && { ManagedPolicyArns: managed }),
      ...(boundary && { PermissionsBoundary: "arn:aws:iam::111122223333:policy/boundary" }),
    },
  };
  const inline = Object.entries(policies ?? {}).map(([name, document]): [string, Resource] => [
    `Policy${name}`,
    {
      Type: "AWS::IAM::Policy",
      Properties: { PolicyName: name, PolicyDocument: document, Roles: ["scientist"] },
    },
  ]);
  return {
    Role: role,
    ...Object.fromEntries(inline),
    ...(boundary && {
      Boundary: {
        Type: "AWS::IAM::ManagedPolicy",
        Properties: { ManagedPolicyName: "boundary", PolicyDocument: boundary },
      },
    }),
    ...(policy && {
      BucketPolicy: { Type: "AWS::S3::BucketPolicy", Properties: { Bucket: "acme", PolicyDocument: policy } },
    }),
    ...(ingress && {
      Group: {
        Type: "AWS::EC2::SecurityGroup",
        Properties: {
          GroupDescription: "group",
          SecurityGroupIngress: ingress.map((range) => ({
            IpProtocol: "tcp",
            FromPort: 443,
            ToPort: 443,
            CidrIp: range,
          })),
        },
      },
    }),
  };
}
