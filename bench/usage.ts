import { writeFileSync } from "node:fs";

/** Loaded into a measured process by `--require`: writes the most memory that it held, in kilobytes, when it ends. */
process.on("exit", () => {
  const file = process.env.BENCH_USAGE;
  if (file) writeFileSync(file, String(process.resourceUsage().maxRSS));
});
