import { isDeepStrictEqual } from "node:util";
import type { Command } from "commander";
import { describeValue } from "../config/raw";
import { elevationState } from "../config/elevation-state";
import type { Elevation } from "../config/elevation";
import { days, formatInstant, readInstant } from "../config/instant";
import type { Environment } from "../config/schema";
import { YamlEditError } from "../config/yaml-edit";
import { updateWhole } from "../files/write";
import { checkedEnvironment, environmentFile, readEnvironment } from "./chosen-environment";
import { addElevation, removeElevations, type NewElevation } from "./elevate-edit";
import { InputError, paint, print, printable, printJson } from "./output";

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
  ssps elevate --env prod --ticket CHG0067890 --approver platform-lead --for 7d --session ann@acme.example
  ssps elevate --env prod --list`;

function elevate(options: Options): void {
  const file = environmentFile(options.env);
  const now = Date.now();
  if (options.list) {
    printElevations(elevationsOf(readEnvironment(file).environment), now, options.json);
  } else if (options.prune) {
    const { removed, kept } = prune(file, now);
    if (options.json) printElevations(removed, now, options.json);
    else {
      print(`${printable(file)}: removed ${removed.map(({ ticket }) => ticket).join(", ") || "nothing"}`);
      if (kept) print(`${kept.ticket} stays for its clean_up, without which nobody could delete what scales (D3)`);
    }
  } else {
    const added = newElevation(options, now);
    const { after } = change(file, (text, before) => ({
      text: addElevation(text, added),
      tickets: [...ticketsOf(before), added.ticket],
    }));
    if (options.json) printElevations(after, now, options.json);
    else print(`${printable(file)}: added ${added.ticket}, from ${added.from} until ${added.until}`);
  }
}

/** What has expired and was removed, and the one that stays for the right to clean up. */
interface Pruned {
  readonly removed: readonly Elevation[];
  readonly kept?: Elevation;
}

function prune(file: string, now: number): Pruned {
  const { environment } = readEnvironment(file);
  const elevations = elevationsOf(environment);
  const isExpired = (elevation: Elevation): boolean => elevationState(elevation, now) === "expired";
  // The right to remove what scales outlives the elevation that brought it, unless something else brings it.
  const brought = environment.scaling !== undefined || elevations.some((one) => one.clean_up && !isExpired(one));
  const kept = brought ? undefined : elevations.find((one) => one.clean_up && isExpired(one));
  const goes = ({ ticket }: Elevation): boolean =>
    elevations.some((one) => one.ticket === ticket && isExpired(one)) && ticket !== kept?.ticket;
  if (elevations.some(goes)) {
    change(file, (text, before) => ({
      text: removeElevations(text, new Set(ticketsOf(before.filter(goes)))),
      tickets: ticketsOf(before.filter((elevation) => !goes(elevation))),
    }));
  }
  return { removed: elevations.filter(goes), ...(kept && { kept }) };
}

function elevationsOf({ elevation = [] }: Environment): readonly Elevation[] {
  return elevation;
}

function ticketsOf(elevations: readonly Elevation[]): readonly string[] {
  return elevations.map(({ ticket }) => ticket);
}

/**
 * Changes the elevations of a file, and nothing else of it. Where that cannot be, the file stays as it was.
 *
 * @param edit The file's new text, and the tickets that it should hold then.
 * @throws InputError where the new text has a problem, or says something else.
 */
function change(
  file: string,
  edit: (text: string, elevations: readonly Elevation[]) => { text: string; tickets: readonly string[] },
): { before: readonly Elevation[]; after: readonly Elevation[] } {
  let result = { before: [] as readonly Elevation[], after: [] as readonly Elevation[] };
  updateWhole(file, () => {
    const { source, environment } = readEnvironment(file);
    const before = elevationsOf(environment);
    const { text, tickets } = namingFile(file, () => edit(source.text, before));
    const changed = checkedEnvironment({ ...source, text });
    const after = elevationsOf(changed);
    const rest = (whole: Environment): object => ({ ...whole, elevation: undefined });
    if (!isDeepStrictEqual(rest(changed), rest(environment)) || !isDeepStrictEqual(ticketsOf(after), tickets)) {
      throw new InputError(`${file}: elevation cannot be changed without changing the rest; edit the file by hand`);
    }
    result = { before, after };
    return text;
  });
  return result;
}

/** @throws InputError which names the file, where there is no place for the edit. */
function namingFile<Result>(file: string, edit: () => Result): Result {
  try {
    return edit();
  } catch (error) {
    throw error instanceof InputError || error instanceof YamlEditError
      ? new InputError(`${file}: ${error.message}`)
      : error;
  }
}

function newElevation(options: Options, now: number): NewElevation {
  const { ticket, approver, for: length, from: start, session, reason, cleanUp } = options;
  if (ticket === undefined || approver === undefined || length === undefined) {
    const needed = { "--ticket": ticket, "--approver": approver, "--for": length };
    const missing = Object.entries(needed).flatMap(([flag, value]) => (value === undefined ? [flag] : []));
    throw new InputError(
      `missing: ${missing.join(", ")}; a new elevation needs --ticket, --approver and --for; --list shows those that there are, --prune removes what has expired`,
    );
  }
  const from = start === undefined ? now : readInstant(start);
  if (from === undefined) {
    throw new InputError(
      `--from: found ${describeValue(start)}; allowed: an instant in UTC, such as 2026-12-01T08:00:00Z`,
    );
  }
  return {
    ticket,
    approver,
    from: formatInstant(from),
    until: formatInstant(from + duration(length)),
    ...(session && { sessions: session }),
    ...(reason !== undefined && { reason }),
    ...(cleanUp && { clean_up: true }),
  };
}

/** Milliseconds of `7d` or `12h`. */
function duration(text: string): number {
  const [, count = "", unit] = /^([1-9]\d{0,3})([dh])$/.exec(text) ?? [];
  if (unit === undefined) {
    throw new InputError(`--for: found ${describeValue(text)}; allowed: days or hours, such as 7d or 12h`);
  }
  return unit === "d" ? days(Number(count)) : days(Number(count) / 24);
}

const COLOURS = { running: "green", coming: "yellow", expired: "red", permanent: "bold" } as const;

function printElevations(elevations: readonly Elevation[], now: number, json: true | undefined): void {
  const withStates = elevations.map((elevation) => ({ state: elevationState(elevation, now), ...elevation }));
  if (json) {
    printJson(withStates);
    return;
  }
  if (withStates.length === 0) print("no elevation");
  for (const { state, ticket, approver, from, until, sessions } of withStates) {
    const span = from === undefined ? "" : `  ${from} to ${until ?? ""}`;
    const who = sessions ? `  for ${sessions.join(", ")}` : "";
    print(`${paint(state.padEnd(9), COLOURS[state])}  ${printable(`${ticket}${span}  approved by ${approver}${who}`)}`);
  }
}
