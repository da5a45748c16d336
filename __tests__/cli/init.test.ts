import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { InputError } from "../../cli/output";
import { withPrompts } from "../../cli/prompts";
import { loadEnvironments } from "../../config/load";
import { ssps } from "./run";
import { newFolder } from "../new-folder";

let folder: string;
let flags: readonly string[];
beforeEach(() => {
  folder = join(newFolder(), "environments");
  flags = ["init", "--folder", folder];
});

const ACCOUNT = ["--account", "123456789012", "--region", "eu-west-1"] as const;
const SAML = ["--saml-provider", "arn:aws:iam::123456789012:saml-provider/customer-saml"] as const;

test("writes the example that is shipped", async () => {
  const file = join(folder, "dev.yaml");
  expect(await ssps(...flags, ...ACCOUNT, ...SAML)).toEqual({
    status: 0,
    out: `wrote ${file}; next: edit it, then \`ssps check\`\n`,
    err: "",
  });
  expect(readFileSync(file, "utf8")).toBe(readFileSync("environments/dev.yaml", "utf8"));
  expect(readdirSync(folder)).toEqual(["dev.yaml", "environment.schema.json"]);
});

test("the sample that comes with the clone gives way, what somebody edited does not", async () => {
  const own = [
    ...flags,
    "--account",
    "210987654321",
    "--region",
    "eu-west-1",
    "--principal",
    "arn:aws:iam::210987654321:root",
  ];
  const file = join(folder, "dev.yaml");
  await ssps(...flags, ...ACCOUNT, ...SAML);
  expect((await ssps(...own)).out).toBe(
    `wrote ${file} in the place of the sample; next: edit it, then \`ssps check\`\n`,
  );
  const written = readFileSync(file, "utf8");
  expect(written).toContain('account: "210987654321"');
  expect(await ssps(...own)).toMatchObject({ status: 2, err: expect.stringContaining("exists already") as string });
  expect(readFileSync(file, "utf8")).toBe(written);
});

test.each([
  ["Identity Center", [...ACCOUNT, "--permission-set", "DataScience", "Admins"]],
  ["principals", [...ACCOUNT, "--principal", "arn:aws:iam::123456789012:role/people"]],
  [
    "all three",
    [...ACCOUNT, ...SAML, "--permission-set", "DataScience", "--principal", "arn:aws:iam::123456789012:role/x"],
  ],
  [
    "China",
    [
      "--account",
      "012345678901",
      "--region",
      "cn-north-1",
      "--saml-provider",
      "arn:aws-cn:iam::012345678901:saml-provider/x",
    ],
  ],
])("what it writes for %s has no problem", async (_name, args) => {
  expect((await ssps(...flags, "--name", "first", ...args)).err).toBe("");
  expect(loadEnvironments(folder)).toMatchObject({ environments: [{ name: "first" }], problems: [], warnings: [] });
});

test.each([
  ["no flag at all", [], "missing: --account; --region; one of --saml-provider, --permission-set and --principal\n"],
  ["no way to sign in", ACCOUNT, "missing: one of --saml-provider, --permission-set and --principal\n"],
  [
    "a name that is a path",
    ["--name", "../x", ...ACCOUNT, ...SAML],
    '--name: found "../x"; allowed: 1 to 40 lower-case',
  ],
  [
    "several wrong values",
    ["--account", "1", "--region", "eu-wset-1", "--saml-provider", "x"],
    'account: found "1"; allowed: an account id: 12 digits in quotes\nregion: found "eu-wset-1"; allowed: a region of aws, aws-cn or aws-us-gov, such as eu-west-1\nfederation.saml.provider_arns.0: found "x"',
  ],
  [
    "a provider of another account",
    ["--account", "210987654321", "--region", "eu-west-1", ...SAML],
    "allowed: an ARN of the file's own account, 210987654321\n",
  ],
  [
    "a region that breaks out of its line",
    ["--account", "123456789012", "--region", "x\nbase: existing", ...SAML],
    'region: found "x\\nbase: existing"',
  ],
])("%s is bad input, and nothing is written", async (_name, args, message) => {
  const { status, out, err } = await ssps(...flags, ...args);
  expect([status, out]).toEqual([2, ""]);
  expect(err).toContain(message);
  expect(existsSync(folder)).toBe(false);
});

test("an existing file stays unless --force", async () => {
  await ssps(...flags, ...ACCOUNT, ...SAML);
  const file = join(folder, "dev.yaml");
  writeFileSync(file, "mine");
  expect(await ssps(...flags, ...ACCOUNT, ...SAML)).toEqual({
    status: 2,
    out: "",
    err: `error: ${file} exists already; --force replaces it, --name gives another\n`,
  });
  expect(readFileSync(file, "utf8")).toBe("mine");
  expect((await ssps(...flags, ...ACCOUNT, ...SAML, "--force")).status).toBe(0);
  expect(readFileSync(file, "utf8")).toContain("account:");
});

describe("prompts", () => {
  const digits = (answer: string): string | undefined => (/^\d+$/.test(answer) ? undefined : "digits");

  test("are asked again until the answer is allowed; Enter takes the preset", async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const answered = withPrompts(input, output, async (ask) => [
      await ask("Number", digits),
      await ask("Other", digits, "7"),
    ]);
    for (const line of ["x\n", " 12 \n", "\n"]) {
      input.write(line);
      await new Promise(setImmediate);
    }
    expect(await answered).toEqual(["12", "7"]);
    expect(String(output.read())).toContain("Number:   allowed: digits\nNumber: Other [7]: ");
  });

  test("that stay open when the input ends are an error", async () => {
    const input = new PassThrough();
    const answered = withPrompts(input, new PassThrough(), (ask) => ask("Number", digits));
    input.end();
    await expect(answered).rejects.toThrow(InputError);
  });
});

test("what would be too long for AWS is not written", async () => {
  const principals = Array.from({ length: 40 }, (_, i) => `arn:aws:iam::123456789012:role/${"a".repeat(50)}${i}`);
  const { status, out, err } = await ssps(...flags, ...ACCOUNT, "--principal", ...principals);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toMatch(/^error: trust policy of customer_sagemaker_admin_role has \d+ characters, 2048 are allowed/);
  expect(existsSync(join(folder, "dev.yaml"))).toBe(false);
});
