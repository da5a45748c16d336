import type { Row } from "../model";
import { rowInBrief } from "./brief";
import { flagsOf, type Entry } from "./entries";
import { markdownCell } from "./escape";
import { RISK_WORDS } from "./summary";
import type { Phrase } from "./words";

/** Entries under one heading. */
export interface Section {
  /** Absent for what stands first. */
  readonly title?: string;
  readonly entries: readonly Entry[];
}

/** How much a line says. */
interface Style {
  /** How many names of an entry it lists. */
  readonly names: number;
  /** Characters of one name. */
  readonly name: number;
  /** Characters that say what changes; 0: it is left to the details. */
  readonly what: number;
  /** Characters that all tables may have together; beyond, the next style is taken. */
  readonly limit: number;
}

/** From the most to the least that a line says: the more lines there are, the shorter they have to be. */
const STYLES: readonly Style[] = [
  { names: 400, name: 200, what: 200, limit: 24_000 },
  { names: 400, name: 140, what: 100, limit: 40_000 },
  { names: 400, name: 140, what: 50, limit: 54_000 },
  { names: 400, name: 140, what: 0, limit: Infinity },
];
/** Where not even these lines all have room. */
const TIGHTEST: Style = { names: 3, name: 80, what: 0, limit: Infinity };

/** Characters that headings and the heads of tables take, and the line about what is left out. */
const MARGIN = 800;

/**
 * Names every entry on a line of its own, in tables, one a section: verdict, risk, who, where and what in a few words.
 *
 * @param room Characters that the tables may have.
 * @param order The entries of all sections, those first that are to be kept where not all have room.
 * @returns The tables, and the rows that had no room.
 */
export function tablesOf(
  sections: readonly Section[],
  order: readonly Entry[],
  room: number,
): { text: string; left: readonly Row[] } {
  const columns = columnsOf(order);
  for (const style of [...STYLES, TIGHTEST]) {
    const limit = Math.min(style.limit, room) - MARGIN;
    const lines = new Map(order.map((entry) => [entry, lineOf(entry, columns, style)]));
    const length = [...lines.values()].reduce((sum, line) => sum + line.length, 0);
    if (length <= limit) return { text: layOut(sections, lines, headOf(columns, style)), left: [] };
  }
  const kept = new Map<Entry, string>();
  let free = room - MARGIN;
  for (const entry of order) {
    const line = lineOf(entry, columns, TIGHTEST);
    free -= line.length;
    if (free < 0) break;
    kept.set(entry, line);
  }
  return {
    text: layOut(sections, kept, headOf(columns, TIGHTEST)),
    left: order.slice(kept.size).flatMap(({ rows }) => rows),
  };
}

interface Column {
  readonly title: string;
  readonly of: (subject: Row["subject"]) => string | undefined;
}

const PLACES: readonly Column[] = [
  { title: "Account", of: ({ account }) => account },
  { title: "Region", of: ({ region }) => region },
  { title: "From", of: ({ source }) => source },
];

/** The columns about where something is, of which there is something to say. */
function columnsOf(entries: readonly Entry[]): Column[] {
  return PLACES.filter(({ of }) => entries.some(({ rows: [first] }) => of(first.subject) !== undefined));
}

function headOf(columns: readonly Column[], { what }: Style): string {
  const titles = [
    "Verdict",
    "Risk",
    "Who or what",
    ...columns.map(({ title }) => title),
    ...(what > 0 ? ["Change"] : []),
  ];
  return `\n\n| ${titles.join(" | ")} |\n|${titles.map(() => " --- |").join("")}`;
}

function layOut(sections: readonly Section[], lines: ReadonlyMap<Entry, string>, head: string): string {
  return sections
    .map(({ title, entries }) => ({ title, kept: entries.flatMap((entry) => lines.get(entry) ?? []) }))
    .filter(({ kept }) => kept.length > 0)
    .map(({ title, kept }) => `${title === undefined ? "" : `\n\n**${title}**`}${head}${kept.join("")}`)
    .join("");
}

function lineOf({ rows, verdict, risk }: Entry, columns: readonly Column[], style: Style): string {
  const [first] = rows;
  const names = rows.slice(0, style.names).map(({ subject }) => markdownCell(subject.name, style.name));
  const more = rows.length - names.length;
  const cells = [
    [verdict, ...flagsOf(first)].join(", "),
    RISK_WORDS[risk],
    `${first.subject.kind} ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
    ...columns.map(({ of }) => {
      const place = of(first.subject);
      return place === undefined ? "" : markdownCell(place, style.name);
    }),
    ...(style.what > 0 ? [cellOf(rowInBrief(first), style.what)] : []),
  ];
  return `\n| ${cells.join(" | ")} |`;
}

/** A phrase of about `room` characters. */
function cellOf(phrase: Phrase, room: number): string {
  let text = "";
  for (const piece of phrase) {
    const free = room - text.length;
    if (free < 12) return text === "" ? "" : `${text.trimEnd()} …`;
    text += typeof piece === "string" ? piece : markdownCell(piece.name, free);
  }
  return text;
}
