import { allow, clause, deny } from "../../clause";

const ROLE = "arn:aws:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Admin";
const POLICY = "arn:aws:iam::111122223333:policy/customer_sagemaker_deny_policy";

export const noMoreRights = clause({
  id: "E2",
  title: "No way to more rights",
  quote: "The service role cannot be accessed by you directly",
  interpretation:
    "No statement writes to IAM or assumes a role, and roles are passed only as N1 has it: who could change a policy, or " +
    "pass a stronger role to a notebook, would hold every right of the account. Holds by absence.",
  statements: [],
  absent: [
    "iam:Add*",
    "iam:Attach*",
    "iam:Change*",
    "iam:Create*",
    "iam:Delete*",
    "iam:Detach*",
    "iam:Put*",
    "iam:Set*",
    "iam:Tag*",
    "iam:Untag*",
    "iam:Update*",
    "iam:Upload*",
    "organizations:*",
    "sso:*",
    "sts:*",
  ],
  cases: [
    allow("iam:PassRole", ROLE, { context: { "iam:PassedToService": "sagemaker.amazonaws.com" } }),
    deny("iam:PassRole", "arn:aws:iam::111122223333:role/deployer", {
      context: { "iam:PassedToService": "sagemaker.amazonaws.com" },
    }),
    ...[
      "AttachRolePolicy",
      "PutRolePolicy",
      "DeleteRolePolicy",
      "UpdateAssumeRolePolicy",
      "DeleteRolePermissionsBoundary",
    ].flatMap((action) => [deny(`iam:${action}`, ROLE), deny(`iam:${action}`, ROLE, { as: "execution" })]),
    deny("iam:CreateRole", "arn:aws:iam::111122223333:role/AmazonSageMaker-ExecutionRole-Strong"),
    deny("iam:CreatePolicyVersion", POLICY),
    deny("iam:SetDefaultPolicyVersion", POLICY),
    deny("iam:CreateAccessKey", "arn:aws:iam::111122223333:user/ann"),
    deny("sts:AssumeRole", "arn:aws:iam::111122223333:role/deployer"),
    deny("sts:GetFederationToken", "arn:aws:sts::111122223333:federated-user/ann"),
  ],
});
