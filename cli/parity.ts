import { createRequire } from "node:module";
import type { Command } from "commander";
import { describeValue } from "../config/raw";
import { CLAUSES } from "../contract/clauses";
import { movedRows, parity, type MovedRow, type OurPolicies, type ParityRow } from "../contract/parity";
import { EXPLAINERS } from "../contract/parity/explain";
import type { Policy, Statement } from "../policy/document";
import { managedPolicies, managedPolicy, MANAGED_POLICIES_SOURCE } from "../policy/managed";
import { defaultRoles, rolePolicies } from "../answers/roles";
import type * as CanEnvironment from "./can-environment";
import { ExitStatus, InputError, paint, print, printable, printJson } from "./output";
import { readPolicy } from "./read-policy";

/** Reading environment files costs more than all the rest, so what does it is loaded only when it is asked for. */
const load = createRequire(__filename);

const FULL_ACCESS = "AmazonSageMakerFullAccess";
const FULL_ACCESS_ARN = `arn:aws:iam::aws:policy/${FULL_ACCESS}`;

interface Options {
  readonly version?: string;
  readonly since?: string;
  readonly against?: string[];
  readonly env?: string;
  readonly json?: true;
}

/** Adds `ssps parity`. */
export function register(program: Command): void {
  const collect = (value: string, all: readonly string[] = []): readonly string[] => [...all, value];
  program
    .command("parity")
    .summary(`the admin role against ${FULL_ACCESS}, each difference explained`)
    .description(
      `Says what ${FULL_ACCESS} (theirs), or any policies, and the admin role (ours) do not both allow, ` +
        "and which clause and sentence of the page explain each difference.",
    )
    .option("--version <version>", `of ${FULL_ACCESS}: v28 (default: the newest that is known)`)
    .option("--since <version>", `what moved in ${FULL_ACCESS} since this version, and where ours stands`)
    .option("--against <policy>", "a policy's file, or an AWS-managed policy's ARN; again for more, as one", collect)
    .option("--env <name>", "the admin role of environments/NAME.yaml instead of the default one")
    .option("--json", "print JSON: theirs, ours, differences, unexplained")
    .addHelpText("after", EPILOGUE)
    .action(compare);
}

const EPILOGUE = `
A file is a policy's document, or what \`aws iam get-policy-version\` or \`get-role-policy\` prints. AWS's own texts are known
of the partition aws; for an environment in aws-cn or aws-us-gov, give the text as a file.

Exit status: 0 every difference is explained, 1 some are not, 2 the input cannot be compared.

Examples:
  ssps parity
  ssps parity --since v26
  aws iam get-policy-version --policy-arn ARN --version-id v3 > theirs.json && ssps parity --against theirs.json --env prod`;

function compare({ version, since, against, env, json }: Options): void {
  if (against && (version ?? since) !== undefined) {
    throw new InputError(`--version and --since are about ${FULL_ACCESS}: leave them out, or --against`);
  }
  const ours = ourSide(env, against ?? [FULL_ACCESS_ARN]);
  if (against) {
    printParity(against.map(readIdentityPolicy), against.join(" and "), ours, json);
    return;
  }
  const to = readVersion("--version", version ?? newestVersion());
  if (since === undefined) printParity([to.policy], `${FULL_ACCESS} ${to.version}`, ours, json);
  else printMoved(readVersion("--since", since), to, ours, json);
}

/** @param theirs What ours is compared with: a text of another partition is about other ARNs. */
function ourSide(env: string | undefined, theirs: readonly string[]): OurPolicies {
  const source =
    env === undefined
      ? defaultRoles("*")
      : (load("./can-environment") as typeof CanEnvironment).rolesOfEnvironment(env);
  const { partition } = source.settings.values;
  const foreign = theirs.find((text) => text.startsWith("arn:aws:"));
  if (partition !== "aws" && foreign !== undefined) {
    const arn = foreign.replace("arn:aws:", `arn:${String(partition)}:`);
    throw new InputError(
      `${foreign}: the text of partition ${String(partition)} is not at hand; save it with \`aws iam get-policy-version --policy-arn ${arn} --version-id VERSION > theirs.json\` (\`aws iam get-policy\` says the version) and give the file: --against theirs.json`,
    );
  }
  return { policies: rolePolicies(source, "admin"), settings: source.settings };
}

function readIdentityPolicy(path: string): Policy {
  const policy = readPolicy(path, unwrapDocument);
  if (policy.statements.some(({ principals, notPrincipals }) => principals ?? notPrincipals)) {
    throw new InputError(`${path} names principals: a role's own policies are compared, not those of resources`);
  }
  return policy;
}

/** The AWS command line prints a policy within JSON: `{"PolicyVersion": {"Document": {…}}}` or `{"PolicyDocument": {…}}`. */
function unwrapDocument(text: string): string {
  try {
    const printed = JSON.parse(text) as { PolicyVersion?: { Document?: unknown }; PolicyDocument?: unknown } | null;
    const document = printed?.PolicyVersion?.Document ?? printed?.PolicyDocument;
    return document === undefined ? text : JSON.stringify(document);
  } catch {
    // What is no JSON is said where the policy is parsed.
    return text;
  }
}

interface Version {
  readonly version: string;
  readonly policy: Policy;
}

function newestVersion(): string {
  return managedPolicies().newest[FULL_ACCESS]?.version ?? "";
}

function readVersion(option: string, version: string): Version {
  const policy = managedPolicy(FULL_ACCESS_ARN, version);
  if (policy) return { version, policy };
  throw new InputError(
    `${option}: found ${describeValue(version)}; known are v1 to ${newestVersion()}, as of ${MANAGED_POLICIES_SOURCE.date}`,
  );
}

