import type { Steps } from "./steps";

/** A part of the file with which Terraform makes what people may not. */
interface Making {
  /** Actions that the part spares, in lower case. */
  readonly instead: readonly string[];
  readonly part: string;
  readonly clause: string;
  /** The request that asks AMS for it: a kind of `ssps rfc`. */
  readonly request: string;
}

/** What people need and may not make; the parts that make it. */
export const MAKING: readonly Making[] = [
  { instead: ["s3:createbucket"], part: "storage.bucket", clause: "P1", request: "bucket" },
  { instead: ["kms:createkey"], part: "storage.key", clause: "K1", request: "key" },
  { instead: ["ec2:createvpcendpoint"], part: "network.endpoints", clause: "P4", request: "vpc-endpoint" },
  { instead: ["ec2:createsecuritygroup"], part: "network", clause: "P3", request: "security-group" },
  {
    instead: ["elasticfilesystem:createfilesystem"],
    part: "network.file_system",
    clause: "P2",
    request: "file-system",
  },
  {
    instead: ["application-autoscaling:registerscalabletarget", "application-autoscaling:putscalingpolicy"],
    part: "scaling",
    clause: "D3",
    request: "autoscaling",
  },
];

/** The part of the file that makes the thing, so that nobody needs the right. */
export const makingSteps: Steps = ({ request: { action } }) =>
  MAKING.filter(({ instead }) => instead.includes(action.toLowerCase())).map(
    ({ part, clause, request }) =>
      `have Terraform make it: \`${part}\` in the environment's file (${clause}); where AMS still manages the account, the ticket that \`ssps rfc ${request}\` prints`,
  );
