import { rolePolicies, type RoleSource } from "../answers/roles";
import { parity, type ParityRow } from "../contract/parity";
import { EXPLAINERS } from "../contract/parity/explain";
import { fullAccess } from "../policy/managed";

/**
 * What the admin role and AmazonSageMakerFullAccess do not both allow; undefined outside of the partition `aws`, whose
 * text alone is at hand.
 */
export function fullAccessDifferences(source: RoleSource): readonly ParityRow[] | undefined {
  const { settings } = source;
  if (settings.values.partition !== "aws") return undefined;
  return parity([fullAccess()], { policies: rolePolicies(source, "admin"), settings }, EXPLAINERS);
}
