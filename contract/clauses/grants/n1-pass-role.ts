import { allow, alsoAs, clause, deny } from "../../clause";

const EXECUTION = "arn:aws:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Admin";
const passedTo = (service: string): { context: Record<string, string> } => ({
  context: { "iam:PassedToService": `${service}.amazonaws.com` },
});

export const passRole = clause({
  id: "N1",
  title: "Passing the execution role",
  quote:
    "The SageMaker self-provisioned service role supports your use of the SageMaker service role (AmazonSageMaker-ExecutionRole-*) with AWS Glue, AWS RoboMaker, and AWS Step Functions.",
  interpretation:
    "On that pattern only, never on role/*, and only to the services named, and to SageMaker, without which nothing works; RoboMaker by option, since it has ended. The environment may list exact role names instead. Where it gives the execution role a path, the roles at that path, and at no other. GetRole on the same roles, which the SDK and the console ask for.",
  statements: [
    {
      sid: "N1PassRole",
      documents: ["admin", "workforce"],
      actions: ["iam:PassRole"],
      resources: ["{passableRoles}"],
      conditions: { StringEquals: { "iam:PassedToService": ["{passableServices}"] } },
    },
    { sid: "N1GetRole", documents: ["admin", "workforce"], actions: ["iam:GetRole"], resources: ["{passableRoles}"] },
  ],
  cases: alsoAs(
    ["workforce"],
    [
      allow("iam:PassRole", EXECUTION, passedTo("sagemaker")),
      allow("iam:PassRole", EXECUTION, passedTo("glue")),
      allow("iam:PassRole", EXECUTION, passedTo("states")),
      allow("iam:PassRole", EXECUTION, { ...passedTo("robomaker"), options: ["robomaker"] }),
      allow("iam:GetRole", EXECUTION),
      deny("iam:PassRole", EXECUTION, passedTo("robomaker")),
      deny("iam:PassRole", EXECUTION, passedTo("ec2")),
      deny("iam:PassRole", EXECUTION, passedTo("lambda")),
      deny("iam:PassRole", EXECUTION),
      deny("iam:PassRole", "arn:aws:iam::111122223333:role/deployer", passedTo("sagemaker")),
      deny("iam:PassRole", "arn:aws:iam::111122223333:role/my-AmazonSageMaker-ExecutionRole-x", passedTo("sagemaker")),
      deny("iam:PassRole", "arn:aws:iam::444455556666:role/AmazonSageMaker-ExecutionRole-Admin", passedTo("sagemaker")),
      deny("iam:PassRole", "arn:aws:iam::111122223333:role/customer_sagemaker_admin_role", passedTo("sagemaker")),
      deny("iam:PassRole", "arn:aws:iam::111122223333:role/amazonsagemaker-executionrole-admin", passedTo("sagemaker")),
      deny(
        "iam:PassRole",
        "arn:aws:iam::111122223333:role/service-role/AmazonSageMaker-ExecutionRole-x",
        passedTo("glue"),
      ),
      deny(
        "iam:PassRole",
        "arn:aws-cn:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Admin",
        passedTo("sagemaker"),
      ),
      deny("iam:GetRole", "arn:aws:iam::111122223333:role/deployer"),
    ],
  ),
});
