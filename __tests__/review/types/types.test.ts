import { configurableAttributes } from "../../../offline/schema-source";
import { comparedAttributes } from "../../../review/read/tables";
import { accessKinds, TYPES } from "../../../review/types";
import { none, NONE, type TypeAccess } from "../../../review/types/access";
import { HARMLESS_ATTRIBUTES, looksLikeAccess } from "../../../review/types/attributes";
import { configurablePaths } from "./schema-paths";

const SCHEMA = configurableAttributes();
const PATHS = configurablePaths();

test("the schema is read as a whole", () => {
  expect(SCHEMA.size).toBe(1581);
  expect(SCHEMA.get("aws_iam_role")).toContain("assume_role_policy");
});

type Table = ReadonlyMap<string, TypeAccess>;

/** Types of the provider that a table does not hold. */
function missing(table: Table): string[] {
  return [...SCHEMA.keys()].filter((type) => !table.has(type));
}

/** Attributes that look like access, at any depth, and are neither in their type's row nor have a reason. */
function unexplained(table: Table, types: Iterable<string> = PATHS.keys()): string[] {
  return [...types].flatMap((type) => {
    const access = table.get(type) ?? {};
    const isRead = readIn(type, access);
    return (PATHS.get(type) ?? [])
      .filter((path) => looksLikeAccess(path.split(".").at(-1) ?? path) && !isRead(path))
      .filter((path) => reasonFor(path, access) === undefined)
      .map((path) => `${type}.${path}`);
  });
}

/** Why an attribute, by its path, carries no access: by its type's row, or by its name; undefined where nothing says so. */
function reasonFor(path: string, { none = {} }: TypeAccess): string | undefined {
  const parts = path.split(".");
  const own = parts.find((part) => Object.hasOwn(none, part));
  return own === undefined ? HARMLESS_ATTRIBUTES.get(parts.at(-1) ?? path) : none[own];
}

/** Whether a row has an attribute, or a block that it is in, or something within it. */
function readIn(type: string, { none: _, ...kinds }: TypeAccess): (path: string) => boolean {
  const lists: (readonly string[])[] = Object.values(kinds);
  const isWhole = lists.some((paths) => paths.length === 0) || (lists.length > 0 && comparedAttributes(type) === "all");
  const rows = lists.flat();
  return (path) =>
    isWhole || rows.some((row) => row === path || path.startsWith(`${row}.`) || row.startsWith(`${path}.`));
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

test("every attribute that looks like access is in its type's row, or has a reason", () => {
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
  expect(unexplained(new Map([[type, NONE]]), [type])).toContain(`${type}.${attribute}`);
  expect(unexplained(new Map([[type, none({ [attribute]: "because" })]]), [type])).not.toContain(
    `${type}.${attribute}`,
  );
});

test("an attribute that is taken out of a row is missed, unless its name does not look like access", () => {
  for (const [type, access] of TYPES) {
    const { none: because = {}, ...kinds } = access;
    for (const path of Object.values<readonly string[]>(kinds).flat()) {
      const name = path.split(".").at(-1) ?? path;
      if (!looksLikeAccess(name) || comparedAttributes(type) === "all") continue;
      const rest = Object.entries<readonly string[]>(kinds).map(([kind, paths]) => [
        kind,
        paths.filter((one) => one !== path && !path.startsWith(`${one}.`)),
      ]);
      const left = Object.fromEntries(rest.filter(([, paths]) => paths?.length)) as TypeAccess;
      if (readIn(type, left)(path)) continue;
      expect(unexplained(new Map([[type, { ...left, none: because }]]), [type])).toContain(`${type}.${path}`);
    }
  }
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

test("no name is harmless in every type that carries access in one", () => {
  const carried = [...TYPES.values()].flatMap(({ none: _, ...kinds }) =>
    Object.values<readonly string[]>(kinds).flat(),
  );
  const names = carried.map((path) => path.split(".").at(-1) ?? path);
  expect(names.filter((name) => HARMLESS_ATTRIBUTES.has(name))).toEqual([]);
});

test("no reason is given for a name that no type has", () => {
  const names = new Set([...SCHEMA.values()].flatMap((attributes) => [...attributes]));
  expect([...HARMLESS_ATTRIBUTES.keys()].filter((name) => !names.has(name))).toEqual([]);
  expect([...HARMLESS_ATTRIBUTES.keys()].filter((name) => !looksLikeAccess(name))).toEqual([]);
});

test.each([
  ["aws_iam_role", ["policy", "attaches"]],
  ["aws_lambda_function", ["runsAs", "exposes", "securityGroups"]],
  ["aws_s3_bucket_metric", []],
  ["aws_ecr_lifecycle_policy", []],
  ["aws_from_the_future", undefined],
  ["random_id", undefined],
  ["constructor", undefined],
])("%s: %j", (type, kinds) => {
  expect(accessKinds(type)).toEqual(kinds);
});
