import type { Command } from "commander";
import { elevationState } from "../config/elevation-state";
import type { Elevation } from "../config/elevation";
import { days, formatInstant, readInstant } from "../config/instant";
import { checkEnvironment, type NamedEnvironment } from "../config/load";
import { formatProblem } from "../config/problem";
import { readSource, type Source } from "../config/source";
import { environmentFile } from "./chosen-environment";
import { addElevation, removeElevations, type NewElevation } from "./elevate-edit";
import { InputError, paint, print, printable, printJson, writeWhole } from "./output";

interface Options {
  readonly env?: string;
  readonly ticket?: string;
  readonly approver?: string;
  readonly for?: string;
  readonly from?: string;
  readonly session?: readonly string[];
  readonly cleanUp?: true;
  readonly reason?: string;
  readonly list?: true;
  readonly prune?: true;
  readonly json?: true;
}

/** Adds `ssps elevate`. */
export function register(program: Command): void {
  program
    .command("elevate")
    .summary("add, list or prune temporary autoscaling elevations")
    .description("Adds a temporary autoscaling elevation to an environment file, whose comments it keeps (D2).")
    .option("--env <name>", "environments/NAME.yaml (default: the only environment)")
    .option("--ticket <number>", "the ticket, which names the policy")
    .option("--approver <name>", "who approved it")
    .option("--for <time>", "how long: 7d or 12h, 180d at most")
    .option("--from <instant>", "when it begins, such as 2026-12-01T08:00:00Z (default: now)")
    .option("--session <name...>", "the sessions that it is for (default: everybody who assumes the admin role)")
    .option("--reason <text>", "why")
    .option("--clean-up", "people may still remove what scales when it has ended")
    .option("--list", "list the elevations instead")
    .option("--prune", "remove what has expired instead")
    .option("--json", "print JSON: the elevations with their state")
    .addHelpText("after", EPILOGUE)
    .action(elevate);
}

const EPILOGUE = `
The file changes, not the account: the rights begin when the environment's elevation stack is deployed, and IAM itself
ends them at the instant that stands in the file.

Exit status: 0 done, 2 nothing was changed.

Examples:
  ssps elevate --env prod --ticket CHG0012345 --approver platform-lead --for 7d --session ann@acme.example
  ssps elevate --env prod --list`;

function elevate(options: Options): void {
  const { source, environment } = readEnvironment(options.env);
  const now = Date.now();
  const elevations = environment.elevation ?? [];
  if (options.list) {
    show(elevations, now, options.json);
  } else if (options.prune) {
    const expired = elevations.filter((elevation) => elevationState(elevation, now) === "expired");
    if (expired.length > 0) {
      save(source, removeElevations(source.text, new Set(expired.map(({ ticket }) => ticket))));
    }
    if (options.json) show(expired, now, options.json);
    else print(`${printable(source.file)}: removed ${expired.map(({ ticket }) => ticket).join(", ") || "nothing"}`);
  } else {
    const added = newElevation(options, now);
    const saved = save(source, addElevation(source.text, added));
    if (options.json) show(saved.elevation ?? [], now, options.json);
    else print(`${printable(source.file)}: added ${added.ticket}, from ${added.from} until ${added.until}`);
  }
}

type Environment = NamedEnvironment["environment"];

/** @throws InputError where there is no such file, or something is wrong with it. */
function readEnvironment(name: string | undefined): { source: Source; environment: Environment } {
  const source = readSource(environmentFile(name));
  if ("message" in source) throw new InputError(formatProblem(source));
  return { source, environment: checked(source) };
}

/** @throws InputError with every problem of the file. */
function checked(source: Source): Environment {
  const { environment, problems } = checkEnvironment(source);
  if (!environment) throw new InputError(problems.map(formatProblem).join("\n"));
  return environment;
}

/** Writes what is right, and leaves the file as it was otherwise. */
function save(source: Source, text: string): Environment {
  const environment = checked({ ...source, text });
  writeWhole(source.file, text);
  return environment;
}

function newElevation(options: Options, now: number): NewElevation {
  const { ticket, approver, for: lasting, from: begins, session, reason, cleanUp } = options;
  if (ticket === undefined || approver === undefined || lasting === undefined) {
    throw new InputError("--ticket, --approver and --for are needed, or --list or --prune");
  }
  const from = begins === undefined ? now : readInstant(begins);
  if (from === undefined) {
    throw new InputError(
      `--from: found ${JSON.stringify(begins)}; allowed: an instant in UTC, such as 2026-12-01T08:00:00Z`,
    );
  }
  return {
    ticket,
    approver,
    from: formatInstant(from),
    until: formatInstant(from + duration(lasting)),
    ...(session && { sessions: session }),
    ...(reason !== undefined && { reason }),
    ...(cleanUp && { clean_up: true }),
  };
}

/** Milliseconds of `7d` or `12h`. */
function duration(text: string): number {
  const [, count = "", unit] = /^([1-9]\d{0,3})([dh])$/.exec(text) ?? [];
  if (unit === undefined) {
    throw new InputError(`--for: found ${JSON.stringify(text)}; allowed: days or hours, such as 7d or 12h`);
  }
  return unit === "d" ? days(Number(count)) : days(Number(count) / 24);
}

const COLOURS = { running: "green", coming: "yellow", expired: "red", permanent: "bold" } as const;

function show(elevations: readonly Elevation[], now: number, json: true | undefined): void {
  const stated = elevations.map((elevation) => ({ state: elevationState(elevation, now), ...elevation }));
  if (json) {
    printJson(stated);
    return;
  }
  if (stated.length === 0) print("no elevation");
  for (const { state, ticket, approver, from, until, sessions } of stated) {
    const span = from === undefined ? "" : `  ${from} to ${until ?? ""}`;
    const who = sessions ? `  for ${sessions.join(", ")}` : "";
    print(`${paint(state.padEnd(9), COLOURS[state])}  ${printable(`${ticket}${span}  approved by ${approver}${who}`)}`);
  }
}
