import { allow, alsoAs, clause, deny } from "../../clause";

const NOTEBOOK = "arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/ann";
const ACTIONS = ["sagemaker:CreatePresignedNotebookInstanceUrl", "sagemaker:DescribeNotebookInstance"];
const OTHERS = [
  ["sagemaker:CreatePresignedMlflowAppUrl", "arn:aws:sagemaker:eu-west-1:111122223333:mlflow-app/app-0123456789ab"],
  [
    "sagemaker:CreatePresignedMlflowTrackingServerUrl",
    "arn:aws:sagemaker:eu-west-1:111122223333:mlflow-tracking-server/experiments",
  ],
  ["sagemaker:CallWithBearerToken", "*"],
] as const;
const from = (vpc: string) => ({ context: { "aws:SourceVpc": vpc }, options: ["notebookVpcs"] }) as const;

export const notebookUrl = clause({
  id: "E3",
  title: "From where a notebook may be opened",
  quote:
    "If other resources require direct access to SageMaker services (notebooks, API, runtime, and so on), then configuration must be requested by:",
  interpretation:
    "A presigned notebook URL works from anywhere. An option ties it, and the description that shows the notebook's " +
    "address, to given VPCs, and so the URLs of MLflow and calls with a bearer token, which work from anywhere too; " +
    "opening notebooks from the public console ends with it. Only people are held: a notebook " +
    "describes itself with the execution role.",
  statements: [
    {
      sid: "E3NotebookUrl",
      documents: ["admin", "workforceDeny"],
      effect: "Deny",
      actions: [
        "sagemaker:CallWithBearerToken",
        "sagemaker:CreatePresignedMlflowAppUrl",
        "sagemaker:CreatePresignedMlflowTrackingServerUrl",
        "sagemaker:CreatePresignedNotebookInstanceUrl",
        "sagemaker:DescribeNotebookInstance",
      ],
      resources: ["*"],
      conditions: { StringNotEquals: { "aws:SourceVpc": ["{notebookVpcIds}"] } },
      when: "notebookVpcs",
    },
  ],
  cases: alsoAs(
    ["workforce"],
    [
      ...ACTIONS.flatMap((action) => [
        allow(action, NOTEBOOK),
        allow(action, NOTEBOOK, from("vpc-0123456789abcdef0")),
        deny(action, NOTEBOOK, from("vpc-0fedcba9876543210")),
        deny(action, NOTEBOOK, { options: ["notebookVpcs"] }),
      ]),
      ...OTHERS.flatMap(([action, resource]) => [
        allow(action, resource),
        allow(action, resource, from("vpc-0123456789abcdef0")),
        deny(action, resource, from("vpc-0fedcba9876543210")),
        deny(action, resource, { options: ["notebookVpcs"] }),
      ]),
      allow("sagemaker:StopNotebookInstance", NOTEBOOK, { options: ["notebookVpcs"] }),
      allow("sagemaker:DescribeNotebookInstance", NOTEBOOK, { as: "execution", options: ["notebookVpcs"] }),
    ],
  ),
});
