import type { StackResource } from "./plain-stack";

/** One of so many copies changes: a plan has few changes, and the values of every resource. */
const CHANGED = 15;

/**
 * A plan as `terraform show -json` prints it: an account for each of many teams, made by one module with `for_each`, so
 * the given resources come back under other names until there are enough. All exist; some admin roles gain a right and
 * as many lose one, nothing else changes.
 *
 * @param count Resources at least.
 */
export function planOf(resources: readonly StackResource[], count: number): object {
  const copies = Array.from({ length: Math.ceil(count / resources.length) }, (_, i) => copyOf(resources, i));
  const values = {
    root_module: {
      child_modules: copies.map(({ module, instances }) => ({
        address: module,
        resources: instances.map(({ change, ...instance }) => ({ ...instance, values: change.after })),
      })),
    },
  };
  const provider = { name: "aws", full_name: PROVIDER };
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: values,
    resource_changes: copies.flatMap(({ instances }) => instances),
    prior_state: { format_version: "1.0", terraform_version: "1.11.4", values },
    configuration: {
      provider_config: { aws: provider },
      root_module: {
        module_calls: {
          team: {
            source: "./team",
            for_each_expression: { references: ["var.teams"] },
            module: { resources: resources.map(configured) },
          },
        },
      },
    },
  };
}

const PROVIDER = "registry.terraform.io/hashicorp/aws";

interface Instance {
  readonly address: string;
  readonly mode: "managed";
  readonly type: string;
  readonly name: string;
  readonly provider_name: string;
  readonly change: { readonly actions: readonly string[]; readonly before: object; readonly after: object };
}

function copyOf(resources: readonly StackResource[], copy: number): { module: string; instances: Instance[] } {
  const module = `module.team["team${copy}"]`;
  const applied = new Map(
    resources.map((resource) => [`${resource.type}.${resource.name}`, identified(resource, copy)]),
  );
  const instances = resources.map(({ type, name }): Instance => {
    const after = resolved(applied.get(`${type}.${name}`), applied) as Readonly<Record<string, unknown>>;
    const changes = copy % CHANGED === 0 && type === "aws_iam_policy" && name === "admin";
    const more = changes ? { ...after, policy: withArchive(after.policy as string, copy) } : after;
    const [from, to] = copy % (2 * CHANGED) === 0 ? [more, after] : [after, more];
    return {
      address: `${module}.${type}.${name}`,
      mode: "managed",
      type,
      name,
      provider_name: PROVIDER,
      change: {
        actions: [changes ? "update" : "no-op"],
        before: from,
        after: to,
        ...{ after_unknown: {}, before_sensitive: {}, after_sensitive: {} },
      },
    };
  });
  return { module, instances };
}

/** A copy's own names, and what applying adds: an id and an ARN. */
function identified({ type, name, attributes }: StackResource, copy: number): Readonly<Record<string, unknown>> {
  const { "//": _, ...own } = attributes;
  const names = Object.fromEntries(
    ["name", "bucket"].flatMap((key) => {
      const name = own[key];
      return typeof name === "string" && !name.includes("${") ? [[key, `${name}-${copy}`]] : [];
    }),
  );
  const id = names.name ?? names.bucket ?? `${type}-${name}-${copy}`;
  return { ...own, ...names, id, arn: `arn:aws:iam::210987654321:${type.replace(/^aws_iam_/, "")}/${id}` };
}

/** Puts values in the place of `${aws_iam_role.admin.name}`, as a plan does. */
function resolved(value: unknown, applied: ReadonlyMap<string, Readonly<Record<string, unknown>>>): unknown {
  if (typeof value === "string") {
    return value
      .replaceAll(/(?<!\$)\$\{(\w+\.[\w-]+)\.(\w+)\}/g, (reference: string, address: string, attribute: string) => {
        const found = applied.get(address)?.[attribute];
        return typeof found === "string" ? found : reference.slice(2, -1);
      })
      .replaceAll("$${", "${");
  }
  if (Array.isArray(value)) return value.map((item) => resolved(item, applied));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner, applied)]));
}

function withArchive(policy: string, copy: number): string {
  const document = JSON.parse(policy) as { Statement: object[] };
  const archive = {
    Sid: "Archive",
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:PutObject"],
    Resource: `arn:aws:s3:::archive-${copy}/*`,
  };
  return JSON.stringify({ ...document, Statement: [...document.Statement, archive] });
}

function configured({ type, name, attributes }: StackResource): object {
  const { "//": _, ...own } = attributes;
  const expressions = Object.fromEntries(
    Object.entries(own).map(([key, value]) => {
      const references = [...JSON.stringify(value).matchAll(/\$\{([\w.-]+)\}/g)].map(([, reference]) => reference);
      return [key, references.length > 0 ? { references } : { constant_value: value }];
    }),
  );
  return { address: `${type}.${name}`, mode: "managed", type, name, provider_config_key: "aws", expressions };
}
