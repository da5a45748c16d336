import type { Statement } from "../document";
import { compilePattern } from "../pattern";
import type { Box } from "./box";
import { publishedMatching } from "./published";
import { byTelling, riskOfAction, type Risk } from "./risk";

/** Actions of a statement that the other statements treat alike. */
export interface ActionGroup {
  /** As the statement writes them; `undefined` is its NotAction. */
  readonly written: readonly string[] | undefined;
  /** One of the actions, or a pattern. */
  readonly representative: string | undefined;
  readonly risk: Risk;
}

/** The actions of a statement: those without wildcards in groups of the same fate and risk, patterns one by one. */
export function actionGroups({ actions }: Statement, others: readonly Box[]): ActionGroup[] {
  if (!actions) return [{ written: undefined, representative: undefined, risk: "read" }];
  const patterns = actions.filter((action) => /[*?]/.test(action));
  const names = actions.filter((action) => !/[*?]/.test(action));
  return [
    ...alike(names, others),
    ...patterns.map((pattern) => ({ written: [pattern], representative: pattern, risk: "read" as const })),
  ];
}

/** The published actions that belong to a group that is no single action, in groups of the same fate and risk. */
export function publishedGroups(
  group: ActionGroup,
  { notActions = [] }: Statement,
  others: readonly Box[],
): ActionGroup[] {
  if (group.representative !== undefined) {
    return alike(
      publishedMatching(group.representative).map(({ name }) => name),
      others,
    );
  }
  const excluded = notActions.map((pattern) => compilePattern(pattern.toLowerCase()));
  const left = publishedMatching("*").filter(({ lower }) => !excluded.some((matches) => matches(lower)));
  return alike(
    left.map(({ name }) => name),
    others,
  );
}

/** Groups names by risk and by the statements that speak of them; the most telling of a group represents it. */
function alike(written: readonly string[], others: readonly Box[]): ActionGroup[] {
  const groups = new Map<string, { written: string[]; representative: string; risk: Risk }>();
  const names = [...new Map(written.map((name) => [name.toLowerCase(), name])).values()];
  const spoken = speakers(names, others);
  for (const [i, name] of names.entries()) {
    const risk = riskOfAction(name);
    const key = `${risk} ${spoken[i] ?? ""}`;
    const group = groups.get(key);
    if (group) {
      group.written.push(name);
      if (byTelling(name, group.representative) < 0) group.representative = name;
    } else groups.set(key, { written: [name], representative: name, risk });
  }
  return [...groups.values()];
}

/** For each name the positions of the statements whose Action or NotAction lists it, as a text. */
function speakers(names: readonly string[], others: readonly Box[]): string[] {
  const lower = names.map((name) => name.toLowerCase());
  const positions = new Map(lower.map((name, i) => [name, i]));
  const spoken = names.map(() => "");
  for (const [b, { actions }] of others.entries()) {
    const listed = new Set<number>();
    for (const { automaton, written } of actions.patterns) {
      if (automaton.text !== undefined) {
        const position = positions.get(automaton.text);
        if (position !== undefined) listed.add(position);
        continue;
      }
      const matches = compilePattern(written.toLowerCase());
      for (const [i, name] of lower.entries()) if (matches(name)) listed.add(i);
    }
    for (const i of listed) spoken[i] = `${spoken[i] ?? ""}${b},`;
  }
  return spoken;
}
