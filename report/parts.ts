import type { Environment } from "../config/schema";
import { madeEndpoints } from "../config/network";
import type { EnvironmentDocuments } from "../contract/documents";

/** A part of an environment, and the stack that makes it. */
export interface Part {
  readonly title: string;
  /** The key of the file that asks for it. */
  readonly key: string;
  /** The stack's id; absent where the environment does not ask for the part. */
  readonly stack?: string;
  /** What the stack holds, in words; or what the part would bring. */
  readonly holds: readonly string[];
}

/** All parts in the order in which they are deployed, those that are not asked for too. */
export function environmentParts(name: string, environment: Environment, documents: EnvironmentDocuments): Part[] {
  return PARTS.map(({ title, key, part, absent, holds }) => {
    const held = holds(environment, documents);
    return held ? { title, key, stack: `${name}-${part}`, holds: held } : { title, key, holds: [absent] };
  });
}

interface PartRow {
  readonly title: string;
  readonly key: string;
  /** The end of the stack's id. */
  readonly part: string;
  /** What is said where the environment does not ask for it. */
  readonly absent: string;
  /** What the stack holds; undefined where the environment does not ask for it. */
  readonly holds: (environment: Environment, documents: EnvironmentDocuments) => string[] | undefined;
}

const PARTS: readonly PartRow[] = [
  {
    title: "Roles",
    key: "base",
    part: "base",
    absent: "another environment file of the account owns the roles (base: existing)",
    holds: ({ roles }, { roles: managed }) =>
      managed && [
        `role ${managed.admin.name} with ${Object.keys(managed.admin.policies).length} policies`,
        `role ${managed.execution.name}, profile ${roles.execution.profile}`,
      ],
  },
  {
    title: "Storage",
    key: "storage",
    part: "storage",
    absent: "a bucket and a key",
    holds: ({ storage }, { bucket }) =>
      storage && [...(bucket ? [`bucket ${bucket.name}`] : []), ...(storage.key ? [`key ${storage.key.alias}`] : [])],
  },
  {
    title: "Network",
    key: "network",
    part: "network",
    absent: "security groups, VPC endpoints and a file system",
    holds: ({ network }) => {
      if (!network) return undefined;
      const endpoints = madeEndpoints(network);
      return [
        `in ${network.vpc_id}`,
        ...(endpoints.length > 0 ? [`${counted(endpoints.length, "VPC endpoint")}: ${endpoints.join(", ")}`] : []),
        ...(network.file_system ? ["a file system"] : []),
      ];
    },
  },
  {
    title: "Logs",
    key: "logs",
    part: "logs",
    absent: "SageMaker's log groups with retention and key",
    holds: ({ logs }) => logs && [`log groups kept for ${counted(logs.retention_days, "day")}`],
  },
  {
    title: "Scaling",
    key: "scaling",
    part: "scaling",
    absent: "autoscaling of endpoints that Terraform makes",
    holds: ({ scaling }) => scaling && [counted(scaling.endpoints.length, "scalable target")],
  },
  {
    title: "Elevation",
    key: "elevation",
    part: "elevation",
    absent: "autoscaling rights of people, by ticket",
    holds: ({ elevation }) => elevation?.map(({ ticket }) => `ticket ${ticket}`),
  },
  {
    title: "Workforce",
    key: "workforce",
    part: "workforce",
    absent: "a role that manages a private workforce",
    holds: ({ workforce }) => workforce && [`role ${workforce.name}`],
  },
];

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
