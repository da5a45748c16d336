import type { Option } from "../options";

/** One call of a task: what the request names, in account 111122223333 and region eu-west-1. */
export interface TaskCall {
  readonly action: string;
  /** Full ARN, or "*". */
  readonly resource: string;
  /** Condition keys beside those that every request carries. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** SageMaker makes it with the execution role, whoever does the task. @default whoever does the task */
  readonly by?: "execution";
  /** The key that it is about has the contract's policy (K1), which decides as well. */
  readonly resourcePolicy?: "key";
}

/** Why a task is denied, and what to do instead. */
export interface TaskDenial {
  /** The clause that decides. */
  readonly clause: string;
  readonly next: string;
}

/** An everyday task: the calls behind it, and whether each role may make them all. */
export interface Task {
  /** What `ssps can --task` takes: lower case, words joined by `-`. */
  readonly id: string;
  /** What somebody does, in words. */
  readonly title: string;
  /** Words in which people ask for it, where the title has others. */
  readonly also?: string;
  readonly calls: readonly TaskCall[];
  /** "allow", or why not: for a person with the admin role. */
  readonly admin: "allow" | TaskDenial;
  /** The same for the execution role with profile `notebook`: code in a notebook, and SageMaker acting for a job. */
  readonly execution: "allow" | TaskDenial;
  /** Parts that the environment's file asks for: `storage.key`. */
  readonly parts?: readonly string[];
  /** Options that are on for it beside the defaults. */
  readonly options?: readonly (Option | `-${Option}`)[];
}

/** Both roles may. */
export const both = (task: Omit<Task, "admin" | "execution">): Task => ({
  ...task,
  admin: "allow",
  execution: "allow",
});
/** Neither role may. */
export const neither = (clause: string, next: string, task: Omit<Task, "admin" | "execution">): Task => ({
  ...task,
  admin: { clause, next },
  execution: { clause, next },
});
/** A person may, the execution role may not. */
export const people = (clause: string, next: string, task: Omit<Task, "admin" | "execution">): Task => ({
  ...task,
  admin: "allow",
  execution: { clause, next },
});
