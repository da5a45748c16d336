import { createRequire } from "node:module";
import type { Command } from "commander";
import { defaultRoles, fileDecider, roleDecider, type Decider, type Explained } from "./can-decide";
import { clausesOfService } from "./can-clause";
import type * as CanEnvironment from "./can-environment";
import {
  readAction,
  readRoleKind,
  readInstant,
  readKeyValues,
  readQuestion,
  readResource,
  type Question,
  type RoleKind,
} from "./can-request";
import { readJsonLines } from "./json-lines";
import { ExitStatus, InputError, jsonText, paint, print, printable, printJson, printPatiently } from "./output";

/** Reading environment files costs more than all the rest, so what does it is loaded only when it is asked for. */
const load = createRequire(__filename);

interface Options {
  readonly as?: string;
  readonly env?: string;
  readonly context?: string[];
  readonly principal?: string;
  readonly at?: string;
  readonly policy?: string[];
  readonly requests?: string;
  readonly json?: true;
}

/** Adds `ssps can`. */
export function register(program: Command): void {
  const collect = (value: string, all: readonly string[] = []): readonly string[] => [...all, value];
  program
    .command("can")
    .summary("may a role do this?")
    .description(
      "Says whether a role may do something, and which statement, policy, clause and sentence of the page decide.",
    )
    .argument("[action]", "service:Name, such as s3:GetObject")
    .argument("[resource]", "the resource's ARN, or * for an action that takes none")
    .option("--as <role>", "admin, execution or workforce (default: admin)")
    .option("--env <name>", "the roles of environments/NAME.yaml instead of the default ones")
    .option("--context <key=value>", "a condition key of the request; again for several values", collect)
    .option("--principal <arn>", "who asks, where a --policy names principals")
    .option("--at <instant>", "when the request is made, such as 2026-12-01T08:00:00Z (default: now)")
    .option(
      "--policy <file>",
      "decide on this document, or AWS-managed policy by its ARN, instead of the roles'; again for more",
      collect,
    )
    .option("--requests <file>", "decide many: one JSON request a line (- for standard input), one JSON answer a line")
    .option("--json", "print JSON: decision, policy, sid, clause, says, missing, notes")
    .addHelpText("after", EPILOGUE)
    .action(can);
}

const EPILOGUE = `
Without --env the account is the one that the resource's ARN names.
The context that AWS sends with every request is filled in, but not with --policy.

Exit status: 0 allowed (with --requests: all are), 1 denied, 2 the request is not valid.

Examples:
  ssps can secretsmanager:UpdateSecret arn:aws:secretsmanager:eu-west-1:123456789012:secret:payroll-AbCdEf
  ssps can iam:PassRole arn:aws:iam::123456789012:role/AmazonSageMaker-ExecutionRole-Admin \\
    --context iam:PassedToService=sagemaker.amazonaws.com
  echo '{"action": "s3:GetObject", "resource": "arn:aws:s3:::acme-sagemaker/iris.csv"}' | ssps can --requests -`;

async function can(action: string | undefined, resource: string | undefined, options: Options): Promise<void> {
  const context = readKeyValues(options.context ?? []);
  const decider = deciderFor(options);
  if (options.requests !== undefined) {
    if (action !== undefined)
      throw new InputError("--requests brings the actions and resources: leave ACTION and RESOURCE out");
    await answerMany(options.requests, decider, context);
    return;
  }
  if (action === undefined || resource === undefined) {
    throw new InputError(
      "an action and a resource are needed: ssps can ACTION RESOURCE, such as ssps can s3:GetObject arn:aws:s3:::bucket/key",
    );
  }
  const question: Question = {
    action: readAction(action),
    resource: readResource(resource),
    context,
    ...(options.principal !== undefined && { principal: options.principal }),
  };
  const explained = decider(question);
  process.exitCode = explained.answer.decision === "allow" ? ExitStatus.fine : ExitStatus.finding;
  if (options.json) printJson(explained.answer);
  else for (const line of describe(question, readRoleKind(options.as ?? "admin"), explained)) print(line);
}

