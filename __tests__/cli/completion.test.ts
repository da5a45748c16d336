import { execFileSync, spawnSync } from "node:child_process";
import { VERBS } from "../../cli/verbs";
import { ssps } from "./run";

/** What bash offers for a line whose last word is being typed. */
async function offered(...words: string[]): Promise<string[]> {
  const { out } = await ssps("completion", "bash");
  const line = words.map((word) => `'${word}'`).join(" ");
  const script = `${out}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _ssps; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["-c", script], { encoding: "utf8" }).trim().split("\n");
}

test.each<[string, string[], string[]]>([
  ["a command", ["ssps", "ch"], ["check"]],
  ["every command", ["ssps", ""], ["help", ...Object.keys(VERBS), "--help", "--version"]],
  ["a command after help", ["ssps", "help", "par"], ["parity"]],
  ["an option of a command", ["ssps", "deployer", "prod", "--g"], ["--github", "--gitlab"]],
  ["nothing for an unknown command", ["ssps", "chek", "--"], [""]],
])("bash completes %s", async (_, words, expected) => {
  expect(await offered(...words)).toEqual(expected);
});

test.each(["bash", "zsh", "fish"])(
  "the text for %s names every command and holds no line that its shell refuses",
  async (shell) => {
    const { status, out } = await ssps("completion", shell);
    expect(status).toBe(0);
    for (const verb of Object.keys(VERBS)) expect(out).toContain(verb);
    const { status: parsed, error } = spawnSync(shell, ["-n"], { input: out });
    // zsh and fish are tried where they are installed.
    expect(error && shell !== "bash" ? 0 : parsed).toBe(0);
  },
);

test("another shell is bad input", async () => {
  expect(await ssps("completion", "tcsh")).toMatchObject({
    status: 2,
    out: "",
    err: 'error: found "tcsh"; allowed: bash, zsh, fish\n',
  });
});
