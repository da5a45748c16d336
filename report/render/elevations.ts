import { readInstant } from "../../config/instant";
import { htmlName } from "../../review/render/escape";
import type { ElevationLine, Report } from "../report";
import { code, counted, day, table } from "./html";
import type { Section } from "./section";

/** Elevations on a time line, those that have ended too. */
export function elevationsSection({ elevations, now }: Report): Section {
  if (elevations.length === 0) {
    return {
      id: "elevations",
      title: "Elevations",
      brief: "none",
      content: `<p>Nobody may change autoscaling by hand. ${code("ssps elevate")} adds a ticket with an end.</p>`,
    };
  }
  const span = spanOf(elevations, now);
  return {
    id: "elevations",
    title: "Elevations",
    brief: `${counted(elevations.length, "ticket")}; the line is ${day(now)}`,
    content: `${table(
      "Autoscaling rights of people, by ticket",
      ["Ticket", "State", "From", "Until", "For", "Approved by", "When"],
      elevations.map((line) => {
        const { ticket, from, until, sessions, approver, reason } = line.elevation;
        return {
          cells: [
            `${code(ticket)}${reason === undefined ? "" : ` <small>${htmlName(reason)}</small>`}`,
            `<span class="state ${line.state}">${line.state}</span>`,
            htmlName(from ?? ""),
            htmlName(until ?? "never ends"),
            sessions ? sessions.map(code).join(", ") : "everybody with the admin role",
            htmlName(approver),
            bar(line, span, now),
          ],
        };
      }),
    )}
<p class="axis"><span>${day(span.start).slice(0, 10)}</span> <span>${day(span.end).slice(0, 10)}</span></p>`,
  };
}

/** Two instants in milliseconds since 1970. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Every window, this instant, and a little room on both sides. */
function spanOf(elevations: readonly ElevationLine[], now: number): Span {
  const instants = elevations.flatMap(({ elevation: { from, until } }) =>
    [from, until].map(readInstant).filter((instant) => instant !== undefined),
  );
  const [first, last] = [Math.min(now, ...instants), Math.max(now, ...instants)];
  const room = Math.max((last - first) * 0.05, 86_400_000);
  return { start: first - room, end: last + room };
}

function bar({ elevation: { from, until }, state }: ElevationLine, { start, end }: Span, now: number): string {
  const place = (instant: number): number => (100 * (instant - start)) / (end - start);
  const [left, right] = [place(readInstant(from) ?? start), place(readInstant(until) ?? end)];
  return `<svg class="time" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true"><rect class="track" y="5" width="100" height="2"/><rect class="${state}" x="${left.toFixed(2)}" y="1" width="${Math.max(right - left, 0.8).toFixed(2)}" height="10"/><rect class="now" x="${place(now).toFixed(2)}" width="0.5" height="12"/></svg>`;
}
