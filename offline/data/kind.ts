import type { Cloud } from "../account";
import type { ResourceTypes } from "../apply";
import type { Settings } from "../settings";
import type { ObjectValue } from "../values";

/** What a data source may look at. */
export interface DataContext {
  readonly cloud: Cloud;
  readonly settings: Settings;
  readonly types: ResourceTypes;
}

/** What is known of one data source beyond its schema. */
export interface DataKind {
  /** Folder of the bindings: `data-aws-region`. */
  readonly binding: string;
  /**
   * The attributes that reading gives; those that it leaves out stay as configured.
   *
   * @throws Failure where nothing matches.
   */
  readonly read: (config: ObjectValue, context: DataContext) => ObjectValue;
}
