/**
 * Comparing policies: who can newly do what, proven by a request.
 *
 * `compareIdentity` compares what a principal's policies give it, `compareResource` the policies of resources and the
 * trust policies of roles.
 */
export type {
  Access,
  Comparison,
  Difference,
  IdentityContext,
  ResourceContext,
  ResourcePolicyKind,
  StatementReference,
  Unseen,
  Verdict,
} from "./comparison";
export { exposureOf } from "./exposure";
export { compareIdentity } from "./identity";
export { beyond, newAccess, type NewAccess, type PoliciesAfter } from "./new-access";
export { compareResource } from "./resource";
export { RISKS, riskier, type Risk } from "./risk";
export { withinBudget, type Budget } from "./solver/budget";
