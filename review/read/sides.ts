import { statSync } from "node:fs";
import { dirname } from "node:path";
import type { Policy } from "../../policy/document";
import type { AccessState, NotCompared, ReviewInput } from "../model";
import { accessOf } from "./access";
import { readAccountDetails, textsOnly } from "./account-details";
import { gapsIn, gapText, uncountedCarriers, type Gap } from "./account-gaps";
import { isAccountDetails, isAccountPage, joinedPages, oneAccountOf, type AccountPage } from "./account-pages";
import { notTooDeep, readJsonObjects, ReviewInputError } from "./file";
import type { ReadOptions } from "./options";
import { overlay } from "./overlay";
import { plainPolicies, readPlainPolicy } from "./plain-policy";
import { isPlan } from "./plan";
import type { Place, Resource } from "./resource";
import { isStack, readStack, type StackReading } from "./stack";
import { changesOf, link } from "./stack-changes";
import { readStackFolders, type StackInput } from "./stack-folder";
import type { Uncompared } from "./uncompared";

type SideReading =
  | ({ readonly kind: "stacks" } & StackReading)
  | { readonly kind: "account"; readonly resources: readonly Resource[]; readonly gaps: readonly NotCompared[] }
  | { readonly kind: "policy"; readonly policy: Policy };

/** Where a side is read from: one path, or the pages of account details. */
export type SidePaths = string | readonly string[];

/**
 * Reads the two sides of a comparison, each a plain policy, a synthesised stack (`cdk.tf.json`), a folder of them, or the
 * account details that `aws iam get-account-authorization-details` prints, all pages in one file or each in its own.
 * Stacks overlay account details: what they do not name stays as it is in the account.
 *
 * @throws ReviewInputError where a file is none of these, or several are not the pages of one account.
 */
export function readSides(before: SidePaths, after: SidePaths, options: ReadOptions = {}): ReviewInput {
  const paths = [before, after].map((side) => [...new Set([side].flat())]) as [string[], string[]];
  return notTooDeep(paths.flat(), () => readBoth(paths, options));
}

function readBoth(paths: readonly [readonly string[], readonly string[]], options: ReadOptions): ReviewInput {
  const texts = new Map<string, string>();
  const folders = new Map(
    readStackFolders(paths.flatMap(([path = "", ...more]) => (more.length === 0 && isFolder(path) ? [path] : []))),
  );
  const [before, after] = paths.map((side) => stacksOf(side, folders) ?? readSide(side, texts)) as [
    SideReading,
    SideReading,
  ];
  const names = paths.map((side) => side.join(", ")) as [string, string];
  if (before.kind === "policy" && after.kind === "policy") return inputOf(plainPolicies(before.policy, after.policy));
  if (before.kind === "policy" || after.kind === "policy") {
    const [policy, other] = before.kind === "policy" ? names : names.toReversed();
    throw new ReviewInputError(
      `${policy}: a policy by itself, which cannot be compared with ${other}; give two policies`,
    );
  }
  const { sides, notices } = withAccounts(inOneScope(before, after), names, options);
  const [a, b] = sides;
  if (a.kind === "account" && b.kind === "stacks") return applied(a, b, names, notices);
  if (a.kind === "stacks" && b.kind === "account") return drifted(a, b, names, notices);
  link(a.resources, b.resources);
  const states = accessOf({ before: a.resources, after: b.resources });
  if (a.kind === "stacks" && b.kind === "stacks") return inputOf(states, notices, changesOf(a, b));
  const gaps = [a, b].flatMap((side) => (side.kind === "account" ? side.gaps : []));
  const once = new Map(gaps.map((gap) => [JSON.stringify(gap), gap]));
  return inputOf(states, notices, { notCompared: [...once.values()], withoutAccess: 0, others: [] });
}

/** An account before, and after stacks are applied to it. */
function applied(account: Account, stacks: Stacks, [, path]: Names, notices: readonly string[]): ReviewInput {
  const { own, others } = ofAccount(stacks, account, path);
  const states = accessOf({ before: account.resources, after: overlay(account.resources, own) });
  const changes = changesOf({ resources: [], parts: [] }, { ...stacks, resources: own });
  return inputOf(states, notices, { ...changes, notCompared: [...account.gaps, ...others, ...changes.notCompared] });
}

