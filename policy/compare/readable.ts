import { publishedAction } from "./published";

/** Made-up account and region of witnesses: those of AWS's own documentation. */
const ACCOUNT = "111122223333";
const REGION = "eu-west-1";
/** Services whose ARNs hold no account and region, and no region. */
const GLOBAL = new Set(["s3"]);
const REGIONLESS = new Set(["iam", "sts", "organizations", "route53", "cloudfront"]);

/**
 * Resources that a reader recognises, to be tried before the shortest text that a pattern matches: `*` for an action
 * without resource-level permissions, an ARN of the action's service, the pattern with its wildcards filled in.
 */
export function readableResources(action: string, pattern: string | undefined): string[] {
  const filled = pattern === undefined || pattern === "*" ? [] : [fill(pattern, "x"), fill(pattern, "")];
  return publishedAction(action)?.wildcardOnly === true ? ["*", ...filled, own(action)] : [...filled, own(action), "*"];
}

/** The shortest ARN of a pattern with region, account and a name where it left them out. */
export function dressed(arn: string): string[] {
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

function own(action: string): string {
  const [service = ""] = action.toLowerCase().split(":");
  if (GLOBAL.has(service)) return `arn:aws:${service}:::x`;
  return `arn:aws:${service}:${REGIONLESS.has(service) ? "" : REGION}:${ACCOUNT}:x`;
}

/** Fills the wildcards of an ARN pattern: those of region and account with real-looking ones, others with `text`. */
function fill(pattern: string, text: string): string {
  const defaults = ["arn", "aws", "s3", REGION, ACCOUNT];
  const segments = pattern.split(":");
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
