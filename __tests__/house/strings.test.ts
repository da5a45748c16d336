import { execFileSync } from "node:child_process";

/** Lints each text in the place of a file that there is, so that its types are known. */
const LINT = `
  const { ESLint } = require("eslint");
  const eslint = new ESLint({
    ruleFilter: ({ ruleId }) => /base-to-string|template-expressions/.test(ruleId),
  });
  const planted = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  (async () => {
    const found = [];
    for (const text of planted) {
      const [{ messages }] = await eslint.lintText(text, { filePath: "config/raw.ts" });
      found.push(messages.map(({ ruleId, message }) => ruleId ?? message));
    }
    console.log(JSON.stringify(found));
  })();
`;

const BASE = "@typescript-eslint/no-base-to-string";
const TEMPLATE = "@typescript-eslint/restrict-template-expressions";

const cases: [text: string, rules: readonly string[]][] = [
  ["(value: unknown) => String(value)", [BASE]],
  ["(value: unknown) => `${value}`", [BASE, TEMPLATE]],
  ["(value: any) => `${value}`", [TEMPLATE]],
  ["(value: object) => value.toString()", [BASE]],
  ["(value: { a: 1 }) => String(value)", [BASE]],
  ['(value: object) => "a" + value', [BASE]],
  ["(value: unknown) => (typeof value === 'number' ? String(value) : '')", []],
  ["(value: string | number) => `${value}`", []],
];

let found: string[][];

beforeAll(() => {
  const input = JSON.stringify(cases.map(([text]) => `export const planted = ${text};\n`));
  found = JSON.parse(execFileSync(process.execPath, ["-e", LINT], { input, encoding: "utf8" })) as string[][];
});

test.each(cases.map(([text, rules], i) => [text, rules, i] as const))(
  "what becomes a string, and what may not: %s",
  (_, rules, i) => {
    expect([...new Set(found[i])]).toEqual(rules);
  },
);
