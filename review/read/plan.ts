import { isDeepStrictEqual } from "node:util";
import { ReviewInputError } from "./file";
import { Deferrals } from "./plan-deferrals";
import { isTouching, type Entry, type Side } from "./plan-entry";
import { PlannedResource, type PlanOfResource } from "./planned-resource";
import { Providers, placeIn } from "./providers";
import { References } from "./references";
import {
  field,
  fieldsOf,
  isOpen,
  listOf,
  textOf,
  type Change,
  type Fields,
  type Json,
  type Place,
  type Resource,
} from "./resource";
import { isRead } from "./tables";
import type { Touched } from "./uncompared";

/** A plan, read. */
export interface PlanReading extends Change {
  /** What changed outside of Terraform since the last run. */
  readonly drift: Change;
  /** What the plan makes, changes or destroys. */
  readonly touched: readonly Touched[];
  /** Changes that wait for a later apply, as resources after it. */
  readonly deferred: readonly { readonly resource: Resource; readonly reason: string }[];
  /** What a reader has to know of the plan as a whole. */
  readonly notices: readonly string[];
}

/** How a plan is read beside others. */
export interface PlanOptions {
  /** What messages call the plan: its file. */
  readonly file: string;
  /** Where rows say that they come from; absent where there is one plan only. */
  readonly source?: string;
  /** The account to take where nothing in the plan says it. */
  readonly account?: string;
}

/** Members that only a plan has, and not a state; one without resources has no `resource_changes`. */
const OF_PLANS = ["resource_changes", "planned_values", "configuration", "prior_state", "applyable", "errored"];

/** Whether a JSON value is what `terraform show -json` prints of a plan. */
export function isPlan(value: Fields): boolean {
  return field(value, "format_version") !== undefined && OF_PLANS.some((name) => field(value, name) !== undefined);
}

/**
 * Reads the resources of a plan, before and after, in every module. Data sources hold no access of their own; a deposed
 * object is one that is destroyed; one that is forgotten stays as it is.
 *
 * Source: "JSON output format: plan representation", Terraform documentation.
 *
 * @throws ReviewInputError where the plan has another format version, or an entry is none.
 */
export function readPlan(plan: Fields, options: PlanOptions): PlanReading {
  const { file } = options;
  const version = field(plan, "format_version");
  if (typeof version !== "string" || !/^[01]\.\d+$/.test(version)) {
    throw new ReviewInputError(
      `${file}: plan of format version ${JSON.stringify(version)}; 0.x and 1.x are read, as Terraform 0.12 and later write them: make it again with "terraform show -json PLAN"`,
    );
  }
  const reader = new PlanReader(plan, options);
  const changes = reader.entries;
  const deferred = listOf(field(plan, "deferred_changes")).map(fieldsOf);
  const drifted = listOf(field(plan, "resource_drift"));
  const nameless = drifted.filter((entry) => !hasAddress(entry)).length;
  const forgotten = changes.filter(({ actions }) => actions.includes("forget")).length;
  return {
    ...reader.sides(changes),
    touched: changes.filter(({ actions }) => actions.some(isTouching)).map((entry) => reader.pair(entry)),
    drift: reader.sides(reader.changes(drifted.filter(hasAddress), "resource_drift")),
    deferred: deferred.flatMap((entry) => {
      const [change] = reader.changes([field(entry, "resource_change")], "deferred_changes");
      const { before, after } = change ? reader.pair(change) : {};
      const resource = after ?? before;
      return resource ? [{ resource, reason: textOf(field(entry, "reason")) ?? "no reason given" }] : [];
    }),
    notices: [
      ...noticesOf(plan, deferred.length),
      ...(nameless > 0
        ? [
            `of what changed outside of Terraform, ${plural(nameless, "change is", "changes are")} without an address, as Terraform 1.0 prints it, and not shown`,
          ]
        : []),
      ...(forgotten > 0
        ? [
            `${plural(forgotten, "resource is", "resources are")} no longer managed, and ${forgotten > 1 ? "stay" : "stays"} in AWS unchanged`,
          ]
        : []),
      ...reader.notices,
    ].map((notice) => `${file}: ${notice}`),
  };
}

