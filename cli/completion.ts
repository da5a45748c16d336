import { Command } from "commander";
import { InputError, print } from "./output";
import { isVerb, registerVerb, VERBS } from "./verbs";

/** Adds `ssps completion`. */
export function register(program: Command): void {
  program
    .command("completion")
    .summary("what makes a shell complete commands and options")
    .description("Prints what makes a shell complete the commands of ssps and their options.")
    .argument("<shell>", `one of ${Object.keys(SHELLS).join(", ")}`)
    .addHelpText("after", EPILOGUE)
    .action((shell: string) => {
      if (!Object.hasOwn(SHELLS, shell))
        throw new InputError(`found ${JSON.stringify(shell)}; allowed: ${Object.keys(SHELLS).join(", ")}`);
      print(SHELLS[shell as keyof typeof SHELLS](completions()).trim());
    });
}

const EPILOGUE = `
Exit status: 0 printed, 2 no such shell.

Examples:
  ssps completion bash >> ~/.bashrc
  ssps completion zsh >> ~/.zshrc
  ssps completion fish > ~/.config/fish/completions/ssps.fish`;

/** What may stand behind the program's name. */
interface Completion {
  readonly verb: string;
  readonly summary: string;
  /** `--env`, what it does. */
  readonly options: readonly { readonly flag: string; readonly description: string }[];
}

/** As the commands themselves say it. */
function completions(): Completion[] {
  return Object.entries(VERBS).map(([verb, summary]) => {
    const program = new Command();
    if (isVerb(verb)) registerVerb(program, verb);
    const options = program.commands[0]?.options.filter(({ hidden }) => !hidden) ?? [];
    return {
      verb,
      summary,
      options: [
        ...options.map(({ long, short, description }) => ({ flag: long ?? short ?? "", description })),
        { flag: "--help", description: "how it is used" },
      ],
    };
  });
}

const SHELLS = {
  bash: (all: readonly Completion[]): string => `
_ssps() {
  local words
  case "$COMP_CWORD:\${COMP_WORDS[1]}" in
    1:*) words="${["help", ...all.map(({ verb }) => verb)].join(" ")} --help --version" ;;
    2:help) words="${all.map(({ verb }) => verb).join(" ")}" ;;
${all.map(({ verb, options }) => `    *:${verb}) words="${options.map(({ flag }) => flag).join(" ")}" ;;`).join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _ssps ssps`,

  zsh: (all: readonly Completion[]): string =>
    `autoload -U +X bashcompinit && bashcompinit\n${SHELLS.bash(all).trim()}`,

  fish: (all: readonly Completion[]): string =>
    [
      `complete -c ssps -n __fish_use_subcommand -a help -d ${fishWord("how a command is used")}`,
      ...all.flatMap(({ verb, summary, options }) => [
        `complete -c ssps -n __fish_use_subcommand -a ${verb} -d ${fishWord(summary)}`,
        `complete -c ssps -n '__fish_seen_subcommand_from help' -f -a ${verb} -d ${fishWord(summary)}`,
        ...options.map(
          ({ flag, description }) =>
            `complete -c ssps -n '__fish_seen_subcommand_from ${verb}' -l ${flag.slice(2)} -d ${fishWord(description)}`,
        ),
      ]),
    ].join("\n"),
};

/** A text in single quotes, as fish reads it. */
function fishWord(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
