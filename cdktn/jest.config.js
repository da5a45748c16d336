const base = require("../jest.config");

/** The tests that load CDKTF, on CDK Terrain: neither they nor the source change, only what the names lead to. */
module.exports = {
  ...base,
  rootDir: "..",
  // The stand-in for the AWS provider reads its schema in CDKTF's bindings, which keep their place.
  moduleNameMapper: {
    "^cdktf$": "<rootDir>/cdktn/node_modules/cdktn",
    "^@cdktf/provider-aws/lib/(.*)$": "<rootDir>/cdktn/node_modules/@cdktn/provider-aws/lib/$1",
    "^constructs$": "<rootDir>/cdktn/node_modules/constructs",
  },
  // These start CDKTF's command line, or hold the house together, whatever library it stands on.
  testPathIgnorePatterns: [
    "<rootDir>/__tests__/stacks/command-line.test.ts",
    "<rootDir>/__tests__/house/",
    "<rootDir>/__tests__/scripts/",
    "<rootDir>/__tests__/lanes/",
  ],
};
