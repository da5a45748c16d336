const { readdirSync } = require("node:fs");
const { join } = require("node:path");
const js = require("@eslint/js");
const tseslint = require("typescript-eslint");
const importX = require("eslint-plugin-import-x");
const noCircle = require("./scripts/lint/no-circle");

/**
 * The floors of the house, top to bottom: a file imports from lower floors only, and a folder of one floor never
 * from its neighbour.
 */
const floors = require("./scripts/lint/floors.json");
/** What stands beside the floors uses them, and nothing on a floor uses it. */
const beside = ["offline", "bench", "scripts", "__tests__"];
/** Capabilities do not know one another; what several need is in `common`. */
const capabilities = readdirSync(join(__dirname, "modules")).filter((name) => name !== "common");

const onFloors = floors.flatMap((floor, level) =>
  floor.map((folder) => ({
    target: `./${folder}`,
    from: [
      ...beside,
      ...floors.slice(0, level).flat(),
      ...(folder === "main.ts" ? [] : floor.filter((other) => other !== folder)),
    ].map((other) => `./${other}`),
    message: "imports run downwards only: see the floors in CONTRIBUTING.md",
  })),
);
const betweenCapabilities = capabilities.map((capability) => ({
  target: `./modules/${capability}`,
  from: capabilities.filter((other) => other !== capability).map((other) => `./modules/${other}`),
  message: "a capability imports no other: what both need is in modules/common",
}));

const providerIndex = {
  name: "@cdktf/provider-aws",
  message: "import one resource: @cdktf/provider-aws/lib/iam-role (the index costs seconds and a gigabyte)",
};
const oracleOnly = "AGPL: the simulator is the tests' oracle, imported in __tests__/ and bench/ only";
const simulator = { group: ["@cloud-copilot/iam-simulate", "@cloud-copilot/iam-simulate/*"], message: oracleOnly };

module.exports = tseslint.config(
  { ignores: ["**/dist/", "cdktf.out*/", "coverage/", "node_modules/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    plugins: { "import-x": importX, house: { rules: { "no-circle": noCircle } } },
    // A path that the resolver cannot find passes every rule below, so it must know TypeScript's endings.
    settings: {
      "import-x/resolver-next": [importX.createNodeResolver({ extensions: [".ts", ".js", ".json"] })],
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: __dirname, zones: [...onFloors, ...betweenCapabilities] }],
      "import-x/no-unresolved": ["error", { ignore: ["^@?[a-z]"] }],
      "house/no-circle": "error",
      "no-restricted-imports": ["error", { paths: [providerIndex], patterns: [simulator] }],
      "no-restricted-syntax": [
        "error",
        { selector: "ImportExpression[source.value=/^@cloud-copilot.iam-simulate/]", message: oracleOnly },
      ],
      // No value of a file becomes a string before its type was looked at: `{ toString: 1 }` ends in an exception.
      "@typescript-eslint/no-base-to-string": ["error", { checkUnknown: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowAny: false }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_" },
      ],
    },
  },
  {
    files: ["__tests__/**", "bench/**"],
    rules: { "no-restricted-imports": ["error", { paths: [providerIndex] }], "no-restricted-syntax": "off" },
  },
  {
    files: ["**/*.js"],
    languageOptions: {
      globals: { require: "readonly", module: "writable", __dirname: "readonly", process: "readonly" },
    },
  },
);
