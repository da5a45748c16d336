import { isAccountId } from "../../aws/ids";
import { field, fieldsOf, textOf, textsOf, type Fields, type Json, type Place } from "./resource";

/** What a provider's configuration, or the resources made with it, say of where they are. */
interface Provider {
  /** The same for configurations that sign in alike: those that differ in region only share an account. */
  readonly group: string;
  account: string | undefined;
  region: string | undefined;
}

/** Settings of a provider that do not decide which account it works in. */
const ELSEWHERE = new Set(["region", "default_tags", "ignore_tags", "max_retries", "retry_mode", "endpoints"]);

const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/;
const ROLE = /^arn:[a-z-]+:iam::(\d{12}):role\//;

/**
 * Tells in which account and region a plan's resources are: by their own ARNs, else by their provider's configuration,
 * else by what other resources of that provider say.
 */
export class Providers {
  private readonly providers = new Map<string, Provider>();
  /** Group → the one account that its resources show; undefined where they show several. */
  private readonly accounts = new Map<string, string | undefined>();
  private readonly regions = new Map<string, string | undefined>();

  /**
   * @param scope The plan's name: an account that nothing names is another in every plan.
   * @param configurations `configuration.provider_config` of the plan.
   * @param variables `variables` of the plan: the region is often one.
   */
  constructor(
    private readonly scope: string,
    configurations: Fields,
    private readonly variables: Fields,
  ) {
    for (const [key, value] of Object.entries(configurations)) {
      const configuration = fieldsOf(value);
      if (textOf(field(configuration, "name")) === "aws") this.providers.set(key, this.read(configuration));
    }
    // A plan that names no provider (cut by jq, without configuration) has one.
    if (this.providers.size === 0)
      this.providers.set("none", { group: "the one provider", account: undefined, region: undefined });
  }

  /** Learns from a resource's ARN and owner where its provider works. */
  learn(
    key: string | undefined,
    { account, region }: { account?: string | undefined; region?: string | undefined },
  ): void {
    const group = this.groupOf(key);
    if (account !== undefined && group !== "none") learnOne(this.accounts, group, account);
    const regional = this.onlyKey(key);
    if (region !== undefined && regional !== undefined) learnOne(this.regions, regional, region);
  }

  /** Whether nothing is left to learn. */
  get knowsAll(): boolean {
    return [...this.providers].every(
      ([key, { group, account, region }]) =>
        (account !== undefined || this.accounts.has(group)) && (region !== undefined || this.regions.has(key)),
    );
  }

  /** @param key The resource's `provider_config_key`; undefined for one that is configured no more. */
  placeOf(key: string | undefined, own: { account?: string | undefined; region?: string | undefined }): Place {
    const provider = this.providerOf(key);
    const group = this.groupOf(key);
    const account = own.account ?? provider?.account ?? this.accounts.get(group);
    const regional = this.onlyKey(key);
    const region = own.region ?? provider?.region ?? (regional === undefined ? undefined : this.regions.get(regional));
    return {
      account,
      accountKey: account ?? `?${this.scope}#${group}`,
      region,
      regionKey: region ?? `?${this.scope}#${regional ?? "none"}`,
    };
  }

  /** Gives the account to the resources whose account nothing names, unless these are of several accounts. */
  assume(account: string): boolean {
    const open = new Set(
      [...this.providers.values()]
        .filter((one) => one.account === undefined && this.accounts.get(one.group) === undefined)
        .map(({ group }) => group),
    );
    if (open.size > 1) return false;
    for (const group of open.size === 0 ? ["none"] : open) this.accounts.set(group, account);
    return true;
  }

  /** What resources share an account by; `none` for those of which it is not known. */
  private groupOf(key: string | undefined): string {
    return this.providerOf(key)?.group ?? (key === undefined ? "none" : `key ${key}`);
  }

  /** The provider of a key; without a key, or with one that is not configured, what all configurations agree on. */
  private providerOf(key: string | undefined): Provider | undefined {
    const known = key === undefined ? undefined : this.providers.get(key);
    if (known) return known;
    const all = [...this.providers.values()];
    const [first] = all;
    if (!first || all.some(({ group }) => group !== first.group)) return undefined;
    return all.length === 1 ? first : { ...first, region: undefined };
  }

  private onlyKey(key: string | undefined): string | undefined {
    if (key !== undefined && this.providers.has(key)) return key;
    return this.providers.size === 1 ? [...this.providers.keys()][0] : key;
  }

  private read(configuration: Fields): Provider {
    const expressions = fieldsOf(field(configuration, "expressions"));
    const signIn = Object.entries(expressions).filter(([name]) => !ELSEWHERE.has(name));
    return {
      group: JSON.stringify(signIn.sort(([a], [b]) => (a < b ? -1 : 1))),
      account:
        onlyOne(this.values(field(expressions, "allowed_account_ids")), isAccountId) ?? this.assumed(expressions),
      region: onlyOne(this.values(field(expressions, "region")), (text) => REGION.test(text)),
    };
  }

  /** The account of the role that the provider works as: the last one, where it assumes one after the other. */
  private assumed(expressions: Fields): string | undefined {
    const blocks = ["assume_role_with_web_identity", "assume_role"].flatMap((name) =>
      [field(expressions, name)].flat(),
    );
    const role = field(fieldsOf(blocks.findLast((block) => block !== undefined)), "role_arn");
    // Of an ARN with an account that is a variable, a plan holds the variable's value.
    const accounts = this.values(role).flatMap((text) => ROLE.exec(text)?.[1] ?? (isAccountId(text) ? text : []));
    return onlyOne(accounts, isAccountId);
  }

  /** The texts of an expression: constants, or the values of the variables that it refers to. */
  private values(expression: Json): string[] {
    const constant = field(fieldsOf(expression), "constant_value");
    if (constant !== undefined) return textsOf(constant);
    return textsOf(field(fieldsOf(expression), "references")).flatMap((reference) => {
      const name = /^var\.([\w-]+)$/.exec(reference)?.[1];
      return name === undefined ? [] : textsOf(field(fieldsOf(field(this.variables, name)), "value"));
    });
  }
}

/** What texts say that all say the same, where it is one of those that are meant. */
function onlyOne(texts: readonly string[], isMeant: (text: string) => boolean): string | undefined {
  const [only, ...others] = new Set(texts);
  return only !== undefined && others.length === 0 && isMeant(only) ? only : undefined;
}

function learnOne(found: Map<string, string | undefined>, key: string, value: string): void {
  if (!found.has(key)) found.set(key, value);
  else if (found.get(key) !== value) found.set(key, undefined);
}

/** Account and region that an object's attributes name: `arn`, `owner_id`, `registry_id`, `region` (provider 6). */
export function placeIn(values: Fields): { account?: string; region?: string } {
  const [scheme, , , arnRegion = "", arnAccount = ""] = textOf(field(values, "arn"))?.split(":", 5) ?? [];
  const account = [
    scheme === "arn" ? arnAccount : "",
    textOf(field(values, "owner_id")) ?? "",
    textOf(field(values, "registry_id")) ?? "",
  ].find(isAccountId);
  const region = [textOf(field(values, "region")) ?? "", scheme === "arn" ? arnRegion : ""].find((text) =>
    REGION.test(text),
  );
  return { ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
}
