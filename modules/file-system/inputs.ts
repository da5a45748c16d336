import { network } from "../../config/network";
import { list, text } from "../../config/values";
import { type ModuleInputs, tags } from "../common/module-inputs";

const { subnet_ids, client_security_group_ids, file_system } = network.shape;

export const inputs: ModuleInputs = {
  groups: {
    "File system": {
      name: text(/^.{1,256}$/, "a name of 1 to 256 characters")
        .default("sagemaker-files")
        .describe("The Name tag."),
      key_arn: file_system
        .unwrap()
        .shape.key_arn.describe(
          "A KMS key, such as the output of the module key; without it, the one that AWS manages for EFS. A change replaces the file system.",
        ),
      tags,
    },
    Network: {
      subnet_ids: subnet_ids.describe("One subnet by Availability Zone; the file system has an address in each."),
      security_group_ids: list(client_security_group_ids.unwrap().element).describe(
        "The mount targets' security groups, which let NFS in from the clients.",
      ),
    },
  },
  rules: {
    subnet_ids: [
      {
        condition: "length(distinct(values(var.subnet_ids))) == length(var.subnet_ids)",
        message: "subnet_ids must name another subnet for each Availability Zone, since a subnet lies in one.",
      },
    ],
  },
};
