import type { AccessState, Exposure, NetworkRule, Note, Opening, Row } from "../model";
import { NOTHING } from "./pairs";
import { compareRules } from "./security-groups";

/** Compares what stands open of one resource: what was shut and is open, whoever may have come in before and may no more. */
export function exposureRow(key: string, states: Readonly<Record<"before" | "after", AccessState>>): Row | undefined {
  const [was, is] = [states.before.exposures.get(key), states.after.exposures.get(key)];
  const subject = (is ?? was)?.subject;
  if (!subject) return undefined;
  const notes = [
    ...openingNotes(was?.openings ?? [], is?.openings ?? []),
    ...compareRules(was?.rules ?? [], is?.rules ?? []),
    ...(was && is ? groupNotes(was, is, states) : []),
  ];
  return notes.length === 0
    ? undefined
    : { subject: { ...subject, created: !was }, comparison: NOTHING, edits: [], notes };
}

function openingNotes(before: readonly Opening[], after: readonly Opening[]): Note[] {
  const [had, has] = [before, after].map((openings) => new Set(openings.map(({ key }) => key)));
  const unknownAfter = after.some(({ unknown }) => unknown);
  return [
    ...after
      .filter(({ key }) => had?.has(key) !== true)
      .map(({ text, risk, proven, unknown }): Note => ({
        verdict: unknown ? "unknown" : "widened",
        risk,
        proven,
        text: unknown ? text : `newly open: ${text}`,
      })),
    ...before
      .filter(({ key, unknown }) => !unknown && has?.has(key) !== true)
      .map(({ text, risk, proven }): Note => ({
        verdict: unknownAfter ? "changed" : "narrowed",
        risk,
        proven: proven && !unknownAfter,
        text: `no longer open: ${text}`,
      })),
  ];
}

/** Who reaches it through security groups, where it has others than before; what a group lets in is the group's own row. */
function groupNotes(
  was: Exposure,
  is: Exposure,
  { before, after }: Readonly<Record<"before" | "after", AccessState>>,
): Note[] {
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
