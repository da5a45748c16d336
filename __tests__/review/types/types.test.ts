import { configurableAttributes } from "../../../offline/schema-source";
import { comparedAttributes } from "../../../review/read/tables";
import { accessKinds, TYPES } from "../../../review/types";
import { none, NONE, type TypeAccess } from "../../../review/types/access";
import { HARMLESS_ATTRIBUTES, LOOKS_LIKE_ACCESS } from "../../../review/types/attributes";

const SCHEMA = configurableAttributes();

test("the schema is read as a whole", () => {
  expect(SCHEMA.size).toBe(1581);
  expect(SCHEMA.get("aws_iam_role")).toContain("assume_role_policy");
});

type Table = ReadonlyMap<string, TypeAccess>;

/** Types of the provider that a table does not hold. */
function missing(table: Table): string[] {
  return [...SCHEMA.keys()].filter((type) => !table.has(type));
}

/** Attributes that look like access, of types that are said to carry none, without a reason. */
function unexplained(table: Table): string[] {
  return [...SCHEMA].flatMap(([type, attributes]) => {
    const because = table.get(type)?.none;
    if (!because) return [];
    return [...attributes]
      .filter((name) => LOOKS_LIKE_ACCESS.test(name) && !HARMLESS_ATTRIBUTES.has(name) && !Object.hasOwn(because, name))
      .map((name) => `${type}.${name}`);
  });
}

test("every resource type of the provider is in the table, and no other", () => {
  expect(missing(TYPES)).toEqual([]);
  expect([...TYPES.keys()].filter((type) => !SCHEMA.has(type))).toEqual([]);
});

test("a row that is taken out is missed, whichever it is", () => {
  for (const type of TYPES.keys()) {
    expect(missing(new Map([...TYPES].filter(([name]) => name !== type)))).toEqual([type]);
  }
});

test("a type that is said to carry no access has a reason for each attribute that looks otherwise", () => {
  expect(unexplained(TYPES)).toEqual([]);
});

test.each<[string, string]>([
  ["aws_iam_role", "assume_role_policy"],
  ["aws_lambda_function", "role"],
  ["aws_s3_bucket_acl", "acl"],
  ["aws_db_instance", "publicly_accessible"],
  ["aws_ram_principal_association", "principal"],
  ["aws_vpc_security_group_ingress_rule", "cidr_ipv4"],
  ["aws_s3control_access_grant", "permission"],
  ["aws_fsx_lustre_file_system", "security_group_ids"],
])("%s, called harmless without a reason, is found by %s", (type, attribute) => {
  expect(unexplained(new Map([...TYPES, [type, NONE]]))).toContain(`${type}.${attribute}`);
  expect(unexplained(new Map([...TYPES, [type, none({ [attribute]: "because" })]]))).not.toContain(
    `${type}.${attribute}`,
  );
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
  ["aws_s3_bucket_metric", []],
  ["aws_ecr_lifecycle_policy", []],
  ["aws_from_the_future", undefined],
  ["random_id", undefined],
  ["constructor", undefined],
])("%s: %j", (type, kinds) => {
  expect(accessKinds(type)).toEqual(kinds);
});
