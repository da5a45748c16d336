import { fromJSON } from "@grpc/proto-loader";
import { loadPackageDefinition, type ServiceDefinition } from "@grpc/grpc-js";

/**
 * As much of Terraform's plugin protocol, version 5, as a provider of resources and data sources needs.
 *
 * Terraform talks gRPC to a provider. Message and field numbers are those of the published protocol
 * (hashicorp/terraform, docs/plugin-protocol/tfplugin5.proto); fields that this provider neither reads nor writes are
 * left out, which protocol buffers allow.
 */

/** A value in transit: msgpack, or JSON where Terraform sends it so. An absent value is empty. */
export interface DynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** One step into a value: an attribute's name. Elements of collections are not addressed by this provider. */
export interface AttributePath {
  readonly steps: readonly { readonly attribute_name: string }[];
}

/** `Diagnostic.severity`. */
export const SEVERITY = { error: 1, warning: 2 } as const;

/** What Terraform shows to the user. */
export interface Diagnostic {
  readonly severity: number;
  readonly summary: string;
  readonly detail?: string;
  readonly attribute?: AttributePath;
}

/** `NestedBlock.nesting`. */
export const NESTING = { single: 1, list: 2, set: 3 } as const;

/** An attribute of a schema; `type` is the JSON of a Terraform type, as UTF-8. */
export interface WireAttribute {
  readonly name: string;
  readonly type: Uint8Array;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
}

/** A block of a schema: `version` counts only at the top. */
export interface WireBlock {
  readonly attributes: readonly WireAttribute[];
  readonly block_types: readonly {
    readonly type_name: string;
    readonly block: WireBlock;
    readonly nesting: number;
    readonly min_items: number;
    readonly max_items: number;
  }[];
}

/** The schema of a resource, a data source or the provider. */
export interface WireSchema {
  readonly version: number;
  readonly block: WireBlock;
}

/** Requests that name a resource or data source and carry its configuration. */
export interface TypedConfig {
  readonly type_name: string;
  readonly config: DynamicValue;
}

export interface UpgradeRequest {
  readonly type_name: string;
  readonly version: number;
  readonly raw_state: { readonly json?: Uint8Array };
}

export interface ReadRequest {
  readonly type_name: string;
  readonly current_state: DynamicValue;
}

export interface PlanRequest {
  readonly type_name: string;
  readonly prior_state: DynamicValue;
  readonly proposed_new_state: DynamicValue;
  readonly config: DynamicValue;
}

export interface PlanResponse {
  readonly planned_state?: DynamicValue;
  readonly requires_replace?: readonly AttributePath[];
  readonly legacy_type_system?: boolean;
  readonly diagnostics?: readonly Diagnostic[];
}

export interface ApplyRequest {
  readonly type_name: string;
  readonly prior_state: DynamicValue;
  readonly planned_state: DynamicValue;
  readonly config: DynamicValue;
}

export interface ApplyResponse {
  readonly new_state?: DynamicValue;
  readonly legacy_type_system?: boolean;
  readonly diagnostics?: readonly Diagnostic[];
}

export interface ImportRequest {
  readonly type_name: string;
  readonly id: string;
}

export interface ImportResponse {
  readonly imported_resources?: readonly { readonly type_name: string; readonly state: DynamicValue }[];
  readonly diagnostics?: readonly Diagnostic[];
}

export interface SchemaResponse {
  readonly provider: WireSchema;
  readonly resource_schemas: Readonly<Record<string, WireSchema>>;
  readonly data_source_schemas: Readonly<Record<string, WireSchema>>;
  readonly server_capabilities: { readonly get_provider_schema_optional: boolean };
}

/** A message as `field: "[repeated] type number"`, or `map<type> number`. */
type Message = Readonly<Record<string, string>>;

