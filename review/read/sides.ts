import { readdirSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Policy } from "../../policy/document";
import type { AccessState, NotCompared, ReviewInput } from "../model";
import { accessOf } from "./access";
import { isAccountDetails, readAccountDetails, textsOnly } from "./account-details";
import { isAccountPage, joinedPages, oneAccountOf, type AccountPage } from "./account-pages";
import { notTooDeep, readJsonFile, ReviewInputError } from "./file";
import type { ReadOptions } from "./options";
import { overlay } from "./overlay";
import { plainPolicies, readPlainPolicy } from "./plain-policy";
import { isPlan } from "./plan";
import type { Place, Resource } from "./resource";
import { isStack, readStack, type ModuleCall, type StackReading } from "./stack";
import { changedModules, link, otherCounts, otherOwners, touched } from "./stack-changes";
import { uncomparedOf } from "./uncompared";

type Side =
  | { readonly kind: "stacks"; readonly resources: readonly Resource[]; readonly modules: readonly ModuleCall[] }
  | { readonly kind: "account"; readonly resources: readonly Resource[] }
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
  const [before, after] = [readSide(paths[0], texts), readSide(paths[1], texts)];
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
  if (a.kind === "account" && b.kind === "stacks") {
    return inputOf(accessOf({ before: a.resources, after: overlay(a.resources, b.resources) }), notices);
  }
  if (a.kind === "stacks" && b.kind === "account") {
    return inputOf(accessOf({ before: overlay(b.resources, a.resources, false), after: b.resources }), notices);
  }
  const modules = a.kind === "stacks" && b.kind === "stacks" ? changedModules(a.modules, b.modules) : [];
  link(a.resources, b.resources);
  const stacks = a.kind === "stacks" && b.kind === "stacks";
  const { notCompared, withoutAccess } = uncomparedOf(stacks ? touched(a.resources, b.resources) : []);
  const input = inputOf(accessOf({ before: a.resources, after: b.resources }), notices, [
    ...modules,
    ...(stacks ? [...otherCounts(b.resources), ...otherOwners(b.resources)] : []),
    ...notCompared,
  ]);
  return { ...input, withoutAccess };
}

function inputOf(
  states: { readonly before: AccessState; readonly after: AccessState },
  notices: readonly string[] = [],
  notCompared: readonly NotCompared[] = [],
): ReviewInput {
  return { ...states, notices, notCompared, withoutAccess: 0 };
}

function readSide(paths: readonly string[], texts: Map<string, string>): Side {
  const [path = ""] = paths;
  if (paths.length > 1) return readPages(paths, texts);
  if (isFolder(path)) {
    const files = stackFiles(path);
    const stacks = files.map((file) => {
      const value = readJsonFile(file);
      if (!isStack(value))
        throw new ReviewInputError(`${file}: no synthesised stack: no resource, module or provider in it`);
      const name = relative(path, file);
      return readStack(value, {
        folder: dirname(file),
        scope: name,
        source: nameOf(name),
      });
    });
    return { kind: "stacks", ...joined(stacks) };
  }
  const value = readJsonFile(path, textsOnly(texts));
  if (isAccountDetails(value)) return readAccount([{ file: path, fields: value }]);
  if (isPlan(value)) {
    throw new ReviewInputError(`${path}: a plan holds both sides; give it to review without --before and --after`);
  }
  if (isStack(value)) return { kind: "stacks", ...joined([readStack(value, { folder: dirname(path), scope: ALONE })]) };
  return { kind: "policy", policy: readPlainPolicy(path) };
}

function readPages(paths: readonly string[], texts: Map<string, string>): Side {
  const pages = paths.map((file) => {
    const fields = isFolder(file) ? {} : readJsonFile(file, textsOnly(texts));
    if (isAccountPage(fields)) return { file, fields };
    throw new ReviewInputError(
      `${file}: no page of account details, as aws iam get-account-authorization-details prints them; of anything else a side is one file or one folder`,
    );
  });
  oneAccountOf(pages);
  return readAccount(pages);
}

function readAccount(pages: readonly AccountPage[]): Side {
  const names = pages.map(({ file }) => file).join(", ");
  return { kind: "account", resources: readAccountDetails(joinedPages(pages), names) };
}

function joined(stacks: readonly StackReading[]): StackReading {
  return { resources: stacks.flatMap(({ resources }) => resources), modules: stacks.flatMap(({ modules }) => modules) };
}

/** `stacks/dev-base/cdk.tf.json` → `dev-base`; other files by their path. */
function nameOf(path: string): string {
  return /^(?:.*\/)?([^/]+)\/cdk\.tf\.json$/.exec(path)?.[1] ?? path;
}

/** The stacks below a folder: itself, or an output folder of cdktf with `stacks/<id>/cdk.tf.json`. */
function stackFiles(folder: string): string[] {
  const found: string[] = [];
  const visit = (path: string, depth: number): void => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.isDirectory() && depth < 3 && !entry.name.startsWith(".")) visit(join(path, entry.name), depth + 1);
      else if (entry.isFile() && entry.name.endsWith(".tf.json")) found.push(join(path, entry.name));
    }
  };
  visit(folder, 0);
  if (found.length === 0)
    throw new ReviewInputError(`${folder}: no *.tf.json in it; synthesise first, with npm run synth`);
  return found;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    throw new ReviewInputError(`${path}: no such file or folder, or it cannot be read`);
  }
}

type Resourceful = Exclude<Side, { kind: "policy" }>;

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
    modules: alone.modules.map((call) => ({ ...call, scope })),
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
