import type { Request } from "../policy/document";

/** The roles that make a request. */
export const ROLE_KINDS = ["admin", "execution", "workforce"] as const;
export type RoleKind = (typeof ROLE_KINDS)[number];

/** A request as a user writes it: on the command line, or as a line of a requests file. */
export interface Question {
  readonly action: string;
  /** Full ARN, or "*". */
  readonly resource: string;
  readonly context: Request["context"];
  readonly principal?: string;
  readonly role?: RoleKind;
  /** The resource is a name that was completed with the account and the region of the roles. */
  readonly completed?: true;
  /** The key that it is about has the contract's policy (K1), where the environment's file makes none. */
  readonly contractKey?: true;
  /** The instant of the request, in milliseconds since 1970. */
  readonly at?: number;
}
