import { allow, clause, deny } from "../../clause";

const GROUP = "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0123456789abcdef0";

export const securityGroups = clause({
  id: "P3",
  title: "Security groups",
  quote:
    "Submitting an RFC to create a security group for the endpoint (Deployment | Advanced stack components | Security group | Create (auto)).",
  interpretation:
    "Made with the network, not by people: they see groups and change none. The endpoints' group lets HTTPS (443) in from the clients' group and from private ranges and groups that the environment gives; the clients' group lets HTTPS out to the endpoints and to S3's addresses, NFS (2049) out to the file system, and anything among its members, which distributed training needs; the file system's lets NFS in from the clients. Ranges that are not private are refused, halves of the internet (/1) and IPv6 too. Each rule is a resource of its own, never inline, so that the rules of others stay.",
  statements: [],
  absent: [
    "ec2:AuthorizeSecurityGroup*",
    "ec2:CreateSecurityGroup",
    "ec2:DeleteSecurityGroup",
    "ec2:ModifySecurityGroupRules",
    "ec2:RevokeSecurityGroup*",
    "ec2:UpdateSecurityGroupRuleDescriptions*",
  ],
  cases: [
    allow("ec2:DescribeSecurityGroups", "*"),
    allow("ec2:DescribeSecurityGroups", "*", { as: "executionJobs" }),
    deny("ec2:CreateSecurityGroup", GROUP),
    deny("ec2:AuthorizeSecurityGroupIngress", GROUP),
    deny("ec2:AuthorizeSecurityGroupEgress", GROUP, { as: "execution" }),
    deny("ec2:RevokeSecurityGroupIngress", GROUP, { as: "executionJobs" }),
  ],
});
