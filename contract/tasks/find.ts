import { TASKS } from ".";
import { nearest as nearestWord } from "../../config/nearest";
import type { Task } from "./task";

/** Words that say nothing about a task. */
const FILLERS = new Set(
  "a allowed am an and any are at be by can could do does for from have how i if in into is it let may me my new of on or our own please role should some that the there this to up us use using want we what which with would you".split(
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
/** How many words of a text are looked at. */
const MAX_WORDS = 60;

/**
 * The task that a text means, by its id or in words, typing errors forgiven: the one that has all of the text's words, where no
 * other has them as well or the text has all the words of its id.
 *
 * @param text Of long ones, the beginning.
 */
export function findTask(text: string): FoundTasks {
  const exact = TASKS.find(({ id, title }) => [id, title.toLowerCase()].includes(text.trim().toLowerCase()));
  if (exact) return { found: exact, nearest: [exact] };
  const asked = new Set(wordsOf(text.slice(0, 400)).slice(0, MAX_WORDS).map(meantStem));
  const scored = TASKS.map((task) => scoreOf(task, asked))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared || b.ofId - a.ofId || b.ofAll - a.ofAll);
  const [first] = scored;
  const nearest = scored.slice(0, NAMED).map(({ task }) => task);
  return first?.shared === asked.size && isClear(scored) ? { found: first.task, nearest } : { nearest };
}

interface Score {
  readonly task: Task;
  /** How many of the words that were asked for the task has. */
  readonly shared: number;
  /** Which part of its id and of all its words was asked for, from 0 to 1. */
  readonly ofId: number;
  readonly ofAll: number;
}

function scoreOf(task: Task, asked: ReadonlySet<string>): Score {
  const [all, id] = [stems(`${task.id} ${task.title} ${task.also ?? ""}`), stems(task.id)];
  const shares = (own: ReadonlySet<string>): number => [...own].filter((word) => asked.has(word)).length;
  return {
    task,
    shared: shares(all),
    ofId: shares(id) / Math.max(1, id.size),
    ofAll: shares(all) / Math.max(1, all.size),
  };
}

/** Whether the first alone has so many of the words, or alone is called by them. */
function isClear([first, second]: readonly Score[]): boolean {
  return !first || !second || first.shared > second.shared || (first.ofId === 1 && second.ofId < 1);
}

/** The stem of a word, or of the one among the tasks' words that it was most likely meant to be. */
function meantStem(word: string): string {
  const stem = word.slice(0, STEM);
  if (VOCABULARY.stems.has(stem) || word.length > 30) return stem;
  return (nearestWord(word, VOCABULARY.words) ?? word).slice(0, STEM);
}

function stems(text: string): Set<string> {
  return new Set(wordsOf(text).map((word) => word.slice(0, STEM)));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "" && !FILLERS.has(word));
}

/** Every word of a task, for what was mistyped. */
const VOCABULARY = (() => {
  const words = [...new Set(TASKS.flatMap(({ id, title, also = "" }) => wordsOf(`${id} ${title} ${also}`)))];
  return { words, stems: new Set(words.map((word) => word.slice(0, STEM))) };
})();
