import fc from "fast-check";
import { hostileText, hostileValue, type Json, mostly } from "./hostile";
import { type Resource, resources } from "./resources";

/** What expressions refer to: through variables and outputs, in circles too. */
const references: fc.Arbitrary<Json> = fc.array(
  mostly(
    fc.constantFrom(
      ...["var.a", "var.b", "module.m.a", "module.m.b", "module.n.a", "module.m", "each.value", "each.key", "local.x"],
      ...["aws_iam_policy.a.arn", "aws_iam_policy.a", "aws_iam_policy.b.arn", "aws_iam_role.a.name", "aws_iam_role.b"],
      ...['aws_iam_policy.a["x"].arn', "data.aws_iam_policy.a.arn", "aws_security_group.a.id", "count.index"],
    ),
  ),
  { maxLength: 4 },
);
const expression: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ references }) },
  { weight: 2, arbitrary: fc.record({ constant_value: fc.constantFrom<Json[]>("x", null, []) }) },
  { weight: 1, arbitrary: hostileValue },
);

interface Planned extends Resource {
  readonly module: string;
  readonly index: Json | undefined;
  readonly change: Json;
  readonly more: Readonly<Record<string, Json>>;
}

/** What is marked, whole attributes or parts of them, or something else altogether. */
const marks = (attributes: readonly string[]): fc.Arbitrary<Json> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant<Json>({}) },
    {
      weight: 4,
      arbitrary: fc.dictionary(
        attributes.length === 0 ? hostileText : mostly(fc.constantFrom(...attributes)),
        fc.oneof(
          fc.constant<Json>(true),
          fc.constantFrom<Json[]>(false, [true], [false, { policy: true }], null),
          hostileValue,
        ),
        { maxKeys: 3 },
      ),
    },
    { weight: 1, arbitrary: hostileValue },
  );

const ACTIONS: readonly [Json, boolean, boolean][] = [
  [["create"], false, true],
  [["update"], true, true],
  [["delete"], true, false],
  [["no-op"], true, true],
  [["delete", "create"], true, true],
  [["create", "delete"], true, true],
  [["forget"], true, false],
  [["read"], false, true],
  [[], true, true],
];

const planned: fc.Arbitrary<Planned> = fc.tuple(resources, resources).chain(([after, other]) => {
  const attributes = Object.keys(after.values);
  return fc
    .record({
      module: fc.constantFrom("", "", "module.m", 'module.m["x"]', "module.m.module.n[0]", 'module.n["a.b[\\"]"]'),
      index: fc.option(fc.oneof(fc.constantFrom<Json[]>(0, "x"), hostileText), { nil: undefined }),
      actions: fc.constantFrom(...ACTIONS),
      unknown: marks(attributes),
      sensitive: fc.tuple(marks(attributes), marks(attributes)),
      more: fc.record(
        {
          previous_address: mostly(fc.constant(`${after.type}.b`)),
          deposed: hostileText,
          mode: mostly(fc.constantFrom("managed", "data")),
        },
        { requiredKeys: [] },
      ),
      rare: fc.nat(5),
    })
    .map(({ module, index, actions: [actions, was, is], unknown, sensitive, more, rare }): Planned => ({
      ...after,
      module,
      index,
      change: {
        actions,
        before: was ? { ...after.values, ...(after.type === other.type && other.values) } : null,
        after: is ? { ...after.values } : null,
        after_unknown: unknown,
        before_sensitive: sensitive[0],
        after_sensitive: sensitive[1],
      },
      more: rare === 0 ? more : {},
    }));
});

function addressOf({ module, type, name, index }: Planned): string {
  const key = index === undefined ? "" : typeof index === "number" ? `[${index}]` : `[${JSON.stringify(index)}]`;
  return `${module === "" ? "" : `${module}.`}${type}.${name}${key}`;
}

function entry(one: Planned): Json {
  const { module, type, name, index, change, more } = one;
  return {
    address: addressOf(one),
    ...(module !== "" && { module_address: module }),
    mode: "managed",
    type,
    name,
    ...(index !== undefined && { index }),
    provider_name: "registry.terraform.io/hashicorp/aws",
    change,
    ...more,
  };
}

/** The configuration of a module, with calls of modules in it down to a depth. */
function module(depth: number): fc.Arbitrary<Json> {
  const named = (names: readonly string[], values: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
    fc.dictionary(mostly(fc.constantFrom(...names)), values, { maxKeys: 3 });
  const attribute = [
    "policy_arn",
    "role",
    "policy",
    "name",
    "permissions_boundary",
    "inline_policy",
    "ingress",
  ] as const;
  return fc.record(
    {
      resources: fc.array(
        fc.record(
          {
            address: mostly(
              fc.constantFrom(
                "aws_iam_role.a",
                "aws_iam_role_policy_attachment.a",
                "aws_iam_role_policy.a",
                "aws_s3_bucket.a",
              ),
            ),
            expressions: named(attribute, expression),
            for_each_expression: expression,
          },
          { requiredKeys: ["address", "expressions"] },
        ),
        { maxLength: 4 },
      ),
      outputs: named(["a", "b"], fc.record({ expression })),
      ...(depth > 0 && {
        module_calls: named(
          ["m", "n"],
          fc.record(
            { expressions: named(["a", "b"], expression), module: module(depth - 1), for_each_expression: expression },
            { requiredKeys: ["expressions", "module"] },
          ),
        ),
      }),
    },
    { requiredKeys: [] },
  );
}

export const ACCOUNTS: Json = { expressions: { allowed_account_ids: { constant_value: ["111122223333"] } } };

/** Plans as `terraform show -json` prints them, changes and configuration independent of each other. */
export const plans: fc.Arbitrary<Json> = fc
  .record({ changes: fc.array(planned, { maxLength: 5 }), root: module(2), account: fc.boolean() })
  .map(({ changes, root, account }) => ({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: changes.map(entry),
    configuration: { root_module: root, ...(account && { provider_config: { aws: ACCOUNTS } }) },
  }));

/** Plans in which nothing changes, and whose configuration sets all that there is. */
export const stillPlans: fc.Arbitrary<Json> = fc
  .uniqueArray(resources, { maxLength: 5, selector: ({ type, name }) => `${type}.${name}` })
  .map((all) => ({
    format_version: "1.2",
    resource_changes: all.map(({ type, name, values }) => ({
      address: `${type}.${name}`,
      mode: "managed",
      type,
      name,
      change: {
        actions: ["no-op"],
        before: values,
        after: values,
        after_unknown: {},
        before_sensitive: {},
        after_sensitive: {},
      },
    })),
    configuration: {
      root_module: {
        resources: all.map(({ type, name, values }) => ({
          address: `${type}.${name}`,
          mode: "managed",
          type,
          name,
          expressions: Object.fromEntries(
            Object.entries(values).map(([key, constant_value]) => [key, { constant_value }]),
          ),
        })),
      },
    },
  }));
