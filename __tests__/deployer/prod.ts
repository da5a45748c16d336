import { resolve } from "node:path";
import { loadEnvironments } from "../../config/load";
import { Stack, type StackConfig } from "../../deployer/stack";
import { synthesisedStacks } from "../../stacks/synth";

/** The stacks of the shipped example with every part, by the part. */
export function prodStacks(): Readonly<Record<string, Stack>> {
  const { environments } = loadEnvironments([resolve("environments/prod.yaml")]);
  const stacks = environments.flatMap(synthesisedStacks);
  return Object.fromEntries(
    stacks.map(({ id, config }) => [id.replace("prod-", ""), new Stack(id, config as StackConfig)]),
  );
}

/** A stack of these resources, type → name → attributes, in account 123456789012 and region eu-west-1. */
export function stackOf(
  resource: StackConfig["resource"] = {},
  {
    backend = { local: {} },
    ...provider
  }: { backend?: StackConfig["terraform"]["backend"]; assume_role?: object } = {},
): Stack {
  const aws = [{ region: "eu-west-1", allowed_account_ids: ["123456789012"], ...provider }];
  return new Stack("dev-test", { resource, provider: { aws }, terraform: { backend } } as unknown as StackConfig);
}
