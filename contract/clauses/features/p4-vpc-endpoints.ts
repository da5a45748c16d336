import { jumpStartBuckets, sampleBuckets } from "../../../aws/content-buckets";
import { allow, clause, deny } from "../../clause";

const NOTEBOOK = "arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/churn";
const TRAINING = "arn:aws:sagemaker:eu-west-1:111122223333:training-job/churn";
const IMAGES = "arn:aws:ecr:eu-west-1:763104351884:repository/pytorch-training";
const OBJECT = "arn:aws:s3:::acme-sagemaker-dev/model.tar.gz";
const SAMPLE = "arn:aws:s3:::sagemaker-sample-files/datasets/tabular/iris/iris.data";
const LAYER = "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/a1/layer";

const CONTENT = [...jumpStartBuckets("eu-west-1"), ...sampleBuckets("eu-west-1")];

const MINE = { "aws:ResourceAccount": "111122223333" };
const THEIRS = { "aws:ResourceAccount": "444455556666" };
const AWS = { "aws:ResourceAccount": "763104351884" };

/** Somebody of another account, whose own policies allow everything. */
const STRANGER = { as: "administrator", principal: "arn:aws:iam::444455556666:user/eve" } as const;
const OWNER = { as: "administrator", principal: "arn:aws:iam::111122223333:user/ann" } as const;

/** ECR pulls layers by addresses that it has signed itself. */
const ECR = { as: "administrator", principal: "arn:aws:iam::763104351884:role/ecr" } as const;

