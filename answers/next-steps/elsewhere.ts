import type { Steps } from "./steps";

/** Where the nearest statement allows it instead. */
export const elsewhereSteps: Steps = (_, { allowed }) =>
  allowed.length === 0 ? [] : [`it is allowed on ${allowed.slice(0, 4).join(", ")}`];
