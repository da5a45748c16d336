import { hclValue } from "./hcl";
import type { TerraformModule } from "./module";
import type { SynthesisedModule } from "./synthesise";

/** A call of a module in an example of the project. */
export interface ExampleCall {
  /** `examples/complete` */
  readonly example: string;
  /** The `module` block as it stands there. */
  readonly block: string;
}

/** Where the modules are taken from outside this repository. */
const SOURCE = "git::https://git.example.com/sagemaker-ssps.git//modules";

/**
 * A module's README.
 *
 * @param name The module's folder.
 * @param call A call that the project's tests apply.
 */
export function moduleReadme(
  name: string,
  definition: TerraformModule,
  { variables, addresses }: SynthesisedModule,
  { example, block }: ExampleCall,
): string {
  const { title, purpose, outputs } = definition;
  const usage = block.replace(/(source\s*=\s*)"[^"]*"/, `$1"${SOURCE}/${name}?ref=v0.1.0"`);
  return `<!-- Generated from module.ts by "npm run modules". -->

# ${title}

${purpose}

## Usage

\`\`\`hcl
${usage}
\`\`\`

The call is one of [\`${example}\`](../../${example}), which the tests apply.

## Inputs

${table(
  ["name", "description", "type", "default"],
  Object.entries(variables).map(([input, { description, type, ...rest }]) => [
    code(input),
    description.replaceAll("\n", "<br>"),
    code(type),
    "default" in rest ? code(hclValue(rest.default)) : "required",
  ]),
)}

## Outputs

${table(
  ["name", "description"],
  Object.entries(outputs).map(([output, { description }]) => [code(output), description]),
)}

## Resources

${addresses.map((address) => `- ${code(address)}`).join("\n")}
`;
}

/** Kept from being laid out in columns, so that a change to one row is a change to one line. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return ["<!-- prettier-ignore -->", line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}

/** Finds the first call of a module in the text of an example; undefined where there is none. */
export function findCall(name: string, text: string): string | undefined {
  return [...text.matchAll(/^module "[^"]+" \{\n[\s\S]*?^\}/gm)]
    .map(([block]) => block)
    .find((block) => new RegExp(`source\\s*=\\s*"[./]*modules/${name}"`).test(block));
}
