import { allow, alsoAs, clause, deny } from "../../clause";

const SM = "arn:aws:sagemaker:eu-west-1:111122223333:";

export const sageMaker = clause({
  id: "S0",
  title: "SageMaker itself",
  quote:
    "This RFC provisions the following IAM roles to your account: customer_sagemaker_admin_role and service role AmazonSageMaker-ExecutionRole-Admin.",
  interpretation:
    "Every action of SageMaker, as in AmazonSageMakerFullAccess, except on what belongs to Studio, partner apps, human review, training plans and reserved capacity. Training plans are used, not bought. Human review flows may be made with public and vendor teams (X2 denies private ones). The pattern takes in what AWS adds; since version 29 of AmazonSageMakerFullAccess was written that is: CreateJob and its family (model customisation), PutResourcePolicy and DeleteResourcePolicy (E6 denies them by option), CallWithBearerToken (E3), network interfaces and volumes of cluster nodes (E5), MLflow apps, and presigned URLs of hub content, which gated models need.",
  statements: [
    {
      sid: "S0SageMaker",
      documents: ["admin", "executionNotebook", "workforce"],
      actions: ["sagemaker-geospatial:*", "sagemaker:*"],
      notResources: [
        "arn:{partition}:sagemaker:*:*:domain/*",
        "arn:{partition}:sagemaker:*:*:user-profile/*",
        "arn:{partition}:sagemaker:*:*:app/*",
        "arn:{partition}:sagemaker:*:*:space/*",
        "arn:{partition}:sagemaker:*:*:partner-app/*",
        "arn:{partition}:sagemaker:*:*:flow-definition/*",
        "arn:{partition}:sagemaker:*:*:training-plan/*",
        "arn:{partition}:sagemaker:*:*:reserved-capacity/*",
      ],
    },
    {
      sid: "S0TrainingPlans",
      documents: ["admin", "executionNotebook", "workforce"],
      actions: [
        "sagemaker:CreateCluster",
        "sagemaker:CreateTrainingJob",
        "sagemaker:DescribeTrainingPlan",
        "sagemaker:UpdateCluster",
      ],
      resources: ["arn:{partition}:sagemaker:*:*:training-plan/*", "arn:{partition}:sagemaker:*:*:reserved-capacity/*"],
    },
    {
      sid: "S0ExtendTrainingPlan",
      // Buying more of a plan names no resource, so leaving plans out above does not reach it.
      documents: ["admin", "executionNotebook", "workforce"],
      effect: "Deny",
      actions: ["sagemaker:ExtendTrainingPlan"],
      resources: ["*"],
    },
    {
      sid: "S0FlowDefinitions",
      documents: ["admin", "executionNotebook", "workforce"],
      actions: [
        "sagemaker:AddTags",
        "sagemaker:CreateFlowDefinition",
        "sagemaker:DeleteFlowDefinition",
        "sagemaker:DeleteTags",
        "sagemaker:DescribeFlowDefinition",
        "sagemaker:ListTags",
        "sagemaker:StartHumanLoop",
      ],
      resources: ["arn:{partition}:sagemaker:*:*:flow-definition/*"],
    },
  ],
  cases: [
    allow("sagemaker:CreateNotebookInstance", `${SM}notebook-instance/ann`),
    ...alsoAs(
      ["execution", "workforce"],
      [
        allow("sagemaker:CreateTrainingJob", `${SM}training-job/churn`),
        allow("sagemaker:CreateEndpoint", `${SM}endpoint/churn`),
        allow("sagemaker:UpdateEndpoint", `${SM}endpoint/churn`),
        allow("sagemaker:InvokeEndpoint", `${SM}endpoint/churn`),
        allow("sagemaker:ListDomains", "*"),
        allow("sagemaker:CreateMlflowTrackingServer", `${SM}mlflow-tracking-server/experiments`),
        allow("sagemaker-geospatial:ListEarthObservationJobs", "*"),
        allow("sagemaker:CreateTrainingJob", `${SM}training-plan/reserved`),
        allow("sagemaker:CreateCluster", `${SM}reserved-capacity/abc123`),
        allow("sagemaker:CreateFlowDefinition", `${SM}flow-definition/review`, {
          context: { "sagemaker:WorkteamType": "public-crowd" },
        }),
        allow("sagemaker:StartHumanLoop", `${SM}flow-definition/review`),
        allow("sagemaker:CreateTrainingJob", `${SM}training-job/churn`, { as: "execution" }),
        allow("sagemaker:CreateTrainingJob", `${SM}training-plan/reserved`, { as: "execution" }),
        allow("sagemaker:StartHumanLoop", `${SM}flow-definition/review`, { as: "execution" }),
        deny("sagemaker:CreateTrainingJob", `${SM}training-job/churn`, { as: "executionJobs" }),
        deny("sagemaker:DescribeDomain", `${SM}domain/d-0123456789ab`),
        deny("sagemaker:DescribeUserProfile", `${SM}user-profile/d-0123456789ab/ann`),
        deny("sagemaker:DescribeApp", `${SM}app/d-0123456789ab/ann/jupyterserver/default`),
        deny("sagemaker:DescribeSpace", `${SM}space/d-0123456789ab/team`),
        deny("sagemaker:CreatePartnerApp", `${SM}partner-app/app-0123456789ab`),
        deny("sagemaker:ExtendTrainingPlan", "*"),
        deny("sagemaker:ExtendTrainingPlan", "*", { as: "execution" }),
        deny("sagemaker:ExtendTrainingPlan", "*", { as: "workforce" }),
        deny("sagemaker:CreateTrainingPlan", `${SM}training-plan/bought`),
        deny("sagemaker:AddTags", `${SM}training-plan/reserved`),
        deny("sagemaker:AddTags", `${SM}partner-app/app-0123456789ab`),
        deny("sagemaker:DescribeReservedCapacity", `${SM}reserved-capacity/abc123`),
        ...[
          "AddTags",
          "CreateFlowDefinition",
          "DeleteFlowDefinition",
          "DeleteTags",
          "DescribeFlowDefinition",
          "ListTags",
        ].map((name) => allow(`sagemaker:${name}`, `${SM}flow-definition/review`)),
        ...["training-plan/reserved", "reserved-capacity/abc123"].flatMap((name) =>
          ["CreateCluster", "CreateTrainingJob", "UpdateCluster"].map((action) =>
            allow(`sagemaker:${action}`, SM + name),
          ),
        ),
        allow("sagemaker:DescribeTrainingPlan", `${SM}training-plan/reserved`),
        allow("sagemaker:DescribeTrainingPlan", `${SM}reserved-capacity/abc123`),
        ...["CreateCluster", "CreateTrainingJob", "DescribeTrainingPlan", "UpdateCluster"].flatMap((action) =>
          ["domain/x", "flow-definition/x"].map((name) => deny(`sagemaker:${action}`, SM + name)),
        ),
        ...["CreateFlowDefinition", "StartHumanLoop"].map((action) => deny(`sagemaker:${action}`, `${SM}domain/x`)),
        ...[
          "flow-definition/x",
          "domain/x",
          "user-profile/x/y",
          "app/x/y/z/a",
          "space/x/y",
          "partner-app/x",
          "training-plan/x",
          "reserved-capacity/x",
        ].flatMap((name) => [
          deny("sagemaker:UpdateEndpoint", SM + name),
          deny("sagemaker:UpdateEndpoint", SM.replace("111122223333", "444455556666") + name),
          deny("sagemaker:UpdateEndpoint", SM.replace("eu-west-1", "us-east-1") + name),
          deny("sagemaker:UpdateEndpoint", SM.replace("eu-west-1", "ap-south-1") + name),
        ]),
      ],
    ),
  ],
});
