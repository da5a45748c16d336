import { allow, clause, deny } from "../../clause";

const LOGS = "arn:aws:logs:eu-west-1:111122223333:log-group:";

export const logs = clause({
  id: "N6",
  title: "Log groups",
  quote:
    "Create Log Group or Stream, Put Log Event, List, Update, Create , Delete log delivery with following prefix: /aws/sagemaker/*.",
  interpretation:
    "The pattern of the group covers its streams. The five LogDelivery actions have no resource-level support, so they are on *. Groups of the account only.",
  statements: [
    {
      sid: "N6Logs",
      documents: ["adminNames", "execution"],
      actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
      resources: ["arn:{partition}:logs:*:{account}:log-group:/aws/sagemaker/*"],
    },
    {
      sid: "N6LogDelivery",
      documents: ["adminNames"],
      actions: [
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:UpdateLogDelivery",
      ],
      resources: ["*"],
    },
  ],
  cases: [
    allow("logs:CreateLogGroup", `${LOGS}/aws/sagemaker/TrainingJobs`),
    allow("logs:CreateLogStream", `${LOGS}/aws/sagemaker/TrainingJobs:log-stream:churn`),
    allow("logs:PutLogEvents", `${LOGS}/aws/sagemaker/TrainingJobs:log-stream:churn`),
    allow("logs:PutLogEvents", `${LOGS}/aws/sagemaker/TrainingJobs:log-stream:churn`, { as: "executionJobs" }),
    ...["CreateLogDelivery", "DeleteLogDelivery", "GetLogDelivery", "ListLogDeliveries", "UpdateLogDelivery"].flatMap(
      (action) => [allow(`logs:${action}`, "*"), deny(`logs:${action}`, "*", { as: "execution" })],
    ),
    deny("logs:CreateLogGroup", `${LOGS}/aws/SageMaker/TrainingJobs`),
    deny("logs:CreateLogGroup", `${LOGS}/my/aws/sagemaker/TrainingJobs`),
    deny("logs:PutRetentionPolicy", `${LOGS}/aws/sagemaker/TrainingJobs`),
    deny("logs:PutLogEvents", `${LOGS}/aws/lambda/payroll:log-stream:x`, { as: "executionJobs" }),
    deny("logs:PutLogEvents", `${LOGS}/aws/lambda/payroll:log-stream:x`),
    deny("logs:CreateLogGroup", `${LOGS}/aws/sagemaker-lookalike`),
    deny("logs:DeleteLogGroup", `${LOGS}/aws/sagemaker/TrainingJobs`),
    deny("logs:PutResourcePolicy", "*"),
    deny("logs:PutLogEvents", "arn:aws:logs:eu-west-1:444455556666:log-group:/aws/sagemaker/TrainingJobs:log-stream:x"),
  ],
});
