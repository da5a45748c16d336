import { readFileSync, statSync } from "node:fs";
import type { Command } from "commander";
import { environmentRoles } from "../answers/environment";
import { callerOf, explainDenial, type Explanation } from "../answers/denial/explain";
import type { DenialMessage } from "../answers/denial/denial";
import { MAX_TEXT, readDenials, type Denials } from "../answers/denial/message";
import { defaultRoles, type RoleSource } from "../answers/roles";
import { describeValue } from "../config/raw";
import { loadEnvironments, type NamedEnvironment } from "../config/load";
import { reasonOf } from "../files/reason";
import { answerLines } from "./can-text";
import { readInstant } from "./can-request";
import { chosenEnvironment } from "./chosen-environment";
import { ExitStatus, InputError, paint, print, printable, printAside, printJson } from "./output";

interface Options {
  readonly env?: string;
  readonly log?: string;
  readonly at?: string;
  readonly json?: true;
}

/** Adds `ssps explain`. */
export function register(program: Command): void {
  program
    .command("explain")
    .summary("an AccessDenied message: who was denied what, by which policy, and what to do next")
    .description(
      "Reads an AccessDenied message as AWS prints it, and says who was denied what by which kind of policy, the clause behind it and what to do next, or that it cannot come from these roles.",
    )
    .argument("[message...]", "the message (default: standard input)")
    .option("--log <file>", "a file with messages: a log, CloudTrail's events, a decoded authorization message")
    .option("--env <name>", "the roles of environments/NAME.yaml (default: the environment of the message's account)")
    .option("--at <instant>", "when it was denied, such as 2026-12-01T08:00:00Z (default: now)")
    .option("--json", "print JSON: an explanation for each message")
    .addHelpText("after", EPILOGUE)
    .action(explain);
}

const EPILOGUE = `
Exit status: 0 each denial comes from the policies at hand, 1 one comes from elsewhere or does not say, 2 the text is no such message.

Examples:
  ssps explain "User: arn:aws:sts::123456789012:assumed-role/customer_sagemaker_admin_role/ann is not authorized to perform: ..."
  pbpaste | ssps explain
  ssps explain --log notebook.log --env dev
  aws sts decode-authorization-message --encoded-message TEXT | ssps explain`;

function explain(words: readonly string[], { env, log, at, json }: Options): void {
  if (words.length > 0 && log !== undefined) throw new InputError("give the message or --log, not both");
  const text = words.length > 0 ? words.join(" ") : readAll(log ?? "-");
  const { messages, hasMore } = denialsIn(text);
  const now = at === undefined ? Date.now() : readInstant(at);
  const sourceOf = env === undefined ? sourceByAccount() : namedSource(env);
  const explanations = messages.map((message) => explainDenial(message, sourceOf(message), now));
  process.exitCode = explanations.every(({ ours }) => ours) ? ExitStatus.fine : ExitStatus.finding;
  if (hasMore)
    printAside(`only the first ${messages.length} different messages are read: give a part of the text for the others`);
  if (json) printJson(explanations);
  else
    explanations.forEach((one, i) => {
      if (i > 0) print("");
      for (const line of describe(one)) print(line);
    });
}

/** @throws InputError where the text is too long or reports no denial. */
function denialsIn(text: string): Denials {
  if (text.length > MAX_TEXT) tooLong(text.length);
  const denials = readDenials(text);
  if (denials.messages.length > 0) return denials;
  const shown = text.trim() === "" ? "nothing" : describeValue(text.trim().slice(0, 80));
  throw new InputError(
    `this is no AccessDenied message of AWS's: found ${shown}. It reads, in English, "User: ARN is not authorized to perform: ACTION on resource: ARN because …"; of an encoded message give what \`aws sts decode-authorization-message\` prints`,
  );
}

function tooLong(length: number): never {
  throw new InputError(
    `a text of at most ${MAX_TEXT} characters is read, found ${length}: give the lines that say AccessDenied`,
  );
}

/** @param path A file, or - for standard input. */
function readAll(path: string): string {
  try {
    if (path !== "-" && statSync(path).size > 4 * MAX_TEXT) return tooLong(statSync(path).size);
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`cannot read ${path === "-" ? "standard input" : path}: ${reasonOf(error)}`);
  }
}

type SourceOf = (message: DenialMessage) => RoleSource;

function namedSource(name: string): SourceOf {
  const source = environmentRoles(chosenEnvironment(name));
  return () => source;
}

/** The environment of the account that was denied, in the resource's region where there are several. */
function sourceByAccount(): SourceOf {
  const { environments } = loadEnvironments();
  const made = new Map<NamedEnvironment, RoleSource>();
  return ({ principal = "", resource = "" }) => {
    const account = callerOf(principal)?.account;
    const own = environments.filter(({ environment }) => environment.account === account);
    const chosen = own.find(({ environment }) => environment.region === resource.split(":")[3]) ?? own[0];
    if (!chosen)
      return defaultRoles(
        account === undefined ? "*" : `arn:${principal.split(":")[1] ?? "aws"}:iam::${account}:role/x`,
      );
    const source = made.get(chosen) ?? environmentRoles(chosen);
    made.set(chosen, source);
    return source;
  };
}

const KINDS: Readonly<Record<NonNullable<DenialMessage["policy"]>, string>> = {
  identity: "the identity's policies",
  resource: "the resource's policy",
  boundary: "the permissions boundary",
  session: "a session policy",
  serviceControl: "a service control policy",
  resourceControl: "a resource control policy",
  endpoint: "a VPC endpoint's policy",
};

const VERDICTS: Readonly<Record<Explanation["verdict"], string>> = {
  here: paint("denied here", "red"),
  elsewhere: paint("denied elsewhere", "yellow"),
  unknown: paint("cannot tell", "yellow"),
};

function describe({ message, verdict, because, answer, next }: Explanation): string[] {
  const { principal, action, resource, policy, explicit, encoded } = message;
  const line = (label: string, text: string): string => `  ${label.padEnd(8)} ${printable(text)}`;
  const by =
    policy === undefined
      ? "the message does not say"
      : `${KINDS[policy]}, ${explicit ? "a statement denies it" : "none allows it"}`;
  return [
    `${VERDICTS[verdict]}: ${printable(because)}`,
    line("who", principal ?? "the message does not say"),
    line("what", `${action}${resource === undefined ? "" : ` on ${resource}`}`),
    ...(answer && resource !== undefined && answer.resource !== resource
      ? [line("taken", `as ${answer.resource}`)]
      : []),
    line("by", by),
    ...(encoded
      ? [
          line(
            "encoded",
            "`aws sts decode-authorization-message` shows the rest, for who may call it: pass its output on to ssps explain",
          ),
        ]
      : []),
    ...(answer ? ["", `here: ${answerLines({ ...answer, next: [] }).join("\n")}`] : []),
    ...(next.length > 0 ? ["", ...next.map((step) => line("next", step))] : []),
  ];
}
