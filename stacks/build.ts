import type { App } from "cdktf";
import { BaseStack } from "./base";
import type { EnvironmentStack, EnvironmentStackProps } from "./environment-stack";

/** The stacks that an environment asks for, in the order in which they are deployed. */
export function buildStacks(app: App, props: EnvironmentStackProps): EnvironmentStack[] {
  return props.environment.base === "managed" ? [new BaseStack(app, props)] : [];
}
