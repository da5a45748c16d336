import { configurableAttributes } from "../../../offline/schema-source";
import { comparedAttributes } from "../../../review/read/tables";
import { accessKinds, TYPES } from "../../../review/types";
import { HARMLESS_ATTRIBUTES, LOOKS_LIKE_ACCESS } from "../../../review/types/attributes";

const SCHEMA = configurableAttributes();

test("the schema is read as a whole", () => {
  expect(SCHEMA.size).toBe(1581);
  expect(SCHEMA.get("aws_iam_role")).toContain("assume_role_policy");
});

test("every resource type of the provider is in the table, and no other", () => {
  expect([...SCHEMA.keys()].filter((type) => !TYPES.has(type))).toEqual([]);
  expect([...TYPES.keys()].filter((type) => !SCHEMA.has(type))).toEqual([]);
});

test("a type that is said to carry no access has a reason for each attribute that looks otherwise", () => {
  const unexplained = [...SCHEMA].flatMap(([type, attributes]) => {
    const because = TYPES.get(type)?.none;
    if (!because) return [];
    return [...attributes]
      .filter((name) => LOOKS_LIKE_ACCESS.test(name) && !HARMLESS_ATTRIBUTES.has(name) && !Object.hasOwn(because, name))
      .map((name) => `${type}.${name}`);
  });
  expect(unexplained).toEqual([]);
});

test("every attribute that the table names is one of its type's", () => {
  const strange = [...TYPES].flatMap(([type, access]) =>
    Object.entries(access)
      .flatMap(([kind, names]) => (kind === "none" ? Object.keys(names as object) : (names as string[])))
      .filter((name) => name.split(".").some((part) => !SCHEMA.get(type)?.has(part)))
      .map((name) => `${type}.${name}`),
  );
  expect(strange).toEqual([]);
});

test("the policy of every type that holds one is compared", () => {
  const left = [...TYPES].flatMap(([type, { policy = [] }]) => {
    const compared = comparedAttributes(type);
    const tops = policy.map((path) => path.split(".")[0] ?? path);
    return compared === "all" || tops.every((name) => compared.includes(name)) ? [] : [type];
  });
  expect(left).toEqual([]);
});

test("no reason is given for a name that no type has", () => {
  const names = new Set([...SCHEMA.values()].flatMap((attributes) => [...attributes]));
  expect([...HARMLESS_ATTRIBUTES.keys()].filter((name) => !names.has(name))).toEqual([]);
  expect([...HARMLESS_ATTRIBUTES.keys()].filter((name) => !LOOKS_LIKE_ACCESS.test(name))).toEqual([]);
});

test.each([
  ["aws_iam_role", ["policy", "attaches"]],
  ["aws_lambda_function", ["runsAs", "securityGroups"]],
  ["aws_s3_bucket_versioning", []],
  ["aws_ecr_lifecycle_policy", []],
  ["aws_from_the_future", undefined],
  ["random_id", undefined],
  ["constructor", undefined],
])("%s: %j", (type, kinds) => {
  expect(accessKinds(type)).toEqual(kinds);
});
