import { logs } from "../../config/logs";
import { type ModuleInputs, tags } from "../common/module-inputs";

const { groups, retention_days, key_arn } = logs.shape;

export const inputs: ModuleInputs = {
  groups: {
    "Log groups": {
      groups: groups.describe(
        "The log groups; SageMaker writes those of an endpoint to /aws/sagemaker/Endpoints/NAME. One that exists already " +
          "is imported.",
      ),
      retention_days,
      key_arn: key_arn.describe(
        'A KMS key that lets CloudWatch Logs use it, such as the output of the module key with services = ["logs"]; ' +
          "without it, the encryption of CloudWatch Logs.",
      ),
      tags,
    },
  },
};
