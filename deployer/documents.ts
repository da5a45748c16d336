import type { ConditionBlock, PolicyDocument, PolicyStatement } from "../policy/document";
import { allowedSize, policySize } from "../policy/size";
import type { Need } from "./needs";

/** A statement of Allow, its lists written as lists. */
interface Grant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: ConditionBlock;
}

/** Documents that allow what is needed and nothing else, each within the size of a managed policy. */
export function documentsFor(needs: readonly Need[]): PolicyDocument[] {
  const documents: PolicyDocument[] = [];
  let statements: PolicyStatement[] = [];
  const sids = new Map<string, number>();
  for (const grant of grantsOf(needs).flatMap(fitting)) {
    const statement = statementOf(grant, sids);
    if (statements.length > 0 && !fits([...statements, statement])) {
      documents.push(documentOf(statements));
      statements = [];
    }
    statements.push(statement);
  }
  return statements.length > 0 ? [...documents, documentOf(statements)] : documents;
}

/** Actions that go equally far on the same resources, together. */
function grantsOf(needs: readonly Need[]): Grant[] {
  const byPlace = new Map<
    string,
    { readonly resource: string; readonly conditions: ConditionBlock; actions: string[] }
  >();
  for (const { action, resource, conditions } of mergedConditions(needs)) {
    const key = JSON.stringify([resource, conditions]);
    const place = byPlace.get(key) ?? { resource, conditions, actions: [] };
    if (!place.actions.includes(action)) place.actions.push(action);
    byPlace.set(key, place);
  }
  const byActions = new Map<string, Grant>();
  for (const { resource, conditions, actions } of byPlace.values()) {
    const sorted = [...actions].sort();
    const key = JSON.stringify([sorted, conditions]);
    const resources = [...(byActions.get(key)?.resources ?? []), resource];
    byActions.set(key, { actions: sorted, resources, conditions });
  }
  return [...byActions.values()].sort((a, b) => ((a.actions[0] ?? "") < (b.actions[0] ?? "") ? -1 : 1));
}

/** One need for each action and resource whose conditions differ in their values alone; none that another covers. */
function mergedConditions(needs: readonly Need[]): Pick<Need, "action" | "resource" | "conditions">[] {
  const free = new Set(needs.filter(isUnconditional).map(({ action, resource }) => `${action} ${resource}`));
  const merged = new Map<string, Pick<Need, "action" | "resource" | "conditions">>();
  for (const need of needs) {
    const { action, resource, conditions } = need;
    if (!isUnconditional(need) && free.has(`${action} ${resource}`)) continue;
    const keys = Object.entries(conditions).map(([operator, block]) => [operator, Object.keys(block)]);
    const place = JSON.stringify([action, resource, keys]);
    const known = merged.get(place);
    merged.set(place, { action, resource, conditions: known ? union(known.conditions, conditions) : conditions });
  }
  return [...merged.values()];
}

function isUnconditional({ conditions }: Need): boolean {
  return Object.keys(conditions).length === 0;
}

/** Two blocks of one key each, or none; the values of both. */
function union(one: ConditionBlock, other: ConditionBlock): ConditionBlock {
  return Object.fromEntries(
    Object.entries(one).map(([operator, block]) => [
      operator,
      Object.fromEntries(
        Object.entries(block).map(([key, values]) => {
          const all = [...new Set([values, other[operator]?.[key] ?? []].flat())].sort();
          return [key, all.length === 1 ? (all[0] ?? "") : all];
        }),
      ),
    ]),
  );
}

/** A grant in pieces that each fit into a document. */
function fitting(grant: Grant): Grant[] {
  if (fits([statementOf(grant, new Map())])) return [grant];
  const { resources, actions } = grant;
  const halves = <T>(list: readonly T[]): (readonly T[])[] => {
    const middle = Math.ceil(list.length / 2);
    return [list.slice(0, middle), list.slice(middle)];
  };
  if (resources.length > 1) return halves(resources).flatMap((half) => fitting({ ...grant, resources: half }));
  if (actions.length > 1) return halves(actions).flatMap((half) => fitting({ ...grant, actions: half }));
  throw new Error(`${actions.join()} on ${resources.join()} is longer than a policy may be`);
}

/** @param sids How often each Sid was given; the second is `S3Bucket2`. */
function statementOf({ actions, resources, conditions }: Grant, sids: Map<string, number>): PolicyStatement {
  const name = sidOf(actions[0] ?? "", resources[0] ?? "");
  const count = (sids.get(name) ?? 0) + 1;
  sids.set(name, count);
  return {
    Sid: count === 1 ? name : `${name}${count}`,
    Effect: "Allow",
    Action: oneOrMany(actions),
    Resource: oneOrMany(resources),
    ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
  };
}

/** The service and the kind of resource: `IamRole`, `Ec2SecurityGroup`, `KmsAny`. */
function sidOf(action: string, resource: string): string {
  const [service = ""] = action.split(":");
  const named = resource.split(":").slice(5).join(":").split(/[/:]/);
  const kind =
    resource === "*" ? "Any" : service === "s3" ? (named.length > 1 ? "Object" : "Bucket") : (named[0] ?? "");
  return `${pascalCase(service)}${pascalCase(kind)}`;
}

function pascalCase(text: string): string {
  return text.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, first: string) => first.toUpperCase());
}

function oneOrMany(texts: readonly string[]): string | readonly string[] {
  const [first = ""] = texts;
  return texts.length === 1 ? first : texts;
}

function documentOf(statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

function fits(statements: readonly PolicyStatement[]): boolean {
  return policySize(documentOf(statements)) <= allowedSize("managed");
}
