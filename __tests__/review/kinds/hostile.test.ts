import { compareAccess } from "../../../review/compare/access";
import { readPlans, readSides } from "../../../review/read";
import { plan, written, inline, READ } from "../building";

describe("hostile inputs end", () => {
  const read = (input: unknown): string => compareAccess(readPlans([written(input)])).verdict;
  test("an address of 50,000 brackets", () => {
    expect(
      read(
        plan([
          {
            ...inline("r", null, READ),
            address: `module.a${"[".repeat(50_000)}.aws_iam_role_policy.x`,
            more: { type: "aws_iam_role_policy" },
          },
        ]),
      ),
    ).toBe("widened");
  });

  test("modules that nest 10,000 deep", () => {
    expect(
      read(plan([{ ...inline("r", null, READ), address: `${"module.a.".repeat(10_000)}aws_iam_role_policy.x` }])),
    ).toBe("widened");
  });

  test("references that fan out", () => {
    const outputs = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [
        `o${i}`,
        { expression: { references: Array.from({ length: 200 }, (_, j) => `module.a.o${(i + j) % 200}`) } },
      ]),
    );
    const input = plan([
      {
        address: "aws_iam_role_policy_attachment.x",
        after: { role: "r" },
        unknown: { policy_arn: true },
        configured: { policy_arn: ["module.a.o0"] },
      },
    ]);
    const configuration = input.configuration as { root_module: object };
    const root_module = {
      ...configuration.root_module,
      module_calls: { a: { module: { outputs, module_calls: { a: { module: { outputs } } } } } },
    };
    expect(read({ ...input, configuration: { ...configuration, root_module } })).toBe("unknown");
  });

  test("a policy that nests too deep is one row", () => {
    expect(read(plan([inline("r", READ, "[".repeat(200_000))]))).toBe("unknown");
  });

  test("a value that nests too deep ends in one message", () => {
    const deep = `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`;
    const input = `{"format_version":"1.2","resource_changes":[{"address":"aws_iam_role.x","mode":"managed","type":"aws_iam_role","change":{"actions":["update"],"before":{"name":"x","inline_policy":[${deep}]},"after":{"name":"x","inline_policy":[]},"after_unknown":{}}}]}`;
    expect(() => read(input)).toThrow(/nested too deeply to be read/);
  });

  test("two sides that cannot be compared are said", () => {
    expect(() => readSides(written(plan([])), written(plan([])))).toThrow(/a plan holds both sides/);
    expect(() => readSides(written(JSON.parse(READ)), written({ resource: {} }))).toThrow(/give two policies/);
  });
});

test.each([
  ["aws_rds_cluster_instance", { publicly_accessible: { toString: 1 } }],
  ["aws_db_instance", { publicly_accessible: [[]] }],
  ["aws_eks_cluster", { vpc_config: [{ endpoint_public_access: { toString: 1 } }] }],
])("an object where a switch is expected: %s", (type, after) => {
  expect(["none", "widened", "unknown"]).toContain(
    compareAccess(readPlans([written(plan([{ address: `${type}.x`, after }]))])).verdict,
  );
});
