import { TASKS } from ".";
import type { Task } from "./task";

/** Words that say nothing about a task. */
const FILLERS = new Set(
  "a an and any at by can do for from have how i in into is it may me my new of on or our own some that the this to up use using want we with".split(
    " ",
  ),
);

/** How many letters of a word count: `training` and `trained` are `train`, and `models` is `model`. */
const STEM = 5;

/** The tasks that somebody may have meant, the likeliest first; `found` is the one that was meant, where that is clear. */
export interface FoundTasks {
  readonly found?: Task;
  readonly nearest: readonly Task[];
}

/** How many tasks are named where none was meant. */
const NAMED = 5;

/**
 * The task that a text means, by its id or in words: the one that has all of the text's words and the fewest beside.
 *
 * @param text At most some hundred characters: longer ones mean none.
 */
export function findTask(text: string): FoundTasks {
  const exact = TASKS.find(({ id, title }) => [id, title.toLowerCase()].includes(text.trim().toLowerCase()));
  if (exact) return { found: exact, nearest: [exact] };
  const asked = stems(text.slice(0, 400));
  const scored = TASKS.map((task) => {
    const own = stems(`${task.title} ${task.id}`);
    const shared = [...asked].filter((word) => own.has(word)).length;
    return { task, shared, covered: shared / Math.max(1, own.size) };
  })
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared || b.covered - a.covered);
  const [first] = scored;
  const nearest = scored.slice(0, NAMED).map(({ task }) => task);
  return first?.shared === asked.size ? { found: first.task, nearest } : { nearest };
}

function stems(text: string): Set<string> {
  const words = text.toLowerCase().split(/[^a-z0-9]+/);
  return new Set(words.filter((word) => word !== "" && !FILLERS.has(word)).map((word) => word.slice(0, STEM)));
}
