import {
  BUCKET,
  KEY,
  KEY_ARN,
  LOGS,
  MINE,
  OURS,
  SM,
  TARGET,
  byExecutionRole,
  call,
  does,
  passing,
  sagemaker,
  withKey,
} from "./calls";
import { both, neither, people, type Task } from "./task";

/** Everyday tasks around training, models, endpoints and notebooks. */
export const MODELS_TASKS: readonly Task[] = [
  both({
    id: "train",
    title: "Start a training job from a notebook or the console, with its logs printed as it runs",
    also: "train a model, run, launch, begin",
    calls: [
      passing(),
      ...sagemaker("CreateTrainingJob DescribeTrainingJob", "training-job/churn"),
      call("logs:DescribeLogStreams", LOGS),
      call("logs:GetLogEvents", `${LOGS}:log-stream:churn/algo-1`),
    ],
  }),
  both({
    id: "train-in-vpc-with-key",
    title: "Train a model in a VPC with my key",
    calls: [
      passing(),
      call("sagemaker:CreateTrainingJob", `${SM}training-job/churn`, {
        "sagemaker:VpcSubnets": ["subnet-0123456789abcdef0"],
        "sagemaker:VpcSecurityGroupIds": ["sg-0123456789abcdef0"],
      }),
      ...["Subnets", "SecurityGroups", "Vpcs"].map((name) => call(`ec2:Describe${name}`, "*")),
      ...byExecutionRole([
        ...["CreateNetworkInterface", "CreateNetworkInterfacePermission", "DeleteNetworkInterface"].map((name) =>
          call(`ec2:${name}`, `arn:aws:ec2:${OURS}:network-interface/eni-0123456789abcdef0`),
        ),
        ...withKey([
          ...does("use", "key", KEY),
          call("kms:CreateGrant", KEY_ARN, { "kms:GrantIsForAWSResource": "true" }),
        ]),
        call("s3:GetObject", `${BUCKET}/train.csv`, MINE),
        call("s3:PutObject", `${BUCKET}/model.tar.gz`, MINE),
      ]),
      ...withKey([...does("attach", "key", KEY), ...does("see", "key", KEY)]),
    ],
    parts: ["storage.key"],
  }),
  both({
    id: "stop-training",
    title: "Stop a training job",
    also: "cancel, kill",
    calls: does("stop", "training job", "churn"),
  }),
  both({
    id: "tune",
    title: "Tune hyperparameters",
    also: "tuning job, hyperparameter search",
    calls: [
      passing(),
      ...sagemaker("CreateHyperParameterTuningJob DescribeHyperParameterTuningJob", "hyper-parameter-tuning-job/churn"),
    ],
  }),
  both({
    id: "process",
    title: "Process data with a processing job",
    also: "preprocess",
    calls: [passing(), ...sagemaker("CreateProcessingJob DescribeProcessingJob", "processing-job/churn")],
  }),
  both({
    id: "batch-transform",
    title: "Predict in bulk with a transform job",
    also: "inference, predictions",
    calls: [...sagemaker("CreateTransformJob DescribeTransformJob", "transform-job/churn")],
  }),
  both({
    id: "automl",
    title: "Let Autopilot find a model",
    calls: [passing(), ...sagemaker("CreateAutoMLJobV2 DescribeAutoMLJobV2", "automl-job/churn")],
  }),
  both({
    id: "deploy",
    title: "Deploy a model to an endpoint",
    also: "host, serve, publish, create an endpoint",
    calls: [
      passing(),
      ...sagemaker("CreateModel", "model/churn"),
      ...sagemaker("CreateEndpointConfig", "endpoint-config/churn"),
      ...sagemaker("CreateEndpoint DescribeEndpoint", "endpoint/churn"),
    ],
  }),
  both({
    id: "predict",
    title: "Ask an endpoint for a prediction",
    also: "invoke, call, inference, infer, predictions",
    calls: does("invoke", "endpoint", "churn"),
  }),
  both({
    id: "predict-later",
    title: "Ask an asynchronous endpoint, which announces its answers on a topic",
    calls: [
      ...sagemaker("InvokeEndpointAsync", "endpoint/churn"),
      call("sns:Publish", `arn:aws:sns:${OURS}:churn-sagemaker-answers`),
    ],
  }),
  both({
    id: "scale-by-hand",
    title: "Set an endpoint's capacity by hand",
    calls: sagemaker("UpdateEndpointWeightsAndCapacities", "endpoint/churn"),
  }),
  both({
    id: "delete-endpoint",
    title: "Delete an endpoint with its configuration and model",
    calls: [
      ...does("delete", "endpoint", "churn"),
      ...does("delete", "endpoint config", "churn"),
      ...does("delete", "model", "churn"),
    ],
  }),
  neither("X4", "Elevate (D2) with `ssps elevate`, or let Terraform scale the endpoint (D3, `scaling`).", {
    id: "autoscale",
    title: "Set up autoscaling for an endpoint",
    also: "scale, scaling",
    calls: [
      call("application-autoscaling:RegisterScalableTarget", TARGET, {
        "application-autoscaling:service-namespace": "sagemaker",
      }),
      call("cloudwatch:PutMetricAlarm", `arn:aws:cloudwatch:${OURS}:alarm:TargetTracking-endpoint/churn`),
    ],
  }),
  people("J2", "Ask a person: a notebook could put a script as root into another person's.", {
    id: "create-notebook",
    title: "Create a notebook instance in a VPC",
    also: "make, start, launch",
    calls: does("create", "notebook", "ann"),
  }),
  people("J2", "Open it from the console or with a person's credentials.", {
    id: "open-notebook",
    title: "Open a notebook instance",
    also: "jupyter",
    calls: does("open", "notebook", "ann"),
  }),
  both({
    id: "stop-notebook",
    title: "Stop a notebook instance",
    calls: does("stop", "notebook", "ann"),
  }),
  people("J2", "Ask a person to register it.", {
    id: "register-repository",
    title: "Register a code repository with SageMaker",
    calls: does("create", "repository", "churn"),
  }),
];
