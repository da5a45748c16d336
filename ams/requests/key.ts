import { CHANGE_TYPES } from "../change-types";
import { needed, type RfcSource, type Rfc } from "../request";

/** "You must ensure that the key policy has been set up properly on the CMKs" */
export function createKey(source: RfcSource): Rfc[] {
  const { name, environment, documents } = source;
  const { region } = environment;
  const key = needed(environment.storage?.key, "storage.key", source);
  const { adminRoleArn, executionRoleArn } = documents.settings.values;
  const roles = [String(adminRoleArn), String(executionRoleArn)];
  // CloudWatch Logs uses keys under its own name, not through the callers'.
  const services = key.services.filter((service) => service !== "logs");
  return [
    {
      changeType: CHANGE_TYPES.createKey,
      title: `Create the KMS key of SageMaker (${name})`,
      parameters: {
        DocumentName: "AWSManagedServices-CreateKMSKey",
        Region: region,
        Parameters: {
          Alias: key.alias,
          Description: "SageMaker data at rest",
          EnableKeyRotation: true,
          PendingWindow: key.deletion_window_days,
          IAMPrincipalsRequiringDecryptPermissions: roles,
          IAMPrincipalsRequiringEncryptPermissions: roles,
          IAMPrincipalsRequiringGrantsPermissions: roles,
          LimitGrantsToAWSResources: true,
          ...(services.length > 0 && {
            AllowServiceRolesAccessKMSKeys: services.map((service) => `${service}.${region}.amazonaws.com`),
          }),
        },
      },
      policies: {
        "the key's policy by clause K1": needed(documents.key, "storage.key", source),
      },
      notes: [
        "The change type takes no policy. What it grants is wider than K1: the roles use the key directly too, not only through S3 and SageMaker.",
        "K1's policy is printed for the review; `ssps key` says what a key's policy lacks. AMS administers its keys itself.",
        ...(key.services.includes("logs")
          ? ["Log groups need a statement for CloudWatch Logs: ask AMS for K1Logs."]
          : []),
      ],
    },
  ];
}
