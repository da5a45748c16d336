import { CLAUSES } from "../../contract/clauses";
import type { Clause, StatementTemplate } from "../../contract/clause";
import { optionList, optionWords, otherChoices, type OtherChoice, type RoleOption } from "../../contract/options";
import { DOCUMENT_OPTIONS } from "../../contract/render/documents";
import { settings } from "../../contract/settings";
import { compile, type CompiledPolicies } from "../../policy/decide";
import type { Steps } from "./steps";
import { clausesAbout } from "../clause";
import type { RoleRequest } from "../role-request";
import { rolePolicies, type RoleSource } from "../roles";
import { isAllowed } from "./allowed";
import { once } from "./once";

interface Turned extends OtherChoice {
  readonly identity: () => CompiledPolicies;
}

/** The policies with each option turned, by the source that was turned, the role and the action: many requests ask for the same. */
const kept = new WeakMap<RoleSource, Map<string, readonly Turned[]>>();
/** How many roles and actions are kept of a source. */
const MAX_KEPT = 256;

/** The options with which the same role would be allowed: each that is about the action is tried. */
export const optionSteps: Steps = (roleRequest) => {
  const about = clausesAbout(roleRequest.request.action);
  return turnedRoles(roleRequest, about)
    .filter(({ option }) => isAbout(option, about))
    .filter(({ identity }) => isAllowed(roleRequest, { identity: identity() }))
    .map(
      ({ option, on }) =>
        `${optionWords(option)} ${on ? "keeps it from being allowed" : "would allow it, switched on"}`,
    );
};

/** Whether statements about an action depend on an option; an option on which none of any action depends fills others in. */
function isAbout(option: RoleOption, about: readonly Clause[]): boolean {
  const holdsDependent = ({ statements }: Clause): boolean => statements.some((one) => dependsOn(one, option));
  return about.some(holdsDependent) || !CLAUSES.some(holdsDependent);
}

function dependsOn({ when, unless, documents, principals }: StatementTemplate, option: RoleOption): boolean {
  const ofDocument = Object.entries(DOCUMENT_OPTIONS).some(
    ([document, needed]) => needed === option && documents.some((one) => one === document),
  );
  return !principals && (ofDocument || [...optionList(when), ...optionList(unless)].includes(option));
}

function turnedRoles({ source, role, request: { action } }: RoleRequest, about: readonly Clause[]): readonly Turned[] {
  const ofSource = kept.get(source) ?? new Map<string, readonly Turned[]>();
  kept.set(source, ofSource);
  const key = `${role} ${action}`;
  const known =
    ofSource.get(key) ??
    otherChoices(source.choices).map((other) => ({
      ...other,
      identity: once(() => compile(rolePolicies({ ...source, settings: settings(other.choices) }, role, about))),
    }));
  if (ofSource.size >= MAX_KEPT) ofSource.clear();
  ofSource.set(key, known);
  return known;
}
