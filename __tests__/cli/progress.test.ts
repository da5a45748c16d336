import { progressOf } from "../../cli/progress";

/** What a terminal gets while the clock stands at these milliseconds, step by step. */
function written(isTTY: boolean, times: readonly number[]): string[] {
  const lines: string[] = [];
  const stream = { isTTY, write: (text: string) => lines.push(text) } as unknown as NodeJS.WriteStream;
  let now = 0;
  const progress = progressOf("checking", stream, () => now);
  for (const [done, time] of times.entries()) {
    now = time;
    progress.at(done, times.length);
  }
  progress.end();
  return lines;
}

test.each<[string, boolean, number[], string[]]>([
  ["what ends within a second", true, [10, 500, 999], []],
  [
    "what takes longer",
    true,
    [10, 1000, 1050, 1100],
    ["\r\u001b[Kchecking: 1 of 4", "\r\u001b[Kchecking: 3 of 4", "\r\u001b[K"],
  ],
  ["a file or a pipe", false, [10, 2000, 3000], []],
])("%s", (_, isTTY, times, expected) => {
  expect(written(isTTY, times)).toEqual(expected);
});