export const endpointPolicies = clause({
  id: "P4",
  title: "VPC endpoints",
  quote: "To support this use case, submit a Management | Other | Other RFC to create related VPC endpoints.",
  interpretation:
    "The people's role cannot create them (X3); here they are made with the rest, each with a policy that keeps it from being a way out of the account: for what runs in the network, which is everything only with E5; else whoever starts a job or a notebook chooses a network, or none. An endpoint's policy allows nothing by itself: what passes needs a right besides. Most are for the account's own principals, whatever the resource's account, since AWS's images and hubs belong to others. The notebook's is for any principal, because a browser brings a signed address and no identity, and for opening the account's notebooks only. The S3 gateway leads to the account's own buckets, to AWS's content and samples for reading, and, without a condition, to the layers that ECR has signed addresses for. Nothing is left out that deletes, so whoever may clean up can.",
  statements: [
    {
      sid: "P4AccountPrincipals",
      documents: ["endpoint"],
      principals: { AWS: ["*"] },
      actions: ["*"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:PrincipalAccount": "{account}" } },
    },
    {
      sid: "P4OpenNotebooks",
      documents: ["notebookEndpoint"],
      principals: { AWS: ["*"] },
      actions: ["sagemaker:CreatePresignedNotebookInstanceUrl"],
      resources: ["arn:{partition}:sagemaker:{region}:{account}:notebook-instance/*"],
    },
    {
      sid: "P4OwnBuckets",
      documents: ["s3Endpoint"],
      principals: { AWS: ["*"] },
      actions: ["s3:*"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:PrincipalAccount": "{account}", "aws:ResourceAccount": "{account}" } },
    },
    {
      sid: "P4Samples",
      documents: ["s3Endpoint"],
      principals: { AWS: ["*"] },
      actions: ["s3:GetObject", "s3:ListBucket"],
      resources: ["{contentArns}"],
      conditions: { StringEquals: { "aws:PrincipalAccount": "{account}" } },
    },
    {
      sid: "P4ImageLayers",
      documents: ["s3Endpoint"],
      principals: { AWS: ["*"] },
      actions: ["s3:GetObject"],
      resources: ["arn:{partition}:s3:::prod-{region}-starport-layer-bucket/*"],
    },
  ],
  cases: [
    allow("sagemaker:CreateTrainingJob", TRAINING, { endpointPolicy: "endpoint" }),
    allow("sagemaker:DeleteEndpoint", "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn", {
      endpointPolicy: "endpoint",
    }),
    allow("ecr:BatchGetImage", IMAGES, { as: "executionJobs", context: AWS, endpointPolicy: "endpoint" }),
    deny("sagemaker:CreateTrainingJob", TRAINING, { ...STRANGER, endpointPolicy: "endpoint" }),
    deny("sagemaker:InvokeEndpoint", "arn:aws:sagemaker:eu-west-1:444455556666:endpoint/sink", {
      ...STRANGER,
      endpointPolicy: "endpoint",
    }),
    deny("iam:CreateUser", "arn:aws:iam::111122223333:user/eve", { endpointPolicy: "endpoint" }),

    allow("sagemaker:CreatePresignedNotebookInstanceUrl", NOTEBOOK, { endpointPolicy: "notebookEndpoint" }),
    allow("sagemaker:CreatePresignedNotebookInstanceUrl", NOTEBOOK, { ...OWNER, endpointPolicy: "notebookEndpoint" }),
    deny("sagemaker:DescribeNotebookInstance", NOTEBOOK, { endpointPolicy: "notebookEndpoint" }),
    ...[
      NOTEBOOK.replace("111122223333", "444455556666"),
      NOTEBOOK.replace("eu-west-1", "us-east-1"),
      NOTEBOOK.replace("notebook-instance", "mlflow-app"),
    ].map((other) =>
      deny("sagemaker:CreatePresignedNotebookInstanceUrl", other, { ...OWNER, endpointPolicy: "notebookEndpoint" }),
    ),

    allow("s3:PutObject", OBJECT, { as: "execution", context: MINE, endpointPolicy: "s3Endpoint" }),
    allow("s3:DeleteObject", OBJECT, { context: MINE, endpointPolicy: "s3Endpoint" }),
    deny("s3:PutObject", "arn:aws:s3:::sagemaker-sink/model.tar.gz", {
      ...OWNER,
      context: THEIRS,
      endpointPolicy: "s3Endpoint",
    }),
    deny("s3:PutObject", OBJECT, { ...STRANGER, context: MINE, endpointPolicy: "s3Endpoint" }),
    deny("s3:PutObject", "arn:aws:s3:::sagemaker-sink/model.tar.gz", {
      ...STRANGER,
      context: THEIRS,
      endpointPolicy: "s3Endpoint",
    }),
    allow("s3:GetObject", SAMPLE, { context: AWS, endpointPolicy: "s3Endpoint" }),
    allow("s3:ListBucket", "arn:aws:s3:::sagemaker-sample-files", { context: AWS, endpointPolicy: "s3Endpoint" }),
    ...CONTENT.map((bucket) => `arn:aws:s3:::${bucket}`).flatMap((bucket) => [
      allow("s3:ListBucket", bucket, { ...OWNER, context: AWS, endpointPolicy: "s3Endpoint" }),
      allow("s3:GetObject", `${bucket}/x`, { ...OWNER, context: AWS, endpointPolicy: "s3Endpoint" }),
      // Anybody may register a name that goes on.
      deny("s3:ListBucket", `${bucket}1`, { ...OWNER, context: THEIRS, endpointPolicy: "s3Endpoint" }),
      deny("s3:GetObject", `${bucket}1/x`, { ...OWNER, context: THEIRS, endpointPolicy: "s3Endpoint" }),
    ]),
    deny("s3:GetObject", "arn:aws:s3:::sagemaker-sample-files-lookalike/x", {
      ...OWNER,
      context: THEIRS,
      endpointPolicy: "s3Endpoint",
    }),
    deny("s3:PutObject", SAMPLE, { ...OWNER, context: AWS, endpointPolicy: "s3Endpoint" }),
    deny("s3:GetObject", SAMPLE, { ...STRANGER, context: AWS, endpointPolicy: "s3Endpoint" }),
    allow("s3:GetObject", LAYER, { ...ECR, context: AWS, endpointPolicy: "s3Endpoint" }),
    deny("s3:PutObject", LAYER, { ...ECR, context: AWS, endpointPolicy: "s3Endpoint" }),
    deny("s3:GetObject", "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/a1/layer", {
      ...ECR,
      context: AWS,
      endpointPolicy: "s3Endpoint",
    }),
  ],
});
