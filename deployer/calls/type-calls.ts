/** What Terraform does with a resource. `read` is every refresh; reads that follow a change belong to that change. */
export type Phase = "create" | "read" | "update" | "delete";

export const PHASES: readonly Phase[] = ["create", "read", "update", "delete"];

/** How it is known that an action is needed. */
export type Evidence =
  /** The provider was seen to call it. */
  | "recorded"
  /** The provider's source calls it; nobody has recorded it. */
  | "source"
  /** AWS's documentation asks for it: what AWS authorises beyond the called action, no recording shows. */
  | "documentation";

/** An action that no recording shows. */
export interface AlsoCall {
  readonly action: string;
  readonly phases: readonly Phase[];
  /** What must be so; a key of `CONDITIONS_OF_CALLS`. @default always */
  readonly when?: string;
  readonly reason: string;
  /** @default "documentation" */
  readonly evidence?: Evidence;
}

/** The IAM actions that the provider's calls for one resource type need. */
export interface TypeCalls extends Readonly<Record<Phase, readonly string[]>> {
  readonly also?: readonly AlsoCall[];
}
