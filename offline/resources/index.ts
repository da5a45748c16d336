import { iam } from "./iam";
import type { ResourceKind } from "./kind";

/**
 * Every resource type that the offline provider serves. To add one, add a row to the service's file in this folder: its
 * schema comes from the installed bindings, the rest is what `ResourceKind` asks for.
 */
export const RESOURCES: Readonly<Record<string, ResourceKind>> = { ...iam };
