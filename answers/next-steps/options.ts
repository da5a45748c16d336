import { CLAUSES } from "../../contract/clauses";
import type { StatementTemplate } from "../../contract/clause";
import { coversAction } from "../../contract/denying-clause";
import { optionList, optionWords, otherChoices, type OtherChoice, type RoleOption } from "../../contract/options";
import { DOCUMENT_OPTIONS } from "../../contract/render/documents";
import { settings } from "../../contract/settings";
import { compile, type CompiledPolicies } from "../../policy/decide";
import type { Steps } from "./steps";
import type { RoleKind } from "../question";
import { rolePolicies, type RoleSource } from "../roles";
import { isAllowed } from "./allowed";
import { once } from "./once";

interface Turned extends OtherChoice {
  readonly identity: () => CompiledPolicies;
}

/** The policies with each option turned, by the source that was turned and the role: many requests ask for the same. */
const kept = new WeakMap<RoleSource, Map<RoleKind, readonly Turned[]>>();

/** The options with which the same role would be allowed: each that is about the action is tried. */
export const optionSteps: Steps = (roleRequest) =>
  turnedRoles(roleRequest.source, roleRequest.role)
    .filter(({ option }) => isAbout(option, roleRequest.request.action))
    .filter(({ identity }) => isAllowed(roleRequest, { identity: identity() }))
    .map(
      ({ option, on }) =>
        `${optionWords(option)} ${on ? "keeps it from being allowed" : "would allow it, switched on"}`,
    );

/** Whether statements of policies depend on an option and name an action; an option without any fills others in. */
function isAbout(option: RoleOption, action: string): boolean {
  const dependent = CLAUSES.flatMap(({ statements }) => statements).filter((one) => dependsOn(one, option));
  return dependent.length === 0 || dependent.some(({ actions }) => actions.some((one) => coversAction(one, action)));
}

function dependsOn({ when, unless, documents, principals }: StatementTemplate, option: RoleOption): boolean {
  const ofDocument = Object.entries(DOCUMENT_OPTIONS).some(
    ([document, needed]) => needed === option && documents.some((one) => one === document),
  );
  return !principals && (ofDocument || [...optionList(when), ...optionList(unless)].includes(option));
}

function turnedRoles(source: RoleSource, role: RoleKind): readonly Turned[] {
  const ofSource = kept.get(source) ?? new Map<RoleKind, readonly Turned[]>();
  kept.set(source, ofSource);
  const known =
    ofSource.get(role) ??
    otherChoices(source.choices).map((other) => ({
      ...other,
      identity: once(() => compile(rolePolicies({ ...source, settings: settings(other.choices) }, role))),
    }));
  ofSource.set(role, known);
  return known;
}
