import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { moduleFiles } from "../modules/common/terraform/files";
import type { TerraformModule } from "../modules/common/terraform/module";
import { type ExampleCall, findCall } from "../modules/common/terraform/readme";

const MODULES = join(__dirname, "../modules");

/** The plain Terraform modules: every folder of `modules/` that describes one in its `module.ts`. */
export function terraformModules(): Readonly<Record<string, TerraformModule>> {
  const load = createRequire(__filename);
  const names = readdirSync(MODULES).filter((name) =>
    ["module.ts", "module.js"].some((file) => existsSync(join(MODULES, name, file))),
  );
  return Object.fromEntries(
    names.sort().map((name) => {
      const { terraformModule } = load(join(MODULES, name, "module")) as { terraformModule: TerraformModule };
      return [name, terraformModule];
    }),
  );
}

/**
 * The generated files of every module, by their paths in the project.
 *
 * @throws Error where no example calls a module: its README shows a call that is tested.
 */
export function terraformModuleFiles(): { path: string; content: string }[] {
  return Object.entries(terraformModules()).flatMap(([name, definition]) =>
    moduleFiles(name, definition, exampleOf(name)).map(({ path, content }) => ({
      path: `modules/${name}/${path}`,
      content,
    })),
  );
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
