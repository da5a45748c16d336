import { createRequire } from "node:module";
import { Supervisor, type Limits } from "./supervisor";
import type { Lane } from "./lane";
import type { Failing } from "./protocol";
import { keepRegression, readRegressions } from "./regressions";

/** What a run tries. */
export interface Plan {
  /** Path of the module that exports `LANES`. */
  readonly lanes: string;
  /** The folder of the inputs that failed once, one folder a lane. */
  readonly regressions: string;
  /** The same seed draws the same inputs. */
  readonly seed: number;
  /** How many inputs, over all lanes. @default as many as the time allows */
  readonly inputs?: number;
  /** How long, in seconds. @default as long as it takes */
  readonly seconds?: number;
  /** The one lane to try. @default all */
  readonly only?: string;
  readonly limits: Limits;
  /** Takes a line about how it goes. */
  readonly say: (line: string) => void;
}

/** A failing input, made as small as it goes. */
export interface Fault extends Failing {
  readonly lane: string;
  /** Where it is kept. */
  readonly file: string;
}

/** Inputs of one lane, of average share, that are drawn from one seed: few, so that a short run comes to every lane. */
const BATCH = 20;

/**
 * Tries what failed once, then fresh inputs, the lanes by turns. A lane ends with its first fault, whose input is kept.
 */
export async function run(plan: Plan): Promise<readonly Fault[]> {
  const { lanes, regressions, seed, inputs = Infinity, seconds = Infinity, only, limits, say } = plan;
  const { LANES } = createRequire(__filename)(lanes) as { readonly LANES: readonly Lane[] };
  const chosen = LANES.filter(({ name }) => only === undefined || name === only);
  const whole = chosen.reduce((sum, { share }) => sum + share, 0);
  const until = Date.now() + 1000 * seconds;
  const supervisor = new Supervisor(lanes, limits);
  const faults: Fault[] = [];
  const add = (lane: string, failing: Failing, file: string): void => {
    faults.push({ lane, ...failing, file });
    say(`FAIL  ${lane}: ${failing.message}\n      ${file}`);
  };
  const left = new Map(chosen.map((lane) => [lane, { inputs: Math.ceil((inputs * lane.share) / whole), batch: 0 }]));
  const spent = new Map<string, { tried: number; milliseconds: number }>();
  try {
    for (const lane of chosen) {
      for (const { file, input } of readRegressions(regressions, lane.name)) {
        const failing = await supervisor.perform({ lane: lane.name, given: [input] });
        if (failing) add(lane.name, failing, file);
      }
    }
    while (left.size > 0 && Date.now() < until) {
      for (const [lane, state] of left) {
        const runs = Math.min(Math.ceil((BATCH * lane.share * chosen.length) / whole), state.inputs);
        if (runs <= 0) {
          left.delete(lane);
          continue;
        }
        const [start, before] = [Date.now(), supervisor.tried];
        if (start >= until) break;
        const drawn = { seed: seedOf(seed, lane.name, state.batch), runs, until };
        const failing = await supervisor.perform({ lane: lane.name, drawn });
        state.inputs -= runs;
        state.batch += 1;
        const sum = spent.get(lane.name) ?? { tried: 0, milliseconds: 0 };
        spent.set(lane.name, {
          tried: sum.tried + supervisor.tried - before,
          milliseconds: sum.milliseconds + Date.now() - start,
        });
        if (failing) {
          left.delete(lane);
          add(lane.name, failing, keepRegression(regressions, lane.name, failing));
        }
      }
    }
  } finally {
    await supervisor.close();
  }
  for (const [name, { tried, milliseconds }] of spent) {
    say(`${name.padEnd(12)} ${String(tried).padStart(8)} inputs, ${(milliseconds / tried).toFixed(1)} ms each`);
  }
  return faults;
}

/** A seed for each batch of each lane, of 31 bits. */
function seedOf(seed: number, lane: string, batch: number): number {
  let mixed = seed ^ Math.imul(batch + 1, 0x9e3779b1);
  for (const char of lane) mixed = Math.imul(mixed ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (mixed ^ (mixed >>> 15)) & 0x7fffffff;
}
