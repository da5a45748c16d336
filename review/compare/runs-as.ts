import { compareIdentity, type Budget, type Comparison, type Difference } from "../../policy/compare";
import type { AccessState, Note, PrincipalAccess, RoleInUse, NewRow, RunsAs } from "../model";
import { faultOf } from "../policy-text";
import { joined, NOTHING, redacted } from "./pairs";
import { textsOf } from "../texts";

/** The states of both sides. */
interface States {
  readonly before: AccessState;
  readonly after: AccessState;
}

/** The roles of one attribute that are new, and those that are gone. */
interface Swap {
  readonly gained: readonly RoleInUse[];
  readonly lost: readonly RoleInUse[];
}

/**
 * Compares what something may do by the roles that it acts as: what the role of before had before the change, with what
 * the role of after has after it. What a role gains that stays is the role's own row. Something that is destroyed acts as
 * nobody.
 */
export function runsAsRow(key: string, states: States, budget: Budget): NewRow | undefined {
  const [was, is] = [states.before.runsAs.get(key), states.after.runsAs.get(key)];
  if (!is) return undefined;
  const words = WORDS[is.as];
  const outcomes = swapsOf(was, is).flatMap(({ gained, lost }) =>
    gained.length > 0
      ? gained.map((role) => gains(role, lost, { ...states, created: !was, words }, budget))
      : lost.map((role) => loses(role, { ...states, words }, budget)),
  );
  const found = outcomes.filter((outcome) => outcome !== undefined);
  if (found.length === 0) return undefined;
  const comparison = joined(found.map((one) => one.comparison));
  const notes = found.flatMap((one) => one.notes);
  const compared = textsOf(sideOf(was, states.before), sideOf(is, states.after));
  const row: NewRow = { subject: { ...is.subject, created: !was }, comparison, edits: [], notes, compared };
  return found.some(({ sensitive }) => sensitive) ? redacted(row) : row;
}

/** With the access of what it acts as. */
function sideOf(one: RunsAs | undefined, { principals }: AccessState): unknown {
  return one && [one, one.roles.map(({ key }) => (key === undefined ? undefined : principals.get(key)))];
}

/** How having the access of others, and having it no longer, reads. */
const WORDS = {
  role: { gains: "runs as the role", loses: "no longer runs as the role", path: true },
  "permission set": { gains: "gets the permission set", loses: "no longer has the permission set", path: false },
  user: { gains: "is a way in for the user", loses: "is no longer a way in for the user", path: false },
} as const satisfies Record<RunsAs["as"], Words>;

interface Words {
  readonly gains: string;
  readonly loses: string;
  /** Whether the attribute says more to a reader. */
  readonly path: boolean;
}

function swapsOf(was: RunsAs | undefined, is: RunsAs): Swap[] {
  const paths = [...new Set([...(was?.roles ?? []), ...is.roles].map(({ path }) => path))];
  return paths.map((path) => {
    const [had, has] = [was, is].map((one) => (one?.roles ?? []).filter((role) => role.path === path)) as [
      RoleInUse[],
      RoleInUse[],
    ];
    const [before, after] = [new Set(had.map(sameRole)), new Set(has.map(sameRole))];
    return {
      gained: has.filter((role) => !before.has(sameRole(role)) || isOpen(role)),
      lost: had.filter((role) => !after.has(sameRole(role))),
    };
  });
}

/** The same for one role within the same session policy; policies of one text are one object, and of one name one text. */
function sameRole({ key, name, unknown, expression, within }: RoleInUse): string {
  if (unknown) return `unknown ${expression ?? name}`;
  return within ? `${key ?? name} within ${JSON.stringify(within.statements)}` : (key ?? name);
}

/** Known only after apply, with nothing that would show whether it is the same. */
function isOpen({ unknown, expression }: RoleInUse): boolean {
  return unknown && expression === undefined;
}

interface Outcome {
  readonly comparison: Comparison;
  readonly notes: readonly Note[];
  readonly sensitive: boolean;
}

