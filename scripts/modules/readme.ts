import { readFileSync } from "node:fs";
import { documentedRef } from "../changelog";
import type { ModuleInputs } from "../../modules/common/module-inputs";
import { withSection } from "../sections";
import type { ModuleHcl } from "./read";

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
 * A module's README with what stands between its markers made anew: the call of an example, and tables of what the HCL
 * takes, gives and makes.
 *
 * @param text The README as it is.
 * @throws Error where a marker is missing.
 */
export function moduleReadme(
  name: string,
  text: string,
  inputs: ModuleInputs,
  hcl: ModuleHcl,
  call: ExampleCall,
): string {
  const sections = {
    usage: usage(name, call),
    inputs: inputTables(inputs, hcl),
    outputs: table(
      ["name", "description"],
      Object.entries(hcl.outputs).map(([output, { description }]) => [code(output), description]),
    ),
    resources: hcl.addresses.map((address) => `- ${code(address)}`).join("\n"),
  };
  const page = `modules/${name}/README.md`;
  return Object.entries(sections).reduce(
    (readme, [section, content]) => withSection(page, readme, `${section}, from the HCL by "npm run modules"`, content),
    text,
  );
}

function usage(name: string, { example, block }: ExampleCall): string {
  const call = block.replace(
    /(source\s*=\s*)"[^"]*"/,
    `$1"${SOURCE}/${name}?ref=${documentedRef(readFileSync("CHANGELOG.md", "utf8"))}"`,
  );
  const tested = `The call is one of [\`${example}\`](../../${example}), which the tests apply.`;
  const switched = `A \`count\` of 0 switches it off; [what else holds for every module](../../docs/modules.md).`;
  return `\`\`\`hcl\n${call}\n\`\`\`\n\n${tested} ${switched}`;
}

/** A table for each group of inputs. */
function inputTables({ groups }: ModuleInputs, { variables }: ModuleHcl): string {
  return Object.entries(groups)
    .map(([title, group]) => {
      const rows = Object.keys(group).map((input) => {
        const { description = "", type = "", fallback } = variables[input] ?? {};
        return [code(input), inOneLine(description), code(type), fallback === undefined ? "required" : code(fallback)];
      });
      return `### ${title}\n\n${table(["name", "description", "type", "default"], rows)}`;
    })
    .join("\n\n");
}

/** Lines of a description joined, but for its list. */
function inOneLine(description: string): string {
  return description
    .trim()
    .replace(/\n\s*(?!\s*- )/g, " ")
    .replaceAll("\n", "<br>");
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
