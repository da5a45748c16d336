import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Request } from "../policy/document";
import { managedPolicies, MANAGED_POLICIES_SOURCE } from "../policy/managed";
import { compareAccess } from "../review/compare/access";
import type { Review } from "../review/model";
import { readPlans } from "../review/read";
import { markdownCode } from "../review/render/escape";
import { accessKinds, TYPES } from "../review/types";
import { CHANGES, type Change, type Configuration } from "./review-changes";
import { CHANGES_OF_TYPES } from "./review-changes-of-types";
import { withSection } from "./sections";

/** What `scripts/review-peers.ts` measured of other tools. */
export interface Peers {
  readonly date: string;
  readonly checkov: string;
  readonly validator: string;
  /** A change → the checks that newly fail. */
  readonly failing: Readonly<Record<string, readonly string[]>>;
  /** Changes of an attribute that the validator reads. */
  readonly read: readonly string[];
}

/** Whether `cdk diff` shows a row, and whether its rule `--require-approval broadening` stops. */
export type CdkAnswer = "no row" | "a row" | "broadening";

/** What `scripts/review-cdk-diff.ts` measured. */
export interface CdkDiff {
  readonly date: string;
  /** Of the npm package @aws-cdk/cloudformation-diff. */
  readonly version: string;
  readonly says: Readonly<Record<string, CdkAnswer>>;
}

/** What was measured of all other tools. */
interface Measured extends Peers {
  readonly cdk: CdkDiff;
}

/** Read when the page is made: other pages are generated where the file is not. */
function readMeasured(): Measured {
  const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
  return { ...(read("scripts/review-peers.json") as Peers), cdk: read("scripts/review-cdk-diff.json") as CdkDiff };
}

const PAGE = "docs/review.md";

/** All changes that the page shows. */
export const ALL_CHANGES: readonly Change[] = [...CHANGES, ...CHANGES_OF_TYPES];

/** The page about reviews, with what it counts and its table made anew from what the review says today. */
export function reviewPage(): { path: string; content: string } {
  const peers = readMeasured();
  const text = withSection(PAGE, readFileSync(PAGE, "utf8"), "what is known", knownOf());
  const compared = `<!-- prettier-ignore -->\n${table(peers)}\n\n${outcome(peers)}`;
  return { path: PAGE, content: withSection(PAGE, text, "the same forty changes", compared) };
}

/** How many resource types and AWS-managed policies a review knows, and as of when. */
function knownOf(): string {
  const kinds = [...TYPES.keys()].map((type) => accessKinds(type) ?? []);
  const carrying = kinds.filter(({ length }) => length > 0).length;
  const { source, date } = MANAGED_POLICIES_SOURCE;
  const texts = Object.keys(managedPolicies().newest).length;
  return (
    `Of the ${number(kinds.length)} resource types of the pinned hashicorp/aws, ${number(carrying)} carry access and ` +
    `${number(kinds.length - carrying)} none: [each of them](resource-types.md), by what it does. The texts of ` +
    `${number(texts)} AWS-managed policies are known, the newest of each, as of ${date} (${source}).`
  );
}

function number(count: number): string {
  return count.toLocaleString("en");
}

