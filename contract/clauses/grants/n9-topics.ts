import { allow, clause, deny } from "../../clause";

const TOPICS = [
  "arn:{partition}:sns:*:{account}:*SageMaker*",
  "arn:{partition}:sns:*:{account}:*Sagemaker*",
  "arn:{partition}:sns:*:{account}:*sagemaker*",
];
const to = (protocol: string, endpoint: string) =>
  ({ context: { "sns:Protocol": protocol, "sns:Endpoint": endpoint }, options: ["topicSubscriptions"] }) as const;
const TOPIC = "arn:aws:sns:eu-west-1:111122223333:";

export const topics = clause({
  id: "N9",
  title: "SNS topics",
  quote: "Subscribe/Create topic when following prefixes are used: *sagemaker*, *SageMaker*, and *Sagemaker*.",
  interpretation:
    "Publish and TagResource are additions to the page: AmazonSageMakerFullAccess publishes, and a topic is tagged as it is made. The execution role publishes too (J1). Any address may be subscribed, unless the environment lists protocols and endpoints. Topics of the account only.",
  statements: [
    {
      sid: "N9Topics",
      documents: ["adminNames"],
      actions: ["sns:CreateTopic", "sns:Publish", "sns:TagResource"],
      resources: TOPICS,
    },
    {
      sid: "N9Subscribe",
      documents: ["adminNames"],
      actions: ["sns:Subscribe"],
      resources: TOPICS,
      unless: "topicSubscriptions",
    },
    {
      sid: "N9SubscribeListed",
      documents: ["adminNames"],
      actions: ["sns:Subscribe"],
      resources: TOPICS,
      conditions: {
        StringEquals: { "sns:Protocol": ["{topicProtocols}"] },
        StringLike: { "sns:Endpoint": ["{topicEndpoints}"] },
      },
      when: "topicSubscriptions",
    },
  ],
  cases: [
    allow("sns:CreateTopic", `${TOPIC}churn-sagemaker-jobs`),
    allow("sns:Subscribe", `${TOPIC}SageMakerJobs`),
    allow("sns:Publish", `${TOPIC}Sagemaker-jobs`),
    allow("sns:TagResource", `${TOPIC}my-sagemaker-jobs.fifo`),
    ...["CreateTopic", "Publish", "Subscribe", "TagResource"].map((action) => deny(`sns:${action}`, `${TOPIC}payroll`)),
    ...["SageMakerJobs", "Sagemaker-jobs", "churn-sagemaker-jobs"].flatMap((topic) => [
      ...["CreateTopic", "Publish", "Subscribe", "TagResource"].map((action) => allow(`sns:${action}`, TOPIC + topic)),
      allow("sns:Subscribe", TOPIC + topic, to("email", "ann@acme.example")),
    ]),
    // The region is a segment of its own: a wildcard there does not reach into the name.
    deny("sns:Publish", "arn:aws:sns:sagemaker:111122223333:payroll"),
    allow("sns:Subscribe", `${TOPIC}SageMakerJobs`, to("email", "ann@acme.example")),
    deny("sns:Subscribe", `${TOPIC}SageMakerJobs`, to("email", "eve@elsewhere.example")),
    deny("sns:Subscribe", `${TOPIC}SageMakerJobs`, to("email", "ann@acme.example.org")),
    deny("sns:Subscribe", `${TOPIC}SageMakerJobs`, to("https", "https://elsewhere.example/ann@acme.example")),
    deny("sns:Subscribe", `${TOPIC}SageMakerJobs`, { options: ["topicSubscriptions"] }),
    deny("sns:Subscribe", `${TOPIC}payroll`, to("email", "ann@acme.example")),
    deny("sns:AddPermission", `${TOPIC}sagemaker-jobs`),
    deny("sns:SetTopicAttributes", `${TOPIC}sagemaker-jobs`),
    deny("sns:Publish", `${TOPIC}SAGEMAKER`),
    deny("sns:DeleteTopic", `${TOPIC}sagemaker-jobs`),
    deny("sns:Subscribe", "arn:aws:sns:eu-west-1:444455556666:sagemaker-jobs"),
    deny("sns:CreateTopic", `${TOPIC}sagemaker-jobs`, { as: "execution" }),
  ],
});
