import { z } from "zod";
import { SCALABLE_NAME, SCHEDULE, SCHEDULE_NAME, TIMEZONE } from "../aws/autoscaling";
import { defaultScalingCleanUpName } from "../aws/names";
import { adopt } from "./adopt";
import { policyName } from "./aws-names";
import {
  valueAt,
  missingKey,
  type Path,
  type Rule,
  type Rules,
  describeValue,
  textAt,
  type Warn,
  wrongValue,
} from "./raw";
import { scheduleInstead, timezoneInstead } from "./schedule";
import { text, textThat, wholeNumber } from "./values";

const sageMakerName = (what: string): z.ZodString =>
  text(SCALABLE_NAME, `${what} of 1 to 63 letters, digits or -, first and last a letter or digit`);

const capacity = wholeNumber(0, 10_000);
const cooldown = wholeNumber(0, 3600).default(300);
const invocations = wholeNumber(1, 1_000_000).exactOptional();

const schedule = z.strictObject({
  name: text(SCHEDULE_NAME, "a name of 1 to 64 letters, digits or -").describe("The name of the schedule."),
  schedule: textThat(SCHEDULE, "cron(…), rate(…) or at(…), such as cron(0 7 ? * MON-FRI *)", scheduleInstead).describe(
    "When the limits change, as Application Auto Scaling writes it.",
  ),
  timezone: textThat(TIMEZONE, "a time zone, such as Europe/Berlin", timezoneInstead)
    .exactOptional()
    .describe("The time zone of the schedule; without it, UTC."),
  min: capacity.describe("The fewest instances or copies from then on."),
  max: capacity.describe("The most instances or copies from then on."),
});

const target = z.strictObject({
  endpoint: sageMakerName("an endpoint's name").exactOptional().describe("The endpoint whose variant scales."),
  variant: sageMakerName("a variant's name").exactOptional().describe("The variant, such as AllTraffic."),
  inference_component: sageMakerName("an inference component's name")
    .exactOptional()
    .describe("What scales, instead of an endpoint's variant."),
  min: capacity.describe("The fewest instances (at least 1) or copies."),
  max: capacity.describe("The most instances or copies."),
  invocations_per_instance: invocations.describe("Invocations a minute that one instance of the variant should take."),
  invocations_per_copy: invocations.describe("Invocations a minute that one copy of the component should take."),
  scale_in_cooldown_seconds: cooldown.describe("Seconds between two removals."),
  scale_out_cooldown_seconds: cooldown.describe("Seconds between two additions."),
  schedules: z.array(schedule).default([]).describe("Changes of the limits at given times."),
});

/** `scaling` of an environment file: autoscaling that Terraform makes (clause D3). */
export const scaling = z.strictObject({
  endpoints: z
    .array(target)
    .min(1, { error: "a list with at least one entry" })
    .describe("The endpoint variants and inference components that scale; they must exist."),
  clean_up_policy_name: policyName
    .exactOptional()
    .describe("The policy that lets people remove what scales; without it a name that ends in the region."),
  adopt: adopt.exactOptional(),
});

/** What a checked file says under `scaling`. */
export type Scaling = z.output<typeof scaling>;

/** The clean-up policy's name, given or not. */
export function scalingCleanUpNameAt(raw: unknown): string {
  const name = valueAt(raw, ["scaling", "clean_up_policy_name"]);
  return typeof name === "string" ? name : defaultScalingCleanUpName(textAt(raw, ["region"]));
}

/** What each entry of `endpoints` says. */
function* entries(raw: unknown): Generator<{ path: Path; entry: unknown }> {
  const list = valueAt(raw, ["scaling", "endpoints"]);
  if (!Array.isArray(list)) return;
  for (const [index, entry] of (list as unknown[]).entries()) yield { path: ["scaling", "endpoints", index], entry };
}

/** What scales by each entry, in words; undefined where an entry does not say it. */
export function* scalingTargetsAt(raw: unknown): Generator<{ path: Path; target: string | undefined }> {
  for (const { path, entry } of entries(raw)) {
    const [endpoint, variant, component] = ["endpoint", "variant", "inference_component"].map((key) =>
      textAt(entry, [key]),
    );
    const ofEndpoint = endpoint && variant ? `variant ${variant} of endpoint ${endpoint}` : undefined;
    yield { path, target: component ? `inference component ${component}` : ofEndpoint };
  }
}

