import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "../new-folder";
import { ssps } from "./run";

const DEFAULTS = `base: managed
federation: { identity_center: { permission_sets: [DataScience] } }
`;

const start = process.cwd();
beforeEach(() => {
  process.chdir(newFolder());
  mkdirSync("environments");
  const files = {
    "defaults.yaml": DEFAULTS,
    "dev.yaml": 'account: "111111111111"\nregion: eu-west-1\n',
    "prod.yaml": 'account: "222222222222"\nregion: eu-west-1\n',
    "broken.yaml": 'account: "333333333333"\nregion: eu-wets-1\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join("environments", name), text);
});
afterEach(() => {
  delete process.env.SSPS_ENV;
  process.chdir(start);
});

const stacks = (): string[] => (existsSync("cdktf.out/stacks") ? readdirSync("cdktf.out/stacks") : []);

test.each<[string, string[], string | undefined, number, string[]]>([
  ["one broken file blocks all where all are asked for", [], undefined, 2, []],
  ["and itself", ["--env", "broken"], undefined, 2, []],
  ["but not another", ["--env", "dev"], undefined, 0, ["dev-base"]],
  ["nor several", ["--env", "d*,prod"], undefined, 0, ["dev-base", "prod-base"]],
  ["however they are named", ["--env", "dev", "--env", "p*"], undefined, 0, ["dev-base", "prod-base"]],
  ["nor what the variable names", [], "prod", 0, ["prod-base"]],
  ["the flag goes before the variable", ["--env", "dev"], "prod", 0, ["dev-base"]],
  ["a name that there is not", ["--env", "stage"], undefined, 2, []],
])("%s", async (_, flags, variable, status, expected) => {
  if (variable !== undefined) process.env.SSPS_ENV = variable;
  expect(await ssps("check", ...flags)).toMatchObject({ status });
  expect(await ssps("synth", ...flags)).toMatchObject({ status });
  expect(stacks()).toEqual(expected);
});

test.each<[string, string[], string | undefined, string]>([
  ["a flag that names none, as an empty variable of a pipeline gives it", ["--env", ""], undefined, "--env"],
  ["a flag of commas alone", ["--env", " , "], undefined, "--env"],
  ["a variable of commas alone", [], ",", "SSPS_ENV"],
])("%s is refused, and does not choose every environment", async (_, flags, variable, given) => {
  if (variable !== undefined) process.env.SSPS_ENV = variable;
  const err = expect.stringContaining(`${given}: found no name; allowed:`) as string;
  expect(await ssps("check", ...flags)).toMatchObject({ status: 2, err });
  expect(await ssps("synth", ...flags)).toMatchObject({ status: 2, err });
  expect(stacks()).toEqual([]);
});

test("who is refused is said how to leave the broken file out, and what is wrong with it", async () => {
  const { err } = await ssps("synth");
  expect(err.split("\n")).toEqual([
    expect.stringMatching(/^environments\/broken\.yaml:2:9: region: found "eu-wets-1"/),
    "nothing was written; --env, or the variable SSPS_ENV, chooses the environments that are right",
    "",
  ]);
  const { out } = await ssps("check", "--env", "stage");
  expect(out).toBe(
    'environments: found "stage"; allowed: a name or a pattern such as eu-*; there are broken, dev, prod\n' +
      "1 problem, 0 warnings\n",
  );
});

test("questions about one environment do not mind another that is broken", async () => {
  const question = ["can", "sagemaker:ListModels", "*", "--env"];
  expect(await ssps(...question, "dev")).toMatchObject({ status: 0 });
  expect(await ssps(...question, "broken")).toMatchObject({ status: 2 });
});
