import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { Failure } from "./failure";
import { isObject, type ObjectValue } from "./values";

/** Where IAM and other services without regions keep what they hold. */
export const GLOBAL = "global";

/**
 * Everything that exists: account id → region or `global` → resource type → key → attributes.
 *
 * ```json
 * { "123456789012": { "global": { "aws_iam_role": { "customer_sagemaker_admin_role": {
 *     "description": "made by hand", "assume_role_policy": { "Version": "2012-10-17", "Statement": [] },
 *     "tags": { "owner": "ams" } } } } } }
 * ```
 *
 * The key is what identifies a resource in its account: a role's name, a policy's ARN, `ROLE/POLICY_ARN` for an
 * attachment (`offline/resources` says which, for each type). Attributes have Terraform's names; those that are left
 * out take the values that AWS would give; `tags` are all tags, those of `default_tags` included.
 */
export type Contents = Record<string, Record<string, Record<string, Record<string, ObjectValue>>>>;

/** Where a resource is: the account and the region, or {@link GLOBAL}. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/**
 * The fake AWS: a few accounts in a JSON file, or in memory.
 *
 * The file is read again whenever it has changed, so that an edit by hand is drift that the next plan shows, and
 * written whole after each change.
 */
export class Cloud {
  private contents: Contents;
  private stamp = "";

  /**
   * @param file where the accounts are kept; in memory without it. A file that does not exist yet starts empty.
   * @param seed what exists at first, where there is no file.
   */
  constructor(
    private readonly file?: string,
    seed: Contents = {},
  ) {
    this.contents = structuredClone(seed);
  }

  get(place: Place, type: string, key: string): ObjectValue | undefined {
    const resources = this.resourcesOf(place, type);
    return resources !== undefined && Object.hasOwn(resources, key) ? resources[key] : undefined;
  }

  /** All resources of one type in one place, by key. */
  list(place: Place, type: string): readonly (readonly [key: string, attributes: ObjectValue])[] {
    return Object.entries(this.resourcesOf(place, type) ?? {});
  }

  put({ accountId, region }: Place, type: string, key: string, attributes: ObjectValue): void {
    this.load();
    (((this.contents[accountId] ??= {})[region] ??= {})[type] ??= {})[key] = attributes;
    this.save();
  }

  /** Removes a resource; what is left empty goes with it. */
  remove(place: Place, type: string, key: string): void {
    const { accountId, region } = place;
    if (this.get(place, type, key) === undefined) return;
    const others = this.list(place, type).filter(([other]) => other !== key);
    const path = [this.contents, this.contents[accountId], this.contents[accountId]?.[region]] as const;
    if (path[2] !== undefined) assign(path[2], type, Object.fromEntries(others));
    if (path[1] !== undefined) assign(path[1], region, path[2] ?? {});
    assign(path[0], accountId, path[1] ?? {});
    this.save();
  }

  /** A copy of everything that exists. */
  snapshot(): Contents {
    this.load();
    return structuredClone(this.contents);
  }

  private resourcesOf({ accountId, region }: Place, type: string): Record<string, ObjectValue> | undefined {
    this.load();
    return this.contents[accountId]?.[region]?.[type];
  }

  private load(): void {
    if (this.file === undefined) return;
    const found = statSync(this.file, { throwIfNoEntry: false });
    const stamp = found === undefined ? "" : `${found.mtimeMs}/${found.size}/${found.ino}`;
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    this.contents = found === undefined ? {} : parseContents(this.file, readFileSync(this.file, "utf8"));
  }

  private save(): void {
    if (this.file === undefined) return;
    const draft = `${this.file}.${process.pid}.tmp`;
    writeFileSync(draft, `${JSON.stringify(this.contents, null, 2)}\n`);
    renameSync(draft, this.file);
    this.stamp = "";
  }
}

/** Sets an entry, or drops it where its value is empty. */
function assign<Inner extends object>(record: Record<string, Inner>, name: string, value: Inner): void {
  if (Object.keys(value).length > 0) record[name] = value;
  else Reflect.deleteProperty(record, name);
}

function parseContents(file: string, text: string): Contents {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Failure(`The account file ${file} is no JSON`, error instanceof Error ? error.message : "");
  }
  const problem = describeWrongLevel(value, ["an account id", 'a region or "global"', "a resource type", "a key"]);
  if (problem !== undefined) {
    throw new Failure(`The account file ${file} has another form`, `${problem}; see offline/account.ts for the form`);
  }
  return value as Contents;
}

/** What stands where an object is needed, by its path in the file; undefined where all is well. */
function describeWrongLevel(value: unknown, levels: readonly string[], path = "the file"): string | undefined {
  const [level, ...rest] = levels;
  if (!isObject(value as ObjectValue)) {
    return `${path} must hold an object${level === undefined ? " of attributes" : ` by ${level}`}`;
  }
  if (level === undefined) return undefined;
  for (const [name, inner] of Object.entries(value as object)) {
    const problem = describeWrongLevel(inner, rest, path === "the file" ? name : `${path} → ${name}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
