import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { readFileSync } from "node:fs";
import { resourceClass } from "./bindings";
import type { PlainStack } from "./plain-stack";

/**
 * The least that any CDKTF app pays: the same resources as ours with the same content, in bare `cdktf`, imported one by
 * one and compiled. `floor.js STACKS.json OUTDIR`
 */
function main([stacks = "", outdir = ""]: readonly string[]): void {
  const app = new App({ outdir, stackTraces: false });
  for (const { id, region, resources } of JSON.parse(readFileSync(stacks, "utf8")) as PlainStack[]) {
    const stack = new TerraformStack(app, id);
    new AwsProvider(stack, "aws", { region });
    for (const { type, name, config } of resources) new (resourceClass(type))(stack, `${type}-${name}`, config);
  }
  app.synth();
}

main(process.argv.slice(2));
