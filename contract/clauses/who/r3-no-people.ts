import { allow, clause, deny } from "../../clause";

const ROLE = "arn:aws:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Admin";

export const noPeople = clause({
  id: "R3",
  title: "People cannot use the execution role directly",
  quote: "The service role cannot be accessed by you directly",
  interpretation:
    "By absence: the execution role's trust policy names services only, and no statement of either role allows " +
    "sts:AssumeRole. What still works is handing the role to SageMaker (N1).",
  statements: [],
  cases: [
    ...[
      "arn:aws:iam::111122223333:role/customer_sagemaker_admin_role",
      "arn:aws:sts::111122223333:assumed-role/customer_sagemaker_admin_role/ann",
      "arn:aws:sts::111122223333:assumed-role/AmazonSageMaker-ExecutionRole-Admin/SageMaker",
      "arn:aws:iam::111122223333:user/ann",
      "arn:aws:iam::111122223333:root",
      "arn:aws:iam::111122223333:saml-provider/customer-saml",
      "arn:aws:iam::444455556666:role/stranger",
    ].map((principal) => deny("sts:AssumeRole", ROLE, { as: "executionTrust", principal })),
    deny("sts:AssumeRoleWithSAML", ROLE, {
      as: "executionTrust",
      principal: "arn:aws:iam::111122223333:saml-provider/customer-saml",
      context: { "SAML:aud": "https://signin.aws.amazon.com/saml" },
    }),
    deny("sts:AssumeRole", ROLE),
    deny("sts:AssumeRole", ROLE, { as: "execution" }),
    deny("sts:AssumeRole", ROLE, { as: "executionJobs" }),
    deny("sts:AssumeRole", "arn:aws:iam::111122223333:role/deployer"),
    allow("iam:PassRole", ROLE, { context: { "iam:PassedToService": "sagemaker.amazonaws.com" } }),
    allow("iam:GetRole", ROLE),
  ],
});
