import { allow, clause, deny } from "../../clause";

const SM = "arn:aws:sagemaker:eu-west-1:111122223333:";
const SUBNET = "subnet-0123456789abcdef0";
const GROUP = "sg-0123456789abcdef0";

/** What starts compute in a network of the caller's choice, each on an example of its resource. */
const CREATES = [
  ["CreateAutoMLJob", "automl-job/churn"],
  ["CreateAutoMLJobV2", "automl-job/churn"],
  ["CreateCluster", "cluster/churn"],
  ["CreateDataQualityJobDefinition", "data-quality-job-definition/churn"],
  ["CreateEndpointConfig", "endpoint-config/churn"],
  ["CreateHyperParameterTuningJob", "hyper-parameter-tuning-job/churn"],
  ["CreateJob", "job/churn"],
  ["CreateModel", "model/churn"],
  ["CreateModelBiasJobDefinition", "model-bias-job-definition/churn"],
  ["CreateModelExplainabilityJobDefinition", "model-explainability-job-definition/churn"],
  ["CreateModelQualityJobDefinition", "model-quality-job-definition/churn"],
  ["CreateMonitoringSchedule", "monitoring-schedule/churn"],
  ["CreateNotebookInstance", "notebook-instance/ann"],
  ["CreateProcessingJob", "processing-job/churn"],
  ["CreateTrainingJob", "training-job/churn"],
] as const;

/** Compute that no condition holds to a network. */
const WITHOUT_NETWORK = [
  ["AttachClusterNodeNetworkInterface", "cluster/churn"],
  ["CreateAIBenchmarkJob", "ai-benchmark-job/churn"],
  ["CreateAIRecommendationJob", "ai-recommendation-job/churn"],
  ["CreateCompilationJob", "compilation-job/churn"],
  ["CreateEdgePackagingJob", "edge-packaging-job/churn"],
  ["CreateInferenceRecommendationsJob", "inference-recommendations-job/churn"],
  ["CreateMlflowApp", "mlflow-app/app-0123456789ab"],
  ["CreateMlflowTrackingServer", "mlflow-tracking-server/experiments"],
  ["CreateOptimizationJob", "optimization-job/churn"],
  ["DeployHubModel", "hub/models"],
  ["TrainHubModel", "hub/models"],
] as const;

const NETWORK = { "sagemaker:VpcSubnets": [SUBNET], "sagemaker:VpcSecurityGroupIds": [GROUP] };
const NO_INTERNET = { "sagemaker:DirectInternetAccess": "Disabled" };
const ROLES = ["admin", "execution", "workforce"] as const;
const held = (context: Record<string, string | readonly string[]>) => ({ context, options: ["networkOnly"] }) as const;
/** The network as a create action names it. */
const networkOf = (action: string) => ({ ...NETWORK, ...(action === "CreateNotebookInstance" && NO_INTERNET) });
const without = (key: keyof typeof NETWORK, action: string) =>
  Object.fromEntries(Object.entries(networkOf(action)).filter(([name]) => name !== key));