function printParity(theirs: readonly Policy[], name: string, ours: OurPolicies, json: true | undefined): void {
  const rows = inOrder(parity(theirs, ours, EXPLAINERS));
  const unexplained = countUnexplained(rows);
  process.exitCode = unexplained > 0 ? ExitStatus.finding : ExitStatus.fine;
  if (json) {
    printJson({ theirs: name, ours: ours.settings.names.adminRole, differences: rows.map(jsonRow), unexplained });
    return;
  }
  print(
    `${printable(name)} (theirs) and ${ours.settings.names.adminRole} (ours): ${counted(rows.length, unexplained)}`,
  );
  for (const allowedBy of ["theirs", "ours"] as const) {
    const own = rows.filter((row) => row.allowedBy === allowedBy);
    if (own.length === 0) continue;
    print(`\n${allowedBy === "theirs" ? "Theirs allows it, ours does not" : "Ours allows it, theirs does not"}`);
    for (const row of own) for (const line of describeRow(row)) print(line);
  }
}

function printMoved(from: Version, to: Version, ours: OurPolicies, json: true | undefined): void {
  const rows = movedRows(from.policy, to.policy, ours, EXPLAINERS);
  const unexplained = countUnexplained(rows.flatMap(({ apart }) => apart));
  process.exitCode = unexplained > 0 ? ExitStatus.finding : ExitStatus.fine;
  if (json) {
    const moved = rows.map(({ moved, statement, proven, apart }) => ({
      moved,
      ...jsonStatement(statement),
      proven,
      apart: inOrder(apart).map(jsonRow),
    }));
    printJson({ theirs: FULL_ACCESS, since: from.version, version: to.version, moved, unexplained });
    return;
  }
  const title = `${FULL_ACCESS} ${from.version} to ${to.version}`;
  print(rows.length === 0 ? `${title}: no access moved` : `${title}: ${counted(rows.length, unexplained)}`);
  for (const row of rows) for (const line of describeMoved(row)) print(line);
}

function describeMoved({ moved, statement, proven, apart }: MovedRow): string[] {
  const lines = ["", ...describeStatement(`${moved.padEnd(8)} `, statement)];
  if (!proven) lines.push(line("note", "not proven: it only could not be ruled out"));
  if (apart.length === 0) {
    lines.push(line("ours", moved === "added" ? "allows it too" : "does not allow it either"));
    return lines;
  }
  lines.push(line("ours", moved === "added" ? "does not allow all of it:" : "still allows of it:"));
  return [...lines, ...inOrder(apart).flatMap(describeRow)];
}

/** What nothing explains comes first, then what explains it in the contract's order. */
function inOrder(rows: readonly ParityRow[]): ParityRow[] {
  const place = ({ explanation }: ParityRow): number => CLAUSES.findIndex(({ id }) => id === explanation?.clause);
  return [...rows].sort((a, b) => place(a) - place(b));
}

function countUnexplained(rows: readonly ParityRow[]): number {
  return rows.filter(({ explanation }) => !explanation).length;
}

function counted(all: number, unexplained: number): string {
  const differences = `${all} difference${all === 1 ? "" : "s"}`;
  if (all === 0) return differences;
  return unexplained === 0 ? `${differences}, every one explained` : `${differences}, ${unexplained} unexplained`;
}

function describeRow({ statement, statementOf, explanation, proven, witness }: ParityRow): string[] {
  const { effect, sid = "(none)" } = statement;
  const lines = describeStatement(explanation ? explanation.clause.padEnd(4) : `${paint("??", "red")}  `, statement);
  lines.push(line("Sid", effect === "Allow" ? sid : `${sid}, a deny of ${statementOf}`));
  if (explanation?.because !== undefined) lines.push(line("why", explanation.because));
  if (explanation) lines.push(line("page", `"${explanation.says}"`));
  else {
    lines.push(line("why", "unexplained: no clause is about it"));
    if (witness) lines.push(line("such", `as ${witness.action} on ${witness.resource}`));
  }
  if (!proven) lines.push(line("note", "not proven: it only could not be ruled out"));
  return lines;
}

function describeStatement(front: string, statement: Statement): string[] {
  const { actions, notActions = [], resources, notResources = [], conditions } = statement;
  const lines = [front + printable(actions ? listed(actions) : `every action but ${listed(notActions)}`)];
  lines.push(line("on", resources ? listed(resources) : `every resource but ${listed(notResources)}`));
  for (const { key, operator, values } of conditions) lines.push(line("where", `${key} ${operator} ${listed(values)}`));
  return lines;
}

function line(label: string, text: string): string {
  return `     ${label.padEnd(6)} ${printable(text)}`;
}

/** At most twelve of a list. */
function listed(texts: readonly string[]): string {
  const more = texts.length - 12;
  return texts.slice(0, 12).join(", ") + (more > 0 ? `, and ${more} more` : "");
}

function jsonRow({ allowedBy, statementOf, statement, explanation, proven, witness }: ParityRow): object {
  const { clause = null, says = null, because = null } = explanation ?? {};
  return {
    allowedBy,
    ...jsonStatement(statement),
    statementOf,
    clause,
    says,
    because,
    proven,
    ...(witness && { witness }),
  };
}

function jsonStatement(statement: Statement): object {
  const { effect, sid = null, actions, notActions, resources, notResources, conditions } = statement;
  return { sid, effect, actions, notActions, resources, notResources, conditions };
}
