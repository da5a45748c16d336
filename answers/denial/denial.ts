/** What kind of policy denied. Source: "Troubleshoot access denied error messages", IAM User Guide. */
export type DenyingPolicy =
  "identity" | "resource" | "boundary" | "session" | "serviceControl" | "resourceControl" | "endpoint";

/** What AWS says of a request that it denied. */
export interface DenialMessage {
  /** ARN of who asked, as far as the message says. */
  readonly principal?: string;
  /** `service:Name`, in AWS's spelling; the service is `*` where the message names an operation of several services alone. */
  readonly action: string;
  /** As the message has it: an ARN, or a name; absent where it names no resource. */
  readonly resource?: string;
  /** Absent where the message does not say. */
  readonly policy?: DenyingPolicy;
  /** A statement denies it; otherwise none allows it, or the message does not say. */
  readonly explicit: boolean;
  /** What only `sts:DecodeAuthorizationMessage` reads. */
  readonly encoded: boolean;
  /** Condition keys of the request, from a decoded message. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}