/** Terraform 1.0 leaves addresses out of `resource_drift`, which counts in no verdict. */
function hasAddress(entry: Json): boolean {
  return field(fieldsOf(entry), "address") !== undefined;
}

function plural(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

function noticesOf(plan: Fields, deferred: number): string[] {
  const notices: string[] = [];
  if (field(plan, "errored") === true) notices.push("the plan ended in an error and is not whole; make it again");
  if (deferred > 0) {
    notices.push(
      `${plural(deferred, "change waits", "changes wait")} for a later apply (deferred_changes) and ${deferred > 1 ? "are" : "is"} not compared`,
    );
  } else if (field(plan, "complete") === false && field(plan, "errored") !== true) {
    notices.push("the plan is not complete: it was made for some resources only (-target), or another one must follow");
  }
  return notices;
}

class PlanReader implements PlanOfResource {
  readonly notices: string[] = [];
  /** Of `resource_changes`. */
  readonly entries: readonly Entry[];
  private readonly references: References;
  private readonly providers: Providers;
  private readonly isConfigured: boolean;
  /** Made when it is first asked for. */
  private deferrals: Deferrals | undefined;

  constructor(
    plan: Fields,
    private readonly options: PlanOptions,
  ) {
    const configuration = fieldsOf(field(plan, "configuration"));
    const root = field(configuration, "root_module");
    this.isConfigured = root !== undefined;
    this.references = new References(fieldsOf(root));
    this.providers = new Providers(
      options.file,
      fieldsOf(field(configuration, "provider_config")),
      fieldsOf(field(plan, "variables")),
    );
    this.entries = this.changes(field(plan, "resource_changes"), "resource_changes");
    for (const entry of this.entries) this.learn(entry);
    for (const { address, type, values } of this.providers.knowsAll ? [] : priorResources(plan)) {
      if (!type.startsWith("aws_")) continue;
      const account = type === "aws_caller_identity" ? { account: textOf(field(values, "account_id")) } : {};
      this.providers.learn(this.references.providerOf(address), { ...placeIn(values), ...account });
    }
    const { account } = options;
    if (account !== undefined && !this.providers.assume(account)) {
      this.notices.push(`several accounts that nothing in the plan names; account ${account} is given to none of them`);
    }
  }

  private learn({ type, address, places }: Entry): void {
    if (!type.startsWith("aws_")) return;
    const key = this.references.providerOf(address);
    for (const side of ["before", "after"] as const) this.providers.learn(key, places[side]);
  }

  changes(value: Json, list: string): Entry[] {
    return listOf(value).flatMap((item) => {
      const fields = fieldsOf(item);
      const change = fieldsOf(field(fields, "change"));
      const [type, address] = [textOf(field(fields, "type")), textOf(field(fields, "address"))];
      const actions = field(change, "actions");
      if (type === undefined || address === undefined || !Array.isArray(actions)) {
        throw new ReviewInputError(`${this.options.file}: an entry of ${list} has no type, address or actions`);
      }
      if (field(fields, "mode") === "data") return [];
      const missing = missingSide(actions as Json[], change);
      if (missing !== undefined && list === "resource_changes") {
        throw new ReviewInputError(
          `${this.options.file}: ${address} is to ${JSON.stringify(actions)}, and the plan does not say what it is ${missing}: print it again with "terraform show -json PLAN"`,
        );
      }
      const placed = (side: Side): Entry["places"][Side] => placeIn(fieldsOf(field(change, side)));
      const places = { before: placed("before"), after: placed("after") };
      return [{ type, address, actions: actions as Json[], fields, change, places }];
    });
  }

  sides(entries: readonly Entry[]): Change {
    const before: Resource[] = [];
    const after: Resource[] = [];
    // What is deposed has been replaced: where both write the same, the other one is in force.
    for (const entry of [...entries.filter(isDeposed), ...entries.filter((one) => !isDeposed(one))]) {
      if (!isRead(entry.type)) continue;
      const { before: earlier, after: later } = this.pair(entry);
      if (earlier) before.push(earlier);
      if (earlier && entry.actions.includes("forget")) after.push(earlier);
      if (later) after.push(later);
    }
    return { before, after };
  }

  /** The two sides of an entry. */
  pair(entry: Entry): { before: Resource | undefined; after: Resource | undefined } {
    const { actions, fields, change } = entry;
    const address = textOf(field(fields, "previous_address")) ?? entry.address;
    const before = isObject(field(change, "before"))
      ? new PlannedResource("before", address, entry, this.placeOf(entry, "before"), this)
      : undefined;
    const after =
      isObject(field(change, "after")) && !isDeposed(entry)
        ? new PlannedResource("after", entry.address, entry, this.placeOf(entry, "after"), this)
        : undefined;
    if (before && after && !actions.includes("forget")) {
      before.counterpart = after;
      after.counterpart = before;
      before.unchanged = after.unchanged = isUnchanged(change);
    }
    return { before, after };
  }

  /** One side says where the other is, unless that says itself: a resource may move to another region. */
  private placeOf({ address, places }: Entry, side: Side): Place {
    const other = side === "before" ? "after" : "before";
    return this.providers.placeOf(this.references.providerOf(address), { ...places[other], ...places[side] });
  }

  get scope(): string {
    return this.options.file;
  }

  get source(): string | undefined {
    return this.options.source;
  }

  /** Undefined where the plan holds no configuration, or the resource is configured no more. */
  configured(address: string, attribute: string): boolean | undefined {
    return this.isConfigured ? this.references.has(address, attribute) : undefined;
  }

  referencesOf(address: string, attribute: string): readonly string[] {
    return this.references.of(address, attribute);
  }

  deferralOf(address: string, attribute: string): string | undefined {
    this.deferrals ??= new Deferrals(this.entries, this.references);
    return this.deferrals.of(address, attribute);
  }
}

/** An object that was replaced, and is still to be destroyed. */
function isDeposed({ fields }: Entry): boolean {
  return field(fields, "deposed") !== undefined;
}

/** A side that the actions speak of and that is not there. */
function missingSide(actions: readonly Json[], change: Fields): Side | undefined {
  const needed = { before: ["update", "delete", "forget"], after: ["create", "update"] } as const;
  const sides = ["before", "after"] as const;
  return sides.find((side) => needed[side].some((one) => actions.includes(one)) && !isObject(field(change, side)));
}

/** Most of a plan is: values are looked at, whatever the actions say. */
function isUnchanged(change: Fields): boolean {
  const isOpenAfter = isOpen(field(change, "after_unknown"));
  return !isOpenAfter && isDeepStrictEqual(field(change, "before"), field(change, "after"));
}

function isObject(value: Json): boolean {
  return typeof value === "object" && value !== null;
}

/** What the state before says, data sources too: `aws_caller_identity` gives the account. */
function* priorResources(plan: Fields): Generator<{ address: string; type: string; values: Fields }> {
  const values = fieldsOf(field(fieldsOf(field(plan, "prior_state")), "values"));
  const modules = [fieldsOf(field(values, "root_module"))];
  for (let module = modules.pop(); module; module = modules.pop()) {
    for (const child of listOf(field(module, "child_modules"))) modules.push(fieldsOf(child));
    for (const item of listOf(field(module, "resources"))) {
      const resource = fieldsOf(item);
      const [address, type] = [textOf(field(resource, "address")), textOf(field(resource, "type"))];
      if (address !== undefined && type !== undefined)
        yield { address, type, values: fieldsOf(field(resource, "values")) };
    }
  }
}
