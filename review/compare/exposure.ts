import type { Budget } from "../../policy/compare";
import type { AccessState, Exposure, Note, Opening, NewRow, OnBothSides } from "../model";
import type { NetworkRule } from "../network-rules";
import { released } from "./guards";
import { compareAcls } from "./network-acls";
import { joined } from "./pairs";
import { compareRules } from "./security-groups";
import { textsOf } from "../texts";

/** Compares what stands open of one resource: what was shut and is open, whoever may have come in before and may no more. */
export function exposureRow(key: string, states: OnBothSides<AccessState>, budget: Budget): NewRow | undefined {
  const [was, is] = [states.before.exposures.get(key), states.after.exposures.get(key)];
  const subject = (is ?? was)?.subject;
  if (!subject) return undefined;
  const [had, has] = [was?.openings ?? [], is?.openings ?? []];
  const opened = without(has, had).map((opening) => released(opening, states.after, budget));
  const notes = [
    ...opened.map(({ note }) => note),
    ...closedNotes(had, has),
    ...compareRules(was?.rules ?? [], is?.rules ?? []),
    ...compareAcls(was?.passes, is?.passes),
    ...(was && is ? groupNotes(was, is, states) : []),
  ];
  if (notes.length === 0) return undefined;
  const comparison = joined(opened.map((one) => one.comparison));
  const compared = textsOf(sideOf(was, states.before), sideOf(is, states.after));
  return { subject: { ...subject, created: !was }, comparison, edits: [], notes, compared };
}

/** With what it is reached through, and the policies that its guards held shut. */
function sideOf(one: Exposure | undefined, { resources, securityGroups }: AccessState): unknown {
  if (!one) return undefined;
  const held = one.openings.flatMap((opening) => opening.held?.policies ?? []);
  return [one, one.groups.map((key) => securityGroups.get(key)), held.map((key) => resources.get(key))];
}

function without(openings: readonly Opening[], others: readonly Opening[]): Opening[] {
  const keys = new Set(others.map(({ key }) => key));
  return openings.filter(({ key, partOf }) => !keys.has(key) && (partOf === undefined || !keys.has(partOf)));
}

function closedNotes(before: readonly Opening[], after: readonly Opening[]): Note[] {
  const unknownNow = without(after, before).some(({ unknown }) => unknown);
  return without(before, after)
    .filter(({ unknown }) => !unknown)
    .map(({ text, risk, proven }): Note => ({
      verdict: unknownNow ? "changed" : "narrowed",
      risk,
      proven: proven && !unknownNow,
      text: `no longer open: ${text}`,
    }));
}

/** Who reaches it through security groups, where it has others than before; what a group lets in is the group's own row. */
function groupNotes(was: Exposure, is: Exposure, { before, after }: OnBothSides<AccessState>): Note[] {
  const [gained, lost] = [
    is.groups.filter((key) => !was.groups.includes(key)),
    was.groups.filter((key) => !is.groups.includes(key)),
  ];
  if (gained.length + lost.length === 0) return [];
  const rules = (keys: readonly string[], state: AccessState): NetworkRule[] =>
    keys.flatMap((key) => state.securityGroups.get(key)?.rules ?? []);
  const unseen = (keys: readonly string[], state: AccessState): string[] =>
    keys.filter((key) => state.securityGroups.get(key)?.complete !== true).map((key) => key.split("/").at(-1) ?? key);
  const [unseenAfter, unseenBefore] = [unseen(gained, after), unseen(was.groups, before)];
  const changes = compareRules(rules(was.groups, before), rules(is.groups, after)).map((note): Note =>
    // What is opened may have been open, through a group that is not at hand.
    unseenBefore.length > 0 ? { ...note, proven: false } : note,
  );
  return [
    ...changes,
    ...unseenAfter.map((group): Note => ({
      verdict: "widened",
      risk: "public",
      proven: false,
      text: `is newly reached through the security group ${group}, whose rules are not all at hand`,
    })),
    ...(changes.length + unseenAfter.length > 0
      ? []
      : [
          {
            verdict: gained.length > 0 ? "changed" : "narrowed",
            risk: "read",
            proven: gained.length > 0,
            text: "has other security groups",
          } as const,
        ]),
  ];
}