function gains(
  role: RoleInUse,
  lost: readonly RoleInUse[],
  { before, after, created, words }: States & { readonly created: boolean; readonly words: Words },
  budget: Budget,
): Outcome | undefined {
  const text = `${words.gains} ${role.name}${lost.length === 0 ? "" : ` instead of ${lost.map(({ name }) => name).join(", ")}`}${words.path ? ` (${role.path})` : ""}`;
  if (role.unknown) return noted("unknown", `${text}, which is known only after apply`);
  const now = role.key === undefined ? undefined : after.principals.get(role.key);
  // A role that the plan creates has a row, which says what it may do.
  if (created && now?.exists === true && before.principals.get(role.key ?? "")?.exists !== true) return undefined;
  if (!now?.exists) return noted("widened", `${text}, whose policies are not at hand: they may allow anything`);
  const [one, ...others] = lost;
  const then = one?.key === undefined || others.length > 0 ? undefined : before.principals.get(one.key);
  // What an unclear limit leaves counts before as nothing, and after as all that one of the two lets through.
  const had = isUnclear(then, one) ? NONE : accessOf(then, one);
  const comparison = compareIdentity(had, accessOf(now, role), placeOf(now), budget);
  const sensitive = now.sensitive || (then?.sensitive ?? false);
  const [wholeNow, wholeThen] = [isWhole(now) && !isUnclear(now, role), isWhole(then) && !isUnclear(then, one)];
  if (wholeNow && (lost.length === 0 || wholeThen)) {
    const verdict = comparison.verdict === "none" ? "changed" : comparison.verdict;
    return { comparison, notes: [note(verdict, "read", comparison.proven, text)], sensitive };
  }
  const names = [...(wholeThen || !one ? [] : [one.name]), ...(wholeNow ? [] : [role.name])];
  const reason = `not all policies of ${names.join(" and ")} are at hand`;
  const differences = comparison.differences
    .filter(({ verdict }) => verdict === "widened")
    .map((difference) => notProven(difference, reason));
  const nothing =
    isWhole(now) &&
    differences.length === 0 &&
    compareIdentity(NONE, accessOf(now, role), {}, budget).verdict === "none";
  const verdict = differences.length > 0 ? "widened" : "none";
  return {
    comparison: { ...NOTHING, verdict, proven: verdict === "none", differences },
    notes: [nothing ? note("changed", "read", true, text) : note("widened", "escalation", false, `${text}; ${reason}`)],
    sensitive,
  };
}

function loses(role: RoleInUse, { before, words }: States & { readonly words: Words }, budget: Budget): Outcome {
  const text = `${words.loses} ${role.name}${words.path ? ` (${role.path})` : ""}`;
  const then = role.key === undefined ? undefined : before.principals.get(role.key);
  const comparison = then && isWhole(then) ? compareIdentity(accessOf(then, role), NONE, {}, budget) : NOTHING;
  return { comparison, notes: [note("narrowed", "read", true, text)], sensitive: then?.sensitive ?? false };
}

function noted(verdict: Note["verdict"], text: string): Outcome {
  return { comparison: NOTHING, notes: [note(verdict, "escalation", false, text)], sensitive: false };
}

function note(verdict: Note["verdict"], risk: Note["risk"], proven: boolean, text: string): Note {
  return { verdict, risk, proven, text };
}

function placeOf({ subject: { account } }: PrincipalAccess): { account?: string } {
  return account === undefined ? {} : { account };
}

type Access = Parameters<typeof compareIdentity>[0];

const NONE: Access = { identity: [] };

/** Whether a session policy cannot be read, or limits it beside a boundary: two limits are not compared. */
function isUnclear(role: PrincipalAccess | undefined, { within }: Pick<RoleInUse, "within"> = {}): boolean {
  return within !== undefined && (role?.boundary !== undefined || faultOf(within) !== undefined);
}

/** What is known of a role's access, as it is used; its boundary where the text of that is at hand. */
function accessOf(role: PrincipalAccess | undefined, use: RoleInUse | undefined): Access {
  if (!role) return NONE;
  const { policies } = role;
  const boundary = use?.within ?? role.boundary;
  const limit = boundary && !("unknown" in boundary) && faultOf(boundary) === undefined ? [boundary] : undefined;
  return {
    identity: policies.filter((policy) => faultOf(policy) === undefined),
    ...(limit && { boundary: limit }),
  };
}

/** Whether all that gives a role its access, or limits it, is at hand. */
function isWhole(role: PrincipalAccess | undefined): boolean {
  if (!role?.exists || !role.complete || role.opaque.length > 0) return false;
  const { policies, boundary } = role;
  return [...policies, ...(boundary ? [boundary] : [])].every(
    (policy) => !("unknown" in policy) && faultOf(policy) === undefined,
  );
}

function notProven({ witness, refused: _, ...difference }: Difference, message: string): Difference {
  return witness ? { ...difference, proven: false, message } : { ...difference, proven: false };
}
