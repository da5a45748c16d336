import fc from "fast-check";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../../config/load";
import { synthesise } from "../../../stacks/synth";
import { must, type Outcome, ssps } from "../command";
import { lane } from "../engine/lane";
import { environments as documents, yamlTexts } from "../inputs/environments";
import { files, type InputFile, write } from "../inputs/files";

interface Input {
  readonly files: readonly InputFile[];
  readonly json: boolean;
}

const file = files(yamlTexts(documents));

const inputs: fc.Arbitrary<Input> = fc.record({
  files: fc.oneof({ weight: 6, arbitrary: fc.tuple(file) }, { weight: 1, arbitrary: fc.tuple(file, file) }),
  json: fc.boolean(),
});

const FOLDER = "environments";
const NAMES = ["dev", "prod"];

/** Environment files: what `check` takes, synthesis takes, and nothing in them is evaluated. */
export const environments = lane<Input>({
  name: "environments",
  share: 12,
  inputs,
  hold: async (input) => {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER);
    const paths = input.files.map((one, index) => {
      const path = join(FOLDER, `${NAMES[index] ?? ""}.yaml`);
      write(path, one);
      return path;
    });
    const checked = await ssps("check", FOLDER, ...(input.json ? ["--json"] : []));
    must(checked.err === "", `check writes to standard error: ${checked.err}`);
    if (input.json) holdJson(checked, paths);
    else holdLines(checked, paths);
    if (checked.status === 0) holdSynthesis();
  },
});

interface Flat {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

function holdJson({ status, out }: Outcome, paths: readonly string[]): void {
  const { problems, warnings } = JSON.parse(out) as { problems: Flat[]; warnings: Flat[] };
  must(status === (problems.length > 0 ? 2 : 0), `status ${status} and ${problems.length} problems`);
  const lines = new Map(paths.map((path) => [path, readFileSync(path, "utf8").split(/\r\n|[\r\n]/)]));
  for (const { file, line = 1, column = 1, message } of [...problems, ...warnings]) {
    const text = lines.get(file);
    must(text !== undefined || paths.every((path) => path.startsWith(file)), `a problem of ${file}`);
    must(line >= 1 && line <= (text?.length ?? 1), `${file}:${line} is no line: ${message}`);
    must(column >= 1, `${file}:${line}:${column} is no column: ${message}`);
    must(!message.includes("\n"), `a message of two lines: ${message}`);
  }
}

const LINE =
  /^(?:environments(?:\/(?:dev|prod)\.yaml)?(?::[1-9]\d*:[1-9]\d*)?: |\d+ (?:problem|environment)s?, |(?:dev|prod): elevation )/;

/** Every line is one of the tool's own: nothing in a file makes another. */
function holdLines({ status, out }: Outcome, paths: readonly string[]): void {
  const lines = out.split("\n").slice(0, -1);
  const forged = lines.find((line) => !LINE.test(line));
  must(forged === undefined, `a line that is none of the tool's own: ${forged}`);
  const long = lines.find((line) => line.length > 4000);
  must(long === undefined, `a line of ${long?.length} characters: ${long?.slice(0, 200)}`);
  must(status === 0 || lines.some((line) => paths.some((path) => line.startsWith(path))), `no problem: ${out}`);
}

const OUT = "out";

function holdSynthesis(): void {
  rmSync(OUT, { recursive: true, force: true });
  const { environments: loaded } = loadEnvironments(FOLDER);
  synthesise(loaded, OUT);
  for (const name of readdirSync(join(OUT, "stacks"))) {
    const stack: unknown = JSON.parse(readFileSync(join(OUT, "stacks", name, "cdk.tf.json"), "utf8"));
    holdTemplates(stack);
  }
}

/** What the project itself refers to: attributes of its resources and data sources. */
const OWN = /^(?:data\.)?aws_[a-z0-9_]+\.[A-Za-z0-9_-]+(?:\.[a-z0-9_]+|\[(?:\d+|"[^"\\$%]*")\])*$/;

/** No text holds a template that the project did not write, neither do keys, which Terraform reads as templates too. */
function holdTemplates(value: unknown): void {
  if (typeof value === "string") {
    for (const [, escaped, expression] of value.matchAll(/([$%]{2}\{)|[$%]\{([^}]*)\}?/g)) {
      must(escaped !== undefined || OWN.test(expression ?? ""), `a template from outside: ${value.slice(0, 300)}`);
    }
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, held] of Object.entries(value)) {
    holdTemplates(key);
    holdTemplates(held);
  }
}
