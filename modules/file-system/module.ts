import { network } from "../../config/network";
import { list, text } from "../../config/values";
import { expression, listExpression } from "../common/terraform/expression";
import type { TerraformModule } from "../common/terraform/module";
import { tags } from "../common/terraform/network-inputs";
import { FileSystem } from "./index";

const { subnet_ids, client_security_group_ids, file_system } = network.shape;

export const terraformModule: TerraformModule = {
  title: "File system",
  purpose:
    "An encrypted EFS file system that notebooks and jobs share, with one mount target in each Availability Zone. Give it " +
    "the file system's group of the module `security-group`.\n\nA module cannot carry `prevent_destroy`, which must be " +
    "literal: `terraform destroy` deletes the file system with what is in it.",
  variables: {
    name: text(/^.{1,256}$/, "a name of 1 to 256 characters")
      .default("sagemaker-files")
      .describe("The Name tag."),
    subnet_ids: subnet_ids.describe("One subnet by Availability Zone; the file system has an address in each."),
    security_group_ids: list(client_security_group_ids.unwrap().element).describe(
      "The mount targets' security groups, which let NFS in from the clients.",
    ),
    key_arn: file_system
      .unwrap()
      .shape.key_arn.describe(
        "A KMS key, such as the output of the module key; without it, the one that AWS manages for EFS. A change replaces the file system.",
      ),
    tags,
  },
  validations: {
    subnet_ids: [
      {
        condition: "length(distinct(values(var.subnet_ids))) == length(var.subnet_ids)",
        message: "subnet_ids must name another subnet for each Availability Zone, since a subnet lies in one.",
      },
    ],
  },
  build: (stack) => {
    new FileSystem(stack, "file-system", {
      name: expression("var.name"),
      subnetIds: { zone: expression("each.value") },
      securityGroupIds: listExpression("var.security_group_ids"),
      keyArn: expression("var.key_arn"),
    });
  },
  overrides: {
    "aws_efs_file_system.files": { lifecycle: undefined, tags: "${merge(var.tags, { Name = var.name })}" },
    "aws_efs_mount_target.zone": { for_each: "${var.subnet_ids}" },
  },
  outputs: {
    id: { value: "aws_efs_file_system.files.id", description: "Id of the file system." },
    dns_name: { value: "aws_efs_file_system.files.dns_name", description: "Name by which clients mount it." },
  },
  inputs: {
    subnet_ids: { "eu-west-1a": "subnet-0123456789abcdef0" },
    security_group_ids: ["sg-0123456789abcdef0"],
  },
  expects: {
    "aws_efs_file_system.files.encrypted": "the file system is encrypted",
    'keys(aws_efs_mount_target.zone) == ["eu-west-1a"]': "it has one mount target for each zone",
  },
  refuses: [
    {
      inputs: { subnet_ids: { "eu-west-1a": "subnet-0123456789abcdef0", "eu-west-1b": "subnet-0123456789abcdef0" } },
      variable: "subnet_ids",
      message: "subnet_ids must name another subnet for each Availability Zone, since a subnet lies in one.",
    },
  ],
};
