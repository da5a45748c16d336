import type { CompiledPolicies } from "../policy/decide";
import type { Request } from "../policy/document";
import type { RoleKind } from "./question";
import type { RoleSource } from "./roles";

/** A request, and all that it is decided by. */
export interface RoleRequest {
  readonly request: Request;
  readonly role: RoleKind;
  readonly source: RoleSource;
  /** The policies of the role. */
  readonly identity: CompiledPolicies;
  /** The key that it is about has the contract's policy. */
  readonly assumesKey: boolean;
  /** The resource is a name that was completed with the account and the region of the roles. */
  readonly completed: boolean;
  /** The account that the resource was taken to belong to, where its ARN does not say. */
  readonly assumedOwner?: string;
}
