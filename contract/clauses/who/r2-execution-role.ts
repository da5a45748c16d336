import { allow, clause, deny } from "../../clause";

const ROLE = "arn:aws:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Admin";

const service = (name: string) => ({ as: "executionTrust", principal: `${name}.amazonaws.com` }) as const;
const OURS = { "aws:SourceAccount": "111122223333" };
const THEIRS = { "aws:SourceAccount": "444455556666" };

export const executionRole = clause({
  id: "R2",
  title: "The execution role is used by SageMaker",
  quote: "the SageMaker service uses it while doing various actions as described here: Passing Roles.",
  interpretation:
    "One trust statement for each service that the role is passed to. Step Functions must name the account; for " +
    "SageMaker that is an option, since notebooks, labelling and tuning do not send it; AWS Glue does not. Trusting " +
    "AWS Glue and what its jobs do with the role (J1) go together, in one option. AWS RoboMaker ended on 2025-09-10 " +
    "and is an option.",
  statements: [
    {
      sid: "R2SageMaker",
      documents: ["executionTrust"],
      principals: { Service: ["sagemaker.amazonaws.com"] },
      actions: ["sts:AssumeRole"],
      unless: "sagemakerSourceAccount",
    },
    {
      sid: "R2SageMakerOfTheAccount",
      documents: ["executionTrust"],
      principals: { Service: ["sagemaker.amazonaws.com"] },
      actions: ["sts:AssumeRole"],
      conditions: { StringEquals: { "aws:SourceAccount": "{account}" } },
      when: "sagemakerSourceAccount",
    },
    {
      sid: "R2Glue",
      documents: ["executionTrust"],
      principals: { Service: ["glue.amazonaws.com"] },
      actions: ["sts:AssumeRole"],
      when: "glue",
    },
    {
      sid: "R2States",
      documents: ["executionTrust"],
      principals: { Service: ["states.amazonaws.com"] },
      actions: ["sts:AssumeRole"],
      conditions: { StringEquals: { "aws:SourceAccount": "{account}" } },
    },
    {
      sid: "R2RoboMaker",
      documents: ["executionTrust"],
      principals: { Service: ["robomaker.amazonaws.com"] },
      actions: ["sts:AssumeRole"],
      when: "robomaker",
    },
  ],
  cases: [
    allow("sts:AssumeRole", ROLE, service("sagemaker")),
    allow("sts:AssumeRole", ROLE, service("glue")),
    deny("sts:AssumeRole", ROLE, { ...service("glue"), options: ["-glue"] }),
    allow("sts:AssumeRole", ROLE, { ...service("states"), context: OURS }),
    deny("sts:AssumeRole", ROLE, { ...service("states"), context: THEIRS }),
    deny("sts:AssumeRole", ROLE, service("states")),
    allow("sts:AssumeRole", ROLE, { ...service("sagemaker"), context: OURS, options: ["sagemakerSourceAccount"] }),
    deny("sts:AssumeRole", ROLE, { ...service("sagemaker"), context: THEIRS, options: ["sagemakerSourceAccount"] }),
    deny("sts:AssumeRole", ROLE, { ...service("sagemaker"), options: ["sagemakerSourceAccount"] }),
    deny("sts:AssumeRole", ROLE, service("robomaker")),
    allow("sts:AssumeRole", ROLE, { ...service("robomaker"), options: ["robomaker"] }),
    deny("sts:AssumeRole", ROLE, service("lambda")),
    ...(["sagemakerSourceAccount", "robomaker"] as const).flatMap((option) =>
      ["ec2", "lambda"].map((name) =>
        deny("sts:AssumeRole", ROLE, { ...service(name), context: OURS, options: [option] }),
      ),
    ),
    deny("sts:AssumeRole", ROLE, { ...service("ec2"), context: OURS }),
    deny("sts:AssumeRole", ROLE, service("ec2")),
    deny("sts:TagSession", ROLE, service("sagemaker")),
  ],
});
