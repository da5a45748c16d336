import { allow, alsoAs, clause, deny } from "../../clause";

const SM = "arn:aws:sagemaker:eu-west-1:111122223333:";
const LISTED = `${SM}notebook-instance-lifecycle-config/approved`;
const OTHER = `${SM}notebook-instance-lifecycle-config/other`;
/** What is near a listed one: of another name or type, in another region or account. */
const NOT_LISTED = [
  `${SM}payroll/approved`,
  OTHER,
  `${LISTED}-2`,
  LISTED.replace("eu-west-1", "us-east-1"),
  LISTED.replace("111122223333", "444455556666"),
];
const using = (...arns: string[]) =>
  ({ context: { "sagemaker:NotebookInstanceLifecycleConfigArns": arns }, options: ["lifecycleConfigs"] }) as const;

export const lifecycle = clause({
  id: "E4",
  title: "Which lifecycle configurations a notebook may run",
  quote: "the SageMaker service uses it while doing various actions as described here: Passing Roles.",
  interpretation:
    "A lifecycle configuration runs as root with the execution role. An option lists the ones that a notebook may run (a " +
    "notebook without one is fine); the listed ones cannot be changed or replaced by the people they hold.",
  statements: [
    {
      sid: "E4LifecycleConfigs",
      documents: ["admin", "workforceDeny"],
      effect: "Deny",
      actions: ["sagemaker:CreateNotebookInstance", "sagemaker:UpdateNotebookInstance"],
      resources: ["*"],
      conditions: {
        "ForAnyValue:ArnNotEquals": {
          "sagemaker:NotebookInstanceLifecycleConfigArns": ["{lifecycleConfigArns}"],
        },
      },
      when: "lifecycleConfigs",
    },
    {
      sid: "E4ListedConfigs",
      documents: ["admin", "workforceDeny"],
      effect: "Deny",
      actions: [
        "sagemaker:CreateNotebookInstanceLifecycleConfig",
        "sagemaker:DeleteNotebookInstanceLifecycleConfig",
        "sagemaker:UpdateNotebookInstanceLifecycleConfig",
      ],
      resources: ["{lifecycleConfigArns}"],
      when: "lifecycleConfigs",
    },
  ],
  cases: alsoAs(
    ["workforce"],
    [
      ...["sagemaker:CreateNotebookInstance", "sagemaker:UpdateNotebookInstance"].flatMap((action) => [
        allow(action, `${SM}notebook-instance/ann`),
        allow(action, `${SM}notebook-instance/ann`, { context: using(OTHER).context }),
        allow(action, `${SM}notebook-instance/ann`, using(LISTED)),
        allow(action, `${SM}notebook-instance/ann`, { options: ["lifecycleConfigs"] }),
        deny(action, `${SM}notebook-instance/ann`, using(OTHER)),
        deny(action, `${SM}notebook-instance/ann`, using(LISTED, OTHER)),
        deny(action, `${SM}notebook-instance/ann`, using(`${LISTED}-2`)),
      ]),
      ...["Create", "Update", "Delete"].flatMap((verb) => [
        allow(`sagemaker:${verb}NotebookInstanceLifecycleConfig`, LISTED),
        ...NOT_LISTED.map((name) =>
          allow(`sagemaker:${verb}NotebookInstanceLifecycleConfig`, name, { options: ["lifecycleConfigs"] }),
        ),
        allow(`sagemaker:${verb}NotebookInstanceLifecycleConfig`, OTHER, using(OTHER)),
        deny(`sagemaker:${verb}NotebookInstanceLifecycleConfig`, LISTED, { options: ["lifecycleConfigs"] }),
      ]),
    ],
  ),
});
