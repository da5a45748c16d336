import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compareAccess } from "../../review/compare/access";
import type { Review } from "../../review/model";
import { readPlans, readSides } from "../../review/read";
import { rowVerdict } from "../../review/row";
import { newFolder } from "../new-folder";

export type Values = Readonly<Record<string, unknown>>;

/** One entry of a plan's `resource_changes`, and how it is configured. */
export interface Change {
  readonly address: string;
  readonly before?: Values | null;
  readonly after?: Values | null;
  readonly unknown?: Values;
  /** @default what before and after say */
  readonly actions?: readonly string[];
  /** Attributes that the configuration sets, and what they refer to. @default those of `after` */
  readonly configured?: Readonly<Record<string, readonly string[]>>;
  /** `provider_config_key`. */
  readonly provider?: string;
  readonly more?: Values;
}

/** A plan as `terraform show -json` prints it. */
export function plan(
  changes: readonly Change[],
  more: Values = {},
  providers: Values = { aws: { name: "aws" } },
): Values {
  return {
    format_version: "1.2",
    resource_changes: changes.map(entryOf),
    configuration: {
      provider_config: providers,
      root_module: { resources: changes.filter(({ after }) => after).map(configurationOf) },
    },
    ...more,
  };
}

export function entryOf({ address, before = null, after = null, unknown = {}, actions, more }: Change): Values {
  const same = JSON.stringify(before) === JSON.stringify(after) && Object.keys(unknown).length === 0;
  const usual = before === null ? ["create"] : after === null ? ["delete"] : same ? ["no-op"] : ["update"];
  const change = { actions: actions ?? usual, before, after, after_unknown: unknown };
  return { address, mode: "managed", type: address.split(".").at(-2), change, ...more };
}

function configurationOf({ address, after, unknown = {}, configured, provider = "aws" }: Change): Values {
  const names = configured ?? Object.fromEntries(Object.keys({ ...after, ...unknown }).map((name) => [name, []]));
  const expressions = Object.entries(names).map(([name, references]) => [
    name,
    references.length > 0 ? { references } : { constant_value: "" },
  ]);
  return { address, provider_config_key: provider, expressions: Object.fromEntries(expressions) as Values };
}

/** The same before and after. */
export function kept(address: string, values: Values, more: Partial<Change> = {}): Change {
  return { address, before: values, after: values, ...more };
}

export function policy(...statements: readonly Values[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export const allow = (Action: string | string[], Resource = "*", more: Values = {}): Values => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
export const deny = (Action: string, Resource = "*", more: Values = {}): Values => ({
  Effect: "Deny",
  Action,
  Resource,
  ...more,
});
export const of = (Principal: unknown, statement: Values): Values => ({ ...statement, Principal });

const folder = newFolder();
let files = 0;

/** Writes a file, or a folder of them, and gives its path. */
export function written(content: unknown): string {
  const path = join(folder, `${files++}.json`);
  writeFileSync(path, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return path;
}

export function writtenFolder(contents: Values): string {
  const path = join(folder, `${files++}`);
  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return path;
}

export function reviewPlans(...plans: readonly Values[]): Review {
  return compareAccess(readPlans(plans.map(written)));
}

export function reviewSides(before: unknown, after: unknown): Review {
  return compareAccess(readSides(written(before), written(after)));
}

export function reviewFolders(before: Values, after: Values): Review {
  return compareAccess(readSides(writtenFolder(before), writtenFolder(after)));
}

/** A folder of stacks against one stack. */
export function reviewMixed(before: Values, after: unknown): Review {
  return compareAccess(readSides(writtenFolder(before), written(after)));
}

/** Rows as `kind name@account/region: verdict`. */
export function rowsOf({ rows }: Review): string[] {
  return rows.map((row) => {
    const { kind, name, account, region } = row.subject;
    return `${kind} ${name}${account === undefined ? "" : `@${account}`}${region === undefined ? "" : `/${region}`}: ${rowVerdict(row)}`;
  });
}

export const [ONE, TWO] = ["111111111111", "222222222222"];
export const trust = policy(of({ Service: "ec2.amazonaws.com" }, { Effect: "Allow", Action: "sts:AssumeRole" }));
export const inline = (
  role: string,
  before: string | null,
  after: string | null,
  more: Partial<Change> = {},
): Change => ({
  address: `aws_iam_role_policy.${role}`,
  before: before === null ? null : { role, name: "p", policy: before },
  after: after === null ? null : { role, name: "p", policy: after },
  ...more,
});
export const provider = (account: string, region?: string, more: object = {}): object => ({
  name: "aws",
  expressions: {
    allowed_account_ids: { constant_value: [account] },
    ...(region !== undefined && { region: { constant_value: region } }),
    ...more,
  },
});
/** A role as the real provider shows it: with the lists of what it carries. */
export const role = (name: string, more: object = {}, changes: Partial<Change> = {}): Change =>
  kept(
    `aws_iam_role.${name}`,
    {
      name,
      arn: `arn:aws:iam::${ONE}:role/${name}`,
      assume_role_policy: trust,
      managed_policy_arns: [],
      inline_policy: [],
      ...more,
    },
    { configured: { name: [], assume_role_policy: [] }, ...changes },
  );
export const EVERYTHING = policy(allow("*"));
export const READ = policy(allow("s3:GetObject"));
export const DENY = policy(deny("s3:*"));

/** What is reviewed, and the verdict that is right, or those that are, divided by `|`, or the rows. */
export type Case = readonly [name: string, review: () => Review, right: string | readonly string[]];

/** Holds a review to what is right. */
export function expectRight(review: Review, right: Case[2]): void {
  const rows = rowsOf(review);
  if (typeof right !== "string") expect([...rows].sort()).toEqual([...right].sort());
  else
    expect([right.split("|").includes(review.verdict) ? right : review.verdict, rows]).toEqual([
      right,
      expect.anything(),
    ]);
}

/** A plan's review, when it is asked for. */
export const planned =
  (changes: readonly Change[], more: Values = {}, providers?: Values): (() => Review) =>
  () =>
    reviewPlans(providers ? plan(changes, more, providers) : plan(changes, more));
/** The same of two sides. */
export const compared =
  (before: unknown, after: unknown): (() => Review) =>
  () =>
    reviewSides(before, after);
export const policyArn = (name: string, account = ONE): string => `arn:aws:iam::${account}:policy/${name}`;
export const parsed = (text: string): Values => JSON.parse(text) as Values;
/** A plan whose configuration is cut away. */
export const withoutConfiguration = ({ configuration: _, ...rest }: Values): Values => rest;
export const stackOf = (resource: unknown, more: object = {}): Values => ({ resource, ...more });
