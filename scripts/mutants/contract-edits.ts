import {
  caseAuthorization,
  caseDocuments,
  caseRequest,
  caseSettings,
  documentsOf,
  EVERYTHING,
} from "../../contract/cases/authorization";
import type { CaseDocuments } from "../../contract/cases/authorization";
import { closedWorld, type ClosedWorld } from "../../contract/cases/closed-world";
import type { Case, PolicyKey } from "../../contract/clause";
import type { Settings } from "../../contract/settings";
import { compareIdentity, compareResource } from "../../policy/compare";
import { decide, type Authorization } from "../../policy/decide";
import type { PolicyDocument, PolicyStatement, Request } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import { compilePattern } from "../../policy/pattern";
import type { Edit } from "./edits";

/** The cases of one requester under the same options and policies. */
export interface Group {
  readonly world: ClosedWorld;
  /** One of the cases: all name the same requester, options and policies. */
  readonly sample: Case;
  readonly settings: Settings;
  readonly documents: CaseDocuments;
  readonly taking: readonly PolicyKey[];
  readonly asking: readonly Asking[];
  /** By service, one of all that differ in their action only. */
  readonly places: ReadonlyMap<string, readonly Asking[]>;
}

interface Asking {
  readonly who: Case;
  readonly request: Request;
  readonly decisions: readonly boolean[];
}

/** Beside ours nothing, or what a deny must withstand: a policy that allows everything, such as another team's. */
const OTHERS: readonly (readonly PolicyDocument[])[] = [[], [EVERYTHING]];

/**
 * Every case, in groups.
 *
 * @param written Those that somebody wrote; what follows from them is asked for as well.
 */
export function caseGroups(written: readonly Case[]): Group[] {
  const world = closedWorld(written);
  const byPolicies = new Map<string, Case[]>();
  for (const one of world.cases) {
    const key = JSON.stringify([one.as, one.options, one.resourcePolicy, one.endpointPolicy]);
    const known = byPolicies.get(key);
    if (known) known.push(one);
    else byPolicies.set(key, [one]);
  }
  return [...byPolicies.values()].flatMap((cases) => {
    const [sample] = cases;
    if (!sample) return [];
    const settings = caseSettings(sample);
    const documents = caseDocuments(settings, sample.options);
    const authorizations = OTHERS.map((others) => caseAuthorization(sample, settings, documents, others));
    const { resourcePolicy, endpointPolicy } = sample;
    const part = [resourcePolicy, endpointPolicy].flatMap((key) => (key ? [key] : []));
    const asking = cases.map((one): Asking => {
      const request = caseRequest(one);
      return { who: one, request, decisions: authorizations.map((one) => isAllowed(one, request)) };
    });
    return [
      {
        world,
        sample,
        settings,
        documents,
        taking: [...documentsOf(sample.as, settings), ...part],
        asking,
        places: placesOf(asking),
      },
    ];
  });
}

function placesOf(asking: readonly Asking[]): Group["places"] {
  const places = new Map<string, Map<string, Asking>>();
  for (const one of asking) {
    const { action, ...place } = one.request;
    const known = places.get(serviceOf(action)) ?? new Map<string, Asking>();
    places.set(serviceOf(action), known.set(JSON.stringify(place), one));
  }
  return new Map([...places].map(([service, known]) => [service, [...known.values()]]));
}

const serviceOf = (action: string): string => action.replace(/:.*/, "").toLowerCase();

/** The statement as the group's document holds it; undefined where it does not. */
export function statementIn(group: Group, document: PolicyKey, sid: string): PolicyStatement | undefined {
  if (!group.taking.includes(document)) return undefined;
  return statements(group.documents[document]).find(({ Sid }) => Sid === sid);
}

export type Outcome = "noticed" | "equal" | "missed";

/**
 * What becomes of an edit: a case decides otherwise; or under the options of no case anything is decided otherwise, as
 * the comparison of policies proves; or neither.
 *
 * @param groups Those whose document holds the statement.
 */
