import { reasonOf } from "../files/reason";
import { SEVERITY, type Diagnostic } from "./protocol";

/** An error of the account or of the provider, in the words of the real ones. */
export class Failure extends Error {
  constructor(
    readonly summary: string,
    readonly detail = "",
  ) {
    super(detail === "" ? summary : `${summary}: ${detail}`);
    this.name = "Failure";
  }
}

/** What an AWS API answers when it refuses. */
export interface Refusal {
  /** HTTP status. */
  readonly status: number;
  /** AWS's code: `EntityAlreadyExists`. */
  readonly code: string;
  readonly message: string;
  /** The API operation that refused, where it is not the one the change is named after. */
  readonly operation?: string;
}

/** A refusal as the provider reports it: `creating IAM Role (x): operation error IAM: CreateRole, … `. */
export function awsFailure(doing: string, service: string, operation: string, refusal: Refusal): Failure {
  const { status, code, message } = refusal;
  const request = "RequestID: 00000000-0000-0000-0000-000000000000";
  return new Failure(
    `${doing}: operation error ${service}: ${refusal.operation ?? operation}, ` +
      `https response error StatusCode: ${status}, ${request}, ${code}: ${message}`,
  );
}

/** The diagnostic that Terraform shows. An error that is no {@link Failure} is a defect of this provider, and says so. */
export function diagnose(error: unknown): Diagnostic {
  if (error instanceof Failure) return { severity: SEVERITY.error, summary: error.summary, detail: error.detail };
  const detail = reasonOf(error);
  return { severity: SEVERITY.error, summary: "The offline provider failed", detail };
}
