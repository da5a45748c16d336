import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Request } from "../policy/document";
import { compareAccess } from "../review/compare/access";
import type { Review } from "../review/model";
import { readPlans } from "../review/read";
import { markdownCode } from "../review/render/escape";
import { CHANGES, type Change, type Configuration } from "./review-changes";

const PAGE = "docs/review.md";
const BEGIN = "<!-- begin: the same twenty changes -->";
const END = "<!-- end -->";

/** The page about reviews, with its table made anew from what the review says today. */
export function reviewPage(): { path: string; content: string } {
  const text = readFileSync(PAGE, "utf8");
  const [head, rest] = text.split(BEGIN);
  const tail = rest?.split(END)[1];
  if (head === undefined || tail === undefined) throw new Error(`${PAGE} lacks the lines ${BEGIN} and ${END}`);
  return {
    path: PAGE,
    content: `${head}${BEGIN}\n\n<!-- prettier-ignore -->\n${table()}\n\n${outcome()}\n\n${END}${tail}`,
  };
}

function table(): string {
  const rows = CHANGES.map((change) => {
    const review = reviewOf(change);
    return [change.what, "a difference", change.cdk, `**${review.verdict}**`, requestOf(review)];
  });
  const head = ["change", "comparing texts", "`cdk diff`", "`ssps review`", "the request that shows it"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** How often each way of looking is right. */
function outcome(): string {
  const widened = CHANGES.filter(({ ours }) => ours === "widened");
  const others = CHANGES.filter(({ ours }) => ours !== "widened");
  const loud = others.filter(({ cdk }) => cdk === "broadening").length;
  const missed = widened.filter(({ cdk }) => cdk !== "broadening");
  const unseen = missed.filter(({ cdk }) => cdk === "no row").length;
  return (
    `Of the ${others.length} changes that make nothing newly possible, \`cdk diff\` calls ${loud} broadening. Of the ` +
    `${widened.length} that do, it does not call ${missed.length} broadening, and shows no row for ${unseen} of these.`
  );
}

/** The request of a review's first difference. */
function requestOf({ rows: [row] }: Review): string {
  const [difference] = row?.comparison.differences ?? [];
  if (difference?.witness) return inShort(difference.witness);
  const [note] = row?.notes ?? [];
  return note ? note.text.replaceAll("|", "\\|") : "";
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

function planOf({ before, after }: Change): object {
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
  { policies = {}, managed = [], boundary, trust, bucket, ingress = [] }: Configuration,
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
