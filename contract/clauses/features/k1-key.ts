import { allow, clause, deny, type Requester } from "../../clause";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef";
const OURS = { "kms:CallerAccount": "{account}" } as const;
const admin = { ArnEquals: { "aws:PrincipalArn": ["{adminRoleArn}"] } } as const;
const service = { ArnEquals: { "aws:PrincipalArn": ["{executionRoleArn}"] } } as const;
const both = { ArnEquals: { "aws:PrincipalArn": ["{adminRoleArn}", "{executionRoleArn}"] } } as const;
const via = (name: string) => ({ ...OURS, "kms:ViaService": `${name}.{region}.{dnsSuffix}` }) as const;
const FOR_AWS = { Bool: { "kms:GrantIsForAWSResource": "true" } } as const;
/** Anybody, of whom a condition picks the role by its ARN: so the role need not exist yet, and may be made anew. */
const shared = { documents: ["key"], principals: { AWS: ["*"] }, resources: ["*"] } as const;

const asked = (as: Requester, more: Record<string, string> = {}) =>
  ({ as, resourcePolicy: "key", context: { "kms:CallerAccount": "111122223333", ...more } }) as const;
const through = (name: string) => ({ "kms:ViaService": `${name}.eu-west-1.amazonaws.com` });
const GRANT = { "kms:GrantIsForAWSResource": "true" };
/** What the online feature store does, and which of it the execution role may do through whatever service. */
const FEATURE_STORE = [
  "Decrypt",
  "Encrypt",
  "GenerateDataKey",
  "ListGrants",
  "ReEncryptFrom",
  "ReEncryptTo",
  "RetireGrant",
  "RevokeGrant",
];
const VOLUMES = ["Decrypt", "Encrypt", "GenerateDataKey"];
/** What the account's policies may give on any key, and nothing on this one. */
const ADMINISTRATION = [
  "CancelKeyDeletion",
  "CreateAlias",
  "DeleteAlias",
  "DescribeCustomKeyStores",
  "DescribeKey",
  "DisableKey",
  "DisableKeyRotation",
  "EnableKey",
  "EnableKeyRotation",
  "GetKeyLastUsage",
  "GetKeyPolicy",
  "GetKeyRotationStatus",
  "GetParametersForImport",
  "GetPublicKey",
  "ListAliases",
  "ListGrants",
  "ListKeyPolicies",
  "ListKeyRotations",
  "ListKeys",
  "ListResourceTags",
  "ListRetirableGrants",
  "RevokeGrant",
  "RotateKeyOnDemand",
  "TagResource",
  "UntagResource",
  "UpdateAlias",
  "UpdateKeyDescription",
];
const person = (as: Requester, principal: string, account = "111122223333") =>
  ({
    as,
    principal: `arn:aws:iam::${account}:${principal}`,
    resourcePolicy: "key",
    context: { "kms:CallerAccount": account },
  }) as const;
