import type { ConditionBlock, PolicyStatement, Principal, PrincipalElement, Statement } from "./document";
import { withoutVariables } from "./variables";

/**
 * A statement as AWS writes it, in a document of Version 2012-10-17. Of a document of 2008-10-17, in which `${…}` is
 * literal text, it is escaped.
 */
export function writeStatement(statement: Statement): PolicyStatement {
  const { sid, effect, version, conditions } = statement;
  const { principals, notPrincipals, actions, notActions, resources, notResources } = statement;
  const literal = (texts: readonly string[]): readonly string[] =>
    version === "2012-10-17" ? texts : texts.map(withoutVariables);
  return {
    ...(sid !== undefined && { Sid: sid }),
    Effect: effect,
    ...(principals && { Principal: principalElement(principals) }),
    ...(notPrincipals && { NotPrincipal: principalElement(notPrincipals) }),
    ...(actions && { Action: actions }),
    ...(notActions && { NotAction: notActions }),
    ...(resources && { Resource: literal(resources) }),
    ...(notResources && { NotResource: literal(notResources) }),
    ...(conditions.length > 0 && {
      Condition: conditionBlock(conditions.map((one) => ({ ...one, values: literal(one.values) }))),
    }),
  };
}

function principalElement(principals: readonly Principal[]): PrincipalElement {
  if (principals.some(({ type }) => type === "*")) return "*";
  const types = [...new Set(principals.map(({ type }) => type))];
  return Object.fromEntries(
    types.map((type) => [type, principals.filter((one) => one.type === type).map(({ id }) => id)]),
  );
}

function conditionBlock(conditions: Statement["conditions"]): ConditionBlock {
  const block: Record<string, Record<string, readonly string[]>> = {};
  for (const { qualifier, operator, ifExists, key, values } of conditions) {
    const name = `${qualifier === undefined ? "" : `${qualifier}:`}${operator}${ifExists ? "IfExists" : ""}`;
    block[name] = { ...block[name], [key]: values };
  }
  return block;
}
