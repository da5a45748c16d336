import type { Principal, Statement } from "../document";
import { accountOf, compilePrincipals, roleKey, roleOfSession } from "../principals";
import type { Budget } from "./solver/budget";
import type { Extent } from "./solver/extent";

/** Principals of a statement that the other statements treat alike: what is found for one is found for all. */
export interface PrincipalGroup {
  readonly members: readonly [Principal, ...Principal[]];
}

/** Groups principals by what the statements of one comparison make of them, so that many cost hardly more than one. */
export class PrincipalGroups {
  private byName: Map<string, string[]> | undefined;

  /**
   * @param others The statements that decide about the principals.
   * @param ids The principals of requests; see `representatives`.
   */
  constructor(
    private readonly others: readonly Extent[],
    private readonly ids: readonly (string | undefined)[],
    private readonly budget: Budget,
  ) {}

  /** The principals of a statement; none where it names none. */
  of({ principals }: Statement): PrincipalGroup[] {
    const [first, ...others] = principals ?? [];
    if (first && others.length === 0) return [{ members: [first] }];
    const groups = new Map<string, [Principal, ...Principal[]]>();
    for (const principal of principals ?? []) {
      const treatment = this.treatmentOf(principal);
      const group = groups.get(treatment);
      if (group) group.push(principal);
      else groups.set(treatment, [principal]);
    }
    return [...groups.values()].map((members) => ({ members }));
  }

  /** How each request that a principal stands for is named, by itself and by the other statements, as a text. */
  private treatmentOf(principal: Principal): string {
    const matches = compilePrincipals({ principals: [principal] });
    const ids = this.idsOf(principal);
    this.budget.spend(ids.length * this.others.length);
    if (this.budget.exhausted) return "";
    return ids
      .map((id) => [id, matches(id)] as const)
      .filter(([, match]) => match !== "none")
      .map(([id, match]) => `${match} ${this.others.flatMap((extent, i) => (extent.names(id) ? [i] : [])).join()}`)
      .join(";");
  }

  private idsOf({ type, id }: Principal): readonly (string | undefined)[] {
    if (type === "*") return this.ids;
    const account = type === "AWS" ? accountOf(id) : undefined;
    this.byName ??= indexed(this.ids);
    return this.byName.get(account ?? roleKey(id) ?? id) ?? [];
  }
}

/** The principals of requests by what a statement may name them by. */
function indexed(ids: readonly (string | undefined)[]): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const id of ids.filter((one) => one !== undefined)) {
    for (const name of namesOf(id)) {
      const known = byName.get(name);
      if (known) known.push(id);
      else byName.set(name, [id]);
    }
  }
  return byName;
}

/** What a statement may name a principal by: itself, its role, its account. */
function namesOf(id: string): Set<string> {
  const [, , , , account] = id.split(":");
  return new Set([id, roleKey(id) ?? id, roleOfSession(id) ?? id, account ?? id]);
}