/** An account as stacks have it, and as it is. */
function drifted(stacks: Stacks, account: Account, [path]: Names, notices: readonly string[]): ReviewInput {
  const { own, others } = ofAccount(stacks, account, path);
  const states = accessOf({ before: overlay(account.resources, own, false), after: account.resources });
  const unread = stacks.parts.map(({ kind, name }) => `${kind} ${name}`);
  const notice = `${path}: ${unread.join(", ")}: not read, so that what differs from it is not seen`;
  return inputOf(states, unread.length > 0 ? [...notices, notice] : notices, {
    notCompared: [...account.gaps, ...others],
    withoutAccess: 0,
    others: [],
  });
}

/** The resources of stacks that are in the account of details, and a row for each other account. */
function ofAccount(
  { resources }: Stacks,
  account: Account,
  path: string,
): { readonly own: readonly Resource[]; readonly others: readonly NotCompared[] } {
  const known = new Set(account.resources.flatMap((one) => one.account ?? []));
  const isElsewhere = (one: Resource): boolean =>
    known.size > 0 && one.account !== undefined && !known.has(one.account);
  const elsewhere = new Set(resources.filter(isElsewhere).flatMap((one) => one.account ?? []));
  const others = [...elsewhere].map((id) => ({
    subject: { kind: "account", name: id, account: id, created: false, addresses: [] },
    text: `${path} holds stacks of it, and there are no details of it: not compared`,
  }));
  return { own: resources.filter((one) => !isElsewhere(one)), others };
}

function inputOf(
  states: { readonly before: AccessState; readonly after: AccessState },
  notices: readonly string[] = [],
  { notCompared, withoutAccess, others }: Uncompared = { notCompared: [], withoutAccess: 0, others: [] },
): ReviewInput {
  const notice = `resources of other providers, which are not looked at: ${others.join(", ")}`;
  return { ...states, notices: others.length > 0 ? [...notices, notice] : notices, notCompared, withoutAccess };
}

function stacksOf(
  [path = "", ...more]: readonly string[],
  folders: ReadonlyMap<string, readonly StackInput[]>,
): SideReading | undefined {
  const stacks = more.length === 0 ? folders.get(path) : undefined;
  return stacks && { kind: "stacks", ...joined(stacks.map(({ content, ...options }) => readStack(content, options))) };
}

function readSide(paths: readonly string[], texts: Map<string, string>): SideReading {
  const [path = ""] = paths;
  if (paths.length > 1) return readPages(paths, texts);
  const [value = {}, ...others] = readJsonObjects(path, isAccountPage, textsOnly(texts));
  if (others.length > 0 || isAccountDetails(value))
    return readAccount([value, ...others].map((fields) => ({ file: path, fields })));
  if (isPlan(value)) {
    throw new ReviewInputError(`${path}: a plan holds both sides; give it to review without --before and --after`);
  }
  if (isStack(value)) return { kind: "stacks", ...joined([readStack(value, { folder: dirname(path), scope: ALONE })]) };
  return { kind: "policy", policy: readPlainPolicy(path) };
}

function readPages(paths: readonly string[], texts: Map<string, string>): SideReading {
  const pages = paths.flatMap((file) => {
    const all = isFolder(file) ? [{}] : readJsonObjects(file, isAccountPage, textsOnly(texts));
    if (all.every(isAccountPage)) return all.map((fields) => ({ file, fields }));
    throw new ReviewInputError(
      `${file}: no page of account details, as aws iam get-account-authorization-details prints them; of anything else a side is one file or one folder`,
    );
  });
  return readAccount(pages);
}

function readAccount(pages: readonly AccountPage[]): SideReading {
  if (pages.length > 1) oneAccountOf(pages);
  const names = [...new Set(pages.map(({ file }) => file))].join(", ");
  const details = joinedPages(pages);
  return {
    kind: "account",
    resources: readAccountDetails(details, names),
    gaps: [...gapsIn(details), ...uncountedCarriers(details)].map(gapRow),
  };
}

