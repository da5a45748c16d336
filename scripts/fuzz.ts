import { Command, InvalidArgumentError } from "commander";
import { runCommand } from "../cli/run-command";
import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { LANES } from "./fuzz/lanes";
import { run } from "./fuzz/engine/run";

interface Options {
  readonly inputs?: number;
  readonly seconds?: number;
  readonly lane?: string;
  readonly seed: number;
  readonly limit: number;
  readonly memory: number;
}

const program = new Command("fuzz")
  .description("Tries hostile inputs, in every lane: see docs/fuzz.md.")
  .option("--inputs <count>", "how many, over all lanes; 0 tries only what failed once (default: 10000)", count)
  .option("--seconds <seconds>", "how long, instead of how many", count)
  .option("--lane <name>", `one of ${LANES.map(({ name }) => name).join(", ")} (default: all)`)
  .option("--seed <number>", "draws the inputs of the run that printed it", count, randomInt(2 ** 31))
  .option("--limit <seconds>", "what one input may take, of the processor", count, 20)
  .option("--memory <megabytes>", "what one input may take, of memory", count, 1024)
  .action(fuzz);

async function fuzz({ inputs, seconds, lane, seed, limit, memory }: Options): Promise<void> {
  if (lane !== undefined && !LANES.some(({ name }) => name === lane))
    program.error(`error: no lane ${lane}; there are ${LANES.map(({ name }) => name).join(", ")}`);
  const regressions = resolve("__tests__/fuzz/regressions");
  // Commands look for files in the working folder, which all threads share.
  const folder = mkdtempSync(join(tmpdir(), "fuzz-"));
  process.chdir(folder);
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  say(`seed ${seed}`);
  const faults = await run({
    lanes: join(__dirname, "fuzz/lanes/index.js"),
    regressions,
    seed,
    ...(seconds === undefined ? { inputs: inputs ?? 10_000 } : { seconds }),
    ...(inputs !== undefined && { inputs }),
    ...(lane !== undefined && { only: lane }),
    limits: { seconds: limit, megabytes: memory },
    say,
  }).finally(() => {
    process.chdir(tmpdir());
    rmSync(folder, { recursive: true, force: true });
  });
  say(faults.length === 0 ? "no fault" : `${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

function count(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError("a whole number is expected");
  return Number(text);
}

void runCommand(program);
