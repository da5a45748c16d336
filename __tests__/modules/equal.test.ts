import { App, TerraformStack, Testing } from "cdktf";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentSchema } from "../../config/schema";
import { CASE_CHOICES } from "../../contract/cases/authorization";
import { bucketPolicy } from "../../contract/documents";
import { statementsOf } from "../../contract/render/documents";
import { settings } from "../../contract/settings";
import { Bucket } from "../../modules/bucket";
import { startOffline, terraformAvailable } from "../../offline/terraform";
import { terraformModules } from "../../scripts/modules";
import { buildStacks } from "../../stacks/build";
import { type Call, type Change, type Expressions, type Plan, planOf, writeCalls, writeStackModule } from "./calls";
import { ACCOUNT, callsOf, ENVIRONMENTS } from "./environments";
import { newFolder } from "../new-folder";

type Row = Readonly<Record<string, unknown>>;

/** What a module is given by its caller, and a stack knows by itself. */
const GIVEN = new Set([
  "aws_iam_role_policy_attachment.execution_policy_deny policy_arn",
  "aws_vpc_endpoint security_group_ids",
  "aws_efs_mount_target security_groups",
]);

/** What a part plans: every attribute by its value, or where that is not known yet by what it refers to, and in which order. */
function planned({ resource_changes, configuration }: Plan, prefix: string): Row[] {
  const made = new Set(resource_changes.map(({ address }) => withoutIndex(address)));
  const rows = resource_changes.flatMap(({ address, module_address = "", mode, type, change }): Row[] => {
    const call = /^module\.(\w+)/.exec(module_address)?.[1];
    if (mode !== "managed" || !call?.startsWith(prefix)) return [];
    const resource = withoutIndex(address.slice(module_address.length + 1));
    const { resources = [] } = configuration.root_module.module_calls[call]?.module ?? {};
    const { expressions = {}, depends_on = [] } = resources.find((one) => one.address === resource) ?? {};
    // To wait for what is not made is to wait for nothing.
    const waits = depends_on.filter((other) => made.has(`module.${call}.${other}`)).sort();
    return [{ type, ...known({ ...change.after }), ...references(resource, change, expressions), waits }];
  });
  return rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** A row's place among the others, by what separates it from them. */
function keyOf({ type, name, service_name, ...rest }: Row): string {
  return JSON.stringify([type, name, service_name, rest]);
}

function references(resource: string, { after_unknown }: Change["change"], expressions: Expressions): Row {
  const type = resource.split(".")[0] ?? "";
  return Object.fromEntries(
    Object.entries(after_unknown).flatMap(([attribute, unknown]) => {
      if (unknown !== true) return [];
      const [reference] = expressions[attribute]?.references ?? [];
      if (reference === undefined) return [];
      const given = GIVEN.has(`${type} ${attribute}`) || GIVEN.has(`${resource} ${attribute}`);
      // A stack holds several elevations and components, each called after its ticket or name; a module holds one.
      const inModule = withoutIndex(reference)
        .replace(/ticket_\w+/, "elevation")
        .replace(/component_.*_from/, "from");
      return given ? [] : [[attribute, inModule]];
    }),
  );
}

function withoutIndex(address: string): string {
  return address.replace(/\[.*?\]/g, "");
}

/** No tags are none, whether null or an empty map; a policy's lists of one are texts, as IAM has it. */
function known(value: Row): Row {
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, entry]) => {
        if (key === "tags" && JSON.stringify(entry) === "{}") return [key, null];
        if (typeof entry === "string" && entry.startsWith("{")) return [key, policy(JSON.parse(entry))];
        return [key, entry];
      }),
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

test("what a stack replaces only once the new one is there, a module does too", () => {
  const [name, raw] = ["minimal", ENVIRONMENTS.minimal] as const;
  const environment = environmentSchema.parse({ account: ACCOUNT, base: "managed", ...raw });
  const stacks = buildStacks(new App({ stackTraces: false }), { name, environment });
  const ofStacks = stacks.flatMap((stack) => {
    const { resource } = JSON.parse(Testing.synth(stack)) as { resource: Record<string, Record<string, Resource>> };
    return Object.entries(resource).flatMap(([type, named]) =>
      Object.entries(named).flatMap(([id, { lifecycle }]) =>
        lifecycle?.create_before_destroy ? [`${type}.${id}`] : [],
      ),
    );
  });
  const ofModules = Object.keys(terraformModules()).flatMap((module) =>
    [...readFileSync(join("modules", module, "main.tf"), "utf8").matchAll(/^resource "(.*)" "(.*)" \{\n[^]*?^\}/gm)]
      .filter(([block]) => /create_before_destroy\s*= true/.test(block))
      .map(([, type = "", id = ""]) => `${type}.${id}`),
  );
  expect(ofStacks).not.toEqual([]);
  expect(ofModules.sort()).toEqual(ofStacks.sort());
});

