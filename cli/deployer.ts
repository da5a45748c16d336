import { makeFolder } from "../files/folder";
import { join } from "node:path";
import type { Command } from "commander";
import { parseArn } from "../aws/arn";
import { MANAGED_POLICIES_PER_ROLE } from "../aws/quotas";
import { partitionOf } from "../aws/regions";
import { describeValue } from "../config/raw";
import { rightsFor, type IdentityRights, type NeededAction, type StackRights } from "../deployer";
import { RECORDING } from "../deployer/calls";
import { SOURCE_READING } from "../deployer/calls/source-read";
import type { Reason } from "../deployer/needs";
import type { Stack } from "../deployer/stack";
import { githubPipeline, gitlabPipeline, pipelineTrust, roleTrust, type Pipeline } from "../deployer/trust";
import { writeWhole } from "../files/write";
import type { PolicyDocument } from "../policy/document";
import { allowedSize } from "../policy/size";
import { chosenEnvironment } from "./chosen-environment";
import { withCdktf } from "./load-with-cdktf";
import { ExitStatus, InputError, paint, print, printable, printError, printJson } from "./output";

/** Loads CDKTF only when this command runs. */
interface Options {
  readonly env?: string;
  readonly plan?: true;
  readonly github?: string;
  readonly gitlab?: string;
  readonly branch?: string;
  readonly callerRole?: string;
  readonly out?: string;
  readonly json?: true;
}

/** Adds `ssps deployer`. */
export function register(program: Command): void {
  program
    .command("deployer")
    .summary("the policies that applying each stack needs")
    .description(
      "Says which policies the role needs that applies an environment's stacks, action by action with the reason, " +
        "and how a pipeline takes that role.",
    )
    .argument("[stack...]", "the stacks: prod-base, or base for short (default: all of the environment)")
    .option("--env <name>", "the environment: environments/NAME.yaml (default: the only one)")
    .option("--plan", "what planning needs, instead of applying")
    .option("--github <repository>", "trust a branch of this repository: OWNER/NAME")
    .option("--gitlab <project>", "trust a branch of this project of gitlab.com: GROUP/NAME")
    .option("--branch <name>", "the branch (default: main)")
    .option("--caller-role <arn>", "the role that the pipeline has, where the environment's deploy role is another one")
    .option("--out <folder>", "write the documents into this folder, one file each")
    .option("--json", "print JSON: stacks, trust, evidence")
    .addHelpText("after", EPILOGUE)
    .action(deployer);
}

const EPILOGUE = `
The calls are recorded ones (${RECORDING.date}); what AWS's documentation asks for beside them, and what was read in the
provider's source (log groups, alarms, tags of buckets) and not recorded, says so.

Exit status: 0 fine, 1 a stack holds what no recording covers, so that its policies are not complete, 2 bad input.

Examples:
  ssps deployer --env prod
  ssps deployer base --env prod --github acme/ml-platform --out deployer
  ssps deployer --env prod --plan --json`;

function deployer(names: readonly string[], options: Options): void {
  const environment = chosenEnvironment(options.env);
  const { account, region, deploy } = environment.environment;
  const trust = trustDocuments(options, {
    account,
    partition: partitionOf(region),
    isAssumed: deploy?.assume_role_arn !== undefined,
  });
  const { environmentStacks } = withCdktf();
  const stacks = chosenStacks(names, environment.name, environmentStacks(environment));
  const rights = stacks.map((stack) => rightsFor(stack, options.plan ? "plan" : "apply"));
  process.exitCode = rights.some(({ unknownTypes }) => unknownTypes.length > 0) ? ExitStatus.finding : ExitStatus.fine;
  if (options.out !== undefined) writeDocuments(options.out, rights, trust);
  if (options.json) {
    const evidence = { recorded: RECORDING, source: SOURCE_READING };
    printJson({ stacks: rights, trust: Object.fromEntries(trust), evidence });
    return;
  }
  for (const line of describe(rights, options.out === undefined)) print(line);
  for (const [name, document] of trust) describeTrust(name, document);
  if (trust.size === 0)
    print("\nWho may assume the role: --github OWNER/NAME or --gitlab GROUP/NAME prints its trust policy");
  for (const { stack, unknownTypes } of rights.filter((one) => one.unknownTypes.length > 0)) {
    printError(`${stack}: nothing is known of what ${unknownTypes.join(", ")} needs; the policies are without it`);
  }
}

function chosenStacks(names: readonly string[], environment: string, all: readonly Stack[]): readonly Stack[] {
  const wanted = names.map((name) => {
    const found = all.find(({ id }) => id === name || id === `${environment}-${name}`);
    if (found) return found;
    const known = all.map(({ id }) => id).join(", ");
    throw new InputError(`there is no stack ${describeValue(name)} in environment ${environment}; there are ${known}`);
  });
  return wanted.length > 0 ? [...new Set(wanted)] : all;
}

