import type { Elevation } from "../config/elevation";
import { elevationState, type ElevationState } from "../config/elevation-state";
import type { NamedEnvironment } from "../config/load";
import { networkCost } from "../config/network";
import type { Problem } from "../config/problem";
import type { Environment } from "../config/schema";
import type { RoleKind } from "../answers/question";
import type { RoleSource } from "../answers/roles";
import { environmentRoles } from "../answers/environment";
import { documentsOf } from "../contract/documents";
import type { ParityRow } from "../contract/parity";
import { environmentPolicies, type EnvironmentPolicy } from "../contract/render/environment-policies";
import { POLICY_SIZES } from "../aws/quotas";
import { allowedSize, policySize } from "../policy/size";
import { accessLines, type AccessLine } from "./access";
import { fullAccessDifferences } from "./differences";
import { environmentParts, type Part } from "./parts";
import { taskLines, type TaskLine } from "./tasks";

/** Everything that is to say about one environment, as data; the page shows it and computes nothing. */
export interface Report {
  readonly name: string;
  readonly file: string;
  readonly environment: Environment;
  /** When it was made, in milliseconds since 1970: elevations stand somewhere at an instant. */
  readonly now: number;
  readonly roles: readonly RoleLine[];
  readonly parts: readonly Part[];
  readonly access: readonly AccessLine[];
  readonly tasks: readonly TaskLine[];
  readonly policies: readonly SizedPolicy[];
  readonly elevations: readonly ElevationLine[];
  /** Absent where the text of AmazonSageMakerFullAccess in the environment's partition is not at hand. */
  readonly differences?: readonly ParityRow[];
  readonly warnings: readonly Problem[];
  /** What the environment's interface endpoints cost, in words. */
  readonly cost?: string;
}

/** What stands at the top of a page, and in a line of the page of all environments. */
export interface Summary {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Parts that the environment asks for, by their titles. */
  readonly parts: readonly string[];
  /** Everyday tasks that people may do, and all of them. */
  readonly tasks: readonly [may: number, all: number];
  /** How full the fullest policy is, in percent of AWS's limit. */
  readonly fullest: number;
  /** Tickets of elevations that hold at this instant. */
  readonly running: readonly string[];
  readonly warnings: number;
}

/** A role of the environment. */
export interface RoleLine {
  readonly title: string;
  readonly name: string;
  /** Whether this environment makes it. */
  readonly owned: boolean;
  /** Its boundary and the policies that it carries beside ours, by ARN or name: no statement of theirs is shown. */
  readonly notAtHand: readonly string[];
}

/** A policy and its size against the limits. */
export interface SizedPolicy extends EnvironmentPolicy {
  /** Characters, as IAM counts them. */
  readonly size: number;
  /** What `check` allows: for a managed policy IAM's limit less a tenth. */
  readonly allowed: number;
  /** What AWS allows. */
  readonly limit: number;
}

/** An elevation and where it stands. */
export interface ElevationLine {
  readonly elevation: Elevation;
  readonly state: ElevationState;
}

/**
 * Works a report out.
 *
 * @param warnings What `check` warns of in this file.
 * @param now Milliseconds since 1970.
 */
export function reportOf(named: NamedEnvironment, warnings: readonly Problem[], now: number): Report {
  const { name, file, environment } = named;
  const documents = documentsOf(environment);
  const source = environmentRoles(named, documents);
  const policies = environmentPolicies(documents);
  const differences = fullAccessDifferences(source);
  const cost = environment.network && networkCost(environment.network);
  return {
    ...{ name, file, environment, now, warnings },
    roles: roleLines(environment, source),
    parts: environmentParts(name, environment, documents),
    access: accessLines(policies),
    tasks: taskLines(source, now),
    policies: policies.map((policy) => ({
      ...policy,
      size: policySize(policy.document),
      allowed: allowedSize(policy.kind),
      limit: POLICY_SIZES[policy.kind],
    })),
    elevations: (environment.elevation ?? []).map((elevation) => ({
      elevation,
      state: elevationState(elevation, now),
    })),
    ...(differences && { differences }),
    ...(cost !== undefined && { cost }),
  };
}

export function summaryOf({ name, environment, parts, tasks, policies, elevations, warnings }: Report): Summary {
  return {
    name,
    account: environment.account,
    region: environment.region,
    parts: parts.flatMap(({ title, stack }) => (stack === undefined ? [] : [title])),
    tasks: [tasks.filter(({ admin }) => admin.works).length, tasks.length],
    fullest: Math.round(Math.max(0, ...policies.map(({ size, limit }) => (100 * size) / limit))),
    running: elevations
      .filter(({ state }) => state === "running" || state === "permanent")
      .map(({ elevation }) => elevation.ticket),
    warnings: warnings.length,
  };
}

function roleLines(
  { base, roles: { admin, execution }, workforce }: Environment,
  { environment }: RoleSource,
): RoleLine[] {
  const owned = base === "managed";
  const notAtHand = (role: RoleKind): readonly string[] => environment?.notAtHand(role) ?? [];
  const fullAccess = execution.profile === "full-access" ? ["AmazonSageMakerFullAccess"] : [];
  return [
    { title: "Admin role", name: admin.name, owned, notAtHand: notAtHand("admin") },
    { title: "Execution role", name: execution.name, owned, notAtHand: [...notAtHand("execution"), ...fullAccess] },
    ...(workforce
      ? [{ title: "Workforce role", name: workforce.name, owned: true, notAtHand: notAtHand("workforce") }]
      : []),
  ];
}
