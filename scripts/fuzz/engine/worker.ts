import { reasonOf } from "../../../files/reason";
import fc from "fast-check";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import type { Lane } from "./lane";
import { type Failing, heartbeatOf, type Report, type Start, type Task } from "./protocol";

/** How long a failing input is made smaller, in milliseconds. */
const SHRINK = 30_000;

const { lanes, heartbeat: heartbeat } = workerData as Start;
const { LANES } = createRequire(__filename)(lanes) as { readonly LANES: readonly Lane[] };
const { count, fingerprint } = heartbeatOf(heartbeat);

/** Tries the inputs of a task; a failing one that was drawn is made as small as it goes. */
async function perform({ lane: name, given, drawn, lost }: Task): Promise<Failing | undefined> {
  const lane = LANES.find((one) => one.name === name);
  if (!lane) throw new Error(`no lane ${name}`);
  let failing: Failing | undefined;
  let since: number | undefined;
  const attempt = async (input: unknown): Promise<void> => {
    if (since !== undefined && Date.now() - since > SHRINK) return;
    if (since === undefined && drawn && Date.now() >= drawn.until) return;
    const digest = createHash("sha1").update(JSON.stringify(input)).digest();
    fingerprint.set(digest);
    Atomics.add(count, 0, 1);
    try {
      const known = lost[digest.toString("hex")];
      if (known !== undefined) throw new Error(known);
      await lane.hold(input);
    } catch (error) {
      failing = { input, message: inWords(error) };
      since ??= Date.now();
      say({ kind: "failing", failing });
      throw error;
    }
  };
  if (drawn) await fc.check(fc.asyncProperty(lane.inputs, attempt), { seed: drawn.seed, numRuns: drawn.runs });
  for (const input of given ?? []) {
    if (failing === undefined) await attempt(input).catch(() => undefined);
  }
  return failing;
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return reasonOf(error);
  const [, where] = /\n +at (?:.*\()?(.*?:\d+):\d+/.exec(error.stack ?? "") ?? [];
  return `${error.message}${where === undefined ? "" : ` (${where.replace(/^.*\/dist\//, "")})`}`;
}

function say(report: Report): void {
  parentPort?.postMessage(report);
}

// What the heap holds shows only without its garbage.
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Of the heap, in bytes: it is looked at closely once so much is in use. */
const MAX_UNCOLLECTED = 200 * 1024 * 1024;

function heapInUse(): number {
  const { heapUsed } = process.memoryUsage();
  if (heapUsed < MAX_UNCOLLECTED) return heapUsed;
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

parentPort?.on("message", (task: Task) => {
  void perform(task).then((failing) => {
    say({ kind: "done", ...(failing && { failing }), heap: heapInUse() });
  });
});
