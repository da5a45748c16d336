import type { Cloud } from "./account";
import { applyChange, applyDelete, type ResourceTypes } from "./apply";
import { DATA_SOURCES } from "./data";
import type { DataKind } from "./data/kind";
import { diagnose, Failure } from "./failure";
import { planChange } from "./plan";
import { jsonProblem } from "./policy-json";
import type * as wire from "./protocol";
import { SEVERITY } from "./protocol";
import { importResource, readResource } from "./read";
import type { ResourceType } from "./resource";
import { RESOURCES } from "./resources";
import { schemaOf, toWireSchema, type Block, type Schema } from "./schema";
import { callerSettings, readSettings, type Caller, type Settings } from "./settings";
import { conform, fromWire, isObject, toWire, type ObjectValue } from "./values";

/** A data source: its name, its schema and how it is read. */
interface DataSource {
  readonly block: Block;
  readonly kind: DataKind;
}

/**
 * The provider, as Terraform calls it: one method for each call of the protocol, without the transport.
 *
 * Every call names its connection: each `provider` block, aliases too, has one of its own, and so its own settings.
 */
export class Provider {
  private readonly providerSchema: Schema;
  private readonly types: ResourceTypes;
  private readonly dataSources: ReadonlyMap<string, DataSource>;
  private readonly settings = new Map<string, Settings>();

  constructor(
    private readonly cloud: Cloud,
    private readonly caller: Caller,
  ) {
    const { type, block } = schemaOf("provider", ["access_key", "secret_key", "token"]);
    // `alias` is Terraform's own argument, which the bindings list among the provider's.
    this.providerSchema = {
      type,
      block: { ...block, attributes: block.attributes.filter(({ name }) => name !== "alias") },
    };
    this.types = new Map(
      Object.entries(RESOURCES).map(([name, kind]) => {
        const { block: resourceBlock } = schemaOf(kind.binding, kind.sensitive);
        return [name, { type: name, block: resourceBlock, kind }];
      }),
    );
    this.dataSources = new Map(
      Object.entries(DATA_SOURCES).map(([name, kind]) => [name, { block: schemaOf(kind.binding).block, kind }]),
    );
  }

  schema(): wire.SchemaResponse {
    const schemas = (all: Iterable<readonly [string, { readonly block: Block }]>): Record<string, wire.WireSchema> =>
      Object.fromEntries([...all].map(([type, { block }]) => [type, toWireSchema({ type, block })]));
    return {
      provider: toWireSchema(this.providerSchema),
      resource_schemas: schemas(this.types),
      data_source_schemas: schemas(this.dataSources),
      server_capabilities: { get_provider_schema_optional: true },
    };
  }

  validateResource({ type_name, config }: wire.TypedConfig): wire.Diagnostic[] {
    const value = object(fromWire(config));
    return Object.keys(this.resourceType(type_name).kind.policies ?? {}).flatMap((name) => {
      const summary = jsonProblem(name, value[name]);
      const attribute = { steps: [{ attribute_name: name }] };
      return summary === undefined ? [] : [{ severity: SEVERITY.error, summary, attribute }];
    });
  }

  configure(connection: string, config: wire.DynamicValue): void {
    this.settings.set(connection, readSettings(object(fromWire(config)), this.caller));
  }

  /** Forgets a connection that was closed. */
  disconnect(connection: string): void {
    this.settings.delete(connection);
  }

  upgrade({ type_name, raw_state }: wire.UpgradeRequest): wire.DynamicValue {
    const state = object(fromWire({ json: raw_state.json ?? new Uint8Array() }));
    return toWire(conform(this.resourceType(type_name).block, state));
  }

  read(connection: string, { type_name, current_state }: wire.ReadRequest): wire.DynamicValue {
    const context = { cloud: this.cloud, settings: this.settingsOf(connection) };
    return toWire(readResource(this.resourceType(type_name), context, object(fromWire(current_state))));
  }

  plan(connection: string, request: wire.PlanRequest): wire.PlanResponse {
    const type = this.resourceType(request.type_name);
    const [prior, proposed, config] = [request.prior_state, request.proposed_new_state, request.config].map(fromWire);
    if (!isObject(proposed)) return { planned_state: toWire(null) };
    const before = isObject(prior) ? prior : null;
    const { planned, replace } = planChange(type, this.settingsOf(connection), before, proposed, object(config));
    return {
      planned_state: toWire(planned),
      requires_replace: replace.map((name) => ({ steps: [{ attribute_name: name }] })),
      legacy_type_system: true,
    };
  }

  apply(connection: string, request: wire.ApplyRequest): wire.ApplyResponse {
    const type = this.resourceType(request.type_name);
    const context = { cloud: this.cloud, settings: this.settingsOf(connection), types: this.types };
    const [prior, planned, config] = [request.prior_state, request.planned_state, request.config].map(fromWire);
    const before = isObject(prior) ? prior : null;
    try {
      if (isObject(planned)) {
        const state = applyChange(type, context, before, planned, object(config));
        return { new_state: toWire(state), legacy_type_system: true };
      }
      if (before !== null) applyDelete(type, context, before);
      return { new_state: toWire(null) };
    } catch (error) {
      return { new_state: toWire(before), legacy_type_system: true, diagnostics: [diagnose(error)] };
    }
  }

  importState(connection: string, { type_name, id }: wire.ImportRequest): wire.ImportResponse {
    const context = { cloud: this.cloud, settings: this.settingsOf(connection) };
    const state = importResource(this.resourceType(type_name), context, id);
    return { imported_resources: [{ type_name, state: toWire(state) }] };
  }

  readData(connection: string, { type_name, config }: wire.TypedConfig): wire.DynamicValue {
    const source = this.dataSources.get(type_name);
    if (source === undefined) throw unsupported("data source", type_name, DATA_SOURCES);
    const context = { cloud: this.cloud, settings: this.settingsOf(connection), types: this.types };
    const asked = object(fromWire(config));
    const read = { ...asked, ...source.kind.read(asked, context) };
    return toWire(conform(source.block, { ...read, region: read.region ?? context.settings.region }));
  }

  private resourceType(name: string): ResourceType {
    const type = this.types.get(name);
    if (type === undefined) throw unsupported("resource type", name, RESOURCES);
    return type;
  }

  private settingsOf(connection: string): Settings {
    return this.settings.get(connection) ?? callerSettings(this.caller);
  }
}

/** What to do about a type that is not served. */
export function unsupported(what: "resource type" | "data source", name: string, served: object): Failure {
  const folder = what === "data source" ? "offline/data/" : "offline/resources/";
  return new Failure(
    `The offline provider does not serve the ${what} "${name}"`,
    `it serves ${Object.keys(served).sort().join(", ")}. To add one, add a row to a file in ${folder}.`,
  );
}

function object(value: ReturnType<typeof fromWire> | undefined): ObjectValue {
  return isObject(value) ? value : {};
}
