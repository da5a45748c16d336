import { createRequire } from "node:module";
import type { Command } from "commander";
import type { Answer, Decider } from "../answers/answer";
import { roleDecider } from "../answers/decide";
import { policyDecider } from "../answers/files";
import { unaskable } from "../answers/notes";
import type { Question } from "../answers/question";
import { defaultRoles, NoSuchRole, type RoleSource } from "../answers/roles";
import { answerTask, TASK_ROLES } from "../answers/task";
import type { Task } from "../contract/tasks/task";
import type * as CanEnvironment from "./can-environment";
import type { Policy } from "../policy/document";
import { refusals } from "../policy/refused";
import { readAction, readRoleKind, readInstant, readKeyValues, readQuestion, readResource } from "./can-request";
import { readTask, taskData, taskLines } from "./can-task";
import { answerLines, answersLines } from "./can-text";
import { readWords, taskInWords, withoutOpening } from "./can-words";
import { readJsonLines } from "./json-lines";
import { ExitStatus, InputError, jsonText, print, printJson, printPatiently } from "./output";
import { readPolicy } from "./read-policy";

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
  readonly task?: string;
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
    .argument(
      "[words...]",
      "an action and a resource's ARN (or *, where it takes none), or a verb, a kind and a name: create endpoint churn",
    )
    .option("--task <task>", "every call of an everyday task, for both roles; `ssps tasks` lists them")
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
    .option("--json", "print JSON: decision, side, policy, sid, clause, says, missing, assumed, notes, next, …")
    .addHelpText("after", EPILOGUE)
    .action(can);
}

const EPILOGUE = `
A verb's kind may be left out where it is clear: read s3://BUCKET/KEY, push IMAGE. \`ssps tasks\` lists verbs, kinds and
tasks. A name is completed with the account and the region of the environment.

Without --env the account is the one that the resource's ARN names; with it, the policies of the bucket, the key and the
VPC endpoints that the same file makes are part of the decision. The context that AWS sends with every request is filled
in, but not with --policy. A denial says what to do next.

Exit status: 0 allowed (with several calls: all are; with --task: for a person, or the role of --as), 1 denied, 2 the
request or the --policy is one that AWS would refuse.

Examples:
  ssps can read s3://acme-sagemaker-dev/train.csv --env dev
  ssps can write secret AmazonSageMaker-db --env dev
  ssps can --task "train a model in a VPC with my key" --env prod
  ssps can secretsmanager:UpdateSecret arn:aws:secretsmanager:eu-west-1:123456789012:secret:payroll-AbCdEf
  ssps can iam:PassRole arn:aws:iam::123456789012:role/AmazonSageMaker-ExecutionRole-Admin \\
    --context iam:PassedToService=sagemaker.amazonaws.com
  echo '{"action": "s3:GetObject", "resource": "arn:aws:s3:::acme-sagemaker/iris.csv"}' | ssps can --requests -`;

async function can(asked: readonly string[], options: Options): Promise<void> {
  const words = withoutOpening(asked);
  const context = readKeyValues(options.context ?? []);
  const roles = rolesFor(options);
  const policies = policiesOf(options);
  const decider = deciderFor(options, policies, roles);
  // A policy that nobody can have is decided on all the same, and each answer says why nobody can have it.
  const isRefused = policies?.some((one) => refusals(one).length > 0) ?? false;
  if (options.requests !== undefined) {
    if (words.length > 0 || options.task !== undefined) {
      throw new InputError("--requests brings the questions: leave the words and --task out");
    }
    await answerMany(options.requests, decider, context);
    if (isRefused) process.exitCode = ExitStatus.badInput;
    return;
  }
  if (options.task !== undefined && words.length > 0) {
    throw new InputError("--task brings the calls: leave the other words out");
  }
  const inWords = isInWords(words);
  const task = options.task === undefined ? (inWords ? taskInWords(words) : undefined) : readTask(options.task);
  if (task) {
    answerTaskOf(task, options, roles("*"), decider, context);
    return;
  }
  const questions = questionsOf(words, options, roles).map((question) => ({
    ...question,
    context: { ...question.context, ...context },
    ...(options.principal !== undefined && { principal: options.principal }),
  }));
  const answers = questions.map((question) => answerOf(decider, question));
  const isAllowed = answers.every(({ decision }) => decision === "allow");
  process.exitCode = isRefused ? ExitStatus.badInput : isAllowed ? ExitStatus.fine : ExitStatus.finding;
  const [only] = answers;
  if (options.json) printJson(inWords ? { asked: words.join(" "), ...answersData(answers) } : only);
  else for (const line of inWords ? answersLines(answers) : answers.flatMap(answerLines)) print(line);
}

