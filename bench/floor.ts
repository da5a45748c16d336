import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { PlainStack } from "./plain-stack";

/**
 * The least that any CDKTF app pays: the same resources as ours with the same content, in bare `cdktf`, imported one by
 * one and compiled. `floor.js STACKS.json OUTDIR`
 */
const load = createRequire(__filename);

type ResourceClass = new (scope: Construct, id: string, config: object) => Construct;

function classOf(type: string): ResourceClass {
  const bindings = load(`@cdktf/provider-aws/lib/${type.replace(/^aws_/, "").replaceAll("_", "-")}`) as object;
  const found = Object.values(bindings).find(
    (it: { tfResourceType?: string }) => it.tfResourceType === type,
  ) as unknown;
  return found as ResourceClass;
}

function main([stacks = "", outdir = ""]: readonly string[]): void {
  const app = new App({ outdir, stackTraces: false });
  for (const { id, region, resources } of JSON.parse(readFileSync(stacks, "utf8")) as PlainStack[]) {
    const stack = new TerraformStack(app, id);
    new AwsProvider(stack, "aws", { region });
    for (const { type, name, config } of resources) new (classOf(type))(stack, `${type}-${name}`, config);
  }
  app.synth();
}

main(process.argv.slice(2));
