import { closeSync, openSync, readdirSync, readFileSync, fstatSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { parsePolicy, PolicyError } from "../../policy/parse";
import type { Policy } from "../../policy/document";
import type { AccessState, PrincipalAccess, ResourceAccess, ReviewInput } from "../model";
import { isAccountDetails, readAccountDetails } from "./account-details";
import { accessOf } from "./access";
import { isPlan, readPlan, ReviewInputError } from "./plan";
import { field, type Change, type Fields, type Json, type Resource } from "./resource";
import { isStack, readStack } from "./stack";

export { ReviewInputError } from "./plan";

/** Longest file that is read, in bytes: a plan of tens of thousands of resources. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Reads plans (`terraform show -json`) into what everybody holds before and after; what several plans say of one
 * principal is joined.
 *
 * @throws ReviewInputError where a file is missing, too large, cut off, no plan, or of another format version.
 */
export function readPlans(files: readonly string[]): ReviewInput {
  const before: Resource[] = [];
  const after: Resource[] = [];
  for (const file of files) {
    const value = readJson(file);
    if (!isPlan(value))
      throw new ReviewInputError(`${file}: ${kindOf(value)}; make a plan with "terraform show -json PLAN"`);
    const change: Change = readPlan(value, file);
    for (const resource of change.before) before.push(resource);
    for (const resource of change.after) after.push(resource);
  }
  return inputOf(accessOf({ before, after }));
}

function inputOf(states: Pick<ReviewInput, "before" | "after">): ReviewInput {
  return { ...states, notices: [], uncompared: { withoutAccess: 0, notCompared: 0 } };
}

/**
 * Reads the two sides of a comparison, each a plain policy, a synthesised stack (`cdk.tf.json`), a folder of them, or the
 * account details that `aws iam get-account-authorization-details` prints. Beside account details, what the other side
 * does not know is left out: it stays as it is.
 *
 * @throws ReviewInputError where a file is none of these.
 */
export function readSides(beforePath: string, afterPath: string): ReviewInput {
  const [before, after] = [readSide(beforePath), readSide(afterPath)];
  if ("stacks" in before && "stacks" in after) return inputOf(accessOf({ before: before.stacks, after: after.stacks }));
  const [a, b] = [before, after].map((side) =>
    "stacks" in side ? accessOf({ before: [], after: side.stacks }).after : side.access,
  ) as [AccessState, AccessState];
  if ("account" in before && "stacks" in after) return inputOf({ before: within(a, b), after: b });
  if ("stacks" in before && "account" in after) return inputOf({ before: a, after: within(b, a) });
  return inputOf({ before: a, after: b });
}

type Side = { readonly stacks: Resource[] } | { readonly access: AccessState; readonly account?: true };

function readSide(path: string): Side {
  if (isFolder(path)) return { stacks: stackFiles(path).flatMap(readStackFile) };
  const value = readJson(path);
  if (isAccountDetails(value)) return { access: readAccountDetails(value, path), account: true };
  if (isStack(value)) return { stacks: readStack(value) };
  if (isPlan(value)) {
    throw new ReviewInputError(`${path}: a plan holds both sides; give it to review without --before and --after`);
  }
  return { access: plainPolicy(value, path) };
}

/** What one side holds of those whom the other side names. */
function within(side: AccessState, other: AccessState): AccessState {
  const named = <T>(map: ReadonlyMap<string, T>, names: ReadonlyMap<string, unknown>): Map<string, T> =>
    new Map([...map].filter(([key]) => names.has(key)));
  return {
    principals: named(side.principals, other.principals),
    resources: named(side.resources, other.resources),
    rules: new Map(),
  };
}

function readStackFile(file: string): Resource[] {
  const value = readJson(file);
  if (!isStack(value)) throw new ReviewInputError(`${file}: ${kindOf(value)}, not a synthesised stack`);
  return readStack(value);
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

/** A policy by itself: of a resource or role where it names principals, else of a principal. */
function plainPolicy(value: Fields, path: string): AccessState {
  let policy: Policy;
  try {
    policy = parsePolicy(value, basename(path));
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new ReviewInputError(`${path}: ${kindOf(value)}; and as a policy: ${error.message}`);
  }
  const ofResource = policy.statements.some(({ principals, notPrincipals }) => principals ?? notPrincipals);
  const common = { name: "policy", unknown: [], addresses: [], sensitive: false };
  const principal: PrincipalAccess = { ...common, kind: "managed policy", policies: [policy], opaque: [] };
  const resource: ResourceAccess = { ...common, kind: resourceKind(policy), label: "policy of a resource", policy };
  return {
    principals: new Map(ofResource ? [] : [["policy", principal]]),
    resources: new Map(ofResource ? [["policy", resource]] : []),
    rules: new Map(),
  };
}

/** What a resource's policy belongs to, by the actions that it speaks of. */
function resourceKind({ statements }: Policy): ResourceAccess["kind"] {
  const actions = statements.flatMap(({ actions: listed = [], notActions = [] }) => [...listed, ...notActions]);
  const all = (service: string): boolean => actions.every((action) => action.toLowerCase().startsWith(`${service}:`));
  if (actions.length > 0 && all("sts")) return "trust";
  return actions.length > 0 && all("kms") ? "key" : "resource";
}

function readJson(file: string): Fields {
  const text = readBounded(file);
  let value: Json;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unreadable";
    throw new ReviewInputError(`${file}: not JSON, or cut off (${reason.slice(0, 120)})`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ReviewInputError(`${file}: ${kindOf(value)}, where an object is expected`);
  }
  return value as Fields;
}

function readBounded(file: string): string {
  let handle: number;
  try {
    handle = openSync(file, "r");
  } catch {
    throw new ReviewInputError(`${file}: no such file, or it cannot be read`);
  }
  try {
    const stat = fstatSync(handle);
    if (stat.isDirectory()) throw new ReviewInputError(`${file}: a folder, where a file is expected`);
    if (stat.size > MAX_BYTES) {
      throw new ReviewInputError(
        `${file}: ${stat.size} bytes; files of at most ${MAX_BYTES} bytes are read: review one stack at a time`,
      );
    }
    return readFileSync(handle, "utf8");
  } finally {
    closeSync(handle);
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    throw new ReviewInputError(`${path}: no such file or folder, or it cannot be read`);
  }
}

function kindOf(value: Json): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  const fields = value as Fields;
  if (isPlan(fields)) return "a plan";
  if (field(fields, "terraform_version") !== undefined) return "a Terraform state, or a plan without resource_changes";
  return "an object of no known kind";
}
