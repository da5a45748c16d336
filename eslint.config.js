const js = require("@eslint/js");
const tseslint = require("typescript-eslint");
const importX = require("eslint-plugin-import-x");

/**
 * The floors of the house, top to bottom: a file imports from lower floors only, and a folder of one floor never
 * from its neighbour.
 */
const floors = [["main.ts", "cli"], ["stacks"], ["modules"], ["ams"], ["contract", "review"], ["policy", "config"]];

const zones = floors.flatMap((floor, level) =>
  floor.map((folder) => ({
    target: `./${folder}`,
    from: [...floors.slice(0, level).flat(), ...floor.filter((other) => other !== folder && folder !== "main.ts")].map(
      (other) => `./${other}`,
    ),
    message: "imports run downwards only: see the floors in CONTRIBUTING.md",
  })),
);

module.exports = tseslint.config(
  { ignores: ["dist/", "cdktf.out/", "coverage/", "node_modules/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    plugins: { "import-x": importX },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: __dirname, zones: zones.filter((z) => z.from.length > 0) }],
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "@cdktf/provider-aws",
              message: "import one resource: @cdktf/provider-aws/lib/iam-role (the index costs seconds and a gigabyte)",
            },
          ],
        },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_" },
      ],
    },
  },
  {
    files: ["**/*.js"],
    languageOptions: {
      globals: { require: "readonly", module: "writable", __dirname: "readonly", process: "readonly" },
    },
  },
);