/** A variant is of an endpoint; an inference component is not. Each has the number of invocations that fits it. */
const targetsAreOneKind: Rule = function* (raw) {
  for (const { path, entry } of entries(raw)) {
    const has = (key: string): boolean => valueAt(entry, [key]) !== undefined;
    const ofComponent = has("inference_component");
    if (ofComponent ? has("endpoint") || has("variant") : !has("endpoint") || !has("variant")) {
      yield wrongValue(raw, path, "endpoint and variant, or inference_component");
      continue;
    }
    const [wanted, other] = ofComponent
      ? (["invocations_per_copy", "invocations_per_instance"] as const)
      : (["invocations_per_instance", "invocations_per_copy"] as const);
    if (has(other)) yield wrongValue(raw, [...path, other], `${wanted} instead, since ${scales(ofComponent)}`);
    else if (!has(wanted)) yield missingKey([...path, wanted], "a whole number of invocations a minute");
  }
};

function scales(ofComponent: boolean): string {
  return ofComponent ? "an inference component scales by copies" : "a variant scales by instances";
}

/** Also what a schedule sets. A variant keeps one instance; an inference component may go to none. */
const limitsAreInOrder: Rule = function* (raw) {
  for (const { path, entry } of entries(raw)) {
    const schedules = valueAt(entry, ["schedules"]);
    const count = Array.isArray(schedules) ? schedules.length : 0;
    const places: Path[] = [path, ...Array.from({ length: count }, (_, index) => [...path, "schedules", index])];
    for (const place of places) {
      const [min, max] = [valueAt(raw, [...place, "min"]), valueAt(raw, [...place, "max"])];
      if (min === 0 && valueAt(entry, ["variant"]) !== undefined) {
        yield wrongValue(raw, [...place, "min"], "at least 1, since a variant cannot go without an instance");
      }
      if (typeof min === "number" && typeof max === "number" && min > max) {
        yield wrongValue(raw, [...place, "min"], `at most ${max}, which is max`);
      }
    }
  }
};

const targetsAreDistinct: Rule = function* (raw) {
  const seen = new Set<string>();
  for (const { path, entry } of entries(raw)) {
    const names = ["endpoint", "variant", "inference_component"].map((key) => describeValue(valueAt(entry, [key])));
    const target = names.join("/");
    if (seen.has(target)) yield wrongValue(raw, path, "each endpoint variant or inference component once");
    seen.add(target);
    const schedules = valueAt(entry, ["schedules"]);
    const taken = new Set<unknown>();
    for (const index of Array.isArray(schedules) ? schedules.keys() : []) {
      const place = [...path, "schedules", index, "name"];
      const name = valueAt(raw, place);
      if (name !== undefined && taken.has(name)) yield wrongValue(raw, place, "each schedule's name once");
      taken.add(name);
    }
  }
};

const DAY = 86_400_000;

/**
 * Warns of instants that have passed wherever they are meant.
 *
 * @param now Milliseconds since 1970. @default nothing is said
 */
export function scheduleWarnings({ endpoints }: Scaling, warn: Warn, now?: number): void {
  if (now === undefined) return;
  for (const [index, { schedules }] of endpoints.entries()) {
    for (const [at, { name, schedule: when }] of schedules.entries()) {
      const [, instant] = /^at\((.*)\)$/.exec(when) ?? [];
      if (instant === undefined || Date.parse(`${instant}Z`) + DAY > now) continue;
      const path = ["scaling", "endpoints", index, "schedules", at, "schedule"];
      warn("schedule-passed", path, `${name} changes nothing any more: ${instant} has passed`);
    }
  }
}

/** The rules of `scaling` that span keys. */
export const scalingRules: Rules = {
  "scaling-target": targetsAreOneKind,
  "scaling-limits": limitsAreInOrder,
  "scaling-twice": targetsAreDistinct,
};
