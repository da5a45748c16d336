import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { checkEnvironment } from "../../config/load";
import { sizeProblems } from "../../contract/render/sizes";
import { startOffline, terraformAvailable } from "../../offline/terraform";
import { terraformModules } from "../../scripts/modules";
import { variablesOf } from "../../scripts/modules/variables";
import { type Broken, brokenValues } from "./broken";
import { type Call, diagnosticsOf, writeCalls } from "./calls";
import { callsOf, ENVIRONMENTS } from "./environments";
import { CALLS, FILE, REFUSALS, RIGHT } from "./refusals";
import { newFolder } from "../new-folder";

type Inputs = Readonly<Record<string, unknown>>;

/** A call that must be refused, and the messages that say why. */
interface Case {
  readonly call: Call;
  readonly messages: readonly string[];
}

const MODULES = Object.entries(terraformModules()).map(([name, inputs]) => ({
  name,
  schemas: Object.assign({}, ...Object.values(inputs.groups)) as Readonly<Record<string, z.ZodType>>,
  variables: variablesOf(inputs),
}));

/** What other modules would give. */
const GIVEN = {
  deny_policy_arn: "arn:aws:iam::123456789012:policy/acme_deny",
  key_arn: "arn:aws:kms:eu-central-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef",
  security_group_ids: ["sg-0123456789abcdef0"],
};

/** Calls that give nearly every input. */
function fullCalls(name: string): Inputs[] {
  const { variables } = MODULES.find((module) => module.name === name) ?? { variables: {} };
  const extra_policy_arns = { customer_deny_policy: "arn:aws:iam::123456789012:policy/customer_deny_policy" };
  const more = {
    ...GIVEN,
    extra_policy_arns,
    account_id: "123456789012",
    region: "eu-central-1",
    tags: { owner: "ml" },
  };
  const known = Object.fromEntries(Object.entries(more).filter(([input]) => input in variables));
  const access_log = { bucket: "acme-logs-of-logs" };
  const logs = { module: "bucket", inputs: { name: "acme-logs", log_source_buckets: ["acme-sagemaker"], access_log } };
  return [...Object.values(callsOf("full", ENVIRONMENTS.every_option)).flatMap((calls) => Object.values(calls)), logs]
    .filter(({ module }) => module === name)
    .map(({ inputs }) => ({ ...inputs, ...known }));
}

/** Each rule of each input's schema broken once, and what the table has for the module. */
function casesOf(module: (typeof MODULES)[number]): Case[] {
  const { name, variables } = module;
  const place = Object.entries({ account_id: "123456789012", region: "eu-west-1" });
  const known = Object.fromEntries(place.filter(([input]) => input in variables));
  const tabled = REFUSALS.filter((refusal) => refusal.module === name).map(({ inputs, says }) => ({
    call: { module: name, inputs: { ...known, ...CALLS[name], ...inputs } },
    messages: [says],
  }));
  const right = RIGHT.filter((one) => one.module === name).map(({ inputs }) => ({
    call: { module: name, inputs: { ...known, ...CALLS[name], ...inputs } },
    messages: [],
  }));
  return [...fullCalls(name).flatMap((inputs) => brokenCalls(module, inputs)), ...tabled, ...right];
}

/**
 * A call breaks one rule of every input, since Terraform reports them all. An input that is held to others is broken
 * alone: Terraform does not look at it where one of those is wrong.
 */
function brokenCalls({ name, schemas, variables }: (typeof MODULES)[number], inputs: Inputs): Case[] {
  const broken = Object.entries(schemas).map(([variable, schema]) => ({
    variable,
    isAlone: variables[variable]?.validations.some(({ condition }) => refersToOthers(variable, condition)),
    values: brokenValues(variable, schema, inputs[variable]),
  }));
  const callOf = (chosen: readonly (readonly [variable: string, Broken])[]): Case => ({
    call: {
      module: name,
      inputs: { ...inputs, ...Object.fromEntries(chosen.map(([variable, { value }]) => [variable, value])) },
    },
    messages: chosen.flatMap(([, { messages }]) => messages),
  });
  const alone = broken.filter(({ isAlone }) => isAlone);
  const together = broken.filter(({ isAlone }) => !isAlone);
  const most = Math.max(...together.map(({ values }) => values.length));
  return [
    ...alone.flatMap(({ variable, values }) => values.map((value) => callOf([[variable, value]]))),
    ...Array.from({ length: most }, (_, index) =>
      callOf(together.flatMap(({ variable, values }) => (values[index] ? [[variable, values[index]] as const] : []))),
    ),
  ];
}

