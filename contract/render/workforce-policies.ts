import { workforceSettings } from "./part-settings";
import { type ContractDocument, partDocument } from "./documents";
import type { Settings } from "../settings";

/** A managed policy by its name. */
export interface NamedDocument {
  readonly name: string;
  readonly document: ContractDocument;
}

/** The policies of the workforce role: what it may do, and its explicit denies. */
export interface WorkforcePolicies {
  readonly workforce: NamedDocument;
  readonly deny: NamedDocument;
}

/** @param userPoolId The only user pool of the workforce. @default any of the account and region */
export function workforcePolicies(settings: Settings, userPoolId?: string): WorkforcePolicies {
  return {
    workforce: {
      name: settings.names.workforcePolicy,
      document: partDocument("workforce", settings, workforceSettings(userPoolId)),
    },
    deny: { name: settings.names.workforceDenyPolicy, document: partDocument("workforceDeny", settings) },
  };
}