export const network = clause({
  id: "E5",
  title: "Compute in the given network only",
  quote:
    "If other resources require direct access to SageMaker services (notebooks, API, runtime, and so on), then configuration must be requested by:",
  interpretation:
    "Compute outside the given network is a way out of the account. An option names subnets and security groups: every " +
    "action that takes them, of all roles, is denied without them and with others, and a notebook with direct access to " +
    "the internet. An endpoint's configuration must name the network too, as its models do. Compute that no condition " +
    "key holds to a network is denied: compiling, optimising, recommendations and benchmarks, edge packaging, hub " +
    "deployments and training, MLflow, network interfaces of cluster nodes; labelling but for the workforce role, whose " +
    "work it is. Open, with the reason: transform jobs and endpoints follow their models; inference components and " +
    "experiments run on endpoints; pipelines call with a role that carries these denies, unless another role of the " +
    "pattern of N1 is passed; geospatial jobs run AWS's own code; what was made before the option was on stays. Root " +
    "access in notebooks ends by a further option.",
  statements: [
    ...(["VpcSubnets", "VpcSecurityGroupIds"] as const).map((key) => ({
      sid: `E5No${key}`,
      documents: ["deny", "workforceDeny"] as const,
      effect: "Deny" as const,
      // Patterns where every action that they match takes the network.
      actions: [
        "sagemaker:Create*JobDefinition",
        "sagemaker:CreateAutoMLJob*",
        "sagemaker:CreateCluster",
        "sagemaker:CreateEndpointConfig",
        "sagemaker:CreateHyperParameterTuningJob",
        "sagemaker:CreateJob",
        "sagemaker:CreateModel",
        "sagemaker:CreateMonitoringSchedule",
        "sagemaker:CreateNotebookInstance",
        "sagemaker:CreateProcessingJob",
        "sagemaker:CreateTrainingJob",
      ],
      resources: ["*"],
      conditions: { Null: { [`sagemaker:${key}`]: "true" } },
      when: "networkOnly" as const,
    })),
    {
      sid: "E5OtherSubnets",
      documents: ["deny", "workforceDeny"],
      effect: "Deny",
      // Whatever takes subnets: the condition is met by requests that name others, and by no request without any.
      actions: ["sagemaker:*"],
      resources: ["*"],
      conditions: { "ForAnyValue:StringNotEquals": { "sagemaker:VpcSubnets": ["{subnetIds}"] } },
      when: "networkOnly",
    },
    {
      sid: "E5OtherSecurityGroups",
      documents: ["deny", "workforceDeny"],
      effect: "Deny",
      actions: ["sagemaker:*"],
      resources: ["*"],
      conditions: { "ForAnyValue:StringNotEquals": { "sagemaker:VpcSecurityGroupIds": ["{securityGroupIds}"] } },
      when: "networkOnly",
    },
    {
      sid: "E5DirectInternet",
      documents: ["deny", "workforceDeny"],
      effect: "Deny",
      actions: ["sagemaker:CreateNotebookInstance"],
      resources: ["*"],
      conditions: { StringNotEquals: { "sagemaker:DirectInternetAccess": "Disabled" } },
      when: "networkOnly",
    },
    {
      sid: "E5NoNetwork",
      documents: ["deny", "workforceDeny"],
      effect: "Deny",
      actions: [
        "sagemaker:AttachClusterNodeNetworkInterface",
        "sagemaker:CreateAI*Job",
        "sagemaker:CreateCompilationJob",
        "sagemaker:CreateEdgePackagingJob",
        "sagemaker:CreateInferenceRecommendationsJob",
        "sagemaker:CreateMlflow*",
        "sagemaker:CreateOptimizationJob",
        "sagemaker:DeployHubModel",
        "sagemaker:TrainHubModel",
      ],
      resources: ["*"],
      when: "networkOnly",
    },
    {
      sid: "E5Labelling",
      documents: ["deny"],
      effect: "Deny",
      actions: ["sagemaker:CreateLabelingJob"],
      resources: ["*"],
      when: "networkOnly",
    },
    {
      sid: "E5RootOfNew",
      documents: ["deny", "workforceDeny"],
      effect: "Deny",
      actions: ["sagemaker:CreateNotebookInstance"],
      resources: ["*"],
      conditions: { StringNotEquals: { "sagemaker:RootAccess": "Disabled" } },
      when: "noRootAccess",
    },
    {
      sid: "E5RootOfUpdated",
      documents: ["deny", "workforceDeny"],
      effect: "Deny",
      actions: ["sagemaker:UpdateNotebookInstance"],
      resources: ["*"],
      conditions: { StringEquals: { "sagemaker:RootAccess": "Enabled" } },
      when: "noRootAccess",
    },
  ],
  cases: [
    ...ROLES.flatMap((as) =>
      CREATES.filter(([action]) => as !== "execution" || action !== "CreateNotebookInstance").flatMap(
        ([action, resource]) => [
          allow(`sagemaker:${action}`, SM + resource, { as }),
          allow(`sagemaker:${action}`, SM + resource, { as, ...held(networkOf(action)) }),
          deny(`sagemaker:${action}`, SM + resource, { as, ...held({}) }),
          deny(`sagemaker:${action}`, SM + resource, { as, ...held(without("sagemaker:VpcSubnets", action)) }),
          deny(`sagemaker:${action}`, SM + resource, { as, ...held(without("sagemaker:VpcSecurityGroupIds", action)) }),
          deny(`sagemaker:${action}`, SM + resource, {
            as,
            ...held({ ...networkOf(action), "sagemaker:VpcSubnets": [SUBNET, "subnet-0fedcba9876543210"] }),
          }),
          deny(`sagemaker:${action}`, SM + resource, {
            as,
            ...held({ ...networkOf(action), "sagemaker:VpcSecurityGroupIds": [GROUP, "sg-0fedcba9876543210"] }),
          }),
        ],
      ),
    ),
    ...ROLES.flatMap((as) => [
      ...WITHOUT_NETWORK.flatMap(([action, resource]) => [
        allow(`sagemaker:${action}`, SM + resource, { as }),
        deny(`sagemaker:${action}`, SM + resource, { as, ...held({}) }),
        deny(`sagemaker:${action}`, SM + resource, { as, ...held(NETWORK) }),
      ]),
      ...(["UpdateCluster", "UpdateMonitoringSchedule"] as const).flatMap((action) => {
        const resource = `${SM}${action === "UpdateCluster" ? "cluster" : "monitoring-schedule"}/churn`;
        return [
          allow(`sagemaker:${action}`, resource, { as, ...held({}) }),
          allow(`sagemaker:${action}`, resource, { as, ...held(NETWORK) }),
          deny(`sagemaker:${action}`, resource, {
            as,
            ...held({ "sagemaker:VpcSubnets": ["subnet-0fedcba9876543210"] }),
          }),
          deny(`sagemaker:${action}`, resource, {
            as,
            ...held({ "sagemaker:VpcSecurityGroupIds": ["sg-0fedcba9876543210"] }),
          }),
        ];
      }),
      allow("sagemaker:CreateTransformJob", `${SM}transform-job/churn`, { as, ...held({}) }),
      allow("sagemaker:CreateEndpoint", `${SM}endpoint/churn`, { as, ...held({}) }),
      allow("sagemaker:CreateModelCard", `${SM}model-card/churn`, { as, ...held({}) }),
    ]),
    ...(["admin", "workforce"] as const).flatMap((as) => {
      const rooted = (action: string, access: string | undefined) =>
        ({
          as,
          context: {
            ...(action === "Create" && networkOf("CreateNotebookInstance")),
            ...(access !== undefined && { "sagemaker:RootAccess": access }),
          },
          options: ["networkOnly", "noRootAccess"],
        }) as const;
      const notebook = `${SM}notebook-instance/ann`;
      return [
        deny("sagemaker:CreateNotebookInstance", notebook, { as, ...held(NETWORK) }),
        deny("sagemaker:CreateNotebookInstance", notebook, {
          as,
          ...held({ ...NETWORK, "sagemaker:DirectInternetAccess": "Enabled" }),
        }),
        allow("sagemaker:CreateNotebookInstance", notebook, rooted("Create", "Disabled")),
        deny("sagemaker:CreateNotebookInstance", notebook, rooted("Create", "Enabled")),
        deny("sagemaker:CreateNotebookInstance", notebook, rooted("Create", undefined)),
        allow("sagemaker:UpdateNotebookInstance", notebook, rooted("Update", "Disabled")),
        allow("sagemaker:UpdateNotebookInstance", notebook, rooted("Update", undefined)),
        deny("sagemaker:UpdateNotebookInstance", notebook, rooted("Update", "Enabled")),
        allow("sagemaker:UpdateNotebookInstance", notebook, { as, ...held({}) }),
        allow("sagemaker:UpdateNotebookInstance", notebook, {
          as,
          ...held({ "sagemaker:RootAccess": "Enabled" }),
        }),
      ];
    }),
    ...([["networkOnly"], ["networkOnly", "noRootAccess"]] as const).map((options) =>
      allow("sagemaker:DescribeNotebookInstance", `${SM}notebook-instance/ann`, { as: "executionJobs", options }),
    ),
    deny("sagemaker:UpdateNotebookInstance", `${SM}notebook-instance/ann`, {
      as: "executionJobs",
      context: { "sagemaker:RootAccess": "Enabled" },
      options: ["networkOnly", "noRootAccess"],
    }),
    ...[...CREATES, ...WITHOUT_NETWORK].map(([action, resource]) =>
      deny(`sagemaker:${action}`, SM + resource, { as: "executionJobs", ...held({}) }),
    ),
    allow("sagemaker:CreateLabelingJob", `${SM}labeling-job/images`),
    deny("sagemaker:CreateLabelingJob", `${SM}labeling-job/images`, held({})),
    ...(["execution", "executionJobs"] as const).map((as) =>
      deny("sagemaker:CreateLabelingJob", `${SM}labeling-job/images`, { as, ...held({}) }),
    ),
    allow("sagemaker:CreateLabelingJob", `${SM}labeling-job/images`, { as: "workforce", ...held({}) }),
  ],
});
