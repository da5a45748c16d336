import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentText } from "../config/environment";
import { ssps } from "./run";
import { newFolder } from "../new-folder";

/** What a part needs beside what it takes over. */
const PARTS: Readonly<Record<string, object>> = {
  storage: { "storage.bucket": { name: "acme-sagemaker" } },
  network: {
    "network.vpc_id": "vpc-0123456789abcdef0",
    "network.client_cidrs": ["10.0.0.0/16"],
    "network.subnet_ids": { "eu-west-1a": "subnet-0123456789abcdef0" },
  },
};

let folder: string;
beforeEach(() => {
  folder = newFolder();
});

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

test("the shipped examples have no problem", async () => {
  const { status, out, err } = await ssps("check");
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(out).toMatch(/^\d environments?, 0 problems, \d warnings?$/m);
});

test("a warning is none either", async () => {
  const file = write("a.yaml", environmentText({ "access.robomaker": true }));
  expect(await ssps("check", file)).toEqual({
    status: 0,
    out: `${file}:13:18: warning: access.robomaker: AWS RoboMaker ended on 2025-09-10\n1 environment, 0 problems, 1 warning\n`,
    err: "",
  });
});

test("what a network costs is said, as an estimate", async () => {
  const network = { vpc_id: "vpc-0123456789abcdef0", subnet_ids: { "eu-west-1a": "subnet-0123456789abcdef0" } };
  const file = write("a.yaml", environmentText({ network: { ...network, endpoints: {} } }));
  const { status, out } = await ssps("check", file);
  expect(status).toBe(0);
  expect(out).toMatch(`${file}: network: 3 interface endpoints in 1 zone: about USD 22 a month (an estimate: USD 0.01`);
  const { environments } = JSON.parse((await ssps("check", "--json", file)).out) as { environments: object[] };
  expect(environments[0]).toMatchObject({ network_cost: expect.stringContaining("USD 22") as string });
});

test("problems have their place and make the status 2", async () => {
  const a = write("a.yaml", environmentText({ account: "1" }));
  const b = write("b.yaml", "");
  expect(await ssps("check", folder)).toEqual({
    status: 2,
    out:
      `${a}:2:14: account: found "1"; allowed: an account id: 12 digits in quotes\n` +
      `${b}:1:1: is empty; \`ssps init\` writes a first environment file\n2 problems, 0 warnings\n`,
    err: "",
  });
});

test("what a file says cannot reach the terminal", async () => {
  const file = write("a.yaml", `${environmentText().trimEnd().slice(0, -1)}, "\\e]0;owned\\a\\u202E": 1}`);
  const { out } = await ssps("check", file);
  expect(out).toContain('found the unknown key "\\u001b]0;owned\\u0007\\u{202e}"');
  expect(out).not.toMatch(/[\p{Cc}\p{Cf}]/u.exec(out.replaceAll("\n", ""))?.[0] ?? "\u0000");
});

test("as JSON", async () => {
  const a = write(
    "a.yaml",
    environmentText({ "access.robomaker": true, backend: { cloud: { organization: "acme" } } }),
  );
  const b = write("b.yaml", "x");
  const { status, out } = await ssps("check", "--json", folder);
  expect(status).toBe(2);
  expect(JSON.parse(out)).toEqual({
    environments: [{ name: "a", file: a }],
    problems: [
      {
        ...{ file: b, line: 1, column: 1, endColumn: 1, code: "wrong-type" },
        message: 'found "x"; allowed: keys and values',
      },
    ],
    warnings: [
      {
        ...{ file: a, line: 13, column: 18, endColumn: 22, code: "service-ended" },
        message: "access.robomaker: AWS RoboMaker ended on 2025-09-10",
      },
    ],
    elevations: [],
  });
});

test("the help has an example", async () => {
  const { status, out } = await ssps("check", "--help");
  expect(status).toBe(0);
  expect(out).toContain("Examples:\n  ssps check ");
});

test("a policy that names and lists make too long is a problem of its file", async () => {
  const names = Array.from({ length: 120 }, (_, i) => `sagemaker-${"long".repeat(8)}-${i}`);
  const file = write("a.yaml", environmentText({ "access.buckets": { names } }));
  const { status, out } = await ssps("check", file);
  expect(status).toBe(2);
  expect(out).toMatch(`${file}:12:3: customer_sagemaker_admin_policy_2 has `);
  expect(out).toMatch(
    /characters, 5529 are allowed \(a tenth of IAM's 6144 is kept free\): shorten the names and lists/,
  );
});

test("an address that no stack has is a problem here, before synthesis", async () => {
  const adopt = (address: string): string =>
    write("a.yaml", environmentText({ "roles.adopt": { import: { [address]: "customer_sagemaker_admin_role" } } }));
  const { status, out } = await ssps("check", adopt("aws_iam_role.nobody"));
  expect(status).toBe(2);
  expect(out).toMatch(
    /a\.yaml:\d+:\d+: roles\.adopt\.import: found the unknown key "aws_iam_role\.nobody"; allowed: .*aws_iam_role\.admin/,
  );
  expect((await ssps("check", adopt("aws_iam_role.admin"))).status).toBe(0);
});

test.each<[string, string, object, RegExp]>([
  [
    "an argument that the resource does not have",
    "roles",
    { "aws_iam_role.admin": { ignore_changes: ["description", "descripton"] } },
    /:21:13: roles\.adopt\.keep\.aws_iam_role\.admin\.ignore_changes\.1: found "descripton"; allowed: assume_role_policy, description, .*; did you mean description\?/,
  ],
  [
    "a path where there are none",
    "storage",
    { "aws_s3_bucket.bucket": { path: "/x/" } },
    /:\d+:\d+: storage\.adopt\.keep\.aws_s3_bucket\.bucket: found the unknown key "path"; allowed: tags, ignore_changes/,
  ],
  [
    "a name that the file gives elsewhere",
    "roles",
    { "aws_iam_role.admin": { name: "another" } },
    /keep\.aws_iam_role\.admin: found the unknown key "name"; allowed: path, description, tags, ignore_changes/,
  ],
  [
    "a description that EC2 refuses",
    "network",
    { "aws_security_group.clients": { description: "who's in" } },
    /keep\.aws_security_group\.clients\.description: found "who's in"; allowed: 1 to 255 letters/,
  ],
  [
    "more tags than a resource takes, with those of the file",
    "roles",
    { "aws_iam_role.admin": { tags: Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, "v"])) } },
    /keep\.aws_iam_role\.admin\.tags: found 51; allowed: at most 50 tags/,
  ],
  [
    "every one of them at once",
    "roles",
    { "aws_iam_role.nobody": { path: "/" }, "aws_iam_role.admin": { ignore_changes: ["x_y_z"] } },
    /found the unknown key "aws_iam_role\.nobody"(?:.|\n)*found "x_y_z"/,
  ],
])("what cannot be kept is a problem at its place: %s", async (_, part, keep, message) => {
  const file = write("a.yaml", environmentText({ tags: { owner: "x" }, [`${part}.adopt`]: { keep }, ...PARTS[part] }));
  const { status, out } = await ssps("check", file);
  expect({ status, out }).toEqual({ status: 2, out: expect.stringMatching(message) as string });
});
