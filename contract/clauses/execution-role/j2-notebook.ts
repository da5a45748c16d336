import { allow, clause, deny } from "../../clause";

const SM = "arn:aws:sagemaker:eu-west-1:111122223333:";
const ROLE = "arn:aws:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Admin";
const notebook = { as: "execution" } as const;
const passed = (service: string) => ({ ...notebook, context: { "iam:PassedToService": `${service}.amazonaws.com` } });

export const notebookProfile = clause({
  id: "J2",
  title: "What a notebook needs",
  quote: "the SageMaker service uses it while doing various actions as described here: Passing Roles.",
  interpretation:
    "With the profile `notebook` the SDK in a notebook can start jobs: beside J1 SageMaker itself as S0 has it, passing " +
    "this role to SageMaker and to nothing else, with the deny policy attached. It does not make or change notebooks, " +
    "touch their lifecycle configurations or open them, or a notebook could put a script as root into another person's.",
  statements: [
    {
      sid: "J2PassItself",
      documents: ["executionNotebook"],
      actions: ["iam:PassRole"],
      resources: ["{executionRoleArn}"],
      conditions: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    },
    {
      sid: "J2Notebooks",
      documents: ["executionNotebook"],
      effect: "Deny",
      actions: [
        "sagemaker:*NotebookInstanceLifecycleConfig*",
        "sagemaker:CreateNotebookInstance",
        "sagemaker:CreatePresignedNotebookInstanceUrl",
        "sagemaker:UpdateNotebookInstance",
      ],
      resources: ["*"],
    },
  ],
  cases: [
    allow("sagemaker:CreateTrainingJob", `${SM}training-job/churn`, notebook),
    allow("sagemaker:CreateEndpoint", `${SM}endpoint/churn`, notebook),
    allow("sagemaker:StopNotebookInstance", `${SM}notebook-instance/ann`, notebook),
    allow("sagemaker:DescribeNotebookInstance", `${SM}notebook-instance/ann`, notebook),
    allow("iam:PassRole", ROLE, passed("sagemaker")),
    deny("iam:PassRole", ROLE, passed("glue")),
    deny("iam:PassRole", ROLE, passed("states")),
    deny("iam:PassRole", ROLE, notebook),
    deny("iam:PassRole", `${ROLE}-2`, passed("sagemaker")),
    deny("sagemaker:CreateNotebookInstance", `${SM}notebook-instance/ann`, notebook),
    deny("sagemaker:UpdateNotebookInstance", `${SM}notebook-instance/ann`, notebook),
    deny("sagemaker:CreatePresignedNotebookInstanceUrl", `${SM}notebook-instance/ann`, notebook),
    ...["Create", "Update", "Delete", "Describe"].map((verb) =>
      deny(`sagemaker:${verb}NotebookInstanceLifecycleConfig`, `${SM}notebook-instance-lifecycle-config/x`, notebook),
    ),
    allow("sagemaker:CreateNotebookInstance", `${SM}notebook-instance/ann`),
    allow("sagemaker:CreateNotebookInstanceLifecycleConfig", `${SM}notebook-instance-lifecycle-config/x`),
    deny("sagemaker:CreateTrainingJob", `${SM}training-job/churn`, { as: "executionJobs" }),
  ],
});
