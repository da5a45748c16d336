import { withinBudget, type Budget, type Verdict } from "../../policy/compare";
import { refusals } from "../../policy/refused";
import { withIds } from "../acceptance";
import type { AccessState, NewRow, NotCompared, Review, ReviewInput, OnBothSides } from "../model";
import { rankNewRoles } from "../new-roles";
import { byRisk, mostOf, rowVerdict } from "../row";
import { exposureRow } from "./exposure";
import { knownArns } from "./known-arns";
import { principalRow } from "./principals";
import { resourceRow } from "./resources";
import { joined, NOTHING } from "./pairs";
import { runsAsRow } from "./runs-as";
import { compareRules } from "./security-groups";
import { textsOf } from "../texts";

/**
 * Compares what principals, resources and security groups have before and after. Rows without a change are left out;
 * the riskiest stand first. What was not compared is a row, too.
 */
export function compareAccess({ before, after, drift, notices, notCompared, withoutAccess }: ReviewInput): Review {
  const { rows, compared } = compareStates(before, after);
  const all = withIds(rankNewRoles([...rows, ...notCompared.map(notComparedRow)]).sort(byRisk));
  return {
    verdict: mostOf(all.map(rowVerdict)),
    rows: all,
    counts: {
      compared: compared + resourcesOf(notCompared.filter(({ verdict }) => verdict)),
      withoutAccess,
      notCompared: resourcesOf(notCompared.filter(({ verdict }) => !verdict)),
    },
    notices: [...notices, ...refusalsOf(all)],
    drift: drift ? withIds(compareStates(drift.before, drift.after).rows.sort(byRisk)) : [],
  };
}

/** Where IAM would refuse a policy of a row: it is decided all the same, and applying it fails. */
function refusalsOf(rows: Review["rows"]): string[] {
  return [...new Set(rows.flatMap(({ compared }) => compared.policies?.policies.flatMap(refusals) ?? []))];
}

/** How many resources rows stand for that are one for each type and action. */
function resourcesOf(rows: readonly NotCompared[]): number {
  return rows.reduce((sum, { subject }) => sum + Math.max(subject.addresses.length, 1), 0);
}

function compareStates(before: AccessState, after: AccessState): { rows: NewRow[]; compared: number } {
  const principals = union(before.principals, after.principals);
  const resources = union(before.resources, after.resources);
  const groups = union(before.securityGroups, after.securityGroups);
  const others = [...new Set([...union(before.runsAs, after.runsAs), ...union(before.exposures, after.exposures)])];
  const known = knownArns(before, after);
  const outcomes = withinBudget([
    ...principals.map(
      (key) => (budget: Budget) => principalRow(before.principals.get(key), after.principals.get(key), known, budget),
    ),
    ...resources.map(
      (key) => (budget: Budget) => resourceRow(before.resources.get(key), after.resources.get(key), budget),
    ),
    ...others.map((key) => (budget: Budget) => runsAsAndExposureRow(key, { before, after }, budget)),
  ]);
  const principalRows = new Map<string, NewRow>();
  for (const [i, key] of principals.entries()) {
    const row = outcomes[i];
    if (row && rowVerdict(row) !== "none") principalRows.set(key, row);
  }
  const rows = [
    ...withoutRepeated(principalRows, after),
    ...outcomes.slice(principals.length),
    ...groups.map((key) => groupRow(before, after, key)),
  ].filter((row): row is NewRow => row !== undefined && rowVerdict(row) !== "none");
  const same = new Set([...others, ...after.unchanged]).size;
  return { rows, compared: principals.length + resources.length + groups.length + same };
}

const WORSE: readonly Verdict[] = ["unknown", "widened"];

/** A managed policy whose carriers' rows say as much already needs none of its own. */
function withoutRepeated(rows: ReadonlyMap<string, NewRow>, { principals }: AccessState): NewRow[] {
  return [...rows].flatMap(([key, row]) => {
    const carriers = principals.get(key)?.carriers ?? [];
    if (carriers.length === 0) return [row];
    const verdict = rowVerdict(row);
    const byCarriers = mostOf(carriers.flatMap((carrier) => rows.get(carrier) ?? []).map(rowVerdict));
    return WORSE.includes(verdict) && mostOf([byCarriers, verdict]) !== byCarriers ? [row] : [];
  });
}

function notComparedRow({ subject, text, verdict = "unknown", texts }: NotCompared): NewRow {
  return {
    subject,
    comparison: NOTHING,
    edits: [],
    notes: [{ verdict, risk: "escalation", proven: false, text }],
    compared: texts ? { texts } : {},
  };
}

/** A resource by what it may do as its roles, and by what of it stands open. */
function runsAsAndExposureRow(key: string, states: ReviewStates, budget: Budget): NewRow | undefined {
  const [role, exposure] = [runsAsRow(key, states, budget), exposureRow(key, states, budget)];
  if (!role || !exposure) return role ?? exposure;
  const comparison = joined([role.comparison, exposure.comparison]);
  const [one, other] = [role.compared.texts, exposure.compared.texts];
  const compared = one && other ? textsOf([one.before, other.before], [one.after, other.after]) : {};
  return { ...role, comparison, notes: [...role.notes, ...exposure.notes], compared };
}

type ReviewStates = OnBothSides<AccessState>;

function groupRow(before: AccessState, after: AccessState, key: string): NewRow | undefined {
  const [was, is] = [before.securityGroups.get(key), after.securityGroups.get(key)];
  const subject = (is ?? was)?.subject;
  if (!subject) return undefined;
  const notes = compareRules(was?.rules ?? [], is?.rules ?? []);
  return {
    subject: { ...subject, created: !was },
    comparison: NOTHING,
    edits: [],
    notes,
    compared: textsOf(was, is),
  };
}

function union<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])];
}
