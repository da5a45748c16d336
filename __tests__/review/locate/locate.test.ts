import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { locateIn } from "../../../review/locate";
import { row } from "../render/sample";
import { newFolder } from "../../new-folder";

let folder: string;
beforeEach(() => {
  folder = newFolder();
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** `file:line` of what an author wrote. */
function find(source: string, parts: Parameters<typeof row>[0]): string | undefined {
  const place = locateIn(folder, source)(row(parts));
  return place && `${place.file}:${place.line}`;
}

describe("an environment file", () => {
  const dev = [
    "account: '123456789012'",
    "federation:",
    "  saml: {}",
    "roles:",
    "  admin: {}",
    "storage:",
    "  bucket: {}",
  ];
  beforeEach(() => {
    write({ "environments/dev.yaml": dev.join("\n"), "environments/dev-eu.yaml": dev.join("\n") });
  });

  test.each<[string, Parameters<typeof row>[0], string | undefined]>([
    ["cdktf.out/stacks/dev-base/cdk.tf.json", {}, "environments/dev.yaml:5"],
    ["cdktf.out/stacks/dev-base/cdk.tf.json", { kind: "trust policy of role" }, "environments/dev.yaml:2"],
    ["cdktf.out/stacks/dev-base/cdk.tf.json", { addresses: ["aws_iam_role.execution"] }, "environments/dev.yaml:4"],
    ["cdktf.out/stacks/dev-storage/cdk.tf.json", { kind: "S3 bucket" }, "environments/dev.yaml:6"],
    ["plans/dev-storage.json", { kind: "S3 bucket" }, "environments/dev.yaml:6"],
    ["/tmp/dev-eu-storage/plan.json", {}, "environments/dev-eu.yaml:6"],
    ["dev-network", {}, "environments/dev.yaml:1"],
    ["plans/prod-storage.json", {}, undefined],
    ["plans/dev-other.json", {}, undefined],
    ["plans/dev.json", {}, undefined],
    ["plan.json", { source: "dev-storage" }, "environments/dev.yaml:6"],
  ])("of %s, %j: %s", (source, parts, expected) => {
    expect(find(source, parts)).toBe(expected);
  });

  test("that cannot be read says no place", () => {
    write({ "environments/dev.yaml": "a: [" });
    expect(find("dev-base", {})).toBeUndefined();
  });
});

describe("a .tf file", () => {
  const role = 'resource "aws_iam_role" "x" {\n}\n';

  test.each<[string, Record<string, string>, string, string | undefined]>([
    ["in the plan's folder", { "main.tf": `# ${role}\n${role}` }, "aws_iam_role.x", "main.tf:4"],
    ["in the only folder", { "infra/main.tf": role }, "aws_iam_role.x", "infra/main.tf:1"],
    ["with count and for_each", { "main.tf": role }, 'aws_iam_role.x["a.b[\\"c\\"].d"]', "main.tf:1"],
    ["in two folders", { "a/main.tf": role, "b/main.tf": role }, "aws_iam_role.x", undefined],
    ["in two folders, one of them the plan's", { "main.tf": role, "b/main.tf": role }, "aws_iam_role.x", "main.tf:1"],
    ["of another name", { "main.tf": role }, "aws_iam_role.y", undefined],
    ["of another type", { "main.tf": role }, "aws_iam_user.x", undefined],
    [
      "in a module",
      { "main.tf": 'module "m" {\n  source = "./modules/m"\n}\n', "modules/m/iam.tf": `\n${role}` },
      'module.m["k"].aws_iam_role.x',
      "modules/m/iam.tf:2",
    ],
    [
      "in a module of a module above",
      {
        "live/dev/main.tf": '\nmodule "m" {\n  count  = 1\n  source = "../../modules/m"\n}\n',
        "modules/m/main.tf": 'module "n" {\n  source = "../n/"\n}\n',
        "modules/n/main.tf": role,
      },
      "module.m[0].module.n.aws_iam_role.x",
      "modules/n/main.tf:1",
    ],
    [
      "in a module from elsewhere: its call",
      {
        "main.tf": '\nmodule "m" {\n  source = "git::https://git.example/m"\n}\n',
        ".terraform/modules/m/main.tf": role,
      },
      "module.m.aws_iam_role.x",
      "main.tf:2",
    ],
    [
      "in a module that calls itself",
      { "main.tf": 'module "m" {\n  source = "./"\n}\n' },
      "module.m.module.m.aws_iam_role.x",
      undefined,
    ],
    ["of an address that is none", { "main.tf": role }, "aws_iam_role", undefined],
    ["of an address of brackets", { "main.tf": role }, `aws_iam_role.x${"[".repeat(50_000)}`, undefined],
  ])("%s", (_, files, address, expected) => {
    write(files);
    expect(find("plan.json", { addresses: ["data.none.y", address] })).toBe(expected);
  });

  test("is looked for by the plan that a row is from", () => {
    write({ "a/main.tf": role, "b/main.tf": role });
    expect(find("a/plan.json", { addresses: ["aws_iam_role.x"], source: "b/plan.json" })).toBe("b/main.tf:1");
    expect(find(join(folder, "a/plan.json"), { addresses: ["aws_iam_role.x"] })).toBe("a/main.tf:1");
  });
});
