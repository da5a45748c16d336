import type { RfcSource, Rfc } from "./request";
import { elevate } from "./requests/autoscaling";
import { createBucket } from "./requests/bucket";
import { createFileSystem } from "./requests/file-system";
import { createKey } from "./requests/key";
import { createSamlProvider } from "./requests/saml-provider";
import { createSecurityGroups } from "./requests/security-groups";
import { addService } from "./requests/service";
import { createVpcEndpoints, updateEndpointPolicies } from "./requests/vpc-endpoints";

/** A kind of request: what it asks AMS for, and the requests that do. */
interface RequestKind {
  readonly summary: string;
  /** @throws CannotAsk where the environment or the inputs lack something. */
  readonly requests: (source: RfcSource) => readonly Rfc[];
}

/** Everything that still goes through AMS, in the order in which it is asked for. */
export const REQUEST_KINDS = {
  service: { summary: "add SageMaker as a self-provisioned service", requests: addService },
  "saml-provider": { summary: "the SAML provider that people sign in through", requests: createSamlProvider },
  key: { summary: "the KMS key for data at rest", requests: createKey },
  bucket: { summary: "the S3 bucket", requests: createBucket },
  "security-group": {
    summary: "the security groups of the VPC endpoints and the file system",
    requests: createSecurityGroups,
  },
  "vpc-endpoint": { summary: "the VPC endpoints", requests: createVpcEndpoints },
  "endpoint-policy": { summary: "the policies of VPC endpoints that AMS has made", requests: updateEndpointPolicies },
  "file-system": { summary: "the EFS file system", requests: createFileSystem },
  autoscaling: { summary: "autoscaling rights, temporary or permanent", requests: elevate },
} as const satisfies Readonly<Record<string, RequestKind>>;

export type RequestKindName = keyof typeof REQUEST_KINDS;
