import { createRequire } from "node:module";
import type { Command } from "commander";
import { isAccountId } from "../aws/ids";
import { compareAccess } from "../review/compare/access";
import { FAIL_ON_ALLOWED, findings, parseFailOn, type FailOn } from "../review/findings";
import { locateIn } from "../review/locate";
import { readPlans, readSides, ReviewInputError } from "../review/read";
import { countsInWords, noChange } from "../review/render/summary";
import { renderHtml } from "../review/render/html";
import { renderJson } from "../review/render/json";
import { renderMarkdown } from "../review/render/markdown";
import { renderSarif } from "../review/render/sarif";
import type { Review, ReviewInput } from "../review/model";
import type * as reviewAccepted from "./review-accepted";
import type * as reviewTasks from "./review-tasks";
import { ExitStatus, InputError, print, printText } from "./output";
import { describeValue } from "../config/raw";
import { writeWhole } from "../files/write";

const load = createRequire(__filename);

const FORMATS = {
  markdown: renderMarkdown,
  json: renderJson,
  sarif: (review, sources) => renderSarif(review, sources, locateIn(process.cwd(), sources[0] ?? "")),
  html: renderHtml,
} as const satisfies Record<string, (review: Review, sources: readonly string[]) => string>;

type Format = keyof typeof FORMATS;

interface Options {
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  readonly account?: string;
  readonly format?: string;
  readonly json?: true;
  readonly out?: string;
  readonly failOn?: string;
  readonly only?: string;
  readonly accepted?: string;
  readonly tasks?: true;
}

/** Adds `ssps review`. */
export function register(program: Command): void {
  program
    .command("review")
    .summary("who can newly do what?")
    .description("Says who can newly do what, and what no longer, with a request that proves it.")
    .argument("[plan...]", "plans, as `terraform show -json PLAN` prints them; reviewed together")
    .option(
      "--before <path...>",
      "instead of plans: a policy, a synthesised stack, a folder of them, or account details, all pages",
    )
    .option("--after <path...>", "what to compare it with: any of these")
    .option("--account <id>", "the account, 12 digits, of what nothing in the files gives an account")
    .option("--format <format>", `${Object.keys(FORMATS).join(", ")} (default: markdown)`)
    .option("--json", "the same as --format json; its schema is review/review.schema.json")
    .option("--out <file>", "write to this file, whole or not at all, instead of standard output")
    .option(
      "--fail-on <verdict>",
      "exit with status 1 on: widened, unknown (or widened), any (change of access); with a risk, on that and worse: widened:delete",
    )
    .option("--only <rows>", "existing: --fail-on leaves out new principals that nobody else may assume")
    .option("--accepted <file>", "what `ssps accept` recorded: --fail-on leaves it out until it grows or lapses")
    .option("--tasks", "say, too, which everyday tasks (docs/workflows.md) start or stop working")
    .addHelpText("after", EPILOGUE)
    .action(review);
}

const EPILOGUE = `
Account details are what \`aws iam get-account-authorization-details\` prints.

Exit status: 0 fine, 1 a finding that --fail-on names, 2 the input cannot be reviewed.

Examples:
  terraform plan -out=plan.bin && terraform show -json plan.bin > plan.json
  ssps review plan.json --fail-on widened
  ssps review plan.json --fail-on widened:delete --only existing
  ssps review plan.json --fail-on widened --accepted access/accepted.yaml
  ssps review base.json network.json --format html --out review.html
  ssps review --before main/cdktf.out --after cdktf.out
  ssps review --before account-details-*.json --after cdktf.out`;

function review(plans: readonly string[], options: Options): void {
  const format = readFormat(options);
  const failOn = readFailOn(options);
  const only = readOnly(options);
  const { input, sources } = read(plans, options);
  const compared = withAcceptances(compareAccess(input), options.accepted);
  const found = options.tasks ? withTasks(input, compared) : compared;
  const text = FORMATS[format](found, sources);
  if (options.out === undefined) printText(text);
  else {
    writeWhole(options.out, text);
    print(found.rows.length === 0 ? noChange(found) : `${found.verdict}: ${countsInWords(found.rows)}`);
  }
  const failed = failOn !== undefined && findings(found.rows, failOn, only).length > 0;
  process.exitCode = failed ? ExitStatus.finding : ExitStatus.fine;
}

/** Loaded only when it is asked for: only this reads YAML. */
function withAcceptances(review: Review, file: string | undefined): Review {
  if (file === undefined) return review;
  const { withAcceptedOf } = load("./review-accepted") as typeof reviewAccepted;
  return withAcceptedOf(review, file, Date.now());
}

/** Loaded only when it is asked for: the tasks need the contract and the environments. */
function withTasks(input: ReviewInput, compared: Review): Review {
  const { tasksOf } = load("./review-tasks") as typeof reviewTasks;
  return { ...compared, tasks: tasksOf(input, compared.rows) };
}

function readFormat({ format, json }: Options): Format {
  if (json) {
    if (format !== undefined && format !== "json") {
      throw new InputError(`--json and --format ${format} are two formats: leave one out`);
    }
    return "json";
  }
  const chosen = format ?? "markdown";
  if (!isFormat(chosen)) {
    throw new InputError(`--format: found ${describeValue(chosen)}; allowed: ${Object.keys(FORMATS).join(", ")}`);
  }
  return chosen;
}

function isFormat(text: string): text is Format {
  return Object.hasOwn(FORMATS, text);
}

function readFailOn({ failOn }: Options): FailOn | undefined {
  if (failOn === undefined) return undefined;
  const parsed = parseFailOn(failOn);
  if (!parsed) throw new InputError(`--fail-on: found ${describeValue(failOn)}; allowed: ${FAIL_ON_ALLOWED}`);
  return parsed;
}

function readOnly({ only }: Options): "existing" | undefined {
  if (only !== undefined && only !== "existing")
    throw new InputError(`--only: found ${describeValue(only)}; allowed: existing`);
  return only;
}

/** Who has what before and after, and where that was read, first what says how it will be. */
function read(
  plans: readonly string[],
  { before, after, account }: Options,
): { input: ReviewInput; sources: readonly string[] } {
  if (account !== undefined && !isAccountId(account)) {
    throw new InputError(`--account: found ${describeValue(account)}; allowed: 12 digits, such as 111122223333`);
  }
  const options = account === undefined ? {} : { account };
  try {
    if (before === undefined && after === undefined) {
      if (plans.length === 0) throw new InputError("say what to review: PLAN.json…, or --before PATH --after PATH");
      return { input: readPlans(plans, options), sources: plans };
    }
    if (plans.length > 0) {
      throw new InputError("a plan holds both sides: review plans, or --before and --after, not both");
    }
    if (before === undefined || after === undefined) {
      throw new InputError(`--${before === undefined ? "before" : "after"} is missing: it takes two sides to compare`);
    }
    return { input: readSides(before, after, options), sources: [...after, ...before] };
  } catch (error) {
    throw error instanceof ReviewInputError ? new InputError(error.message) : error;
  }
}
