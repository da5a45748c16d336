import { existsSync } from "node:fs";
import { Command } from "commander";
import { registerVerb, VERBS, type Verb } from "../cli/verbs";

/** Command → the page that says more than its help, where it is not called as the command. */
const PAGES: Readonly<Partial<Record<Verb, string>>> = {
  check: "messages",
  synth: "package",
  can: "workflows",
  key: "keys",
  elevate: "elevation",
  import: "adoption",
  rfc: "ams-handover",
  matrix: "pipelines",
};

/** `docs/commands/`: a page for each command, as its help says it, and an index. */
export function commandPages(): { path: string; content: string }[] {
  const verbs = Object.keys(VERBS) as Verb[];
  return [
    {
      path: "docs/commands/README.md",
      content: [
        "# Commands",
        "Generated from the commands' own help; do not edit. `npx ssps help COMMAND` prints the same.",
        [
          "| command | does |",
          "| --- | --- |",
          ...verbs.map((verb) => `| [\`${verb}\`](${verb}.md) | ${VERBS[verb]} |`),
        ].join("\n"),
      ].join("\n\n"),
    },
    ...verbs.map((verb) => {
      const more = PAGES[verb] ?? verb;
      return {
        path: `docs/commands/${verb}.md`,
        content: [
          `# ssps ${verb}`,
          `Generated from the command's own help; do not edit. [All commands](README.md)${existsSync(`docs/${more}.md`) ? `, [more](../${more}.md)` : ""}.`,
          `\`\`\`text\n${helpOf(verb)}\n\`\`\``,
        ].join("\n\n"),
      };
    }),
  ];
}

/** What `ssps VERB --help` prints, at a width of its own. */
export function helpOf(verb: Verb): string {
  const program = new Command("ssps");
  registerVerb(program, verb);
  const command = program.commands.find((one) => one.name() === verb);
  let text = "";
  command?.configureOutput({ writeOut: (part) => (text += part), getOutHelpWidth: () => 100 });
  command?.outputHelp();
  return text.trim();
}
