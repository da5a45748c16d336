import { allow, alsoAs, clause, deny } from "../../clause";

const SM = "arn:aws:sagemaker:eu-west-1:111122223333:";
const DENIED = [
  ["CreateDomain", "domain/d-0123456789ab"],
  ["UpdateDomain", "domain/d-0123456789ab"],
  ["DeleteDomain", "domain/d-0123456789ab"],
  ["CreateUserProfile", "user-profile/d-0123456789ab/ann"],
  ["UpdateUserProfile", "user-profile/d-0123456789ab/ann"],
  ["DeleteUserProfile", "user-profile/d-0123456789ab/ann"],
  ["CreateSpace", "space/d-0123456789ab/team"],
  ["UpdateSpace", "space/d-0123456789ab/team"],
  ["DeleteSpace", "space/d-0123456789ab/team"],
  ["CreateAppImageConfig", "app-image-config/kernel"],
  ["UpdateAppImageConfig", "app-image-config/kernel"],
  ["DeleteAppImageConfig", "app-image-config/kernel"],
  ["CreateStudioLifecycleConfig", "studio-lifecycle-config/setup"],
  ["DeleteStudioLifecycleConfig", "studio-lifecycle-config/setup"],
  ["CreateApp", "app/d-0123456789ab/ann/JupyterServer/default"],
  ["DeleteApp", "app/d-0123456789ab/ann/JupyterServer/default"],
  ["CreatePresignedDomainUrl", "user-profile/d-0123456789ab/ann"],
  ["StartSession", "space/d-0123456789ab/team"],
] as const;
const TYPES = [
  "domain/d",
  "user-profile/d/a",
  "space/d/s",
  "app/d/a/t/n",
  "app-image-config/k",
  "studio-lifecycle-config/s",
];

export const studio = clause({
  id: "X1",
  title: "No SageMaker Studio",
  quote: "SageMaker Studio is not supported at this time.",
  interpretation:
    "An explicit deny on every resource of what makes, changes, opens or removes what Studio consists of, and of tags on it. " +
    "Each action is named, since a pattern such as `*App` would also hit MLflow and partner apps, which stay as in " +
    "AmazonSageMakerFullAccess. Reads are not denied; S0 allows only what the console lists.",
  statements: [
    {
      sid: "X1Studio",
      documents: ["deny", "workforceDeny"],
      effect: "Deny",
      actions: [
        "sagemaker:CreateApp",
        "sagemaker:CreateAppImageConfig",
        "sagemaker:CreateDomain",
        "sagemaker:CreatePresignedDomainUrl",
        "sagemaker:CreateSpace",
        "sagemaker:CreateStudioLifecycleConfig",
        "sagemaker:CreateUserProfile",
        "sagemaker:DeleteApp",
        "sagemaker:DeleteAppImageConfig",
        "sagemaker:DeleteDomain",
        "sagemaker:DeleteSpace",
        "sagemaker:DeleteStudioLifecycleConfig",
        "sagemaker:DeleteUserProfile",
        "sagemaker:StartSession",
        "sagemaker:UpdateAppImageConfig",
        "sagemaker:UpdateDomain",
        "sagemaker:UpdateSpace",
        "sagemaker:UpdateUserProfile",
      ],
      resources: ["*"],
    },
    {
      sid: "X1StudioTags",
      documents: ["deny", "workforceDeny"],
      effect: "Deny",
      actions: ["sagemaker:AddTags", "sagemaker:DeleteTags"],
      resources: [
        "arn:{partition}:sagemaker:*:*:app/*",
        "arn:{partition}:sagemaker:*:*:app-image-config/*",
        "arn:{partition}:sagemaker:*:*:domain/*",
        "arn:{partition}:sagemaker:*:*:space/*",
        "arn:{partition}:sagemaker:*:*:studio-lifecycle-config/*",
        "arn:{partition}:sagemaker:*:*:user-profile/*",
      ],
    },
  ],
  cases: alsoAs(
    ["workforce"],
    [
      ...DENIED.flatMap(([action, resource]) => [
        deny(`sagemaker:${action}`, SM + resource),
        deny(`sagemaker:${action}`, SM + resource, { as: "execution" }),
        deny(`sagemaker:${action}`, SM + resource, { as: "executionJobs" }),
      ]),
      deny("sagemaker:createdomain", `${SM}domain/d-0123456789ab`),
      ...TYPES.flatMap((type) =>
        ["AddTags", "DeleteTags"].flatMap((name) => [
          deny(`sagemaker:${name}`, SM + type),
          deny(`sagemaker:${name}`, SM + type, { as: "execution" }),
          deny(`sagemaker:${name}`, SM + type, { as: "executionJobs" }),
        ]),
      ),
      deny("sagemaker:DescribeDomain", `${SM}domain/d-0123456789ab`),
      ...["ListDomains", "ListUserProfiles", "ListSpaces", "ListApps", "ListAppImageConfigs"].map((action) =>
        allow(`sagemaker:${action}`, "*"),
      ),
      allow("sagemaker:AddTags", `${SM}endpoint/churn`),
      allow("sagemaker:DeleteTags", `${SM}endpoint/churn`),
      allow("sagemaker:DescribeAppImageConfig", `${SM}app-image-config/kernel`),
      allow("sagemaker:CreateMlflowApp", `${SM}mlflow-app/app-0123456789ab`),
      allow("sagemaker:CreatePresignedNotebookInstanceUrl", `${SM}notebook-instance/ann`),
      allow("sagemaker:CreateNotebookInstanceLifecycleConfig", `${SM}notebook-instance-lifecycle-config/setup`),
    ],
  ),
});
