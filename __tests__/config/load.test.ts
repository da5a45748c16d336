import { execFileSync } from "node:child_process";
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { formatProblem, type Problem } from "../../config/problem";
import { type Changes, environmentText } from "./environment";
import { newFolder } from "../new-folder";

let folder: string;
beforeEach(() => {
  folder = newFolder();
});

/** Writes files, of environments with changes or of any text. */
function write(files: Readonly<Record<string, Changes | string>>): void {
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === "string" ? content : environmentText(content));
  }
}

/** As printed, but for the folder. */
function shown(problems: readonly Problem[]): string[] {
  return problems.map((problem) => formatProblem(problem).replaceAll(`${folder}/`, "").replaceAll(folder, "FOLDER"));
}

describe("files", () => {
  test("the shipped examples are right, and to be tried by one person", () => {
    const { environments, problems, warnings } = loadEnvironments();
    expect(environments.map(({ name, file }) => [name, file])).toEqual([
      ["dev", "environments/dev.yaml"],
      ["prod", "environments/prod.yaml"],
    ]);
    expect(problems).toEqual([]);
    expect(warnings.filter(({ message }) => !message.startsWith("backend: a local state"))).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, Changes | string>>, string[]]>([
    ["none", {}, ["FOLDER: there is no environment file (*.yaml) here; `ssps init` writes a first environment file"]],
    ["the other ending", { "a.yml": {} }, ["a.yml: environment files end in .yaml: rename it"]],
    ["files of editors and systems", { "a.yaml": {}, ".a.yaml": "x", "a.yaml~": "x", "notes.txt": "x" }, []],
    [
      "a name that is no environment's",
      { "Dev_1.yaml": {} },
      [
        "Dev_1.yaml: the file's name is the environment's: found \"Dev_1\"; allowed: 1 to 40 lower-case letters, digits or hyphens, with a letter or digit first and last",
      ],
    ],
    [
      "all problems of all files, in order",
      { "b.yaml": "account: 1\n", "a.yaml": { nonsense: 1, account: "1" }, "c.yaml": "a: [" },
      [
        expect.stringMatching(/^a\.yaml:2:14: account: found "1"/),
        expect.stringMatching(/^a\.yaml:12:3: found the unknown key "nonsense"/),
        expect.stringMatching(/^b\.yaml:1:1: base is missing/),
        expect.stringMatching(/^b\.yaml:1:1: region is missing/),
        expect.stringMatching(/^b\.yaml:1:10: account: found the number 1/),
        expect.stringMatching(/^c\.yaml:1:5: broken YAML: /),
      ] as string[],
    ],
  ])("%s", (_name, files, expected) => {
    write(files);
    expect(shown(loadEnvironments(folder).problems)).toEqual(expected);
  });

  test("what cannot be read", () => {
    write({ "big.yaml": "", "fifo.yaml.txt": "", "utf.yaml": "" });
    truncateSync(join(folder, "big.yaml"), 50e6);
    writeFileSync(join(folder, "utf.yaml"), Buffer.from([0x61, 0xff]));
    execFileSync("mkfifo", [join(folder, "pipe.yaml")]);
    const files = ["big.yaml", "utf.yaml", "pipe.yaml", "none.yaml", "nowhere", "fifo.yaml.txt"];
    expect(shown(loadEnvironments(files.map((file) => join(folder, file))).problems)).toEqual([
      "big.yaml: has 48829 KiB; allowed: 256 KiB",
      "fifo.yaml.txt: environment files end in .yaml",
      "none.yaml: does not exist",
      "nowhere: does not exist; `ssps init` writes a first environment file",
      "pipe.yaml: is not a regular file",
      "utf.yaml: is not UTF-8 text",
    ]);
  });

  test("files and folders may be mixed, and are read once", () => {
    mkdirSync(join(folder, "more"));
    write({
      "a.yaml": {},
      "more/b.yaml": {
        account: "210987654321",
        federation: { principals: { arns: ["arn:aws:iam::210987654321:role/x"] } },
      },
    });
    const { environments, problems } = loadEnvironments([join(folder, "a.yaml"), join(folder, "more"), folder]);
    expect(shown(problems)).toEqual([]);
    expect(environments.map(({ name }) => name)).toEqual(["a", "b"]);
  });
});

const EXISTING = { base: "existing", federation: undefined, region: "us-east-1" };
const S3 = (key_prefix: string): Changes => ({
  backend: { s3: { bucket: "acme-state", region: "eu-west-1", key_prefix } },
});
/** An account of its own, with its identity provider. */
const IN = (account: string): Changes => ({
  account,
  "federation.saml.provider_arns": [`arn:aws:iam::${account}:saml-provider/idp`],
});
const CLOUD = (prefix: string): Changes => ({ backend: { cloud: { organization: "acme", workspaces: { prefix } } } });

/** Names for a second pair of roles in one account. */
const OTHER_NAMES = {
  "roles.admin.name": "admin-2",
  "roles.admin.policy_names": { sagemaker: "a-1", names: "a-2", integrations: "a-3", deny: "a-4" },
  "roles.execution.name": "AmazonSageMaker-ExecutionRole-2",
  "roles.execution.policy_name": "e-1",
};

describe("between files", () => {
  test.each<[string, Readonly<Record<string, Changes>>, string[]]>([
    ["an owner and a user of the roles", { "a.yaml": {}, "b.yaml": EXISTING }, []],
    [
      "two owners",
      { "a.yaml": {}, "b.yaml": { region: "us-east-1" } },
      [
        "b.yaml:4:11: base: found managed here and in a.yaml, both of account 123456789012 with the role customer_sagemaker_admin_role and 7 more; allowed: one owner (base: existing in the other file), or other names",
      ],
    ],
    [
      "two owners of one policy, in other letters",
      { "a.yaml": OTHER_NAMES, "b.yaml": { "roles.execution.policy_name": "E-1" } },
      [
        "b.yaml:4:11: base: found managed here and in a.yaml, both of account 123456789012 with the policy E-1 and 1 more; allowed: one owner (base: existing in the other file), or other names",
      ],
    ],
    [
      "two owners of the default names although one is wrong elsewhere",
      { "a.yaml": { nonsense: 1 }, "b.yaml": {} },
      [
        expect.stringMatching(/^a\.yaml:\d+:3: found the unknown key/),
        expect.stringMatching(/^b\.yaml:4:11: base: found managed here and in a\.yaml/),
      ] as string[],
    ],
    ["parallel roles with other names", { "a.yaml": {}, "b.yaml": OTHER_NAMES }, []],
    [
      "one account and region twice",
      { "a.yaml": {}, "b.yaml": { ...EXISTING, region: "eu-west-1" } },
      [
        "b.yaml:3:13: region: found eu-west-1 of account 123456789012 in a.yaml too; allowed: one file for an account and region",
      ],
    ],
    ["one state bucket", { "a.yaml": S3("x/"), "b.yaml": { ...EXISTING, ...S3("x/") } }, []],
    [
      "one workspace",
      { "a-b.yaml": CLOUD("x-"), "b.yaml": { ...EXISTING, ...CLOUD("x-a-") } },
      [
        "b.yaml:5:3: backend: found the same place for the states as in a-b.yaml (workspace acme/x-a-b); allowed: another key_prefix or workspaces.prefix",
      ],
    ],
  ])("%s", (_name, files, expected) => {
    write(files);
    expect(shown(loadEnvironments(folder).problems)).toEqual(expected);
  });

  test("one name in two folders", () => {
    mkdirSync(join(folder, "more"));
    write({ "a.yaml": S3("x/"), "more/a.yaml": { ...EXISTING, ...S3("x/") } });
    expect(shown(loadEnvironments([folder, join(folder, "more")]).problems)).toEqual([
      "more/a.yaml: the environment a is also in a.yaml; allowed: each name once",
    ]);
  });
});

describe("warnings", () => {
  const shared = S3("x/");
  test.each<[string, Readonly<Record<string, Changes>>, string[]]>([
    ["one local environment", { "a.yaml": {} }, []],
    [
      "local states of several",
      { "a.yaml": shared, "b.yaml": EXISTING },
      ["b.yaml:1:1: backend: a local state is for one person; several share s3 or cloud"],
    ],
    [
      "nobody owns the roles",
      { "a.yaml": EXISTING },
      ["a.yaml:4:11: base: no file here owns the roles of account 123456789012"],
    ],
    [
      "keys without effect",
      { "a.yaml": shared, "b.yaml": { ...EXISTING, ...shared, access: { robomaker: true }, federation: {} } },
      [
        "b.yaml:5:3: federation: has no effect with base: existing; the file that owns the roles decides",
        "b.yaml:13:3: access: has no effect with base: existing; the file that owns the roles decides",
      ],
    ],
    [
      "a state that the roles of another account could write, if it lies there",
      {
        "a.yaml": { ...IN("210987654321"), ...S3("ssps/") },
        "b.yaml": { backend: { s3: { bucket: "acme-states", region: "eu-west-1", key_prefix: "sagemaker/" } } },
      },
      [
        "b.yaml:14:17: backend.s3: if acme-states lies in account 210987654321, the roles there may write acme-states/sagemaker/b…, which N5 matches and no file of that account denies; take a bucket and folder without the page's keywords",
      ],
    ],
    [
      "a log that only listed buckets' names could match",
      {
        "a.yaml": { ...IN("210987654321"), ...S3("ssps/"), "access.buckets.names": ["acme-logs"] },
        "b.yaml": {
          ...S3("ssps-b/"),
          "storage.bucket": { access_log: { bucket: "acme-logs", prefix: "s3/" } },
        },
        "c.yaml": {
          ...IN("333344445555"),
          ...S3("ssps-c/"),
          "storage.bucket": { access_log: { bucket: "acme-other", prefix: "s3/ml/" } },
        },
      },
      [expect.stringContaining("storage.bucket.access_log: if acme-logs lies in account 210987654321")] as string[],
    ],
    [
      "a state with a keyword that every account denies",
      {
        "a.yaml": { ...IN("210987654321"), ...S3("ssps/") },
        "b.yaml": S3("sagemaker/"),
      },
      [],
    ],
    [
      "full access",
      { "a.yaml": { "roles.execution.profile": "full-access" } },
      [
        expect.stringContaining(
          "roles.execution.profile: AmazonSageMakerFullAccess lets whoever opens a notebook do more",
        ),
      ] as string[],
    ],
    [
      "full access for people",
      { "a.yaml": { "roles.admin.extra_policy_arns": ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"] } },
      [expect.stringContaining("roles.admin.extra_policy_arns.0: allows most")] as string[],
    ],
    [
      "a trust that notebooks fail",
      { "a.yaml": { "roles.execution.source_account": true } },
      [expect.stringContaining("cannot use the role")] as string[],
    ],
    [
      "hours that a chained session lacks",
      {
        "a.yaml": {
          "roles.admin.max_session_hours": 2,
          "federation.saml": undefined,
          "federation.identity_center": { permission_sets: ["x"] },
        },
      },
      [expect.stringContaining("lasts one hour")] as string[],
    ],
    [
      "a whole account",
      { "a.yaml": { "federation.principals": { arns: ["arn:aws:iam::210987654321:root"] } } },
      [expect.stringContaining("federation.principals.arns.0: everybody")] as string[],
    ],
    [
      "a region that AWS does not have",
      {
        "a.yaml": { region: "eu-west-9", backend: { s3: { bucket: "acme-state", region: "us-gov-north-1" } } },
      },
      [
        "a.yaml:3:13: region: AWS has no region eu-west-9 that is known here; did you mean eu-west-1?",
        "a.yaml:15:17: backend.s3.region: AWS has no region us-gov-north-1 that is known here; did you mean us-gov-east-1?",
      ],
    ],
    [
      "a service that ended",
      { "a.yaml": { "access.robomaker": true } },
      [expect.stringContaining("access.robomaker: AWS RoboMaker ended")] as string[],
    ],
  ])("%s", (_name, files, expected) => {
    write(files);
    const { problems, warnings } = loadEnvironments(folder);
    expect(problems).toEqual([]);
    expect(shown(warnings)).toEqual(expected);
  });
});
