import type { OnBothSides } from "../model";
import type { Entry, Side } from "./plan-entry";
import { field, fieldsOf, isOpen, type Fields, type Place, type Resource } from "./resource";

/** What a resource of a plan asks the plan. */
export interface PlanOfResource {
  /** The plan's file: references are resolved within it. */
  readonly scope: string;
  readonly source: string | undefined;
  /** Undefined where the plan holds no configuration, or the resource is configured no more. */
  configured(address: string, attribute: string): boolean | undefined;
  referencesOf(address: string, attribute: string): readonly string[];
  /** Why an attribute is known only after apply, where that is nothing that matters. */
  deferralOf(address: string, attribute: string): string | undefined;
}

/** What of a plan's entry marks a side's sensitive values. */
const SENSITIVE: OnBothSides<string> = { before: "before_sensitive", after: "after_sensitive" };

/** One side of a change. */
export class PlannedResource implements Resource {
  readonly type: string;
  readonly scope: string;
  readonly source: string | undefined;
  readonly index: Resource["index"];
  readonly account: string | undefined;
  readonly accountKey: string;
  readonly region: string | undefined;
  readonly regionKey: string;
  readonly values: Fields;
  readonly unknown: Fields;
  readonly replaced: boolean;
  counterpart: Resource | undefined;
  unchanged = false;
  private readonly change: Fields;
  /** The address that the configuration knows. */
  private readonly written: string;

  constructor(
    private readonly side: Side,
    readonly address: string,
    { type, address: written, actions, fields, change }: Entry,
    { account, accountKey, region, regionKey }: Place,
    private readonly plan: PlanOfResource,
  ) {
    const index = field(fields, "index");
    this.type = type;
    this.scope = plan.scope;
    this.source = plan.source;
    this.index = typeof index === "string" || typeof index === "number" ? index : undefined;
    this.account = account;
    this.accountKey = accountKey;
    this.region = region;
    this.regionKey = regionKey;
    this.values = fieldsOf(field(change, side));
    this.unknown = side === "before" ? {} : fieldsOf(field(change, "after_unknown"));
    this.replaced = actions.includes("create") && actions.includes("delete");
    this.change = change;
    this.written = written;
  }

  /** A plan marks everything sensitive, or attributes as a whole or in part. */
  sensitive(attribute: string): boolean {
    const marks = field(this.change, SENSITIVE[this.side]);
    if (marks === true) return true;
    const mark = field(fieldsOf(marks), attribute);
    return isOpen(mark);
  }

  configured(attribute: string): boolean | undefined {
    return this.plan.configured(this.written, attribute);
  }

  references(attribute: string): readonly string[] {
    return this.side === "before" ? [] : this.plan.referencesOf(this.written, attribute);
  }

  expression(): undefined {
    return undefined;
  }

  whole(): string {
    return JSON.stringify([this.values, this.unknown]);
  }

  deferral(attribute: string): string | undefined {
    const isDeferred = this.side === "after" && isOpen(field(this.unknown, attribute));
    return isDeferred ? this.plan.deferralOf(this.written, attribute) : undefined;
  }

  asWritten(): undefined {
    return undefined;
  }
}
