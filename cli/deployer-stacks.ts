import type { NamedEnvironment } from "../config/load";
import { Stack, type StackConfig } from "../deployer/stack";
import { synthesisedStacks } from "../stacks/synth";

/** The stacks of an environment, as Terraform reads them. Loading this loads CDKTF. */
export function environmentStacks(environment: NamedEnvironment): Stack[] {
  return synthesisedStacks(environment).map(({ id, config }) => new Stack(id, config as StackConfig));
}