export function outcomeOf(groups: readonly Group[], document: PolicyKey, sid: string, edit: Edit): Outcome {
  const edited = groups.flatMap((group) => {
    const before = statementIn(group, document, sid);
    const after = before && edit.change(before);
    if (!before || JSON.stringify(before) === JSON.stringify(after)) return [];
    const all = statements(group.documents[document]).flatMap((one) => (one.Sid === sid ? (after ?? []) : [one]));
    const documents = { ...group.documents, [document]: { ...group.documents[document], Statement: all } };
    return [{ group, documents, looksAt: actionsOf([before, after]) }];
  });
  const { adds } = edit;
  const noticed = edited.some(
    ({ group, documents, looksAt }) =>
      (adds !== undefined && (isNewlyAllowed(group, documents, adds) || isNewlyDenied(group, documents, adds))) ||
      isNoticed(group, documents, looksAt),
  );
  if (noticed) return "noticed";
  return edited.every(({ group, documents }) => isEqual(group, documents, document)) ? "equal" : "missed";
}

/** Whether an action becomes allowed that no case allows: on the resource and in the context of some case. */
function isNewlyAllowed({ world, sample, settings, places }: Group, documents: CaseDocuments, action: string): boolean {
  const promised = (places.get(serviceOf(action)) ?? []).filter(({ who }) => world.isPromisedDenied(who, action));
  if (promised.length === 0) return false;
  const authorization = caseAuthorization(sample, settings, documents);
  return promised.some(({ request }) => isAllowed(authorization, { ...request, action }));
}

/** Cases decide no endpoint whose policy picks principals otherwise than by conditions: they fail. */
function namesPrincipals(documents: CaseDocuments, { endpointPolicy }: Case): boolean {
  const all = statements(endpointPolicy && documents[endpointPolicy]);
  return all.some(({ Principal }) => JSON.stringify(Principal) !== '{"AWS":"*"}');
}

/** Whether an action becomes denied that no case denies, beside a policy that allows everything. */
function isNewlyDenied({ world, sample, settings, places }: Group, documents: CaseDocuments, action: string): boolean {
  const promised = (places.get(serviceOf(action)) ?? []).filter(({ who }) => world.isDeniedNowhere(who, action));
  if (promised.length === 0) return false;
  const authorization = caseAuthorization(sample, settings, documents, [EVERYTHING]);
  return promised.some(({ request }) => isDenied(authorization, { ...request, action }));
}

function isNoticed(group: Group, documents: CaseDocuments, looksAt: (action: string) => boolean): boolean {
  const asking = group.asking.filter(({ request }) => looksAt(request.action));
  if (asking.length === 0) return false;
  if (asking.some(({ who }) => who.endpointPolicy) && namesPrincipals(documents, group.sample)) return true;
  return OTHERS.some((others, index) => {
    const authorization = caseAuthorization(group.sample, group.settings, documents, others);
    return asking.some(({ request, decisions }) => isAllowed(authorization, request) !== decisions[index]);
  });
}

function isEqual({ sample, settings, documents }: Group, edited: CaseDocuments, document: PolicyKey): boolean {
  const policies = (of: CaseDocuments) => [parsePolicy(of[document], document)] as const;
  if (sample.as.endsWith("Trust") || sample.resourcePolicy === document || sample.endpointPolicy === document) {
    const kind = sample.as.endsWith("Trust") ? "trust" : sample.endpointPolicy === document ? "endpoint" : document;
    const [before] = policies(documents);
    const [after] = policies(edited);
    return compareResource(before, after, { kind: kind as "trust", account: "111122223333" }).verdict === "none";
  }
  const all = (of: CaseDocuments) => ({
    identity: documentsOf(sample.as, settings).map((key) => parsePolicy(of[key], key)),
  });
  return compareIdentity(all(documents), all(edited), { unseen: { policies: true } }).verdict === "none";
}

function isAllowed(authorization: Authorization, request: Request): boolean {
  return decide(authorization, request).decision === "allow";
}

function isDenied(authorization: Authorization, request: Request): boolean {
  return decide(authorization, request).decision === "explicitDeny";
}

function statements(document: PolicyDocument | undefined): readonly PolicyStatement[] {
  return document ? [document.Statement].flat() : [];
}

function actionsOf(edited: readonly (PolicyStatement | undefined)[]): (action: string) => boolean {
  const patterns = edited.flatMap((one) => (one?.Action ? [one.Action].flat() : []));
  const matchers = [...new Set(patterns)].map((pattern) => compilePattern(pattern.toLowerCase()));
  return (action) => matchers.some((matches) => matches(action.toLowerCase()));
}
