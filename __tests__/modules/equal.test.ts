import { App, Testing } from "cdktf";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentSchema } from "../../config/schema";
import { startOffline, terraformAvailable } from "../../offline/terraform";
import { buildStacks } from "../../stacks/build";
import { type Call, type Change, planOf, writeCalls, writeStackModule } from "./calls";
import { ACCOUNT, callsOf, ENVIRONMENTS } from "./environments";

/** What a part plans, whatever its resources are called; a policy's lists of one are texts, as IAM has it. */
function planned(changes: readonly Change[], prefix: string): string[] {
  return changes
    .filter(({ module_address: address = "" }) => address.replace(/\[.*$/, "").startsWith(`module.${prefix}`))
    .map(({ type, change: { after } }) => `${type} ${JSON.stringify(normal({ ...after }))}`)
    .sort();
}

function normal(value: unknown): unknown {
  if (typeof value === "string" && value.startsWith("{")) return policy(JSON.parse(value));
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, entry]) => [key, normal(entry)]),
  );
}

function policy(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? policy(value[0]) : value.map(policy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, entry]) => [key, policy(entry)]),
  );
}

const run = terraformAvailable() ? describe : describe.skip;

run("a module plans what the stack plans", () => {
  const parts = Object.entries(ENVIRONMENTS).flatMap(([name, raw]) =>
    Object.keys(callsOf(name, raw)).map((part) => [name, part] as const),
  );
  let changes: Change[];

  beforeAll(async () => {
    const calls: Record<string, Call> = {};
    const folder = mkdtempSync(join(tmpdir(), "stacks-"));
    for (const [name, raw] of Object.entries(ENVIRONMENTS)) {
      const providers = { aws: `aws.${name}` };
      const environment = environmentSchema.parse({ account: ACCOUNT, base: "managed", ...raw });
      const stacks = buildStacks(new App({ stackTraces: false }), { name, environment });
      for (const stack of stacks) {
        const id = stack.node.id.replace("-", "_");
        calls[`stack_${id}`] = {
          module: writeStackModule(join(folder, id), Testing.synth(stack)),
          inputs: { providers },
        };
      }
      for (const [part, ofPart] of Object.entries(callsOf(name, raw))) {
        for (const [call, { module, inputs }] of Object.entries(ofPart)) {
          calls[`${name}_${part}_${call}`] = { module, inputs: { ...inputs, providers } };
        }
      }
    }
    const provider = {
      aws: Object.entries(ENVIRONMENTS).map(([alias, { region }]) => ({ alias, region })),
    };
    const terraform = await startOffline();
    try {
      changes = await planOf(terraform, writeCalls(calls, { provider }));
    } finally {
      await terraform.stop();
    }
  });

  test.each(parts)("%s: %s", (name, part) => {
    const expected = planned(changes, `stack_${name}_${part}`);
    expect(expected).not.toEqual([]);
    expect(planned(changes, `${name}_${part}`)).toEqual(expected);
  });

  test("every policy is known in the plan", () => {
    const unknown = changes.filter(
      ({ type, change }) =>
        type !== "aws_s3_bucket" && ("policy" in change.after_unknown || "assume_role_policy" in change.after_unknown),
    );
    expect(unknown.map(({ address }) => address)).toEqual([]);
  });
});
