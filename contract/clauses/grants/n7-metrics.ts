import { allow, clause, deny } from "../../clause";

const namespace = (name: string): { context: Record<string, string> } => ({
  context: { "cloudwatch:namespace": name },
});

export const metrics = clause({
  id: "N7",
  title: "Metrics",
  quote:
    "Put metric data when the following prefixes are used: AWS/SageMaker, AWS/SageMaker/, aws/SageMaker, aws/SageMaker/, aws/sagemaker, aws/sagemaker/, and /aws/sagemaker/..",
  interpretation:
    "PutMetricData has no resource; the namespace is its condition. Each of the page's names and what is below it (name/*), not every name that begins like it (name*); /aws/sagemaker/ only with the slash, as the page writes it.",
  statements: [
    {
      sid: "N7Metrics",
      documents: ["adminNames", "execution"],
      actions: ["cloudwatch:PutMetricData"],
      resources: ["*"],
      conditions: {
        StringLike: {
          "cloudwatch:namespace": [
            "AWS/SageMaker",
            "AWS/SageMaker/*",
            "aws/SageMaker",
            "aws/SageMaker/*",
            "aws/sagemaker",
            "aws/sagemaker/*",
            "/aws/sagemaker/*",
          ],
        },
      },
    },
  ],
  cases: [
    ...["AWS/SageMaker", "aws/SageMaker", "aws/sagemaker"].flatMap((name) => [
      ...[name, `${name}/Endpoints`].map((one) =>
        allow("cloudwatch:PutMetricData", "*", { as: "executionJobs", ...namespace(one) }),
      ),
      deny("cloudwatch:PutMetricData", "*", { as: "executionJobs", ...namespace(`${name}Lookalike`) }),
      allow("cloudwatch:PutMetricData", "*", namespace(name)),
      allow("cloudwatch:PutMetricData", "*", namespace(`${name}/Endpoints`)),
      deny("cloudwatch:PutMetricData", "*", namespace(`${name}Lookalike`)),
    ]),
    allow("cloudwatch:PutMetricData", "*", namespace("/aws/sagemaker/Endpoints")),
    deny("cloudwatch:PutMetricData", "*", namespace("/aws/sagemaker")),
    deny("cloudwatch:PutMetricData", "*", namespace("/aws/sagemakerLookalike/Endpoints")),
    allow("cloudwatch:PutMetricData", "*", { as: "executionJobs", ...namespace("/aws/sagemaker/TrainingJobs") }),
    deny("cloudwatch:PutMetricData", "*", namespace("AWS/sagemaker")),
    deny("cloudwatch:PutMetricData", "*", namespace("Payroll/aws/sagemaker")),
    deny("cloudwatch:PutMetricData", "*", namespace("AWS/EC2")),
    deny("cloudwatch:PutMetricData", "*"),
    deny("cloudwatch:PutMetricData", "*", { as: "execution", ...namespace("Payroll") }),
  ],
});
