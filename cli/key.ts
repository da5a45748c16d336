import { Argument, type Command } from "commander";
import { describeValue } from "../config/raw";
import { documentsOf } from "../contract/documents";
import { lackingStatements, type LackingStatement } from "../contract/render/key-needs";
import { KEY_SERVICES, type KeyService } from "../contract/render/part-settings";
import { chosenEnvironment } from "./chosen-environment";
import { ExitStatus, InputError, paint, print, printable, printJson } from "./output";
import { readPolicy } from "./read-policy";

interface Options {
  readonly env?: string;
  readonly service?: readonly string[];
  readonly json?: true;
}

/** Adds `ssps key`. */
export function register(program: Command): void {
  program
    .command("key")
    .summary("which statements does an existing KMS key's policy lack?")
    .description(
      "Says which statements the policy of an existing KMS key lacks for the two roles, ready to paste (K1).",
    )
    .addArgument(new Argument("<policy.json>", "the key's policy, or what `aws kms get-key-policy` prints"))
    .option("--env <name>", "the roles of environments/NAME.yaml (default: the only environment)")
    .option(
      "--service <name...>",
      `what else uses the key: ${KEY_SERVICES.join(", ")} (default: storage.key.services of the environment)`,
    )
    .option("--json", "print JSON: sufficient, lacking")
    .addHelpText("after", EPILOGUE)
    .action(key);
}

const EPILOGUE = `
Exit status: 0 the policy suffices, 1 statements are lacking, 2 it cannot be read.

Example:
  aws kms get-key-policy --key-id alias/data > key.json && ssps key key.json --env prod`;

function key(file: string, { env, service, json }: Options): void {
  const policy = readPolicy(file, unwrapPolicy);
  const { environment } = chosenEnvironment(env);
  const services = service?.map(readService) ?? environment.storage?.key?.services ?? [];
  const lacking = lackingStatements(policy, documentsOf(environment).settings, services);
  process.exitCode = lacking.length === 0 ? ExitStatus.fine : ExitStatus.finding;
  if (json) printJson({ sufficient: lacking.length === 0, lacking });
  else for (const line of describe(file, lacking)) print(line);
}

function readService(name: string): KeyService {
  const service = KEY_SERVICES.find((known) => known === name);
  if (service) return service;
  throw new InputError(`--service: found ${describeValue(name)}; allowed: ${KEY_SERVICES.join(", ")}`);
}

/** The AWS command line prints a policy as text within JSON: `{"Policy": "{…}", "PolicyName": "default"}`. */
function unwrapPolicy(text: string): string {
  try {
    const printed: unknown = JSON.parse(text);
    if (typeof printed !== "object" || printed === null || !("Policy" in printed)) return text;
    return typeof printed.Policy === "string" ? printed.Policy : text;
  } catch {
    // What is no JSON is said where the policy is parsed.
    return text;
  }
}

function describe(file: string, lacking: readonly LackingStatement[]): string[] {
  if (lacking.length === 0)
    return [`${paint("yes", "green")}: ${printable(file)} allows what the roles need (clause K1)`];
  const lines = [
    `${paint("no", "red")}: ${printable(file)} lacks ${lacking.length} of the statements that the roles need`,
  ];
  for (const { statement, needs } of lacking) {
    const principals = [...new Set(needs.map(({ principal }) => principal))];
    const actions = [...new Set(needs.map(({ action }) => action))];
    lines.push(`  ${statement.Sid ?? ""}: ${actions.join(", ")} for ${principals.map(printable).join(", ")}`);
    const denies = new Set(needs.filter(({ decision }) => decision === "explicitDeny").map(({ sid }) => sid));
    for (const sid of denies) {
      lines.push(
        `    a statement denies it (${printable(sid ?? "without a Sid")}): adding is not enough, change that one`,
      );
    }
  }
  return [
    ...lines,
    "",
    'Paste into "Statement":',
    ...lacking
      .map(({ statement }) => JSON.stringify(statement, null, 2))
      .join(",\n")
      .split("\n"),
  ];
}
