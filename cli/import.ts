import type { Command } from "commander";
import { AdoptionError, type Account } from "../adoption/account";
import { adoptionOf, type Adoption } from "../adoption/adoption";
import { commandsFor } from "../adoption/commands";
import { readAccount } from "../adoption/details";
import { readInputs, type Inputs } from "../adoption/files";
import { theirStatements } from "../adoption/resource-policies";
import type { OtherOwner } from "../adoption/refusals";
import { withAdoption, withoutImports } from "../adoption/write";
import { loadEnvironments } from "../config/load";
import { parseYaml } from "../config/yaml";
import { YamlEditError } from "../config/yaml-edit";
import { updateWhole } from "../files/write";
import { ReviewInputError } from "../review/read/file";
import { checkedEnvironment, environmentFile, readEnvironment } from "./chosen-environment";
import { InputError, print, printable, printJson } from "./output";

interface Options {
  readonly env?: string;
  readonly from?: readonly string[];
  readonly commands?: true;
  readonly done?: true;
  readonly json?: true;
}

/** Adds `ssps import`. */
export function register(program: Command): void {
  program
    .command("import")
    .summary("take over roles and policies that exist already")
    .description(
      "Finds which roles and policies of an environment exist in its account, and writes into the environment's file " +
        "what taking them over needs: import blocks, and what each keeps of how it was found. Comments are kept.",
    )
    .option("--env <name>", "environments/NAME.yaml (default: the only environment)")
    .option(
      "--from <file...>",
      "what `aws iam get-account-authorization-details` prints, all pages; and of get-role, get-policy, list-policy-tags, get-bucket-policy, get-key-policy, describe-vpc-endpoints",
    )
    .option("--commands", "print the calls that show what adoption needs to know instead")
    .option("--done", "take the import blocks of every part out of the file again, once they are applied")
    .option("--json", "print what was found as JSON")
    .addHelpText("after", EPILOGUE)
    .action(importExisting);
}

const EPILOGUE = `
The file changes, not the account: the next plan of the base stack shows what is imported and what changes in place.
docs/adoption.md leads through it.

Exit status: 0 done, 2 something cannot be adopted as it is, or the input cannot be used; nothing was changed.

Examples:
  ssps import --env prod --commands
  ssps import --env prod --from account-details.json get-role.*.json get-policy.*.json list-policy-tags.*.json
  ssps import --env prod --done`;

function importExisting(options: Options): void {
  const { from, commands, done } = options;
  if (done && (from || commands))
    throw new InputError("--done takes no --from and no --commands: give it alone, once the import blocks are applied");
  const file = environmentFile(options.env);
  try {
    if (done) finish(file);
    else if (commands)
      for (const call of commandsFor(readEnvironment(file).environment, from && accountIn(from))) print(call);
    else if (from) adopt(file, readInputs(from), options.json);
    else
      throw new InputError("say where the account's details are: --from FILE…; --commands prints the calls for them");
  } catch (error) {
    const known = [AdoptionError, ReviewInputError].some((kind) => error instanceof kind);
    if (known) throw new InputError((error as Error).message);
    throw error instanceof YamlEditError ? new InputError(`${file}: ${error.message}`) : error;
  }
}

function accountIn(files: readonly string[]): Account {
  return readAccount(readInputs(files));
}

function adopt(file: string, inputs: Inputs, json: true | undefined): void {
  const account = readAccount(inputs);
  const others = otherOwners(file);
  let found: Adoption | undefined;
  updateWhole(file, () => {
    const { source, environment } = readEnvironment(file);
    found = adoptionOf(
      account,
      environment,
      parseYaml(source.text).content?.value,
      others,
      theirStatements(inputs.resourcePolicies, environment),
    );
    const text = withAdoption(source.text, found);
    checkedEnvironment({ ...source, text });
    return text;
  });
  if (!found) return;
  if (json) {
    const { imports, keep, before, stays, creates } = found;
    printJson({ file, imports, keep, before, stays, creates });
  } else printAdoption(file, found);
}

function otherOwners(file: string): OtherOwner[] {
  return loadEnvironments()
    .environments.filter((other) => other.file !== file && other.environment.base === "managed")
    .map(({ file: otherFile, environment: { account, roles } }) => ({
      ...{ file: otherFile, account, roles: [roles.admin.name, roles.execution.name] },
    }));
}

function printAdoption(file: string, { imports, reasons, before, stays, creates }: Adoption): void {
  print(`${printable(file)}: ${Object.keys(imports).length} import blocks`);
  for (const [address, id] of Object.entries(imports)) print(`  ${address}  ${printable(id)}`);
  section(
    "left alone",
    Object.entries(reasons).map(([address, reason]) => `${address}: ${reason}`),
  );
  section("before you apply", before);
  section("not there, and made", creates);
  section("stays as it is", stays);
  print("next: npx cdktf diff; the plan must only import, update in place, and make what is not there");
}

function section(title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  print(`${title}:`);
  for (const line of lines) print(`  ${printable(line)}`);
}

function finish(file: string): void {
  const texts = { before: "", after: "" };
  updateWhole(file, () => {
    const { source } = readEnvironment(file);
    const text = withoutImports(source.text);
    Object.assign(texts, { before: source.text, after: text });
    checkedEnvironment({ ...source, text });
    return text;
  });
  const said =
    texts.before === texts.after ? "there are no import blocks" : "took the import blocks out; what is kept stays";
  print(`${printable(file)}: ${said}`);
}
