import type { Steps } from "./steps";

/** Where everything but the endpoint's policy allows it. */
export const endpointSteps: Steps = ({ source: { environment } }) => [
  "outside of the VPC it is allowed: the policy of the VPC endpoint has a say only in what goes through it",
  `what shall pass too goes into \`network.endpoints.extra_statements\` of ${environment?.file ?? "the environment's file"}`,
];
