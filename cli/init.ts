import { makeFolder } from "../files/folder";
import type { Command } from "commander";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ZodType } from "zod";
import { isAccountId } from "../aws/ids";
import { describeValue } from "../config/raw";
import { principalArn, samlProviderArn } from "../config/arn";
import { permissionSetName } from "../config/aws-names";
import { environmentJsonSchema } from "../config/json-schema";
import { checkEnvironment } from "../config/load";
import { findPartition } from "../aws/regions";
import { environmentSchema } from "../config/schema";
import { ENVIRONMENT_NAME, isEnvironmentName, readSource } from "../config/source";
import { writeWhole } from "../files/write";
import { type Answers, environmentFile } from "./init-template";
import { sizeProblems } from "../contract/render/sizes";
import { InputError, print, printable } from "./output";
import { type Ask, withPrompts } from "./prompts";

type Federation = Omit<Answers, "account" | "region">;

interface Flags {
  readonly name: string;
  readonly folder: string;
  readonly account?: string;
  readonly region?: string;
  readonly samlProvider?: readonly string[];
  readonly permissionSet?: readonly string[];
  readonly principal?: readonly string[];
  readonly force?: true;
}

/** Adds `ssps init`. */
export function register(program: Command): void {
  program
    .command("init")
    .summary("write a first environment file")
    .description("Writes a first, commented environment file. On a terminal it asks for what no flag gives.")
    .option("--name <name>", "the environment's name, which is the file's", "dev")
    .option("--account <id>", "the AWS account: 12 digits")
    .option("--region <region>", "the region, such as eu-west-1")
    .option("--saml-provider <arn...>", "people sign in through these SAML providers")
    .option("--permission-set <name...>", "people sign in through these permission sets of IAM Identity Center")
    .option("--principal <arn...>", "these roles, users or accounts may assume the admin role")
    .option("--folder <folder>", "where the file is written", "environments")
    .option("--force", "replace a file that exists")
    .addHelpText("after", EPILOGUE)
    .action(init);
}

const EPILOGUE = `
Exit status: 0 written, 2 not written.

Example:
  ssps init --account 123456789012 --region eu-west-1 \\
    --saml-provider arn:aws:iam::123456789012:saml-provider/customer-saml`;

async function init(flags: Flags): Promise<void> {
  const { name, folder } = flags;
  const file = join(folder, `${name}.yaml`);
  if (!isEnvironmentName(name))
    throw new InputError(`--name: found ${describeValue(name)}; allowed: ${ENVIRONMENT_NAME}`);
  const sample = isSample(file, name);
  if (existsSync(file) && !sample && !flags.force) {
    throw new InputError(`${file} exists already; --force replaces it, --name gives another`);
  }
  const text = environmentFile(name, await answers(flags));
  const { environment, problems } = checkEnvironment({ file, name, text });
  const all = environment ? sizeProblems({ name, file, environment }) : problems;
  if (all.length > 0) throw new InputError(all.map(({ message }) => message).join("\n"));
  makeFolder(folder);
  // The environment last: whoever finds it finds what it refers to.
  const schema = join(folder, "environment.schema.json");
  if (!existsSync(schema)) writeWhole(schema, `${JSON.stringify(environmentJsonSchema(), null, 2)}\n`);
  writeWhole(file, text);
  print(printable(`wrote ${file}${sample ? " in the place of the sample" : ""}; next: edit it, then \`ssps check\``));
}

/** What the sample that comes with the clone was made of. */
const SAMPLE: Answers = {
  account: "123456789012",
  region: "eu-west-1",
  samlProviders: ["arn:aws:iam::123456789012:saml-provider/customer-saml"],
};

/** Whether a file is the sample as it came, of which nothing is lost. */
function isSample(file: string, name: string): boolean {
  const source = readSource(file);
  return "text" in source && source.text === environmentFile(name, SAMPLE);
}

/** What the flags say, and the answers to prompts for the rest. */
async function answers(flags: Flags): Promise<Answers> {
  const { samlProvider, permissionSet, principal } = flags;
  const federation: Federation | undefined = (samlProvider ?? permissionSet ?? principal) && {
    ...(samlProvider && { samlProviders: samlProvider }),
    ...(permissionSet && { permissionSets: permissionSet }),
    ...(principal && { principals: principal }),
  };
  const missing = [
    ...(flags.account === undefined ? ["--account"] : []),
    ...(flags.region === undefined ? ["--region"] : []),
    ...(federation ? [] : ["one of --saml-provider, --permission-set and --principal"]),
  ];
  if (missing.length > 0 && !process.stdin.isTTY) throw new InputError(`missing: ${missing.join("; ")}`);
  return withPrompts(process.stdin, process.stderr, async (ask) => {
    const account =
      flags.account ?? (await ask("AWS account", (answer) => (isAccountId(answer) ? undefined : "12 digits")));
    const region = flags.region ?? (await ask("Region", isOf(environmentSchema.shape.region), "eu-west-1"));
    return { account, region, ...(federation ?? (await askFederation(ask, account, region))) };
  });
}

async function askFederation(ask: Ask, account: string, region: string): Promise<Federation> {
  const kind = await ask(
    "How do people sign in: saml, identity-center or principal",
    (answer) =>
      ["saml", "identity-center", "principal"].includes(answer) ? undefined : "saml, identity-center or principal",
    "saml",
  );
  const arn = `arn:${findPartition(region) ?? "aws"}:iam::${account}:saml-provider/customer-saml`;
  if (kind === "saml") return { samlProviders: [await ask("ARN of the SAML provider", isOf(samlProviderArn), arn)] };
  if (kind === "principal") return { principals: [await ask("ARN of the principal", isOf(principalArn))] };
  return { permissionSets: [await ask("Name of the permission set", isOf(permissionSetName))] };
}

/** What is allowed instead, where an answer is none that the schema takes. */
function isOf(schema: ZodType): (answer: string) => string | undefined {
  return (answer) => schema.safeParse(answer).error?.issues[0]?.message;
}
