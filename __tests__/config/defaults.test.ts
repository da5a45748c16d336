import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { filesOf, formatProblem } from "../../config/problem";
import { newFolder } from "../new-folder";

let folder: string;
beforeEach(() => {
  folder = join(newFolder(), "environments");
});

type Files = Readonly<Record<string, string>>;

function write(files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const short = (text: string): string => text.replaceAll(`${folder}/`, "");

/** What files hold together, or their problems. */
function load(files: Files): { environments: ReturnType<typeof loadEnvironments>["environments"]; problems: string[] } {
  write(files);
  const { environments, problems } = loadEnvironments(folder);
  return { environments, problems: problems.map((problem) => short(formatProblem(problem))) };
}

const SHARED = `base: managed
tags: { owner: ml, stage: all }
federation:
  identity_center: { permission_sets: [DataScience, Platform] }
roles: { execution: { profile: jobs } }
`;
const own = (account: string, more = ""): string => `account: "${account}"\nregion: eu-west-1\n${more}`;

test("maps are merged key by key, a list takes the place of a list, and an empty value takes one away", () => {
  const { environments, problems } = load({
    "defaults.yaml": SHARED,
    "a.yaml": own("111111111111"),
    "b.yaml": own(
      "222222222222",
      "tags: { stage: prod }\nfederation: { identity_center: { permission_sets: [Only] } }\nroles: null\n",
    ),
  });
  expect(problems).toEqual([]);
  const [a, b] = environments.map(({ environment }) => environment);
  expect(a).toMatchObject({ account: "111111111111", base: "managed", tags: { owner: "ml", stage: "all" } });
  expect(a?.roles.execution.profile).toBe("jobs");
  expect(b?.tags).toEqual({ owner: "ml", stage: "prod" });
  expect(b?.federation).toMatchObject({ identity_center: { permission_sets: ["Only"] } });
  expect(b?.roles.execution.profile).toBe("notebook");
});

test.each<[string, Files, string[]]>([
  [
    "an unknown key in defaults is said once, at its place, with who has it",
    { "defaults.yaml": `${SHARED}nonsense: 1\n`, "a.yaml": own("111111111111"), "b.yaml": own("222222222222") },
    [
      expect.stringMatching(/^defaults\.yaml:6:1: found the unknown key "nonsense"; .* \(for a\.yaml and 1 more\)$/),
    ] as string[],
  ],
  [
    "a wrong value in defaults that one file replaces",
    {
      "defaults.yaml": SHARED.replace("jobs", "job"),
      "a.yaml": own("111111111111"),
      "b.yaml": own("222222222222", "roles: { execution: { profile: notebook } }\n"),
    },
    [
      expect.stringMatching(/^defaults\.yaml:5:32: roles\.execution\.profile: found "job"; .*\(for a\.yaml\)$/),
    ] as string[],
  ],
  [
    "a wrong value in a file, under a key of the defaults",
    { "defaults.yaml": SHARED, "a.yaml": own("111111111111", "roles: { execution: { profile: job } }\n") },
    [expect.stringMatching(/^a\.yaml:3:32: roles\.execution\.profile: found "job"/)] as string[],
  ],
  [
    "what one environment may not have: an ARN of another account",
    {
      "defaults.yaml": `${SHARED}deploy: { assume_role_arn: "arn:aws:iam::111111111111:role/deployer" }\n`,
      "a.yaml": own("111111111111"),
      "b.yaml": own("222222222222"),
    },
    [
      expect.stringMatching(/^defaults\.yaml:6:28: deploy\.assume_role_arn: found .*111111111111.*\(for b\.yaml\)$/),
    ] as string[],
  ],
  [
    "one name for what every file makes: between files, at the place in the defaults",
    {
      "defaults.yaml": `${SHARED}storage: { bucket: { name: acme-sagemaker } }\n`,
      "a.yaml": own("111111111111"),
      "b.yaml": own("222222222222"),
    },
    [
      expect.stringMatching(/^defaults\.yaml:6:28: found the bucket acme-sagemaker in a\.yaml too.*\(for b\.yaml\)$/),
    ] as string[],
  ],
  [
    "what is missing is missing in the file",
    { "defaults.yaml": SHARED, "a.yaml": "region: eu-west-1\n" },
    [expect.stringMatching(/^a\.yaml:1:1: account is missing/)] as string[],
  ],
  [
    "broken YAML in defaults is a problem of every file below them, said once",
    { "defaults.yaml": "tags: [", "a.yaml": own("111111111111"), "b.yaml": own("222222222222") },
    [expect.stringMatching(/^defaults\.yaml:1:8: broken YAML: .*\(for a\.yaml and 1 more\)$/)] as string[],
  ],
  ...[
    ["a list", "- a: 1\n", "found a list of 1; allowed: keys and values"],
    ["a text", "acme\n", 'found "acme"; allowed: keys and values'],
    ["nothing", "# later\n", "is empty; write what the environments below it share, or delete it"],
  ].map(([what = "", text = "", message = ""]): [string, Record<string, string>, string[]] => [
    `${what} in the place of defaults`,
    { "defaults.yaml": text, "a.yaml": own("111111111111") },
    [`defaults.yaml:1:1: ${message} (for a.yaml)`],
  ]),
  [
    "two kinds of one, of which a file must take one away",
    {
      "defaults.yaml": `${SHARED}backend: { local: {} }\n`,
      "a.yaml": own("111111111111", "backend: { s3: { bucket: acme-state, region: eu-west-1 } }\n"),
      "b.yaml": own("222222222222", "backend: { local: null, s3: { bucket: acme-state, region: eu-west-1 } }\n"),
    },
    [
      expect.stringMatching(/^a\.yaml:3:10: backend: found the keys .*; allowed: exactly one of local, s3 and cloud$/),
    ] as string[],
  ],
  ["defaults alone", { "defaults.yaml": SHARED }, [expect.stringMatching(/there is no environment file/)] as string[]],
])("%s", (_name, files, expected) => {
  expect(load(files).problems).toEqual(expected);
});

test("a problem in defaults is one of the files that have it", () => {
  write({
    "defaults.yaml": `${SHARED}nonsense: 1\n`,
    "a.yaml": own("111111111111"),
    "more/b.yaml": own("222222222222"),
  });
  const [problem] = loadEnvironments(folder).problems;
  expect(problem && filesOf(problem).map(short)).toEqual(["a.yaml", "more/b.yaml"]);
});

test("the defaults of a folder count below it, the nearest first, and none above `environments`", () => {
  const { environments, problems } = load({
    "../defaults.yaml": "nonsense: 1\n",
    "defaults.yaml": SHARED,
    "eu/defaults.yaml": "tags: { stage: eu }\n",
    "eu/a.yaml": own("111111111111", "tags: { team: x }\n"),
    "us/b.yaml": own("222222222222"),
  });
  expect(problems).toEqual([]);
  expect(environments.map(({ environment }) => environment.tags)).toEqual([
    { owner: "ml", stage: "eu", team: "x" },
    { owner: "ml", stage: "all" },
  ]);
});

test("a file by itself has the same defaults; the defaults by themselves are no environment", () => {
  write({ "defaults.yaml": SHARED, "eu/a.yaml": own("111111111111") });
  expect(loadEnvironments([join(folder, "eu/a.yaml")]).environments[0]?.environment.tags).toEqual({
    owner: "ml",
    stage: "all",
  });
  const { problems } = loadEnvironments([join(folder, "defaults.yaml")]);
  expect(problems.map(formatProblem).map(short)).toEqual([
    "defaults.yaml: is no environment: it holds what the environments of its folder share; give the folder, or one of them",
  ]);
});

describe("patterns of names", () => {
  const files = {
    "dev.yaml": own("111111111111", SHARED),
    "eu-prod.yaml": own("222222222222", SHARED),
    "eu-test.yaml": own("333333333333", SHARED.replace("jobs", "job")),
  };
  test.each<[string[], string[], string[]]>([
    [["dev"], ["dev"], []],
    [["eu-*"], ["eu-prod"], [expect.stringMatching(/^eu-test\.yaml:7:/)] as string[]],
    [["dev", "eu-pr?d"], ["dev", "eu-prod"], []],
    [
      ["de"],
      [],
      [
        expect.stringMatching(
          /found "de"; allowed: a name or a pattern such as eu-\*; there are dev, eu-prod, eu-test$/,
        ),
      ] as string[],
    ],
    [["*".repeat(100)], [], [expect.stringMatching(/found "\*+"; allowed: a name/)] as string[]],
    [["*e*", "***"], ["dev", "eu-prod"], [expect.stringMatching(/^eu-test\.yaml:7:/)] as string[]],
    [["*a".repeat(30)], [], [expect.stringMatching(/found "\*a/)] as string[]],
    [["[d]ev"], [], [expect.stringMatching(/found "\[d\]ev"/)] as string[]],
  ])("%j", (only, names, expected) => {
    write(files);
    const { environments, problems } = loadEnvironments(folder, { only });
    expect(environments.map(({ name }) => name)).toEqual(names);
    expect(problems.map((problem) => short(formatProblem(problem)))).toEqual(expected);
  });
});
