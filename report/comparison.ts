import { textsOf, type AccessLine } from "./access";
import type { Report } from "./report";

/** Two environments, and what differs between them in words. */
export interface Comparison {
  readonly reports: readonly [Report, Report];
  readonly differences: readonly Difference[];
}

/** One thing that is not the same in both. */
export interface Difference {
  readonly about: "parts" | "access" | "tasks" | "elevations";
  /** A sentence without names of code: text. */
  readonly words: string;
  /** What only the first, or only the second, has. */
  readonly only: readonly [readonly string[], readonly string[]];
}

/**
 * What differs between two environments. Their accounts, regions, names of roles and buckets differ by nature: access is
 * compared with words in the place of these.
 */
export function compareReports(first: Report, second: Report): Comparison {
  const reports = [first, second] as const;
  return {
    reports,
    differences: [
      ...partDifferences(reports),
      ...accessDifferences(reports),
      ...taskDifferences(reports),
      ...elevationDifferences(reports),
    ],
  };
}

type Pair = readonly [Report, Report];

function partDifferences([first, second]: Pair): Difference[] {
  return first.parts.flatMap((part, index): Difference[] => {
    const other = second.parts[index];
    const has = [part, other].map((one) => one?.stack !== undefined);
    if (has[0] === has[1]) return [];
    const owner = has[0] ? first : second;
    const held = (has[0] ? part : other)?.holds ?? [];
    return [
      {
        about: "parts",
        words: `${part.title}: only ${owner.name} has it`,
        only: has[0] ? [held, []] : [[], held],
      },
    ];
  });
}

/** A statement by what it is about, with the environment's own names taken out. */
interface Plain {
  readonly title: string;
  readonly texts: readonly string[];
}

function accessDifferences(reports: Pair): Difference[] {
  const [first, second] = reports.map(plainStatements) as [Map<string, Plain>, Map<string, Plain>];
  const keys = [...new Set([...first.keys(), ...second.keys()])];
  return keys.flatMap((key): Difference[] => {
    const [one, other] = [first.get(key), second.get(key)];
    const only = [missingIn(one, other), missingIn(other, one)] as const;
    if (only[0].length === 0 && only[1].length === 0) return [];
    const title = (one ?? other)?.title ?? "";
    const owner = one ? (other ? undefined : reports[0]) : reports[1];
    return [{ about: "access", words: owner ? `${title}: only in ${owner.name}` : `${title}: not the same`, only }];
  });
}

function missingIn(one: Plain | undefined, other: Plain | undefined): string[] {
  return (one?.texts ?? []).filter((text) => !other?.texts.includes(text));
}

/** Statements by policy and Sid; those of elevations, whose names differ by nature, are compared as elevations. */
function plainStatements(report: Report): Map<string, Plain> {
  const plain = withoutNames(report);
  const statements = new Map<string, Plain>();
  for (const line of report.access) {
    if (line.clause?.id === "D2") continue;
    const { statement, carriers, trust, clause } = line;
    const key = [...carriers, trust, line.policy.includes("endpoint") ? line.policy : "", statement.Sid].join(" ");
    const title = `${clause ? `${clause.id} ${clause.title}` : "a statement of others"} (${[...carriers, ...(trust ? ["trust"] : []), ...(statement.Sid === undefined ? [] : [statement.Sid])].join(", ")})`;
    const texts = textsOfStatement(line).map(plain);
    const known = statements.get(key);
    statements.set(key, { title, texts: [...(known?.texts ?? []), ...texts] });
  }
  return statements;
}

function textsOfStatement({ statement }: AccessLine): string[] {
  const { Effect, Action, NotAction, Resource, NotResource, Principal, Condition = {} } = statement;
  const who = Principal === undefined || Principal === "*" ? [] : Object.values(Principal).flatMap(textsOf);
  const may = Effect === "Allow" ? "may" : "may not";
  return [
    ...who.map((name) => `who: ${name}`),
    ...textsOf(Action).map((action) => `${may} ${action}`),
    ...textsOf(NotAction).map((action) => `${may} everything but ${action}`),
    ...textsOf(Resource).map((resource) => `on ${resource}`),
    ...textsOf(NotResource).map((resource) => `on everything but ${resource}`),
    ...Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).flatMap(([key, values]) =>
        textsOf(values).map((value) => `where ${key} ${operator} ${value}`),
      ),
    ),
  ];
}

/** Words in the place of what every environment has its own of. */
function withoutNames({ environment, parts, roles }: Report): (text: string) => string {
  const bucket = parts
    .flatMap(({ holds }) => holds)
    .find((held) => held.startsWith("bucket "))
    ?.slice("bucket ".length);
  const names: [string, string][] = [
    ...(bucket === undefined ? [] : [[bucket, "BUCKET"] as [string, string]]),
    ...roles.map(({ name, title }): [string, string] => [`:role/${name}`, `:role/${title.toUpperCase()}`]),
    [environment.account, "ACCOUNT"],
    [environment.region, "REGION"],
  ];
  return (text) => names.reduce((so, [name, word]) => so.replaceAll(name, word), text);
}

function taskDifferences([first, second]: Pair): Difference[] {
  const roles = [
    ["admin", "people"],
    ["execution", "notebooks and jobs"],
  ] as const;
  return first.tasks.flatMap((task, index): Difference[] =>
    roles.flatMap(([role, who]): Difference[] => {
      const other = second.tasks[index];
      if (!other || task[role].works === other[role].works) return [];
      const [works, denied] = task[role].works ? [first, other[role]] : [second, task[role]];
      return [
        {
          about: "tasks",
          words: `${task.title}: ${who} may in ${works.name} only; the other denies ${denied.action ?? "a call"}${denied.clause === undefined ? "" : ` (${denied.clause})`}`,
          only: [[], []],
        },
      ];
    }),
  );
}

function elevationDifferences([first, second]: Pair): Difference[] {
  const named = (report: Report): string[] =>
    report.elevations.map(
      ({ elevation: { ticket, until }, state }) => `${ticket}, ${state}, until ${until ?? "for ever"}`,
    );
  const [one, other] = [named(first), named(second)];
  const only = [one.filter((text) => !other.includes(text)), other.filter((text) => !one.includes(text))] as const;
  if (only[0].length === 0 && only[1].length === 0) return [];
  return [{ about: "elevations", words: "Elevations: not the same", only }];
}