function deciderFor({ as, env, at, policy, principal }: Options): Decider {
  const instant = at === undefined ? undefined : readInstant(at);
  if (policy) {
    if (as !== undefined || env !== undefined) {
      throw new InputError("--policy decides on the files alone: leave --as and --env out");
    }
    return fileDecider(policy, instant);
  }
  if (principal !== undefined) throw new InputError("--principal goes with --policy; a role is chosen by --as");
  const ofEnvironment =
    env === undefined ? undefined : (load("./can-environment") as typeof CanEnvironment).environmentRoles(env);
  return roleDecider(
    ({ resource }) => ofEnvironment ?? defaultRoles(resource),
    readRoleKind(as ?? "admin"),
    instant ?? Date.now(),
  );
}

async function answerMany(path: string, decider: Decider, context: Question["context"]): Promise<void> {
  for await (const { place, value } of readJsonLines(path)) {
    let question: Question;
    try {
      question = readQuestion(value);
    } catch (error) {
      throw error instanceof InputError ? new InputError(`${place}: ${error.message}`) : error;
    }
    const { answer } = decider({ ...question, context: { ...context, ...question.context } });
    if (answer.decision !== "allow") process.exitCode = ExitStatus.finding;
    await printPatiently(jsonText(answer));
  }
}

/** The lines of an answer for a person. */
function describe({ action, resource }: Question, role: RoleKind, explained: Explained): string[] {
  const { answer, title, missingConditions, allowedResources, unmetConditions, assumedOwner } = explained;
  const { decision, policy, sid, clause, says, missing, notes } = answer;
  const line = (label: string, text: string): string => `  ${label.padEnd(8)} ${printable(text)}`;
  const verdict =
    decision === "allow"
      ? paint("allow", "green")
      : `${paint("deny", "red")}: ${decision === "explicitDeny" ? "a statement denies it" : "no statement allows it"}`;
  const lines = [verdict];
  if (policy !== null) lines.push(line("policy", policy), line("Sid", sid ?? "(none)"));
  if (clause !== null) lines.push(line("clause", `${clause} ${title ?? ""}`), line("page", `"${says ?? ""}"`));
  if (decision === "implicitDeny") {
    for (const { key, operator, values } of unmetConditions)
      lines.push(line("wants", `${key} ${operator} ${listed(values)}`));
    if (allowedResources.length > 0) lines.push(line("allowed", `on ${listed(allowedResources)}`));
    else if (clause === null) lines.push(line("clauses", noClause(action, role)));
  }
  for (const key of missing) lines.push(line("context", describeMissingKey(key, decision, missingConditions)));
  if (assumedOwner) {
    lines.push(
      line("assumed", `the resource belongs to ${assumedOwner}; if not: --context aws:ResourceAccount=ACCOUNT`),
    );
  }
  for (const note of notes) lines.push(line("note", note));
  if (/[*?]/.test(resource) && resource !== "*") {
    lines.push(line("note", "a wildcard in RESOURCE is a character of its name, not a pattern"));
  }
  return lines;
}

function noClause(action: string, role: RoleKind): string {
  const service = action.split(":")[0] ?? "";
  const others = clausesOfService(action, role);
  return others.length === 0
    ? `no clause allows anything of ${service}`
    : `none is about ${action}; about ${service}: ${others.join(", ")}`;
}

function describeMissingKey(
  key: string,
  decision: Explained["answer"]["decision"],
  missingConditions: Explained["missingConditions"],
): string {
  const conditions = missingConditions.filter((condition) => condition.key === key);
  const values = [...new Set(conditions.map(({ operator, values: accepted }) => `${operator} ${listed(accepted)}`))];
  const could = decision === "allow" ? "could deny it" : "could allow it";
  return `${key} is not given and ${could}: --context ${key}=VALUE${values.length > 0 ? ` (${values.join("; ")})` : ""}`;
}

/** At most four of a list. */
function listed(texts: readonly string[]): string {
  const more = texts.length - 4;
  return texts.slice(0, 4).join(", ") + (more > 0 ? `, and ${more} more` : "");
}
