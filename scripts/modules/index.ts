import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ModuleInputs } from "../../modules/common/module-inputs";
import { policiesFile } from "./policies";
import { type ModuleHcl, readHcl } from "./read";
import { type ExampleCall, findCall, moduleReadme } from "./readme";
import { variablesFile } from "./variables";

const MODULES = "modules";

/** The plain Terraform modules by their folders: what their generated files are made from. */
export function terraformModules(): Readonly<Record<string, ModuleInputs>> {
  const load = createRequire(__filename);
  const names = readdirSync(MODULES).filter((name) => existsSync(join(MODULES, name, "inputs.ts")));
  return Object.fromEntries(
    names.sort().map((name) => {
      const { inputs } = load(join(__dirname, "../..", MODULES, name, "inputs")) as { inputs: ModuleInputs };
      return [name, inputs];
    }),
  );
}

interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

/**
 * The generated files of every module, by their paths in the project.
 *
 * @throws Error where no example calls a module: its README shows a call that is tested.
 */
export async function terraformModuleFiles(): Promise<GeneratedFile[]> {
  const files = await Promise.all(Object.entries(terraformModules()).map(([name, inputs]) => filesOf(name, inputs)));
  return files.flat();
}

async function filesOf(name: string, inputs: ModuleInputs): Promise<GeneratedFile[]> {
  const path = (file: string): string => `${MODULES}/${name}/${file}`;
  const read = (file: string): string => readFileSync(path(file), "utf8");
  const variables = variablesFile(inputs);
  const hcl = await readHcl({
    "variables.tf": variables,
    "main.tf": read("main.tf"),
    "outputs.tf": read("outputs.tf"),
  });
  return [
    { path: path("variables.tf"), content: variables },
    ...(inputs.policies ? [{ path: path("policies.tf"), content: policies(name, inputs.policies, hcl) }] : []),
    { path: path("README.md"), content: moduleReadme(name, read("README.md"), inputs, hcl, exampleOf(name)) },
  ];
}

function policies(name: string, documents: NonNullable<ModuleInputs["policies"]>, hcl: ModuleHcl): string {
  return policiesFile(name, documents, {
    locals: new Set(Object.keys(hcl.locals)),
    variables: new Set(Object.keys(hcl.variables)),
  });
}

/** The first call of a module in the examples, in the order in which a newcomer reads them. */
function exampleOf(name: string): ExampleCall {
  for (const folder of ["minimal", "complete", "elevation", "many"]) {
    const file = `examples/${folder}/main.tf`;
    const block = existsSync(file) ? findCall(name, readFileSync(file, "utf8")) : undefined;
    if (block !== undefined) return { example: `examples/${folder}`, block };
  }
  throw new Error(`no example calls modules/${name}: add a call to examples/complete/main.tf`);
}
