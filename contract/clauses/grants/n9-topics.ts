import { allow, clause, deny } from "../../clause";

const TOPIC = "arn:aws:sns:eu-west-1:111122223333:";

export const topics = clause({
  id: "N9",
  title: "SNS topics",
  quote: "Subscribe/Create topic when following prefixes are used: *sagemaker*, *SageMaker*, and *Sagemaker*.",
  interpretation:
    "Publish and TagResource are additions to the page: AmazonSageMakerFullAccess publishes, and a topic is tagged as it is made. The execution role publishes too (J1). Topics of the account only.",
  statements: [
    {
      sid: "N9Topics",
      documents: ["adminNames"],
      actions: ["sns:CreateTopic", "sns:Publish", "sns:Subscribe", "sns:TagResource"],
      resources: [
        "arn:{partition}:sns:*:{account}:*SageMaker*",
        "arn:{partition}:sns:*:{account}:*Sagemaker*",
        "arn:{partition}:sns:*:{account}:*sagemaker*",
      ],
    },
  ],
  cases: [
    allow("sns:CreateTopic", `${TOPIC}churn-sagemaker-jobs`),
    allow("sns:Subscribe", `${TOPIC}SageMakerJobs`),
    allow("sns:Publish", `${TOPIC}Sagemaker-jobs`),
    allow("sns:TagResource", `${TOPIC}my-sagemaker-jobs.fifo`),
    ...["CreateTopic", "Publish", "Subscribe", "TagResource"].map((action) => deny(`sns:${action}`, `${TOPIC}payroll`)),
    // The region is a segment of its own: a wildcard there does not reach into the name.
    deny("sns:Publish", "arn:aws:sns:sagemaker:111122223333:payroll"),
    deny("sns:AddPermission", `${TOPIC}sagemaker-jobs`),
    deny("sns:SetTopicAttributes", `${TOPIC}sagemaker-jobs`),
    deny("sns:Publish", `${TOPIC}SAGEMAKER`),
    deny("sns:DeleteTopic", `${TOPIC}sagemaker-jobs`),
    deny("sns:Subscribe", "arn:aws:sns:eu-west-1:444455556666:sagemaker-jobs"),
    deny("sns:CreateTopic", `${TOPIC}sagemaker-jobs`, { as: "execution" }),
  ],
});
