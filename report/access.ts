import { CLAUSES } from "../contract/clauses";
import type { Carrier, EnvironmentPolicy } from "../contract/render/environment-policies";
import { statementOrigin } from "../contract/render/documents";
import { publishedMatching } from "../policy/actions";
import { RISKS, riskOfAction, type ActionRisk } from "../policy/compare/risk";
import type { PolicyStatement } from "../policy/document";

/** One statement: who may, or may not, do what, and the page's sentence behind it. */
export interface AccessLine {
  /** Whom the statement concerns; several where a policy is carried by two roles. */
  readonly carriers: readonly Carrier[];
  /** Whether the statement says who may assume a role, not what the role may do. */
  readonly trust: boolean;
  /** What a message calls the policy. */
  readonly policy: string;
  readonly statement: PolicyStatement;
  /** Services of its actions, by their prefix; `*` where it is about all. */
  readonly services: readonly string[];
  /** What its actions put at stake, most first. */
  readonly risks: readonly ActionRisk[];
  /** Absent where the statement is not ours: it stays in the policy for somebody else. */
  readonly clause?: ClauseLine;
}

/** A clause as a reader of the page sees it. */
export interface ClauseLine {
  readonly id: string;
  readonly title: string;
  /** The page's sentence behind the statement. */
  readonly quote: string;
}

/** Every statement of every policy, in the contract's order; statements that are not ours come last. */
export function accessLines(policies: readonly EnvironmentPolicy[]): AccessLine[] {
  const order = new Map(CLAUSES.map(({ id }, index) => [id, index]));
  const lines = policies.flatMap((policy) => policy.document.Statement.map((statement) => lineOf(policy, statement)));
  const placeOf = ({ clause }: AccessLine): number => order.get(clause?.id ?? "") ?? CLAUSES.length;
  return lines.sort((a, b) => placeOf(a) - placeOf(b));
}

function lineOf({ kind, name, carriers }: EnvironmentPolicy, statement: PolicyStatement): AccessLine {
  const origin = statementOrigin(statement.Sid ?? "");
  const actions = textsOf(statement.Action);
  return {
    ...{ carriers, trust: kind === "trust", policy: name, statement },
    services: statement.NotAction === undefined ? servicesOf(actions) : ["*"],
    risks: statement.NotAction === undefined ? risksOf(actions) : ["escalation"],
    ...(origin && { clause: { id: origin.id, title: origin.title, quote: origin.quote } }),
  };
}

function servicesOf(actions: readonly string[]): string[] {
  return [...new Set(actions.map((action) => action.split(":")[0]?.toLowerCase() ?? ""))].sort();
}

function risksOf(actions: readonly string[]): ActionRisk[] {
  const found = new Set(
    actions.flatMap((action) => {
      const published = publishedMatching(action);
      return published.length === 0 ? [riskOfAction(action)] : published.map(({ name }) => riskOfAction(name));
    }),
  );
  return RISKS.filter((risk) => (found as ReadonlySet<string>).has(risk)) as ActionRisk[];
}

/** One or several texts of a policy's element as a list. */
export function textsOf(element: string | readonly string[] | undefined): readonly string[] {
  return element === undefined ? [] : [element].flat();
}
