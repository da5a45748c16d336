import { allow, clause, deny } from "../../clause";

const LOGS = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/sagemaker/TrainingJobs";

export const logGroups = clause({
  id: "P5",
  title: "Log groups with retention and key",
  quote:
    "Create Log Group or Stream, Put Log Event, List, Update, Create , Delete log delivery with following prefix: /aws/sagemaker/*.",
  interpretation:
    "The page lets the roles make log groups (N6) and says nothing of how long events stay or which key encrypts them: that is made with the environment, in a stack of its own, and the roles change neither, delete neither groups nor streams, and set no other policy on them. A group that is missing SageMaker makes by itself, without both. The key lets CloudWatch Logs use it for the groups under /aws/sagemaker/ of the account and region (K1).",
  statements: [],
  absent: [
    "logs:AssociateKmsKey",
    "logs:Delete*Policy",
    "logs:DeleteLogGroup",
    "logs:DeleteLogStream",
    "logs:DisassociateKmsKey",
    "logs:Put*Policy",
  ],
  cases: [
    allow("logs:CreateLogGroup", LOGS),
    allow("logs:CreateLogGroup", LOGS, { as: "executionJobs" }),
    ...[
      "AssociateKmsKey",
      "DeleteLogGroup",
      "DeleteRetentionPolicy",
      "DisassociateKmsKey",
      "PutRetentionPolicy",
    ].flatMap((action) => [deny(`logs:${action}`, LOGS), deny(`logs:${action}`, LOGS, { as: "execution" })]),
    deny("logs:DeleteLogStream", `${LOGS}:log-stream:churn`),
    deny("logs:DeleteLogStream", `${LOGS}:log-stream:churn`, { as: "execution" }),
  ],
});
