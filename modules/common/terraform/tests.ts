import { hclArguments, hclString } from "./hcl";
import type { Refusal, TerraformModule } from "./module";

/**
 * A module's tests for `terraform test`, with the provider mocked: what the plan of the smallest call holds, and what
 * each input refuses.
 *
 * @param place The inputs that say where the module is, as far as it has them.
 */
export function moduleTests(
  { inputs, expects, refuses }: TerraformModule,
  place: Readonly<Record<string, string>>,
): string {
  return `# Generated from module.ts by "npm run modules".

mock_provider "aws" {}

variables {
${hclArguments({ ...place, ...inputs }, "  ")}}

run "smallest_call" {
  command = plan
${Object.entries(expects).map(assertion).join("")}}
${refuses.map(refusal).join("")}`;
}

function assertion([condition, says]: [string, string]): string {
  return `
  assert {
    condition     = ${condition}
    error_message = ${hclString(`It does not hold that ${says}.`)}
  }
`;
}

function refusal({ inputs, variable }: Refusal, index: number): string {
  return `
run "refuses_${index + 1}" {
  command = plan

  variables {
${hclArguments(inputs, "    ")}  }

  expect_failures = [var.${variable}]
}
`;
}
