import { createRequire } from "node:module";
import type { Command } from "commander";
import type { Answer, Decider } from "../answers/answer";
import { roleDecider } from "../answers/decide";
import { policyDecider } from "../answers/files";
import { unaskable } from "../answers/notes";
import type { Question } from "../answers/question";
import { defaultRoles, NoSuchRole } from "../answers/roles";
import type * as CanEnvironment from "./can-environment";
import { readAction, readRoleKind, readInstant, readKeyValues, readQuestion, readResource } from "./can-request";
import { answerLines } from "./can-text";
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
    .option("--json", "print JSON: decision, side, policy, sid, clause, says, missing, assumed, notes, next, …")
    .addHelpText("after", EPILOGUE)
    .action(can);
}

const EPILOGUE = `
Without --env the account is the one that the resource's ARN names; with it, the policies of the bucket, the key and the
VPC endpoints that the same file makes are part of the decision. The context that AWS sends with every request is filled
in, but not with --policy. A denial says what to do next.

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
  const nothing = options.policy ? undefined : unaskable(question);
  if (nothing !== undefined) throw new InputError(nothing);
  const answer = answerOf(decider, question);
  process.exitCode = answer.decision === "allow" ? ExitStatus.fine : ExitStatus.finding;
  if (options.json) printJson(answer);
  else for (const line of answerLines(answer)) print(line);
}

function deciderFor({ as, env, at, policy, principal }: Options): Decider {
  const instant = at === undefined ? undefined : readInstant(at);
  if (policy) {
    if (as !== undefined || env !== undefined) {
      throw new InputError("--policy decides on the files alone: leave --as and --env out");
    }
    return policyDecider(
      policy.map((file) => readPolicy(file)),
      instant,
    );
  }
  if (principal !== undefined) throw new InputError("--principal goes with --policy; a role is chosen by --as");
  const ofEnvironment =
    env === undefined ? undefined : (load("./can-environment") as typeof CanEnvironment).rolesOfEnvironment(env);
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
