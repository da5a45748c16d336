import { References } from "./references";
import { field, fieldsOf, listOf, textOf, type Change, type Fields, type Json, type Resource } from "./resource";

/** Input that cannot be reviewed: says what was found, what is allowed and how to mend it. */
export class ReviewInputError extends Error {
  override readonly name = "ReviewInputError";
}

/** Whether a JSON value is what `terraform show -json` prints of a plan. */
export function isPlan(value: Fields): boolean {
  return field(value, "format_version") !== undefined && field(value, "resource_changes") !== undefined;
}

/**
 * Reads the resources of a plan, before and after, in every module. Data sources and deposed objects hold no access of
 * their own.
 *
 * Source: "JSON output format: plan representation", Terraform documentation.
 *
 * @throws ReviewInputError where the plan has another format version, or was made with errors.
 */
export function readPlan(plan: Fields, name: string): Change {
  const version = field(plan, "format_version");
  if (typeof version !== "string" || !/^1\.\d+$/.test(version)) {
    throw new ReviewInputError(
      `${name}: plan of format version ${JSON.stringify(version)}; 1.x is read, as Terraform 1.0 and later write it`,
    );
  }
  if (field(plan, "errored") === true) {
    throw new ReviewInputError(`${name}: the plan ended in an error and is not whole; make it again`);
  }
  const configuration = fieldsOf(field(plan, "configuration"));
  const references = new References(fieldsOf(field(configuration, "root_module")));
  const account = accountOfProvider(fieldsOf(field(configuration, "provider_config")));
  const before: Resource[] = [];
  const after: Resource[] = [];
  for (const entry of listOf(field(plan, "resource_changes"))) {
    const resource = fieldsOf(entry);
    const change = fieldsOf(field(resource, "change"));
    const [type, address] = [textOf(field(resource, "type")), textOf(field(resource, "address"))];
    if (type === undefined || address === undefined || !Array.isArray(field(change, "actions"))) {
      throw new ReviewInputError(`${name}: an entry of resource_changes has no type, address or actions`);
    }
    if (field(resource, "mode") !== "managed" || field(resource, "deposed") !== undefined) continue;
    const index = field(resource, "index");
    const common = {
      type,
      address,
      account,
      index: typeof index === "string" || typeof index === "number" ? index : undefined,
    };
    if (isObject(field(change, "before"))) {
      const previous = textOf(field(resource, "previous_address")) ?? address;
      before.push(new PlannedResource("before", { ...common, address: previous }, change, references, address));
    }
    if (isObject(field(change, "after"))) {
      after.push(new PlannedResource("after", common, change, references, address));
    }
  }
  return { before, after };
}

function isObject(value: Json): boolean {
  return typeof value === "object" && value !== null;
}

/** One side of a change. */
class PlannedResource implements Resource {
  readonly type: string;
  readonly address: string;
  readonly index: Resource["index"];
  readonly account: string | undefined;
  readonly values: Fields;
  readonly unknown: Fields;

  constructor(
    private readonly side: "before" | "after",
    place: Pick<Resource, "type" | "address" | "index" | "account">,
    private readonly change: Fields,
    private readonly configuration: References,
    /** The address that the configuration knows. */
    private readonly written: string,
  ) {
    this.type = place.type;
    this.address = place.address;
    this.index = place.index;
    this.account = place.account;
    this.values = fieldsOf(field(change, side));
    this.unknown = side === "before" ? {} : fieldsOf(field(change, "after_unknown"));
  }

  /** A plan marks everything sensitive, or attributes as a whole or in part. */
  sensitive(attribute: string): boolean {
    const marks = field(this.change, `${this.side}_sensitive`);
    if (marks === true) return true;
    const mark = field(fieldsOf(marks), attribute);
    return mark !== undefined && /\btrue\b/.test(JSON.stringify(mark));
  }

  configured(attribute: string): boolean {
    // What is not configured is left as it is, so it is no change; what goes altogether takes everything along.
    return this.configuration.has(this.written, attribute) ?? this.side === "before";
  }

  references(attribute: string): readonly string[] {
    return this.side === "before" ? [] : this.configuration.of(this.written, attribute);
  }
}

/** The account that a provider block allows, where it allows one: what tells roles of two accounts apart. */
function accountOfProvider(providers: Fields): string | undefined {
  for (const provider of Object.values(providers)) {
    const expressions = fieldsOf(field(fieldsOf(provider), "expressions"));
    const [account, ...others] = listOf(field(fieldsOf(field(expressions, "allowed_account_ids")), "constant_value"));
    if (typeof account === "string" && others.length === 0) return account;
  }
  return undefined;
}
