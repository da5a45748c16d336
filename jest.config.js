/** Tests mirror the tree; the ones that need a tool of the machine say so in one line and are skipped without it. */
module.exports = {
  maxWorkers: "100%",
  // A limit that only what hangs reaches: the machine may be busy with something else, and no test is about time.
  testTimeout: 600_000,
  // Workers that have grown are started anew: what the simulator keeps of 100,000 requests would fill them.
  workerIdleMemoryLimit: "1GB",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/cdktf.out/", "<rootDir>/cdktn/dist/"],
};
