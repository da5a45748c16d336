import type { TerraformModule } from "./module";
import { type ExampleCall, moduleReadme } from "./readme";
import { synthesiseModule } from "./synthesise";
import { moduleTests } from "./tests";
import type { Variable } from "./variable";

/** Terraform and providers that the modules are tested with. */
const VERSIONS = {
  terraform: {
    required_version: ">= 1.10",
    required_providers: { aws: { source: "hashicorp/aws", version: ">= 6.0, < 7.0" } },
  },
};

/** Where a module's tests take place, in AWS's own example account. */
const PLACE = { account_id: "123456789012", region: "eu-west-1" };

/** A generated file of a module, by its path within the module's folder. */
export interface ModuleFile {
  readonly path: string;
  readonly content: string;
}

/** The generated files of a plain Terraform module. */
export function moduleFiles(name: string, definition: TerraformModule, call: ExampleCall): ModuleFile[] {
  const synthesised = synthesiseModule(definition);
  const { variables, main } = synthesised;
  const place = Object.fromEntries(Object.entries(PLACE).filter(([input]) => input in variables));
  const json = (path: string, value: unknown): ModuleFile => ({ path, content: JSON.stringify(value) });
  return [
    json("main.tf.json", main),
    json("variables.tf.json", { variable: mapValues(variables, variableBlock) }),
    json("outputs.tf.json", {
      output: mapValues(definition.outputs, ({ value, description }) => ({ description, value: `\${${value}}` })),
    }),
    json("versions.tf.json", VERSIONS),
    { path: "README.md", content: moduleReadme(name, definition, synthesised, call) },
    { path: "tests/inputs.tftest.hcl", content: moduleTests(definition, place) },
  ];
}

function variableBlock({ type, description, nullable, validations, ...rest }: Variable): object {
  return {
    type,
    description,
    ...("default" in rest && { default: rest.default }),
    ...(!nullable && { nullable }),
    ...(validations.length > 0 && {
      validation: validations.map(({ condition, message }) => ({
        condition: `\${${condition}}`,
        error_message: message,
      })),
    }),
  };
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
