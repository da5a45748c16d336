import { BUCKET, MINE, AWS, call, does, passing, sagemaker } from "./calls";
import { both, neither, people, type Task } from "./task";

/** Everyday tasks around code, data, images, secrets, logs and topics. */
export const DATA_TASKS: readonly Task[] = [
  both({
    id: "git",
    title: "Pull and push a CodeCommit repository",
    calls: [
      ...does("pull", "git repository", "team-sagemaker-churn"),
      ...does("push", "git repository", "team-sagemaker-churn"),
    ],
  }),
  both({
    id: "read-data",
    title: "Read and list data in a bucket named with a keyword",
    also: "download, get objects, files, s3",
    calls: [call("s3:ListBucket", BUCKET, MINE), call("s3:GetObject", `${BUCKET}/iris.csv`, MINE)],
  }),
  both({
    id: "write-data",
    title: "Write and delete objects in a bucket named with a keyword",
    also: "upload, save, put, objects, files, s3",
    calls: [
      call("s3:PutObject", `${BUCKET}/model.tar.gz`, MINE),
      call("s3:DeleteObject", `${BUCKET}/model.tar.gz`, MINE),
    ],
  }),
  neither("N5", "Copy the data to a bucket named with sagemaker, or tag the objects SageMaker=true to read them.", {
    id: "read-other-data",
    title: "Read an object of a bucket that is named otherwise",
    calls: [call("s3:GetObject", "arn:aws:s3:::payroll/2026.csv", MINE)],
  }),
  both({
    id: "read-tagged-data",
    title: "Read an object with the tag SageMaker=true",
    calls: [
      call("s3:GetObject", "arn:aws:s3:::acme-data/iris.csv", { ...MINE, "s3:ExistingObjectTag/SageMaker": "true" }),
    ],
  }),
  neither("D1", "Have Terraform make it (P1, `storage.bucket`); sagemaker-REGION-ACCOUNT serves `default_bucket()`.", {
    id: "create-bucket",
    title: "Create a bucket",
    also: "make, s3",
    calls: [call("s3:CreateBucket", "arn:aws:s3:::acme-sagemaker-new", MINE)],
  }),
  both({
    id: "jumpstart",
    title: "Deploy a model of JumpStart",
    calls: [
      call("s3:ListBucket", "arn:aws:s3:::jumpstart-cache-prod-eu-west-1", AWS),
      call("s3:GetObject", "arn:aws:s3:::jumpstart-cache-prod-eu-west-1/models/manifest.json", AWS),
      call("s3:GetObject", "arn:aws:s3:::jumpstart-private-cache-prod-eu-west-1/llama.tar.gz", AWS),
      passing(),
      ...sagemaker("CreateModel", "model/llama"),
    ],
  }),
  both({
    id: "pull-image",
    title: "Pull one of AWS's images",
    also: "docker, container",
    calls: [
      call("ecr:GetAuthorizationToken", "*"),
      call("ecr:BatchGetImage", "arn:aws:ecr:eu-west-1:763104351884:repository/pytorch-training"),
      call("ecr:GetDownloadUrlForLayer", "arn:aws:ecr:eu-west-1:763104351884:repository/pytorch-training"),
    ],
  }),
  both({
    id: "push-image",
    title: "Make an ECR repository and push an image to it",
    also: "docker, container",
    calls: [
      ...does("create", "image", "sagemaker-churn"),
      ...does("see", "image", "sagemaker-churn"),
      ...does("push", "image", "sagemaker-churn"),
    ],
  }),
  people("N4", "Ask a person; without E6 the admin role sets the policies of *sagemaker* repositories.", {
    id: "share-image",
    title: "Set the policy of an ECR repository",
    calls: does("share", "image", "sagemaker-churn"),
  }),
  both({
    id: "read-secret",
    title: "Read a secret named AmazonSageMaker-…",
    calls: does("read", "secret", "AmazonSageMaker-db"),
  }),
  people("N2", "Ask a person to change it: a notebook reads secrets only.", {
    id: "change-secret",
    title: "Change a secret named AmazonSageMaker-…",
    calls: does("write", "secret", "AmazonSageMaker-db"),
  }),
  both({
    id: "read-logs",
    title: "Search the logs of jobs and endpoints",
    also: "cloudwatch, see",
    calls: does("read", "log group", "/aws/sagemaker/TrainingJobs"),
  }),
  both({
    id: "metrics",
    title: "Write and read metrics of SageMaker",
    calls: [
      call("cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": "/aws/sagemaker/TrainingJobs" }),
      call("cloudwatch:GetMetricData", "*"),
    ],
  }),
  people("N8", "Ask a person.", {
    id: "dashboard",
    title: "Make a dashboard customer_…",
    calls: does("create", "dashboard", "customer_churn"),
  }),
  people("N9", "Ask a person to subscribe: the execution role publishes only.", {
    id: "subscribe",
    title: "Make a topic and subscribe to it",
    calls: [...does("create", "topic", "churn-sagemaker-jobs"), ...does("subscribe", "topic", "churn-sagemaker-jobs")],
  }),
  both({
    id: "feature-store",
    title: "Write features, online and to the offline store",
    calls: [
      ...sagemaker("CreateFeatureGroup PutRecord GetRecord", "feature-group/customers"),
      call("s3:GetBucketAcl", BUCKET, MINE),
      call("s3:PutObject", `${BUCKET}/features/x.parquet`, MINE),
      call("s3:PutObjectAcl", `${BUCKET}/features/x.parquet`, { ...MINE, "s3:x-amz-acl": "bucket-owner-full-control" }),
    ],
  }),
];
