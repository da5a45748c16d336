import { execFileSync } from "node:child_process";

/** Lints each text as the file it is said to be, in one process; types are left out, since no such file exists. */
const LINT = `
  const { ESLint } = require("eslint");
  const tseslint = require("typescript-eslint");
  const eslint = new ESLint({
    overrideConfig: [
      tseslint.configs.disableTypeChecked,
      { languageOptions: { parserOptions: { projectService: false } } },
    ],
  });
  const planted = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  Promise.all(planted.map(([filePath, text]) => eslint.lintText(text, { filePath }))).then((results) =>
    console.log(JSON.stringify(results.map(([{ messages }]) => messages.map(({ ruleId }) => ruleId)))),
  );
`;

const PATHS = "import-x/no-restricted-paths";
const CIRCLE = "house/no-circle";

const forbidden: [file: string, text: string, rule: string][] = [
  // Upwards, a floor and more.
  ["policy/planted.ts", 'import "../contract/clause";', PATHS],
  ["config/planted.ts", 'import "../review/model";', PATHS],
  ["aws/planted.ts", 'import "../policy/decide";', PATHS],
  ["contract/planted.ts", 'import "../modules/bucket";', PATHS],
  ["review/planted.ts", 'import "../cli/output";', PATHS],
  ["modules/bucket/planted.ts", 'import "../../stacks/build";', PATHS],
  ["ams/planted.ts", 'import "../stacks/build";', PATHS],
  ["stacks/planted.ts", 'import "../cli/output";', PATHS],
  ["stacks/planted.ts", 'import "../main";', PATHS],
  // Deeper within a folder, as a type, and when it is needed.
  ["policy/compare/planted.ts", 'import "../../contract/clause";', PATHS],
  ["policy/planted.ts", 'import type { Row } from "../review/model"; export type Planted = Row;', PATHS],
  ["policy/planted.ts", 'export const planted = import("../contract/clause");', PATHS],
  ["policy/planted.ts", 'export * from "../contract/clause";', PATHS],
  // Sideways.
  ["policy/planted.ts", 'import "../config/load";', PATHS],
  ["config/planted.ts", 'import "../policy/decide";', PATHS],
  ["contract/planted.ts", 'import "../review/model";', PATHS],
  ["ams/planted.ts", 'import "../modules/bucket";', PATHS],
  ["adoption/planted.ts", 'import "../stacks/build";', PATHS],
  ["deployer/planted.ts", 'import "../adoption/adoption";', PATHS],
  ["pipeline/planted.ts", 'import "../report/report";', PATHS],
  ["report/planted.ts", 'import "../stacks/build";', PATHS],
  ["answers/planted.ts", 'import "../ams/request";', PATHS],
  ["files/planted.ts", 'import "../aws/arn";', PATHS],
  ["modules/key/planted.ts", 'import "../bucket";', PATHS],
  // What stands beside the floors.
  ["policy/planted.ts", 'import "../offline/server";', PATHS],
  ["cli/planted.ts", 'import "../bench/plan";', PATHS],
  ["stacks/planted.ts", 'import "../scripts/browser";', PATHS],
  ["review/planted.ts", 'import "../__tests__/house/lint.test";', PATHS],
  // In a circle: the file that is imported imports this one, through others.
  ["policy/pattern.ts", 'import "./decide";', CIRCLE],
  ["policy/pattern.ts", 'import type { Decision } from "./decide"; export type Planted = Decision;', CIRCLE],
  ["policy/pattern.ts", 'export type { Decision } from "./decide";', CIRCLE],
  ["policy/pattern.ts", 'export const planted = import("./decide");', CIRCLE],
  ["config/raw.ts", 'import "./load";', CIRCLE],
  ["contract/clause.ts", 'export * from "./documents";', CIRCLE],
  // What cannot be found would pass every rule about paths.
  ["policy/planted.ts", 'import "./no-such-file";', "import-x/no-unresolved"],
  // Packages.
  ["stacks/planted.ts", 'import "@cdktf/provider-aws";', "no-restricted-imports"],
  ["stacks/planted.ts", 'import "@cloud-copilot/iam-simulate";', "no-restricted-imports"],
  ["policy/planted.ts", 'export const planted = import("@cloud-copilot/iam-simulate");', "no-restricted-syntax"],
];

const allowed: [file: string, text: string][] = [
  ["main.ts", 'import "./cli/output";'],
  ["cli/planted.ts", 'import "../policy/decide";'],
  ["stacks/planted.ts", 'import "../modules/bucket";'],
  ["modules/key/planted.ts", 'import "../common/role";'],
  ["scripts/planted.ts", 'import "../offline/server";'],
  ["bench/planted.ts", 'import "@cloud-copilot/iam-simulate";'],
  ["__tests__/planted.ts", 'import "@cloud-copilot/iam-simulate";'],
  ["policy/planted.ts", 'import "node:fs";'],
  ["policy/decide.ts", 'export * from "./pattern";'],
];

let rules: (string | null)[][];

beforeAll(() => {
  const planted = [...forbidden, ...allowed].map(([file, text]) => [file, `${text}\n`]);
  const output = execFileSync(process.execPath, ["-e", LINT], { input: JSON.stringify(planted), encoding: "utf8" });
  rules = JSON.parse(output) as (string | null)[][];
});

test.each(forbidden.map((row, i) => [...row, i] as const))("%s may not say: %s", (_file, _text, rule, i) => {
  expect(rules[i]).toEqual([rule]);
});

test.each(allowed.map((row, i) => [...row, i] as const))("%s may say: %s", (_file, _text, i) => {
  expect(rules[forbidden.length + i]).toEqual([]);
});