/** An action holds a colon, and no verb does. */
function isInWords([first = ""]: readonly string[]): boolean {
  return !first.includes(":");
}

/** @throws InputError where the words are no question, or one that AWS would not be asked. */
function questionsOf(words: readonly string[], { policy }: Options, roles: RolesOf): readonly Question[] {
  const [action, resource, ...more] = words;
  if (action !== undefined && isInWords(words)) {
    if (policy) throw new InputError("--policy decides actions on resources: ssps can ACTION RESOURCE --policy FILE");
    const { calls, completed } = readWords(words, roles("*").place);
    return calls.map((call): Question => ({
      ...call,
      context: call.context ?? {},
      ...(completed && { completed }),
    }));
  }
  if (action === undefined || resource === undefined || more.length > 0) {
    throw new InputError(
      "an action and a resource are needed, or a verb, a kind and a name: ssps can ACTION RESOURCE, such as ssps can s3:GetObject arn:aws:s3:::bucket/key, or ssps can read s3://bucket/key",
    );
  }
  const question: Question = { action: readAction(action), resource: readResource(resource), context: {} };
  const nothing = policy ? undefined : unaskable(question);
  if (nothing !== undefined) throw new InputError(nothing);
  return [question];
}

/** The answers to several calls, as one: all must be allowed. */
function answersData(answers: readonly Answer[]): object {
  const isAllowed = answers.every(({ decision }) => decision === "allow");
  return {
    decision: isAllowed ? "allow" : "deny",
    next: [...new Set(answers.flatMap(({ next }) => next))],
    calls: answers,
  };
}

/** @throws InputError where the role is none that does tasks. */
function answerTaskOf(
  task: Task,
  { as, at, json, policy }: Options,
  source: RoleSource,
  decider: Decider,
  context: Question["context"],
): void {
  if (policy) throw new InputError("--task is decided by the roles' policies: leave --policy out");
  const role = as === undefined ? undefined : TASK_ROLES.find((one) => one === readRoleKind(as));
  if (as !== undefined && role === undefined) throw new InputError(`--task is done as one of ${TASK_ROLES.join(", ")}`);
  const answer = answerTask(task, source, decider, {
    context,
    ...(at !== undefined && { at: readInstant(at) }),
  });
  process.exitCode = answer.allowed[role ?? "admin"] ? ExitStatus.fine : ExitStatus.finding;
  if (json) printJson(taskData(answer));
  else for (const line of taskLines(answer, role && [role])) print(line);
}

/** The roles that a request is decided under, by its resource. */
type RolesOf = (resource: string) => RoleSource;

function rolesFor({ env, policy }: Options): RolesOf {
  if (env === undefined || policy) return defaultRoles;
  const ofEnvironment = (load("./can-environment") as typeof CanEnvironment).rolesOfEnvironment(env);
  return () => ofEnvironment;
}

/** @throws InputError where a file is no policy, or a role is asked for beside the files. */
function policiesOf({ as, env, policy }: Options): readonly Policy[] | undefined {
  if (policy && (as !== undefined || env !== undefined)) {
    throw new InputError("--policy decides on the files alone: leave --as and --env out");
  }
  return policy?.map((file) => readPolicy(file));
}

function deciderFor({ as, at, principal }: Options, policies: readonly Policy[] | undefined, roles: RolesOf): Decider {
  const instant = at === undefined ? undefined : readInstant(at);
  if (policies) return policyDecider(policies, instant);
  if (principal !== undefined) throw new InputError("--principal goes with --policy; a role is chosen by --as");
  return roleDecider(({ resource }) => roles(resource), readRoleKind(as ?? "admin"), instant ?? Date.now());
}

async function answerMany(path: string, decider: Decider, context: Question["context"]): Promise<void> {
  for await (const { place, value } of readJsonLines(path)) {
    let question: Question;
    try {
      question = readQuestion(value);
    } catch (error) {
      throw error instanceof InputError ? new InputError(`${place}: ${error.message}`) : error;
    }
    const answer = answerOf(decider, { ...question, context: { ...context, ...question.context } });
    if (answer.decision !== "allow") process.exitCode = ExitStatus.finding;
    await printPatiently(jsonText(answer));
  }
}

/** @throws InputError where there is no such role. */
function answerOf(decider: Decider, question: Question): Answer {
  try {
    return decider(question);
  } catch (error) {
    throw error instanceof NoSuchRole ? new InputError(error.message) : error;
  }
}
