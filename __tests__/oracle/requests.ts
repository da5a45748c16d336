import { publishedActions, type PublishedAction } from "../../contract/published";
import type { Condition, Policy, Request, Statement } from "../../policy/document";
import { compilePattern } from "../../policy/pattern";
import type { Choices } from "./choices";
import { nearArn, nearValue } from "./near";
import { ACCOUNT } from "./simulate";

/** Context keys for which a request has several values. Source: the types `ArrayOf…` of the Service Authorization Reference. */
const MULTIVALUED =
  /^(aws:(tagkeys|calledvia|principalorgpaths|sourceorgpaths|principalservicenameslist)|sagemaker:(instancetypes|vpc.*|searchvisibilitycondition.*|workteamarn)|kms:grantoperations|dynamodb:.*)$/i;

/** Read once: a lane of random policies makes many makers. */
let published: Promise<readonly PublishedAction[]> | undefined;

const serviceOf = (action: string): string => action.split(":")[0]?.toLowerCase() ?? "";

/** Makes requests near a set of policies: hits, and near misses, of their actions, resources and conditions. */
export class RequestMaker {
  /** Pattern → the actions that it matches: each is asked for again and again. */
  private readonly matched = new Map<string, ReadonlySet<PublishedAction>>();
  private readonly byService = new Map<string, PublishedAction[]>();

  private constructor(
    private readonly statements: readonly Statement[],
    private readonly actions: readonly PublishedAction[],
  ) {
    for (const action of actions) {
      const service = serviceOf(action.name);
      const known = this.byService.get(service);
      if (known) known.push(action);
      else this.byService.set(service, [action]);
    }
  }

  /** Knows the published actions of every service that the policies, or `services`, name. */
  static async near(policies: readonly Policy[], services: readonly string[] = []): Promise<RequestMaker> {
    const statements = policies.flatMap((policy) => policy.statements);
    const named = statements.flatMap(({ actions, notActions }) => actions ?? notActions ?? []).map(serviceOf);
    const prefixes = new Set([...named, ...services]);
    published ??= publishedActions();
    return new RequestMaker(
      statements,
      (await published).filter(({ name }) => prefixes.has(serviceOf(name))),
    );
  }

  make(choices: Choices): Request {
    const statement = choices.pick(this.statements);
    const action = this.actionNear(statement, choices);
    const resource = resourceNear(statement, action, choices);
    const related = choices.chance(50) ? this.statements.filter((other) => this.covers(other, action)) : [statement];
    const context = contextNear(related, choices);
    const principal = principalNear(statement, choices);
    return {
      ...(principal && { principal }),
      action: action.name,
      resource: withoutWildcards(substituted(resource, context)),
      context,
    };
  }

  private actionNear(statement: Statement, choices: Choices): PublishedAction {
    const pattern = choices.pick(statement.actions ?? statement.notActions ?? ["*"]);
    const neighbours = this.byService.get(serviceOf(pattern)) ?? [];
    const from = choices.chance(25) ? (choices.chance(50) ? neighbours : this.actions) : [...this.matching(pattern)];
    return choices.pick(from.length > 0 ? from : this.actions);
  }

  private covers({ actions, notActions }: Statement, action: PublishedAction): boolean {
    const listed = (actions ?? notActions ?? []).some((pattern) => this.matching(pattern).has(action));
    return actions ? listed : !listed;
  }

  private matching(pattern: string): ReadonlySet<PublishedAction> {
    const known = this.matched.get(pattern);
    if (known) return known;
    const matches = compilePattern(pattern.toLowerCase());
    const found = new Set(this.actions.filter(({ name }) => matches(name.toLowerCase())));
    this.matched.set(pattern, found);
    return found;
  }
}

/** One of the principals that the statement names, where it names any that can ask. */
function principalNear({ principals = [] }: Statement, choices: Choices): string | undefined {
  const asking = principals.map(({ id }) => id).filter((id) => !/^(\*|\d+|.*:root)$/.test(id));
  return asking.length > 0 && !choices.chance(20) ? choices.pick(asking) : undefined;
}

/** A resource of the statement, filled in, where the action takes such a one; else one of the published forms. */
function resourceNear(statement: Statement, action: PublishedAction, choices: Choices): string {
  if (action.resources.length === 0) return "*";
  const own = (statement.resources ?? statement.notResources ?? []).filter((pattern) => pattern.split(":").length >= 6);
  const patterns = own.length > 0 && !choices.chance(35) ? own : action.resources;
  return nearArn(choices.pick(patterns), choices, 25);
}

/** For each condition key: a value near one of those that the conditions accept, or none. */
function contextNear(statements: readonly Statement[], choices: Choices): Request["context"] {
  const byKey = new Map<string, Condition[]>();
  for (const condition of statements.flatMap(({ conditions }) => conditions)) {
    const key = condition.key.toLowerCase();
    byKey.set(key, [...(byKey.get(key) ?? []), condition]);
  }
  const context: Record<string, string | string[]> = {};
  for (const [key, conditions] of byKey) {
    if (choices.chance(20)) continue;
    const value = (): string => {
      const { operator, values } = choices.pick(conditions);
      const accepted = operator === "Null" ? plainValue(key) : choices.pick(values);
      return substituted(nearValue(accepted, choices), context) || "x";
    };
    context[conditions[0]?.key ?? key] = MULTIVALUED.test(key)
      ? Array.from({ length: 1 + choices.index(3) }, value)
      : value();
  }
  return context;
}

/** A value of the type that AWS gives a key, said by the key's name. */
function plainValue(key: string): string {
  if (key.endsWith("age")) return "100";
  if (key.endsWith("time")) return "2026-12-01T08:00:00Z";
  if (key.endsWith("ip")) return "10.0.0.1";
  if (key.endsWith("arn")) return `arn:aws:iam::${ACCOUNT}:role/x`;
  return /securetransport|present|viaawsservice/.test(key) ? "true" : "x";
}

/** Fills policy variables, which came in from a pattern, by what the request holds. */
function substituted(text: string, context: Request["context"]): string {
  return text.replaceAll(/\$\{([^{},]*)(?:,[^{}]*)?\}/g, (_, name: string) => {
    const value = Object.entries(context).find(([key]) => key.toLowerCase() === name.trim().toLowerCase())?.[1];
    return typeof value === "string" ? value : "jane";
  });
}

/** A wildcard in a request would make the oracle ask about many resources. */
function withoutWildcards(resource: string): string {
  return resource === "*" ? resource : resource.replaceAll("*", "x");
}
