import { parseArn } from "../../aws/arn";
import { CHANGE_TYPES } from "../change-types";
import { CannotAsk, needed, tagsOf, type RfcSource, type Rfc } from "../request";

/** "EFS storage must be configured in the same subnet, and allowed by security groups." */
export function createFileSystem(source: RfcSource): Rfc[] {
  const { name, environment, inputs } = source;
  const network = needed(environment.network, "network", source);
  const fileSystem = needed(network.file_system, "network.file_system", source);
  const keyArn = inputs.keyArn ?? fileSystem.key_arn;
  if (keyArn === undefined && environment.storage?.key?.services.includes("elasticfilesystem")) {
    throw new CannotAsk(
      "the environment's own key encrypts the file system: give --key-arn, of the key that `ssps rfc key` asks for",
    );
  }
  const keyId = keyArn === undefined ? undefined : parseArn(keyArn)?.resource.replace(/^key\//, "");
  return [
    {
      changeType: CHANGE_TYPES.createFileSystem,
      title: `Create the file system of SageMaker (${name})`,
      parameters: {
        Description: `File system of the SageMaker clients of ${name}`,
        Name: `sagemaker-${name}-files`,
        VpcId: network.vpc_id,
        TimeoutInMinutes: 60,
        ...tagsOf(source),
        Parameters: {
          Encrypted: true,
          ...(keyId !== undefined && { KmsKeyId: keyId }),
          PerformanceMode: "generalPurpose",
          MountTargets: Object.entries(network.subnet_ids).map(([AvailabilityZone, SubnetId]) => ({
            AvailabilityZone,
            SubnetId,
          })),
        },
      },
      notes: [
        `The change type takes no security group: ask AMS to put sagemaker-${name}-files on the mount targets, which lets NFS (2049) in from the clients only.`,
      ],
    },
  ];
}
