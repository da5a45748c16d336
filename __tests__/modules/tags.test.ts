import { TerraformStack, Testing } from "cdktf";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EndpointAutoscaling } from "../../modules/endpoint-autoscaling";
import { SecurityGroups } from "../../modules/security-group";
import { RESOURCES } from "../../offline/resources";
import { schemaOf } from "../../offline/schema";
import { terraformModules } from "../../scripts/modules";

/** Whether AWS has tags on resources of a type, as the provider's schema says. */
function takesTags(type: string): boolean {
  const binding = RESOURCES[type]?.binding;
  if (binding === undefined) throw new Error(`the offline provider has no ${type}`);
  return schemaOf(binding).block.attributes.some(({ name, optional }) => name === "tags" && optional);
}

test.each(Object.keys(terraformModules()))("modules/%s gives its tags to everything that takes them", (name) => {
  const hcl = readFileSync(join("modules", name, "main.tf"), "utf8");
  const resources = [...hcl.matchAll(/^resource "(.*)" "(.*)" \{\n[^]*?^\}/gm)].filter(([, type = ""]) =>
    takesTags(type),
  );
  const untagged = resources.filter(([block]) => !/^ {2}tags\s*= .*\bvar\.tags\b/m.test(block));
  expect(resources).not.toEqual([]);
  expect(untagged.map(([, type, id]) => `${type}.${id}`)).toEqual([]);
});

const TAGS = { team: "ml" };

test.each<[string, (stack: TerraformStack) => void]>([
  [
    "EndpointAutoscaling",
    (stack) => {
      const target = { inferenceComponent: "churn" };
      new EndpointAutoscaling(stack, "churn", { target, min: 0, max: 4, invocationsPerInstance: 60, tags: TAGS });
    },
  ],
  [
    "SecurityGroups",
    (stack) => {
      const vpcId = "vpc-0123456789abcdef0";
      new SecurityGroups(stack, "groups", { vpcId, namePrefix: "sagemaker", fileSystem: true, tags: TAGS });
    },
  ],
])("%s gives its tags to everything that takes them", (_name, add) => {
  const stack = new TerraformStack(Testing.app(), "stack");
  add(stack);
  const { resource } = JSON.parse(Testing.synth(stack)) as { resource: Record<string, Record<string, object>> };
  const tagged = Object.entries(resource).filter(([type]) => takesTags(type));
  const resources = tagged.flatMap(([, named]) => Object.values(named));
  expect(resources.length).toBeGreaterThan(1);
  for (const made of resources) expect(made).toMatchObject({ tags: TAGS });
});
