import type { Answer } from "../answer";
import type { RoleRequest } from "../role-request";

/** Ways on from a denial, each a sentence; none where it finds nothing. */
export type Steps = (roleRequest: RoleRequest, answer: Answer) => readonly string[];
