import { readdirSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import floors from "./lint/floors.json";

const PAGE = "docs/architecture.md";

/** What a folder is for, in a few words. */
const HOLDS: Readonly<Record<string, string>> = {
  "main.ts": "the CDKTF app",
  cli: "ssps, one file per verb",
  stacks: "one Terraform state each",
  adoption: "taking over what exists",
  deployer: "what applying needs",
  pipeline: "jobs, accepted widenings",
  report: "one environment as a page",
  modules: "constructs and plain modules",
  ams: "requests to AMS",
  answers: "may I? what next?",
  contract: "the page as data",
  review: "who can newly do what",
  policy: "the IAM language",
  config: "environment files",
  aws: "partitions, names, quotas",
  files: "reading and writing",
};

/**
 * `docs/architecture.md`: the folders, drawn from the imports that there are, and how data flows.
 *
 * @throws Error where a folder has no words.
 */
export function architecturePage(): { path: string; content: string } {
  return {
    path: PAGE,
    content: [
      "# Architecture",
      "The picture is generated from the imports; do not edit this page. An arrow says that files of one folder import files of " +
        "another, and imports run downwards only, which lint rules hold ([the rules](../CONTRIBUTING.md#the-house)).",
      `\`\`\`mermaid\n${picture()}\n\`\`\``,
      "## How data flows",
      [
        "**synth**: an environment's file → `config` (every problem with its place) → `contract`: settings and documents, once → " +
          "`stacks` → `modules` → JSON. Text of a file passes one door that escapes Terraform's templates (`modules/common/literal.ts`).",
        "**can, explain**: a request → `answers`: the documents of the environment, its resources' policies too → `policy/decide.ts` → " +
          "the statement, its clause, the page's sentence, what to do next.",
        "**review**: plans, stacks or account details → `review/read`: who and what there is, by account, region, kind and name → " +
          "`policy/compare` → rows with a verdict, a risk and a request that can be sent → one renderer.",
        "**report**: an environment's documents → data → one page.",
      ]
        .map((line) => `- ${line}`)
        .join("\n"),
      "One clause of the page is one file of data (`contract/clauses/`), from which policies, tests, documentation, answers and the " +
        "report are made.",
    ].join("\n\n"),
  };
}

function picture(): string {
  const folders = floors.flat();
  const box = (folder: string): string => {
    const holds = HOLDS[folder];
    if (holds === undefined) throw new Error(`scripts/architecture-page.ts: say what ${folder} holds`);
    return `    ${idOf(folder)}["<b>${folder}</b><br>${holds}"]`;
  };
  return [
    "flowchart TB",
    ...floors.flatMap((floor, index) => [`  subgraph floor${floors.length - index} [" "]`, ...floor.map(box), "  end"]),
    ...folders.flatMap((from) => importsOf(from, folders).map((to) => `  ${idOf(from)} --> ${idOf(to)}`)),
  ].join("\n");
}

function idOf(folder: string): string {
  return folder.replace(".", "_");
}

/** The other folders that files of a folder import from, in the order of the floors. */
function importsOf(folder: string, folders: readonly string[]): string[] {
  const found = new Set(
    sourcesOf(folder).flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/from "(\.[^"]*)"|require\("(\.[^"]*)"\)/g)].map(
        ([, imported = "", required = ""]) => normalize(join(file, "..", imported || required)).split(/[/\\]/)[0] ?? "",
      ),
    ),
  );
  return folders.filter((other) => other !== folder && found.has(other.replace(/\.ts$/, "")));
}

function sourcesOf(folder: string): string[] {
  if (folder.endsWith(".ts")) return [folder];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file));
}
