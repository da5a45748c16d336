import { publishedAction } from "../../policy/actions";
import { calls, type CallTemplate, type Kind } from "./kind";

const PASS: CallTemplate = {
  action: "iam:PassRole",
  arn: "iam::{account}:role{executionRole}",
  context: { "iam:PassedToService": "sagemaker.amazonaws.com" },
};

/** Verbs of SageMaker's own kinds, by the beginnings of its actions. */
const SAGEMAKER_VERBS = {
  create: "Create",
  see: "Describe",
  change: "Update",
  start: "Start",
  stop: "Stop",
  delete: "Delete",
} as const;

/**
 * A kind of SageMaker's own: its verbs are the actions that AWS publishes for it.
 *
 * @param name What its actions are called: `TrainingJob`.
 * @param options `passes`: whoever creates it gives it the execution role.
 */
function ofSageMaker(
  words: readonly string[],
  type: string,
  name: string,
  {
    passes = false,
    verbs = {},
    usualName,
    grammar = "sagemaker",
  }: Partial<Pick<Kind, "verbs" | "usualName" | "grammar">> & { readonly passes?: boolean } = {},
): Kind {
  const own = Object.entries(SAGEMAKER_VERBS).flatMap(([verb, beginning]) => {
    const action = `sagemaker:${beginning}${name}`;
    return publishedAction(action)
      ? [[verb, [...(passes && verb === "create" ? [PASS] : []), { action }]] as const]
      : [];
  });
  return {
    words,
    arn: `sagemaker:{region}:{account}:${type}/{name}`,
    grammar,
    verbs: { ...jobsStart(words, Object.fromEntries(own)), ...verbs },
    ...(usualName !== undefined && { usualName }),
  };
}

/** A job is started by creating it, and people say so. */
function jobsStart([word = ""]: readonly string[], verbs: Kind["verbs"]): Kind["verbs"] {
  return word.endsWith(" job") && verbs.create ? { start: verbs.create, ...verbs } : verbs;
}

/** SageMaker's own kinds. */
export const SAGEMAKER_KINDS: readonly Kind[] = [
  ofSageMaker(["training job"], "training-job", "TrainingJob", { passes: true }),
  ofSageMaker(["processing job"], "processing-job", "ProcessingJob", { passes: true }),
  ofSageMaker(["transform job"], "transform-job", "TransformJob"),
  ofSageMaker(["tuning job"], "hyper-parameter-tuning-job", "HyperParameterTuningJob", {
    passes: true,
    grammar: "tuning-job",
  }),
  ofSageMaker(["automl job"], "automl-job", "AutoMLJobV2", { passes: true, grammar: "tuning-job" }),
  ofSageMaker(["model"], "model", "Model", { passes: true }),
  ofSageMaker(["endpoint config", "endpoint configuration"], "endpoint-config", "EndpointConfig"),
  ofSageMaker(["endpoint"], "endpoint", "Endpoint", {
    verbs: {
      invoke: calls("sagemaker", "InvokeEndpoint"),
      scale: [
        {
          action: "application-autoscaling:RegisterScalableTarget",
          arn: "application-autoscaling:{region}:{account}:scalable-target/{name}",
          context: { "application-autoscaling:service-namespace": "sagemaker" },
        },
        {
          action: "application-autoscaling:PutScalingPolicy",
          arn: "application-autoscaling:{region}:{account}:scalable-target/{name}",
          context: { "application-autoscaling:service-namespace": "sagemaker" },
        },
        {
          action: "cloudwatch:PutMetricAlarm",
          arn: "cloudwatch:{region}:{account}:alarm:TargetTracking-endpoint/{name}",
        },
      ],
    },
  }),
  ofSageMaker(["notebook", "notebook instance"], "notebook-instance", "NotebookInstance", {
    passes: true,
    verbs: { open: calls("sagemaker", "CreatePresignedNotebookInstanceUrl") },
  }),
  ofSageMaker(["pipeline"], "pipeline", "Pipeline", {
    passes: true,
    grammar: "pipeline",
    verbs: { start: calls("sagemaker", "StartPipelineExecution") },
  }),
  ofSageMaker(["feature group"], "feature-group", "FeatureGroup", {
    passes: true,
    grammar: "feature-group",
    verbs: { read: calls("sagemaker", "GetRecord"), write: calls("sagemaker", "PutRecord") },
  }),
  ofSageMaker(["cluster", "hyperpod cluster"], "cluster", "Cluster", { passes: true }),
  ofSageMaker(["mlflow server", "tracking server"], "mlflow-tracking-server", "MlflowTrackingServer", {
    passes: true,
    grammar: "pipeline",
  }),
  ofSageMaker(["experiment"], "experiment", "Experiment", { grammar: "experiment" }),
  ofSageMaker(["repository", "code repository"], "code-repository", "CodeRepository"),
  ofSageMaker(
    ["lifecycle config", "lifecycle configuration"],
    "notebook-instance-lifecycle-config",
    "NotebookInstanceLifecycleConfig",
  ),
  ofSageMaker(["labeling job", "labelling job"], "labeling-job", "LabelingJob", { passes: true }),
  ofSageMaker(["workteam", "work team"], "workteam/private-crowd", "Workteam"),
  ofSageMaker(["workforce"], "workforce", "Workforce", { usualName: "default" }),
  ofSageMaker(["domain", "studio domain", "studio"], "domain", "Domain", {
    usualName: "d-0123456789ab",
    grammar: "domain",
    verbs: {
      open: [
        { action: "sagemaker:CreatePresignedDomainUrl", arn: "sagemaker:{region}:{account}:user-profile/{name}/me" },
      ],
    },
  }),
];