function table(peers: Measured): string {
  const rows = ALL_CHANGES.map((change) => {
    const review = reviewOf(change);
    const checks = peers.failing[change.what] ?? [];
    const checkov = checks.length > 0 ? `${checks.join(", ")} fails` : "the same";
    const validator = peers.read.includes(change.what) ? "reads it" : "does not read it";
    return [
      change.what,
      peers.cdk.says[change.what] ?? "",
      checkov,
      validator,
      `**${review.verdict}**`,
      requestOf(review),
    ];
  });
  const head = ["change", "`cdk diff`", "checkov", "AWS's validator", "`ssps review`", "the request that shows it"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** How often each way of looking is right. */
function outcome(peers: Measured): string {
  const says =
    (answer: CdkAnswer) =>
    ({ what }: Change): boolean =>
      peers.cdk.says[what] === answer;
  const widened = ALL_CHANGES.filter(({ ours }) => ours === "widened");
  const others = ALL_CHANGES.filter(({ ours }) => ours !== "widened");
  const loud = others.filter(says("broadening")).length;
  const missed = widened.filter((change) => !says("broadening")(change));
  const unseen = missed.filter(says("no row")).length;
  return (
    `Of the ${others.length} changes that make nothing newly possible, \`cdk diff\` calls ${loud} broadening. Of the ` +
    `${widened.length} that do, it does not call ${missed.length} broadening, and shows no row for ${unseen} of these; ` +
    `of these ${widened.length}, a check of checkov newly fails for ${widened.filter(({ what }) => (peers.failing[what] ?? []).length > 0).length}, ` +
    `and AWS's validator reads ${widened.filter(({ what }) => peers.read.includes(what)).length}. (checkov ${peers.checkov} and ` +
    `tf-policy-validator ${peers.validator}, measured on ${peers.date}; @aws-cdk/cloudformation-diff ${peers.cdk.version}, ` +
    `measured on ${peers.cdk.date}.)`
  );
}

/** The request of a review's first difference, or why there is none. */
function requestOf({ rows: [row] }: Review): string {
  const [difference] = row?.comparison.differences ?? [];
  if (difference?.witness) return inShort(difference.witness);
  const why = difference?.message ?? row?.notes[0]?.text ?? "";
  return why.replaceAll("|", "\\|");
}

function inShort({ action, resource, context }: Request): string {
  const keys = Object.entries(context).map(([key, value]) => `${key} = ${[value].flat().join(", ")}`);
  const [first, ...others] = [`${action} on ${resource}`, ...keys].map(markdownCode);
  return others.length > 0 ? `${first} with ${others.join(", ")}` : (first ?? "");
}

/** Reviews a change as a Terraform plan. */
export function reviewOf(change: Change): Review {
  const folder = mkdtempSync(join(tmpdir(), "review-change-"));
  try {
    const file = join(folder, "plan.json");
    writeFileSync(file, JSON.stringify(planOf(change)));
    return compareAccess(readPlans([file]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Resources = ReadonlyMap<string, object>;

/** A change as the plan that Terraform would print of it. */
export function planOf({ before, after }: Change): object {
  // A plan shows on both sides what the role carried when its state was refreshed.
  const [earlier, later] = [resourcesOf(before, before), resourcesOf(after, before)];
  return {
    format_version: "1.2",
    resource_changes: [...new Set([...earlier.keys(), ...later.keys()])].map((address) => ({
      address,
      type: address.split(".")[0],
      mode: "managed",
      change: {
        actions: !earlier.has(address) ? ["create"] : later.has(address) ? ["update"] : ["delete"],
        before: earlier.get(address) ?? null,
        after: later.get(address) ?? null,
        after_unknown: {},
      },
    })),
  };
}

/** A side as resources of hashicorp/aws, by address. */
function resourcesOf(
  { policies = {}, managed = [], boundary, trust, bucket, ingress = [], resources: others = {} }: Configuration,
  refreshed: Configuration,
): Resources {
  const account = "arn:aws:iam::111122223333";
  const role = { role: "scientist" };
  const boundaryArn = `${account}:policy/boundary`;
  const resources = new Map<string, object>();
  if (boundary) {
    const policy = JSON.stringify(boundary);
    resources.set("aws_iam_policy.boundary", { name: "boundary", arn: boundaryArn, policy });
  }
  resources.set("aws_iam_role.scientist", {
    name: "scientist",
    arn: `${account}:role/scientist`,
    ...(trust && { assume_role_policy: JSON.stringify(trust) }),
    ...(boundary && { permissions_boundary: boundaryArn }),
    managed_policy_arns: refreshed.managed ?? [],
    inline_policy: Object.entries(refreshed.policies ?? {}).map(([name, document]) => ({
      name,
      policy: JSON.stringify(document),
    })),
  });
  for (const [name, document] of Object.entries(policies)) {
    resources.set(`aws_iam_role_policy.${name}`, { ...role, name, policy: JSON.stringify(document) });
  }
  for (const [i, arn] of managed.entries()) {
    resources.set(`aws_iam_role_policy_attachment.a${i}`, { ...role, policy_arn: arn });
  }
  for (const [address, values] of Object.entries(others)) resources.set(address, values);
  if (bucket) resources.set("aws_s3_bucket_policy.acme", { bucket: "acme", policy: JSON.stringify(bucket) });
  for (const [i, cidr] of ingress.entries()) {
    resources.set(`aws_vpc_security_group_ingress_rule.r${i}`, {
      security_group_id: "sg-0123456789abcdef0",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
      cidr_ipv4: cidr,
    });
  }
  return resources;
}