interface Roles {
  readonly account: string;
  readonly partition: ReturnType<typeof partitionOf>;
  /** Whether Terraform assumes the deployer's role with other credentials. */
  readonly isAssumed: boolean;
}

/** Name → trust policy: of the deployer, and of the role that assumes it, as far as it is said who that is. */
function trustDocuments(options: Options, { account, partition, isAssumed }: Roles): Map<string, PolicyDocument> {
  const pipeline = readPipeline(options);
  const { callerRole } = options;
  const caller = callerRole === undefined ? undefined : parseArn(callerRole);
  if (callerRole !== undefined && !(caller?.service === "iam" && /^role\/[\w+=,.@/-]+$/.test(caller.resource))) {
    throw new InputError(`--caller-role: found ${describeValue(callerRole)}; allowed: the ARN of a role`);
  }
  if (caller !== undefined && caller.partition !== partition) {
    throw new InputError(
      `--caller-role: found ${describeValue(callerRole)}; allowed: a role in the partition ${partition}`,
    );
  }
  if (callerRole !== undefined && !isAssumed) {
    throw new InputError("--caller-role: the environment assumes no role; `deploy: { assume_role_arn: … }` names one");
  }
  const trust = new Map<string, PolicyDocument>();
  if (callerRole !== undefined) trust.set("deployer-trust", roleTrust(callerRole));
  if (pipeline) {
    const home = caller?.account ?? account;
    trust.set(isAssumed ? "caller-trust" : "deployer-trust", pipelineTrust(pipeline, partition, home));
  }
  return trust;
}

function readPipeline({ github, gitlab, branch = "main" }: Options): Pipeline | undefined {
  if (github !== undefined && gitlab !== undefined) throw new InputError("--github and --gitlab: give one of them");
  if (!/^[\w./-]+$/.test(branch)) {
    throw new InputError(
      `--branch: found ${describeValue(branch)}; allowed: the name of one branch, without wildcards`,
    );
  }
  if (github !== undefined) {
    if (/^[\w.-]+\/[\w.-]+$/.test(github)) return githubPipeline(github, branch);
    throw new InputError(`--github: found ${describeValue(github)}; allowed: OWNER/NAME`);
  }
  if (gitlab !== undefined) {
    if (/^[\w.-]+(?:\/[\w.-]+)+$/.test(gitlab)) return gitlabPipeline(gitlab, branch);
    throw new InputError(`--gitlab: found ${describeValue(gitlab)}; allowed: GROUP/NAME, with groups within groups`);
  }
  return undefined;
}

function writeDocuments(
  folder: string,
  rights: readonly StackRights[],
  trust: ReadonlyMap<string, PolicyDocument>,
): void {
  makeFolder(folder);
  const policies = rights.flatMap(({ identities }) => identities.flatMap((identity) => identity.policies));
  const documents = [...policies.map(({ name, document }) => [name, document] as const), ...trust];
  for (const [name, document] of documents) {
    writeWhole(join(folder, `${name}.json`), `${JSON.stringify(document, null, 2)}\n`);
  }
}

/** @param withDocuments Whether the documents stand among the lines, or in files. */
function describe(rights: readonly StackRights[], withDocuments: boolean): string[] {
  const lines: string[] = [];
  for (const { stack, identities } of rights) {
    for (const identity of identities) {
      lines.push(paint(`${stack}: ${roleName(identity)}`, "bold"));
      for (const { name, size, document } of identity.policies) {
        lines.push(`  ${String(size).padStart(5)} of ${allowedSize("managed")} characters  ${name}`);
        if (withDocuments) lines.push(...JSON.stringify(document, null, 2).split("\n"));
      }
      lines.push(...identity.actions.flatMap(describeAction), "");
    }
  }
  const attached = rights.flatMap(({ identities }) => identities.find(({ who }) => who === "deployer")?.policies ?? []);
  if (attached.length > MANAGED_POLICIES_PER_ROLE) {
    lines.push(`${attached.length} policies: a role carries ${MANAGED_POLICIES_PER_ROLE}, so that it takes two roles`);
  }
  return lines;
}

function roleName({ who, role }: IdentityRights): string {
  if (who === "caller") return "the caller, with whose credentials Terraform runs";
  return role === undefined ? "the deployer" : `the deployer, ${role}`;
}

function describeAction({ action, reasons }: NeededAction): string[] {
  return reasons.map((reason, i) => {
    const also = reason.because === undefined ? "" : "also ";
    return `  ${(i === 0 ? action : "").padEnd(52)} ${also}${printable(describeReason(reason))}`;
  });
}

function describeReason({ of, phases, because, evidence }: Reason): string {
  const what = phases.length > 0 ? `${of}: ${phases.join(", ")}` : of;
  const why = because === undefined ? "" : `; ${because}`;
  return what + why + (evidence === "source" ? " (read in the provider's source, not recorded)" : "");
}

function describeTrust(name: string, document: PolicyDocument): void {
  print(`\n${name}`);
  print(JSON.stringify(document, null, 2));
}
