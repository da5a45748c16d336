import type { PolicyDocument } from "../../policy/document";
import { workforceSettings } from "./part-settings";
import { partDocument } from "./documents";
import type { Settings } from "../settings";

/** A managed policy by its name. */
export interface NamedDocument {
  readonly name: string;
  readonly document: PolicyDocument;
}

/** The policies of the workforce role. */
export function workforcePolicies(settings: Settings, userPoolId?: string): NamedDocument[] {
  return [
    {
      name: settings.names.workforcePolicy,
      document: partDocument("workforce", settings, workforceSettings(userPoolId)),
    },
    { name: settings.names.workforceDenyPolicy, document: partDocument("workforceDeny", settings) },
  ];
}
