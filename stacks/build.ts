import type { App } from "cdktf";
import { documentsOf } from "../contract/documents";
import { literal } from "../modules/common/literal";
import { BaseStack } from "./base";
import { ElevationStack } from "./elevation";
import type { EnvironmentStack, NamedEnvironment } from "./environment-stack";
import { NetworkStack } from "./network";
import { ScalingStack } from "./scaling";
import { StorageStack } from "./storage";
import { WorkforceStack } from "./workforce";

/**
 * The stacks that an environment asks for, in the order in which they are deployed: the roles first, where this
 * environment owns them, since the others' policies are attached to them by name.
 */
export function buildStacks(app: App, { name, environment }: NamedEnvironment): EnvironmentStack[] {
  const documents = literal(documentsOf(environment));
  // Terraform evaluates no template in a backend, so an escape would stay there as it is.
  const props = { name, environment: { ...literal(environment), backend: environment.backend }, documents };
  const { storage, network, scaling, elevation, workforce } = props.environment;
  const { roles } = documents;
  const baseStack = roles && new BaseStack(app, props, roles);
  const storageStack = storage && new StorageStack(app, props, storage);
  const networkStack = network && new NetworkStack(app, props, network);
  // The file system's key is looked up by its alias.
  if (storageStack) networkStack?.addDependency(storageStack);
  const parts = [
    storageStack,
    networkStack,
    scaling && new ScalingStack(app, props, scaling),
    elevation && new ElevationStack(app, props),
    workforce && documents.workforce && new WorkforceStack(app, props, workforce, documents.workforce),
  ].filter((stack) => stack !== undefined);
  if (!baseStack) return parts;
  for (const part of parts) part.addDependency(baseStack);
  return [baseStack, ...parts];
}
