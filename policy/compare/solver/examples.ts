import { publishedAction } from "../../actions";
import { resourceFormats } from "../../actions/arns";
import { parseCidr } from "../../../aws/cidr";
import { parseDate, parseNumber } from "../../operators";

/** Made-up accounts and regions of witnesses: those of AWS's own documentation, and others where these do not fit. */
const ACCOUNT = "111122223333";
const REGION = "eu-west-1";
const OTHER_ACCOUNT = "444455556666";
const OTHER_REGION = "us-east-1";
/** Services whose ARNs hold no account and region, and no region. */
const GLOBAL = new Set(["s3"]);
const REGIONLESS = new Set(["iam", "sts", "organizations", "route53", "cloudfront"]);

/** Where requests are made up: on what, and in which account and region, where that is known. */
export interface Where {
  /** The ARN of what a policy belongs to. */
  readonly resource?: string;
  readonly account?: string;
  readonly region?: string;
  /** ARNs of what there is in the account, by service: `s3`, `kms`. Requests are about these before anything made up. */
  readonly known?: ReadonlyMap<string, readonly string[]>;
}

/**
 * Resources that a reader recognises, to be tried before the shortest text that a pattern matches: what AWS takes for the
 * action first, and of that what is known; `*` for an action without resource-level permissions; the patterns with their
 * wildcards filled in; an ARN of the action's service.
 */
export function exampleResources(action: string, patterns: readonly string[], where: Where = {}): string[] {
  const place = [where.region ?? REGION, where.account ?? ACCOUNT] as const;
  const filled = patterns.flatMap((pattern) =>
    remembered(RESOURCES, [pattern, ...place].join(" "), () => filledArns(pattern, place)),
  );
  const { resource } = where;
  const known = [
    ...(resource === undefined ? [] : [resource, `${resource}/x`, `${resource}:x`]),
    ...(where.known?.get(serviceOf(action)) ?? []).flatMap((arn) => [arn, `${arn}/x`]),
  ];
  const own = remembered(OWN_RESOURCES, [serviceOf(action), ...place].join(" "), () =>
    resourcesOfService(serviceOf(action), place),
  );
  if (publishedAction(action)?.wildcardOnly === true) return ["*", ...known, ...filled, ...own];
  const formats = resourceFormats(action);
  if (formats.length === 0) return [...known, ...filled, ...own, "*"];
  // First what AWS takes as a resource of the action, with as much of the policy's own ARNs as fits.
  const published = ["*", ...patterns].flatMap((pattern) =>
    remembered(PUBLISHED_RESOURCES, [action, pattern, ...place].join(" "), () =>
      formats.flatMap(({ text }) => filledFormat(text, pattern, place)),
    ),
  );
  const takes = (arn: string): boolean => formats.some(({ matches }) => matches(arn));
  const within = filled.map((arn) => `${arn}/x`).filter(takes);
  return [...[...known, ...filled].filter(takes), ...published, ...within, ...known, ...filled, ...own, "*"];
}

/** A region and an account. */
type Placed = readonly [region: string, account: string];

