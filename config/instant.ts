import type { z } from "zod";
import { text } from "./values";

const DAY = 24 * 60 * 60 * 1000;

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** An instant in UTC to the second, as IAM compares it: `2026-12-01T08:00:00Z`. */
export const instant: z.ZodString = text(FORM, "an instant in UTC, such as 2026-12-01T08:00:00Z").refine(
  (value) => !FORM.test(value) || readInstant(value) !== undefined,
  { error: "an instant that the calendar has" },
);

/** Milliseconds since 1970 of an instant; undefined where the text is none, such as February 30. */
export function readInstant(value: unknown): number | undefined {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) || formatInstant(time) !== value ? undefined : time;
}

/** The text of an instant, to the second. */
export function formatInstant(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** Days as milliseconds. */
export function days(count: number): number {
  return count * DAY;
}
