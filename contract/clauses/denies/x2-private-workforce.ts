import { allow, clause, deny } from "../../clause";

const SM = "arn:aws:sagemaker:eu-west-1:111122223333:";
const crowd = (type: string) => ({ context: { "sagemaker:WorkteamType": type } });

export const privateWorkforce = clause({
  id: "X2",
  title: "No private workforces",
  quote:
    "SageMaker Ground Truth to manage private workforces is not supported since this feature requires overly permissive access to Amazon Cognito resources.",
  interpretation:
    "Nobody makes, changes or removes a workforce or a work team, and nothing of Cognito is allowed. The six actions are " +
    "named, since CreateWorkforce also takes an OIDC provider and `*Workteam*` would hit subscribed vendors. Labelling " +
    "jobs and flow definitions are denied with a private team; a request without the key has none, so public and vendor " +
    "crowds work. A custom role (W1) is the way to a private workforce and does not carry this deny.",
  statements: [
    {
      sid: "X2Workforces",
      documents: ["deny"],
      effect: "Deny",
      actions: [
        "cognito-identity:*",
        "cognito-idp:*",
        "sagemaker:CreateWorkforce",
        "sagemaker:CreateWorkteam",
        "sagemaker:DeleteWorkforce",
        "sagemaker:DeleteWorkteam",
        "sagemaker:UpdateWorkforce",
        "sagemaker:UpdateWorkteam",
      ],
      resources: ["*"],
    },
    {
      sid: "X2PrivateTeams",
      documents: ["deny"],
      effect: "Deny",
      actions: ["sagemaker:CreateFlowDefinition", "sagemaker:CreateLabelingJob"],
      resources: ["*"],
      conditions: { StringEquals: { "sagemaker:WorkteamType": "private-crowd" } },
    },
  ],
  cases: [
    ...["Create", "Update", "Delete"].flatMap((verb) => [
      deny(`sagemaker:${verb}Workforce`, `${SM}workforce/default`),
      deny(`sagemaker:${verb}Workteam`, `${SM}workteam/private-crowd/team`),
      ...(["execution", "executionJobs"] as const).flatMap((as) => [
        deny(`sagemaker:${verb}Workforce`, `${SM}workforce/default`, { as }),
        deny(`sagemaker:${verb}Workteam`, `${SM}workteam/private-crowd/team`, { as }),
      ]),
    ]),
    deny("cognito-idp:CreateUserPool", "*"),
    deny("cognito-idp:AdminCreateUser", "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_abc"),
    deny("cognito-identity:CreateIdentityPool", "*"),
    deny("sagemaker:CreateLabelingJob", `${SM}labeling-job/images`, crowd("private-crowd")),
    deny("sagemaker:CreateFlowDefinition", `${SM}flow-definition/review`, crowd("private-crowd")),
    ...(["execution", "executionJobs"] as const).flatMap((as) => [
      deny("sagemaker:CreateLabelingJob", `${SM}labeling-job/images`, { ...crowd("private-crowd"), as }),
      deny("sagemaker:CreateFlowDefinition", `${SM}flow-definition/review`, { ...crowd("private-crowd"), as }),
    ]),
    ...["public-crowd", "vendor-crowd"].flatMap((type) => [
      allow("sagemaker:CreateLabelingJob", `${SM}labeling-job/images`, crowd(type)),
      allow("sagemaker:CreateFlowDefinition", `${SM}flow-definition/review`, crowd(type)),
    ]),
    allow("sagemaker:CreateLabelingJob", `${SM}labeling-job/images`),
    allow("sagemaker:ListWorkteams", "*"),
    allow("sagemaker:DescribeWorkteam", `${SM}workteam/private-crowd/team`),
    allow("sagemaker:ListSubscribedWorkteams", "*"),
  ],
});
