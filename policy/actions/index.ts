import { compilePattern } from "../pattern";
import { MULTIVALUED_KEYS, PUBLISHED_ACTIONS } from "./published";

/** AWS's access level of an action. Source: Service Authorization Reference, "Access level". */
export type AccessLevel = "read" | "list" | "write" | "tagging" | "permissions";

const LEVELS: readonly AccessLevel[] = ["read", "list", "write", "tagging", "permissions"];

/** An action as AWS publishes it. */
export interface PublishedAction {
  /** `service:Name`, in AWS's spelling. */
  readonly name: string;
  /** The name in lower case. */
  readonly lower: string;
  readonly level: AccessLevel;
  /** It has no resource-level permissions: its requests name the resource `*`. */
  readonly wildcardOnly: boolean;
}

/** Actions by service, read when they are first asked for; each service's by their names in lower case. */
const read = new Map<string, ReadonlyMap<string, PublishedAction>>();

function actionsOf(service: string): ReadonlyMap<string, PublishedAction> {
  let actions = read.get(service);
  if (!actions) {
    const groups = Object.hasOwn(PUBLISHED_ACTIONS, service) ? (PUBLISHED_ACTIONS[service] ?? "").split("|") : [];
    actions = new Map(
      groups.flatMap((group, i) =>
        group === "" ? [] : group.split(" ").map((written) => publishedEntry(service, written, LEVELS[i] ?? "write")),
      ),
    );
    if (actions.size > 0) read.set(service, actions);
  }
  return actions;
}

function publishedEntry(service: string, written: string, level: AccessLevel): [string, PublishedAction] {
  const wildcardOnly = written.endsWith("*");
  const name = `${service}:${wildcardOnly ? written.slice(0, -1) : written}`;
  const lower = name.toLowerCase();
  return [lower, { name, lower, level, wildcardOnly }];
}

/** What AWS publishes of an action, whatever its case; undefined where it publishes none of that name. */
export function publishedAction(action: string): PublishedAction | undefined {
  const lower = action.toLowerCase();
  return actionsOf(lower.slice(0, Math.max(0, lower.indexOf(":")))).get(lower);
}

let all: readonly PublishedAction[] | undefined;

function allActions(): readonly PublishedAction[] {
  return (all ??= Object.keys(PUBLISHED_ACTIONS).flatMap((service) => [...actionsOf(service).values()]));
}

/**
 * The published actions that a pattern of an Action element matches; `service:*` and `*` are read off, not matched, and
 * `*` gives the same list each time.
 */
export function publishedMatching(pattern: string): readonly PublishedAction[] {
  const lower = pattern.toLowerCase();
  const [service = "", name] = lower.split(":");
  const ofAny = /[*?]/.test(service);
  const actions = ofAny ? allActions() : [...actionsOf(service).values()];
  if (lower === "*" || (name === "*" && !ofAny)) return actions;
  const matches = compilePattern(lower);
  return actions.filter((action) => matches(action.lower));
}

let multivalued: { readonly names: ReadonlySet<string>; readonly prefixes: readonly string[] } | undefined;

/** Whether AWS publishes a condition key as one that a request may carry with several values. */
export function isMultivalued(key: string): boolean {
  if (!multivalued) {
    const keys = MULTIVALUED_KEYS.split(" ");
    const prefixes = keys.filter((name) => name.includes("${")).map((name) => name.slice(0, name.indexOf("${")));
    multivalued = { names: new Set(keys), prefixes };
  }
  const lower = key.toLowerCase();
  return multivalued.names.has(lower) || multivalued.prefixes.some((prefix) => lower.startsWith(prefix));
}
