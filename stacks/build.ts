import type { App } from "cdktf";
import type { AdoptingPart } from "../config/adopt";
import { documentsOf } from "../contract/documents";
import { literal } from "../modules/common/literal";
import { adoptInto } from "./adopt";
import { BaseStack } from "./base";
import { ElevationStack } from "./elevation";
import type { EnvironmentStack, NamedEnvironment } from "./environment-stack";
import { LogsStack } from "./logs";
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
  const { storage, network, logs, scaling, elevation, workforce, tags } = props.environment;
  const adopting = <Stack extends EnvironmentStack>(stack: Stack, part: AdoptingPart): Stack => {
    const adopt = props.environment[part]?.adopt;
    if (adopt) adoptInto(stack, part, adopt, tags);
    return stack;
  };
  const baseStack = documents.roles && adopting(new BaseStack(app, props, documents.roles), "roles");
  const storageStack = storage && adopting(new StorageStack(app, props, storage), "storage");
  const networkStack = network && adopting(new NetworkStack(app, props, network), "network");
  const logsStack = logs && adopting(new LogsStack(app, props, logs), "logs");
  // The key of the file system and of the logs is looked up by its alias.
  for (const stack of [networkStack, logsStack]) if (storageStack) stack?.addDependency(storageStack);
  const parts = [
    storageStack,
    networkStack,
    logsStack,
    scaling && adopting(new ScalingStack(app, props, scaling), "scaling"),
    elevation && new ElevationStack(app, props),
    workforce &&
      documents.workforce &&
      adopting(new WorkforceStack(app, props, workforce, documents.workforce), "workforce"),
  ].filter((stack) => stack !== undefined);
  if (!baseStack) return parts;
  for (const part of parts) part.addDependency(baseStack);
  return [baseStack, ...parts];
}
