import type { NameScope } from "./policy-types";
import { fieldAt, textOf, type Place, type Resource } from "./resource";

/** What something is called, and the account and region that its ARN or URL names. */
export interface Named {
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
}

const ARN = /^arn:[a-z-]+:([a-z0-9-]+):([a-z0-9-]*):(\d{12}|):(.+)$/s;
const QUEUE = /^https:\/\/(?:sqs\.([a-z0-9-]+)|([a-z0-9-]+)\.queue)\.amazonaws\.com(?:\.cn)?\/(\d{12})\/([^/]+)$/;
const KIND =
  /^(?:key|repository|file-system|accesspoint|table|stream|function|secret|backup-vault|event-bus|domain)[/:]/;

/**
 * A name from what an attribute gives: a name, an ARN, a queue's URL. Of a function, without the version or alias that may
 * stand behind it.
 */
export function named(value: string, kind?: string): Named {
  const queue = QUEUE.exec(value);
  if (queue) return withPlace(queue[4] ?? value, queue[3], queue[1] ?? queue[2]);
  const arn = ARN.exec(value);
  if (!arn)
    return { name: kind === "Lambda function" ? (value.split(":function:").at(-1)?.split(":")[0] ?? value) : value };
  const [, service, region, account, rest = ""] = arn;
  const name = rest.replace(KIND, "");
  if (service === "secretsmanager") return withPlace(name.replace(/-[A-Za-z0-9]{6}$/, ""), account, region);
  return withPlace(service === "lambda" ? (name.split(":")[0] ?? name) : name, account, region);
}

function withPlace(name: string, account: string | undefined, region: string | undefined): Named {
  return { name, ...(account && { account }), ...(region && { region }) };
}

/** A name as a key: the same for one thing on both sides, another for things of one name in two accounts or regions. */
export function keyOf(kind: string, name: string, scope: NameScope, { accountKey, regionKey }: Place): string {
  if (scope === "partition") return [kind, name].join("/");
  return [accountKey, ...(scope === "region" ? [regionKey] : []), kind, name].join("/");
}

/** A resource's place, where its own name says more of it. */
export function placeOf(resource: Place, { account, region }: Partial<Named>): Place {
  return {
    account: account ?? resource.account,
    accountKey: account ?? resource.accountKey,
    region: region ?? resource.region,
    regionKey: region ?? resource.regionKey,
  };
}

/** The first of a resource's attributes that has a value. */
export function firstText({ values }: Pick<Resource, "values">, names: readonly string[]): string | undefined {
  return names.map((name) => textOf(fieldAt(values, name))).find((text) => text !== undefined && text !== "");
}

/**
 * What a resource that is the thing itself is called: by one of its attributes, as the other side of its address calls it
 * where this one does not know yet, else by its address.
 */
export function ownName(resource: Resource, names: readonly string[]): Named {
  const text = firstText(resource, names) ?? (resource.counterpart && firstText(resource.counterpart, names));
  return text === undefined ? { name: addressName(resource) } : named(text);
}

/** A name for what has none yet: another in every input. */
export function addressName({ address, source }: Pick<Resource, "address" | "source">): string {
  return source === undefined ? address : `${address} (${source})`;
}
