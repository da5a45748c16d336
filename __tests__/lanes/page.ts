import { readFileSync } from "node:fs";

/** The commands of a page that are run as they stand: its blocks marked `sh`, in order. */
export function commandBlocks(page: string): string[] {
  return [...readFileSync(page, "utf8").matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
}
