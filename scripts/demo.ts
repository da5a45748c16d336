import { Command } from "commander";
import { ExitStatus, InputError, print } from "../cli/output";
import { runCommand } from "../cli/run-command";
import { run as ssps } from "../cli/ssps";
import { describeValue } from "../config/raw";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { parseDocument, type Document } from "yaml";
import { loadEnvironments } from "../config/load";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../offline/terraform";
import { compareAccess } from "../review/compare/access";
import type { Review } from "../review/model";
import { readPlans } from "../review/read";
import { renderHtml } from "../review/render/html";
import { countsInWords } from "../review/render/summary";
import { synthesise } from "../stacks/synth";

const BOUNDARY = "arn:aws:iam::123456789012:policy/ml-boundary";

/** The VPC with the endpoints, and the ranges that reach them. */
function network(...clientCidrs: string[]): object {
  return {
    vpc_id: "vpc-0123456789abcdef0",
    subnet_ids: { "eu-west-1a": "subnet-0123456789abcdef0" },
    client_cidrs: clientCidrs,
  };
}

/** What the account has before the change: people's buckets by exact name, a permissions boundary, VPC endpoints. */
function before(environment: Document): void {
  environment.setIn(["network"], network("10.0.0.0/16", "192.168.0.0/16"));
  environment.setIn(["access", "buckets", "names"], ["acme-sagemaker-dev"]);
  environment.setIn(["roles", "admin", "permissions_boundary_arn"], BOUNDARY);
}

/** The change under review: two widenings that are easily overlooked, an elevation, and two narrowings. */
function after(environment: Document): void {
  environment.setIn(["network"], network("10.0.0.0/16"));
  environment.setIn(["access", "notebook_vpc_ids"], ["vpc-0123456789abcdef0"]);
  environment.setIn(
    ["elevation"],
    [
      {
        ticket: "CHG0012345",
        approver: "platform-lead",
        from: "2026-12-01T08:00:00Z",
        until: "2026-12-05T18:00:00Z",
        sessions: ["ann@acme.example"],
      },
    ],
  );
}

/**
 * Takes an environment file through what a change to it goes through, without network or AWS account: it is synthesised,
 * planned and applied by the real Terraform, edited, planned again, and that plan is reviewed.
 *
 * @param file The environment file; it stays as it is.
 * @param folder Where everything is written: `environments`, `cdktf.out`, Terraform's states, `plans`, `review.html`.
 * @param say Called with what is done.
 * @returns The review, and the path of its page.
 */
export async function demo(
  file: string,
  folder: string,
  say: (line: string) => void,
): Promise<{ review: Review; page: string }> {
  const boundary = { [BOUNDARY]: { policy: { Version: "2012-10-17", Statement: [] } } };
  const terraform = await startOffline({ seed: { "123456789012": { global: { aws_iam_policy: boundary } } } });
  try {
    say(`${file}, with the buckets' exact names, a boundary and VPC endpoints: synthesise, plan, apply`);
    for (const stack of build(file, folder, before)) {
      await plan(terraform, stack, folder);
      await ok(terraform, stack, "apply", "plan.bin");
    }
    say(
      "without the first two, from fewer ranges, notebooks from one VPC only, and with an elevation: synthesise, plan",
    );
    const plans: string[] = [];
    for (const stack of build(file, folder, after)) plans.push(await plan(terraform, stack, folder));
    const review = withFileNames(compareAccess(readPlans(plans)));
    const page = join(folder, "review.html");
    writeFileSync(
      page,
      renderHtml(
        review,
        plans.map((path) => basename(path)),
      ),
    );
    return { review, page };
  } finally {
    await terraform.stop();
  }
}

/** The same review where files go by their names: the folder is a temporary one. */
function withFileNames(review: Review): Review {
  const rows = review.rows.map((row) => {
    const { source } = row.subject;
    return source === undefined ? row : { ...row, subject: { ...row.subject, source: basename(source) } };
  });
  return { ...review, rows };
}

/** Synthesises an edited copy of the file; the folders of its stacks. */
function build(file: string, folder: string, edit: (environment: Document) => void): string[] {
  const environment = parseDocument(readFileSync(file, "utf8"));
  edit(environment);
  const copy = join(folder, "environments", basename(file));
  mkdirSync(dirname(copy), { recursive: true });
  writeFileSync(copy, environment.toString());
  const { environments, problems } = loadEnvironments(copy);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("; "));
  return synthesise(environments, join(folder, "cdktf.out")).map((stack) => dirname(stack.file));
}

/** Plans a stack; the path of the plan as JSON. */
async function plan(terraform: OfflineTerraform, stack: string, folder: string): Promise<string> {
  await ok(terraform, stack, "init");
  await ok(terraform, stack, "plan", "-out=plan.bin");
  const path = join(folder, "plans", `${basename(stack)}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await ok(terraform, stack, "show", "-json", "plan.bin"));
  return path;
}

async function ok(terraform: OfflineTerraform, stack: string, ...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await terraform.run(stack, args);
  if (status !== 0) throw new Error(`terraform ${args.join(" ")}: ${stderr || stdout}`);
  return stdout;
}

/** For who approves: a change to the example, reviewed. */
async function showReview(folder: string): Promise<void> {
  if (!terraformAvailable()) {
    process.exitCode = ExitStatus.badInput;
    return;
  }
  const { review, page } = await demo("environments/dev.yaml", folder, print);
  print(`review: ${countsInWords(review.rows)}`);
  print(`open ${page}`);
}

/** For who deploys: every part of the example on one page. */
async function showReport(folder: string): Promise<void> {
  await ssps(["report", "--env", "prod", "--out", folder]);
}

/** What a data scientist may ask. */
const QUESTIONS: readonly (readonly string[])[] = [
  ["can", "read", "s3://acme-sagemaker-dev/train.csv", "--env", "dev"],
  ["can", "write", "secret", "payroll", "--env", "dev"],
  ["can", "--task", "autoscale", "--env", "dev"],
];

/** For who works with it: may I? */
async function showAnswers(): Promise<void> {
  for (const question of QUESTIONS) {
    print(`\n$ npx ssps ${question.join(" ")}`);
    await ssps(question);
  }
  // A denial is an answer, and no failure of the demo.
  process.exitCode = ExitStatus.fine;
}

const SHOWN = { review: showReview, report: showReport, can: showAnswers } as const;

async function main(what: string): Promise<void> {
  if (!Object.hasOwn(SHOWN, what)) {
    throw new InputError(`found ${describeValue(what)}; allowed: ${Object.keys(SHOWN).join(", ")}`);
  }
  await SHOWN[what as keyof typeof SHOWN](mkdtempSync(join(tmpdir(), "ssps-demo-")));
}

if (require.main === module) {
  void runCommand(
    new Command("demo")
      .description('Shows what there is, without an account: a review, a report, or answers to "may I?".')
      .argument(
        "[what]",
        "review (for who approves), report (for who deploys) or can (for who works with it)",
        "review",
      )
      .action(main),
  );
}