/** ARNs of a published format in the partition, region and account of a pattern, and with the start of its name. */
function filledFormat(format: string, pattern: string, [ownRegion, ownAccount]: Placed): string[] {
  const [, partition = "*", , region = "*", account = "*", ...name] = pattern.split(":");
  const literalOr = (text: string, fallback: string): string => (text === "" || /[*?$]/.test(text) ? fallback : text);
  const place = (text: string): string =>
    text.replace("%r", literalOr(region, ownRegion)).replace("%a", literalOr(account, ownAccount));
  const arn = `arn:${literalOr(partition, "aws")}:${place(format)}`;
  const start = name.join(":").replace(/[*?$].*$/, "");
  const head = arn.split(":").slice(0, 5).join(":");
  const rest = arn.split(":").slice(5).join(":");
  const end = rest.slice(rest.lastIndexOf("*") + 1);
  const slashes = (rest.match(/\//g) ?? []).length - (start.match(/\//g) ?? []).length;
  const continued = `${head}:${start}x${"/x".repeat(Math.max(0, slashes))}${end}`;
  const own = start !== "" && rest.startsWith("*") ? [continued] : [];
  return [...own, arn.replaceAll("*", "x")];
}

/** Actions that a pattern matches, in lower case, to be tried before the shortest text that it matches. */
export function exampleActions(pattern: string): readonly string[] {
  return remembered(ACTIONS, pattern, () => {
    const lower = pattern.toLowerCase();
    return [lower.replaceAll("*", ""), lower.replaceAll("*", "x")]
      .map((text) => text.replaceAll("?", "x"))
      .filter((text) => /^[^:]+:[^:]+$/.test(text));
  });
}

type Examples = Map<string, readonly string[]>;
const RESOURCES: Examples = new Map();
const OWN_RESOURCES: Examples = new Map();
const PUBLISHED_RESOURCES: Examples = new Map();
const ACTIONS: Examples = new Map();

/** How many patterns' examples are kept: a bound for hostile input. */
const KEPT_EXAMPLES = 4096;

function remembered(kept: Examples, text: string, make: () => readonly string[]): readonly string[] {
  let examples = kept.get(text);
  if (!examples) {
    examples = make();
    if (kept.size >= KEPT_EXAMPLES) kept.clear();
    kept.set(text, examples);
  }
  return examples;
}

function filledArns(pattern: string, place: Placed): string[] {
  if (pattern === "*") return [];
  const others = [OTHER_REGION, OTHER_ACCOUNT] as const;
  // A name that may start with anything is that of something within another thing, too.
  const within = pattern.replace(/:\*([^:*]+\*?)$/, ":x/$1");
  const patterns = within === pattern ? [pattern] : [pattern, within];
  return patterns.flatMap((text) => [fill(text, "x", place), fill(text, "", place), fill(text, "x", others)]);
}

/** The shortest ARN of a pattern, with region, account and a name in the places that are empty. */
export function completedArns(arn: string): string[] {
  const [scheme, partition = "", service = "", region = "", account = "", ...resource] = arn.split(":");
  if (scheme !== "arn" || resource.length === 0) return [];
  const name = resource.join(":");
  const longer = [name === "" || /[/:-]$/.test(name) ? `${name}x` : name, name];
  const places = [
    [region || REGION, account || ACCOUNT],
    [region, account || ACCOUNT],
    [region, account],
  ];
  return longer.flatMap((text) =>
    places.map((place) => [scheme, partition || "aws", service || "s3", ...place, text].join(":")),
  );
}

function serviceOf(action: string): string {
  return action.slice(0, Math.max(0, action.indexOf(":"))).toLowerCase();
}

function resourcesOfService(service: string, [region, account]: Placed): string[] {
  if (GLOBAL.has(service)) return [`arn:aws:${service}:::x`];
  return [`arn:aws:${service}:${REGIONLESS.has(service) ? "" : region}:${account}:x`];
}

/** Fills the wildcards and variables of an ARN pattern: those of region and account with real-looking ones, others with `text`. */
function fill(pattern: string, text: string, place: Placed): string {
  const defaults = ["arn", "aws", "s3", ...place];
  const segments = pattern.replace(/\$\{[^{}]*\}/g, "x").split(":");
  return segments
    .map((segment, i) => {
      const fallback = segments.length >= 6 ? defaults[i] : undefined;
      if (segment === "*" && fallback !== undefined) return fallback;
      // A wildcard between separators stands for a name; one inside a name may stand for nothing.
      return segment
        .replace(/(^|[/:])\*(?=$|[/:])/g, `$1${text === "" ? "" : "x"}`)
        .replaceAll("*", "")
        .replaceAll("?", "x");
    })
    .join(":");
}

/** Values of a condition key that a reader recognises. */
export function commonValues(key: string): string[] {
  if (key.includes("account")) return [ACCOUNT, OTHER_ACCOUNT];
  if (key.endsWith("arn")) return [`arn:aws:iam::${ACCOUNT}:role/x`, `arn:aws:iam::${OTHER_ACCOUNT}:role/x`];
  return key === "aws:requestedregion" ? [REGION, OTHER_REGION] : ["x"];
}

/** A text that is neither a number nor a date nor an address. */
const NEITHER = "x";

/**
 * Numbers that between them take every side of the given ones: these themselves, one between each two, one below and
 * one above all, and what is no number.
 */
export function numbersAround(values: readonly string[]): string[] {
  const texts = around(values, parseNumber, 1).map(decimal);
  return [...values, ...texts, "9".repeat(32), `-${"9".repeat(32)}`, NEITHER];
}

/** A number without exponent, the only form that conditions know. */
function decimal(value: number): string {
  return Math.abs(value) < 1e21 ? value.toFixed(32).replace(/\.?0+$/, "") : BigInt(value).toString();
}

/** Instants that between them take every side of the given ones, and what is no date. */
export function datesAround(values: readonly string[]): string[] {
  const texts = around(values, parseDate, 86_400_000).map((instant) => {
    const date = new Date(instant);
    const written = Number.isInteger(instant) && !Number.isNaN(date.getTime()) ? date.toISOString() : "";
    return /^\d{4}-/.test(written) ? written : (instant / 1000).toFixed(9);
  });
  return [...values, ...texts, NEITHER];
}

function around(values: readonly string[], parse: (value: string) => number | undefined, step: number): number[] {
  const known = [...new Set(values.flatMap((value) => parse(value) ?? []))].sort((a, b) => a - b);
  const [lowest = 0, highest = 0] = [known[0], known.at(-1)];
  const between = known.slice(1).map((value, i) => ((known[i] ?? value) + value) / 2);
  return [...known, ...between, lowest - step, highest + step];
}

/**
 * Addresses that between them lie in and out of the given ranges in every possible way: the ends of each range and
 * their neighbours, one address of each family, and what is no address.
 */
export function addressesAround(ranges: readonly string[]): string[] {
  const found = ranges.flatMap((range) => {
    const cidr = parseCidr(range);
    if (!cidr) return [];
    const first = cidr.prefix << cidr.shift;
    const last = first + (1n << cidr.shift) - 1n;
    return [first, last, first - 1n, last + 1n]
      .filter((end) => end >= 0n && end >> BigInt(cidr.bits) === 0n)
      .map(cidr.bits === 32 ? formatIpv4 : formatIpv6);
  });
  return [...found, "203.0.113.9", "2001:db8::9", NEITHER];
}

function formatIpv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join(".");
}

function formatIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  // The first run of zeros is left out, as people write addresses.
  return groups.join(":").replace(/(?:^|:)0(?::0)+(?::|$)/, "::");
}
