import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { environmentJsonSchema } from "../../config/json-schema";
import { checkEnvironment } from "../../config/load";
import { EXAMPLES } from "../../scripts/configuration-page";
import { ssps } from "../cli/run";

const KEYS = Object.keys(environmentJsonSchema().properties ?? {});

/** Pages that people read: the README, those of `docs/`, those of the modules. */
const PAGES = [
  "README.md",
  ...readdirSync("docs", { recursive: true, encoding: "utf8" }).map((file) => join("docs", file)),
]
  .filter((file) => file.endsWith(".md"))
  .sort();

interface Snippet {
  readonly page: string;
  readonly text: string;
  readonly line: number;
}

/** The fenced blocks of a language, "" where none is said, and where each begins. */
function snippets(language: string): Snippet[] {
  return PAGES.flatMap((page) =>
    [...readFileSync(page, "utf8").matchAll(/^```(\w*)\n([^]*?)^```$/gm)]
      .filter(([, written]) => written === language)
      .map(({ 2: text = "", index, input }) => ({ page, text, line: input.slice(0, index).split("\n").length })),
  );
}

/** Keys at the top of an environment file, where a block is a piece of one. */
function environmentKeys(text: string): string[] | undefined {
  const data: unknown = parse(text, { logLevel: "silent" });
  if (typeof data !== "object" || data === null) return undefined;
  const keys = Object.keys(data);
  return keys.length > 0 && keys.every((key) => KEYS.includes(key)) ? keys : undefined;
}

/** The keys that a piece leaves out, in the account and region that its own names are of. */
function asNamedIn(text: string, missing: string): string {
  const account = /\b\d{12}\b/.exec(text)?.[0] ?? "123456789012";
  const region = /\b([a-z]{2}-[a-z]+-\d)[a-z]\b/.exec(text)?.[1] ?? "eu-west-1";
  return missing.replaceAll("123456789012", account).replaceAll("eu-west-1", region);
}

const pieces = snippets("yaml").filter(({ text }) => environmentKeys(text));

test("there are some in many pages", () => {
  expect(new Set(pieces.map(({ page }) => page)).size).toBeGreaterThan(5);
});

test.each(pieces.map(({ page, line, text }) => [`${page}:${line}`, text] as const))(
  "the piece of an environment file in %s is accepted",
  (_, text) => {
    const keys = environmentKeys(text) ?? [];
    const data = parse(text) as Record<string, unknown>;
    const needed = ["account", "region", "base", ...(data.base === "existing" ? [] : ["federation"])];
    const missing = needed.filter((key) => !keys.includes(key)).map((key) => EXAMPLES[key]);
    const whole = stringify({ ...(parse(asNamedIn(text, missing.join("\n"))) as object), ...data });
    expect(checkEnvironment({ file: "x.yaml", name: "x", text: whole }).problems.map(({ message }) => message)).toEqual(
      [],
    );
  },
);

/** Commands that need nothing but the shipped environments, and change nothing. */
const HARMLESS = ["can", "tasks", "name", "check", "parity"];

/** A command of a block that shows a terminal, and the lines that it is shown to print. */
interface Shown {
  readonly where: string;
  readonly args: readonly string[];
  readonly prints: readonly string[];
}

/** `$ npx ssps VERB …` and what follows until the next command. */
function shownCommands({ page, line, text }: Snippet): Shown[] {
  return text
    .replace(/\\\n\s*/g, "")
    .split(/^\$ /m)
    .flatMap((block): Shown[] => {
      const [command = "", ...prints] = block.split("\n");
      const args = [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? "");
      const isOurs = args[0] === "npx" && args[1] === "ssps" && HARMLESS.includes(args[2] ?? "");
      if (!isOurs || /[|>&#]/.test(command)) return [];
      return [{ where: `${page}:${line}`, args: args.slice(2), prints: prints.filter((one) => /[^\s…]/.test(one)) }];
    });
}

const shown = [...snippets("console"), ...snippets("sh"), ...snippets("")].flatMap(shownCommands);

test("there are some that show what they print", () => {
  expect(shown.filter(({ prints }) => prints.length > 0).length).toBeGreaterThan(1);
});

test.each(shown.map(({ where, args, prints }) => [where, args, prints] as const))(
  "%s: %j does what it is shown to",
  async (_, args, prints) => {
    const { status, out, err } = await ssps(...args);
    expect({ err, known: status === 0 || status === 1 }).toEqual({ err: "", known: true });
    const lines = out.split("\n").map((one) => one.trimEnd());
    for (const line of prints) expect(lines).toContain(line.trimEnd());
  },
);
