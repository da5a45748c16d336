import { coversAction } from "../../contract/denying-clause";
import { THEIRS_ONLY } from "../../contract/parity/reasons/theirs";
import { compile, decide } from "../../policy/decide";
import { fullAccess } from "../../policy/managed";
import type { Steps } from "./steps";
import { once } from "./once";

const theirs = once(() => compile([fullAccess()]));

/** That the page, or a decision about it, wants it so, and why. */
export const pageSteps: Steps = ({ request }, { clause, title, allowed, wants }) => {
  // What a statement allows elsewhere or otherwise, the page does not exclude.
  if (clause === null || (clause === "D1" && allowed.length + wants.length > 0) || !/^(?:X|E|D1)/.test(clause))
    return [];
  const because = reasonFor(clause, request.action);
  const why = because === undefined ? "" : `. ${because}`;
  if (clause.startsWith("X")) return [`the page excludes it (${clause} ${title ?? ""})`];
  if (clause.startsWith("E")) return [`a way round the limits, closed on purpose (${clause} ${title ?? ""})${why}`];
  const isTheirs = decide({ identity: theirs() }, request).decision === "allow";
  return isTheirs
    ? [`the page takes it out of AmazonSageMakerFullAccess (${clause})${why}`]
    : [`it is not in AmazonSageMakerFullAccess, which the page promises almost (${clause})${why}`];
};

/** The reason that is written for a difference to AmazonSageMakerFullAccess. */
function reasonFor(clause: string, action: string): string | undefined {
  return THEIRS_ONLY.find(
    (reason) => reason.clause === clause && reason.actions?.some((pattern) => coversAction(pattern, action)),
  )?.because;
}