function refersToOthers(variable: string, condition: string): boolean {
  return new RegExp(`\\blocal\\.|\\bvar\\.(?!${variable}\\b)`).test(condition);
}

const CASES = MODULES.flatMap(casesOf);

/** The modules without what they make: a hundred calls are then checked in a second. */
function writeInputs(): string {
  const folder = newFolder();
  for (const { name } of MODULES) {
    mkdirSync(join(folder, name));
    const main = readFileSync(join("modules", name, "main.tf"), "utf8");
    // A local that takes one of several resources goes with them.
    const inputs = main.replace(/^resource [\s\S]*?^\}$/gm, "").replace(/^ {2}\w+ += one\(concat\(aws_.*$/gm, "");
    writeFileSync(join(folder, name, "main.tf"), inputs);
    for (const file of ["variables.tf", "policies.tf"].filter((one) => existsSync(join("modules", name, one))))
      copyFileSync(join("modules", name, file), join(folder, name, file));
  }
  return folder;
}

/**
 * What Terraform says of each call: `validate` of most, `plan` of those whose inputs it must work out first. The calls of
 * one module at a time, since Terraform's time grows faster than their number.
 */
async function hear(): Promise<string[][]> {
  const said: string[][] = CASES.map(() => []);
  const modules = writeInputs();
  const terraform = await startOffline();
  const ask = async (name: string, command: string): Promise<void> => {
    const calls = CASES.flatMap(({ call: { module, inputs } }, index) =>
      module === name && said[index]?.length === 0
        ? [[`case_${index}`, { module: join(modules, module), inputs }] as const]
        : [],
    );
    if (calls.length === 0) return;
    const folder = writeCalls(Object.fromEntries(calls));
    const { status, stderr } = await terraform.run(folder, ["init"]);
    if (status !== 0) throw new Error(stderr);
    const { stdout } = await terraform.run(folder, [command, "-json"]);
    for (const { detail, range } of diagnosticsOf(stdout)) {
      // An input that is not given is reported where the module has it.
      const index = /\bcase_(\d+)\b/.exec(`${range?.filename ?? ""} ${detail}`)?.[1];
      if (index === undefined) throw new Error(detail);
      said[Number(index)]?.push(detail.split("\n")[0] ?? "");
    }
  };
  try {
    for (const { name } of MODULES) {
      await ask(name, "validate");
      await ask(name, "plan");
    }
  } finally {
    await terraform.stop();
  }
  return said;
}

const OF_FILES = REFUSALS.flatMap(({ file, fileSays = "", module, says }) =>
  file ? [{ file, fileSays, module, says }] : [],
);

test.each(OF_FILES)("a file is refused, as modules/$module is: $says", ({ file, fileSays }) => {
  const text = JSON.stringify({ ...FILE, ...file });
  const { environment, problems } = checkEnvironment({ file: "dev.yaml", name: "dev", text });
  // What is wrong with a policy shows once it is written out.
  const all = environment ? [...problems, ...sizeProblems({ name: "dev", file: "dev.yaml", environment })] : problems;
  expect(all.map(({ message }) => message)).toEqual([expect.stringContaining(fileSays)]);
});

const run = terraformAvailable() ? describe : describe.skip;

run("what a module refuses, in the words that a user sees", () => {
  let said: string[][];

  beforeAll(async () => {
    said = await hear();
  });

  const rows = CASES.flatMap(({ call, messages }, index) =>
    messages.map((message) => [call.module, message, index] as const),
  );

  test.each(rows)("%s: %s", (_, message, index) => {
    expect(said[index]).toContain(message);
  });

  test("what is right is not refused", () => {
    expect(CASES.flatMap(({ messages }, index) => (messages.length === 0 ? (said[index] ?? []) : []))).toEqual([]);
  });

  test.each(MODULES)("$name: every validation is broken by a case", ({ name, variables }) => {
    const heard = CASES.flatMap(({ call }, index) => (call.module === name ? (said[index] ?? []) : []));
    const unheard = Object.values(variables)
      .flatMap(({ validations }) => validations.map(({ message }) => message))
      .filter((message) => {
        const [first = "", ...rest] = message.split(/\$\{.*?\}/);
        return !heard.some((text) => text.startsWith(first) && rest.every((part) => text.includes(part)));
      });
    expect(unheard).toEqual([]);
  });
});