/** What details leave out is a row: whatever it holds, nobody compared it. */
function gapRow(gap: Gap): NotCompared {
  const { kind, name, account } = gap;
  const of = { kind, name, created: false, addresses: [] };
  return { subject: { ...of, ...(account !== undefined && { account }) }, text: gapText(gap) };
}

function joined(stacks: readonly StackReading[]): StackReading {
  return { resources: stacks.flatMap(({ resources }) => resources), parts: stacks.flatMap(({ parts }) => parts) };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    throw new ReviewInputError(`${path}: no such file or folder, or it cannot be read`);
  }
}

type Resourceful = Exclude<SideReading, { kind: "policy" }>;
type Account = Extract<SideReading, { kind: "account" }>;
type Stacks = Extract<SideReading, { kind: "stacks" }>;
type Names = readonly [before: string, after: string];

/** The scope of a stack by itself. */
const ALONE = "stack";

/** A stack by itself beside a folder of stacks: it is the one with which it has the most addresses in common. */
function inOneScope(before: Resourceful, after: Resourceful): [Resourceful, Resourceful] {
  if (before.kind !== "stacks" || after.kind !== "stacks") return [before, after];
  const isAlone = ({ resources }: Resourceful): boolean => resources.some(({ scope }) => scope === ALONE);
  if (isAlone(before) === isAlone(after)) return [before, after];
  const [alone, folder] = isAlone(before) ? [before, after] : [after, before];
  const addresses = new Set(alone.resources.map(({ address }) => address));
  const shared = new Map<string, number>();
  for (const { scope, address } of folder.resources) {
    if (addresses.has(address)) shared.set(scope, (shared.get(scope) ?? 0) + 1);
  }
  const [scope] = [...shared].sort(([, a], [, b]) => b - a)[0] ?? [];
  if (scope === undefined) return [before, after];
  const neighbour = folder.resources.find((one) => one.scope === scope);
  const moved: Resourceful = {
    ...alone,
    resources: alone.resources.map((one) => inScope(one, scope, neighbour)),
    parts: alone.parts.map((part) => ({ ...part, scope })),
  };
  return isAlone(before) ? [moved, after] : [before, moved];
}

/** @param neighbour Gives the account of that scope, where the resource names none. */
function inScope(resource: Resource, scope: string, neighbour: Resource | undefined): Resource {
  const { account, accountKey, regionKey } = resource;
  const place =
    account === undefined && neighbour ? { account: neighbour.account, accountKey: neighbour.accountKey } : {};
  return as(resource, {
    scope,
    accountKey: accountKey.replace(`?${ALONE}#`, `?${scope}#`),
    regionKey: regionKey.replace(`?${ALONE}#`, `?${scope}#`),
    ...place,
  });
}

/** A side without any account is in the only one of the other side, or in the one that is given. */
function withAccounts(
  sides: readonly [Resourceful, Resourceful],
  paths: readonly [string, string],
  { account }: ReadOptions,
): { sides: readonly [Resourceful, Resourceful]; notices: string[] } {
  const accounts = sides.map(({ resources }) => new Set(resources.flatMap((one) => one.account ?? [])));
  const notices: string[] = [];
  const given = sides.map((side, i): Resourceful => {
    const other = accounts[1 - i] ?? new Set<string>();
    if ((accounts[i]?.size ?? 0) > 0 || side.resources.length === 0) return side;
    const assumed = account ?? (other.size === 1 ? [...other][0] : undefined);
    const keys = new Set(side.resources.map(({ accountKey }) => accountKey));
    if (assumed === undefined || keys.size > 1) return side;
    if (account === undefined)
      notices.push(`${paths[i] ?? ""}: names no account; taken for ${assumed}, the account of ${paths[1 - i] ?? ""}`);
    return { ...side, resources: side.resources.map((one) => inAccount(one, assumed)) };
  }) as [Resourceful, Resourceful];
  return { sides: given, notices };
}

function inAccount(resource: Resource, account: string): Resource {
  return as(resource, { account, accountKey: account });
}

/** The same resource, elsewhere. */
function as(resource: Resource, place: Partial<Place & Pick<Resource, "scope">>): Resource {
  return Object.assign(Object.create(Object.getPrototypeOf(resource) as object) as Resource, resource, place);
}
