import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type Failing, HEARTBEAT_BYTES, heartbeatOf, type Report, type Start, type Task } from "./protocol";

/** What one input may cost. */
export interface Limits {
  /** Seconds of the processor; ten times as long by the clock, since the machine may be busy. */
  readonly seconds: number;
  /** Megabytes of the heap. */
  readonly megabytes: number;
}

/** Workers that have grown beyond this are started anew, in bytes, so that no input is blamed for the ones before. */
const MAX_HEAP = 300 * 1024 * 1024;

/** How often a worker that did not come back is replaced, until its input is small enough. */
const MAX_LOST = 12;

/** How often the heartbeat is looked at, in milliseconds. */
const INTERVAL = 250;

/**
 * Has tasks performed by a worker that may hang or run out of memory: then the input that it was at counts as failing,
 * and another worker makes it smaller.
 */
export class Supervisor {
  private worker: Worker | undefined;
  private readonly memory = new SharedArrayBuffer(HEARTBEAT_BYTES);
  private readonly heartbeat = heartbeatOf(this.memory);

  constructor(
    private readonly lanes: string,
    private readonly limits: Limits,
  ) {}

  /** How many inputs were tried. */
  get tried(): number {
    return Atomics.load(this.heartbeat.count, 0);
  }

  /** @returns The smallest failing input that was found, if any. */
  async perform(task: Omit<Task, "lost">): Promise<Failing | undefined> {
    const lost: Record<string, string> = {};
    let smallest: Failing | undefined;
    for (let again = 0; again <= MAX_LOST; again++) {
      const end = await this.attempt({ ...task, lost }, (failing) => (smallest = failing));
      if (end === "done") break;
      lost[Buffer.from(this.heartbeat.fingerprint).toString("hex")] = end.lost;
      await this.close();
    }
    return smallest;
  }

  private async attempt(task: Task, found: (failing: Failing) => void): Promise<"done" | { lost: string }> {
    const worker = (this.worker ??= this.start());
    return new Promise((resolve, reject) => {
      const end = (result: "done" | { lost: string }): void => {
        clearInterval(timer);
        worker.removeAllListeners("message").removeAllListeners("error");
        resolve(result);
      };
      const timer = setInterval(this.watch(end), INTERVAL);
      worker.on("message", (report: Report) => {
        if (report.kind === "failing") {
          found(report.failing);
          return;
        }
        if (report.heap > MAX_HEAP) void this.close();
        end("done");
      });
      worker.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code === "ERR_WORKER_OUT_OF_MEMORY") {
          end({ lost: `needs more than ${this.limits.megabytes} MB` });
          return;
        }
        clearInterval(timer);
        reject(error);
      });
      worker.postMessage(task);
    });
  }

  /** Ends where one input takes too long. */
  private watch(end: (result: { lost: string }) => void): () => void {
    let [count, busy, clock] = [-1, process.cpuUsage(), Date.now()];
    const { seconds } = this.limits;
    return () => {
      if (this.tried !== count) [count, busy, clock] = [this.tried, process.cpuUsage(), Date.now()];
      const { user, system } = process.cpuUsage(busy);
      const tooLong = (user + system) / 1e6 > seconds || (Date.now() - clock) / 1000 > 10 * seconds;
      if (tooLong && count > 0) end({ lost: `takes longer than ${seconds} seconds` });
    };
  }

  private start(): Worker {
    const start: Start = { lanes: this.lanes, heartbeat: this.memory };
    return new Worker(join(__dirname, "worker.js"), {
      workerData: start,
      // As much stack as the main thread of Node has, so that what is nested deeply fails as it would for a user.
      resourceLimits: { maxOldGenerationSizeMb: this.limits.megabytes, stackSizeMb: 1 },
    });
  }

  async close(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    worker?.removeAllListeners("message").removeAllListeners("error");
    await worker?.terminate();
  }
}