const messages: Readonly<Record<string, Message>> = {
  DynamicValue: { msgpack: "bytes 1", json: "bytes 2" },
  Step: { attribute_name: "string 1" },
  AttributePath: { steps: "repeated Step 1" },
  Diagnostic: { severity: "int32 1", summary: "string 2", detail: "string 3", attribute: "AttributePath 4" },
  RawState: { json: "bytes 1" },
  Attribute: {
    name: "string 1",
    type: "bytes 2",
    required: "bool 4",
    optional: "bool 5",
    computed: "bool 6",
    sensitive: "bool 7",
  },
  NestedBlock: {
    type_name: "string 1",
    block: "Block 2",
    nesting: "int32 3",
    min_items: "int64 4",
    max_items: "int64 5",
  },
  Block: { version: "int64 1", attributes: "repeated Attribute 2", block_types: "repeated NestedBlock 3" },
  Schema: { version: "int64 1", block: "Block 2" },
  Empty: {},
  ServerCapabilities: { plan_destroy: "bool 1", get_provider_schema_optional: "bool 2" },
  SchemaResponse: {
    provider: "Schema 1",
    resource_schemas: "map<Schema> 2",
    data_source_schemas: "map<Schema> 3",
    diagnostics: "repeated Diagnostic 4",
    server_capabilities: "ServerCapabilities 6",
  },
  PrepareRequest: { config: "DynamicValue 1" },
  PrepareResponse: { prepared_config: "DynamicValue 1", diagnostics: "repeated Diagnostic 2" },
  TypedConfig: { type_name: "string 1", config: "DynamicValue 2" },
  Diagnostics: { diagnostics: "repeated Diagnostic 1" },
  UpgradeRequest: { type_name: "string 1", version: "int64 2", raw_state: "RawState 3" },
  UpgradeResponse: { upgraded_state: "DynamicValue 1", diagnostics: "repeated Diagnostic 2" },
  ConfigureRequest: { terraform_version: "string 1", config: "DynamicValue 2" },
  ReadRequest: { type_name: "string 1", current_state: "DynamicValue 2" },
  ReadResponse: { new_state: "DynamicValue 1", diagnostics: "repeated Diagnostic 2" },
  PlanRequest: {
    type_name: "string 1",
    prior_state: "DynamicValue 2",
    proposed_new_state: "DynamicValue 3",
    config: "DynamicValue 4",
  },
  PlanResponse: {
    planned_state: "DynamicValue 1",
    requires_replace: "repeated AttributePath 2",
    diagnostics: "repeated Diagnostic 4",
    legacy_type_system: "bool 5",
  },
  ApplyRequest: {
    type_name: "string 1",
    prior_state: "DynamicValue 2",
    planned_state: "DynamicValue 3",
    config: "DynamicValue 4",
  },
  ApplyResponse: {
    new_state: "DynamicValue 1",
    diagnostics: "repeated Diagnostic 3",
    legacy_type_system: "bool 4",
  },
  ImportRequest: { type_name: "string 1", id: "string 2" },
  Imported: { type_name: "string 1", state: "DynamicValue 2" },
  ImportResponse: { imported_resources: "repeated Imported 1", diagnostics: "repeated Diagnostic 2" },
  DataResponse: { state: "DynamicValue 1", diagnostics: "repeated Diagnostic 2" },
  StopResponse: { Error: "string 1" },
};

const methods: Readonly<Record<string, readonly [request: string, response: string]>> = {
  GetSchema: ["Empty", "SchemaResponse"],
  PrepareProviderConfig: ["PrepareRequest", "PrepareResponse"],
  ValidateResourceTypeConfig: ["TypedConfig", "Diagnostics"],
  ValidateDataSourceConfig: ["TypedConfig", "Diagnostics"],
  UpgradeResourceState: ["UpgradeRequest", "UpgradeResponse"],
  Configure: ["ConfigureRequest", "Diagnostics"],
  ReadResource: ["ReadRequest", "ReadResponse"],
  PlanResourceChange: ["PlanRequest", "PlanResponse"],
  ApplyResourceChange: ["ApplyRequest", "ApplyResponse"],
  ImportResourceState: ["ImportRequest", "ImportResponse"],
  ReadDataSource: ["TypedConfig", "DataResponse"],
  Stop: ["Empty", "StopResponse"],
};

/** The form of a message that protobuf.js reads. */
function descriptor(message: Message) {
  const fields = Object.entries(message).map(([name, field]) => {
    const [type = "", id] = field.replace("repeated ", "").split(" ");
    const map = /^map<(.*)>$/.exec(type)?.[1];
    const rule = field.startsWith("repeated ") ? { rule: "repeated" as const } : {};
    return [name, { ...rule, ...(map === undefined ? { type } : { keyType: "string", type: map }), id: Number(id) }];
  });
  return { fields: Object.fromEntries(fields) as Record<string, { type: string; id: number }> };
}

/** The gRPC service `tfplugin5.Provider`, for a server to implement. */
export function providerService(): ServiceDefinition {
  const definition = fromJSON(
    {
      nested: {
        tfplugin5: {
          nested: {
            ...Object.fromEntries(Object.entries(messages).map(([name, message]) => [name, descriptor(message)])),
            Provider: {
              methods: Object.fromEntries(
                Object.entries(methods).map(([name, [requestType, responseType]]) => [
                  name,
                  { requestType, responseType, comment: "" },
                ]),
              ),
            },
          },
        },
      },
    },
    { keepCase: true, longs: Number, defaults: false },
  );
  const loaded = loadPackageDefinition(definition) as unknown as {
    tfplugin5: { Provider: { service: ServiceDefinition } };
  };
  return loaded.tfplugin5.Provider.service;
}
