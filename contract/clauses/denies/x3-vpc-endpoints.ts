import { allow, alsoAs, clause, deny } from "../../clause";

const endpoint = "arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-0123456789abcdef0";

export const vpcEndpoints = clause({
  id: "X3",
  title: "No VPC endpoints",
  quote: "is not supported as permissions can’t be scoped down to SageMaker related services only.",
  interpretation:
    "Creating, changing and removing VPC endpoints is denied, with the endpoint services and notifications that the " +
    "same words begin. The endpoints that SageMaker needs are a part of their own (P4). Looking at them is allowed (D1).",
  statements: [
    {
      sid: "X3VpcEndpoints",
      documents: ["deny", "workforceDeny"],
      effect: "Deny",
      actions: ["ec2:CreateVpcEndpoint*", "ec2:DeleteVpcEndpoint*", "ec2:ModifyVpcEndpoint*"],
      resources: ["*"],
    },
  ],
  cases: alsoAs(
    ["workforce"],
    [
      deny("ec2:CreateVpcEndpoint", endpoint),
      deny("ec2:CreateVpcEndpoint", endpoint, { as: "execution" }),
      deny("ec2:CreateVpcEndpoint", endpoint, { as: "executionJobs" }),
      deny("ec2:CreateVpcEndpointConnectionNotification", "*"),
      deny("ec2:ModifyVpcEndpoint", endpoint),
      deny("ec2:DeleteVpcEndpoints", endpoint),
      allow("ec2:DescribeVpcEndpoints", "*"),
    ],
  ),
});