interface Resource {
  readonly lifecycle?: { readonly create_before_destroy?: boolean };
}

const run = terraformAvailable() ? describe : describe.skip;

run("a module plans what the stack plans", () => {
  const parts = [
    ...Object.entries(ENVIRONMENTS).flatMap(([name, raw]) =>
      Object.keys(callsOf(name, raw)).map((part) => [name, part] as const),
    ),
    ["minimal", "logs"] as const,
  ];
  let plan: Plan;

  beforeAll(async () => {
    const calls: Record<string, Call> = {};
    const folder = newFolder();
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
    // A bucket that receives logs: no file asks for one.
    const [name, sources] = ["acme-logs", ["acme-sagemaker", "acme-sagemaker-models"]] as const;
    const logs = new TerraformStack(new App({ stackTraces: false }), "logs");
    const chosen = settings({ ...CASE_CHOICES, account: ACCOUNT });
    new Bucket(logs, "bucket", { name, policy: bucketPolicy(chosen, name, sources), protect: false });
    const providers = { aws: "aws.minimal" };
    calls.stack_minimal_logs = {
      module: writeStackModule(join(folder, "logs"), Testing.synth(logs)),
      inputs: { providers },
    };
    calls.minimal_logs_bucket = { module: "bucket", inputs: { name, log_source_buckets: sources, providers } };
    const provider = {
      aws: Object.entries(ENVIRONMENTS).map(([alias, { region }]) => ({ alias, region })),
    };
    const terraform = await startOffline();
    try {
      plan = await planOf(terraform, writeCalls(calls, { provider }));
    } finally {
      await terraform.stop();
    }
  });

  test.each(parts)("%s: %s", (name, part) => {
    const expected = planned(plan, `stack_${name}_${part}`);
    expect(expected).not.toEqual([]);
    expect(planned(plan, `${name}_${part}`)).toEqual(expected);
  });

  test("every policy is known in the plan", () => {
    const unknown = plan.resource_changes.filter(
      ({ mode, type, change }) =>
        mode === "managed" &&
        type !== "aws_s3_bucket" &&
        ("policy" in change.after_unknown || "assume_role_policy" in change.after_unknown),
    );
    expect(unknown.map(({ address }) => address)).toEqual([]);
  });

  const modulesByCall = [
    ...Object.entries(ENVIRONMENTS).flatMap(([name, raw]) =>
      Object.entries(callsOf(name, raw)).flatMap(([part, ofPart]) =>
        Object.entries(ofPart).map(([call, { module: of }]) => ({ call: `${name}_${part}_${call}`, of })),
      ),
    ),
    { call: "minimal_logs_bucket", of: "bucket" },
  ];

  /** Statements that inputs switch, by the module and its policy. */
  const switched = Object.entries(terraformModules()).flatMap(([module, { policies = {} }]) =>
    Object.entries(policies).flatMap(([local, key]) =>
      statementsOf(key)
        .filter(({ requirements }) => requirements.length > 0)
        .map(({ template }) => [module, local, template.sid] as const),
    ),
  );

  test.each(switched)("modules/%s: %s is planned with and without %s", (module, local, sid) => {
    const calls = modulesByCall.filter(({ of }) => of === module);
    const attribute = local.endsWith("_trust_policy") ? "assume_role_policy" : "policy";
    const resource = local.replace(/(?:_trust)?_policy$/, "");
    const texts = plan.resource_changes
      .filter(({ module_address, address }) => {
        const name = withoutIndex(address).split(".").at(-1);
        return name === resource && calls.some(({ call }) => module_address === `module.${call}`);
      })
      .map(({ change }) => change.after?.[attribute])
      .filter((text) => typeof text === "string");
    const on = texts.filter((text) => text.includes(`"${sid}"`)).length;
    // A policy that is not made holds no statement.
    expect({ on: on > 0, off: on < calls.length }).toEqual({ on: true, off: true });
  });
});