/** A role without policies of its own, so that the key's policy alone decides. */
const alone = (as: Requester, more: Record<string, string> = {}) => {
  const name = as === "admin" ? "customer_sagemaker_admin_role" : "AmazonSageMaker-ExecutionRole-Admin";
  const { context, ...rest } = person("withoutRights", `role/${name}`);
  return { ...rest, context: { ...context, ...more } };
};
const logs = (group: string, options: readonly ["logs"] | readonly [] = ["logs"]) =>
  ({
    as: "withoutRights",
    principal: "logs.eu-west-1.amazonaws.com",
    resourcePolicy: "key",
    context: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:111122223333:log-group:${group}` },
    options,
  }) as const;

export const keyPolicy = clause({
  id: "K1",
  title: "Customer managed keys",
  quote:
    "You must ensure that the key policy has been set up properly on the CMKs so that related IAM users or roles can use the keys.",
  interpretation:
    "The account's own policies may give rights to the key, and the named administrators manage it without using it; a key without an administrator is refused. Both roles read and write through S3, and look at the key; the admin role hands it to SageMaker's resources, the execution role to the volumes of notebooks and jobs, and it encrypts what jobs put out. Through SageMaker both use it for the online feature store, since in a notebook the execution role is the caller. Roles are picked by a condition on their ARN, so that the order in which role and key are made does not matter and a role that is made anew keeps its access. Secrets, topics, file systems and logs by option.",
  statements: [
    {
      sid: "K1Account",
      documents: ["key"],
      principals: { AWS: ["arn:{partition}:iam::{account}:root"] },
      actions: ["kms:*"],
      resources: ["*"],
    },
    {
      sid: "K1Administrators",
      ...shared,
      actions: [
        "kms:CancelKeyDeletion",
        "kms:CreateAlias",
        "kms:DeleteAlias",
        "kms:Describe*",
        "kms:Disable*",
        "kms:Enable*",
        "kms:Get*",
        "kms:List*",
        "kms:PutKeyPolicy",
        "kms:RevokeGrant",
        "kms:RotateKeyOnDemand",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
        "kms:UntagResource",
        "kms:UpdateAlias",
        "kms:UpdateKeyDescription",
      ],
      conditions: { StringEquals: OURS, ArnEquals: { "aws:PrincipalArn": ["{keyAdministratorArns}"] } },
    },
    {
      sid: "K1Objects",
      ...shared,
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      conditions: { StringEquals: via("s3"), ...both },
    },
    { sid: "K1Describe", ...shared, actions: ["kms:DescribeKey"], conditions: { StringEquals: OURS, ...both } },
    {
      sid: "K1AdminGrants",
      ...shared,
      actions: ["kms:CreateGrant"],
      conditions: { StringEquals: via("sagemaker"), ...FOR_AWS, ...admin },
    },
    {
      sid: "K1ServiceGrants",
      ...shared,
      actions: ["kms:CreateGrant"],
      conditions: { StringEquals: OURS, ...FOR_AWS, ...service },
    },
    {
      sid: "K1Volumes",
      ...shared,
      actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"],
      conditions: { StringEquals: OURS, ...service },
    },
    {
      sid: "K1FeatureStore",
      ...shared,
      actions: [
        "kms:Decrypt",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:ListGrants",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
        "kms:RetireGrant",
        "kms:RevokeGrant",
      ],
      conditions: { StringEquals: via("sagemaker"), ...both },
    },
    {
      sid: "K1Secrets",
      ...shared,
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      conditions: { StringEquals: via("secretsmanager"), ...admin },
      when: "secretsManager",
    },
    {
      sid: "K1Topics",
      ...shared,
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      conditions: { StringEquals: via("sns"), ...admin },
      when: "sns",
    },
    {
      sid: "K1FileSystems",
      ...shared,
      actions: ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"],
      conditions: { StringEquals: via("elasticfilesystem") },
      when: "elasticFileSystem",
    },
    {
      sid: "K1Logs",
      documents: ["key"],
      principals: { Service: ["logs.{region}.{dnsSuffix}"] },
      actions: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      resources: ["*"],
      conditions: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": "arn:{partition}:logs:{region}:{account}:log-group:/aws/sagemaker/*",
        },
      },
      when: "logs",
    },
  ],
  cases: [
    ...(["admin", "execution", "executionJobs"] as const).flatMap((role) => [
      ...[asked, alone].flatMap((who) => [
        allow("kms:Decrypt", KEY, who(role, through("s3"))),
        allow("kms:GenerateDataKey", KEY, who(role, through("s3"))),
        ...(role === "admin" && who === asked ? [] : [allow("kms:DescribeKey", KEY, who(role))]),
        ...FEATURE_STORE.map((action) => allow(`kms:${action}`, KEY, who(role, through("sagemaker")))),
      ]),
      deny("kms:Decrypt", KEY, { ...asked(role, through("s3")), context: through("s3") }),
      ...FEATURE_STORE.flatMap((action) => [
        ...(role === "admin" || !VOLUMES.includes(action)
          ? [deny(`kms:${action}`, KEY, asked(role, through("dynamodb")))]
          : []),
        deny(`kms:${action}`, KEY, { ...asked(role), context: through("sagemaker") }),
      ]),
      deny("kms:PutKeyPolicy", KEY, asked(role)),
      deny("kms:ScheduleKeyDeletion", KEY, asked(role)),
    ]),
    deny("kms:Decrypt", KEY, asked("admin")),
    deny("kms:Decrypt", KEY, asked("admin", through("dynamodb"))),
    deny("kms:GenerateDataKeyWithoutPlaintext", KEY, asked("admin")),
    // Looking at keys is allowed by the role's own policy, too (D1).
    allow("kms:DescribeKey", KEY, { as: "admin", resourcePolicy: "key" }),
    ...[asked, alone].flatMap((who) => [
      allow("kms:CreateGrant", KEY, who("admin", { ...through("sagemaker"), ...GRANT })),
      allow("kms:CreateGrant", KEY, who("execution", GRANT)),
    ]),
    deny("kms:CreateGrant", KEY, asked("admin", through("sagemaker"))),
    deny("kms:CreateGrant", KEY, asked("admin", GRANT)),
    deny("kms:Encrypt", KEY, asked("admin")),
    ...[...VOLUMES, "GenerateDataKeyWithoutPlaintext"].flatMap((name) =>
      [{}, through("dynamodb")].flatMap((service) =>
        [asked("execution", service), asked("executionJobs", service), alone("execution", service)].map((who) =>
          allow(`kms:${name}`, KEY, who),
        ),
      ),
    ),
    deny("kms:Encrypt", KEY, person("withoutRights", "role/other")),
    deny("kms:CreateGrant", KEY, asked("execution")),
    allow("kms:PutKeyPolicy", KEY, person("withoutRights", "role/kms-admin")),
    allow("kms:ScheduleKeyDeletion", KEY, person("withoutRights", "role/kms-admin")),
    ...ADMINISTRATION.flatMap((name) => [
      allow(`kms:${name}`, KEY, person("withoutRights", "role/kms-admin")),
      deny(`kms:${name}`, KEY, person("withoutRights", "role/other")),
    ]),
    ...["Decrypt", "GenerateDataKey"].flatMap((name) =>
      (["secretsManager", "sns"] as const).flatMap((option) => {
        const service = through(option.toLowerCase());
        return [
          ...[asked, alone].map((who) => allow(`kms:${name}`, KEY, { ...who("admin", service), options: [option] })),
          deny(`kms:${name}`, KEY, { ...asked("admin", service), context: service, options: [option] }),
          deny(`kms:${name}`, KEY, {
            ...person("withoutRights", "role/other"),
            context: { "kms:CallerAccount": "111122223333", ...service },
            options: [option],
          }),
        ];
      }),
    ),
    ...["CreateGrant", "Decrypt", "DescribeKey", "GenerateDataKeyWithoutPlaintext"].flatMap((name) =>
      (
        [
          ["deployer", "111122223333", "elasticfilesystem", allow],
          ["deployer", "444455556666", "elasticfilesystem", deny],
          ["deployer", "111122223333", "fsx", deny],
        ] as const
      ).map(([role, account, service, expected]) =>
        expected(`kms:${name}`, KEY, {
          ...person("withoutRights", `role/${role}`),
          context: { "kms:CallerAccount": account, ...through(service) },
          options: ["elasticFileSystem"],
        }),
      ),
    ),
    ...[
      "Decrypt",
      "DescribeKey",
      "Encrypt",
      "GenerateDataKey",
      "GenerateDataKeyWithoutPlaintext",
      "ReEncryptFrom",
      "ReEncryptTo",
    ].flatMap((name) => [
      allow(`kms:${name}`, KEY, logs("/aws/sagemaker/TrainingJobs")),
      deny(`kms:${name}`, KEY, logs("/aws/lambda/payroll")),
      deny(`kms:${name}`, KEY, { ...logs("/aws/sagemaker/TrainingJobs"), principal: "logs.us-east-1.amazonaws.com" }),
    ]),
    deny("kms:Decrypt", KEY, person("withoutRights", "role/kms-admin")),
    deny("kms:CreateGrant", KEY, person("withoutRights", "role/kms-admin")),
    deny("kms:DescribeKey", KEY, person("withoutRights", "role/customer_sagemaker_admin_role", "444455556666")),
    deny("kms:PutKeyPolicy", KEY, person("withoutRights", "user/ann")),
    allow("kms:PutKeyPolicy", KEY, { ...person("administrator", "role/deployer"), context: {} }),
    deny("kms:Decrypt", KEY, person("administrator", "user/eve", "444455556666")),
    deny("kms:Decrypt", KEY, asked("admin", through("secretsmanager"))),
    deny("kms:Decrypt", KEY, { ...asked("admin", through("sns")), options: ["secretsManager"] }),
    deny("kms:GenerateDataKey", KEY, asked("admin", through("sns"))),
    deny("kms:CreateGrant", KEY, {
      ...person("withoutRights", "role/deployer"),
      context: { "kms:CallerAccount": "111122223333", ...through("elasticfilesystem") },
    }),
    deny("kms:GenerateDataKey", KEY, logs("/aws/sagemaker/TrainingJobs", [])),
  ],
});
