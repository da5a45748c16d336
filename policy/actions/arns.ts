import { compilePattern, type Matcher } from "../pattern";
import { publishedAction } from "./index";
import { PUBLISHED_RESOURCES } from "./resources";

/** The ARN of a kind of resource that an action takes. */
interface ResourceFormat {
  /** After `arn:PARTITION:`: `%r` is a region, `%a` an account, `*` a name. */
  readonly text: string;
  /** Whether an ARN has the format. */
  readonly matches: Matcher;
}

const read = new Map<string, ReadonlyMap<string, readonly ResourceFormat[]>>();

/** The ARNs that AWS publishes for an action's resources, whatever its case; none where it publishes none. */
export function resourceFormats(action: string): readonly ResourceFormat[] {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  let actions = read.get(service);
  if (!actions) {
    const published = Object.hasOwn(PUBLISHED_RESOURCES, service) ? PUBLISHED_RESOURCES[service] : undefined;
    const [formats = "", ...groups] = published ?? [];
    const all = formats.split(" ").map(formatOf);
    actions = new Map(
      groups.flatMap((group) => {
        const [positions = "", ...names] = group.split(" ");
        const own = positions.split(",").flatMap((position) => all[Number(position)] ?? []);
        return names.map((one) => [one, own] as const);
      }),
    );
    if (published) read.set(service, actions);
  }
  return actions.get(name) ?? [];
}

/**
 * Whether AWS takes a request of an action on a resource: one of a kind that it publishes for the action, `*` for an action
 * without any. An action that it does not publish, it does not take.
 */
export function isSendable(action: string, resource: string): boolean {
  const published = publishedAction(action);
  if (!published) return false;
  if (published.wildcardOnly) return resource === "*";
  const formats = resourceFormats(action);
  return formats.length === 0 || formats.some(({ matches }) => matches(resource));
}

function formatOf(text: string): ResourceFormat {
  const named = text.replaceAll("%r", "*").replaceAll("*", "?*").replaceAll("%a", "????????????");
  const matches = compilePattern(`arn:?*:${named}`);
  // A bucket's name holds no slash: what does is an object.
  return { text, matches: text === "s3:::*" ? (arn) => matches(arn) && !arn.includes("/") : matches };
}
